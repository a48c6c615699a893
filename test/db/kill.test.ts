// The real server, killed without warning in the middle of a stream of batches: what it acknowledged is there, and no half of anything.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Db } from "../../db/engine/open.ts";
import { openDb, type StoreAddress } from "../../db/engine/store.ts";
import { rules } from "../../server/rules/rules.ts";
import { few } from "../setup/samples.ts";
import { type Engine, engines, freshStore, type TestStore } from "../setup/stores.ts";
import { type LoggedBatch, replayed, storedFacts, storedLog } from "./rows.ts";

const rounds: Record<Engine, number> = { sqlite: few(50, 10), postgres: few(10, 3) };
const root = fileURLToPath(new URL("../..", import.meta.url));
const years = ["2023/24", "2024/25", "2025/26", "2026/27"];
/** Four writers with a row of cells each, and two who contend for the fifth. Each batch sets the whole row to one amount. */
const rows = ["essex-north", "essex-mid", "essex-west", "essex-south", "essex-unregistered", "essex-unregistered"];
const editing = `mutation($edits: [CellEditInput!]!, $key: String!) { editCells(authority: "essex", version: "essex-mtrs-2023", edits: $edits, key: $key) { batchId repeated } }`;

interface Server {
  process: ChildProcess;
  url: string;
}

