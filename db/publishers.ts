// Publishers: owners of facts that several authorities use, and which of them each authority uses.
import { randomUUID } from "node:crypto";
import { and, count, eq, inArray, isNotNull, max, ne } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { authorityById } from "./authorities.ts";
import type { On } from "./engine/open.ts";
import { type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./read/paging.ts";
import { pointers } from "./references.ts";
import type { FactTable, Row } from "./tables.ts";
import { mayRead, readable, requireAll, requireChange, type Viewer } from "./viewer.ts";
import { insertion, type Kept, removal } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { ownersUsed } from "./write/owners.ts";
import { Refusal } from "./write/refusal.ts";
import { refuseIfMovedSince } from "./write/seen.ts";
import { inChunks } from "./write/storing.ts";

/** An authority with the publishers that it uses, as far as the viewer may read them: itself first, then each in the order in which it took them up. */
export async function ownersRead(on: On, viewer: Viewer, authorityId: string): Promise<string[]> {
  return (await ownersUsed(on, authorityId)).filter((id) => id === authorityId || mayRead(viewer, id));
}

/** The publishers that a viewer may read, by name. */
export async function publishers(on: On, viewer: Viewer, args: PageArgs): Promise<Page<Row<"authority">>> {
  const { authority } = on.t;
  on.noteReadOfAll?.();
  const rows = await on.q
    .select()
    .from(authority)
    .where(and(readable(viewer, authority.id), isNotNull(authority.kind), pageStart(authority.name, authority.id, args)))
    .orderBy(...pageOrder(authority.name, authority.id, args))
    .limit(pageLimit(args));
  return page(rows, "name", args);
}

/** @throws Refusal NOT_FOUND, the same for a publisher that the viewer may not see. */
export async function publisherById(on: On, viewer: Viewer, id: string, field = "publisher"): Promise<Row<"authority">> {
  const { authority } = on.t;
  const [found] = await on.q
    .select()
    .from(authority)
    .where(and(eq(authority.id, id), isNotNull(authority.kind)));
  if (!found || !mayRead(viewer, id)) throw new Refusal("NOT_FOUND", field, "There is no such publisher, or you may not see it.");
  on.noteRead?.(id);
  return found;
}

export async function createPublisher(on: On, viewer: Viewer, id: string, name: string): Promise<Kept> {
  requireAll(viewer);
  return applyBatch(on, viewer, {
    authorityId: id,
    why: `Add ${name}`,
    changes: [insertion("authority", { id, name, oldCode: null, gssCode: null, kind: "publisher" }, "input.name")],
  });
}

/** Takes a publisher's facts into an authority's, beside its own. One that is used already stays so. */
export async function startUsing(on: On, viewer: Viewer, authorityId: string, publisherId: string): Promise<Kept> {
  requireChange(viewer, authorityId);
  const publisher = await publisherById(on, viewer, publisherId);
  const authority = await authorityById(on, viewer, authorityId);
  if (authority.kind !== null) throw new Refusal("BAD_INPUT", "authority", `${authority.name} is a publisher itself. Only authorities use what publishers have.`);
  const { publisherUse: u } = on.t;
  const used = await on.q.select({ publisherId: u.publisherId }).from(u).where(eq(u.authorityId, authorityId));
  const [last] = await on.q
    .select({ position: max(u.position) })
    .from(u)
    .where(eq(u.authorityId, authorityId));
  const row = { id: randomUUID(), authorityId, publisherId, position: (last?.position ?? 0) + 1 };
  const changes = used.some((each) => each.publisherId === publisherId) ? [] : [insertion("publisherUse", row, "publisher")];
  return applyBatch(on, viewer, { authorityId, why: `Use ${publisher.name}`, changes });
}

/** @throws Refusal IN_USE, by the store's rules, where facts of the authority's own name some of the publisher's. */
export async function stopUsing(on: On, viewer: Viewer, authorityId: string, publisherId: string, seen: number): Promise<Kept> {
  requireChange(viewer, authorityId);
  const publisher = await publisherById(on, viewer, publisherId);
  const { publisherUse: u } = on.t;
  const rows = await on.q
    .select()
    .from(u)
    .where(and(eq(u.authorityId, authorityId), eq(u.publisherId, publisherId)));
  if (rows.length === 0) throw new Refusal("NOT_FOUND", "publisher", `${publisher.name} is not used here.`);
  await refuseIfMovedSince(
    on,
    authorityId,
    rows.map(({ id }) => id),
    seen,
    "publisher",
  );
  return applyBatch(on, viewer, { authorityId, why: `Stop using ${publisher.name}`, changes: rows.map((row) => removal("publisherUse", row, "publisher")) });
}

/** What authorities and publishers are called, by their ids. */
export async function ownerNames(on: On, ids: readonly string[]): Promise<Map<string, string>> {
  const { authority } = on.t;
  const rows = await on.q
    .select({ id: authority.id, name: authority.name })
    .from(authority)
    .where(inArray(authority.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** How many rows of an authority's own name one of these publishers' KPIs or subjects in a column. */
export async function pointingAt(on: On, authorityId: string, publisherIds: readonly string[], { table, column, to }: SharedPointer): Promise<number> {
  const from = on.t[table] as On["t"]["outcome"];
  const named = on.t[to] as On["t"]["kpi"];
  const pointer = (from as unknown as Record<string, AnyPgColumn>)[column] as AnyPgColumn;
  const shared = on.q
    .select({ id: named.id })
    .from(named)
    .where(inArray(named.authorityId, [...publisherIds]));
  const [found] = await on.q
    .select({ count: count() })
    .from(from)
    .where(and(eq(from.authorityId, authorityId), inArray(pointer, shared)));
  return Number(found?.count ?? 0);
}

/** Whose KPIs or subjects are, by their ids; nothing of one that is not there. */
export async function ownersOfShared(on: On, table: "kpi" | "kpiSubject", ids: Iterable<string>): Promise<Map<string, string>> {
  const stored = on.t[table] as On["t"]["kpi"];
  const owners = new Map<string, string>();
  for (const some of inChunks([...new Set(ids)])) {
    const rows = await on.q.select({ id: stored.id, authorityId: stored.authorityId }).from(stored).where(inArray(stored.id, some));
    for (const { id, authorityId } of rows) owners.set(id, authorityId);
  }
  return owners;
}

/** Those of a publisher's KPIs by which others measure benefits. */
export async function measuredByOthers(on: On, publisherId: string, kpiIds: readonly string[]): Promise<string[]> {
  if (kpiIds.length === 0) return [];
  const { benefit } = on.t;
  const rows = await on.q
    .selectDistinct({ kpiId: benefit.kpiId })
    .from(benefit)
    .where(and(inArray(benefit.kpiId, [...kpiIds]), ne(benefit.authorityId, publisherId)));
  return rows.flatMap(({ kpiId }) => kpiId ?? []);
}

/** A column that names a KPI or a subject. */
export interface SharedPointer {
  readonly table: FactTable;
  readonly column: string;
  readonly to: "kpi" | "kpiSubject";
}

/** Every column by which a fact of an authority may name what a publisher shares. */
export const sharedPointers: readonly SharedPointer[] = Object.entries(pointers).flatMap(([table, columns]) =>
  Object.entries(columns).flatMap(([column, to]) => (to === "kpi" || to === "kpiSubject" ? [{ table: table as FactTable, column, to }] : [])),
);
