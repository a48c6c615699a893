// The change log as a page follows it: in order, whole, through broken connections and from other processes, and only by who may read it.
import { setTimeout as breathe } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openDb } from "../../db/engine/store.ts";
import type { Viewer } from "../../db/viewer.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { type AppOptions, makeApp } from "../../server/http/app.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { rules } from "../../server/rules/rules.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { given, type Sheet, startSheet } from "./officer.ts";

interface Told {
  event: string;
  /** The number in the authority's log, out of its place: "essex:482". */
  id: number;
  place: string;
  // biome-ignore lint/suspicious/noExplicitAny: an event has the shape that its test expects.
  data: any;
}

const viewers: Record<string, Viewer> = {
  officer: machineOwner,
  elsewhere: { name: "Elsewhere", reads: ["essex"], changes: [], wholeCounts: [] },
  author: { name: "Report author", reads: "all", changes: [], wholeCounts: [] },
};
const asNamed: AppOptions = { viewerOf: (request) => viewers[String(request.headers["x-viewer"] ?? "officer")] as Viewer };

async function listening(app: FastifyInstance): Promise<string> {
  await app.listen({ host: "127.0.0.1", port: 0 });
  return `http://127.0.0.1:${(app.server.address() as { port: number }).port}`;
}

const leavers: (() => void)[] = [];
afterEach(() => {
  for (const leave of leavers.splice(0)) leave();
});

/** The server's looks at the log come when the test says, instead of by the clock. */
const looksByHand = () => vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
afterEach(() => void vi.useRealTimers());

/** Follows the changes, and keeps what it is told. */
async function follow(root: string, search: string, headers: Record<string, string> = {}) {
  const leaving = new AbortController();
  leavers.push(() => leaving.abort());
  const response = await fetch(`${root}/changes?${search}`, { headers, signal: leaving.signal });
  const told: Told[] = [];
  let ended = false;
  async function read() {
    let text = "";
    try {
      for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += piece;
        for (let cut = text.indexOf("\n\n"); cut >= 0; cut = text.indexOf("\n\n")) {
          const fields = Object.fromEntries(
            text
              .slice(0, cut)
              .split("\n")
              .map((line) => line.split(/: (.*)/s, 2) as [string, string]),
          );
          if (fields.data) told.push({ event: String(fields.event), id: Number(fields.id?.split(":").at(-1)), place: String(fields.id), data: JSON.parse(fields.data) });
          text = text.slice(cut + 2);
        }
      }
    } catch {
      // Broken off, by the test or by the server.
    } finally {
      ended = true;
    }
  }
  void read();
  const changes = () => told.filter(({ event }) => event === "change");
  return {
    response,
    told,
    changes,
    numbers: () => changes().map(({ id }) => id),
    leave: () => leaving.abort(),
    ended: () => ended,
    started: () => expect.poll(() => told[0]?.event).toBe("start"),
    arrived: (count: number) => expect.poll(() => changes().length).toBe(count),
  };
}

