// What large tables and imports take of the server's memory: each on a server of its own that has done nothing before, with its threads, as it is run.
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { openDb } from "../../db/engine/store.ts";
import { rules } from "../../server/rules/rules.ts";
import { exportedSize, generateExported, peakOf, tableOf, tablePath } from "./exporting.ts";
import { generateImporting, importedRows, importedThere, writeOpenData } from "./importing.ts";
import { start } from "./started.ts";

export const memorySize = { rows: [exportedSize.fewerRows, exportedSize.rows], answers: 12, rowsOfEach: 20_000 } as const;

/** As much of its answers as a server usually keeps. */
const answerCacheBytes = "64000000";

const fields = "rows { key label cells { shown exact } }";
const graphql = (query: string) => `/graphql?${new URLSearchParams({ query })}`;
const ways = {
  "by /graphql": graphql(tableOf(fields)),
  "as .csv": tablePath("csv"),
  "as .xlsx": tablePath("xlsx"),
};

export interface MemoryResult {
  /** The most that the server's process has had, in MB. */
  peak: number;
  seconds: number;
}

export async function measureMemory(folder: string, each: (name: string, result: MemoryResult, aim: string) => void): Promise<void> {
  const few = await stored(join(folder, "rows-few"), 100);
  each("at rest, with a thread", await peakWhile(few, rested), "");
  const before: Partial<Record<string, number>> = {};
  for (const rows of memorySize.rows) {
    const store = await stored(join(folder, `rows-${rows}`), rows);
    for (const [name, path] of Object.entries(ways)) {
      const result = await peakWhile(store, (port) => taken(port, path));
      const fewer = before[name];
      each(`${rows.toLocaleString("en-GB")} rows ${name}`, result, fewer === undefined ? "" : `${(result.peak / fewer).toFixed(2)} times the fewer; aim: below 2.00`);
      before[name] = result.peak;
    }
  }
  const { answers, rowsOfEach } = memorySize;
  const store = await stored(join(folder, `rows-${rowsOfEach}`), rowsOfEach);
  const questions = Array.from({ length: answers }, (_, index) => graphql(["query", `Asked${index}`, tableOf(fields)].join(" ")));
  const all = await peakWhile(store, (port) => Promise.all(questions.map((question) => taken(port, question))));
  each(`${answers} answers of ${rowsOfEach.toLocaleString("en-GB")} rows`, all, "aim: 400 MB or less");
  const dataDir = join(folder, "importing");
  const db = await openDb({ dataDir }, rules);
  await generateImporting(db);
  await db.close();
  const file = join(dataDir, "open-data.csv");
  await writeOpenData(file);
  each(`import of ${importedRows.toLocaleString("en-GB")} rows`, await peakWhile(dataDir, (port) => importedThere(port, file, () => true)), "aim: 300 MB or less");
}

/** Until its first thread is there. */
async function rested(port: number): Promise<void> {
  await taken(port, "/health");
  await setTimeout(4_000);
}

async function stored(dataDir: string, rows: number): Promise<string> {
  const db = await openDb({ dataDir }, rules);
  await generateExported(db, rows);
  await db.close();
  return dataDir;
}

async function peakWhile(dataDir: string, work: (port: number) => Promise<unknown>): Promise<MemoryResult> {
  const server = await start("tabledServer.ts", dataDir, answerCacheBytes, "threads");
  try {
    const began = performance.now();
    await work(server.port);
    return { peak: peakOf(server.pid), seconds: (performance.now() - began) / 1_000 };
  } finally {
    server.stop();
  }
}

/** Reads an answer as fast as it comes, and keeps none of it. */
function taken(port: number, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request({ port, host: "127.0.0.1", path, headers: { "apollo-require-preflight": "true" } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode}`));
      response.on("error", reject).on("end", resolve).resume();
    })
      .on("error", reject)
      .end();
  });
}
