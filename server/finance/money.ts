// Money as a finance officer reads it and types it: units, brackets for deductions, and the rounding at the cell.
import { decimalText, Exact } from "./exact.ts";
import { InputError } from "./inputError.ts";
import { plainText, quotedText, typedNumber } from "./typedNumber.ts";

/** What a table's money is shown in. Stored money is always whole pence. */
export type MoneyUnit = "pounds" | "thousands" | "millions";

const units = {
  pounds: { pounds: Exact.whole(1), decimals: 2, label: "£", said: "pounds and pence" },
  thousands: { pounds: Exact.whole(1_000), decimals: 0, label: "£000s", said: "thousands of pounds" },
  millions: { pounds: Exact.whole(1_000_000), decimals: 1, label: "£m", said: "millions of pounds" },
} as const;

/** What a cell shows: money in a unit, an amount with its £, a percentage or percentage points with so many decimals, or a number of something. */
export type CellUnit =
  | MoneyUnit
  | { readonly poundsTo: number }
  | { readonly percent: number }
  | { readonly points: number }
  | { readonly count: string; readonly decimals: number };

/** How many decimals a cell that is not in a unit of money has. */
export function cellDecimals(unit: Exclude<CellUnit, string>): number {
  return "percent" in unit ? unit.percent : "points" in unit ? unit.points : "poundsTo" in unit ? unit.poundsTo : unit.decimals;
}

/** The number that such a cell prints: of a share, its hundredfold. */
export function cellNumber(value: Exact, unit: Exclude<CellUnit, string>): Exact {
  return "percent" in unit || "points" in unit ? value.times(Exact.whole(100)) : value;
}

/** A figure as a cell shows it. `shownFigure(Exact.ratio(63n, 1150n), { percent: 1 })` is "5.5%". Half-up, and a true nil of money is an en dash. */
export function shownFigure(value: Exact, unit: CellUnit): string {
  if (typeof unit === "string") return shownMoney(value, unit);
  const decimals = cellDecimals(unit);
  const rounded = cellNumber(value, unit).rounded(decimals);
  const text = decimalText(rounded < 0n ? -rounded : rounded, decimals, ",");
  return `${rounded < 0n ? "–" : ""}${"poundsTo" in unit ? "£" : ""}${text}${"percent" in unit ? "%" : "points" in unit ? " points" : ""}`;
}

/** The largest amount that may be stored, in pence: a trillion pounds, so that the sum of ninety such is still a safe integer. */
export const largestAmountPence = 100_000_000_000_000;

export const moneyUnits = ["pounds", "thousands", "millions"] as const satisfies readonly MoneyUnit[];

/** How many pounds one of a unit is. */
export function poundsIn(unit: MoneyUnit): Exact {
  return units[unit].pounds;
}
export function unitLabel(unit: MoneyUnit): string {
  return units[unit].label;
}
export function unitSaid(unit: MoneyUnit): string {
  return units[unit].said;
}
export function unitDecimals(unit: MoneyUnit): number {
  return units[unit].decimals;
}

/** Pounds rounded once, half-up, to the last place that the unit shows: £1,399,500 in thousands is 1400n. */
export function roundedToUnit(pounds: Exact, unit: MoneyUnit): bigint {
  return pounds.times(Exact.ratio(1n, units[unit].pounds.numerator)).rounded(units[unit].decimals);
}

/** A whole number of a unit's last place, as printed: -1399n thousands is "(1,399)", and 0n is "0". */
export function shownRounded(rounded: bigint, unit: MoneyUnit): string {
  const text = decimalText(rounded < 0n ? -rounded : rounded, units[unit].decimals, ",");
  return rounded < 0n ? `(${text})` : text;
}

/**
 * An amount in pounds as a cell shows it. `shownMoney(Exact.decimal("-1399098.69"), "thousands")` is "(1,399)". An exact nil is an en
 * dash; what rounds to nil is 0.
 */
export function shownMoney(pounds: Exact, unit: MoneyUnit): string {
  return pounds.isNil() ? "–" : shownRounded(roundedToUnit(pounds, unit), unit);
}

