// What the numbers of a file for machines are in.
import { unitLabel } from "../finance/money.ts";
import type { PrintedCell } from "./printed.ts";

/** "£000s", "share" of a percentage, "percentage points", "£" or what is counted; null where there is no number. */
export function valueUnit({ number }: PrintedCell): string | null {
  if (number === null) return null;
  const { unit } = number;
  if (typeof unit === "string") return unitLabel(unit);
  return "percent" in unit ? "share" : "points" in unit ? "percentage points" : "poundsTo" in unit ? "£" : unit.count || "number";
}
