// Readings that nobody waits for, and files that nobody asks for any more: both end by themselves.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { sweepLeft } from "../../server/import/uploadFiles.ts";
import type { UploadLimits } from "../../server/import/uploadLimits.ts";
import { newAuthority } from "../api/commissioner.ts";
import { type Served, serve } from "../setup/served.ts";
import { ownTemporary } from "./ownFiles.ts";

const folder = ownTemporary("stopped");

let served: Served;
let authority: string;
const open = async (uploads: Partial<UploadLimits>) => {
  served = await serve("sqlite", { examples: false, threads: { threads: 3, patience: 10 }, uploads, viewerOf: () => machineOwner as Viewer });
  authority = await newAuthority(served, "Northam Borough Council");
};
afterEach(async () => {
  await served?.stop();
});
const call = async (method: "GET" | "POST" | "DELETE", url: string, payload?: string, type = "application/octet-stream") =>
  (
    await served.app.inject({ method, url, headers: { host: "localhost", ...(payload !== undefined && { "content-type": type }) }, ...(payload !== undefined && { payload }) })
  ).json();
const send = (content: string) => call("POST", `/imports?authority=${authority}&name=Table`, content);
const uploads = () => served.db.read(({ q, t }) => q.select({ id: t.upload.id }).from(t.upload));
const large = `Service,${Array.from({ length: 60 }, (_, at) => `C${at}`).join(",")}\n${Array.from({ length: 40_000 }, (_, row) => `S${row},${"7,".repeat(59)}7`).join("\n")}\n`;

test("a reading that takes too long is stopped and refused in words", async () => {
  await open({ readingMs: 1 });
  expect((await send("Service,2026/27\nCare,1\n")).errors).toMatchObject([
    { message: expect.stringMatching(/^This file takes too long to read\./), extensions: { field: "file" } },
  ]);
  expect(await uploads()).toEqual([]);
});

test("a reading is stopped when its file is forgotten, and no other", async () => {
  await open({});
  const { id } = await send(large);
  const load = () => served.pool?.load.running;
  const reading = call("POST", `/imports/${id}/reading`, "{}", "application/json");
  await expect.poll(load, { timeout: 10_000 }).toBe(1);
  await call("DELETE", `/imports/${id}`);
  expect((await reading).errors).toHaveLength(1);
  await expect.poll(load).toBe(0);
  expect((await send("Service,2026/27\nCare,1\n")).columns).toEqual(["Service", "2026/27"]);
});

test("a file that nobody asks for goes though no other comes", async () => {
  await open({ keptMs: 200 });
  await send("Service,2026/27\nCare,1\n");
  await expect.poll(async () => (await uploads()).length, { timeout: 10_000 }).toBe(0);
});

test("a file that has come in goes sooner than one that was only looked at", async () => {
  await open({ importedMs: 200 });
  const file = "Service,2026/27 (£)\nCare,£100\nFoster,£200\n";
  await served.ask(`mutation($a: ID!) { createVersion(authority: $a, input: { name: "Draft", firstYear: "2026/27", yearCount: 1 }) { id } }`, { a: authority });
  const [looked, taken] = [await send(file), await send(file)];
  const run = (id: string, preview: boolean) => call("POST", `/imports/${id}`, JSON.stringify({ choices: {}, preview }), "application/json");
  await run(looked.id, true);
  await run(taken.id, false);
  await expect.poll(uploads, { timeout: 10_000 }).toEqual([{ id: looked.id }]);
});

test("copies of servers that have ended are removed, and no others", async () => {
  const ended = spawnSync(process.execPath, ["-e", ""]).pid;
  const names = [
    `tabled-import-${hostname()}-${ended}-AbCdEf`,
    `tabled-import-${hostname()}-${process.ppid}-AbCdEf`,
    `tabled-import-elsewhere.test-${ended}-AbCdEf`,
    "tabled-import-AbCdEf",
    `another-${ended}-AbCdEf`,
  ];
  for (const name of names) mkdirSync(join(folder, name));
  await sweepLeft();
  expect(names.filter((name) => readdirSync(folder).includes(name))).toEqual(names.slice(1));
});
