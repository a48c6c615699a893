// How a spreadsheet shows a number as its table does: brackets, a dash for nil, a percentage.
import { cellDecimals, unitDecimals } from "../finance/money.ts";
import type { PrintedNumber } from "./printed.ts";

export interface NumberFormat {
  readonly of: "money" | "pounds" | "percent" | "points" | "count" | "factor";
  readonly decimals: number;
  /** True of a number below nil that rounds to nil: it is shown without a sign. */
  readonly nilFromBelow: boolean;
}

/** A number as it is, with all its digits: what goes into a sum. */
export const asItIs: NumberFormat = { of: "factor", decimals: 0, nilFromBelow: false };

export function formatOf({ value, unit }: PrintedNumber): NumberFormat {
  const of = typeof unit === "string" ? "money" : "percent" in unit ? "percent" : "points" in unit ? "points" : "poundsTo" in unit ? "pounds" : "count";
  const decimals = typeof unit === "string" ? unitDecimals(unit) : cellDecimals(unit);
  return { of, decimals, nilFromBelow: value.isNegative() && value.rounded(placesHeld(of, decimals)) === 0n };
}

/** The decimals of the number that is held: of 5.5% they are three, because 0.055 is. */
export function placesHeld(of: NumberFormat["of"], decimals: number): number {
  return of === "percent" ? decimals + 2 : decimals;
}

/** A name for a format: "money-0", "percent-1-nil". */
export function formatName({ of, decimals, nilFromBelow }: NumberFormat): string {
  return `${of}-${decimals}${nilFromBelow ? "-nil" : ""}`;
}
