// Whose lock: what a write on Postgres begins with, so that it waits for those alone who write what it writes or reads.
import pg from "pg";
import type { Owners } from "./open.ts";

/** Taken by a write of everybody's facts alone, and by all others together. */
const ofAll = 7246101;
/** Beside it, a lock of each authority and each publisher, by its id. */
const ofOwner = 7246102;

/**
 * The statements, in one message, that begin a write: of an authority's facts it takes the authority's lock alone, and then those of the publishers that
 * it uses together with their other users, so that their facts stay as they are meanwhile. With the authority's lock nobody changes which it uses.
 * Whoever writes a publisher's facts takes the publisher's lock alone, and so waits for all who use it. It takes no authority's, so that no two wait
 * for each other.
 */
export function beginWriting(owners: Owners | undefined): string {
  if (owners === undefined) return `begin; select pg_advisory_xact_lock(${ofAll})`;
  const { written, read = [] } = owners;
  const lock = (kind: "lock" | "lock_shared", id: string) => `pg_advisory_xact_${kind}(${ofOwner}, hashtext(${id}))`;
  const quoted = (ids: readonly string[]) => ids.map((id) => pg.escapeLiteral(id)).sort();
  const named = [`pg_advisory_xact_lock_shared(${ofAll})`, ...quoted(written).map((id) => lock("lock", id)), ...quoted(read).map((id) => lock("lock_shared", id))];
  if (written.length === 0) return `begin; select ${named}`;
  return `begin; select ${named}; select ${lock("lock_shared", "publisher_id")} from publisher_use where authority_id in (${quoted(written)})`;
}
