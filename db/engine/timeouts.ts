// How long the store may be waited for: what cannot be had in that time is refused in words, so that nobody waits for a lock without end.

/** All in milliseconds. */
export interface Timeouts {
  /** For the changes of others that are being saved, in this process or another. */
  lockMs: number;
  /** For one statement on Postgres. */
  statementMs: number;
  /** How long Postgres lets a transaction stand in which nothing happens. */
  idleMs: number;
  /** For a connection to Postgres, or for a free one of those that there are. */
  connectMs: number;
}

export const usualTimeouts: Timeouts = { lockMs: 5_000, statementMs: 60_000, idleMs: 60_000, connectMs: 5_000 };

/** How many changes make a long batch: fewer are written in less time than anybody notices. */
export const usualLongFrom = 5_000;