async function start(address: StoreAddress): Promise<Server> {
  const environment: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: address.dataDir, DATABASE_URL: address.databaseUrl ?? "", PORT: "0", HOST: "127.0.0.1" };
  for (const name of ["VITEST", "VITEST_MODE", "VITEST_POOL_ID", "VITEST_WORKER_ID", "NODE_ENV", "NODE_OPTIONS"]) delete environment[name];
  const server = spawn(process.execPath, ["--import", "tsx", "server/main.ts"], { cwd: root, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk;
      const port = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}/graphql`);
    };
    server.stdout?.on("data", listen);
    server.stderr?.on("data", listen);
    server.once("exit", () => reject(new Error(`The server did not start: ${said}`)));
  });
  return { process: server, url };
}

/** Kills a server that this test started, and waits until it is gone. */
async function kill(server: Server): Promise<void> {
  const gone = once(server.process, "exit");
  server.process.kill("SIGKILL");
  await gone;
}

interface Sent {
  key: string;
  row: string;
  pence: number;
}
interface Stream {
  /** Batches that the server said it had kept, with their numbers. */
  acknowledged: (Sent & { batchId: number })[];
  /** Batches that were sent and never answered. */
  unanswered: Sent[];
}

const send = async (url: string, { key, row, pence }: Sent, expected: number) => {
  const edits = years.map((year) => ({ cell: `budget:${row}:${year}`, pence, expected }));
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query: editing, variables: { edits, key } }) });
  return (await response.json()) as { data?: { editCells: { batchId: string; repeated: boolean } | null }; errors?: { extensions: { code: string; current?: number } }[] };
};

let batches = 0;

/** Sends one batch behind another until the server is gone. */
async function stream(url: string, row: string, from: number, into: Stream): Promise<void> {
  let expected = from;
  for (;;) {
    batches += 1;
    const sent: Sent = { key: `batch ${batches}`, row, pence: batches };
    try {
      const { data, errors } = await send(url, sent, expected);
      if (data?.editCells) {
        into.acknowledged.push({ ...sent, batchId: Number(data.editCells.batchId) });
        expected = sent.pence;
      } else if (errors?.[0]?.extensions.code === "STALE") expected = errors[0].extensions.current as number;
      else throw new Error(JSON.stringify(errors));
    } catch (error) {
      // fetch fails so when the connection breaks off.
      if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
      into.unanswered.push(sent);
      return;
    }
  }
}

/** Waits until Postgres has done with what the killed server had asked of it. */
async function settled(address: StoreAddress): Promise<void> {
  if (!address.databaseUrl) return;
  const client = new pg.Client({ connectionString: address.databaseUrl });
  await client.connect();
  for (;;) {
    const { rows: others } = await client.query("select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    if (others.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await client.end();
}

/** The amounts of each row of cells. */
async function amounts(db: Db): Promise<Map<string, number[]>> {
  const lines = Object.values((await storedFacts(db)).budgetLine ?? {}).sort((a, b) => ((a.year as string) < (b.year as string) ? -1 : 1));
  return new Map(rows.map((row) => [row, lines.filter((line) => line.costCentreId === row && years.includes(line.year as string)).map((line) => line.amountPence as number)]));
}

/** Asserts that the store holds what was acknowledged and no half of a batch. */
async function check(db: Db, streamed: Stream): Promise<void> {
  const log = await storedLog(db);
  const byKey = new Map(log.map((batch) => [batch.requestKey, batch]));
  const wholeRow = ({ row, pence }: Sent) => years.map((year) => `${row} ${year} ${pence}`).sort();
  const lineOf = new Map(Object.values((await storedFacts(db)).budgetLine ?? {}).map((line) => [line.id, `${line.costCentreId} ${line.year}`]));
  const writtenBy = (batch: LoggedBatch) => batch.changes.map((change) => `${lineOf.get(change.rowId)} ${change.toValue}`).sort();
  for (const sent of streamed.acknowledged) {
    const batch = byKey.get(sent.key);
    expect(batch?.id, `${sent.key} was acknowledged`).toBe(sent.batchId);
    expect(writtenBy(batch as LoggedBatch)).toEqual(wholeRow(sent));
  }
  for (const sent of streamed.unanswered) {
    const batch = byKey.get(sent.key);
    if (batch) expect(writtenBy(batch), `${sent.key} is there, so the whole of it is`).toEqual(wholeRow(sent));
  }
  for (const [row, held] of await amounts(db)) {
    expect(held, row).toHaveLength(years.length);
    expect(new Set(held).size, `${row} holds ${held}`).toBe(1);
    const last = log.filter((batch) => batch.requestKey?.startsWith("batch ") && batch.changes.some((change) => lineOf.get(change.rowId)?.startsWith(row))).at(-1);
    if (last) expect(held[0]).toBe(Number(last.changes[0]?.toValue));
  }
  // Every cell agrees with the whole log, and the log's every step with the one before.
  expect(replayed(log)).toEqual(await storedFacts(db));
}

/** Far longer than a round takes: what ends this test is the count of its rounds. */
const perRoundMs = 120_000;

describe.each(engines)("killed on %s", (engine) => {
  let store: TestStore;
  let running: Server | undefined;
  beforeEach(async () => {
    store = await freshStore(engine);
    // The server is alone with the store from here.
    await store.db.close();
  });
  afterEach(async () => {
    if (running) await kill(running);
    rmSync(store.address.dataDir, { recursive: true, force: true });
  });

  test(`${rounds[engine]} times, it loses no acknowledged batch and keeps no half of one`, { timeout: rounds[engine] * perRoundMs }, async () => {
    const count = { acknowledged: 0, unanswered: 0, keptUnanswered: 0 };
    let before: Stream = { acknowledged: [], unanswered: [] };
    const all: Stream = { acknowledged: [], unanswered: [] };
    for (let round = 0; round < rounds[engine]; round += 1) {
      running = await start(store.address);
      const { url } = running;
      if (round === 0) {
        // The rows start equal, so that half a batch would show.
        const db = await openDb(store.address, rules);
        const held = await amounts(db);
        await db.close();
        for (const [row, [first, ...others]] of held) {
          const edits = [first as number, ...others].map((expected, index) => ({ cell: `budget:${row}:${years[index]}`, pence: 0, expected }));
          const response = await fetch(url, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ query: editing, variables: { edits, key: `start ${row}` } }),
          });
          expect(await response.json()).not.toHaveProperty("errors");
        }
      }
      const db = await openDb(store.address, rules);
      const held = await amounts(db);
      const log = await storedLog(db);
      await db.close();
      // A batch that was never answered can be sent again under its key: it is kept once, whichever way it had gone.
      for (const sent of before.unanswered) {
        const kept = log.find((batch) => batch.requestKey === sent.key);
        if (!kept) continue;
        count.keptUnanswered += 1;
        expect((await send(url, sent, -1)).data?.editCells).toEqual({ batchId: String(kept.id), repeated: true });
      }

      const streamed: Stream = { acknowledged: [], unanswered: [] };
      const streams = rows.map((row) => stream(url, row, held.get(row)?.[0] as number, streamed));
      // Once batches have been acknowledged, however slow the machine, and then not at a round moment of anything.
      await vi.waitUntil(() => streamed.acknowledged.length > 1, { timeout: perRoundMs, interval: 2 });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 180));
      await kill(running);
      running = undefined;
      await Promise.all(streams);

      await settled(store.address);
      const reopened = await openDb(store.address, rules);
      all.acknowledged.push(...streamed.acknowledged);
      all.unanswered.push(...streamed.unanswered);
      await check(reopened, all);
      await reopened.close();
      count.acknowledged += streamed.acknowledged.length;
      count.unanswered += streamed.unanswered.length;
      before = streamed;
    }
    // The kill came in mid stream, every time: batches had been acknowledged, and each writer was waiting for an answer.
    expect(count.unanswered).toBe(rounds[engine] * rows.length);
    expect(count.acknowledged).toBeGreaterThan(rounds[engine]);
  });
});
