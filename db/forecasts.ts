// Forecasts of a year's outturn, and an authority's settings for monitoring.
import { randomUUID } from "node:crypto";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { On } from "./engine/open.ts";
import type { Row } from "./tables.ts";
import { requireChange, type Viewer } from "./viewer.ts";
import { type Change, fieldChanges, insertion, type Kept, removal } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { refuseIfMovedSince } from "./write/seen.ts";

/** Every forecast of an authority's year. The caller has checked that the viewer may read the authority. */
export function forecastsOf(on: On, authorityId: string, year: string): Promise<Row<"forecast">[]> {
  return on
    .prepared("forecastsOf", ({ q, t: { forecast: f } }) =>
      q
        .select()
        .from(f)
        .where(and(eq(f.authorityId, sql.placeholder("authorityId")), eq(f.year, sql.placeholder("year")))),
    )
    .execute({ authorityId, year });
}

/** The months for which a year has forecasts, the newest first. The caller has checked that the viewer may read the authority. */
export async function forecastMonths(on: On, authorityId: string, year: string): Promise<string[]> {
  const { forecast } = on.t;
  const rows = await on.q
    .selectDistinct({ asAt: forecast.asAt })
    .from(forecast)
    .where(and(eq(forecast.authorityId, authorityId), eq(forecast.year, year)))
    .orderBy(desc(forecast.asAt));
  return rows.map(({ asAt }) => asAt);
}

/** Forecasts of some cost centres in some years, as they are now. */
export async function forecastsOfCentres(on: On, authorityId: string, costCentreIds: readonly string[], years: readonly string[]): Promise<Row<"forecast">[]> {
  const { forecast } = on.t;
  const found: Row<"forecast">[] = [];
  for (let start = 0; start < costCentreIds.length; start += 400) {
    const some = costCentreIds.slice(start, start + 400);
    found.push(
      ...(await on.q
        .select()
        .from(forecast)
        .where(and(eq(forecast.authorityId, authorityId), inArray(forecast.costCentreId, some), inArray(forecast.year, [...years])))),
    );
  }
  return found;
}

/** One forecast amount as it is to be: `toPence` is null where none is to be held. */
export interface ForecastWanted extends Pick<Row<"forecast">, "costCentreId" | "year" | "asAt" | "part"> {
  toPence: number | null;
  /** The expression that it was typed as, where it was one. */
  entered?: string | null;
  at: string;
}

/** Keeps forecasts as wanted, in one batch. `held` is what `forecastsOfCentres` gave in this same transaction. */
export function changeForecasts(on: On, viewer: Viewer, authorityId: string, held: readonly Row<"forecast">[], wanted: readonly ForecastWanted[], why: string): Promise<Kept> {
  return applyBatch(on, viewer, { authorityId, why, changes: forecastChanges(authorityId, held, wanted) });
}

/** The changes that make forecasts what is wanted. */
export function forecastChanges(authorityId: string, held: readonly Row<"forecast">[], wanted: readonly ForecastWanted[]): Change[] {
  const key = (of: Pick<Row<"forecast">, "costCentreId" | "year" | "asAt" | "part">) => `${of.costCentreId}:${of.year}:${of.asAt}:${of.part}`;
  const known = new Map(held.map((row) => [key(row), row]));
  return wanted.flatMap(({ toPence, entered = null, at, ...of }): Change[] => {
    const row = known.get(key(of));
    if (row === undefined) return toPence === null ? [] : [insertion("forecast", { id: randomUUID(), authorityId, ...of, amountPence: toPence, entered }, at)];
    return toPence === null ? [removal("forecast", row, at)] : fieldChanges("forecast", row.id, row, { amountPence: toPence, entered }, at);
  });
}

/** An authority's own settings; null where it has none. The caller has checked that the viewer may read it. */
export async function monitoringSettings(on: On, authorityId: string): Promise<Row<"monitoringSetting"> | null> {
  const { monitoringSetting } = on.t;
  const [found] = await on.q.select().from(monitoringSetting).where(eq(monitoringSetting.authorityId, authorityId));
  return found ?? null;
}

export type SettingFields = Pick<Row<"monitoringSetting">, "varianceSign" | "toleranceShare" | "tolerancePence">;

export async function changeMonitoringSettings(on: On, viewer: Viewer, authorityId: string, wanted: SettingFields, seen: number): Promise<Kept> {
  requireChange(viewer, authorityId);
  const held = await monitoringSettings(on, authorityId);
  // One row an authority, so that two who set it first meet each other.
  const id = `monitoring-${authorityId}`;
  await refuseIfMovedSince(on, authorityId, [held?.id ?? id], seen, "authority");
  const changes = held ? fieldChanges("monitoringSetting", held.id, held, wanted, "input") : [insertion("monitoringSetting", { id, authorityId, ...wanted }, "input")];
  return applyBatch(on, viewer, { authorityId, why: "Change how variances are shown and rated", changes });
}
