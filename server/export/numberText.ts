// A number as a machine reads it: digits, a point and a minus.
import { decimalText, type Exact } from "../finance/exact.ts";
import { cellDecimals, unitDecimals } from "../finance/money.ts";
import type { PrintedNumber } from "./printed.ts";

/** As many digits as a spreadsheet's number holds. */
const heldDigits = 15;

/** A value with the digits that a spreadsheet can hold, 15 of them: "-1399.09869". */
export function heldText(value: Exact): string {
  const whole = decimalText(value.rounded(0), 0, "").replace("-", "").length;
  const decimals = Math.max(0, heldDigits - whole);
  return trimmed(decimalText(value.rounded(decimals), decimals, ""));
}

/** A number as its cell rounds it: "-1399" where "(1,399)" is printed, "0.055" where 5.5% is. */
export function roundedText({ value, unit }: PrintedNumber): string {
  const decimals = typeof unit === "string" ? unitDecimals(unit) : cellDecimals(unit) + ("percent" in unit ? 2 : 0);
  return decimalText(value.rounded(decimals), decimals, "");
}

function trimmed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
