// A disk that is really full: a small one of memory's own, where the tests may have one. The store, files that are imported and backups say so.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Db } from "../../db/engine/open.ts";
import { openDb, storeFile } from "../../db/engine/store.ts";
import { copyStore } from "../../db/engine/storeCopy.ts";
import { makeApp } from "../../server/http/app.ts";
import { rules } from "../../server/rules/rules.ts";
import { post, refusal } from "../api/officer.ts";
import type { Answer } from "../setup/served.ts";
import { freshStore, type TestStore } from "../setup/stores.ts";

const disk = mkdtempSync(join(tmpdir(), "tabled-disk-"));
const isMounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", disk]).status === 0;
const filler = join(disk, "filler");
const fill = () => {
  // As much as it takes, to the last block.
  for (let size = 24 * 1024 * 1024; size >= 512; size /= 2) {
    try {
      writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
    } catch {
      // Half of it may fit.
    }
  }
};
const clear = () => rmSync(filler, { force: true });
const host = { host: "localhost" };
const adding = (name: string) => `mutation { createAuthority(input: { name: "${name}" }) { id } }`;

describe.runIf(isMounted)("on a disk that is full", () => {
  let db: Db;
  let app: FastifyInstance;
  beforeAll(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    db = await openDb({ dataDir: join(disk, "data") }, rules);
    app = await makeApp(db);
  });
  afterAll(async () => {
    await app.close();
    await db.close();
    spawnSync("umount", [disk]);
    rmSync(disk, { recursive: true, force: true });
    vi.restoreAllMocks();
  });

  test("changes are refused in words, /ready says so, what is there is read; and all is well when there is room", async () => {
    expect((await post(app, adding("Before"))).json()).not.toHaveProperty("errors");
    fill();
    let answer: Answer = { data: null };
    for (let times = 0; times < 500 && !answer.errors; times += 1) answer = (await post(app, adding(`Full ${times}`))).json() as Answer;
    const full = "There is no room left on the disk that Tabled's store is on. Make room there.";
    expect(refusal(answer)).toMatchObject({ code: "UNAVAILABLE", message: `${full} Nothing was changed. Try again in a moment.` });
    // A small change may still fit where an earlier, larger one was thrown away.
    for (let times = 0; times < 500; times += 1)
      if (
        await db.tryWrite().then(
          () => false,
          () => true,
        )
      )
        break;
    const ready = await app.inject({ url: "/ready", headers: host });
    expect([ready.statusCode, (ready.json() as Answer).errors?.[0]?.message]).toEqual([503, `${full} Try again in a moment.`]);
    expect((await app.inject({ url: "/health", headers: host })).statusCode).toBe(200);
    expect((await post(app, `{ authorities(first: 1) { nodes { name } } }`)).json()).not.toHaveProperty("errors");
    clear();
    expect((await post(app, adding("After"))).json()).not.toHaveProperty("errors");
    await expect.poll(async () => (await app.inject({ url: "/ready", headers: host })).statusCode).toBe(200);
  });

  test("a new store is not begun, in words", async () => {
    fill();
    await expect(openDb({ dataDir: join(disk, "another") }, rules)).rejects.toMatchObject({ message: expect.stringMatching(/^There is no room left on the disk/) });
    clear();
  });

  test("a backup is not begun there, and says that it is its own disk that is full", async () => {
    const other = await freshStore("sqlite");
    fill();
    const to = join(disk, "backup.sqlite");
    await expect(copyStore(storeFile(other.address), to)).rejects.toMatchObject({
      code: "UNUSABLE",
      message: `There is no room left on the disk for ${to}. Make room there, or name another place.`,
    });
    clear();
    await copyStore(storeFile(other.address), to);
    rmSync(to);
    await other.remove();
  });
});

describe("a file that is sent to be imported", () => {
  let store: TestStore;
  let app: FastifyInstance;
  let authority: string;
  const usual = process.env.TMPDIR;
  const put = (folder: string | undefined) => {
    if (folder === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = folder;
  };
  const send = () =>
    app.inject({
      method: "POST",
      url: `/imports?authority=${authority}&name=a.csv`,
      headers: { ...host, "content-type": "application/octet-stream" },
      payload: `Year,Place\n${"2024/25,Home\n".repeat(500)}`,
    });
  beforeAll(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    store = await freshStore("sqlite");
    app = await makeApp(store.db);
    authority = ((await post(app, adding("Sender"))).json() as Answer).data.createAuthority.id;
  });
  afterAll(async () => {
    put(usual);
    await app.close();
    await store.remove();
    vi.restoreAllMocks();
  });

  test("cannot be put where there is no folder, which is told, and is taken when there is one", async () => {
    put("/nowhere/at/all");
    const refused = await send();
    expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([503, "2"]);
    expect(refusal(refused.json() as Answer)).toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringContaining("cannot be written. Give Tabled the right to it, or start Tabled with TMPDIR set"),
    });
    put(usual);
    expect((await send()).statusCode).toBe(200);
  });
});

test.runIf(isMounted)("a file that is sent to be imported onto a full disk says so", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const small = mkdtempSync(join(tmpdir(), "tabled-small-"));
  spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", small]);
  const usual = process.env.TMPDIR;
  const store = await freshStore("sqlite");
  const app = await makeApp(store.db);
  const authority = ((await post(app, adding("Sender"))).json() as Answer).data.createAuthority.id;
  process.env.TMPDIR = small;
  const sent = await app.inject({
    method: "POST",
    url: `/imports?authority=${authority}&name=a.csv`,
    headers: { ...host, "content-type": "application/octet-stream" },
    payload: "x".repeat(300_000),
  });
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  expect([sent.statusCode, refusal(sent.json() as Answer).message]).toEqual([
    503,
    expect.stringMatching(/^There is no room left on the disk that files are put on while they are imported\. Make room there/),
  ]);
  await app.close();
  await store.remove();
  spawnSync("umount", [small]);
  rmSync(small, { recursive: true });
  vi.restoreAllMocks();
});
