// Stores that earlier versions of Tabled wrote, with a history: opened by this one, they have every fact and every undo.
// Each file in test/stores holds the rows of one, as SQLite had them, under the last migration that it had had: the public examples, and what Ann
// did to Essex over the API. It is never written again: it is what somebody's store is like.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import BetterSqlite from "better-sqlite3";
import { getTableName } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { openDb, type StoreAddress, storeFile } from "../../db/store.ts";
import { sqliteTables } from "../../db/tables.ts";
import { makeApp } from "../../server/app.ts";
import { rules } from "../../server/rules/rules.ts";
import { given, post } from "../api/officer.ts";
import type { Answer } from "../setup/served.ts";
import { type Engine, emptyDatabase, engines } from "../setup/stores.ts";
import { replayed, storedFacts, storedLog } from "./rows.ts";

interface Earlier {
  /** The times of the migrations that it had had. */
  migrations: number[];
  tables: Record<string, Record<string, string | number | null>[]>;
}

const folder = fileURLToPath(new URL("../stores", import.meta.url));
const files = readdirSync(folder);

/** Makes the store as it was: the tables by the migrations of its time, and its rows. */
async function made(engine: Engine, { migrations, tables }: Earlier): Promise<{ address: StoreAddress; remove(): void }> {
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

/** One value as both engines and the file have it. */
const asText = (value: unknown) => String(value === true ? 1 : value === false ? 0 : value);

describe.each(engines)("on %s", (engine) => {
  test.each(files)("a store of %s has every fact, every change and every undo", async (name) => {
    const earlier = JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString()) as Earlier;
    const { address, remove } = await made(engine, earlier);
    const db = await openDb(address, rules);
    const facts = await storedFacts(db);
    const log = await storedLog(db);
    for (const [table, rows] of Object.entries(facts)) {
      const then = earlier.tables[getTableName(sqliteTables[table as keyof typeof sqliteTables])] ?? [];
      expect(Object.keys(rows), table).toHaveLength(then.length);
      for (const row of then) {
        const now = rows[row.id as string] as Record<string, unknown>;
        for (const [column, value] of Object.entries(now)) if (toSnakeCase(column) in row) expect(asText(value), `${table}.${column}`).toBe(asText(row[toSnakeCase(column)]));
      }
    }
    expect(log.map(({ id }) => id)).toEqual(earlier.tables.change_batch?.map(({ id }) => id));
    expect(replayed(log)).toEqual(facts);

    const app = await makeApp(db);
    const step = async (deed: "undoLast" | "redoLast") =>
      given((await post(app, `mutation { step: ${deed}(authority: "essex") { next { undo { why } redo { why } } } }`, {}, { "tabled-person": "Ann" })).json() as Answer).step.next;
    while ((await step("undoLast")).undo !== null);
    const first = log.find(({ madeBy }) => madeBy === "Ann")?.id as number;
    expect(await storedFacts(db)).toEqual(replayed(log.filter(({ id }) => id < first)));
    while ((await step("redoLast")).redo !== null);
    // With what she had undone and not done again, her last amount.
    const line = Object.entries(facts.budgetLine ?? {}).find(([, { costCentreId, year }]) => costCentreId === "essex-north" && year === "2024/25")?.[0] as string;
    expect(await storedFacts(db)).toEqual({ ...facts, budgetLine: { ...facts.budgetLine, [line]: { ...facts.budgetLine?.[line], amountPence: 470_000_000 } } });
    await app.close();
    await db.close();
    remove();
  });
});
