// Workings as one types them into a cell: "9 * 5963 * 52.14", read into the figure that they give.
import { calendarDay } from "./day.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, type FigureUnit, input, power, printedInput, product, quotient, sum } from "./figure.ts";
import { InputError } from "./inputError.ts";
import { monthsBetween } from "./partYear.ts";

/** Finds a figure by its name ("commitment:essex-solo-beds:2023/24"); null where there is none. */
export type References = (name: string) => Figure | null;

const longest = 500;
const deepest = 50;
const highestPower = 100;
/** The most digits, of sixteen, that a power may have above or below its line. */
const longestPower = 4_000;
/** No number that workings come to on their way has more digits above or below its line than this, in bits. */
const beyond = 1n << 32_000n;
const written = String.raw`£?\d[\d,]*(?:\.\d+)?(?:bn|m|k)?(?:\s*%)?`;
const token = new RegExp(
  String.raw`\s*(?:(?<number>${written})(?!\w)|exact\(\s*(?<exactly>${written})\s*\)|\[(?<name>[^\]]*)\]|(?<months>months\(\s*(?<first>[\d-]+)\s*,\s*(?<last>[\d-]+)\s*\))|(?<sign>[-+*/()×÷–−^%]))`,
  "iy",
);
/** Below this a whole number with nothing beside it counts something also where pounds are worked out: 35 places, 52 weeks. */
const leastBareAmount = Exact.whole(1_000);
const multiples: Record<string, bigint> = { k: 1_000n, m: 1_000_000n, bn: 1_000_000_000n };

type Token = { kind: "figure"; figure: Figure } | { kind: "sign"; sign: string };

/** How workings are read that stand in a cell, and not beside a printed figure. */
export interface WorkingsRules {
  /** The most characters. */
  longest?: number;
  /** True where 4.6m, without a £, is pounds too, as it is where an amount is typed. */
  suffixedPounds?: boolean;
  /** Where the numbers are a report's, which were rounded before they were printed: what they give. */
  printed?: "pounds" | "other" | undefined;
}

/**
 * Reads workings into a figure, exactly. Numbers may have £, thousands commas, %, k, m or bn; there are + - × ÷, brackets, and ^ to a whole
 * power; `months(2018-10-09, 2019-06-30)` counts months; and [name] is a figure that Tabled holds, where there are `references`.
 * Where the numbers are printed ones (`rules.printed`), one with a £, a k, m or bn, a % or decimals is any that prints as it does, at its last
 * digit. A whole number with nothing beside it counts something and is exact (35 places, 52 weeks, 63 children), but one of 1,000 or more
 * in workings of pounds is pounds, rounded to the pound. A figure of Tabled's own is exact, and so is any number in `exact(10%)`.
 * `readWorkings("63 / 1150", …)` is 63/1150.
 * @throws InputError naming `field`: what cannot be read, a name that nothing has, a division by nil, a power too high.
 */
export function readWorkings(text: string, references: References | null, field = "workings", rules: WorkingsRules = {}): Figure {
  const most = rules.longest ?? longest;
  if (text.length > most) throw new InputError(field, `These workings have ${text.length} characters; ${most} is the most.`);
  return new Reader(tokens(text.replace(/^\s*=/, "").replace(spaceInNumber, ""), references, field, rules), field).all();
}

/** Spaces that do not break stand where others write a comma between thousands. */
const spaceInNumber = /(?<=\d)[\u00a0\u202f](?=\d{3}(?!\d))/g;

/** The names in square brackets that workings use: `referencesIn("2 * [value:x]")` is ["value:x"]. */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(/\[([^\]]*)\]/g)].map((match) => (match[1] as string).trim());
}

function tokens(text: string, references: References | null, field: string, rules: WorkingsRules): Token[] {
  const found: Token[] = [];
  token.lastIndex = 0;
  for (let at = 0; text.slice(at).trim() !== ""; at = token.lastIndex) {
    const groups = token.exec(text)?.groups;
    if (!groups) throw new InputError(field, unreadable(text.slice(at).trim()));
    const { number, exactly, name, months, first, last, sign } = groups;
    if (number !== undefined) found.push({ kind: "figure", figure: numberOf(number, field, rules) });
    else if (exactly !== undefined && !rules.printed) throw new InputError(field, unreadable(text.slice(at).trim()));
    else if (exactly !== undefined) found.push({ kind: "figure", figure: numberOf(exactly, field, { ...rules, printed: undefined }) });
    else if (name !== undefined) found.push({ kind: "figure", figure: held(name, references, field) });
    else if (months !== undefined) found.push({ kind: "figure", figure: monthsOf(first as string, last as string, field) });
    else found.push({ kind: "sign", sign: (sign as string).replace("×", "*").replace("÷", "/").replace(/[–−]/, "-") });
  }
  return found;
}

