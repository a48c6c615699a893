// Two servers on one store are one: a file sent to either can be looked at, imported, followed and stopped through the other, and neither forgets it.
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, test } from "vitest";
import type { Db, Rule } from "../../db/engine/open.ts";
import { openDb, storeFile } from "../../db/engine/store.ts";
import { copyStore } from "../../db/engine/storeCopy.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { makeApp } from "../../server/http/app.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { type UploadLimits, usualUploads } from "../../server/import/uploadLimits.ts";
import { rules } from "../../server/rules/rules.ts";
import { storedFacts, storedLog } from "../db/rows.ts";
import { type Engine, engines, freshStore, type TestStore } from "../setup/stores.ts";

const map = {
  ...{ target: "outcomes", layout: "rows", period: "Year", subject: "Place", newSubjects: true },
  values: [{ kpi: "moves", numerator: "Moved", denominator: "Children" }],
};
const file = `Year,Place,Moved,Children\n${["Oak", "Elm", "Ash", "Fir"].map((home) => `2024/25,${home},10,40`).join("\n")}\n`;
const kpi = {
  ...{ code: "moves", version: 1, name: "Moves", category: "stability", unit: "percent", polarity: "neither", frequency: "financial year" },
  ...{ counts: "over the period", numeratorSaid: "who moved", denominatorSaid: "children", decimals: 1, ofPeople: false, position: 1 },
};

interface Server {
  db: Db;
  app: FastifyInstance;
}
let store: TestStore;
let servers: Server[];
/** An import waits here once all of it is prepared, until it is let go on. */
let goOn: () => void;
let waits: Promise<void>;
let arrived: () => void;
let arrival: Promise<void>;

async function open(engine: Engine, uploads: Partial<UploadLimits> = {}): Promise<void> {
  store = await freshStore(engine, undefined, { longFrom: 4 });
  servers = [];
  goOn = () => {};
  waits = Promise.resolve();
  for (const id of ["council", "borough"])
    await store.db.write((on) =>
      applyBatch(on, machineOwner, { authorityId: id, why: "Begin", changes: [insertion("authority", { id, name: id }), insertion("kpi", { ...kpi, id: `moves of ${id}` })] }),
    );
  await another(uploads);
  await another(uploads);
}

async function another(uploads: Partial<UploadLimits>): Promise<Server> {
  const waiting: Rule = {
    name: "Waits",
    runsOn: ["outcome"],
    check: async () => {
      arrived?.();
      await waits;
    },
  };
  const db = await openDb(store.address, [...rules, waiting]);
  const server = { db, app: await makeApp(db, { uploads }) };
  servers.push(server);
  return server;
}

function holdImports(): void {
  waits = new Promise((resolve) => {
    goOn = resolve;
  });
  arrival = new Promise((resolve) => {
    arrived = resolve;
  });
}

const closing = async ({ app, db }: Server) => {
  await app.close();
  await db.close();
};
afterEach(async () => {
  goOn();
  await Promise.all(servers.map(closing));
  await store.remove();
});

