// Writing once under a caller's key, however often it is sent: in one place, before whatever would refuse the repeated write for meeting itself.
import { and, eq } from "drizzle-orm";
import type { Db, On } from "../engine/open.ts";
import { numbersMet } from "../read/numbers.ts";
import { mayChange, type Viewer } from "../viewer.ts";
import type { Kept } from "./change.ts";
import { checkKey, keptUnder } from "./changes.ts";

/** An authority, anything that is or was one of its rows, or the way to find it. */
export type About = string | ((on: On) => Promise<string | undefined>);

/**
 * Runs `write`, of one batch, in a transaction. Where its authority has kept a batch under this key before, nothing is done. `reading` are those
 * whose facts it reads beside the authority's and its publishers'.
 */
export async function writeOnce<Written extends Kept>(
  db: Db,
  viewer: Viewer,
  key: string | null | undefined,
  about: About,
  write: (on: On) => Promise<Written>,
  reading: readonly string[] = [],
): Promise<Written | Kept> {
  const authorityId = await ownerOf(db, about);
  const written = authorityId === undefined ? [] : [authorityId];
  return db.write(
    async (on) => {
      if (!key) return write(on);
      checkKey(key);
      // Whoever may not change it is refused by the write, and told of no key.
      if (authorityId === undefined || !mayChange(viewer, authorityId)) return write({ ...on, requestKey: key });
      const met = await numbersMet(on, authorityId, key);
      return (met.hasKey && (await keptUnder(on, authorityId, key))) || write({ ...on, requestKey: key, begun: { authorityId, met } });
    },
    { written, read: reading },
  );
}

/**
 * The same for an authority or a publisher that is to be added. Each attempt to add one has an id of its own, so that one which was added before is found by
 * its name; two that are added under one name at once wait for each other.
 */
export function addOnce(db: Db, viewer: Viewer, key: string | null | undefined, { id, name }: { id: string; name: string }, add: (on: On) => Promise<Kept>): Promise<Kept> {
  return db.write(
    async (on) => {
      if (!key) return add(on);
      checkKey(key);
      const { authority } = on.t;
      const [named] = await on.q.select({ id: authority.id }).from(authority).where(eq(authority.name, name));
      return (named && mayChange(viewer, named.id) && (await keptUnder(on, named.id, key))) || add({ ...on, requestKey: key });
    },
    { written: [id, `named ${name}`] },
  );
}

/** Whose facts a write is about; undefined where there is no such thing, which the write refuses. */
async function ownerOf(db: Db, about: About): Promise<string | undefined> {
  const known = typeof about === "string" ? db.ownersKnown.get(about) : undefined;
  if (known !== undefined) return known;
  const found = await db.read((on) => {
    // Nothing of an answer follows from it.
    on.noteRead?.();
    return typeof about === "string" ? ownerOfRow(on, about) : about(on);
  });
  if (typeof about === "string" && found !== undefined) db.ownersKnown.set(about, found);
  return found;
}

/** Whose a row is, also of one that has been removed: the log has every row that there ever was. */
async function ownerOfRow(on: On, id: string): Promise<string | undefined> {
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
