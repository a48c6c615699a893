// Opens the store: connects, migrates, reads in one snapshot, writes in one transaction. The only file that knows which engine runs.
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import BetterSqlite from "better-sqlite3";
import { getTableColumns, getTableName, type Table } from "drizzle-orm";
import { drizzle as drizzleSqlite } from "drizzle-orm/better-sqlite3";
import { migrate as migrateSqlite } from "drizzle-orm/better-sqlite3/migrator";
import { toSnakeCase } from "drizzle-orm/casing";
import { drizzle as drizzlePostgres, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import type { PgColumn } from "drizzle-orm/pg-core";
import pg from "pg";
import { Refusal } from "./refusal.ts";
import { postgresTables, sqliteTables, type Tables } from "./tables.ts";

/** One connection inside a read or a write: `q` builds queries, `t` holds the engine's tables. */
export interface On {
  readonly q: NodePgDatabase;
  readonly t: Tables;
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
}

/** Opens the store and brings its tables up to date. */
export function openDb(address: StoreAddress): Promise<Db> {
  return address.databaseUrl ? openPostgres(address.databaseUrl) : openSqlite(join(address.dataDir, "tabled.sqlite"));
}

const migrations = join(dirname(fileURLToPath(import.meta.url)), "migrations");
const casing = "snake_case";

async function openSqlite(file: string): Promise<Db> {
  mkdirSync(dirname(file), { recursive: true });
  const writer = migratedSqlite(file);
  // A second connection reads, so that a query never sees a half-made batch of the first.
  const reader = connectSqlite(file);
  reader.pragma("query_only = on");
  return {
    engine: "sqlite",
    read: oneAtATime(transactionsOn(reader, "begin")),
    write: oneAtATime(transactionsOn(writer, "begin immediate")),
    async close() {
      reader.close();
      writer.close();
    },
  };
}

/** Two servers that start together on one file set it up one after the other: the second waits for an empty database beside it. */
function migratedSqlite(file: string): BetterSqlite.Database {
  const turn = new BetterSqlite(`${file}-opening`, { timeout: 30_000 });
  turn.exec("begin exclusive");
  try {
    const writer = connectSqlite(file);
    migrateSqlite(drizzleSqlite(writer, { casing }), { migrationsFolder: join(migrations, "sqlite") });
    return writer;
  } finally {
    turn.close();
  }
}

function connectSqlite(file: string): BetterSqlite.Database {
  const connection = new BetterSqlite(file);
  connection.pragma("busy_timeout = 10000");
  connection.pragma("journal_mode = wal");
  // FULL, not NORMAL: what was acknowledged survives a power cut, which costs a flush a batch.
  connection.pragma("synchronous = full");
  connection.pragma("foreign_keys = on");
  // SQLite's own lower() knows English letters alone; Ynys Môn is to be found as Postgres finds it.
  connection.function("lower", { deterministic: true }, (text) => (typeof text === "string" ? text.toLowerCase() : text));
  connection.pragma("cache_size = -65536");
  return connection;
}

function transactionsOn(connection: BetterSqlite.Database, begin: string) {
  // The cast stands with dialect.ts's: SQLite's query builders answer to the same calls that Tabled makes of Postgres's.
  const insertText = (table: Table, columns: readonly string[]) =>
    `insert into ${named(getTableName(table))} (${columns.map((each) => named(toSnakeCase(each)))}) select ${columns.map((each) => `json_extract(value, '$.${each}')`)} from json_each(?) where true`;
  const on = connected(drizzleSqlite(connection, { casing }) as unknown as NodePgDatabase, sqliteTables, insertText, async (text, json) => {
    connection.prepare(text).run(json);
  });
  const statements = { begin: connection.prepare(begin), commit: connection.prepare("commit"), rollback: connection.prepare("rollback") };
  return async <Result>(work: (on: On) => Promise<Result>): Promise<Result> => {
    statements.begin.run();
    try {
      const result = await work(on);
      statements.commit.run();
      return result;
    } catch (error) {
      // A full disk or an i/o error ends the transaction by itself.
      if (connection.inTransaction) statements.rollback.run();
      throw constraintRefusal(error);
    }
  };
}

type Run = <Result>(work: (on: On) => Promise<Result>) => Promise<Result>;

/** Transactions on one connection cannot overlap: each waits for the one before it, whether that failed or not. */
function oneAtATime(run: Run): Run {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(() => run(work));
    last = next.catch(() => {});
    return next;
  };
}

