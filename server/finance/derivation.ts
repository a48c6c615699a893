// How a figure was made, in words: the figure's own tree, printed so that it can be worked out again from the words alone.
import { counted, singular } from "./counted.ts";
import { Exact } from "./exact.ts";
import { exactNumber, exactPercent, exactPounds, exactText, longestExact } from "./exactWords.ts";
import { type Figure, type FigureUnit, isMoney } from "./figure.ts";
import { type CellUnit, cellDecimals, cellNumber, poundsAndPence, shownFigure } from "./money.ts";
import { isRounded } from "./typedAmount.ts";

/** An input of a figure: what it is, and its value as printed. */
export interface DerivationInput {
  name: string;
  value: string;
}

/** A figure's workings. `workings` is the expression, `result` its exact value (money in pounds and pence), `inputs` the leaves it names. */
export interface Derivation {
  workings: string;
  result: string;
  inputs: DerivationInput[];
}

/**
 * Prints how a figure was made. Nine places for half of 2023/24 is
 * "9 places × £5,963.00 a week × 52.14 weeks × 0.5 year", with the result "£1,399,098.69". What is deducted has its minus:
 * "–(9 places × £5,963.00 a week × 52.14 weeks × 0.5 year)". An input has every decimal that it has, or its fraction.
 */
export function derive(figure: Figure, unit: CellUnit = "pounds"): Derivation {
  const { top, minus } = withoutName(figure);
  const result = typeof unit === "string" ? poundsResult(figure.value) : otherResult(figure.value, unit);
  if (top.kind === "input") return { workings: `${enteredAs(top.entered ?? null)}${minus && !top.value.isNil() ? ", deducted" : ""}`, result, inputs: [] };
  const printer = new Printer(typeof unit !== "string" && "count" in unit ? { count: unit.count } : "pounds");
  if (top.kind === "sum" && top.of.length === 0) return { workings: "nothing falls in it", result, inputs: [] };
  const words = printer.words(top);
  const whole = signed(words);
  return { workings: minus ? `–${words.binds === "atom" && !words.minus ? whole : `(${whole})`}` : whole, result, inputs: printer.inputs };
}

/** How an input came to be: the expression that was typed, where one was. */
function enteredAs(entered: string | null): string {
  if (entered === null) return "as entered";
  return `typed as ${entered}${isRounded(entered) ? ", rounded to the penny" : ""}`;
}

/** The figure whose workings are of interest: a row's name is said by the table already. */
function withoutName(figure: Figure): { top: Figure; minus: boolean } {
  if (figure.kind === "named") return withoutName(figure.of);
  if (figure.kind !== "deducted") return { top: figure, minus: false };
  const { top, minus } = withoutName(figure.of);
  return { top, minus: !minus };
}

/** Pounds and pence, with the exact value behind it where the amount has parts of a penny: a decimal that ends, else a fraction. */
function poundsResult(value: Exact): string {
  const shown = poundsAndPence(value);
  if (value.times(Exact.whole(100)).equals(Exact.whole(value.rounded(2)))) return shown;
  const exact = exactText(value);
  // A sum of many unlike ratios has digits that nobody would read.
  return exact.length > longestExact ? `${shown} (rounded to the penny)` : `${shown} (exactly ${exact})`;
}

/** A percentage or a count as shown, with the exact value behind it where something was rounded away. */
function otherResult(value: Exact, unit: Exclude<CellUnit, string>): string {
  const number = shownFigure(value, unit);
  const shown = "count" in unit ? `${number} ${number === "1" ? singular(unit.count) : unit.count}`.trim() : number;
  const whole = cellNumber(value, unit);
  const decimals = cellDecimals(unit);
  if (whole.times(Exact.whole(10n ** BigInt(decimals))).equals(Exact.whole(whole.rounded(decimals)))) return shown;
  const exact = exactText(value);
  return exact.length > longestExact ? `${shown} (rounded)` : `${shown} (exactly ${exact})`;
}

/** A figure in words, its minus apart, with what is outermost in it: that says where it needs brackets. */
interface Words {
  readonly minus: boolean;
  readonly text: string;
  readonly binds: "rule" | "sum" | "product" | "power" | "atom";
}

