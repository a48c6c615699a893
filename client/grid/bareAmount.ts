// What a person typed, as far as the page can read it without working anything out: a bare number, and the unit that it is in.
import { shownAmount } from "./amounts.ts";

const decimalsOf: Record<string, number> = { "£": 2, "£000s": 0, "£m": 1 };
const bare = /^([-–−+]?)(\(?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d*)?(\)?)$/;

/** True for a number with no unit of its own: it is in the table's. */
export function isBare(typed: string): boolean {
  const found = bare.exec(typed.trim());
  return found !== null && Boolean(found[2]) === Boolean(found[5]) && !(found[1] && found[2]);
}

/**
 * A typed text as its cell shows it until the server has read it: `shownTyped("-4700", "£000s", false)` is "(4,700)". What is no plain number is shown
 * as it was typed. `deducted`: the cell shows a cost as a deduction, with a minus or without; only a plus is income.
 */
export function shownTyped(typed: string, unit: string, deducted: boolean): string {
  const text = typed.trim();
  // The page's own way to write a figure of its sheet.
  const own = /^£(-?\d+)\.(\d\d)$/.exec(text);
  if (own) return shownAmount(BigInt(`${own[1]}${own[2]}`), unit);
  const found = bare.exec(text);
  if (!found || !isBare(text)) return text;
  const [, minus, open, digits = "", part = ""] = found;
  const whole = digits.replaceAll(",", "").replace(/^0+(?=\d)/, "");
  const decimals = part.slice(1);
  if (!/[1-9]/.test(whole + decimals)) return "–";
  const shown = `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${pointed(decimals, decimalsOf[unit] ?? 2)}`;
  return (minus && minus !== "+") || open || (deducted && minus !== "+") ? `(${shown})` : shown;
}

/** Decimals as typed, and noughts up to those that the unit shows. */
function pointed(decimals: string, shows: number): string {
  const padded = decimals.padEnd(shows, "0");
  return padded === "" ? "" : `.${padded}`;
}

/** A bare number with the unit that it was typed in, to be read alike in any table: "(422)" in £000s is "(422k)". */
export function withUnit(typed: string, unit: string): string {
  if (!isBare(typed)) return typed;
  const suffix = unit === "£000s" ? "k" : unit === "£m" ? "m" : "";
  return typed.trim().replace(/[\d,.]+/, (digits) => (suffix ? `${digits.replace(/\.$/, "")}${suffix}` : `£${digits}`));
}