async function openPostgres(url: string): Promise<Db> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 });
  // An idle connection that breaks is replaced by the pool; a query that was running on it fails by itself.
  pool.on("error", () => {});
  await migrateOnce(pool);
  const connections = new WeakMap<pg.PoolClient, On>();
  const run = (begin: string): Run => {
    return async (work) => {
      const client = await pool.connect();
      let on = connections.get(client);
      if (!on) {
        on = connected(drizzlePostgres(client, { casing }), postgresTables, postgresInsert, async (text, json) => {
          await client.query(text, [json]);
        });
        connections.set(client, on);
      }
      let broken: Error | undefined;
      try {
        await client.query(begin);
        const result = await work(on);
        await client.query("commit");
        return result;
      } catch (error) {
        await client.query("rollback").catch((failure: Error) => {
          broken = failure;
        });
        throw constraintRefusal(error);
      } finally {
        client.release(broken);
      }
    };
  };
  return {
    engine: "postgres",
    read: run("begin isolation level repeatable read read only"),
    // Writes of every process wait for each other from their start to their commit, as SQLite's do: what a write checks is still so when it
    // is applied, and the change log's numbers rise in commit order. Those of this process wait without holding a connection each.
    write: oneAtATime(run("begin; select pg_advisory_xact_lock(7246101)")),
    close: () => pool.end(),
  };
}

/** Two servers that start together on one database migrate one after the other. */
async function migrateOnce(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock(7246100)");
    await migratePostgres(drizzlePostgres(client, { casing }), { migrationsFolder: join(migrations, "postgres") });
  } finally {
    await client.query("select pg_advisory_unlock(7246100)").catch(() => {});
    client.release();
  }
}

/** Each column is read from the rows' JSON as the column's own type. */
function postgresInsert(table: Table, columns: readonly string[]): string {
  const types = getTableColumns(table);
  const read = columns.map((each) => `${named(each)} ${(types[each] as unknown as PgColumn).getSQLType()}`);
  return `insert into ${named(getTableName(table))} (${columns.map((each) => named(toSnakeCase(each)))}) select ${columns.map(named)} from json_to_recordset($1::json) as given(${read})`;
}

const named = (identifier: string) => `"${identifier}"`;

function connected(q: NodePgDatabase, t: Tables, insertText: (table: Table, columns: readonly string[]) => string, insert: (text: string, json: string) => Promise<void>): On {
  const kept = new Map<string, unknown>();
  const on: On = {
    q,
    t,
    prepared(name, build) {
      let query = kept.get(name);
      if (query === undefined) {
        query = build(on).prepare(name);
        kept.set(name, query);
      }
      return query as never;
    },
    async insertRows(table, rows) {
      if (rows.length > 0) await insert(insertText(table, Object.keys(rows[0] as object)), JSON.stringify(rows));
    },
    async replaceRows(table, rows) {
      if (rows.length === 0) return;
      const columns = Object.keys(rows[0] as object);
      const set = columns.filter((each) => each !== "id").map((each) => `${named(toSnakeCase(each))} = excluded.${named(toSnakeCase(each))}`);
      await insert(`${insertText(table, columns)} on conflict ("id") do update set ${set}`, JSON.stringify(rows));
    },
  };
  return on;
}

interface EngineError {
  code?: string;
  message?: string;
  table?: string;
  detail?: string;
  cause?: unknown;
}

/** What the engine's own constraints refuse, said as Tabled says it; every other error as it is. */
function constraintRefusal(error: unknown): unknown {
  const engineError = ((error as EngineError).cause ?? error) as EngineError;
  const table = engineError.table ?? /failed: (\w+)\./.exec(engineError.message ?? "")?.[1];
  const thing = table ? table.replaceAll("_", " ") : "row";
  switch (engineError.code) {
    case "SQLITE_CONSTRAINT_UNIQUE":
    case "SQLITE_CONSTRAINT_PRIMARYKEY":
    case "23505":
      return new Refusal("DUPLICATE", repeatedField(engineError), `There is already ${/^[aeio]/.test(thing) ? "an" : "a"} ${thing} with this name or code. Choose another.`);
    case "SQLITE_CONSTRAINT_FOREIGNKEY":
    case "23503":
      return new Refusal("IN_USE", "id", "Something else still uses this, so it cannot be taken away; or it points at something that is not there.");
    case "22021":
      return new Refusal("BAD_INPUT", "input", "A text here holds a character that cannot be stored.");
    default:
      return error;
  }
}

/** The column at fault, which both engines name last: "authority.old_code" or "Key (authority_id, name)=(…)". */
function repeatedField({ message = "", detail = "" }: EngineError): string {
  const column = /[.,( ](\w+)\)=\(/.exec(detail)?.[1] ?? /(\w+)$/.exec(message)?.[1] ?? "name";
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
