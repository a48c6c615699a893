// What a cell's text comes to when it is compared: a number as it is shown, a day, or words.
import { notHeld, type SheetCell } from "../grid/table.ts";

/**
 * The number that a text shows: `shownNumber("(1,399)")` is -1399, "95.6%" is 95.6, "£4.7m" is 4.7, and "–", a true nil, is 0. Null for what
 * is no number: `[x]`, a blank, words.
 */
export function shownNumber(shown: string): number | null {
  const text = shown.trim();
  if (text === "–") return 0;
  const digits = text.replace(/[,£%()\s−–+-]/g, "").replace(/(?<=\d)[mk]$/, "");
  if (!/^\d+(\.\d+)?$/.test(digits)) return null;
  return /^[(−–-]/.test(text) ? -Number(digits) : Number(digits);
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A day that is said, as one number: "30 Sept 2026" is 20260930; null for what is no day. */
export function shownDay(shown: string): number | null {
  const [, day, month, year] = /^(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})$/.exec(shown) ?? [];
  const at = months.indexOf((month ?? "").toLowerCase());
  return at < 0 ? null : Number(year) * 10_000 + (at + 1) * 100 + Number(day);
}

const words = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

/** Which of two cells comes first, the smaller one; null where one of them holds nothing that could be compared. */
export function compared(one: SheetCell | undefined, other: SheetCell | undefined): number | null {
  const [a, b] = [one?.shown ?? "", other?.shown ?? ""];
  if (!isHeld(a) || !isHeld(b)) return null;
  // Exact where it can be: two figures that are shown alike may differ by some pounds.
  if (typeof one?.pence === "number" && typeof other?.pence === "number") return one.pence - other.pence;
  const [first, second] = [shownDay(a) ?? shownNumber(a), shownDay(b) ?? shownNumber(b)];
  if (first !== null && second !== null) return first - second;
  return words.compare(a, b);
}

export function comparedNames(one: string, other: string): number {
  return words.compare(one, other);
}

export function isHeld(shown: string): boolean {
  return shown !== "" && shown !== notHeld;
}
