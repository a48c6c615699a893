// Opening the store: its engine's settings, migration by many at once, snapshots, and transactions that are kept whole or not at all.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openDb } from "../../db/engine/store.ts";
import { loadExamples } from "../../db/examples/load.ts";
import type { Viewer } from "../../db/viewer.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { rules } from "../../server/rules/rules.ts";
import { lastBatch } from "../setup/latest.ts";
import { engines, freshStore, type TestStore } from "../setup/stores.ts";
import { everything, replayed, storedFacts, storedLog } from "./rows.ts";

const owner: Viewer = { name: "Test", reads: "all", changes: "all" };
const authority = (id: string) => insertion("authority", { id, name: `Authority ${id}`, oldCode: null, gssCode: null });

describe.each(engines)("the store on %s", (engine) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await freshStore(engine);
    await store.db.write((on) => applyBatch(on, owner, { authorityId: "a", why: "Start", changes: [authority("a")] }));
  });
  afterAll(() => store.remove());

  test("a write that throws at its end keeps nothing, and the next is kept", async () => {
    const before = await everything(store.db);
    const failing = store.db.write(async (on) => {
      await applyBatch(on, owner, { authorityId: "b", why: "Lost", changes: [authority("b")] });
      throw new Error("on purpose");
    });
    await expect(failing).rejects.toThrow("on purpose");
    expect(await everything(store.db)).toEqual(before);
    await store.db.write((on) => applyBatch(on, owner, { authorityId: "c", why: "Kept", changes: [authority("c")] }));
    expect((await storedFacts(store.db)).authority).toHaveProperty("c");
  });

  test("a read sees one moment, whatever is written meanwhile", async () => {
    const [first, second] = await store.db.read(async (on) => {
      const before = await lastBatch(on);
      await store.db.write((writing) => applyBatch(writing, owner, { authorityId: "d", why: "Meanwhile", changes: [authority("d")] }));
      return [before, await lastBatch(on)];
    });
    expect(second).toBe(first);
    expect(await store.db.read(lastBatch)).toBeGreaterThan(first as number);
  });

  test("a read cannot write", async () => {
    const before = await everything(store.db);
    const writing = store.db.read((on) => applyBatch(on, owner, { authorityId: "e", why: "By a read", changes: [authority("e")] }));
    await expect(writing).rejects.toThrow();
    expect(await everything(store.db)).toEqual(before);
  });

  test("what was kept is there when the store is opened again", async () => {
    const before = await everything(store.db);
    const again = await openDb(store.address, rules);
    expect(await everything(again)).toEqual(before);
    await again.close();
  });

  test("the examples are loaded once, and the log gives them back whole", async () => {
    // Five reports, and the outcomes of four of them.
    expect(await loadExamples(store.db)).toHaveLength(9);
    const before = await everything(store.db);
    expect(await loadExamples(store.db)).toEqual([]);
    expect(await everything(store.db)).toEqual(before);
    expect(replayed(await storedLog(store.db))).toEqual(await storedFacts(store.db));
  });

  test("a row that points at nothing is refused, and so is the removal of one that is pointed at", async () => {
    const centre = { id: "x", name: "X", code: null, serviceGroup: null, fundingSource: "grant", position: 1 };
    const line = insertion("budgetLine", { id: "l", versionId: "nowhere", costCentreId: "x", year: "2024/25", amountPence: 1 });
    const before = await everything(store.db);
    const pointing = store.db.write((on) => applyBatch(on, owner, { authorityId: "a", why: "Bad", changes: [insertion("costCentre", centre), line] }));
    await expect(pointing).rejects.toMatchObject({ code: "IN_USE" });
    expect(await everything(store.db)).toEqual(before);
  });

  test("a row of another authority's id is refused and not taken over", async () => {
    const centre = { id: "shared", name: "Theirs", code: null, serviceGroup: null, fundingSource: "grant", position: 1 };
    await store.db.write((on) => applyBatch(on, owner, { authorityId: "a", why: "Theirs", changes: [insertion("costCentre", centre)] }));
    const before = await everything(store.db);
    for (const changes of [[insertion("costCentre", { ...centre, name: "Mine" })], [{ table: "costCentre" as const, id: "shared", field: "name", from: "Theirs", to: "Mine" }]]) {
      await expect(store.db.write((on) => applyBatch(on, owner, { authorityId: "c", why: "Taken", changes }))).rejects.toBeInstanceOf(Refusal);
    }
    expect(await everything(store.db)).toEqual(before);
  });

  test("a name that is taken is refused in words, whoever took it first", async () => {
    const adding = (id: string) =>
      store.db.write((on) => applyBatch(on, owner, { authorityId: id, why: "Twin", changes: [{ ...authority(id), to: { id, name: "Twin", oldCode: null, gssCode: null } }] }));
    const results = await Promise.allSettled([adding("t1"), adding("t2"), adding("t3")]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "DUPLICATE" });
  });
});

