// A bare number that can hardly be meant in the table's unit: pounds typed into a table of thousands.
import { decimalText, Exact } from "./exact.ts";
import { isBareAmount, type MoneyUnit, poundsAndPence, typedPence, unitLabel } from "./money.ts";

/** What a bare number may mean. */
export interface Reading {
  /** To be typed instead: it says the same in whichever table. */
  typed: string;
  /** The amount, rounded: "£4.7bn". */
  said: string;
  /** "as typed in £000s", or "as pounds". */
  as: string;
}

export interface Unlikely {
  /** Why it is asked about. */
  said: string;
  readings: Reading[];
}

const times = 10;

/**
 * What to ask about an amount that was typed, or null where there is nothing to ask. A bare number is asked about where it is more than ten times what was
 * there, or, where nothing or nil was there, more than ten times all that stands beside it in its row and column. What says its unit is not asked about,
 * nor is a sum, nor an amount with nothing to be measured by.
 * In a table of £000s, over £4,646,000.00, `unlikely("4700000", "thousands", 464600000, null)` has the readings £4.7bn, as typed in £000s, and £4.7m, as pounds.
 */
export function unlikely(typed: string, unit: MoneyUnit, beforePence: number | null, besidePence: number | null): Unlikely | null {
  if (!isBareAmount(typed)) return null;
  const pence = typedPence(typed, unit);
  const before = Math.abs(beforePence ?? 0);
  const measure = before > 0 ? before : Math.abs(besidePence ?? 0);
  if (pence === null || measure === 0 || Math.abs(pence) <= times * measure) return null;
  const than = before > 0 ? `what was there, ${poundsAndPence(Exact.pence(measure))}` : `everything beside it: the largest is ${poundsAndPence(Exact.pence(measure))}`;
  const asTyped: Reading = { typed: typed.trim(), said: roughly(pence), as: unit === "pounds" ? "as typed" : `as typed in ${unitLabel(unit)}` };
  if (unit === "pounds") return { said: `${typed.trim()} is more than ten times ${than}.`, readings: [asTyped] };
  const inPounds: Reading = { typed: `£${typed.trim()}`, said: roughly(typedPence(`£${typed.trim()}`, unit) ?? 0), as: "as pounds" };
  return { said: `${typed.trim()} in ${unitLabel(unit)} is more than ten times ${than}.`, readings: [asTyped, inPounds] };
}

const large: [bigint, string][] = [
  [1_000_000_000n, "bn"],
  [1_000_000n, "m"],
];

/** "£4.7bn", "£4.7m", or in full below a million. Rounded half-up. */
function roughly(pence: number): string {
  const sign = pence < 0 ? "–" : "";
  const magnitude = Math.abs(pence);
  for (const [pounds, name] of large) {
    if (BigInt(magnitude) < pounds * 100n) continue;
    return `${sign}£${decimalText(Exact.ratio(BigInt(magnitude), pounds * 100n).rounded(1), 1, ",")}${name}`;
  }
  return poundsAndPence(Exact.pence(pence)).replace(/\.00$/, "");
}
