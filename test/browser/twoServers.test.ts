// Two servers on one Postgres are one Tabled: people type, a file is imported and others are taken away while each server in turn is killed.
import { connect, createServer, type Server, type Socket } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadExamples } from "../../db/examples/load.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { percentage } from "../api/commissioner.ts";
import { storedLog } from "../db/rows.ts";
import { startBrowser } from "../setup/browser.ts";
import { few } from "../setup/samples.ts";
import { type ServerProcess, startServer } from "../setup/serverProcess.ts";
import { freshStore, type TestStore } from "../setup/stores.ts";

const pages = few(10, 3);
const imported = few(20_000, 6_000);
const year = "2023/24";
const centre = (index: number) => `typed-${index}`;

let browser: Browser;
let store: TestStore;
let entrance: Server;
let address: string;
const servers: (ServerProcess | null)[] = [null, null];

beforeAll(async () => {
  browser = await startBrowser();
  store = await freshStore("postgres");
  await loadExamples(store.db);
  // A cost centre for each page to type into, and one KPI for the file.
  const centres = Array.from({ length: pages }, (_, index) =>
    insertion("costCentre", {
      id: centre(index),
      authorityId: "essex",
      name: `Typed ${index}`,
      code: null,
      serviceGroup: null,
      fundingSource: "general fund",
      position: 100 + index,
    }),
  );
  await store.db.write((on) => applyBatch(on, machineOwner, { authorityId: "essex", why: "Add cost centres", changes: centres }));
  for (const index of servers.keys()) await start(index);
  entrance = createServer(passOn);
  await new Promise<void>((resolve) => entrance.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(entrance.address() as { port: number }).port}`;
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => entrance.close(resolve));
  for (const server of servers) await server?.end("SIGKILL");
  await store.remove();
});

async function start(index: number): Promise<void> {
  const server = await startServer({ DATABASE_URL: store.address.databaseUrl as string, LOG: "silent" });
  if (!("url" in server)) throw new Error(server.said);
  servers[index] = server;
}

/** What stands before the servers where there are two: each connection goes to whichever is there. */
function passOn(near: Socket): void {
  const running = servers.filter((server) => server !== null);
  const { url } = running[Math.floor(Math.random() * running.length)] ?? {};
  if (!url) return void near.destroy();
  const far = connect(Number(new URL(url).port), "127.0.0.1");
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroy());
    from.pipe(to);
  }
}

const cell = (page: Page, index: number) => page.locator(`.ag-row[row-id="costCentre:${centre(index)}"] [col-id="${year}"]`);

/** What a change of a line left: a line that is added has its amount among its fields. */
const amountIn = (to: number | { amountPence: number }): number => (typeof to === "number" ? to : to.amountPence);

/** Asks until a server answers: what a killed one was asked is asked again. */
async function asked(path: string, init: RequestInit = {}): Promise<Response> {
  for (;;) {
    try {
      const response = await fetch(address + path, init);
      const body = await response.arrayBuffer();
      if (response.status < 500) return new Response(body, { status: response.status, headers: response.headers });
    } catch {
      // The line broke with its server.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const inJson = { "content-type": "application/json" };
const map = { target: "outcomes", layout: "rows", period: "Year", subject: "Place", values: [{ kpi: "moves", numerator: "Moved", denominator: "Children" }], newSubjects: true };

async function graphql(query: string, variables: object = {}): Promise<Record<string, { id: string }>> {
  const answer = await (await asked("/graphql", { method: "POST", headers: inJson, body: JSON.stringify({ query, variables }) })).json();
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

/** Sends a file, and imports it: again, where its server was killed before it was saved. */
async function importFile(authority: string, rows: string): Promise<number> {
  const sent = await asked(`/imports?authority=${authority}&name=Returns.csv`, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: rows });
  const { id } = await sent.json();
  for (let tries = 1; ; tries += 1) {
    await asked(`/imports/${id}`, { method: "POST", headers: inJson, body: JSON.stringify({ map, preview: false }) });
    for (;;) {
      const { state, error } = await (await asked(`/imports/${id}`)).json();
      if (state === "done") return tries;
      if (state === "failed") {
        expect(error.message).toMatch(/nothing was (saved|changed)/i);
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

test("every change that was acknowledged is there once, and every page shows it", { timeout: 600_000 }, async () => {
  const open = await Promise.all(
    Array.from({ length: pages }, async () => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
      const page = await context.newPage();
      await page.goto(`${address}/medium-term?authority=essex`);
      await cell(page, 0).waitFor();
      return page;
    }),
  );
  const { createAuthority } = await graphql(`mutation { createAuthority(input: { name: "Returns" }) { id } }`);
  const returns = createAuthority?.id as string;
  await graphql("mutation($authority: ID!, $input: KpiInput!) { createKpi(authority: $authority, input: $input) { id } }", { authority: returns, input: percentage });

  let killing = true;
  let typed = 0;
  const typing = Promise.all(
    open.map(async (page, index) => {
      for (let turn = 1; killing; turn += 1) {
        await cell(page, index).click();
        await page.keyboard.type(String(1_000 + turn));
        await page.keyboard.press("Enter");
        typed += 1;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }),
  );
  const exporting = (async () => {
    let files = 0;
    while (killing) {
      const file = await asked("/export/mediumTermTable.json?authority=essex");
      // What came whole is whole.
      expect((await file.json()).rows.length).toBeGreaterThan(pages);
      files += 1;
    }
    return files;
  })();
  const rows = `Year,Place,Moved,Children\n${Array.from({ length: imported }, (_, index) => `${1991 + (index % 30)}/${String((1992 + (index % 30)) % 100).padStart(2, "0")},Home ${Math.floor(index / 30)},10,40\n`).join("")}`;
  const importing = importFile(returns, rows);

  for (const index of servers.keys()) {
    const before = typed;
    await expect.poll(() => typed, { timeout: 60_000 }).toBeGreaterThan(before + pages);
    const killed = servers[index];
    servers[index] = null;
    await killed?.end("SIGKILL");
    const after = typed;
    await expect.poll(() => typed, { timeout: 60_000 }).toBeGreaterThan(after + pages);
    await start(index);
  }
  await importing;
  killing = false;
  await typing;
  expect(await exporting).toBeGreaterThan(0);

  // Nothing waits any more, and nobody is asked to decide anything.
  for (const page of open) {
    await expect.poll(() => page.evaluate(() => window.localStorage.getItem("tabled.waiting")), { timeout: 60_000 }).toBeNull();
    expect(await page.getByRole("region", { name: "Changes that are not stored" }).count()).toBe(0);
  }
  const changes = (await storedLog(store.db)).flatMap((batch) => batch.changes);
  const lines = await store.db.read((on) => on.q.select().from(on.t.budgetLine));
  for (const index of open.keys()) {
    const stored = lines.find(({ costCentreId }) => costCentreId === centre(index));
    const amounts = changes
      .filter(({ tableName, partOf }) => tableName === "budgetLine" && partOf?.includes(centre(index)))
      .map(({ toValue }) => amountIn(JSON.parse(toValue as string)));
    // Each later than the one before, so that none was saved twice.
    expect(amounts).toEqual([...new Set(amounts)].sort((one, other) => one - other));
    const shown = (Number(stored?.amountPence) / 100_000).toLocaleString("en-GB");
    for (const page of open) await expect.poll(() => cell(page, index).innerText(), { timeout: 60_000 }).toBe(shown);
  }
  const outcomes = await store.db.read((on) => on.q.select().from(on.t.outcome));
  expect(outcomes.filter(({ authorityId }) => authorityId === returns)).toHaveLength(imported);
});
