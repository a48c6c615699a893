// A store that can be read and not changed, or not even read: /ready says so, and why, while /health goes on saying that the server answers.
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, closeSync, copyFileSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { sql } from "drizzle-orm";
import type { FastifyInstance } from "fastify";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openDb, storeFile } from "../../db/engine/store.ts";
import { loadExamples } from "../../db/examples/load.ts";
import { makeApp } from "../../server/http/app.ts";
import { rules } from "../../server/rules/rules.ts";
import { post, refusal } from "../api/officer.ts";
import { everything } from "../db/rows.ts";
import { runPostgres } from "../setup/postgres.ts";
import type { Answer } from "../setup/served.ts";
import { startServer } from "../setup/serverProcess.ts";
import { type Engine, engines, freshStore, type TestStore } from "../setup/stores.ts";

const root = new URL("../..", import.meta.url);
const host = { host: "localhost" };
const writing = `mutation { createAuthority(input: { name: "Rutland" }) { id } }`;

let store: TestStore;
let app: FastifyInstance;
let tries = 0;

async function start(engine: Engine): Promise<void> {
  store = await freshStore(engine);
  await loadExamples(store.db);
  tries = 0;
  app = await makeApp({
    ...store.db,
    tryWrite: () => {
      tries += 1;
      return store.db.tryWrite();
    },
  });
}
async function end(): Promise<void> {
  await app.close();
  await store.remove();
}
const ready = async (of = app) => {
  const answer = await of.inject({ url: "/ready", headers: host });
  return { status: answer.statusCode, retry: answer.headers["retry-after"], ...(answer.json() as { ok?: boolean; errors?: { message: string; extensions: { code: string } }[] }) };
};
const health = async (of = app) => (await of.inject({ url: "/health", headers: host })).statusCode;
const reads = async (of = app) => expect((await post(of, `{ authority(id: "essex") { name } }`)).json()).not.toHaveProperty("errors");
/** /ready, once what it last found has been forgotten. */
const readyAtLast = (status: number) => expect.poll(async () => (await ready()).status).toBe(status);

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(engines)("/ready on %s", (engine) => {
  test("saves something that is no change, once however often it is asked", async () => {
    await start(engine);
    const before = await everything(store.db);
    const answers = await Promise.all(Array.from({ length: 50 }, () => ready()));
    for (const { status, ok } of answers) expect([status, ok]).toEqual([200, true]);
    expect(tries).toBe(1);
    expect(await everything(store.db)).toEqual(before);
    await end();
  });

  test("says that a newer Tabled has brought the store up to date meanwhile", async () => {
    await start(engine);
    await store.db.write(async ({ q }) => {
      const values = sql`values ('newer', 99999999999999)`;
      if (engine === "postgres") await q.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at) ${values}`);
      else (q as unknown as { run(query: unknown): void }).run(sql`insert into __drizzle_migrations (hash, created_at) ${values}`);
    });
    const { status, errors, retry } = await ready();
    expect([status, errors?.[0]?.extensions.code, retry]).toEqual([503, "UNUSABLE", undefined]);
    expect(errors?.[0]?.message).toContain("written by a newer or another version of Tabled");
    expect(await health()).toBe(200);
    await end();
  });
});

describe("on SQLite", () => {
  test("what /ready saves goes to the disk", async () => {
    await start("sqlite");
    const log = () => statSync(`${storeFile(store.address)}-wal`).mtimeMs;
    const before = log();
    await expect.poll(async () => store.db.tryWrite().then(() => log() > before)).toBe(true);
    await end();
  });

  test("a full store refuses changes in words, reads on, and takes them again when there is room", async () => {
    await start("sqlite");
    const allow = (pages: number) => store.db.write(async ({ q }) => (q as unknown as { get(query: unknown): unknown }).get(sql.raw(`pragma max_page_count = ${pages}`)));
    await allow(1);
    // Whatever needs a page more than there are: a reason as long as this does.
    const long = `mutation { createAuthority(input: { name: "${"x".repeat(60)}" }) { id } }`;
    let refused: Answer | undefined;
    for (let times = 0; times < 200 && !refused?.errors; times += 1) refused = (await post(app, long.replace("xx", `${times}`))).json() as Answer;
    expect(refusal(refused as Answer)).toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(/^There is no room left on the disk.*Make room there\. Nothing was changed\./),
    });
    await reads();
    await allow(1_000_000);
    expect((await post(app, writing)).json()).not.toHaveProperty("errors");
    await end();
  });

  test("a store whose file was moved away takes no changes until it is back", async () => {
    await start("sqlite");
    const file = storeFile(store.address);
    renameSync(file, `${file}-moved`);
    const { status, errors } = await ready();
    expect([status, errors?.[0]?.extensions.code]).toEqual([503, "UNUSABLE"]);
    expect(errors?.[0]?.message).toMatch(/^The file of Tabled's store was moved, removed or replaced while Tabled runs\. Stop Tabled, put the file back, and start it again\.$/);
    expect(refusal((await post(app, writing)).json() as Answer)).toMatchObject({ code: "UNUSABLE", message: expect.stringContaining("Nothing was changed.") });
    copyFileSync(`${file}-moved`, file);
    expect(refusal((await post(app, writing)).json() as Answer).code).toBe("UNUSABLE");
    renameSync(`${file}-moved`, file);
    expect((await post(app, writing)).json()).not.toHaveProperty("errors");
    await readyAtLast(200);
    await end();
  });

  test("a damaged file is told from one that is away, at its start and while it is read", async () => {
    await start("sqlite");
    const { dataDir } = store.address;
    const file = storeFile(store.address);
    await app.close();
    await store.db.close();
    const whole = new Database(file);
    const pageOf = (name: string) => whole.prepare("select rootpage from sqlite_master where name = ?").pluck().get(name) as number;
    const [migrations, authorities, size] = [pageOf("__drizzle_migrations"), pageOf("authority"), whole.pragma("page_size", { simple: true }) as number];
    whole.close();
    spoil(file, authorities, size);
    const db = await openDb(store.address, rules);
    const again = await makeApp(db);
    const asked = await post(again, `{ authority(id: "essex") { name } }`);
    expect([asked.statusCode, asked.headers["retry-after"]]).toEqual([200, undefined]);
    expect(refusal(asked.json() as Answer)).toMatchObject({
      code: "UNUSABLE",
      message: "The file of Tabled's store is damaged. Stop the server and restore a backup: npm run restore -- FILE",
    });
    await again.close();
    await db.close();
    spoil(file, migrations, size);
    await expect(openDb(store.address, rules)).rejects.toMatchObject({ code: "UNUSABLE", message: `${file} is damaged. Restore a backup: npm run restore -- FILE` });
    rmSync(dataDir, { recursive: true });
  });

  test("a disk that is full is told by /ready, and not by /health", () => {
    // The system refuses files of more than so many blocks, as a full disk does.
    const script = `
      import { mkdtempSync, rmSync } from "node:fs";
      const { openDb } = await import("./db/engine/store.ts");
      const { makeApp } = await import("./server/http/app.ts");
      console.error = () => {};
      const dataDir = mkdtempSync("${tmpdir()}/tabled-full-");
      const db = await openDb({ dataDir }, []);
      const app = await makeApp(db);
      const headers = { host: "localhost" };
      const before = (await app.inject({ url: "/ready", headers })).statusCode;
      let full;
      for (let turn = 0; turn < 5000 && !full; turn += 1) await db.tryWrite().catch((error) => { full = error.code; });
      for (let until = Date.now() + 1100; Date.now() < until; ) await new Promise((resolve) => setTimeout(resolve, 50));
      const after = await app.inject({ url: "/ready", headers });
      const { statusCode } = await app.inject({ url: "/health", headers });
      console.log(JSON.stringify({ before, full, ready: after.statusCode, message: after.json().errors?.[0].message, health: statusCode }));
      await app.close();
      rmSync(dataDir, { recursive: true });
    `;
    // Nothing may be put from the log into the store meanwhile, which would make room in the log.
    const ran = spawnSync("bash", ["-c", `ulimit -f 1400; exec "${process.execPath}" --import tsx --input-type=module --eval "$0"`, script], { cwd: root, encoding: "utf8" });
    expect(JSON.parse(ran.stdout || JSON.stringify(ran.stderr))).toEqual({
      before: 200,
      full: "UNAVAILABLE",
      ready: 503,
      message: expect.stringMatching(/^(The disk that Tabled's store is on cannot be read or written|There is no room left)/),
      health: 200,
    });
  });
});

describe("a store without the right to change it", () => {
  const asRoot = process.getuid?.() === 0;
  /** Nobody's number: root may write whatever its mode says. */
  const nobody = asRoot ? { uid: 65_534 } : {};
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tabled-locked-"));
    await openDb({ dataDir: folder }, rules).then((db) => db.close());
    if (asRoot) for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))]) chownSync(path, 65_534, 65_534);
  });
  afterEach(() => {
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true });
  });

  test("of its folder ends the start, in words", async () => {
    chmodSync(folder, 0o555);
    expect(await startServer({ DATA_DIR: folder }, nobody)).toMatchObject({
      ended: 1,
      said: expect.stringMatching(/cannot be opened or written\. Give Tabled the right to it, or set DATA_DIR/),
    });
  });

  test("of its file is served for reading, and told at the start and by /ready", async () => {
    chmodSync(join(folder, "tabled.sqlite"), 0o444);
    const server = await startServer({ DATA_DIR: folder }, nobody);
    if (!("url" in server)) throw new Error(server.said);
    expect(server.said()).toContain("Nothing can be saved at the moment. Tabled's store can be read but not written. Give Tabled the right to write its folder.");
    const answers = await Promise.all(["/ready", "/health"].map((path) => fetch(server.url + path)));
    expect(answers.map(({ status }) => status)).toEqual([503, 200]);
    expect(await answers[0]?.text()).toContain("can be read but not written");
    expect(await server.end("SIGTERM")).toBe(0);
  });
});

describe("on Postgres", () => {
  test("a database that takes no changes says what it is and what to do, and is read all the same", async () => {
    await start("postgres");
    const other = new pg.Client({ connectionString: store.address.databaseUrl });
    await other.connect();
    const name = new URL(store.address.databaseUrl as string).pathname.slice(1);
    const allow = async (changes: boolean) => {
      await other.query("set default_transaction_read_only = off");
      await other.query(`alter database ${name} set default_transaction_read_only = ${changes ? "off" : "on"}`);
      await other.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    };
    await allow(false);
    await expect.poll(async () => (await ready()).errors?.[0]?.message).toMatch(/^Tabled's database takes no changes: it follows another one, or was set to be read only\./);
    expect(refusal((await post(app, writing)).json() as Answer)).toMatchObject({ code: "UNAVAILABLE", message: expect.stringContaining("Nothing was changed.") });
    await reads();
    await allow(true);
    await readyAtLast(200);
    expect((await post(app, writing)).json()).not.toHaveProperty("errors");
    await other.end();
    await end();
  });

  test("a Postgres that is stopped is told by /ready in words", async () => {
    const own = await runPostgres();
    const db = await openDb({ dataDir: tmpdir(), databaseUrl: `${own.url}/postgres` }, rules);
    app = await makeApp(db);
    expect(await ready()).toMatchObject({ status: 200, ok: true });
    await own.stop();
    await expect.poll(async () => (await ready()).errors?.[0]?.message).toMatch(/^Tabled (has lost its database|'s database is being stopped)/);
    expect(await ready()).toMatchObject({ status: 503, retry: "2" });
    expect(refusal((await post(app, writing)).json() as Answer).code).toBe("UNAVAILABLE");
    await app.close();
    await db.close();
  });
});

/** Overwrites a page of a file. */
function spoil(file: string, page: number, size: number): void {
  const before = readFileSync(file).subarray((page - 1) * size, page * size);
  const open = openSync(file, "r+");
  writeSync(open, Buffer.alloc(before.length, 0x5a), 0, before.length, (page - 1) * size);
  closeSync(open);
}
