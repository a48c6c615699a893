// A backup taken while people write, and put back: the figures are those of its moment, and nothing that is newer is lost unasked.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import BetterSqlite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDb, storeFile } from "../../db/engine/store.ts";
import { copyStore, restoreStore } from "../../db/engine/storeCopy.ts";
import { makeApp } from "../../server/http/app.ts";
import { rules } from "../../server/rules/rules.ts";
import { edit, given, post } from "../api/officer.ts";
import { lastBatch } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { replayed, storedFacts, storedLog } from "./rows.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const essex = { authority: "essex", version: "essex-mtrs-2023" };
const cell = "budget:essex-north:2023/24";
const before = 464_600_000;
const folder = mkdtempSync(join(tmpdir(), "tabled-backup-"));
const backup = join(folder, "backup.sqlite");

let served: Served;
/** The version of the data that the backup is of. */
let version: number;
let written = 0;

/** Runs one of the two commands on a store, as npm does. */
function run(command: "backup" | "restore", dataDir: string, given: string[], databaseUrl = ""): Promise<{ status: number | null; out: string; said: string }> {
  const environment = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: databaseUrl };
  const running = spawn("npm", ["run", "-s", command, "--", ...given], { cwd: root, env: environment });
  let out = "";
  let said = "";
  running.stdout.on("data", (chunk) => {
    out += chunk;
  });
  running.stderr.on("data", (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) => running.once("close", (status) => resolve({ status, out: out.trim(), said: said.replace(/^npm warn.*\n/gm, "").trim() })));
}

async function write(): Promise<void> {
  given(await edit(served, essex, [{ cell, pence: before + written + 1, expected: before + written }]));
  written += 1;
}

beforeAll(async () => {
  served = await serve("sqlite");
  for (let turn = 0; turn < 150; turn += 1) await write();
  let done = false;
  const backing = run("backup", served.address.dataDir, ["--out", backup]).finally(() => {
    done = true;
  });
  while (written < 499 || !done) await write();
  await write();
  const result = await backing;
  expect(result).toMatchObject({ status: 0, said: "" });
  expect(result.out).toMatch(/^Backed up .*tabled\.sqlite to .*backup\.sqlite, and checked it: [\d,]+ rows; change \d+, saved \d{4}-\d\d-\d\d \d\d:\d\d UTC, is its last\.$/);
  version = Number(/change (\d+)/.exec(result.out)?.[1]);
});
afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own, with the store as it is now, or none. */
function storeIn(name: string, file?: string): { dataDir: string } {
  const dataDir = join(folder, name);
  mkdirSync(dataDir);
  if (file) cpSync(file, storeFile({ dataDir }));
  return { dataDir };
}

test("of 500 changes and a backup in their midst, all up to its moment are restored, with every figure and every undo", async () => {
  const log = await storedLog(served.db);
  const last = await served.db.read(lastBatch);
  expect(version).toBeGreaterThanOrEqual(last - written + 150);
  expect(version).toBeLessThan(last);
  // One file, and nothing left beside it.
  expect(readdirSync(folder).filter((name) => name.startsWith("backup"))).toEqual(["backup.sqlite"]);
  const { dataDir } = storeIn("fresh");
  expect(await run("restore", dataDir, [backup])).toMatchObject({ status: 0, said: "", out: expect.stringContaining(`change ${version}, saved`) });
  const restored = await openDb({ dataDir }, rules);
  const upTo = log.filter(({ id }) => id <= version);
  expect(await storedLog(restored)).toEqual(upTo);
  expect(await storedFacts(restored)).toEqual(replayed(upTo));
  const app = await makeApp(restored);
  const ask = async (query: string) => given((await post(app, query)).json() as Answer);
  const north = async () =>
    (await ask(`{ mediumTermTable(authority: "essex", version: "essex-mtrs-2023") { rows(keys: ["costCentre:essex-north"]) { cells { pence } } } }`)).mediumTermTable.rows[0]
      .cells[0].pence;
  const changes = version - (last - written);
  expect(await north()).toBe(before + changes);
  for (let turn = 1; turn <= 20; turn += 1) await ask(`mutation { undoLast(authority: "essex") { batchId } }`);
  expect(await north()).toBe(before + changes - 20);
  await app.close();
  await restored.close();
});

