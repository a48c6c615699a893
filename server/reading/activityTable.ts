// The clean table of activity: a line for what a subject's placements of one arrangement and area came to in a period, and the mapping that imports it.
import { Exact } from "../finance/exact.ts";
import type { Measure } from "./activityColumns.ts";
import type { CleanTable } from "./proposal.ts";

export interface ActivityEntry {
  readonly at: number;
  readonly subject: string;
  readonly period: string;
  readonly arrangement: string;
  readonly area: string;
  readonly figures: Map<Measure, Exact>;
  /** The rows of the file that are added up in it. */
  readonly rows: Set<number>;
}

const columnNames: Record<Measure, string> = {
  placements: "Placements",
  bedWeeks: "Bed-weeks",
  cost: "Cost",
  directBedWeeks: "Direct bed-weeks",
  ended: "Ended",
  endedWeeks: "Weeks of those ended",
  availableBedWeeks: "Bed-weeks paid for",
};
/** The entries as a table, with its mapping. */
export function cleanActivity(entries: readonly ActivityEntry[]): { table: CleanTable; map: object } {
  const measures = (Object.keys(columnNames) as Measure[]).filter((measure) => entries.some(({ figures }) => figures.has(measure)));
  const map = {
    target: "activity",
    subject: "Subject",
    period: "Period",
    arrangement: "Arrangement",
    area: "Area",
    newSubjects: true,
    ...Object.fromEntries(measures.map((each) => [each, columnNames[each]])),
  };
  const rows = entries.map(({ at, subject, period, arrangement, area, figures }) => ({
    at,
    values: [subject, period, arrangement, area, ...measures.map((measure) => decimal(figures.get(measure) ?? null, measure))],
  }));
  return { table: { columns: ["Subject", "Period", "Arrangement", "Area", ...measures.map((each) => columnNames[each])], rows }, map };
}

/** Costs to the penny; nights that make no whole weeks to a millionth of one. */
function decimal(value: Exact | null, measure: Measure): string {
  if (value === null) return "";
  const decimals = measure === "cost" ? 2 : measure === "placements" || measure === "ended" ? 0 : 6;
  return Exact.ratio(value.rounded(decimals), 10n ** BigInt(decimals)).toString();
}
