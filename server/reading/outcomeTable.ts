// The clean table of outcomes: a line a fact in the columns of the DfE's open data, or with a place by its name, and the mapping that imports it.
import type { PeriodRead } from "./periods.ts";
import { type PlaceRead, placeNames } from "./places.ts";
import type { CleanTable } from "./proposal.ts";

export type Unit = "percent" | "count" | "pounds" | "score";

export interface CleanOutcome {
  readonly at: number;
  readonly kpi: string;
  readonly unit: Unit;
  readonly place: PlaceRead;
  readonly period: PeriodRead | null;
  readonly breakdowns: readonly { readonly by: string; readonly part: string }[];
  /** What it is counted out of, in words; null where it is not. */
  readonly outOf: string | null;
  readonly numerator: string;
  readonly denominator: string;
  readonly value: string;
}

/** A KPI of the file: one definition, as the file calls it. */
export interface KpiRead {
  readonly name: string;
  readonly unit: Unit;
  readonly frequency: PeriodRead["frequency"];
  /** What it is counted out of. */
  readonly outOf?: string;
}

/** The facts as a table, with its mapping. */
export function cleanOutcomes(facts: readonly CleanOutcome[]): { table: CleanTable; map: object; kpis: readonly KpiRead[] } {
  const coded = facts.every(({ place }) => place.columns !== null);
  const by = [...new Set(facts.flatMap(({ breakdowns }) => breakdowns.map((each) => each.by)))];
  const kpis = new Map<string, KpiRead>();
  for (const { kpi, unit, period, outOf } of facts) {
    const before = kpis.get(kpi);
    // A count above what it is out of is no percentage, in whichever row it is; nor is 2.5 a count of people.
    const told = before === undefined || unit === "score" ? unit : before.unit;
    kpis.set(kpi, before ? { ...before, unit: told } : { name: kpi, unit: told, frequency: period?.frequency ?? "reporting year", ...(outOf !== null && { outOf }) });
  }
  const columns = [...(coded ? ["time_period", "time_identifier", ...placeNames] : ["Period", "Subject"]), ...by, "KPI", "Numerator", "Denominator", "Value"];
  const rows = facts.map(({ at, kpi, place, period, breakdowns, numerator, denominator, value }) => {
    const when = coded ? [period?.time ?? "", period?.identifier ?? ""] : [period?.text.replace(/ \(reporting year\)/, "").replace(/ \(academic year\)/, " academic") ?? ""];
    const parts = by.map((name) => breakdowns.find((each) => each.by === name)?.part ?? "");
    return { at, values: [...when, ...(coded ? (place.columns ?? []) : [place.name]), ...parts, kpi, numerator, denominator, value] };
  });
  const values = [{ kpiIn: "KPI", numerator: "Numerator", denominator: "Denominator", value: "Value" }];
  const map = {
    target: "outcomes",
    ...(coded ? { layout: "dfe" } : { layout: "rows", period: "Period", subject: "Subject" }),
    ...(by.length > 0 && { breakdowns: by }),
    values,
    newKpis: [...kpis.values()],
  };
  return { table: { columns, rows }, map, kpis: [...kpis.values()] };
}
