// Exact amounts in the page: whole pence as the sheet shows them, and as plain digits. No binary fraction stands between the two.
import type { VarianceSign } from "./table.ts";

/** How many pence the unit of a table has, as a power of ten, and how many decimals it shows. Where the unit is no money, amounts are in pounds. */
const units: Record<string, { places: number; decimals: number }> = { "£": { places: 2, decimals: 2 }, "£000s": { places: 5, decimals: 0 }, "£m": { places: 8, decimals: 1 } };
const pounds = { places: 2, decimals: 2 };

export const isMoneyUnit = (unit: string): boolean => unit in units;

/** Whole pence as plain digits in the table's unit, nothing rounded: -139909869n in £000s is "-1399.09869". */
export function digitsOf(pence: bigint, unit: string): string {
  const { places } = units[unit] ?? pounds;
  const text = String(pence < 0n ? -pence : pence).padStart(places + 1, "0");
  const part = text.slice(-places).replace(/0+$/, "");
  return `${pence < 0n ? "-" : ""}${text.slice(0, -places)}${part && `.${part}`}`;
}

/** A ratio of whole pence as the sheet shows it: rounded half-up once, brackets for a deduction, an en dash for a true nil. */
export function shownAmount(pence: bigint, unit: string, shares = 1n): string {
  if (pence === 0n) return "–";
  const { places, decimals } = units[unit] ?? pounds;
  const text = grouped(roundedHalfUp(pence < 0n ? -pence : pence, shares * 10n ** BigInt(places - decimals)), decimals);
  const nil = !/[1-9]/.test(text);
  return pence < 0n && !nil ? `(${text})` : text;
}

/** A variance as its column prints it, above nil for an overspend: "+12", "(12) ADV" or "(12)". */
export function shownVariance(pence: bigint, unit: string, sign: VarianceSign, shares = 1n): string {
  if (pence === 0n) return "–";
  const over = pence > 0n;
  const size = shownAmount(over ? pence : -pence, unit, shares);
  if (sign === "PLUS") return `${over ? "+" : "–"}${size}`;
  return `${over ? `(${size})` : size}${sign === "BRACKETS" ? "" : over ? " ADV" : " FAV"}`;
}

/** The same in pounds and pence, with its £: "£1,399,098.69"; what has no last penny is rounded half-up, and says so. */
export function poundsSaidOf(pence: bigint, shares = 1n): string {
  const magnitude = pence < 0n ? -pence : pence;
  const ends = magnitude % shares === 0n;
  return `${pence < 0n ? "–" : ""}£${grouped(roundedHalfUp(magnitude, shares), 2)}${ends ? "" : " to the nearest penny"}`;
}

/** Half-up, for what is not below nil. */
export function roundedHalfUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator * 2n + denominator) / (denominator * 2n);
}

function grouped(whole: bigint, decimals: number): string {
  const text = String(whole).padStart(decimals + 1, "0");
  const [digits, part] = decimals === 0 ? [text, ""] : [text.slice(0, -decimals), text.slice(-decimals)];
  return `${digits.replace(/\B(?=(\d{3})+$)/g, ",")}${part && `.${part}`}`;
}

/** A decimal as a ratio of whole numbers: "3.5" is 35/10. Null for what is no decimal. */
export function ratioOf(text: string): { numerator: bigint; denominator: bigint } | null {
  const found = /^([-–−+]?)(\d[\d,]*)(?:\.(\d+))?$/.exec(text.trim());
  if (!found) return null;
  const [, sign, whole = "", part = ""] = found;
  const magnitude = BigInt(whole.replaceAll(",", "") + part);
  return { numerator: sign && sign !== "+" ? -magnitude : magnitude, denominator: 10n ** BigInt(part.length) };
}