/** What a figure is measured in: money, a share, a plain number, or a number of something. */
type Measure = "pounds" | "percent" | "plain" | { readonly count: string };

class Printer {
  readonly inputs: DerivationInput[] = [];

  constructor(
    /** What a sum of nothing is nothing of. */
    private readonly nothing: Measure,
  ) {}

  words(figure: Figure): Words {
    switch (figure.kind) {
      case "named": {
        const measure = this.measured(figure.of);
        this.inputs.push({ name: figure.name, value: inWords(figure.value, measure) });
        const value = inWords(size(figure.value), measure);
        return { minus: figure.value.isNegative(), text: `${nameBefore(figure.name, value)} ${value}`, binds: "atom" };
      }
      case "input":
        this.inputs.push({ name: unitName(figure.unit), value: spell(figure.value, figure.unit) });
        return { minus: figure.value.isNegative(), text: spell(size(figure.value), figure.unit), binds: "atom" };
      case "product":
        return this.product(figure.of);
      case "quotient": {
        const of = this.first(figure.of);
        return { minus: of.minus, text: `${of.text} ÷ ${this.divisor(figure.by)}`, binds: "product" };
      }
      case "power": {
        const of = this.words(figure.of);
        const base = !of.minus && /^£?[\d,.]+%?$/.test(of.text) ? of.text : `(${signed(of)})`;
        return { minus: false, text: `${base}^${figure.exponent < 0 ? `(–${-figure.exponent})` : figure.exponent}`, binds: "power" };
      }
      case "settled": {
        const of = this.words(figure.of);
        const value = figure.value.equals(figure.of.value) ? "" : `: ${inWords(figure.value, this.measured(figure.of))}`;
        return { minus: false, text: `${of.binds === "rule" ? `(${of.text})` : signed(of)}, ${figure.words}${value}`, binds: "rule" };
      }
      case "sum":
        return this.sum(figure.of);
      case "deducted": {
        const words = this.words(figure.of);
        return { ...words, minus: !words.minus };
      }
    }
  }

  private product([head, ...others]: readonly Figure[]): Words {
    if (head === undefined) return { minus: false, text: "1", binds: "atom" };
    if (others.length === 0) return this.words(head);
    const { minus, text } = this.first(head);
    return { minus, text: [text, ...others.map((factor) => this.within(factor))].join(" × "), binds: "product" };
  }

  private sum(parts: readonly Figure[]): Words {
    const [only] = parts;
    if (only === undefined) return { minus: false, text: inWords(Exact.nil, this.nothing), binds: "atom" };
    if (parts.length === 1) return this.words(only);
    const text = parts.map((part, index) => {
      const words = this.words(part);
      const plain = words.binds === "rule" || (words.minus && (words.binds === "sum" || words.binds === "power")) ? `(${words.text})` : words.text;
      return `${index === 0 ? (words.minus ? "–" : "") : words.minus ? " – " : " + "}${plain}`;
    });
    return { minus: false, text: text.join(""), binds: "sum" };
  }

  /** The first factor, its minus apart: a power in brackets, because a minus before it could be read as a part of what is raised. */
  private first(figure: Figure): Words {
    const words = this.words(figure);
    return words.binds === "product" || words.binds === "atom" ? words : { ...words, text: `(${words.text})` };
  }

  /** A factor as it stands behind another: a sum in brackets, and a name or a product with its minus. */
  private within(figure: Figure): string {
    const words = this.words(figure);
    if (words.minus && figure.kind === "input") return `–${words.text}`;
    return words.minus || words.binds === "sum" || words.binds === "rule" ? `(${signed(words)})` : words.text;
  }

