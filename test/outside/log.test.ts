// What the server's log and its figures have of what is asked, and what they must not have: no figures, no names, no variables.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Db } from "../../db/engine/open.ts";
import { loadExamples } from "../../db/examples/load.ts";
import { makeApp } from "../../server/http/app.ts";
import { faultOf, faultsGoTo } from "../../server/http/faults.ts";
import { logOptions } from "../../server/http/observed.ts";
import { post } from "../api/officer.ts";
import { engines, freshStore, type TestStore } from "../setup/stores.ts";

const host = { host: "localhost" };
let store: TestStore;
let app: Awaited<ReturnType<typeof makeApp>>;
let failing: Awaited<ReturnType<typeof makeApp>>;
let written: string[] = [];
const lines = () => written.map((line) => JSON.parse(line) as Record<string, unknown>);
const requests = () => lines().filter(({ msg }) => msg === "request");
const out = { write: (line: string) => void written.push(line) };

beforeAll(async () => {
  store = await freshStore("sqlite");
  await loadExamples(store.db);
  app = await makeApp(store.db, { log: logOptions("debug", out) });
  const broken: Db = {
    ...store.db,
    read: () => Promise.reject(new Error("The budget of “Jane Doe” is 4,700,123 and not 17.")),
    write: (work) =>
      store.db.write(async (on) => {
        await on.insertRows(on.t.authority, [{ id: null, name: "Jane Doe", oldCode: "4700123", gssCode: null }]);
        return work(on);
      }),
  };
  failing = await makeApp(broken, { log: logOptions("debug", out) });
  faultsGoTo(({ message, ...fault }) => app.log.error(fault, message || fault.kind));
});
afterAll(async () => {
  faultsGoTo((fault) => console.error(fault));
  await app.close();
  await failing.close();
  await store.remove();
});
beforeEach(() => {
  written = [];
});

describe("a request leaves one line", () => {
  const question = `query Remaining($a: ID!) { mediumTermTable(authority: $a) { rows(keys: ["remaining"]) { cells { shown } } } }`;

  test("with time, request, operation, duration and status, and its answer that was kept another such", async () => {
    for (let times = 0; times < 2; times += 1) await post(app, question, { a: "essex" }).then((answer) => expect(answer.statusCode).toBe(200));
    expect(requests()).toHaveLength(2);
    const [first, second] = requests();
    expect(first).toMatchObject({ level: "info", kind: "query", operation: "Remaining", method: "POST", status: 200, time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) });
    expect(typeof first?.ms).toBe("number");
    expect(first?.reqId).not.toBe(second?.reqId);
    expect(second).toMatchObject({ kind: "query", status: 200 });
    expect(Object.keys(first ?? {}).sort()).toEqual(["kind", "level", "method", "ms", "msg", "operation", "pid", "reqId", "status", "time"]);
  });

  test("with the code of what was refused, and nothing of what was typed, of who typed it, or of whom it is about", async () => {
    const person = { "tabled-person": "Jane%20Doe" };
    const edits = (cell: string) => ({
      query: `mutation Typing($edits: [CellEditInput!]!) { editCells(authority: "essex", version: "essex-mtrs-2023", edits: $edits) { batchId } }`,
      variables: { edits: [{ cell, expected: 464_600_001, typed: "4,700,123" }] },
    });
    const ask = (body: object) =>
      app.inject({ method: "POST", url: "/graphql", headers: { ...host, ...person, "content-type": "application/json" }, payload: JSON.stringify(body) });
    await ask(edits("budget:essex-north:2023/24"));
    await ask({ query: `{ authority(id: "Jane Doe 4700123") { name } }`, operationName: "Jane Doe 4700123" });
    await ask({ query: `{ nothing(name: "Jane Doe") }` });
    await app.inject({ url: "/export/mediumTermTable.csv?authority=essex&unit=POUNDS&note=Jane%20Doe", headers: { ...host, ...person } });
    await app.inject({ url: "/export/Jane%20Doe.4700123.csv", headers: host });
    await app.inject({ url: "/charts/mediumTermTable?authority=Jane%20Doe", headers: host });
    await app.inject({ url: "/Jane/Doe/4700123", headers: host });
    expect(requests().map(({ kind, operation, error, level }) => [kind, operation, error ?? null, level])).toEqual([
      ["mutation", "Typing", "STALE", "info"],
      ["query", null, "BAD_REQUEST", "info"],
      ["query", null, "BAD_REQUEST", "info"],
      ["export", "mediumTermTable.csv", "BAD_INPUT", "info"],
      ["export", null, expect.any(String), "info"],
      ["chart", "mediumTermTable", "NOT_FOUND", "info"],
      ["page", null, expect.anything(), "debug"],
    ]);
    expect(written.join("")).not.toMatch(/Jane|Doe|4700123|4,700|464600|essex|POUNDS/i);
  });

  test("and a fault of Tabled's own another, under the number that its reader was given, without what was in it", async () => {
    const answers = [
      (await post(failing, `{ authority(id: "essex") { name } }`)).json(),
      (await post(failing, `mutation { createAuthority(input: { name: "Jane Doe" }) { id } }`)).json(),
      await failing.inject({ url: "/health", headers: host }).then((answer) => answer.json()),
    ];
    const numbers = answers.flatMap(({ errors }) => errors.map(({ message }: { message: string }) => /logged under (\w{8})/.exec(message)?.[1])).filter(Boolean);
    expect(numbers.length).toBeGreaterThan(0);
    const faults = lines().filter(({ number }) => number !== undefined);
    expect(faults.map(({ number }) => number)).toEqual(numbers);
    expect(faults[0]).toMatchObject({ level: "error", kind: "Error", msg: "The budget of “…” is #,#,# and not #." });
    expect((faults[0] as { at: string[] }).at[0]).toContain("log.test.ts");
    expect(written.join("")).not.toMatch(/Jane|4,700|4700123/);
    expect(requests().at(-1)).toMatchObject({ kind: "check", status: 500, level: "error", error: "INTERNAL" });
  });
});

