// A figure is an expression: a small tree of inputs whose value is fixed as it is built, so value and explanation cannot disagree.
import { Exact, Tally } from "./exact.ts";
import type { FinancialYear } from "./financialYear.ts";

/**
 * What an input is measured in; the derivation spells it. Money is in pounds. "percent" is a share printed as a percentage, and
 * `{ count: "bed-weeks" }` a number of something, in its own words (of one thing the s is left off).
 */
export type FigureUnit =
  | "pounds"
  | "pounds a week"
  | "pounds a year"
  | "places"
  | "weeks"
  | "share of a year"
  | "plain"
  | "percent"
  | { readonly upliftFor: FinancialYear }
  | { readonly count: string };

/** True of an amount of money, by the week and the year too. */
export function isMoney(unit: FigureUnit): boolean {
  return unit === "pounds" || unit === "pounds a week" || unit === "pounds a year";
}

export type Figure =
  | { readonly kind: "input"; readonly unit: FigureUnit; readonly value: Exact; readonly entered?: string | null; readonly nearest?: Exact }
  | { readonly kind: "named"; readonly name: string; readonly of: Figure; readonly value: Exact }
  | { readonly kind: "product"; readonly of: readonly Figure[]; readonly value: Exact }
  | { readonly kind: "quotient"; readonly of: Figure; readonly by: Figure; readonly value: Exact }
  | { readonly kind: "power"; readonly of: Figure; readonly exponent: number; readonly value: Exact }
  | { readonly kind: "sum"; readonly of: readonly Figure[]; readonly value: Exact }
  | { readonly kind: "settled"; readonly of: Figure; readonly words: string; readonly value: Exact }
  | { readonly kind: "deducted"; readonly of: Figure; readonly value: Exact };

/** A number that somebody stated. `input(Exact.whole(9), "places")` is 9 places. `entered` is the expression that it was typed as, where it was. */
export function input(value: Exact, unit: FigureUnit, entered?: string | null): Figure {
  return entered === null || entered === undefined ? { kind: "input", unit, value } : { kind: "input", unit, value, entered };
}

/** A number as a report prints it, which was rounded to `nearest`: 3.1 at 0.1 is whatever prints as 3.1. */
export function printedInput(value: Exact, unit: FigureUnit, nearest: Exact): Figure {
  return { kind: "input", unit, value, nearest };
}

/** A figure with a name of its own (a row of a table): where another figure uses it, the name is printed and not its workings. */
export function named(name: string, of: Figure): Figure {
  return { kind: "named", name, of, value: of.value };
}

/** All factors multiplied. With no factors it is one. */
export function product(of: readonly Figure[]): Figure {
  let value = of[0]?.value ?? Exact.one;
  for (let index = 1; index < of.length; index += 1) value = value.times((of[index] as Figure).value);
  return { kind: "product", of, value };
}

/** One figure over another. `quotient(of, by)` of 63 and 1,150 is 63/1150, exactly. @throws RangeError where `by` is nil. */
export function quotient(of: Figure, by: Figure): Figure {
  return { kind: "quotient", of, by, value: of.value.dividedBy(by.value) };
}

/** A figure multiplied by itself, `exponent` times, a whole number; below nil, one over that. @throws RangeError for nil to less than nil. */
export function power(of: Figure, exponent: number): Figure {
  const { numerator, denominator } = of.value.reduced();
  const times = BigInt(Math.abs(exponent));
  const raised = Exact.ratio(numerator ** times, denominator ** times);
  return { kind: "power", of, exponent, value: exponent < 0 ? Exact.one.dividedBy(raised) : raised };
}

/**
 * A figure that a rule has brought to whole pence or pounds: shares that must add up. `words` say what the rule did, and are printed
 * behind the exact workings: "£70,000.00 × 1/7, to the penny on the running total".
 */
export function settled(of: Figure, value: Exact, words: string): Figure {
  return { kind: "settled", of, words, value };
}

const fewParts = 8;

/** All parts added, unrounded. With no parts it is nil. */
export function sum(of: readonly Figure[]): Figure {
  if (of.length > fewParts) return { kind: "sum", of, value: totalOfMany(of) };
  let value = of[0]?.value ?? Exact.nil;
  for (let index = 1; index < of.length; index += 1) value = value.plus((of[index] as Figure).value);
  return { kind: "sum", of, value };
}

function totalOfMany(of: readonly Figure[]): Exact {
  const tally = new Tally();
  for (const { value } of of) tally.add(value);
  return tally.total();
}

/** A cost as it stands in a budget table: taken off. Its value is the negative. */
export function deducted(of: Figure): Figure {
  return { kind: "deducted", of, value: of.value.negated() };
}
