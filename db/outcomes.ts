// KPIs with their versions, whom they are counted for, and what they came to.
import { randomUUID } from "node:crypto";
import { and, count, eq, getTableColumns, gte, inArray, lte, max, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { On } from "./engine/open.ts";
import type { Row } from "./tables.ts";
import { readable, requireChange, requireWholeCounts, seesWholeCounts, type Viewer } from "./viewer.ts";
import { type Change, fieldChanges, insertion, type Kept, removal } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { ownedBy } from "./write/owners.ts";
import { Refusal } from "./write/refusal.ts";
import { refuseIfMovedSince, refuseIfRemovedSince } from "./write/seen.ts";
import { type Stated, type Whole, wholes } from "./write/whole.ts";

const kpiParts = { targets: { table: "kpiTarget" }, baselines: { table: "kpiBaseline" } } as const;
const subjectParts = { neighbours: { table: "kpiNeighbour", key: ["neighbourId"] } } as const;

export const kpis = wholes({ table: "kpi", said: "KPI", parts: kpiParts, shared: true });
export const kpiSubjects = wholes({ table: "kpiSubject", said: "subject", parts: subjectParts });
export const publications = wholes({ table: "outcomePublication", said: "publication", parts: {} });
export const importMaps = wholes({ table: "importMap", said: "mapping", parts: {} });

export type KpiWithParts = Whole<"kpi", typeof kpiParts>;
export type StatedKpi = Stated<"kpi", typeof kpiParts>;
export type KpiSubjectWithParts = Whole<"kpiSubject", typeof subjectParts>;
export type StatedKpiSubject = Stated<"kpiSubject", typeof subjectParts>;

/** A KPI as a viewer may see it: a baseline may be a count of so few that it is hidden, as its history is. */
export function kpiSeen(viewer: Viewer, kpi: KpiWithParts): KpiWithParts {
  return kpi.ofPeople ? { ...kpi, baselines: kpi.baselines.filter(({ authorityId }) => seesWholeCounts(viewer, authorityId)) } : kpi;
}

/** Which outcomes to read; what is left out does not bind. */
export interface OutcomeFilter {
  readonly kpiIds: readonly string[];
  readonly subjectIds?: readonly string[] | undefined;
  /** First days of periods. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** "" for wholes; left out for wholes and all their parts. */
  readonly breakdown?: string | undefined;
}

/** The most outcomes that one answer is made from. */
const mostRead = 100_000;
const mostReadSaid = new Intl.NumberFormat("en-GB").format(mostRead);

/** Outcomes of an authority's set, or of several owners. @throws Refusal BAD_INPUT where there are more than one answer is made from. */
export async function outcomesRead(on: On, viewer: Viewer, owners: string | readonly string[], filter: OutcomeFilter): Promise<Row<"outcome">[]> {
  if (filter.kpiIds.length === 0 || filter.subjectIds?.length === 0) return [];
  const { outcome: o } = on.t;
  const conditions: (SQL | undefined)[] = [
    readable(viewer, o.authorityId),
    ownedBy(o.authorityId, owners),
    inArray(o.kpiId, [...filter.kpiIds]),
    filter.subjectIds && inArray(o.subjectId, [...filter.subjectIds]),
    filter.from ? gte(o.startsOn, filter.from) : undefined,
    filter.to ? lte(o.startsOn, filter.to) : undefined,
    filter.breakdown === undefined ? undefined : eq(o.breakdown, filter.breakdown),
  ];
  const rows = await on.q
    .select()
    .from(o)
    .where(and(...conditions))
    .limit(mostRead + 1);
  if (rows.length > mostRead) {
    throw new Refusal("BAD_INPUT", "kpis", `This asks for more than ${mostReadSaid} outcomes. Name fewer KPIs or subjects, or a shorter time.`);
  }
  return rows;
}

/** The last period of a KPI, by all the ids that it has, that somebody of a sort has an outcome for; null where there is none. */
export async function lastPeriod(on: On, owners: string | readonly string[], kpiIds: readonly string[], kind: Row<"kpiSubject">["kind"]): Promise<string | null> {
  const { outcome: o, kpiSubject: s } = on.t;
  const [found] = await on.q
    .select({ last: max(o.startsOn) })
    .from(o)
    .innerJoin(s, eq(s.id, o.subjectId))
    .where(and(ownedBy(o.authorityId, owners), inArray(o.kpiId, [...kpiIds]), eq(o.breakdown, ""), eq(s.kind, kind)));
  return found?.last ?? null;
}

/** What happened to placements of an authority's subjects, or those of several owners, in periods that start within days, and what sort of arrangement they were bought under. */
export async function activityRead(
  on: On,
  viewer: Viewer,
  owners: string | readonly string[],
  filter: { from?: string | undefined; to?: string | undefined } = {},
): Promise<(Row<"placementActivity"> & { arrangementKind: Row<"arrangement">["kind"] | null })[]> {
  const { placementActivity: a, arrangement } = on.t;
  const rows = await on.q
    .select({ ...getTableColumns(a), arrangementKind: arrangement.kind })
    .from(a)
    .leftJoin(arrangement, and(eq(arrangement.id, a.arrangementId), eq(arrangement.authorityId, a.authorityId)))
    .where(
      and(
        readable(viewer, a.authorityId),
        ownedBy(a.authorityId, owners),
        filter.from ? gte(a.startsOn, filter.from) : undefined,
        filter.to ? lte(a.startsOn, filter.to) : undefined,
      ),
    )
    .orderBy(a.startsOn, a.position)
    .limit(mostRead + 1);
  if (rows.length > mostRead) throw new Refusal("BAD_INPUT", "from", `There are more than ${mostReadSaid} rows of activity in this time. Ask for a shorter one.`);
  return rows;
}

/** An outcome as it is stated: its figure as a whole. Where the release or the note is left out, a stored one stays. */
export type NewOutcome = Pick<Row<"outcome">, "kpiId" | "subjectId" | "startsOn" | "breakdown" | "numerator" | "denominator" | "value" | "missing"> &
  Partial<Pick<Row<"outcome">, "release" | "note">>;

const naturalKey = (row: Pick<Row<"outcome">, "kpiId" | "subjectId" | "startsOn" | "breakdown">) => `${row.kpiId}|${row.subjectId}|${row.startsOn}|${row.breakdown}`;
const few = 500;

/**
 * The changes that make stored outcomes what is stated: a new one is added, one that differs is revised, one that is the same is left. `at`
 * names the statement for an error. Decimals are compared as numbers, so that 83.0 is no revision of 83.
 * @throws Refusal DUPLICATE where two statements are of one KPI, subject, period and part.
 */
export async function outcomeChanges(on: On, authorityId: string, stated: readonly NewOutcome[], at: (index: number) => string): Promise<Change[]> {
  const held = await outcomesHeld(on, authorityId, stated);
  const seen = new Set<string>();
  // In their order, since an index takes many rows several times as fast so.
  const ids = stated
    .filter((row) => !held.has(naturalKey(row)))
    .map(() => randomUUID())
    .sort()
    .reverse();
  return stated.flatMap((row, index): Change[] => {
    const key = naturalKey(row);
    if (seen.has(key)) throw new Refusal("DUPLICATE", at(index), "This KPI, subject, period and part are listed twice.");
    seen.add(key);
    const before = held.get(key);
    if (!before) return [insertion("outcome", { ...row, id: ids.pop() as string }, at(index))];
    const kept = Object.fromEntries(decimals.filter((field) => sameNumber(before[field], row[field])).map((field) => [field, before[field]]));
    return fieldChanges("outcome", before.id, before, { ...row, ...kept }, at(index));
  });
}

const decimals = ["numerator", "denominator", "value"] as const;

/** Whether two decimals are one number: 83.0 is 83. */
export function sameNumber(a: string | null, b: string | null): boolean {
  const plain = (text: string | null) =>
    text
      ?.replace(/^\+/, "")
      .replace(/(\.\d*?)0+$/, "$1")
      .replace(/\.$/, "");
  return plain(a) === plain(b);
}

async function outcomesHeld(on: On, authorityId: string, stated: readonly NewOutcome[]): Promise<Map<string, Row<"outcome">>> {
  const { outcome: o } = on.t;
  const days = new Map<string, Set<string>>();
  for (const { kpiId, startsOn } of stated) days.set(kpiId, (days.get(kpiId) ?? new Set()).add(startsOn));
  const held = new Map<string, Row<"outcome">>();
  for (const [kpiId, starts] of days) {
    const ofKpi = stated.filter((row) => row.kpiId === kpiId);
    const among = (column: AnyPgColumn, values: string[]) => (new Set(values).size <= few ? inArray(column, [...new Set(values)]) : undefined);
    const rows = await on.q
      .select()
      .from(o)
      .where(
        and(
          eq(o.authorityId, authorityId),
          eq(o.kpiId, kpiId),
          inArray(o.startsOn, [...starts]),
          among(
            o.breakdown,
            ofKpi.map((row) => row.breakdown),
          ),
          among(
            o.subjectId,
            ofKpi.map((row) => row.subjectId),
          ),
        ),
      );
    for (const row of rows) held.set(naturalKey(row), row);
  }
  return held;
}

/** Keeps outcomes as one batch, all or none. */
export async function enterOutcomes(on: On, viewer: Viewer, authorityId: string, stated: readonly NewOutcome[], why: string, seen: number): Promise<Kept> {
  requireChange(viewer, authorityId);
  requireWholeCounts(viewer, authorityId);
  const changes = await outcomeChanges(on, authorityId, stated, (index) => `outcomes[${index}]`);
  const revised = changes.filter(({ from }) => from !== null).map(({ id }) => id);
  await refuseIfMovedSince(on, authorityId, revised, seen, "outcomes");
  const added = new Set(changes.filter(({ from }) => from === null).map(({ to }) => naturalKey(to as Row<"outcome">)));
  if (added.size > 0) await refuseIfRemovedSince<Row<"outcome">>(on, authorityId, "outcome", seen, "outcomes", (row) => added.has(naturalKey(row)));
  return applyBatch(on, viewer, { authorityId, why, changes });
}

/** Removes outcomes by their ids; `undoBatch` brings them back. */
export async function removeOutcomes(on: On, viewer: Viewer, authorityId: string, ids: readonly string[], seen: number): Promise<Kept> {
  requireChange(viewer, authorityId);
  requireWholeCounts(viewer, authorityId);
  const { outcome: o } = on.t;
  const rows = await on.q
    .select()
    .from(o)
    .where(and(eq(o.authorityId, authorityId), inArray(o.id, [...ids])));
  if (rows.length < new Set(ids).size) throw new Refusal("NOT_FOUND", "ids", "One of these outcomes is not there, or is another authority's.");
  await refuseIfMovedSince(on, authorityId, ids, seen, "ids");
  return applyBatch(on, viewer, {
    authorityId,
    why: rows.length === 1 ? "Remove an outcome" : `Remove ${rows.length} outcomes`,
    changes: rows.map((row) => removal("outcome", row)),
  });
}

/** Puts what happened to a subject's placements in a period in place of what was held of it, as one batch. */
export async function enterActivity(
  on: On,
  viewer: Viewer,
  authorityId: string,
  of: Pick<Row<"placementActivity">, "subjectId" | "kind" | "startsOn">,
  stated: readonly Omit<Row<"placementActivity">, "id" | "authorityId" | "position" | "subjectId" | "kind" | "startsOn">[],
  seen: number,
): Promise<Kept> {
  requireChange(viewer, authorityId);
  requireWholeCounts(viewer, authorityId);
  const { placementActivity: a } = on.t;
  const held = await on.q
    .select()
    .from(a)
    .where(and(eq(a.authorityId, authorityId), eq(a.subjectId, of.subjectId), eq(a.kind, of.kind), eq(a.startsOn, of.startsOn)));
  const ids = held.map(({ id }) => id);
  await refuseIfMovedSince(on, authorityId, ids, seen, "rows");
  const isOfThese = (row: Row<"placementActivity">) => row.subjectId === of.subjectId && row.kind === of.kind && row.startsOn === of.startsOn;
  await refuseIfRemovedSince(on, authorityId, "placementActivity", seen, "rows", isOfThese);
  const rowKey = (row: Pick<Row<"placementActivity">, "arrangementId" | "area">) => `${row.arrangementId ?? ""}|${row.area}`;
  const left = new Map(held.map((row) => [rowKey(row), row]));
  const changes = stated.flatMap((row, index): Change[] => {
    const before = left.get(rowKey(row));
    left.delete(rowKey(row));
    const wanted = { ...row, position: index + 1 };
    return before
      ? fieldChanges("placementActivity", before.id, before, wanted, `rows[${index}]`)
      : [insertion("placementActivity", { ...of, ...wanted, id: randomUUID() }, `rows[${index}]`)];
  });
  const gone = [...left.values()].map((row) => removal("placementActivity", row));
  return applyBatch(on, viewer, { authorityId, why: "Enter placements' activity", changes: [...gone, ...changes] });
}

/** How many outcomes each KPI has, whoever's they are, and how many numerators and denominators; nothing of a KPI without any. */
export async function outcomeCounts(on: On, kpiIds: readonly string[]): Promise<Map<string, { outcomes: number; numerators: number; denominators: number }>> {
  if (kpiIds.length === 0) return new Map();
  const { outcome: o } = on.t;
  const rows = await on.q
    .select({ kpiId: o.kpiId, outcomes: count(), numerators: count(o.numerator), denominators: count(o.denominator) })
    .from(o)
    .where(inArray(o.kpiId, [...kpiIds]))
    .groupBy(o.kpiId);
  return new Map(rows.map((row) => [row.kpiId, { outcomes: Number(row.outcomes), numerators: Number(row.numerators), denominators: Number(row.denominators) }]));
}

export interface Revision {
  madeAt: string;
  madeBy: string;
  why: string;
  outcomeId: string;
  field: string;
  from: string | null;
  to: string | null;
}

/** What was changed in a KPI's outcomes after they were first entered, the newest first. */
export async function revisionsOf(on: On, viewer: Viewer, authorityId: string, kpiId: string, most: number): Promise<Revision[]> {
  requireWholeCounts(viewer, authorityId);
  const { change, changeBatch, outcome: o } = on.t;
  const rows = await on.q
    .select({
      madeAt: changeBatch.madeAt,
      madeBy: changeBatch.madeBy,
      why: changeBatch.why,
      outcomeId: change.rowId,
      field: change.field,
      from: change.fromValue,
      to: change.toValue,
    })
    .from(change)
    .innerJoin(changeBatch, eq(changeBatch.id, change.batchId))
    .innerJoin(o, eq(o.id, change.rowId))
    .where(and(eq(o.kpiId, kpiId), eq(o.authorityId, authorityId), eq(change.authorityId, authorityId), eq(change.tableName, "outcome"), sql`${change.field} <> '*'`))
    .orderBy(sql`${change.id} desc`)
    .limit(most);
  const read = (text: string | null) => (text === null ? null : String(JSON.parse(text)));
  return rows.map((row) => ({ ...row, from: read(row.from), to: read(row.to) }));
}
