// What the numbers of a file for machines are in.
import type { PrintedCell, PrintedTable } from "./printed.ts";

/** "£000s", "share" of a percentage, "percentage points", "£" or what is counted; null where there is no number. */
export function valueUnit({ number }: PrintedCell, table: PrintedTable): string | null {
  if (number === null) return null;
  const { unit } = number;
  if (typeof unit === "string") return table.unit;
  return "percent" in unit ? "share" : "points" in unit ? "percentage points" : "poundsTo" in unit ? "£" : unit.count || "number";
}