test("SQLite keeps a log ahead of its file, checks foreign keys, waits for nobody within a call, and flushes each commit", async () => {
  const store = await freshStore("sqlite");
  for (const run of [store.db.read, store.db.write]) {
    const settings = await run(async (on) => {
      const value = async (name: string) => Object.values(await (on.q as unknown as { get(query: unknown): Promise<object> }).get(sql.raw(`pragma ${name}`)))[0];
      return [await value("journal_mode"), await value("foreign_keys"), await value("busy_timeout"), await value("synchronous")];
    });
    // 2 is FULL.
    expect(settings).toEqual(["wal", 1, 0, 2]);
  }
  // The mode belongs to the file: whoever opens it next finds it so.
  const other = new Database(join(store.address.dataDir, "tabled.sqlite"));
  expect(other.pragma("journal_mode", { simple: true })).toBe("wal");
  expect(other.pragma("integrity_check", { simple: true })).toBe("ok");
  other.close();
  await store.remove();
});

/** Opens a store in as many processes at once, which then each write one batch. */
async function openedByMany(address: { dataDir: string; databaseUrl?: string }, many: number): Promise<string[]> {
  const script = `
    const { openDb } = await import(${JSON.stringify(new URL("../../db/engine/store.ts", import.meta.url).href)});
    const { applyBatch } = await import(${JSON.stringify(new URL("../../db/write/changes.ts", import.meta.url).href)});
    const { insertion } = await import(${JSON.stringify(new URL("../../db/write/change.ts", import.meta.url).href)});
    const id = "p" + process.pid;
    const db = await openDb(${JSON.stringify(address)}, []);
    const viewer = { name: "Process", reads: "all", changes: "all" };
    await db.write((on) => applyBatch(on, viewer, { authorityId: id, why: "Hello", changes: [insertion("authority", { id, name: id, oldCode: null, gssCode: null })] }));
    await db.close();
    console.log(id);
  `;
  const running = Array.from({ length: many }, () =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], { cwd: new URL("../..", import.meta.url) }),
  );
  return (await Promise.all(running)).map(({ stdout }) => stdout.trim());
}

test("two processes that migrate one fresh Postgres at once both come up", async () => {
  const url = inject("postgresUrl");
  const name = `migrated_${process.pid}`;
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const address = { dataDir: tmpdir(), databaseUrl: `${url}/${name}` };
  // Within one process and between two.
  const opened = await Promise.all([openDb(address, rules), openDb(address, rules), openedByMany(address, 2)]);
  const [first, second, ids] = opened;
  expect(Object.keys((await storedFacts(first)).authority ?? {}).sort()).toEqual([...ids].sort());
  await first.close();
  await second.close();
});

test("two processes that open one SQLite file at once both come up", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "tabled-store-"));
  const ids = await openedByMany({ dataDir }, 2);
  const db = await openDb({ dataDir }, rules);
  expect(Object.keys((await storedFacts(db)).authority ?? {}).sort()).toEqual([...ids].sort());
  expect((await storedLog(db)).map((batch) => batch.id)).toEqual([1, 2]);
  await db.close();
  rmSync(dataDir, { recursive: true, force: true });
});