test.each(engines)("what %s says of a failed statement is logged with its text and its code, and without what was put into it", async (engine) => {
  const own = await freshStore(engine);
  const authority = { id: "jane-doe", name: "Jane Doe", oldCode: "4700123", gssCode: null };
  const failures = [
    (on: Parameters<Parameters<Db["write"]>[0]>[0]) => on.q.insert(on.t.change).values({ batchId: 4_700_123, authorityId: "jane-doe" } as never),
    (on: Parameters<Parameters<Db["write"]>[0]>[0]) => on.insertRows(on.t.authority, [authority, { ...authority, id: null }]),
    (on: Parameters<Parameters<Db["write"]>[0]>[0]) => on.q.execute(sql`select ${"Jane Doe 4700123"}::int`),
  ];
  for (const failure of failures) {
    const error = await own.db
      .write(async (on) => {
        await failure(on);
      })
      .catch((thrown: unknown) => thrown);
    const fault = JSON.stringify(faultOf(error));
    expect(fault.length).toBeGreaterThan(40);
    expect(fault).not.toMatch(/jane|4700123/i);
  }
  await own.remove();
});

describe("/metrics", () => {
  const figures = async () => (await app.inject({ url: "/metrics", headers: host })).body;
  const figure = (text: string, name: string) => Number(new RegExp(`^${name.replace(/[{}"]/g, "\\$&")} (\\S+)$`, "m").exec(text)?.[1] ?? 0);

  test("counts requests by kind and status, kept answers, and what the store could not do", async () => {
    const before = await figures();
    const question = `{ authority(id: "sefton") { name oldCode } }`;
    for (let times = 0; times < 3; times += 1) await post(app, question);
    await app.inject({ url: "/export/mediumTermTable.csv?authority=essex", headers: host });
    const after = await figures();
    const more = (name: string) => figure(after, name) - figure(before, name);
    expect(more(`tabled_requests_total{kind="query",status="200"}`)).toBe(3);
    expect(more(`tabled_requests_total{kind="export",status="200"}`)).toBe(1);
    expect(more(`tabled_request_seconds_count{kind="query"}`)).toBe(3);
    expect([more(`tabled_kept_answers_total{result="hit"}`), more(`tabled_kept_answers_total{result="miss"}`)]).toEqual([2, 1]);
    for (const name of ["tabled_open_connections", "tabled_memory_bytes"]) expect(after).toMatch(new RegExp(`^${name} \\d`, "m"));
    expect(after).not.toMatch(/essex|sefton|mediumTermTable|jane/i);
  });

  test("has how late the event loop is once the server listens, and is shown to nobody under a foreign name", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const listening = await makeApp(store.db);
    await listening.listen({ host: "127.0.0.1", port: 0 });
    const { port } = listening.server.address() as { port: number };
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(answer.headers.get("content-type")).toContain("text/plain");
    const text = await answer.text();
    for (const at of ["p50", "p99", "max"]) expect(text).toContain(`tabled_event_loop_lag_seconds{at="${at}"}`);
    expect(figure(text, "tabled_open_connections")).toBeGreaterThan(0);
    for (const url of ["/metrics", "/ready"]) expect((await listening.inject({ url, headers: { host: "elsewhere.example" } })).statusCode).toBe(421);
    await listening.close();
    vi.restoreAllMocks();
  });
});
