// Uplift series: by how much prices are expected to rise, year by year, with the source of the expectation.

import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { On } from "./engine/open.ts";
import { type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./read/paging.ts";
import type { Row } from "./tables.ts";
import { readable, requireChange, type Viewer } from "./viewer.ts";
import { type Change, fieldChanges, insertion, type Kept, removal } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { Refusal } from "./write/refusal.ts";
import { refuseIfMovedSince } from "./write/seen.ts";

export interface UpliftSeriesWithRates extends Row<"upliftSeries"> {
  rates: Row<"upliftRate">[];
}

export async function upliftSeriesPage(on: On, viewer: Viewer, authorityId: string, args: PageArgs): Promise<Page<UpliftSeriesWithRates>> {
  const { upliftSeries, upliftRate } = on.t;
  const series = await on.q
    .select()
    .from(upliftSeries)
    .where(and(readable(viewer, upliftSeries.authorityId), eq(upliftSeries.authorityId, authorityId), pageStart(upliftSeries.name, upliftSeries.id, args)))
    .orderBy(...pageOrder(upliftSeries.name, upliftSeries.id, args))
    .limit(pageLimit(args));
  const ids = series.map((each) => each.id);
  const rates = ids.length === 0 ? [] : await on.q.select().from(upliftRate).where(inArray(upliftRate.seriesId, ids)).orderBy(asc(upliftRate.year));
  return page(
    series.map((each) => ({ ...each, rates: rates.filter((rate) => rate.seriesId === each.id) })),
    "name",
    args,
  );
}

/** The rates of each of an authority's series. */
export async function seriesRates(on: On, authorityId: string): Promise<Map<string, { year: string; rateShare: string }[]>> {
  const { upliftRate } = on.t;
  const rates = await on.q
    .select({ seriesId: upliftRate.seriesId, year: upliftRate.year, rateShare: upliftRate.rateShare })
    .from(upliftRate)
    .where(eq(upliftRate.authorityId, authorityId))
    .orderBy(asc(upliftRate.year));
  const of = new Map<string, { year: string; rateShare: string }[]>();
  for (const { seriesId, year, rateShare } of rates) of.set(seriesId, [...(of.get(seriesId) ?? []), { year, rateShare }]);
  return of;
}

/** What an authority's series are called, by their ids. */
export async function seriesNames(on: On, authorityId: string): Promise<Map<string, string>> {
  const { upliftSeries } = on.t;
  const series = await on.q.select({ id: upliftSeries.id, name: upliftSeries.name }).from(upliftSeries).where(eq(upliftSeries.authorityId, authorityId));
  return new Map(series.map(({ id, name }) => [id, name]));
}

export interface NewRate {
  year: string;
  rateShare: string;
}

export async function createUpliftSeries(on: On, viewer: Viewer, series: Row<"upliftSeries">, rates: readonly NewRate[]): Promise<Kept> {
  const changes = [insertion("upliftSeries", series, "input.name"), ...rates.map((rate) => newRate(series, rate))];
  return applyBatch(on, viewer, { authorityId: series.authorityId, why: `Add uplift series ${series.name}`, changes });
}

/** Sets the rates of a series: years that are not named lose theirs. */
export async function changeUpliftRates(on: On, viewer: Viewer, seriesId: string, rates: readonly NewRate[], seen: number): Promise<Kept> {
  const { upliftSeries, upliftRate } = on.t;
  const [series] = await on.q
    .select()
    .from(upliftSeries)
    .where(and(readable(viewer, upliftSeries.authorityId), eq(upliftSeries.id, seriesId)));
  if (!series) throw new Refusal("NOT_FOUND", "id", "There is no such uplift series, or you may not see it.");
  requireChange(viewer, series.authorityId);
  const current = await on.q.select().from(upliftRate).where(eq(upliftRate.seriesId, seriesId));
  await refuseIfMovedSince(on, series.authorityId, [seriesId, ...current.map((rate) => rate.id)], seen, "rates");
  const changes: Change[] = [];
  for (const [index, rate] of rates.entries()) {
    const held = current.find((each) => each.year === rate.year);
    if (held) changes.push(...fieldChanges("upliftRate", held.id, held, { rateShare: rate.rateShare }, `rates[${index}]`));
    else changes.push(newRate(series, rate));
  }
  for (const held of current) if (!rates.some((rate) => rate.year === held.year)) changes.push(removal("upliftRate", held));
  return applyBatch(on, viewer, { authorityId: series.authorityId, why: `Change uplifts of ${series.name}`, changes });
}

function newRate(series: Row<"upliftSeries">, rate: NewRate): Change {
  return insertion("upliftRate", { id: randomUUID(), authorityId: series.authorityId, seriesId: series.id, ...rate }, "rates");
}
