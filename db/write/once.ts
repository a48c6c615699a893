// Writing once under a caller's key, however often it is sent: in one place, before whatever would refuse the repeated write for meeting itself.
import { and, eq } from "drizzle-orm";
import type { Db, On } from "../engine/open.ts";
import type { Viewer } from "../viewer.ts";
import type { Kept } from "./change.ts";
import { keptUnder } from "./changes.ts";

/**
 * Runs `write`, of one batch, in a transaction. Where its authority has kept a batch under this key before, nothing is done. `about` is the
 * authority, or anything that is or was one of its rows, or the way to find it.
 */
export function writeOnce<Written extends Kept>(
  db: Db,
  viewer: Viewer,
  key: string | null | undefined,
  about: string | ((on: On) => Promise<string | undefined>),
  write: (on: On) => Promise<Written>,
): Promise<Written | Kept> {
  return db.write(async (on) => {
    if (!key) return write(on);
    const authorityId = await (typeof about === "string" ? ownerOf(on, about) : about(on));
    // Whoever may not change it is refused by the write, and told of no key.
    const may = authorityId !== undefined && (viewer.changes === "all" || viewer.changes.includes(authorityId));
    return (may && (await keptUnder(on, authorityId, key))) || write({ ...on, requestKey: key });
  });
}

/** Whose a row is, also of one that has been removed: the log has every row that there ever was. */
async function ownerOf(on: On, id: string): Promise<string | undefined> {
  const { authority, change } = on.t;
  const [own] = await on.q.select({ id: authority.id }).from(authority).where(eq(authority.id, id));
  if (own) return own.id;
  const [found] = await on.q
    .select({ id: authority.id })
    .from(authority)
    .innerJoin(change, and(eq(change.authorityId, authority.id), eq(change.rowId, id)))
    .limit(1);
  return found?.id;
}

/** Whose a batch is. */
export async function ownerOfBatch(on: On, id: number): Promise<string | undefined> {
  const { changeBatch } = on.t;
  const [found] = await on.q.select({ authorityId: changeBatch.authorityId }).from(changeBatch).where(eq(changeBatch.id, id));
  return found?.authorityId;
}
