// Opens the store: connects, migrates, reads in one snapshot, writes in one transaction. The only file that knows which engine runs.
import { join } from "node:path";
import { LRUCache } from "lru-cache";
import type { WriteTurns } from "./connected.ts";
import type { Db, OpenStore, Rule } from "./open.ts";
import { openPostgres, openPostgresBeside } from "./postgres.ts";
import { openSqlite, openSqliteBeside } from "./sqlite.ts";
import { type Timeouts, usualTimeouts } from "./timeouts.ts";

export interface StoreAddress {
  /** `postgres://…`; without it, SQLite under `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
  /** Where the migrations are, one folder for each engine; Tabled's own where it is left out. */
  migrations?: string;
  /** How long the store may be waited for; the usual times where they are left out. */
  timeouts?: Timeouts;
  /** From how many changes on a batch is long; as usual where it is left out. */
  longFrom?: number;
}

/** The file of an embedded store. */
export function storeFile({ dataDir }: Pick<StoreAddress, "dataDir">): string {
  return join(dataDir, "tabled.sqlite");
}

/** Opens the store and brings its tables up to date. Every write is held to the rules, whoever makes it. @throws StoreFailure saying why it cannot be opened. */
export async function openDb(address: StoreAddress, rules: readonly Rule[]): Promise<Db> {
  const { databaseUrl, migrations, timeouts = usualTimeouts } = address;
  const db = await (databaseUrl ? openPostgres(databaseUrl, timeouts, migrations) : openSqlite(storeFile(address), timeouts, migrations));
  return underRules(db, rules, address);
}

/** Opens for a thread beside the store that its process has opened and brought up to date. Writes on SQLite are made in the process's `turn`. */
export async function openBeside(address: StoreAddress, rules: readonly Rule[], turn: WriteTurns): Promise<Db> {
  const { databaseUrl, timeouts = usualTimeouts } = address;
  return underRules(await (databaseUrl ? openPostgresBeside(databaseUrl, timeouts) : openSqliteBeside(storeFile(address), timeouts, turn)), rules, address);
}

const mostOwnersKnown = 10_000;

function underRules(db: OpenStore, rules: readonly Rule[], address: Pick<StoreAddress, "longFrom">): Db {
  const { longFrom = db.longFrom } = address;
  return {
    ...db,
    longFrom,
    ownersKnown: new LRUCache({ max: mostOwnersKnown }),
    read: (work) => db.read((on) => work({ ...on, rules })),
    write: (work, owners) => db.write((on) => work({ ...on, rules, ...(owners && { written: owners.written }) }), owners),
    aside: (work) => db.aside((on) => work({ ...on, rules })),
    apart: (work) => db.apart((own, named) => work(underRules(own, rules, address), named)),
  };
}
