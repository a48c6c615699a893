// A region's file of 152 authorities with 100 lines each, imported as one, beside a bare insert of the rows that it leaves; and what others' edits wait for meanwhile.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import BetterSqlite from "better-sqlite3";
import pg from "pg";
import type { Db } from "../../db/engine/open.ts";
import { openDb, type StoreAddress } from "../../db/engine/store.ts";
import type { Viewer } from "../../db/viewer.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { importFile } from "../../server/import/importFile.ts";
import { rules } from "../../server/rules/rules.ts";
import { peakOf } from "./exporting.ts";
import { randomFrom } from "./generate.ts";
import { sent } from "./importing.ts";
import { inTurn } from "./rounds.ts";
import { start } from "./started.ts";
import { told, type Waited } from "./together.ts";

export const regionFile = { authorities: 152, lines: 100 } as const;
export const regionRows = regionFile.authorities * regionFile.lines;

const viewer: Viewer = { name: "Generator", reads: "all", changes: "all", wholeCounts: "all" };
const choices = { authorities: "all", year: "2026/27" } as const;
const idOf = (index: number) => `council-${index + 1}`;
const nameOf = (index: number) => `Authority ${String.fromCharCode(65 + Math.floor(index / 26), 97 + (index % 26))} Council`;

/** A new store for each round: a folder, or the address of a new database. */
export type NewStore = () => Promise<StoreAddress>;

export interface RegionImport {
  /** Rows of the file a second. */
  bare: number;
  imported: number;
}

export async function measureRegionImport(folder: string, newStore: NewStore, rounds: number): Promise<RegionImport> {
  const path = join(folder, "region.csv");
  writeRegionFile(path);
  let rows: Stored = { costCentre: [], budgetLine: [] };
  const seconds = await inTurn(rounds, {
    imported: async () => {
      const address = await newStore();
      const db = await openDb(address, rules);
      await generateCouncils(db);
      const began = performance.now();
      const { added, errorCount } = await importFile(db, viewer, { authorityId: idOf(0), path, name: "region.csv", choices, preview: false });
      const taken = (performance.now() - began) / 1_000;
      if (added !== regionRows) throw new Error(`${added} of ${regionRows} added, ${errorCount} errors`);
      rows = await storedRows(db);
      await db.close();
      return taken;
    },
    bare: async () => {
      const { databaseUrl, dataDir } = await newStore();
      return databaseUrl ? bareInPostgres(databaseUrl, rows) : bareInSqlite(dataDir, rows);
    },
  });
  return { bare: regionRows / seconds.bare, imported: regionRows / seconds.imported };
}

export interface BesideRegion {
  quiet: Waited;
  beside: Waited;
  seconds: number;
  /** The most memory of the server's process with its threads before the import and with it, in MB. */
  rest: number;
  peak: number;
}