  private divisor(figure: Figure): string {
    const words = this.words(figure);
    if (words.binds === "atom" && (!words.minus || figure.kind === "input") && !/^\d[\d,]*\//.test(words.text)) return signed(words);
    return `(${signed(words)})`;
  }

  /** What a figure is measured in follows from its inputs: pounds times anything are pounds, and pounds over pounds are a number. */
  private measured(figure: Figure): Measure {
    switch (figure.kind) {
      case "input":
        if (typeof figure.unit !== "string") return "count" in figure.unit ? figure.unit : "plain";
        if (isMoney(figure.unit)) return "pounds";
        return figure.unit === "percent" ? "percent" : figure.unit === "places" || figure.unit === "weeks" ? { count: figure.unit } : "plain";
      case "quotient": {
        const [of, by] = [this.measured(figure.of), this.measured(figure.by)];
        return of === "pounds" && by !== "pounds" ? "pounds" : by === "plain" || by === "percent" ? of : "plain";
      }
      case "product": {
        const of = figure.of.map((factor) => this.measured(factor));
        const counts = of.filter((each) => typeof each !== "string");
        if (of.includes("pounds")) return "pounds";
        // Places for so many weeks are bed-weeks; of any other two counts there is no name.
        if (counts.length > 1) return counts.some(({ count }) => count.startsWith("places")) && counts.some(({ count }) => count === "weeks") ? { count: "bed-weeks" } : "plain";
        return counts[0] ?? (of.every((each) => each === "percent") ? "percent" : "plain");
      }
      case "sum":
        return figure.of.map((part) => this.measured(part)).find((each) => each !== "plain") ?? (figure.of.length === 0 ? this.nothing : "plain");
      default:
        return this.measured(figure.of);
    }
  }
}

/** What is to be read with its minus: before a sum or a power it takes brackets. */
function signed({ minus, text, binds }: Words): string {
  if (!minus) return text;
  return binds === "product" || binds === "atom" ? `–${text}` : `–(${text})`;
}

/**
 * A name before its value, in quotation marks where it could be read as part of the sum: with a sign between spaces or a £ in it, a number
 * or a bracket at its start, or digits before what is no amount of money. A financial year is plain enough.
 */
function nameBefore(name: string, value: string): string {
  const plain = /^\d{4}\/\d\d$/.test(name) || !(/[£“”]| [-–−+×÷*/] |^[\d(–−-]/.test(name) || (!value.startsWith("£") && /\d/.test(name)));
  return plain ? name : `“${name.replace(/[“”]/g, "'")}”`;
}

function inWords(value: Exact, measure: Measure): string {
  if (measure === "pounds") return exactPounds(value);
  if (measure === "percent") return exactPercent(value);
  return measure === "plain" ? exactNumber(value) : counted(value, unitWords(measure.count));
}

function size(value: Exact): Exact {
  return value.isNegative() ? value.negated() : value;
}

function spell(value: Exact, unit: FigureUnit): string {
  switch (unit) {
    case "pounds":
      return exactPounds(value);
    case "pounds a week":
      return `${exactPounds(value)} a week`;
    case "pounds a year":
      return `${exactPounds(value)} a year`;
    case "places":
      return counted(value, "places");
    case "weeks":
      return `${ratio(value)} ${value.equals(Exact.one) ? "week" : "weeks"}`;
    case "share of a year":
      return `${ratio(value)} year`;
    case "plain":
      return ratio(value);
    case "percent":
      return exactPercent(value);
    default:
      return "count" in unit ? counted(value, unitWords(unit.count)) : `${ratio(value)} (${unit.upliftFor} uplift)`;
  }
}

/** What is counted, in quotation marks where it could be read as part of the sum. */
function unitWords(of: string): string {
  const outside = of.replace(/\([^()]*\)/g, "");
  const plain = of === "" || (/^\p{L}/u.test(of) && !/[£“”^,()]| [-–−+×÷*/=] /.test(outside) && !/[£“”,]/.test(of));
  return plain ? of : `“${of.replace(/[“”]/g, "'")}”`;
}

const names: { [Unit in FigureUnit & string]?: string } = { "pounds a week": "price a week", "pounds a year": "price a year", pounds: "amount" };

function unitName(unit: FigureUnit): string {
  if (typeof unit !== "string") return "count" in unit ? unit.count : `uplift for ${unit.upliftFor}`;
  return names[unit] ?? unit;
}

/** A decimal that ends is printed so; 365/7 and 182/365 are printed as the ratios of days that they are. */
function ratio(value: Exact): string {
  return value.ends() ? value.toString().replace("-", "–") : `${value.isNegative() ? "–" : ""}${size(value).numerator}/${value.denominator}`;
}
