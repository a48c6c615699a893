// Whose lock: what a write on Postgres begins with, so that it waits for those alone who write what it writes or reads.
import pg from "pg";
import type { Owners } from "./open.ts";

/** Taken by a write of everybody's facts alone, and by all others together. */
const ofAll = 7246101;
/** Beside it, a lock of each authority and each publisher, by its id. */
const ofOwner = 7246102;

/**
 * The statements, in one message, that begin a write: of an authority's facts it takes the authority's lock alone, and those of the publishers that it
 * uses together with their other users, so that their facts stay as they are meanwhile. Whoever writes a publisher's facts takes the publisher's lock
 * alone, and so waits for all who use it. Locks are taken in the order of their numbers by everybody, so that no two wait for each other.
 */
export function beginWriting(owners: Owners | undefined): string {
  if (owners === undefined) return `begin; select pg_advisory_xact_lock(${ofAll})`;
  const shared = `begin; select pg_advisory_xact_lock_shared(${ofAll})`;
  if (owners.written.length === 0) return shared;
  const written = owners.written.map(pg.escapeLiteral);
  const named = [...written.map((id) => `(${id}, true)`), ...(owners.read ?? []).map((id) => `(${pg.escapeLiteral(id)}, false)`)];
  const used = `select publisher_id, false from publisher_use where authority_id in (${written})`;
  const numbers = `select hashtext(id) as number, bool_or(alone) as alone from (values ${named} union all ${used}) as named (id, alone) group by 1 order by 1`;
  const locks = `select case when alone then pg_advisory_xact_lock(${ofOwner}, number) else pg_advisory_xact_lock_shared(${ofOwner}, number) end from (${numbers}) as numbers`;
  // Who uses which publisher may have changed while the first waited; with the authority's lock it stays. What is locked already costs nothing more.
  return `${shared}; ${locks}; ${locks}`;
}
