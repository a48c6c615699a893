// The embedded store: one SQLite file, with one connection that writes and one that reads.
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import BetterSqlite from "better-sqlite3";
import { getTableName, type Logger, type Table } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { toSnakeCase } from "drizzle-orm/casing";
import type { MigrationMeta } from "drizzle-orm/migrator";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { sqliteTables } from "../tables.ts";
import { casing, connected, named, notingNames, oneAtATime, type Run, type RunUntil, type WriteTurns, writeTurns } from "./connected.ts";
import { constraintRefusal } from "./constraints.ts";
import { foreignStore, knownMigrations, missingMigrations, notMigrated } from "./migrating.ts";
import type { OpenStore, TemporaryNames } from "./open.ts";
import { isBusy, noRoom, sqliteFailure } from "./sqliteFailure.ts";
import { StoreFailure } from "./storeFailure.ts";
import { type Timeouts, usualLongFrom } from "./timeouts.ts";

export async function openSqlite(file: string, { lockMs }: Timeouts, migrations?: string): Promise<OpenStore> {
  const writer = openedInTurn(file, migrations);
  // A second connection reads, so that a query never sees a half-made batch of the first.
  const turn = writeTurns(lockMs);
  const write = writesOf(writer, file, turn);
  const { known } = knownMigrations("sqlite", migrations);
  const reader = connectToRead(file);
  return {
    engine: "sqlite",
    read: readsOf(reader, lockMs),
    write,
    aside: write,
    tryWrite: () =>
      write(async () => {
        missingMigrations(known, migrationsHad(writer, file));
        // A number of SQLite's own beside the tables, which Tabled leaves at nought: it is written even where it stays the same.
        writer.pragma(`user_version = ${writer.pragma("user_version", { simple: true })}`);
      }),
    alone: turn,
    longFrom: usualLongFrom,
    apart: apartOn(file, lockMs, turn),
    async close() {
      reader.close();
      writer.close();
    },
  };
}

/** The store that this process has opened, for a thread beside: with a connection of its own to read, and one to write from its first write on, each in the process's turn. */
export async function openSqliteBeside(file: string, { lockMs }: Timeouts, turn: WriteTurns): Promise<OpenStore> {
  const reader = connectToRead(file);
  let writer: BetterSqlite.Database | undefined;
  let writes: Run | undefined;
  const write: Run = (work) => {
    writer ??= connect(file);
    writes ??= writesOf(writer, file, turn);
    return writes(work);
  };
  return {
    engine: "sqlite",
    read: readsOf(reader, lockMs),
    write,
    aside: write,
    tryWrite: () => write(async () => {}),
    alone: turn,
    longFrom: usualLongFrom,
    apart: apartOn(file, lockMs, turn),
    async close() {
      reader.close();
      writer?.close();
    },
  };
}

/** One connection that reads and writes, and may have temporary tables: SQLite keeps those in a file of their own, and needs no lock of the store's for them. */
function apartOn(file: string, lockMs: number, turn: WriteTurns): OpenStore["apart"] {
  return async (work) => {
    const connection = connect(file);
    connection.pragma("busy_timeout = 0");
    // Moving what was written from the log of writes into the store is done when others may write again.
    connection.pragma("wal_autocheckpoint = 0");
    try {
      const names = new Set<string>();
      const [read, write] = [readsOf(connection, lockMs, notingNames(names)), writesOf(connection, file, turn, notingNames(names))];
      const own: OpenStore = {
        engine: "sqlite",
        longFrom: usualLongFrom,
        read,
        write,
        // What it writes beside is in its temporary tables.
        aside: read,
        tryWrite: () => write(async () => {}),
        alone: turn,
        apart: (inner) => inner(own, names),
        close: async () => {},
      };
      return await work(own, names);
    } finally {
      connection.pragma("wal_checkpoint(passive)");
      connection.close();
    }
  };
}

function readsOf(reader: BetterSqlite.Database, lockMs: number, logger?: Logger): Run {
  const reading = transactionsOn(reader, "begin", false, logger);
  return oneAtATime((work) => reading(work, performance.now() + lockMs));
}

