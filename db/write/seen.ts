// What a writer had seen: a change that somebody made after that is met, and not overwritten or removed unread.
import { and, desc, eq, gt, inArray, isNull, lte, or, type SQL } from "drizzle-orm";
import type { Numbers, On } from "../engine/open.ts";
import { numberOf } from "../read/numbers.ts";
import type { FactTable } from "../tables.ts";
import { Refusal } from "./refusal.ts";
import { inChunks } from "./storing.ts";

interface Moved {
  /** Those that the caller is to replace, where it does not replace the whole. */
  fields?: readonly string[];
  /** The table of the rows, where it may be one that holds no facts. */
  table?: FactTable;
}

/**
 * @throws Refusal STALE where any of these rows, or what is or was a part of one, changed after the data version that the caller had seen: after
 * the batch of that number of its authority's. Of rows that hold no facts it is the number in the log, since the data's version does not count them.
 */
export async function refuseIfMovedSince(on: On, authorityId: string, rowIds: readonly string[], seen: number, at: string, { fields, table }: Moved = {}): Promise<void> {
  const { change } = on.t;
  const later = await batchesSince(on, authorityId, table, seen, at);
  for (const some of inChunks(rowIds)) {
    const rows = inArray(change.rowId, some);
    // A part that was added or removed since is known by what it is a part of.
    await refuseWhere(on, later, at, fields ? and(rows, inArray(change.field, [...fields])) : or(rows, inArray(change.partOf, some)));
  }
}

/** @throws Refusal STALE where anything in these tables changed after the data version that the caller had seen: for what cannot be undone. */
export async function refuseIfTablesMovedSince(on: On, authorityId: string, tables: readonly FactTable[], seen: number, at: string): Promise<void> {
  await refuseWhere(on, await batchesSince(on, authorityId, tables[0], seen, at), at, inArray(on.t.change.tableName, [...tables]));
}

/**
 * @throws Refusal STALE where a row that is to be added stood there and was removed after the data version that the caller had seen. What was removed is
 * known by its image in the log: `isIt` tells whether it is one of those that are to be added.
 */
export async function refuseIfRemovedSince<Image>(on: On, authorityId: string, table: FactTable, seen: number, at: string, isIt: (image: Image) => boolean): Promise<void> {
  const { change } = on.t;
  const ids: string[] = [];
  for (const some of inChunks(await batchesSince(on, authorityId, table, seen, at))) {
    const removed = await on.q
      .select({ id: change.rowId, image: change.fromValue })
      .from(change)
      .where(and(inArray(change.batchId, some), eq(change.tableName, table), eq(change.field, "*"), isNull(change.toValue)));
    ids.push(...removed.flatMap(({ id, image }) => (image !== null && isIt(JSON.parse(image) as Image) ? [id] : [])));
  }
  await refuseIfMovedSince(on, authorityId, ids, seen, at, { table });
}

/** An authority's batches after the number that was seen, the newest first: mostly none. They are kept one after the other, so that every later one has a higher id. */
async function batchesSince(on: On, authorityId: string, table: FactTable | undefined, seen: number, at: string): Promise<number[]> {
  const { changeBatch } = on.t;
  const own = eq(changeBatch.authorityId, authorityId);
  const by: keyof Numbers = table ? numberOf(table) : "dataVersion";
  const [last] = await on.q
    .select({ id: changeBatch.id, number: changeBatch[by] })
    .from(changeBatch)
    .where(and(own, lte(changeBatch[by], seen)))
    .orderBy(desc(changeBatch.logNumber))
    .limit(1);
  // A number that the log has not reached is of another log: that of a store in whose place a backup was put.
  if ((last?.number ?? 0) !== seen)
    throw new Refusal(
      "STALE",
      at,
      "This was opened on a newer state of the store than there is now: a backup has been restored since. Look at what is there now, then change it again.",
    );
  const later = await on.q
    .select({ id: changeBatch.id })
    .from(changeBatch)
    .where(and(own, gt(changeBatch.id, last?.id ?? 0)))
    .orderBy(desc(changeBatch.id));
  return later.map(({ id }) => id);
}

async function refuseWhere(on: On, batchIds: readonly number[], at: string, what: SQL | undefined): Promise<void> {
  const { change, changeBatch } = on.t;
  for (const some of inChunks(batchIds)) {
    const [moved] = await on.q
      .select({ toValue: change.toValue, madeBy: changeBatch.madeBy, madeAt: changeBatch.madeAt, why: changeBatch.why })
      .from(change)
      .innerJoin(changeBatch, eq(changeBatch.id, change.batchId))
      .where(and(inArray(change.batchId, some), inArray(changeBatch.id, some), what))
      .orderBy(desc(change.batchId), desc(change.id))
      .limit(1);
    if (!moved) continue;
    const { madeBy, madeAt, why, toValue } = moved;
    const current = toValue === null ? null : JSON.parse(toValue);
    throw new Refusal(
      "STALE",
      at,
      `${madeBy} changed this after you opened it (${why}, ${clock.format(new Date(madeAt))}). Look at what is there now, then change it again.`,
      current,
    );
  }
}

/** Making one takes far longer than using it. */
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