function unreadable(rest: string): string {
  const name = /^\$?[a-z_][\w$.]*/i.exec(rest)?.[0];
  if (name) return `“${name.slice(0, 30)}” cannot be read: cells and sums are not referred to here by Excel's names, such as A1 or SUM. Type the numbers themselves.`;
  return `“${rest.slice(0, 30)}” cannot be read. Use numbers, + - * / and brackets.`;
}

function numberOf(text: string, field: string, { suffixedPounds = false, printed }: WorkingsRules): Figure {
  const [, pound, digits, suffix, percent] = /^(£?)([\d,.]+)(bn|m|k)?\s*(%?)$/i.exec(text) as unknown as [string, string, string, string | undefined, string];
  if (digits.includes(",") && !/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits)) throw new InputError(field, `“${text}” has its commas in odd places. Write 4,646 or 4646.`);
  const multiple = Exact.ratio(multiples[(suffix ?? "").toLowerCase()] ?? 1n, percent === "" ? 1n : 100n);
  const value = Exact.decimal(digits.replaceAll(",", ""), field).times(multiple);
  const decimals = (digits.split(".")[1] ?? "").length;
  const bareAmount = printed === "pounds" && value.compare(leastBareAmount) >= 0;
  const rounded = printed !== undefined && (pound !== "" || suffix !== undefined || percent !== "" || decimals > 0 || bareAmount);
  const made = (unit: FigureUnit) => (rounded ? printedInput(value, unit, multiple.dividedBy(Exact.whole(10n ** BigInt(decimals)))) : input(value, unit));
  if (percent !== "") return made("percent");
  // Pounds are printed to the penny: an amount with parts of one is printed as the number it is.
  const inPence = value.times(Exact.whole(100));
  if (suffixedPounds) return made(pound === "£" || suffix ? "pounds" : "plain");
  return made(pound === "£" && inPence.equals(Exact.whole(inPence.rounded(0))) ? "pounds" : "plain");
}

function held(name: string, references: References | null, field: string): Figure {
  if (references === null) throw new InputError(field, `[${name.slice(0, 80)}] cannot be read here: other figures are not referred to in a cell. Type the numbers themselves.`);
  const figure = references(name.trim());
  if (figure === null) throw new InputError(field, `Nothing here is called [${name.slice(0, 80)}].`);
  return figure;
}

function monthsOf(first: string, last: string, field: string): Figure {
  if (calendarDay(first, field) > calendarDay(last, field)) throw new InputError(field, `${last} is before ${first}: months are counted forwards.`);
  // A product of one, so that its workings name the days and do not read as entered.
  const months = monthsBetween(first, last).reduced();
  return product([input(months, { count: `${months.equals(Exact.one) ? "month" : "months"} from ${first} to ${last}` })]);
}

/** A sum or a quotient as one factor, so that its workings have the brackets without which they would say something else: 2 – (3 + 4), 8 ÷ (4 ÷ 2). */
function bracketed(figure: Figure): Figure {
  return figure.kind === "sum" || figure.kind === "quotient" ? product([figure]) : figure;
}

/** The factors of a product in brackets stand among those that it is multiplied by. */
function multiplied([first, ...others]: readonly Figure[]): Figure {
  const figure = first as Figure;
  if (others.length === 0) return figure;
  return product([...(figure.kind === "product" && figure.of.length > 1 ? figure.of : [figure]), ...others]);
}

