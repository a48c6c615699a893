// What a writer had seen: a change that somebody made after that is met, and not overwritten or removed unread.
import { and, desc, eq, gt, inArray, or, type SQL } from "drizzle-orm";
import { type FactTable, inChunks } from "./changes.ts";
import type { On } from "./open.ts";
import { Refusal } from "./refusal.ts";

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

async function refuseSince(on: On, authorityId: string, seen: number, at: string, what: SQL | undefined): Promise<void> {
  const { change, changeBatch } = on.t;
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
