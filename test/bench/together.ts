// What a small question waits for while the heaviest work of several people goes on at once: a large table, a national KPI published with what is
// small hidden, the longest preview of expressions, and an import.
import { join } from "node:path";
import type { Db } from "../../db/engine/open.ts";
import { loadExamples } from "../../db/examples/load.ts";
import { Connection, posted } from "./asking.ts";
import { exportedSize, generateExported, peakOf, tableOf } from "./exporting.ts";
import { generateImporting, importedThere, sent, writeOpenData } from "./importing.ts";
import { generateOutcomes } from "./outcomes.ts";
import { start } from "./started.ts";

/** One KPI in 40 parts of 162 subjects over ten years. */
const national = { authorities: 152, regions: 9, kpis: 1, years: 10, parts: 39 };

export async function generateTogether(db: Db): Promise<void> {
  await loadExamples(db);
  await generateExported(db, exportedSize.rows);
  await generateOutcomes(db, national);
  await generateImporting(db);
}

export interface Waited {
  p50: number;
  p99: number;
  longest: number;
  times: number;
}

export interface Together {
  waited: Record<string, Waited>;
  /** How often each of the heavy ones was answered meanwhile. */
  done: Record<string, number>;
  /** Seconds that the import took beside the rest; null where it was not done in the time that is measured. */
  seconds: number | null;
  /** The most memory of the server's process, in MB. */
  peak: number;
}

const small = posted('query { mediumTermTable(authority: "essex", unit: THOUSANDS) { title rows { label cells { shown } } } }', {});
const health = Buffer.from("GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: keep-alive\r\n\r\n");
/** How long others are asked at the most. */
const longestMs = 60_000;
/** As many as one request may carry, each as long as one may be. */
const worst = Array.from({ length: 200 }, (_, index) => ({ cell: `budget:essex-north:${2100 + index}/01`, typed: `=0${"+1/7^99".repeat(142)}`.slice(0, 995) }));

export async function measureTogether(dataDir: string): Promise<Together> {
  const file = join(dataDir, "open-data.csv");
  await writeOpenData(file);
  const server = await start("tabledServer.ts", dataDir, "0", "threads");
  const connections: Connection[] = [];
  const to = (request: Buffer) => {
    const connection = new Connection(server.port, request);
    connections.push(connection);
    return connection;
  };
  try {
    const publication = await publish(server.port);
    const heavy: Record<string, [query: string, variables?: object]> = {
      "the large table": [tableOf("rows { label cells { shown } }")],
      "the national KPI": [`{ outcomesOfKpi(authority: "national", kpi: "national-kpi-1", publication: "${publication}") { rows { label cells { shown } } } }`],
      "the expressions": ['query($edits: [CellEditInput!]!) { previewCells(authority: "essex", version: "essex-mtrs-2023", edits: $edits) { shown error } }', { edits: worst }],
    };
    const light = { "/health": to(health), "a small table": to(small) };
    for (const connection of Object.values(light)) for (let warm = 0; warm < 50; warm += 1) await connection.ask();
    let going = true;
    const done: Record<string, number> = {};
    const left = new AbortController();
    const asking = Object.entries(heavy).map(async ([name, [query, variables = {}]]) => {
      done[name] = 0;
      while (going) {
        await answered(server.port, name, JSON.stringify({ query, variables }), left.signal);
        done[name] += 1;
      }
    });
    const began = performance.now();
    const importing = importedThere(server.port, file, () => going).finally(() => {
      going = false;
    });
    const bell = setTimeout(() => {
      going = false;
    }, longestMs);
    const waits = Object.fromEntries(
      await Promise.all(
        Object.entries(light).map(async ([name, connection]) => {
          const found: number[] = [];
          while (going) {
            const asked = performance.now();
            await connection.ask();
            found.push(performance.now() - asked);
            await new Promise((resolve) => setTimeout(resolve, 10));
          }
          return [name, told(found)] as const;
        }),
      ),
    );
    // What is still being worked out when the measuring ends is not waited for.
    left.abort();
    for (const each of await Promise.allSettled(asking)) if (each.status === "rejected" && each.reason.name !== "AbortError") throw each.reason;
    const whole = await importing;
    const seconds = (performance.now() - began) / 1_000;
    clearTimeout(bell);
    return { waited: waits, done, seconds: whole ? seconds : null, peak: peakOf(server.pid) };
  } finally {
    for (const connection of connections) connection.close();
    server.stop();
  }
}

export function told(found: readonly number[]): Waited {
  const sorted = [...found].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
  return { p50: at(0.5), p99: at(0.99), longest: at(1), times: sorted.length };
}

async function publish(port: number): Promise<string> {
  const answer = await sent(
    port,
    "/graphql",
    "application/json",
    JSON.stringify({ query: 'mutation { createOutcomePublication(authority: "national", input: { name: "Published" }) { id } }' }),
  );
  return answer.data.createOutcomePublication.id;
}

/** Takes an answer as a page does, packed, and keeps none of it: reading it as JSON would hold up those whose waits are measured. */
async function answered(port: number, name: string, body: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body, signal });
  let first = "";
  for await (const piece of response.body as ReadableStream<Uint8Array>) first ||= Buffer.from(piece.subarray(0, 300)).toString();
  if (response.status !== 200 || first.startsWith('{"errors"')) throw new Error(`${name}: ${first}`);
}