/** Edits of one of the councils, as fast as anybody types, with nothing beside them and beside imports of the file. */
export async function measureBesideRegion(folder: string, address: StoreAddress): Promise<BesideRegion> {
  const path = join(folder, "region-beside.csv");
  writeRegionFile(path);
  const db = await openDb(address, rules);
  await generateCouncils(db);
  await db.close();
  const server = await start("tabledServer.ts", address.databaseUrl ?? address.dataDir, "0", "threads");
  let edits = 0;
  async function editing(going: () => boolean): Promise<Waited> {
    const taken: number[] = [];
    for (; going(); await pause(50)) {
      edits += 1;
      // Of another table: where somebody changes the import's own tables all the time, it is prepared anew, and at last written while they wait.
      const kpi = `code: "edit-${edits}", name: "Edit ${edits}", category: STABILITY, unit: COUNT, polarity: NEITHER, frequency: FINANCIAL_YEAR`;
      const query = `mutation { createKpi(authority: "${idOf(3)}", input: { ${kpi} }) { id } }`;
      const from = performance.now();
      const answer = await fetch(`http://127.0.0.1:${server.port}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query }) });
      const { errors } = (await answer.json()) as { errors?: unknown };
      taken.push(performance.now() - from);
      if (errors) throw new Error(JSON.stringify(errors));
    }
    return told(taken);
  }
  try {
    const until = performance.now() + 3_000;
    const quiet = await editing(() => performance.now() < until);
    const { id } = await sent(server.port, `/imports?authority=${idOf(0)}&name=region.csv`, "application/octet-stream", new Uint8Array(readFileSync(path)));
    const rest = peakOf(server.pid);
    let going = true;
    const began = performance.now();
    const importing = importedThere(server.port, id).finally(() => {
      going = false;
    });
    const beside = await editing(() => going);
    await importing;
    return { quiet, beside, seconds: (performance.now() - began) / 1_000, rest, peak: peakOf(server.pid) };
  } finally {
    server.stop();
  }
}

async function importedThere(port: number, id: string): Promise<void> {
  await sent(port, `/imports/${id}`, "application/json", JSON.stringify({ preview: false, choices: { ...choices, version: "Draft" } }));
  for (;;) {
    const { state, result, error } = await (await fetch(`http://127.0.0.1:${port}/imports/${id}`)).json();
    if (state === "done" && result.added === regionRows) return;
    if (state !== "running") throw new Error(JSON.stringify(error ?? result));
    await pause(50);
  }
}

/** Councils with a draft each. */
async function generateCouncils(db: Db): Promise<void> {
  for (let index = 0; index < regionFile.authorities; index += 1) {
    const version = { name: "Draft", firstYear: "2026/27", yearCount: 3, state: "draft", createdAt: "2026-01-01T00:00:00.000Z" };
    const changes = [insertion("authority", { id: idOf(index), name: nameOf(index) }), insertion("budgetVersion", { id: `${idOf(index)}-draft`, ...version })];
    await db.write((on) => applyBatch(on, viewer, { authorityId: idOf(index), why: "Generate", changes }));
  }
}

function writeRegionFile(path: string): void {
  const random = randomFrom(7);
  const rows = Array.from({ length: regionFile.authorities }, (_, index) =>
    Array.from({ length: regionFile.lines }, (_, line) => `${nameOf(index)},${201 + index},Children's service line ${line + 1},${Math.floor(random() * 9_000_000)}`),
  ).flat();
  writeFileSync(path, `LA Name,Old code,Line,Net expenditure (£)\r\n${rows.join("\r\n")}\r\n`);
}

interface Stored {
  readonly costCentre: readonly Record<string, unknown>[];
  readonly budgetLine: readonly Record<string, unknown>[];
}

function storedRows(db: Db): Promise<Stored> {
  return db.read(async ({ q, t }) => ({ costCentre: await q.select().from(t.costCentre), budgetLine: await q.select().from(t.budgetLine) }));
}

const columnsOf = (rows: readonly Record<string, unknown>[]) => Object.keys(rows[0] as object);
const tables = ["costCentre", "budgetLine"] as const;

/** As by hand: each table's statement prepared once, all rows in one transaction. */
function bareInSqlite(dataDir: string, stored: Stored): number {
  mkdirSync(dataDir, { recursive: true });
  const db = new BetterSqlite(join(dataDir, "bare.sqlite"));
  db.pragma("journal_mode = wal");
  for (const table of tables) db.exec(`create table ${table} (${columnsOf(stored[table]).map((each) => (each === "id" ? "id text primary key" : each))})`);
  const began = performance.now();
  db.exec("begin");
  for (const table of tables) {
    const columns = columnsOf(stored[table]);
    const insert = db.prepare(`insert into ${table} (${columns}) values (${columns.map(() => "?")})`);
    for (const row of stored[table]) insert.run(columns.map((each) => row[each]));
  }
  db.exec("commit");
  const seconds = (performance.now() - began) / 1_000;
  db.close();
  return seconds;
}

/** The same with a thousand rows a statement. */
async function bareInPostgres(url: string, stored: Stored): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const table of tables)
    await client.query(`create table bare_${table} (${columnsOf(stored[table]).map((each) => (each === "id" ? "id text primary key" : `"${each}" text`))})`);
  const began = performance.now();
  await client.query("begin");
  for (const table of tables) {
    const columns = columnsOf(stored[table]);
    for (let from = 0; from < stored[table].length; from += 1_000) {
      const rows = stored[table].slice(from, from + 1_000);
      const places = rows.map((_, row) => `(${columns.map((_, column) => `$${row * columns.length + column + 1}`)})`);
      const values = rows.flatMap((row) => columns.map((each) => row[each]));
      await client.query(`insert into bare_${table} (${columns.map((each) => `"${each}"`)}) values ${places.join()}`, values);
    }
  }
  await client.query("commit");
  const seconds = (performance.now() - began) / 1_000;
  await client.end();
  return seconds;
}

/** Folders that are gone when the bench is. */
export function newFolders(under: string): NewStore {
  let count = 0;
  return async () => {
    if (count > 0) rmSync(join(under, `round-${count - 1}`), { recursive: true, force: true });
    count += 1;
    return { dataDir: join(under, `round-${count}`) };
  };
}
