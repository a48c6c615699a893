// A store that somebody else writes to: a change waits for it without holding anybody up, and for a bounded time.
import Database from "better-sqlite3";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Db, On } from "../../db/engine/open.ts";
import { openDb, storeFile } from "../../db/engine/store.ts";
import { usualTimeouts } from "../../db/engine/timeouts.ts";
import { loadExamples } from "../../db/examples/load.ts";
import { logNumbers } from "../../db/read/numbers.ts";
import { makeApp } from "../../server/http/app.ts";
import { rules } from "../../server/rules/rules.ts";
import { post, refusal } from "../api/officer.ts";
import type { Answer } from "../setup/served.ts";
import { type Engine, engines, freshStore, type TestStore } from "../setup/stores.ts";
import { everything } from "./rows.ts";

const editing = `mutation($pence: Pence, $expected: Pence) { editCells(authority: "essex", version: "essex-mtrs-2023", edits: [
  { cell: "budget:essex-north:2023/24", pence: $pence, expected: $expected }]) { batchId } }`;
const north = 464_600_000;
const soon = { ...usualTimeouts, lockMs: 50 };

/** How many batches are kept of everybody's: a read like any other. */
const batchesKept = async (on: On) => [...(await logNumbers(on)).values()].reduce((sum, each) => sum + each, 0);

/** Somebody else, in another connection, who holds the lock that every write needs. */
async function writer(engine: Engine, { address }: TestStore): Promise<{ hold(): Promise<unknown>; release(): Promise<unknown>; leave(): Promise<unknown> }> {
  if (engine === "sqlite") {
    const other = new Database(storeFile(address));
    return { hold: async () => other.exec("begin immediate"), release: async () => other.exec("rollback"), leave: async () => other.close() };
  }
  const other = new pg.Client({ connectionString: address.databaseUrl });
  await other.connect();
  return {
    hold: () => other.query("select pg_advisory_lock(7246101)"),
    release: () => other.query("select pg_advisory_unlock(7246101)"),
    leave: () => other.end(),
  };
}

describe.each(engines)("on %s, while another program writes", (engine) => {
  let store: TestStore;
  let other: Awaited<ReturnType<typeof writer>>;
  let impatient: Db;
  beforeAll(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    store = await freshStore(engine);
    await loadExamples(store.db);
    impatient = await openDb({ ...store.address, timeouts: soon }, rules);
    other = await writer(engine, store);
  });
  afterAll(async () => {
    await other.leave();
    await impatient.close();
    await store.remove();
    vi.restoreAllMocks();
  });

  test("an edit waits, and everybody else is answered meanwhile", async () => {
    const app = await makeApp(store.db);
    await other.hold();
    let saved = false;
    const edit = post(app, editing, { pence: north + 100, expected: north }).then((answer) => {
      saved = true;
      return answer.json() as Answer;
    });
    for (let times = 0; times < 20; times += 1) {
      expect((await app.inject({ url: "/health", headers: { host: "localhost" } })).statusCode).toBe(200);
      const asked = await post(app, `{ mediumTermTable(authority: "essex") { rows(keys: ["remaining"]) { cells { shown } } } authority(id: "essex") { name } }`);
      expect(asked.json()).not.toHaveProperty("errors");
    }
    expect(saved).toBe(false);
    await other.release();
    expect((await edit).data.editCells.batchId).toEqual(expect.anything());
    expect(await post(app, editing, { pence: north, expected: north + 100 }).then((answer) => answer.json())).not.toHaveProperty("errors");
    await app.close();
  });

  test("an edit that has waited long enough is unavailable, in words, with 503 and when to ask again; and nothing was changed", async () => {
    const app = await makeApp(impatient);
    const before = await everything(store.db);
    await other.hold();
    const answer = await post(app, editing, { pence: 1, expected: north });
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "2"]);
    const { code, message } = refusal(answer.json() as Answer);
    expect(code).toBe("UNAVAILABLE");
    expect(message).toMatch(/^Another (program is writing to Tabled's store|change is being saved, which takes long)\. Nothing was changed\. Try again in a moment\.$/);
    await other.release();
    expect(await everything(store.db)).toEqual(before);
    expect((await post(app, editing, { pence: north, expected: north })).json()).not.toHaveProperty("errors");
    await app.close();
  });

  test("a write that waits behind a long one of the same process leaves the queue, and is not done later", async () => {
    let finish: () => void = () => {};
    let begin: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const long = impatient.write(async () => {
      begin();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return "saved";
    });
    await begun;
    let ran = false;
    const short = impatient.write(async () => {
      ran = true;
    });
    await expect(short).rejects.toMatchObject({ code: "UNAVAILABLE", message: "Another change is being saved, which takes long." });
    expect(await impatient.read(batchesKept)).toBeGreaterThan(0);
    finish();
    expect(await long).toBe("saved");
    expect(await impatient.write(async () => "next")).toBe("next");
    expect(ran).toBe(false);
  });
});

describe("on Postgres", () => {
  let store: TestStore;
  let other: pg.Client;
  const opened = (timeouts: Partial<typeof usualTimeouts>) => openDb({ ...store.address, timeouts: { ...usualTimeouts, ...timeouts } }, rules);
  beforeAll(async () => {
    store = await freshStore("postgres");
    other = new pg.Client({ connectionString: store.address.databaseUrl });
    await other.connect();
  });
  afterAll(async () => {
    await other.end();
    await store.remove();
  });

  test("a statement that takes too long is ended, and the connection goes on", async () => {
    const db = await opened({ statementMs: 100 });
    for (const run of [db.read, db.write]) {
      await expect(run(async ({ q }) => q.execute(sql`select pg_sleep(600)`))).rejects.toMatchObject({
        code: "UNAVAILABLE",
        message: expect.stringContaining("longer over this than it may (STATEMENT_TIMEOUT_MS)"),
      });
      expect(await db.read(batchesKept)).toBe(0);
    }
    await db.close();
  });

  test("a transaction in which nothing happens is ended by Postgres itself, and what it holds is free", async () => {
    const db = await opened({ idleMs: 100 });
    const left = db.write(async (on) => {
      await expect
        .poll(async () => (await other.query("select 1 from pg_locks where locktype = 'advisory' and objid = 7246101 and granted")).rowCount, { timeout: 60_000 })
        .toBe(0);
      await batchesKept(on);
    });
    await expect(left).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(await db.write(batchesKept)).toBe(0);
    await db.close();
  });

  test("who finds all connections in use is told so, and the next is served", async () => {
    const db = await opened({ connectMs: 200 });
    let finish: () => void = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun = 0;
    const reads = Array.from({ length: 20 }, () =>
      db.read(async (on) => {
        await batchesKept(on);
        begun += 1;
        await finished;
      }),
    );
    await expect.poll(() => begun).toBe(20);
    await expect(db.read(batchesKept)).rejects.toMatchObject({ code: "UNAVAILABLE", message: "All of Tabled's connections to its database are in use." });
    finish();
    await Promise.all(reads);
    expect(await db.read(batchesKept)).toBe(0);
    await db.close();
  });
});
