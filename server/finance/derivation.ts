// How a figure was made, in words: the figure's own tree, printed.
import { Exact } from "./exact.ts";
import { type Figure, type FigureUnit, isMoney } from "./figure.ts";
import { type CellUnit, cellDecimals, cellNumber, poundsAndPence, ratePounds, shownFigure } from "./money.ts";
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
 * "9 places × £5,963.00 a week × 52.14 weeks × 0.5 year", with the result "£1,399,098.69".
 */
export function derive(figure: Figure, unit: CellUnit = "pounds"): Derivation {
  const inputs: DerivationInput[] = [];
  const top = workingsOf(figure);
  const workings = top.kind === "input" ? enteredAs(top.entered ?? null) : print(top, inputs);
  const result = typeof unit === "string" ? exactPounds(top.value) : exactOther(top.value, unit);
  return { workings: workings === "" ? "nothing falls in this year" : workings, result, inputs };
}

/** How an input came to be: the expression that was typed, where one was. */
function enteredAs(entered: string | null): string {
  if (entered === null) return "as entered";
  return `typed as ${entered}${isRounded(entered) ? ", rounded to the penny" : ""}`;
}

/** The figure whose workings are of interest: a row's name and its being deducted are said by the table already. */
function workingsOf(figure: Figure): Figure {
  return figure.kind === "named" || figure.kind === "deducted" ? workingsOf(figure.of) : figure;
}

const longestExact = 30;

/** Pounds and pence, with the exact value behind it where the amount has parts of a penny: a decimal that ends, else a fraction. */
function exactPounds(value: Exact): string {
  const shown = poundsAndPence(value);
  if (value.times(Exact.whole(100)).equals(Exact.whole(value.rounded(2)))) return shown;
  const exact = grouped(value.ends() ? value.toString() : value.fraction());
  // A sum of many unlike ratios has digits that nobody would read.
  return exact.length > longestExact ? `${shown} (rounded to the penny)` : `${shown} (exactly ${exact})`;
}

/** A percentage or a count as shown, with the exact value behind it where something was rounded away. */
function exactOther(value: Exact, unit: Exclude<CellUnit, string>): string {
  const shown = "count" in unit ? `${shownFigure(value, unit)} ${unit.count}`.trim() : shownFigure(value, unit);
  const whole = cellNumber(value, unit);
  const decimals = cellDecimals(unit);
  if (whole.times(Exact.whole(10n ** BigInt(decimals))).equals(Exact.whole(whole.rounded(decimals)))) return shown;
  const exact = grouped(value.ends() ? value.toString() : value.fraction());
  return exact.length > longestExact ? `${shown} (rounded)` : `${shown} (exactly ${exact})`;
}

