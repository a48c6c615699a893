// The store on Postgres: a pool of connections, any of which may be lost at any moment without ending the server.
import { getTableColumns, getTableName, type Logger, sql, type Table } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type { PgColumn } from "drizzle-orm/pg-core";
import pg from "pg";
import { postgresTables } from "../tables.ts";
import { Refusal } from "../write/refusal.ts";
import { casing, connected, named, notingNames } from "./connected.ts";
import { constraintRefusal } from "./constraints.ts";
import { foreignStore, knownMigrations, missingMigrations, notMigrated } from "./migrating.ts";
import type { On, OpenStore, TemporaryNames } from "./open.ts";
import { allInUse, lostBefore, postgresFailure, unopenedPostgres } from "./postgresFailure.ts";
import { beginWriting } from "./postgresLocks.ts";
import { engineError, StoreFailure, uncertain } from "./storeFailure.ts";
import { type Timeouts, usualLongFrom } from "./timeouts.ts";
import { writeQueue } from "./writeQueue.ts";

export async function openPostgres(url: string, timeouts: Timeouts, migrations?: string): Promise<OpenStore> {
  const pool = poolOf(url, timeouts, mostConnections);
  try {
    await migrateOnce(url, timeouts, migrations);
  } catch (error) {
    await pool.end();
    throw error instanceof StoreFailure ? error : unopenedPostgres(error, url);
  }
  return onPool(pool, url, timeouts, { migrations });
}

/** The store that this process has opened, for a thread beside, with a few connections of its own. */
export async function openPostgresBeside(url: string, timeouts: Timeouts): Promise<OpenStore> {
  return onPool(poolOf(url, timeouts, 2), url, timeouts);
}

function onPool(pool: pg.Pool, url: string, timeouts: Timeouts, { migrations, logger }: { migrations?: string | undefined; logger?: Logger } = {}): OpenStore {
  const { known } = knownMigrations("postgres", migrations);
  const transact = transactions(pool, logger);
  const queue = writeQueue(timeouts.lockMs, Math.max(1, Math.floor(pool.options.max * shareThatWrites)));
  return {
    engine: "postgres",
    read: (work) => transact("begin isolation level repeatable read read only", false, work),
    aside: (work) => transact("begin", true, work),
    tryWrite: () =>
      transact("begin", true, async ({ q, t }) => {
        const had = await q.execute<{ created_at: string }>(sql`select created_at from drizzle.__drizzle_migrations`);
        missingMigrations(known, timesOf(had.rows));
        // Whether changes may be made, and then a message that nobody reads: it goes to Postgres's own log and so to the disk, and into no table.
        await q.update(t.authority).set({ id: t.authority.id }).where(sql`false`);
        await q.execute(sql`select pg_logical_emit_message(true, 'tabled', 'ready')`);
      }),
    // Writes of one authority, in whichever process, wait for each other from their start to their commit, as all of SQLite's do: what a write checks is
    // still so when it is applied, and the numbers of its log rise in commit order.
    write: (work, owners) => queue(owners, () => transact(beginWriting(owners), true, work)),
    // A lock of Postgres's is waited for outside the event loop.
    alone: (work) => work(performance.now() + timeouts.lockMs),
    longFrom: usualLongFrom,
    apart: apartOn(url, timeouts),
    async close() {
      if (!pool.ending) await pool.end();
    },
  };
}

/** A pool of one connection, which stays for as long as its temporary tables are needed. */
function apartOn(url: string, timeouts: Timeouts): OpenStore["apart"] {
  return async (work) => {
    const pool = poolOf(url, timeouts, 1);
    let lost = false;
    pool.on("remove", () => {
      lost = true;
    });
    try {
      const names = new Set<string>();
      const own: OpenStore = { ...onPool(pool, url, timeouts, { logger: notingNames(names) }), apart: (inner) => inner(own, names) };
      return await work(own, names);
    } catch (error) {
      // The next connection has none of its tables.
      throw lost && !(error instanceof StoreFailure || error instanceof Refusal) ? lostBefore(error) : error;
    } finally {
      await pool.end();
    }
  };
}

const mostConnections = 20;
/** So much of the connections may be writing: a read always finds one that no write waits on. */
const shareThatWrites = 0.7;
/** A database that has not said itself by then that a statement took too long is not there any more. */
const answerWithinMs = 5_000;

