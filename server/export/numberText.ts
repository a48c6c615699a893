// A number as a machine reads it: digits, a point and a minus.
import { decimalText, type Exact } from "../finance/exact.ts";
import { cellDecimals, unitDecimals } from "../finance/money.ts";
import type { PrintedNumber } from "./printed.ts";

/** As many digits as a spreadsheet's number holds. */
const heldDigits = 15;

/** A value with the digits that a spreadsheet can hold, 15 of them: "-1399.09869"; 63/1150 is "0.0547826086956522". */
export function heldText(value: Exact): string {
  if (value.isNil()) return "0";
  const whole = value.numerator / value.denominator;
  // Noughts before the first digit of a fraction hold nothing.
  const before = whole === 0n ? digitsOf(value.rounded(heldDigits)) - heldDigits : digitsOf(whole);
  const decimals = Math.max(0, heldDigits - before);
  return trimmed(decimalText(value.rounded(decimals), decimals, ""));
}

function digitsOf(whole: bigint): number {
  return whole.toString().replace("-", "").length;
}

/** A number as its cell rounds it: "-1399" where "(1,399)" is printed, "0.055" where 5.5% is. */
export function roundedText({ value, unit }: PrintedNumber): string {
  const decimals = typeof unit === "string" ? unitDecimals(unit) : cellDecimals(unit) + ("percent" in unit ? 2 : 0);
  return decimalText(value.rounded(decimals), decimals, "");
}

function trimmed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