function writesOf(writer: BetterSqlite.Database, file: string, turn: WriteTurns, logger?: Logger): Run {
  // SQLite would wait for another program's lock inside the call, and everybody with it: from here on it is asked again and again instead.
  writer.pragma("busy_timeout = 0");
  const isSame = sameFile(file);
  const writing = transactionsOn(writer, "begin immediate", true, logger);
  return (work) =>
    turn(async (until) => {
      // Whatever is saved into a file that is no longer there would be lost with the process.
      if (!isSame())
        throw new StoreFailure("UNUSABLE", "The file of Tabled's store was moved, removed or replaced while Tabled runs. Stop Tabled, put the file back, and start it again.");
      return writing(work, until);
    });
}

function openedInTurn(file: string, migrations?: string): BetterSqlite.Database {
  const { known } = knownMigrations("sqlite", migrations);
  try {
    mkdirSync(dirname(file), { recursive: true });
    return inTurn(file, () => {
      // Read before anything is written, so that a store which is not ours to open stays as it is.
      if (existsSync(file) && statSync(file).size > 0) inspected(file, (store) => missingMigrations(known, migrationsHad(store, file)));
      const writer = connect(file);
      try {
        migrate(writer, missingMigrations(known, migrationsHad(writer, file)));
      } catch (error) {
        writer.close();
        throw error;
      }
      return writer;
    });
  } catch (error) {
    throw unopened(error, file);
  }
}

/** Those who open or replace one file do so one after the other: the second waits for an empty database beside it. */
export function inTurn<Result>(file: string, work: () => Result): Result {
  const turn = new BetterSqlite(`${file}-opening`, { timeout: 30_000 });
  try {
    turn.exec("begin exclusive");
    return work();
  } finally {
    turn.close();
  }
}

/** Looks into a store's file without changing it. */
export function inspected<Result>(file: string, look: (store: BetterSqlite.Database) => Result): Result {
  const store = new BetterSqlite(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    return look(store);
  } finally {
    store.close();
  }
}

/** The times of the migrations that a store has had. @throws StoreFailure where it is somebody else's. */
export function migrationsHad(store: BetterSqlite.Database, file: string): number[] {
  const tables = store.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'").pluck().all();
  if (tables.includes("__drizzle_migrations")) return store.prepare("select created_at from __drizzle_migrations").pluck().all().map(Number);
  if (tables.length > 0) throw foreignStore(file);
  return [];
}

/**
 * Applies migrations in one transaction. SQLite rebuilds a table by dropping it, which its foreign keys forbid while rows point at it, and the
 * keys cannot be switched off inside a transaction: so they are off for all of it, and checked before it is kept.
 */
function migrate(writer: BetterSqlite.Database, missing: readonly MigrationMeta[]): void {
  if (missing.length === 0) return;
  writer.pragma("foreign_keys = off");
  writer.exec("begin immediate");
  try {
    writer.exec("create table if not exists __drizzle_migrations (id serial primary key, hash text not null, created_at numeric)");
    const noted = writer.prepare("insert into __drizzle_migrations (hash, created_at) values (?, ?)");
    for (const { sql, hash, folderMillis } of missing) {
      for (const statement of sql) writer.exec(statement);
      noted.run(hash, folderMillis);
    }
    const [dangling] = writer.pragma("foreign_key_check") as { table: string; parent: string }[];
    if (dangling) throw new Error(`Rows of ${dangling.table} would point at rows of ${dangling.parent} that are not there.`);
    writer.exec("commit");
  } catch (error) {
    if (writer.inTransaction) writer.exec("rollback");
    throw sqliteFailure(error, "migration") ?? notMigrated(error);
  }
  writer.pragma("foreign_keys = on");
}

function connectToRead(file: string): BetterSqlite.Database {
  const reader = connect(file);
  reader.pragma("query_only = on");
  reader.pragma("busy_timeout = 0");
  return reader;
}

