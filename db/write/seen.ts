// What a writer had seen: a change that somebody made after that is met, and not overwritten or removed unread.
import { and, desc, eq, gt, inArray, isNull, or, type SQL } from "drizzle-orm";
import type { On } from "../engine/open.ts";
import type { FactTable } from "../tables.ts";
import { dataVersion } from "./changes.ts";
import { Refusal } from "./refusal.ts";
import { inChunks } from "./storing.ts";

/**
 * @throws Refusal STALE where any of these rows, or what is or was a part of one, changed after the data version that the caller had seen.
 * `fields` are those that the caller is to replace, where it does not replace the whole.
 */
export async function refuseIfMovedSince(on: On, authorityId: string, rowIds: readonly string[], seen: number, at: string, fields?: readonly string[]): Promise<void> {
  const { change } = on.t;
  for (const some of inChunks(rowIds)) {
    const rows = inArray(change.rowId, some);
    // A part that was added or removed since is known by what it is a part of.
    await refuseSince(on, authorityId, seen, at, fields ? and(rows, inArray(change.field, [...fields])) : or(rows, inArray(change.partOf, some)));
  }
}

/** @throws Refusal STALE where anything in these tables changed after the data version that the caller had seen: for what cannot be undone. */
export async function refuseIfTablesMovedSince(on: On, authorityId: string, tables: readonly FactTable[], seen: number, at: string): Promise<void> {
  await refuseSince(on, authorityId, seen, at, inArray(on.t.change.tableName, [...tables]));
}

/**
 * @throws Refusal STALE where a row that is to be added stood there and was removed after the data version that the caller had seen. What was removed is
 * known by its image in the log: `isIt` tells whether it is one of those that are to be added.
 */
export async function refuseIfRemovedSince<Image>(on: On, authorityId: string, table: FactTable, seen: number, at: string, isIt: (image: Image) => boolean): Promise<void> {
  const { change } = on.t;
  const removed = await on.q
    .select({ id: change.rowId, image: change.fromValue })
    .from(change)
    .where(and(eq(change.authorityId, authorityId), gt(change.batchId, seen), eq(change.tableName, table), eq(change.field, "*"), isNull(change.toValue)));
  const ids = removed.flatMap(({ id, image }) => (image !== null && isIt(JSON.parse(image) as Image) ? [id] : []));
  await refuseIfMovedSince(on, authorityId, ids, seen, at);
}

async function refuseSince(on: On, authorityId: string, seen: number, at: string, what: SQL | undefined): Promise<void> {
  const { change, changeBatch } = on.t;
  // A number that the log has not reached is of another log: that of a store in whose place a backup was put.
  if (seen > (await dataVersion(on)))
    throw new Refusal(
      "STALE",
      at,
      "This was opened on a newer state of the store than there is now: a backup has been restored since. Look at what is there now, then change it again.",
    );
  const [moved] = await on.q
    .select({ toValue: change.toValue, madeBy: changeBatch.madeBy, madeAt: changeBatch.madeAt, why: changeBatch.why })
    .from(change)
    .innerJoin(changeBatch, eq(changeBatch.id, change.batchId))
    .where(and(eq(change.authorityId, authorityId), gt(change.batchId, seen), what))
    .orderBy(desc(change.id))
    .limit(1);
  if (!moved) return;
  const { madeBy, madeAt, why, toValue } = moved;
  const current = toValue === null ? null : JSON.parse(toValue);
  throw new Refusal(
    "STALE",
    at,
    `${madeBy} changed this after you opened it (${why}, ${clock.format(new Date(madeAt))}). Look at what is there now, then change it again.`,
    current,
  );
}

/** Making one takes far longer than using it. */
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
