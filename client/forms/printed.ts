// A stored value as the text to type over: all its digits, so that it reads back as what it was.
import { daySaid } from "../text/format.ts";
import { shareAsPercent } from "../text/percent.ts";
import type { EntryUnit, ReadField } from "./fieldKinds.ts";

export function printed(field: ReadField, value: unknown, unit: EntryUnit | undefined): string {
  if (value === null || value === undefined) return "";
  if (field.kind === "pence") return penceAsPounds(value as number);
  if (field.kind === "day") return daySaid(value as string);
  return unit === "PERCENT" ? shareAsPercent(value as string) : String(value);
}

/** Whole pence as pounds to type over: 120050 is "1200.50", 120000 is "1200", -50 is "-0.50". */
export function penceAsPounds(pence: number | null | undefined): string {
  if (pence === undefined || pence === null) return "";
  const digits = String(Math.abs(pence)).padStart(3, "0");
  return `${pence < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.00$/, "");
}