/** Thousands by commas in each whole number of a text, none behind a point, and a proper minus. */
function grouped(text: string): string {
  return text.replace("-", "–").replace(/(?<![.\d])\d+/g, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

function print(figure: Figure, inputs: DerivationInput[]): string {
  switch (figure.kind) {
    case "named": {
      const unit = measured(figure.of);
      inputs.push({ name: figure.name, value: said(figure.value, unit) });
      return `${figure.name} ${said(magnitude(figure.value), unit)}`;
    }
    case "input": {
      const value = spell(figure.value, figure.unit);
      inputs.push({ name: unitName(figure.unit), value });
      return value;
    }
    case "product":
      return figure.of.map((factor, index) => (index === 0 ? first : within)(factor, inputs)).join(" × ");
    case "quotient":
      return `${first(figure.of, inputs)} ÷ ${figure.by.kind === "product" ? `(${print(figure.by, inputs)})` : within(figure.by, inputs)}`;
    case "power": {
      const plain = figure.of.kind === "input" && !figure.of.value.isNegative();
      return `${plain ? print(figure.of, inputs) : `(${print(figure.of, inputs)})`}^${figure.exponent < 0 ? `(–${-figure.exponent})` : figure.exponent}`;
    }
    case "settled":
      return `${print(figure.of, inputs)}${figure.words === "" ? "" : `, ${figure.words}`}`;
    case "sum":
      return figure.of.map((part, index) => sign(part, index) + print(part, inputs)).join("");
    case "deducted":
      return figure.of.kind === "power" ? first(figure.of, inputs) : print(figure.of, inputs);
  }
}

/** A factor as it stands beside another: a sum in brackets, and a name with its minus. */
function within(factor: Figure, inputs: DerivationInput[]): string {
  const text = print(factor, inputs);
  if (factor.kind === "named" && factor.value.isNegative()) return `(–${text})`;
  return factor.kind === "sum" && factor.of.length > 1 ? `(${text})` : text;
}

/** The first factor: a power in brackets, because a minus before it could be read as a part of what is raised. */
function first(factor: Figure, inputs: DerivationInput[]): string {
  const text = within(factor, inputs);
  return factor.kind === "power" ? `(${text})` : text;
}

/** What stands before a part of a sum. A row that is deducted is subtracted, not added with a minus of its own. */
function sign(part: Figure, index: number): string {
  const taken = isTaken(part);
  if (index === 0) return taken ? "–" : "";
  return taken ? " – " : " + ";
}

/** Whether a part takes off: one that is deducted, or whose name stands for less than nil, but not both. */
function isTaken(part: Figure): boolean {
  if (part.kind === "deducted") return !isTaken(part.of);
  return part.kind === "named" && part.value.isNegative();
}

/** What a figure is measured in, which follows from its inputs: pounds times anything are pounds, and pounds over pounds are a number. */
function measured(figure: Figure): "pounds" | "percent" | "plain" | { readonly count: string } {
  switch (figure.kind) {
    case "input":
      if (typeof figure.unit !== "string") return "count" in figure.unit ? figure.unit : "plain";
      return isMoney(figure.unit)
        ? "pounds"
        : figure.unit === "percent"
          ? "percent"
          : figure.unit === "places"
            ? { count: "places" }
            : figure.unit === "weeks"
              ? { count: "weeks" }
              : "plain";
    case "quotient": {
      const [of, by] = [measured(figure.of), measured(figure.by)];
      return of === "pounds" && by !== "pounds" ? "pounds" : by === "plain" || by === "percent" ? of : "plain";
    }
    case "product": {
      const of = figure.of.map(measured);
      const counts = of.filter((each) => typeof each !== "string");
      if (of.includes("pounds")) return "pounds";
      // Places for so many weeks are bed-weeks; of any other two counts there is no name.
      if (counts.length > 1) return counts.some(({ count }) => count.startsWith("places")) && counts.some(({ count }) => count === "weeks") ? { count: "bed-weeks" } : "plain";
      return counts[0] ?? (of.every((each) => each === "percent") ? "percent" : "plain");
    }
    case "sum":
      // Of nothing at all it is nothing in pounds: tables are of money unless their inputs say otherwise.
      return figure.of.map(measured).find((each) => each !== "plain") ?? (figure.of.length === 0 ? "pounds" : "plain");
    default:
      return measured(figure.of);
  }
}

function said(value: Exact, unit: ReturnType<typeof measured>): string {
  if (unit === "pounds") return poundsAndPence(value);
  const rounded = (number: Exact) => Exact.ratio(number.rounded(2), 100n).reduced();
  if (unit === "percent") return `${rounded(value.times(Exact.whole(100))).toString()}%`;
  return unit === "plain" ? grouped(rounded(value).toString()) : counted(rounded(value), unit.count);
}

function magnitude(value: Exact): Exact {
  return value.isNegative() ? value.negated() : value;
}

function spell(value: Exact, unit: FigureUnit): string {
  switch (unit) {
    case "pounds":
      return poundsAndPence(value);
    case "pounds a week":
      return `${ratePounds(value)} a week`;
    case "pounds a year":
      return `${ratePounds(value)} a year`;
    case "places":
      return `${value.toString()} ${value.equals(Exact.one) ? "place" : "places"}`;
    case "weeks":
      return `${ratio(value)} weeks`;
    case "share of a year":
      return `${ratio(value)} year`;
    case "plain":
      return ratio(value);
    case "percent":
      return `${ratio(value.times(Exact.whole(100)))}%`;
    default:
      return "count" in unit ? counted(value, unit.count) : `${value.toString()} (${unit.upliftFor} uplift)`;
  }
}

const names: { [Unit in FigureUnit & string]?: string } = { "pounds a week": "price a week", "pounds a year": "price a year", pounds: "amount" };

/** "1,150 children", "1 authority": of one thing a final s is left off, and "ies" is y. */
export function counted(value: Exact, of: string): string {
  const one = value.equals(Exact.one)
    ? of
        .replace(/^places\b/, "place")
        .replace(/ies$/, "y")
        .replace(/s$/, "")
    : of;
  return `${grouped(ratio(value))} ${one}`.trim();
}

function unitName(unit: FigureUnit): string {
  if (typeof unit !== "string") return "count" in unit ? unit.count : `uplift for ${unit.upliftFor}`;
  return names[unit] ?? unit;
}

/** A decimal that ends is printed so; 365/7 and 182/365 are printed as the ratios they are. */
function ratio(value: Exact): string {
  return value.ends() ? value.toString() : `${value.numerator}/${value.denominator}`;
}
