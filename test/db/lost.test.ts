// A database that is lost while the server runs: the server goes on, and says of each change whether it was saved, or that it does not know.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Db } from "../../db/engine/open.ts";
import { openDb } from "../../db/engine/store.ts";
import { loadExamples } from "../../db/examples/load.ts";
import type { Viewer } from "../../db/viewer.ts";
import { insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { makeApp } from "../../server/http/app.ts";
import { rules } from "../../server/rules/rules.ts";
import { post, refusal } from "../api/officer.ts";
import { type CuttableLine, cuttableLine } from "../setup/cuttable.ts";
import { lastBatch } from "../setup/latest.ts";
import type { Answer } from "../setup/served.ts";
import { freshStore, type TestStore } from "../setup/stores.ts";
import { everything } from "./rows.ts";

const owner: Viewer = { name: "Test", reads: "all", changes: "all" };
const editing = `mutation($pence: Pence, $expected: Pence, $key: String) { editCells(authority: "essex", version: "essex-mtrs-2023", key: $key, edits: [
  { cell: "budget:essex-north:2023/24", pence: $pence, expected: $expected }]) { batchId repeated } }`;
const north = 464_600_000;

describe("on Postgres", () => {
  let store: TestStore;
  let line: CuttableLine;
  let db: Db;
  let app: Awaited<ReturnType<typeof makeApp>>;
  let other: pg.Client;
  let amount = north;
  beforeAll(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    store = await freshStore("postgres");
    await loadExamples(store.db);
    line = await cuttableLine(store.address.databaseUrl as string);
    db = await openDb({ ...store.address, databaseUrl: line.url }, rules);
    app = await makeApp(db);
    other = new pg.Client({ connectionString: store.address.databaseUrl });
    await other.connect();
  });
  afterAll(async () => {
    await app.close();
    await db.close();
    await line.stop();
    await other.end();
    await store.remove();
    vi.restoreAllMocks();
  });

  const edit = async (pence: number, key: string | null = null) => (await post(app, editing, { pence, expected: amount, key })).json() as Answer;
  const health = () => app.inject({ url: "/health", headers: { host: "localhost" } });
  /** The processes of Postgres that serve this database and do what this names. */
  const serving = async (doing: string): Promise<number[]> =>
    (await other.query(`select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${doing}`)).rows.map(({ pid }) => pid);
  async function terminate(doing: string): Promise<void> {
    await expect.poll(() => serving(doing), { timeout: 20_000 }).toHaveLength(1);
    for (const pid of await serving(doing)) await other.query("select pg_terminate_backend($1)", [pid]);
  }

  test.each([1, 2])("a write whose connection is ended while it waits says that nothing was changed, and the server goes on (%i)", async () => {
    const before = await everything(store.db);
    await other.query("select pg_advisory_lock(7246101)");
    const answer = edit(1);
    await terminate("wait_event_type = 'Lock'");
    const refused = refusal(await answer);
    expect(refused).toMatchObject({ code: "UNAVAILABLE", field: null, message: "Tabled has lost its database. Nothing was changed. Try again in a moment." });
    await other.query("select pg_advisory_unlock(7246101)");
    expect(await everything(store.db)).toEqual(before);
    expect((await health()).statusCode).toBe(200);
  });

  test("connections that are ended idle, idle within a read or idle within a write fail by themselves", async () => {
    const before = await everything(store.db);
    for (const run of [db.read, db.write]) {
      const failed = run(async (on) => {
        await on.q.execute(sql`select 'to be ended'`);
        await terminate("state = 'idle in transaction'");
        await lastBatch(on);
      });
      await expect(failed).rejects.toMatchObject({ code: "UNAVAILABLE" });
    }
    await health();
    for (const pid of await serving("true")) await other.query("select pg_terminate_backend($1)", [pid]);
    await expect.poll(async () => (await health()).statusCode).toBe(200);
    expect(await everything(store.db)).toEqual(before);
  });

  test("of a commit whose answer was lost it says that it does not know; sent again under its key, it was kept once", async () => {
    line.commitsToCut = 1;
    const lost = refusal(await edit(amount + 100, "lost"));
    expect(line.cuts).toBe(1);
    expect(lost).toMatchObject({ code: "UNCERTAIN", field: null });
    expect(lost.message).toContain("does not know whether it was saved");
    expect(lost.message).not.toMatch(/nothing was changed/i);
    const again = await edit(amount + 100, "lost");
    expect(again).toMatchObject({ data: { editCells: { repeated: true } } });
    amount += 100;
    expect(await edit(amount + 100)).not.toHaveProperty("errors");
    amount += 100;
  });

  test("a read whose commit goes unanswered is unavailable, since there is nothing to keep", async () => {
    await expect(
      db.read(async (on) => {
        await lastBatch(on);
        line.cut();
      }),
    ).rejects.toMatchObject({ code: "UNAVAILABLE" });
    line.join();
  });

  test("what fails after a change was saved never says that nothing was changed", async () => {
    const failing = await makeApp({
      ...db,
      async write(work) {
        const result = await db.write(work);
        line.cut();
        return result;
      },
    });
    const two = `mutation { first: createAuthority(input: { name: "Thurrock" }) { id } second: createAuthority(input: { name: "Southend" }) { id } }`;
    const { errors = [] } = (await post(failing, two)).json() as Answer;
    line.join();
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([[["second"], "UNAVAILABLE"]]);
    expect(errors[0]?.message).toContain("had been saved before that");
    expect(errors[0]?.message).not.toMatch(/nothing was changed/i);
    await failing.close();
  });

  test("while the database is away, questions say so with 503, and are answered when it is back", async () => {
    line.cut();
    expect((await health()).statusCode).toBe(503);
    const asked = await post(app, `{ authority(id: "essex") { name } }`);
    expect([asked.statusCode, refusal(asked.json() as Answer).code]).toEqual([503, "UNAVAILABLE"]);
    expect(refusal(await edit(1))).toMatchObject({ code: "UNAVAILABLE", message: expect.stringContaining("Nothing was changed") });
    line.join();
    expect((await health()).statusCode).toBe(200);
  });

  test("a write that goes on after a query of its own has failed is not taken for saved", async () => {
    const swallowing = db.write(async (on) => {
      await applyBatch(on, owner, { authorityId: "s", why: "Lost", changes: [insertion("authority", { id: "s", name: "S", oldCode: null, gssCode: null })] });
      await Promise.resolve(on.q.execute(sql`select 1 / 0`)).catch(() => {});
    });
    await expect(swallowing).rejects.toThrow("nothing of it was stored");
  });
});

