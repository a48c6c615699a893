// What a file of a large table costs the server: its time, its memory at the most, and how long others wait meanwhile.
import { readFileSync } from "node:fs";
import { request } from "node:http";
import type { Db } from "../../db/engine/open.ts";
import { authorityIdOf, generate, generatedFirstYear } from "./generate.ts";
import { start } from "./started.ts";

/** Years, and the tables' rows: subtotals, commitments, the total and what remains among them. */
export const exportedSize = { rows: 100_000, fewerRows: 10_000, years: 4 };

const [groups, commitments] = [10, 20];
const authority = authorityIdOf(0);

export async function generateExported(db: Db, rows: number): Promise<void> {
  await generate(db, { authorities: 1, costCentres: rows - groups - commitments - 2, years: exportedSize.years, commitments });
}

export interface ExportResult {
  seconds: number;
  bytes: number;
  /** The most memory that the server's process has had: MB. */
  peak: number;
  /** The longest that a question for /health waited, in milliseconds: while the table was worked out, and from the first byte on. */
  waited: { before: number; during: number };
}

const given = new URLSearchParams({ authority, version: `${authority}-draft`, from: generatedFirstYear, years: String(exportedSize.years), unit: "THOUSANDS" });
export const tableOf = (fields: string) =>
  `{ mediumTermTable(authority: "${authority}", version: "${authority}-draft", from: "${generatedFirstYear}", years: ${exportedSize.years}, unit: THOUSANDS) { ${fields} } }`;
export const tablePath = (format: string) => `/export/mediumTermTable.${format}?${given}`;
const question = (fields: string) => `/graphql?${new URLSearchParams({ query: tableOf(fields) })}`;

/** What is measured: the table worked out and nothing of it told, all of it told by `/graphql`, and its files. */
const asked = {
  "worked out alone": question("title"),
  "answered by /graphql": question("rows { label cells { shown } }"),
  "as .csv": tablePath("csv"),
  "as .xlsx": tablePath("xlsx"),
  "as .ods": tablePath("ods"),
};

/** Each once, on a server of its own that has done nothing before, read over loopback by a client that throws it away. */
export async function measureExport(dataDir: string): Promise<Record<keyof typeof asked, ExportResult>> {
  const results: Partial<Record<keyof typeof asked, ExportResult>> = {};
  for (const [name, path] of Object.entries(asked) as [keyof typeof asked, string][]) {
    const server = await start("tabledServer.ts", dataDir, "0");
    try {
      await read(server.port, "/health");
      const watching = watch(server.port);
      const began = performance.now();
      const bytes = await read(server.port, path, () => watching.begun());
      const seconds = (performance.now() - began) / 1_000;
      results[name] = { seconds, bytes, peak: peakOf(server.pid), waited: await watching.stop() };
    } finally {
      server.stop();
    }
  }
  return results as Record<keyof typeof asked, ExportResult>;
}

/** Reads an answer and keeps none of it; how many bytes it had. */
function read(port: number, path: string, begun?: () => void): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, host: "127.0.0.1", path, headers: { "apollo-require-preflight": "true" } }, (response) => {
      let bytes = 0;
      let first = "";
      response.on("data", (piece: Buffer) => {
        if (bytes === 0) {
          first = piece.subarray(0, 300).toString();
          begun?.();
        }
        bytes += piece.length;
      });
      response.on("error", reject);
      response.on("end", () => (response.statusCode === 200 && !first.startsWith('{"errors"') ? resolve(bytes) : reject(new Error(`${path}: ${response.statusCode} ${first}`))));
    })
      .on("error", reject)
      .end();
  });
}

/** Asks for /health again and again, and keeps the longest waits. A question that was put before the first byte came waited for the table. */
function watch(port: number) {
  let going = true;
  let first = Number.POSITIVE_INFINITY;
  const waited = { before: 0, during: 0 };
  const asking = (async () => {
    while (going) {
      const began = performance.now();
      await read(port, "/health");
      const phase = began < first ? "before" : "during";
      waited[phase] = Math.max(waited[phase], performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  return {
    begun() {
      first = performance.now();
    },
    async stop(): Promise<typeof waited> {
      going = false;
      await asking;
      return waited;
    },
  };
}

/** Where the system tells it; elsewhere nothing is known. */
export function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1_024;
  } catch {
    return Number.NaN;
  }
}
