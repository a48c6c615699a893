// Placements' activity as it is stated, whoever states it: a form, a query or a file.
import { activityNoun } from "../../schema/nouns/kpi.ts";
import { Exact } from "../finance/exact.ts";
import { InputError } from "../finance/inputError.ts";
import { type PeriodKind, readPeriod } from "../finance/period.ts";
import { withCommas } from "../finance/withCommas.ts";

const kinds = ["month", "quarter", "financial year", "reporting year", "academic year"] as const;

/** The kind of period that a text is; undefined of none. */
export function periodKindOf(text: string): PeriodKind | undefined {
  return kinds.find((kind) => {
    try {
      readPeriod(text, kind, "period");
      return true;
    } catch {
      return false;
    }
  });
}

/** The kind of that name; undefined of none. */
export function periodKindCalled(name: string): PeriodKind | undefined {
  return kinds.find((kind) => kind === name);
}

interface Figures {
  readonly bedWeeks: string;
  readonly directBedWeeks?: string | null;
  readonly availableBedWeeks?: string | null;
}

/** Far more than any country has: what is above is a slip, and some stores could not have it. */
const mostPlacements = 1_000_000;
const mostWeeks = Exact.whole(53 * mostPlacements);

/** @throws InputError naming the column below `at`: a negative figure, one that nobody has so much of, more bed-weeks than were paid for, more directly placed than there were. */
export function checkActivity(row: Figures, at: string): void {
  for (const { column, kind } of activityNoun.fields) {
    const value = (row as unknown as Record<string, unknown>)[column] ?? null;
    const negative = kind === "exact" && value !== null ? Exact.decimal(value as string).isNegative() : typeof value === "number" && value < 0;
    if (negative) throw new InputError(`${at}${column}`, "This is negative.");
    if (kind === "exact" && value !== null && Exact.decimal(value as string).compare(mostWeeks) > 0)
      throw new InputError(`${at}${column}`, `This is more than ${withCommas(53 * mostPlacements)} weeks, which nobody has in a period. Check the column.`);
    if ((column === "placements" || column === "ended") && typeof value === "number" && !(Number.isSafeInteger(value) && value <= mostPlacements))
      throw new InputError(`${at}${column}`, `This is no whole number up to ${withCommas(mostPlacements)}.`);
  }
  const bedWeeks = Exact.decimal(row.bedWeeks);
  if (typeof row.availableBedWeeks === "string" && Exact.decimal(row.availableBedWeeks).compare(bedWeeks) < 0)
    throw new InputError(`${at}availableBedWeeks`, "More bed-weeks were used than were paid for.");
  if (typeof row.directBedWeeks === "string" && Exact.decimal(row.directBedWeeks).compare(bedWeeks) > 0)
    throw new InputError(`${at}directBedWeeks`, "More bed-weeks were of children placed directly than there were.");
}