const at = (server: number) => (servers[server] as Server).app;
async function call(server: number, method: "GET" | "POST" | "DELETE", url: string, payload?: string | object) {
  const type = typeof payload === "string" ? "application/octet-stream" : "application/json";
  const response = await at(server).inject({ method, url, headers: { host: "localhost", ...(payload !== undefined && { "content-type": type }) }, ...(payload && { payload }) });
  return response.json();
}
const send = (server: number, authority = "council", content = file) => call(server, "POST", `/imports?authority=${authority}&name=Returns.csv`, content);
const until = async <Found>(find: () => Promise<Found>, isIt: (found: Found) => boolean): Promise<Found> => {
  for (;;) {
    const found = await find();
    if (isIt(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const finished = (server: number, id: string) =>
  until(
    () => call(server, "GET", `/imports/${id}`),
    ({ state }) => state !== "running",
  );
const kept = (db: Db) => db.read(({ q, t }) => q.select().from(t.upload));
const outcomes = async () => Object.keys((await storedFacts(store.db)).outcome ?? {}).length;

describe.each(engines)("two servers on %s", (engine) => {
  test("are one: sent to the first, previewed through the second, imported by the first, followed through the second, and removed there", async () => {
    await open(engine, { beatMs: 10 });
    const { id, columns } = await send(0);
    expect(columns).toEqual(["Year", "Place", "Moved", "Children"]);
    expect(await call(1, "GET", `/imports/${id}/look`)).toMatchObject({ columns, sample: [["2024/25", "Oak", "10", "40"], {}, {}, {}] });
    expect(await call(1, "POST", `/imports/${id}`, { map })).toMatchObject({ state: "running" });
    expect(await finished(0, id)).toMatchObject({ state: "done", result: { added: 4, batchId: null } });
    holdImports();
    await call(0, "POST", `/imports/${id}`, { map, preview: false });
    await arrival;
    expect(
      await until(
        () => call(1, "GET", `/imports/${id}`),
        ({ progress }) => progress?.stage === "writing",
      ),
    ).toMatchObject({ state: "running", result: null });
    expect(await call(1, "POST", `/imports/${id}`, { map })).toMatchObject({ errors: [{ message: "This file is being imported. Wait for it, or stop it." }] });
    goOn();
    expect(await finished(1, id)).toMatchObject({ state: "done", result: { added: 4, batchId: expect.any(Number) } });
    expect(await outcomes()).toBe(4);
    expect(await call(1, "DELETE", `/imports/${id}`)).toEqual({ stopped: false });
    expect(await call(0, "GET", `/imports/${id}`)).toMatchObject({ errors: [{ extensions: { field: "id" } }] });
    expect(await kept(store.db)).toEqual([]);
    expect(await store.db.read(({ q, t }) => q.select({ id: t.uploadPart.id }).from(t.uploadPart))).toEqual([]);
  });

  test("stop an import that the other runs, and nothing of it is saved", async () => {
    await open(engine, { beatMs: 10 });
    const { id } = await send(0);
    holdImports();
    await call(0, "POST", `/imports/${id}`, { map, preview: false });
    await arrival;
    expect(await call(1, "DELETE", `/imports/${id}`)).toEqual({ stopped: true });
    // It reads so when it says for the next time that it is at it, and has done so by the time after that.
    const beats = new Set<string>();
    await until(
      async () => beats.add((await kept(store.db))[0]?.beatAt as string).size,
      (size) => size > 3,
    );
    goOn();
    expect(await finished(1, id)).toMatchObject({ state: "failed", result: null, error: { field: "file", message: "The import was stopped, and nothing was written." } });
    expect(await outcomes()).toBe(0);
  });

  test("know that the other is gone in the midst of an import, and whether it had saved it", async () => {
    await open(engine, { beatMs: 3_600_000, goneMs: 50 });
    const { id } = await send(0);
    holdImports();
    await call(0, "POST", `/imports/${id}`, { map, preview: false });
    await arrival;
    const gone = "The server stopped while this file was imported, and nothing was saved. Begin again.";
    expect(await finished(1, id)).toMatchObject({ state: "failed", result: null, error: { message: gone } });
    // It was there after all: what was told stays true.
    goOn();
    await closing(servers.shift() as Server);
    expect(await outcomes()).toBe(0);
    expect(await call(0, "GET", `/imports/${id}`)).toMatchObject({ state: "failed", error: { message: gone } });
    // One that was saved, and whose server stopped before it could say so.
    const run = randomUUID();
    await store.db.aside(({ q, t }) => q.update(t.upload).set({ state: "running", run, beatAt: "2024-01-01T00:00:00.000Z" }));
    await store.db.write((on) =>
      applyBatch(on, machineOwner, {
        authorityId: "council",
        why: "Import",
        requestKey: `import:${run}`,
        changes: [insertion("kpiSubject", { id: "oak", kind: "provider", name: "Oak", position: 1 })],
      }),
    );
    expect(await call(0, "GET", `/imports/${id}`)).toMatchObject({
      state: "failed",
      error: { message: expect.stringMatching(/^The server stopped just after .* all of it was saved/) },
    });
  });

  test("forget nothing when they start again", async () => {
    await open(engine);
    const { id } = await send(0);
    await call(1, "POST", `/imports/${id}`, { map });
    const { result } = await finished(0, id);
    await Promise.all(servers.splice(0).map(closing));
    await another({});
    expect(await call(0, "GET", `/imports/${id}`)).toMatchObject({ state: "done", result });
    await call(0, "POST", `/imports/${id}`, { map, preview: false });
    expect(await finished(0, id)).toMatchObject({ state: "done", result: { added: 4 } });
    expect((await storedLog(store.db)).at(-1)?.why).toBe("Import Returns.csv");
  });

  test("let no authority take all places, by number or by size, and forget what nobody looks at", async () => {
    const quotas = { authority: { files: 2, bytes: 1_000 }, all: { files: 3, bytes: 10_000 } };
    await open(engine, { quotas });
    const refusal = (answer: { errors?: { message: string; extensions: object }[] }) => answer.errors?.[0]?.message ?? answer;
    const [one] = [await send(0), await send(1)];
    expect(refusal(await send(0))).toMatch(/^Many files of this authority wait to be imported\./);
    expect(await send(0, "borough")).toMatchObject({ columns: expect.anything() });
    expect(refusal(await send(1, "borough"))).toBe("Many files of other authorities wait to be imported. Try again later.");
    await call(1, "DELETE", `/imports/${one.id}`);
    expect(refusal(await send(0, "council", file + "2023/24,Oak,10,40\n".repeat(60)))).toMatch(/^Many files of this authority/);
    expect(await kept(store.db)).toHaveLength(2);
    await store.db.aside(({ q, t }) => q.update(t.upload).set({ touchedAt: new Date(Date.now() - usualUploads.keptMs - 1_000).toISOString() }));
    await send(0);
    expect(await kept(store.db)).toHaveLength(1);
  });
});

test("a backup has no files that wait to be imported", async () => {
  await open("sqlite");
  await send(0, "council", file.replaceAll("Oak", "Hollybush House"));
  const folder = mkdtempSync(join(tmpdir(), "tabled-backup-"));
  const to = join(folder, "backup.sqlite");
  await copyStore(storeFile(store.address), to);
  const copy = new Database(to, { readonly: true });
  expect(["upload", "upload_part", "change_batch"].map((name) => copy.prepare(`select count(*) from ${name}`).pluck().get())).toEqual([0, 0, 2]);
  copy.close();
  expect(readFileSync(to).includes("Hollybush House")).toBe(false);
  rmSync(folder, { recursive: true });
});
