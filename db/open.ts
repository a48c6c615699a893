// Opens the store: connects, migrates, reads in one snapshot, writes in one transaction. The only file that knows which engine runs.
import { join } from "node:path";
import type { Table } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { openPostgres } from "./postgres.ts";
import type { Rule } from "./rules.ts";
import { openSqlite } from "./sqlite.ts";
import type { Tables } from "./tables.ts";

/** One connection inside a read or a write: `q` builds queries, `t` holds the engine's tables. */
export interface On {
  readonly q: NodePgDatabase;
  readonly t: Tables;
  /** The key that the caller chose for this write. */
  readonly requestKey?: string;
  /** What every write must leave so. */
  readonly rules: readonly Rule[];
  /** A query built and prepared once a connection, kept under its name. */
  prepared<Query>(name: string, build: (on: On) => { prepare(name: string): Query }): Query;
  /** Inserts rows in one statement, however many there are: by far the fastest way for thousands. */
  insertRows(table: Table, rows: readonly Record<string, unknown>[]): Promise<void>;
  /** The same for rows that are there already, each put in the place of the one with its id. */
  replaceRows(table: Table, rows: readonly Record<string, unknown>[]): Promise<void>;
}

export interface Db {
  readonly engine: "sqlite" | "postgres";
  /** Runs `work` on one consistent snapshot. */
  read<Result>(work: (on: On) => Promise<Result>): Promise<Result>;
  /** Runs `work` in one transaction: kept whole, or, where it throws, not at all. */
  write<Result>(work: (on: On) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface StoreAddress {
  /** `postgres://…`; without it, SQLite under `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
  /** Where the migrations are, one folder for each engine; Tabled's own where it is left out. */
  migrations?: string;
}

/** The file of an embedded store. */
export function storeFile({ dataDir }: Pick<StoreAddress, "dataDir">): string {
  return join(dataDir, "tabled.sqlite");
}

/** Opens the store and brings its tables up to date. Every write is held to the rules, whoever makes it. @throws StoreFailure saying why it cannot be opened. */
export async function openDb(address: StoreAddress, rules: readonly Rule[]): Promise<Db> {
  const db = await (address.databaseUrl ? openPostgres(address.databaseUrl, address.migrations) : openSqlite(storeFile(address), address.migrations));
  return { ...db, read: (work) => db.read((on) => work({ ...on, rules })), write: (work) => db.write((on) => work({ ...on, rules })) };
}