function connect(file: string): BetterSqlite.Database {
  const connection = new BetterSqlite(file);
  connection.pragma("busy_timeout = 10000");
  connection.pragma("journal_mode = wal");
  // FULL, not NORMAL: what was acknowledged survives a power cut, which costs a flush a batch.
  connection.pragma("synchronous = full");
  connection.pragma("foreign_keys = on");
  // SQLite's own lower() knows English letters alone; Ynys Môn is to be found as Postgres finds it.
  connection.function("lower", { deterministic: true }, (text) => (typeof text === "string" ? text.toLowerCase() : text));
  // In KiB, and of each connection: with threads there are many. What has been read lately is in the system's own cache, which they share.
  connection.pragma("cache_size = -8192");
  return connection;
}

const temporary: TemporaryNames = {
  schema: "temp",
  stored: "main.",
  make: (name, of) => [`create table temp.${named(name)} as select * from main.${named(of)} where false`],
  index: (name, column) => `create index temp.${named(`${name}_${column}`)} on ${named(name)} (${named(column)})`,
  number: "rowid",
};

function transactionsOn(connection: BetterSqlite.Database, begin: string, writes: boolean, logger?: Logger): RunUntil {
  // The cast stands with dialect.ts's: SQLite's query builders answer to the same calls that Tabled makes of Postgres's.
  // In its binary form a row is read once; as text it would be read again for each of its columns.
  const insertText = (table: Table, columns: readonly string[], into = named(getTableName(table))) =>
    `insert into ${into} (${columns.map((each) => named(toSnakeCase(each)))}) select ${columns.map((each) => `json_extract(value, '$.${each}')`)} from jsonb_each(?) where true`;
  const q = drizzle(connection, { casing, ...(logger && { logger }) }) as unknown as NodePgDatabase;
  const run = async (text: string, json?: string) => {
    const statement = connection.prepare(text);
    if (json === undefined) statement.run();
    else statement.run(json);
  };
  const on = connected(q, sqliteTables, insertText, run, logger && temporary);
  const statements = { begin: connection.prepare(begin), commit: connection.prepare("commit"), rollback: connection.prepare("rollback") };
  return async (work, until) => {
    if (!connection.open) throw new StoreFailure("UNAVAILABLE", "Tabled is being stopped.");
    let stage: "work" | "commit" = "work";
    try {
      await begun(statements.begin, until);
      const result = await work(on);
      stage = "commit";
      statements.commit.run();
      return result;
    } catch (error) {
      // A full disk or an i/o error ends the transaction by itself.
      if (connection.inTransaction) statements.rollback.run();
      throw sqliteFailure(error, writes ? stage : "read") ?? constraintRefusal(error);
    }
  };
}

/** Tells whether the file at a path is still the one that was there. */
function sameFile(file: string): () => boolean {
  const { ino, dev } = statSync(file);
  return () => {
    const now = statSync(file, { throwIfNoEntry: false });
    return now?.ino === ino && now.dev === dev;
  };
}

const longestPauseMs = 50;

/** Begins a transaction as soon as no other program holds the lock that it needs. */
async function begun(begin: BetterSqlite.Statement, until: number): Promise<void> {
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      begin.run();
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() + pauseMs > until) throw error;
    }
    await sleep(pauseMs);
  }
}

/** Why a store could not be opened, with its place, and what to do. */
export function unopened(error: unknown, file: string): unknown {
  if (error instanceof StoreFailure && error.code === "UNUSABLE") return error;
  const { code = "" } = error as { code?: string };
  const because = (words: string) => new StoreFailure("UNUSABLE", words, error);
  if (/^SQLITE_NOTADB/.test(code)) return because(`${file} is not a Tabled store. Move it away, or set DATA_DIR to another folder.`);
  if (/^SQLITE_CORRUPT/.test(code)) return because(`${file} is damaged. Restore a backup: npm run restore -- FILE`);
  if (noRoom.test(code)) return because(`There is no room left on the disk for ${file}. Make room there, or set DATA_DIR to another folder.`);
  if (/^SQLITE_BUSY/.test(code)) return because(`${file} is being opened or restored by another program. Try again when that is done.`);
  if (/^(SQLITE_(CANTOPEN|READONLY|PERM|AUTH)|EACCES|EPERM|EROFS|EEXIST|ENOTDIR|ENOENT)/.test(code))
    return because(`${file} cannot be opened or written. Give Tabled the right to it, or set DATA_DIR to another folder.`);
  return sqliteFailure(error, "migration") ?? error;
}