test("a backup takes no other file's place unasked, and never the store's", async () => {
  const { dataDir } = served.address;
  const there = join(folder, "there.txt");
  writeFileSync(there, "minutes");
  expect(await run("backup", dataDir, ["--out", there])).toEqual({ status: 1, out: "", said: `There is already a file ${there}. Name another, or add --replace.` });
  expect(readFileSync(there, "utf8")).toBe("minutes");
  expect(await run("backup", dataDir, ["--out", storeFile({ dataDir }), "--replace"])).toMatchObject({ status: 1, said: expect.stringContaining("is the store itself") });
  await expect(copyStore(storeFile({ dataDir }), join(folder, "nowhere/backup.sqlite"))).rejects.toThrow("nowhere/backup.sqlite cannot be written");
  await expect(copyStore(join(folder, "none"), join(folder, "none.sqlite"))).rejects.toThrow("There is no store at");
  expect(await run("backup", dataDir, ["--all"])).toMatchObject({ status: 2, said: expect.stringContaining("npm run backup -- --out FILE [--replace]") });
});

test("a store that a server runs on is not replaced", async () => {
  // By what names it: reading the file here would let go of the locks that this process, the server's, has on it.
  const { ino } = statSync(storeFile(served.address));
  const refused = await run("restore", served.address.dataDir, [backup, "--replace"]);
  expect(refused).toMatchObject({ status: 1, said: expect.stringContaining("A server is running on") });
  expect(statSync(storeFile(served.address)).ino).toBe(ino);
  await write();
});

test("a store with changes that the backup lacks is replaced only when told to, and is kept beside", async () => {
  const later = join(folder, "later.sqlite");
  await copyStore(storeFile(served.address), later);
  const store = storeIn("newer", later);
  const bytes = readFileSync(later);
  const lacking = written - (version - ((await served.db.read(lastBatch)) - written));
  const restoring = (from: string, replacing: boolean) => restoreStore(from, storeFile(store), replacing, new Date(clock++ * 1_000));
  let clock = 0;
  expect(() => restoring(backup, false)).toThrow(`has ${lacking} changes that the backup lacks, the last of`);
  expect(readFileSync(storeFile(store)).equals(bytes)).toBe(true);
  const replaced = await run("restore", store.dataDir, [backup, "--replace"]);
  expect(replaced).toMatchObject({ status: 0, said: "" });
  const kept = readdirSync(store.dataDir).filter((name) => name.includes("before-restore"));
  expect(kept).toHaveLength(1);
  expect(replaced.out).toContain(kept[0] as string);
  expect(readFileSync(join(store.dataDir, kept[0] as string)).equals(bytes)).toBe(true);
  // What has nothing that the backup lacks gives way to it, and is kept all the same; what is damaged, when told to.
  expect(restoring(later, false).keptAs).toContain("before-restore");
  writeFileSync(storeFile(store), "not a database, whatever it was");
  expect(() => restoring(backup, false)).toThrow("cannot be compared with the backup");
  restoring(backup, true);
  const restored = await openDb(store, rules);
  expect(await restored.read(lastBatch)).toBe(version);
  await restored.close();
});

test("a file that is no whole backup of this or an older version is not restored", () => {
  const { dataDir } = storeIn("checked");
  const damaged = Buffer.from(readFileSync(backup));
  damaged.fill(0xff, 3 * 4_096, 6 * 4_096);
  writeFileSync(join(folder, "damaged.sqlite"), damaged);
  writeFileSync(join(folder, "letter.sqlite"), "Dear colleague, ".repeat(500));
  cpSync(backup, join(folder, "newer-code.sqlite"));
  const newer = new BetterSqlite(join(folder, "newer-code.sqlite"));
  newer.exec("insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)");
  newer.close();
  for (const [name, words] of [
    ["damaged.sqlite", /damaged\.sqlite is damaged/],
    ["letter.sqlite", /letter\.sqlite is not a Tabled store/],
    ["newer-code.sqlite", /newer or another version of Tabled/],
    ["nothing.sqlite", /There is no file .*nothing\.sqlite/],
  ] as const) {
    expect(() => restoreStore(join(folder, name), storeFile({ dataDir }), true, new Date(0))).toThrow(words);
  }
  expect(readdirSync(dataDir)).toEqual([]);
});

test("of a store on Postgres each names the command to run, without the password", async () => {
  const url = "postgres://officer:secret@db.example:6543/tabled";
  const place = "--host=db.example --port=6543 --username=officer --dbname=tabled";
  const [backing, restoring] = await Promise.all([run("backup", folder, ["--out", "tabled.dump"], url), run("restore", folder, ["tabled.dump"], url)]);
  expect(backing.status).toBe(1);
  expect(backing.said).toContain(`pg_dump ${place} --format=custom --file="tabled.dump"`);
  expect(restoring.status).toBe(1);
  expect(restoring.said).toContain(`pg_restore ${place} --clean --if-exists --single-transaction "tabled.dump"`);
  for (const { said } of [backing, restoring]) expect(said).not.toContain("secret");
});