/** An amount in pounds as one would type it into a table of this unit, with nothing rounded away: £4,646,500 in thousands is "4646.5". */
export function typedAs(pounds: Exact, unit: MoneyUnit): string {
  return pounds.times(Exact.ratio(1n, units[unit].pounds.numerator)).toString();
}

/** An amount in pounds said in full: "£1,399,098.69", or "–£422,000.00" below nil. Rounded half-up to the penny. */
export function poundsAndPence(pounds: Exact): string {
  const pence = pounds.rounded(2);
  return `${pence < 0n ? "–" : ""}£${decimalText(pence < 0n ? -pence : pence, 2, ",")}`;
}

/** A price in pounds with the parts of a penny that it has: £2,149.00, or £2,149.125. */
export function ratePounds(value: Exact): string {
  // A rate that was solved from a printed value may have no last digit: pence are then all that is printed of it.
  if (!value.ends()) return poundsAndPence(value);
  const places = Math.max(2, (value.toString().split(".")[1] ?? "").length);
  return `${value.isNegative() ? "–" : ""}£${decimalText(value.rounded(places), places, ",").replace("-", "")}`;
}

/** Checks an amount in pence that is to be stored. @throws InputError naming `field`. */
export function storablePence(pence: number | bigint, field: string): number {
  if (typeof pence === "number" && !Number.isInteger(pence)) throw new InputError(field, "This is not a whole number of pence.");
  if (pence > largestAmountPence || pence < -largestAmountPence) {
    throw new InputError(field, "This amount is over a trillion pounds, more than Tabled can store. Check the unit: is the table in £000s or £m?");
  }
  return Number(pence);
}

const amountWanted = { noun: "amount", otherwise: "is not an amount of money. Type it as 4,646 or £4.646m, with brackets for a deduction: (422)." };

/** True for an amount that says no unit of its own, neither £ nor k, m or bn: `isBareAmount("4,646")`, and not of "£4,646", "4.6m" or a sum. */
export function isBareAmount(typed: string): boolean {
  if (/^\s*=/.test(typed)) return false;
  const found = typedNumber(typed, amountWanted, "typed");
  return found !== null && !found.pounds && !found.multiplied && !found.percent;
}

/**
 * Reads an amount as a person types it, in pounds and exactly, as `typedNumber` reads numbers. A bare number is in the table's unit; with £ it
 * is pounds; with k, m or bn it is that many.
 * `typedPounds("£2,149.125", "thousands")` is £2,149 and 12½ pence, and "4,646" is £4,646,000.
 * @throws InputError naming `field`: what `typedNumber` refuses, and a percentage.
 */
export function typedPounds(typed: string, unit: MoneyUnit, field = "typed"): Exact | null {
  const found = typedNumber(typed, amountWanted, field);
  if (found?.percent) {
    const share = plainText(typed).replace(/[^\d.]/g, "");
    throw new InputError(field, `${quotedText(typed)} is a percentage, and an amount of money is wanted here. To take a share of an amount, type it as =4,646*${share}%.`);
  }
  return found && (found.pounds || found.multiplied ? found.value : found.value.times(units[unit].pounds));
}

/**
 * Reads an amount as `typedPounds` does, in whole pence: blank is no amount (null).
 * In a table of £000s, `typedPence("4,646", "thousands")` is 464600000, "£4.646m" the same, and "(422)" is -42200000.
 * @throws InputError naming `field`: what `typedPounds` refuses, part of a penny, or too large to hold.
 */
export function typedPence(typed: string, unit: MoneyUnit, field = "typed"): number | null {
  const pounds = typedPounds(typed, unit, field);
  if (pounds === null) return null;
  const pence = pounds.times(Exact.whole(100));
  const whole = pence.rounded(0);
  if (!pence.equals(Exact.whole(whole))) throw new InputError(field, `${quotedText(typed)} is not a whole number of pence.`);
  return storablePence(whole, field);
}
