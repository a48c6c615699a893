// A server that is stopped finishes what it is doing, for a time, and then says what it broke off.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Db } from "../../db/engine/open.ts";
import { loadExamples } from "../../db/examples/load.ts";
import { makeApp } from "../../server/http/app.ts";
import { stoppable } from "../../server/http/stopping.ts";
import { post, startSheet } from "../api/officer.ts";
import { storedFacts } from "../db/rows.ts";
import type { Answer, Served } from "../setup/served.ts";
import { startServer } from "../setup/serverProcess.ts";
import { freshStore, type TestStore } from "../setup/stores.ts";

/** Where a request waits until the test lets it go on. */
function gate() {
  let open: () => void = () => {};
  let reached: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    reached = resolve;
  });
  return {
    open: () => open(),
    arrived,
    pass() {
      reached();
      return opened;
    },
  };
}

let store: TestStore;
let app: FastifyInstance;
let stop: ReturnType<typeof stoppable>;
let url: string;
let closed: { read?: ReturnType<typeof gate>; write?: ReturnType<typeof gate> };
beforeEach(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  store = await freshStore("sqlite");
  await loadExamples(store.db);
  closed = {};
  const db: Db = {
    ...store.db,
    async read(work) {
      await closed.read?.pass();
      return store.db.read(work);
    },
    write: (work) =>
      store.db.write(async (on) => {
        const result = await work(on);
        await closed.write?.pass();
        return result;
      }),
  };
  app = await makeApp(db);
  stop = stoppable(app);
  await app.listen({ host: "127.0.0.1", port: 0 });
  url = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`;
});
afterEach(async () => {
  await store.remove();
  vi.restoreAllMocks();
});

const csv = "/export/mediumTermTable.csv?authority=essex&unit=POUNDS";

describe("a server that is stopped", () => {
  test("answers what was asked before, whole, takes no more, and has broken nothing off", async () => {
    const before = await fetch(url + csv).then((answer) => answer.text());
    closed.read = gate();
    const running = fetch(url + csv);
    await closed.read.arrived;
    const stopped = stop(120_000);
    await expect
      .poll(() =>
        fetch(`${url}/health`).then(
          () => "answered",
          () => "refused",
        ),
      )
      .toBe("refused");
    closed.read.open();
    const answer = await running;
    expect([answer.status, await answer.text()]).toEqual([200, before]);
    expect(await stopped).toEqual([]);
  });

  test("names what it broke off when its time was over", async () => {
    closed.read = gate();
    const running = fetch(url + csv).then(
      () => "answered",
      () => "broken off",
    );
    await closed.read.arrived;
    const stopped = stop(50);
    expect(await running).toBe("broken off");
    closed.read.open();
    expect(await stopped).toEqual(["export mediumTermTable.csv"]);
  });

  /** Sends a file of budget lines to a new sheet, and begins to import it. */
  async function importing(): Promise<string> {
    const ask = async (query: string, variables = {}) => (await post(app, query, variables)).json() as Answer;
    const { authority } = await startSheet({ ask } as Served, "Stoppingham");
    const bytes = new TextEncoder().encode("Cost centre,Budget 24/25\nNorth,101\nSouth,202\n");
    const sent = await fetch(`${url}/imports?authority=${authority}&name=lines.csv`, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: bytes });
    const { id } = (await sent.json()) as { id: string };
    const map = { target: "budget lines", version: "Draft", costCentre: "Cost centre", years: { "2024/25": "Budget 24/25" }, unit: "thousands" };
    closed.write = gate();
    const headers = { "content-type": "application/json" };
    expect((await fetch(`${url}/imports/${id}`, { method: "POST", headers, body: JSON.stringify({ map: JSON.stringify(map), preview: false }) })).status).toBe(200);
    await closed.write.arrived;
    return authority;
  }
  const amounts = async (authority: string) =>
    Object.values((await storedFacts(store.db)).budgetLine ?? {})
      .filter((line) => line.authorityId === authority && line.year === "2024/25")
      .map(({ amountPence }) => amountPence);

  test("finishes an import that goes on after its request was answered", async () => {
    const authority = await importing();
    let ended = false;
    const stopped = stop(120_000).finally(() => {
      ended = true;
    });
    await expect
      .poll(() =>
        fetch(`${url}/health`).then(
          () => "answered",
          () => "refused",
        ),
      )
      .toBe("refused");
    expect(ended).toBe(false);
    closed.write?.open();
    expect(await stopped).toEqual([]);
    expect(await amounts(authority)).toEqual([101_000_00, 202_000_00]);
  });

  test("names an import that it broke off", async () => {
    await importing();
    const stopped = stop(50);
    await expect
      .poll(() =>
        fetch(`${url}/health`).then(
          () => "answered",
          () => "refused",
        ),
      )
      .toBe("refused");
    // What was broken off was told so, and is not waited for without end.
    setTimeout(() => closed.write?.open(), 200);
    expect(await stopped).toEqual(["import"]);
  });
});

test("the real server ends with 0 and a last line that says that all was finished", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tabled-stop-"));
  const server = await startServer({ DATA_DIR: folder, EXAMPLES: "none" });
  if (!("url" in server)) throw new Error(server.said);
  expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  expect(await server.end("SIGTERM")).toBe(0);
  const lines = server.said().trim().split("\n");
  expect(JSON.parse(lines.at(-1) as string)).toMatchObject({ level: "info", msg: "Stopped. Everything that had begun was finished." });
  rmSync(folder, { recursive: true });
});