function poolOf(url: string, { lockMs, statementMs, idleMs, connectMs }: Timeouts, most: number): pg.Pool {
  let pool: pg.Pool;
  try {
    pool = new pg.Pool({
      connectionString: url,
      max: most,
      ...(most === 1 && { idleTimeoutMillis: 0 }),
      connectionTimeoutMillis: connectMs,
      keepAlive: true,
      // To Postgres nought is without end.
      lock_timeout: Math.max(1, lockMs),
      statement_timeout: statementMs,
      idle_in_transaction_session_timeout: idleMs,
      query_timeout: statementMs === 0 ? 0 : statementMs + answerWithinMs,
    });
  } catch (error) {
    throw unopenedPostgres(error, url);
  }
  // A connection that breaks is replaced by the pool, and a query that was running on it fails by itself. Without a listener, idle or in use, it
  // would end the server.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

const names = new Map<string, string>();

/** The name that a statement is prepared under on each connection that sends it. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `rows ${names.size}`;
  names.set(text, name);
  return name;
}

type Transact = <Result>(begin: string, writes: boolean, work: (on: On) => Promise<Result>) => Promise<Result>;

const temporary: TemporaryNames = {
  schema: "pg_temp",
  stored: "",
  make: (name, of) => [
    `create temporary table ${named(name)} as select * from ${named(of)} where false`,
    `alter table pg_temp.${named(name)} add column "staged_number" bigserial primary key`,
  ],
  index: (name, column) => `create index on pg_temp.${named(name)} (${named(column)})`,
  number: named("staged_number"),
};

function transactions(pool: pg.Pool, logger?: Logger): Transact {
  const connections = new WeakMap<pg.PoolClient, On>();
  return async (begin, writes, work) => {
    const client = await pool.connect().catch((error) => {
      throw pool.totalCount >= pool.options.max && pool.idleCount === 0 ? allInUse(error) : lostBefore(error);
    });
    let on = connections.get(client);
    if (!on) {
      // Among temporary tables a statement means others from one time to the next: it is given a name for as long as it means the same.
      const run = async (text: string, json?: string) => {
        await (json === undefined ? client.query(text) : client.query({ ...(!logger && { name: nameOf(text) }), text, values: [json] }));
      };
      on = connected(drizzle(client, { casing, ...(logger && { logger }) }), postgresTables, insertText, run, logger && temporary);
      connections.set(client, on);
    }
    let committing = false;
    let broken: Error | undefined;
    try {
      await client.query(begin);
      const result = await work(on);
      committing = true;
      const { command } = await client.query("commit");
      // Postgres answers so, without an error, where a query before had failed and the work went on all the same.
      if (command !== "COMMIT") throw new Error("A query of this change failed, and nothing of it was stored.");
      return result;
    } catch (error) {
      // Where no answer came in time, none to this will.
      if (isUnanswered(error)) broken = error as Error;
      else
        await client.query("rollback").catch((failure: Error) => {
          broken = failure;
        });
      throw failureOf(error, broken !== undefined, committing && writes);
    } finally {
      client.release(broken);
    }
  };
}

/** What a failed transaction comes to. Whoever still answers `rollback` has answered `commit`, too: with an error, so that nothing was kept. */
function failureOf(error: unknown, isLost: boolean, committing: boolean): unknown {
  if (committing && (isLost || completionUnknown(error))) return uncertain(error);
  if (error instanceof Refusal || error instanceof StoreFailure) return error;
  return isLost ? lostBefore(error) : (postgresFailure(error) ?? constraintRefusal(error));
}

function isUnanswered(error: unknown): boolean {
  return engineError(error).message === "Query read timeout";
}

/** A cluster that lost the part of it which commits says so with this code. */
function completionUnknown(error: unknown): boolean {
  return (error as { code?: string }).code === "40003";
}

/** Two servers that start together on one database migrate one after the other, on connections that no timeout cuts off: a migration may be long. */
async function migrateOnce(url: string, { connectMs }: Timeouts, migrations?: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMs, keepAlive: true });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select pg_advisory_lock(7246100)");
    const { folder, known } = knownMigrations("postgres", migrations);
    const missing = missingMigrations(known, await migrationsHad(client));
    try {
      if (missing.length > 0) await migrate(drizzle(client, { casing }), { migrationsFolder: folder });
    } catch (error) {
      throw postgresFailure(error) ?? notMigrated(error);
    }
  } finally {
    // The lock ends with its connection.
    await client.end().catch(() => {});
  }
}

function timesOf(rows: readonly { created_at: string }[]): number[] {
  return rows.map(({ created_at }) => Number(created_at));
}

/** The times of the migrations that a database has had. @throws StoreFailure where it has tables of somebody else's under our names. */
async function migrationsHad(client: pg.ClientBase): Promise<number[]> {
  const { rows: found } = await client.query("select to_regclass('drizzle.__drizzle_migrations') as had");
  if (found[0].had !== null) {
    const { rows } = await client.query("select created_at from drizzle.__drizzle_migrations");
    return timesOf(rows);
  }
  const ours = Object.values(postgresTables).map((table) => getTableName(table));
  const { rows: taken } = await client.query("select 1 from pg_tables where schemaname = current_schema() and tablename = any($1)", [ours]);
  if (taken.length > 0) throw foreignStore("The database of DATABASE_URL");
  return [];
}

/** Each column is read from the rows' JSON as the column's own type. */
function insertText(table: Table, columns: readonly string[], into = named(getTableName(table))): string {
  const types = getTableColumns(table);
  const read = columns.map((each) => `${named(each)} ${(types[each] as unknown as PgColumn).getSQLType()}`);
  return `insert into ${into} (${columns.map((each) => named(toSnakeCase(each)))}) select ${columns.map(named)} from json_to_recordset($1::json) as given(${read})`;
}
