// What a change of a field says that it replaces: the text to type over, which of money says its own unit, so that it is the same in a table of any other.
import type { Unit } from "../../address.ts";
import { withUnit } from "../../grid/bareAmount.ts";

/** What heads the figures of a table in each unit. */
export const unitLabels: Record<Unit, string> = { POUNDS: "£", THOUSANDS: "£000s", MILLIONS: "£m" };

/** `expectedField({ entry: "4646.5", pence: 464650000 }, "£000s")` is "4646.5k"; nothing is null. */
export function expectedField({ entry, pence }: { entry?: string | null; pence?: number | null }, unit: string): string | null {
  if (!entry) return null;
  return typeof pence === "number" ? withUnit(entry, unit) : entry;
}
