// A figure in the words of a report: rounded as its author asks, once, from the exact value.
import { decimalText, Exact } from "./exact.ts";
import type { Figure } from "./figure.ts";
import { type CellUnit, cellDecimals, cellNumber, type MoneyUnit, poundsIn, shownFigure, unitLabel } from "./money.ts";

export const figureRoundings = [
  "as printed",
  "£m with one decimal",
  "£m with two decimals",
  "thousands in full",
  "thousands with k",
  "thousands in £000s",
  "pounds",
  "pence",
  "whole",
  "one decimal",
  "two decimals",
  "nil",
] as const;
export type FigureRounding = (typeof figureRoundings)[number];

/** A figure as a sentence would say it. */
export interface FigureWords {
  rounding: FigureRounding;
  /** "£4.3m" */
  text: string;
  /** The unit that the text leaves unsaid: "£000s" of "4,346"; null where it says its own, or has none. */
  unit: string | null;
}

interface InMoney {
  readonly rounding: FigureRounding;
  readonly of: MoneyUnit;
  /** Of that unit. */
  readonly decimals: number;
  readonly said: (digits: string) => string;
}

const inMoney: readonly InMoney[] = [
  { rounding: "£m with one decimal", of: "millions", decimals: 1, said: (digits) => `£${digits}m` },
  { rounding: "£m with two decimals", of: "millions", decimals: 2, said: (digits) => `£${digits}m` },
  { rounding: "thousands in full", of: "thousands", decimals: 0, said: (digits) => `£${digits},000` },
  { rounding: "thousands with k", of: "thousands", decimals: 0, said: (digits) => `£${digits}k` },
  { rounding: "thousands in £000s", of: "thousands", decimals: 0, said: (digits) => `${digits} (£000s)` },
  { rounding: "pounds", of: "pounds", decimals: 0, said: (digits) => `£${digits}` },
  { rounding: "pence", of: "pounds", decimals: 2, said: (digits) => `£${digits}` },
];

const inDecimals = ["whole", "one decimal", "two decimals"] as const;

/**
 * The wordings that suit a figure, first as its table prints it. Each is rounded once, half-up on the amount, from the exact value: £4,346,123.45 is
 * £4.3m, £4.35m, £4,346,000, £4,346k, 4,346 (£000s), £4,346,123 and £4,346,123.45, and in a table of £000s first 4,346. What is below nil has an
 * en dash before it: –£1.4m; a true nil is £0, or nil. No wording is given that would make nil of what is none.
 * `figureWords(input(Exact.ratio(63n, 1150n), "plain"), { percent: 1 })` are 5.5%, 5%, 5.5% and 5.48%.
 */
export function figureWords(figure: Figure, unit: CellUnit): FigureWords[] {
  const { value } = figure;
  const shown = shownFigure(value, unit);
  if (typeof unit === "string") return [{ rounding: "as printed", text: shown, unit: unitLabel(unit) }, ...moneyWords(value)];
  const printed: FigureWords = { rounding: "as printed", text: shown, unit: "count" in unit ? unit.count || null : null };
  return [printed, ...("poundsTo" in unit ? moneyWords(value) : numberWords(value, unit))];
}

/** What a cell without a figure says, and nothing beyond it: words, [x], [c]. A blank says nothing. */
export function cellWords(shown: string): FigureWords[] {
  return shown === "" ? [] : [{ rounding: "as printed", text: shown, unit: null }];
}

function moneyWords(pounds: Exact): FigureWords[] {
  if (pounds.isNil()) {
    return [
      { rounding: "pounds", text: "£0", unit: null },
      { rounding: "nil", text: "nil", unit: null },
    ];
  }
  return inMoney.flatMap(({ rounding, of, decimals, said }) => {
    const rounded = pounds.dividedBy(poundsIn(of)).rounded(decimals);
    return rounded === 0n ? [] : [{ rounding, text: signed(rounded, said(digitsOf(rounded, decimals))), unit: null }];
  });
}

/** Of a number of things there are no more decimals than it has, and its noun stands behind it. */
function numberWords(value: Exact, unit: Exclude<CellUnit, string>): FigureWords[] {
  const number = cellNumber(value, unit);
  const whole = number.equals(Exact.whole(number.rounded(0)));
  if ("count" in unit && (whole || cellDecimals(unit) === 0)) {
    return unit.count === "" ? [] : [{ rounding: "whole", text: `${shownFigure(value, { ...unit, decimals: 0 })} ${unit.count}`, unit: null }];
  }
  return inDecimals.flatMap((rounding, decimals) => {
    const rounded = number.rounded(decimals);
    if (rounded === 0n && !value.isNil()) return [];
    const to = "count" in unit ? { ...unit, decimals } : "percent" in unit ? { percent: decimals } : { points: decimals };
    const noun = "count" in unit && unit.count !== "" ? ` ${unit.count}` : "";
    return [{ rounding, text: `${shownFigure(value, to)}${noun}`, unit: null }];
  });
}

function digitsOf(rounded: bigint, decimals: number): string {
  return decimalText(rounded < 0n ? -rounded : rounded, decimals, ",");
}

function signed(rounded: bigint, text: string): string {
  return rounded < 0n ? `–${text}` : text;
}