describe.each(engines)("The changes, on %s", (engine) => {
  let served: Served;
  let sheet: Sheet;
  let root: string;
  beforeEach(async () => {
    served = await serve(engine, { ...asNamed, examples: false });
    sheet = await startSheet(served, "Rutland");
    root = await listening(served.app);
  });
  afterEach(() => served.stop());

  const line = () => `authority=${sheet.authority}`;
  let place = 0;
  const addCentre = async (on: Pick<Served, "db"> = served, authorityId = sheet.authority) => {
    place += 1;
    const row = { id: `centre-${place}`, authorityId, name: `Centre ${place}`, code: null, serviceGroup: null, fundingSource: "general fund", position: place };
    return (await on.db.write((each) => applyBatch(each, machineOwner, { authorityId, why: `Add Centre ${place}`, changes: [insertion("costCentre", row)] }))).seen as number;
  };
  const logged = async (): Promise<number[]> =>
    given(await served.ask(`{ history(authority: "${sheet.authority}", first: 500, descending: true) { nodes { logNumber } } }`)).history.nodes.map(
      (each: { logNumber: number }) => each.logNumber,
    );

  test("begin with the present number, and tell who changed what, when and why, as soon as it is kept", async () => {
    // No look by the clock: the write itself wakes who follows.
    looksByHand();
    const page = await follow(root, line());
    expect(page.response.headers.get("content-type")).toContain("text/event-stream");
    expect(page.response.headers.get("cache-control")).toBe("no-store");
    await page.started();
    expect(page.told[0]).toMatchObject({ id: Math.max(...(await logged())), data: { logNumber: Math.max(...(await logged())), resumed: false } });
    const asked = new Date().toISOString();
    const { batchId } = given(
      await served.ask(
        `mutation { editCells(authority: "${sheet.authority}", version: "${sheet.version}", why: "Revised", edits: [{ cell: "budget:${sheet.centres[0]}:2024/25", expected: 10000000, typed: "101" }]) { batchId } }`,
      ),
    ).editCells;
    await page.arrived(1);
    expect(page.changes()[0]).toMatchObject({
      id: Math.max(...(await logged())),
      data: { batch: Number(batchId), madeBy: machineOwner.name, why: "Revised", many: false, touched: [{ table: "budgetLine", field: "amountPence" }] },
    });
    expect(page.changes()[0]?.data.madeAt >= asked).toBe(true);
  });

  test("tell of a batch of thousands what fits, and that there is more", async () => {
    const page = await follow(root, line());
    await page.started();
    const rows = Array.from({ length: 60 }, (_, index) => ({ name: `Centre of many ${index}`, amounts: ["1"] }));
    given(
      await served.ask(`mutation($version: ID!, $rows: [NewCostCentreInput!]!) { addCostCentres(version: $version, rows: $rows) { batchId } }`, { version: sheet.version, rows }),
    );
    await page.arrived(1);
    expect(page.changes()[0]?.data.many).toBe(true);
    expect(page.changes()[0]?.data.touched).toHaveLength(50);
  });

  test("are told of this authority alone", async () => {
    const other = await startSheet(served, "Powys");
    const page = await follow(root, line());
    const others = await follow(root, `authority=${other.authority}`);
    await Promise.all([page.started(), others.started()]);
    const theirs = await addCentre(served, other.authority);
    const ours = await addCentre();
    await Promise.all([page.arrived(1), others.arrived(1)]);
    expect([page.numbers(), others.numbers()]).toEqual([[ours], [theirs]]);
  });

  test("are told once each and in order through a stream of writes and broken connections", async () => {
    const first = await follow(root, line());
    await first.started();
    const start = first.told[0]?.id as number;
    let breaking = true;
    const writing = (async () => {
      while (breaking) {
        await addCentre();
        await breathe(2);
      }
    })();
    const heard: number[] = [];
    let known = start;
    let page = first;
    for (let breaks = 0; breaks < 8; breaks += 1) {
      await expect.poll(() => page.changes().length).toBeGreaterThan(2);
      page.leave();
      heard.push(...page.numbers());
      known = heard.at(-1) as number;
      // As a browser says it and as our page says it.
      page = breaks % 2 === 0 ? await follow(root, line(), { "last-event-id": `${sheet.authority}:${known}` }) : await follow(root, `${line()}&after=${sheet.authority}:${known}`);
      await page.started();
      expect(page.told[0]?.data.resumed).toBe(true);
    }
    breaking = false;
    await writing;
    const all = given(await served.ask(`{ history(authority: "${sheet.authority}", first: 500) { nodes { logNumber } } }`))
      .history.nodes.map((each: { logNumber: number }) => each.logNumber)
      .filter((id: number) => id > start)
      .reverse();
    expect(all.length).toBeGreaterThan(24);
    await page.arrived(all.length - heard.length);
    expect([...heard, ...page.numbers()]).toEqual(all);
  });

  test("catch a page up however much it missed, while others go on writing", async () => {
    const start = Math.max(...(await logged()));
    for (let index = 0; index < 230; index += 1) await addCentre();
    const writing = Promise.all(Array.from({ length: 40 }, () => addCentre()));
    const pages = await Promise.all([1, 2, 3].map(() => follow(root, `${line()}&after=${sheet.authority}:${start}`)));
    await writing;
    for (const page of pages) {
      await page.arrived(270);
      expect(page.numbers()).toEqual((await logged()).filter((id) => id > start));
    }
  });

  test("catch a page up that missed a hundred pastes with long reasons", async () => {
    const start = Math.max(...(await logged()));
    const row = (id: string) => ({ id, authorityId: sheet.authority, name: id, code: null, serviceGroup: null, fundingSource: "general fund", position: 9 });
    for (let paste = 0; paste < 105; paste += 1) {
      const rows = Array.from({ length: 50 }, (_, index) => row(`${"pasted-cost-centre-".repeat(3)}${paste}-${index}`));
      const batch = { authorityId: sheet.authority, why: "–".repeat(200), changes: rows.map((each) => insertion("costCentre", each)) };
      await served.db.write((on) => applyBatch(on, machineOwner, batch));
    }
    const page = await follow(root, `${line()}&after=${sheet.authority}:${start}`);
    await page.arrived(105);
    expect(page.numbers()).toEqual((await logged()).filter((id) => id > start));
    expect(page.ended()).toBe(false);
  });

  test("begin anew where the number is of a log that went further than this one", async () => {
    // Or is another authority's, or from when all authorities were counted together: an open page of before an upgrade says one.
    for (const after of [`${sheet.authority}:999999`, "elsewhere:1", "1"]) {
      const page = await follow(root, `${line()}&after=${after}`);
      await page.started();
      const last = Math.max(...(await logged()));
      expect(page.told[0]?.data).toEqual({ dataVersion: last, logNumber: last, resumed: false, shared: false });
      const next = await addCentre();
      await page.arrived(1);
      expect(page.numbers()).toEqual([next]);
    }
  });

  test("are those of the publishers that it uses too, from when it uses them until it stops, and resume with both", async () => {
    const { id: dfe } = given(await served.ask(`mutation { createPublisher(input: { name: "Open data" }) { id } }`)).createPublisher;
    const use = (how: string) =>
      served.ask(`mutation { ${how}(authority: "${sheet.authority}", publisher: "${dfe}"${how === "usePublisher" ? "" : `, seen: ${latest}`}) { batchId } }`);
    const before = await follow(root, line());
    await before.started();
    await addCentre(served, dfe);
    given(await use("usePublisher"));
    await before.arrived(1);
    // Which it follows has changed: it is ended, and asks again for all.
    await expect.poll(before.ended).toBe(true);

    const page = await follow(root, line());
    await page.started();
    expect(page.told[0]?.data).toMatchObject({ resumed: false, shared: true });
    await addCentre(served, dfe);
    await addCentre();
    await page.arrived(2);
    const place = page.told.at(-1)?.place as string;
    page.leave();
    await addCentre(served, dfe);
    await addCentre();
    const again = await follow(root, `${line()}&after=${place}`);
    await again.arrived(2);
    expect(again.told[0]?.data).toMatchObject({ resumed: true });
    // Known of the authority alone, something of the publisher's may have been missed.
    const alone = await follow(root, `${line()}&after=${place.split(",")[0]}`);
    await alone.started();
    expect(alone.told[0]?.data).toMatchObject({ resumed: false });
    given(await use("stopUsingPublisher"));
    await expect.poll(alone.ended).toBe(true);
  });

  test("are told within a second whichever server or process wrote them", async () => {
    const beside = await openDb(served.address, rules);
    const second = await makeApp(beside, asNamed);
    try {
      looksByHand();
      const pages = [await follow(root, line()), await follow(await listening(second), line())];
      await Promise.all(pages.map((page) => page.started()));
      const written: number[] = [];
      for (let index = 0; index < 30; index += 1) written.push(await addCentre(index % 2 === 0 ? served : { db: beside }));
      // A second of the server's clock, and no more.
      vi.advanceTimersByTime(1_000);
      await Promise.all(pages.map((page) => page.arrived(30)));
      for (const page of pages) expect(page.numbers()).toEqual(written);
    } finally {
      await second.close();
      await beside.close();
    }
  });

  test("are numbered in the order in which they can be read, whoever writes at once", async () => {
    // One process cannot hold two writers of SQLite at once: there it waits for itself.
    const beside = engine === "sqlite" ? served.db : await openDb(served.address, rules);
    try {
      const seen: number[] = [];
      let writing = true;
      const watching = (async () => {
        while (writing) for (const id of await logged()) if (!seen.includes(id)) seen.push(id);
      })();
      await Promise.all(Array.from({ length: 60 }, (_, index) => addCentre(index % 2 === 0 ? served : { db: beside })));
      writing = false;
      await watching;
      expect(seen).toEqual([...seen].sort((one, other) => one - other));
    } finally {
      if (beside !== served.db) await beside.close();
    }
  });

  test("are not there for who may not read the authority, as for one that is not there", async () => {
    const [theirs, nobodys] = await Promise.all([line(), "authority=nowhere"].map((search) => follow(root, search, { "x-viewer": "elsewhere" })));
    expect([theirs?.response.status, nobodys?.response.status]).toEqual([404, 404]);
    const none = await fetch(`${root}/changes`);
    expect([none.status, (await none.json()).errors[0].extensions]).toEqual([404, { code: "NOT_FOUND", field: "authority" }]);
    const wrong = await fetch(`${root}/changes?${line()}&after=soon`);
    expect([wrong.status, (await wrong.json()).errors[0].extensions]).toEqual([400, { code: "BAD_INPUT", field: "after" }]);
  });

  test("say nothing of counts of people to who may not see them whole", async () => {
    const pages = [await follow(root, line()), await follow(root, line(), { "x-viewer": "author" })];
    await Promise.all(pages.map((page) => page.started()));
    const authorityId = sheet.authority;
    const kept = await served.db.write((on) =>
      applyBatch(on, machineOwner, {
        authorityId,
        why: "Record a benefit",
        changes: [insertion("benefit", { id: "b1", name: "Fewer moves", accountable: "Head of service", frequency: "once", comparedWith: "its baseline", position: 1 })],
      }),
    );
    await Promise.all(pages.map((page) => page.arrived(1)));
    expect(pages.map((page) => page.changes()[0])).toMatchObject([
      { id: kept.seen, data: { touched: [{ table: "benefit", row: "b1", field: "*" }] } },
      { id: kept.seen, data: { touched: [] } },
    ]);
  });

  test("are bounded for one client, and a page that leaves gives its place back", async () => {
    const bounded = await makeApp(served.db, { streams: { perClient: 2, all: 10 } });
    try {
      const narrow = await listening(bounded);
      const [first] = [await follow(narrow, line()), await follow(narrow, line())];
      expect((await follow(narrow, line())).response.status).toBe(429);
      first?.leave();
      await expect.poll(async () => (await follow(narrow, line())).response.status).toBe(200);
    } finally {
      await bounded.close();
    }
  });

  test("end at once as the server stops, and nothing is looked for after", async () => {
    const beside = await makeApp(served.db);
    const pages = await Promise.all([1, 2, 3].map(async () => follow(await rootOf(beside), line())));
    await Promise.all(pages.map((page) => page.started()));
    // It waits for nobody: none of these pages leaves by itself.
    await beside.close();
    await expect.poll(() => pages.every((page) => page.ended())).toBe(true);
  });
});

const roots = new WeakMap<FastifyInstance, Promise<string>>();
function rootOf(app: FastifyInstance): Promise<string> {
  const root = roots.get(app) ?? listening(app);
  roots.set(app, root);
  return root;
}

test("A foreign name is refused, and HEAD follows nothing", async () => {
  const served = await serve("sqlite", { examples: false });
  try {
    const refused = await served.app.inject({ method: "GET", url: "/changes?authority=x", headers: { host: "evil.example" } });
    expect(refused.statusCode).toBe(421);
    const head = await served.app.inject({ method: "HEAD", url: "/changes?authority=x", headers: { host: "localhost" } });
    expect(head.statusCode).toBe(404);
  } finally {
    await served.stop();
  }
});