/** Reads by descent: a sum of products of figures, signs and brackets. */
class Reader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly field: string,
  ) {}

  all(): Figure {
    const figure = this.sum();
    if (this.take(")")) throw new InputError(this.field, "A bracket is closed in these workings that was not opened.");
    if (this.at < this.tokens.length) throw this.unexpected();
    return figure;
  }

  private sum(): Figure {
    const parts = [this.product()];
    for (let sign = this.take("+", "-"); sign; sign = this.take("+", "-")) {
      const part = this.product();
      parts.push(sign === "-" ? deducted(bracketed(part)) : part);
    }
    return parts.length === 1 ? (parts[0] as Figure) : this.bounded(sum(parts));
  }

  /** Factors that follow each other are multiplied once: a long product takes a time that grows as its length does. */
  private product(): Figure {
    let factors = [this.signed()];
    for (let sign = this.take("*", "/"); sign; sign = this.take("*", "/")) {
      const next = this.signed();
      if (sign === "*") factors.push(next);
      else if (next.value.isNil()) throw new InputError(this.field, "These workings divide by nil.");
      else factors = [this.bounded(quotient(multiplied(factors), bracketed(next)))];
    }
    return this.bounded(multiplied(factors));
  }

  private bounded(figure: Figure): Figure {
    const { numerator, denominator } = figure.value;
    if (numerator > beyond || numerator < -beyond || denominator > beyond) throw new InputError(this.field, "This is too long a number to be worked out.");
    return figure;
  }

  private signed(): Figure {
    if (this.take("+")) return this.deeper(() => this.signed());
    if (!this.take("-")) return this.raised();
    const at = this.at;
    const figure = this.deeper(() => this.signed());
    if (figure.kind === "power" && this.tokens[at]?.kind === "figure") {
      throw new InputError(this.field, "A minus before a power can be read in two ways. Write (-2)^2 or -(2^2).");
    }
    return sum([deducted(bracketed(figure))]);
  }

  private raised(): Figure {
    const base = this.share();
    if (!this.take("^")) return base;
    const below = this.take("-") !== null;
    const to = this.share().value;
    if (this.take("^")) throw new InputError(this.field, "A power of a power can be read in two ways. Write (2^3)^2 or 2^(3^2).");
    return this.power(base, below ? to.negated() : to);
  }

  private power(base: Figure, to: Exact): Figure {
    const { numerator, denominator } = to.reduced();
    if (denominator !== 1n || numerator > highestPower || numerator < -highestPower) {
      throw new InputError(
        this.field,
        `A number is raised here to whole powers up to ${highestPower}; this one is ${to.ends() ? to.toString().slice(0, 20) : to.fraction().slice(0, 20)}.`,
      );
    }
    const exponent = Number(numerator);
    if (base.value.isNil() && exponent < 0) throw new InputError(this.field, "These workings divide by nil.");
    const { numerator: above, denominator: line } = base.value.reduced();
    if ((above.toString(16).length + line.toString(16).length) * Math.abs(exponent) > longestPower) throw new InputError(this.field, "This power is too large to be worked out.");
    return power(base, exponent);
  }

  /** A number or a bracket, with a % behind it where there is one. */
  private share(): Figure {
    let figure = this.one();
    while (this.take("%")) figure = product([bracketed(figure), input(Exact.ratio(1n, 100n), "percent")]);
    return figure;
  }

  private one(): Figure {
    const next = this.tokens[this.at];
    if (next?.kind === "figure") {
      this.at += 1;
      return next.figure;
    }
    if (!this.take("(")) throw this.unexpected();
    const inside = this.deeper(() => this.sum());
    if (!this.take(")")) throw new InputError(this.field, "A bracket is opened in these workings and not closed.");
    return inside;
  }

  private take(...signs: string[]): string | null {
    const next = this.tokens[this.at];
    if (next?.kind !== "sign" || !signs.includes(next.sign)) return null;
    this.at += 1;
    return next.sign;
  }

  private deeper(read: () => Figure): Figure {
    this.depth += 1;
    if (this.depth > deepest) throw new InputError(this.field, `These workings have brackets within brackets more than ${deepest} deep.`);
    const figure = read();
    this.depth -= 1;
    return figure;
  }

  private unexpected(): InputError {
    const next = this.tokens[this.at];
    return new InputError(
      this.field,
      next === undefined ? "These workings end where a number is wanted." : `These workings have ${next.kind === "sign" ? `“${next.sign}”` : "a number"} where it makes no sense.`,
    );
  }
}
