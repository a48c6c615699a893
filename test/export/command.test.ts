// npm run export, as a process of its own on a data directory: the file that it writes, what it says, and the code it ends with.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "../../db/engine/open.ts";
import { openDb } from "../../db/engine/store.ts";
import { loadExamples } from "../../db/examples/load.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { makeApp } from "../../server/http/app.ts";
import { rules } from "../../server/rules/rules.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tabled-export-"));
const at = (name: string) => join(folder, name);

let db: Db;
let served: string;
let version: number;

/** What `npm run export` runs, without npm, which takes as long again. */
const run = (...given: string[]) => ran(process.execPath, "--import", "tsx", "server/export/main.ts", ...given);
const npmRun = (...given: string[]) => ran("npm", "run", "-s", "export", "--", ...given);
const ran = (command: string, ...given: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, given, { cwd: root, encoding: "utf8", env: { ...process.env, DATA_DIR: at("data"), DATABASE_URL: "" } });
  return { status, out: stdout, said: stderr.replace(/^npm warn.*\n/gm, "").trim() };
};

beforeAll(async () => {
  db = await openDb({ dataDir: at("data") }, rules);
  await loadExamples(db);
  const app = await makeApp(db);
  served = (await app.inject({ url: "/export/mediumTermTable.csv?authority=essex&unit=POUNDS", headers: { host: "localhost" } })).body;
  await app.close();
  version = await db.read((on) => dataVersion(on, "essex"));
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

test("writes what the server serves, whichever way the arguments are given", () => {
  const { status, out } = npmRun("mediumTermTable", "--authority", "essex", "--unit=POUNDS", "--format", "csv", "--out", at("one.csv"));
  expect({ status, out }).toEqual({ status: 0, out: `Wrote ${at("one.csv")}, of data version ${version}.\n` });
  expect(readFileSync(at("one.csv"), "utf8")).toBe(served);
  expect(run("mediumTermTable?authority=essex", "--format", "csv", "--unit", "POUNDS", "--out", "-")).toEqual({ status: 0, out: served, said: "" });
  const rows = parse(served, { bom: true, columns: true }) as Record<string, string>[];
  // Essex, 6.1.6: what remains unallocated in 2024/25, to the penny.
  expect(rows.find(({ Item }) => Item === "Remaining unallocated budget")?.["2024/25 draft"]).toMatch(/^434[56]\d{3}\.\d{2}$/);
});

test("leaves last night's file as it was where it cannot write tonight's, and no part of one beside it", () => {
  writeFileSync(at("kept.csv"), "last night's");
  expect(run("mediumTermTable", "--authority", "nowhere", "--format", "csv", "--out", at("kept.csv"))).toEqual({
    status: 1,
    out: "",
    said: "authority: There is no such authority, or you may not see it.",
  });
  expect(readFileSync(at("kept.csv"), "utf8")).toBe("last night's");
  expect(readdirSync(folder).filter((name) => name.includes(".part"))).toEqual([]);
});

test("writes through a link, and into what is no file, and leaves both what they are", async () => {
  const essex = ["mediumTermTable", "--authority", "essex", "--unit", "POUNDS", "--format", "csv", "--out"];
  writeFileSync(at("linked.csv"), "last night's");
  symlinkSync(at("linked.csv"), at("link.csv"));
  expect(run(...essex, at("link.csv")).status).toBe(0);
  expect(lstatSync(at("link.csv")).isSymbolicLink()).toBe(true);
  expect(readFileSync(at("linked.csv"), "utf8")).toBe(served);

  execFileSync("mkfifo", [at("pipe")]);
  const reader = spawn("cat", [at("pipe")]);
  try {
    let read = "";
    reader.stdout.on("data", (part) => {
      read += part;
    });
    expect(run(...essex, at("pipe")).status).toBe(0);
    expect(lstatSync(at("pipe")).isFIFO()).toBe(true);
    await once(reader, "close");
    expect(read).toBe(served);
  } finally {
    reader.kill();
  }
});

test.each([
  [["mediumTermTable", "--authority", "essex", "--format", "pdf", "--out", "x"], "--format: There is no format pdf. There are csv,"],
  [["mediumTermTable", "--authority", "--format"], "--out: Where is the file to be written?"],
  [["--format", "csv", "--out", "x"], "TABLE: Which table?"],
  [["mediumTermTable", "--author", "essex", "--format", "csv", "--out", "x"], 'author: The table mediumTermTable takes no "author". It takes authority, '],
  [["report", "--format", "docx", "--out", "x"], "id: Ask for a report by its id"],
  [["mediumTermTable", "--authority", "essex", "--format", "csv", "--out", "/nowhere/x.csv"], "/nowhere/x.csv cannot be written"],
])("%j is refused with what to do", (given, said) => {
  const refused = run(...given);
  expect(refused.status).toBe(1);
  expect(refused.said).toContain(said);
});