describe("at its start, words and not a stack", () => {
  const opening = (databaseUrl: string) =>
    openDb({ dataDir: tmpdir(), databaseUrl }, rules).then(
      () => "opened",
      (error) => `${error.code}: ${error.message}`,
    );

  test("where Postgres is not there, has no such database, or does not know the user", async () => {
    const unused = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, "127.0.0.1", () => {
        const { port } = probe.address() as { port: number };
        probe.close(() => resolve(port));
      });
    });
    expect(await opening(`postgres://tabled:secret@127.0.0.1:${unused}/tabled`)).toBe(
      `UNUSABLE: Postgres at 127.0.0.1:${unused} cannot be reached (ECONNREFUSED). Start it, or correct DATABASE_URL.`,
    );
    const url = inject("postgresUrl");
    const { host } = new URL(url);
    expect(await opening(`${url}/nowhere`)).toBe(`UNUSABLE: Postgres at ${host} has no database nowhere. Make it: createdb nowhere`);
    expect(await opening(`postgres://tabled:wrong-secret@${host}/postgres`)).toBe(`UNUSABLE: Postgres at ${host} does not accept the user or the password in DATABASE_URL.`);
    expect(await opening("postgres://tabled:secret@[/x")).toMatch(/^UNUSABLE: DATABASE_URL cannot be read/);
  });

  test("where the folder cannot be written or is none", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tabled-none-"));
    writeFileSync(join(folder, "file"), "");
    await expect(openDb({ dataDir: join(folder, "file") }, rules)).rejects.toMatchObject({ code: "UNUSABLE", message: expect.stringContaining("set DATA_DIR to another folder") });
    rmSync(folder, { recursive: true });
  });
});

test("on SQLite, a disk that takes no more says so, and that nothing was changed", async () => {
  // The system refuses a file of more than so many blocks: the commit, which writes the pages, is what fails.
  const script = `
    import { mkdtempSync, rmSync } from "node:fs";
    const { openDb } = await import("./db/engine/store.ts");
    const { applyBatch } = await import("./db/write/changes.ts");
    const { logNumbers } = await import("./db/read/numbers.ts");
    const { insertion } = await import("./db/write/change.ts");
    const dataDir = mkdtempSync("${tmpdir()}/tabled-full-");
    const db = await openDb({ dataDir }, []);
    const viewer = { name: "Test", reads: "all", changes: "all" };
    let kept = 0;
    const write = (id) => db.write((on) => applyBatch(on, viewer, { authorityId: id, why: "x".repeat(200_000), changes: [insertion("authority", { id, name: id, oldCode: null, gssCode: null })] }));
    const failures = [];
    for (let turn = 0; turn < 60 && failures.length < 2; turn += 1) await write("a" + turn).then(() => { kept += 1; }, (error) => failures.push(error.code + ": " + error.message));
    console.log(JSON.stringify({ kept, version: (await db.read(logNumbers)).size, failures }));
    await db.close();
    rmSync(dataDir, { recursive: true });
  `;
  const ran = spawnSync("bash", ["-c", `ulimit -f 3072; exec "${process.execPath}" --import tsx --input-type=module --eval "$0"`, script], {
    cwd: new URL("../..", import.meta.url),
    encoding: "utf8",
  });
  const found = JSON.parse(ran.stdout || JSON.stringify(ran.stderr)) as { kept: number; version: number; failures: string[] };
  expect(found.failures).toEqual(Array.from({ length: 2 }, () => "UNAVAILABLE: The disk that Tabled's store is on cannot be read or written."));
  // What it said was saved is what there is.
  expect(found.version).toBe(found.kept);
  expect(found.kept).toBeGreaterThan(0);
});
