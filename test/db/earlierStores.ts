// Stores that earlier versions of Tabled wrote, made again as they were on either engine: test/stores holds their rows.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import BetterSqlite from "better-sqlite3";
import pg from "pg";
import { expect } from "vitest";
import { openDb, type StoreAddress, storeFile } from "../../db/engine/store.ts";
import { rules } from "../../server/rules/rules.ts";
import { type Engine, emptyDatabase } from "../setup/stores.ts";

export interface Earlier {
  /** The times of the migrations that it had had. */
  migrations: number[];
  tables: Record<string, Record<string, string | number | null>[]>;
}

const folder = fileURLToPath(new URL("../stores", import.meta.url));
export const earlierFiles = readdirSync(folder);

export function earlierStore(name: string): Earlier {
  return JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString()) as Earlier;
}

/** Makes the store as it was: the tables by the migrations of its time, and its rows. */
export async function made(engine: Engine, { migrations, tables }: Earlier): Promise<{ address: StoreAddress; remove(): void }> {
  const dataDir = mkdtempSync(join(tmpdir(), "tabled-earlier-"));
  const address: StoreAddress = engine === "sqlite" ? { dataDir } : { dataDir, databaseUrl: await emptyDatabase() };
  const ofItsTime = join(dataDir, "migrations");
  cpSync(fileURLToPath(new URL("../../db/migrations", import.meta.url)), ofItsTime, { recursive: true });
  const path = join(ofItsTime, engine, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(path, "utf8")) as { entries: unknown[] };
  journal.entries = journal.entries.slice(0, migrations.length);
  writeFileSync(path, JSON.stringify(journal));
  await (await openDb({ ...address, migrations: ofItsTime }, rules)).close();
  if (address.databaseUrl) await fillPostgres(address.databaseUrl, tables);
  else fillSqlite(storeFile(address), tables);
  return { address, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}

function fillSqlite(file: string, tables: Earlier["tables"]): void {
  const store = new BetterSqlite(file);
  store.pragma("foreign_keys = off");
  for (const [name, rows] of Object.entries(tables)) {
    const columns = Object.keys(rows[0] ?? {});
    if (columns.length === 0) continue;
    const insert = store.prepare(`insert into "${name}" (${columns.map((each) => `"${each}"`)}) values (${columns.map(() => "?")})`);
    for (const row of rows) insert.run(columns.map((each) => row[each] ?? null));
  }
  expect(store.pragma("foreign_key_check")).toEqual([]);
  store.close();
}

async function fillPostgres(url: string, tables: Earlier["tables"]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Whatever the order of the tables, as a restore does it.
  await client.query("set session_replication_role = replica");
  for (const [name, rows] of Object.entries(tables))
    await client.query(`insert into "${name}" select * from json_populate_recordset(null::"${name}", $1::json)`, [JSON.stringify(rows)]);
  for (const name of ["change_batch", "change"]) await client.query(`select setval(pg_get_serial_sequence('${name}', 'id'), (select max(id) from "${name}"))`);
  await client.end();
}
