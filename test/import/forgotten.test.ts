// Files that were sent to a server are forgotten as soon as nobody looks at them: by the page as it is left, by the command whatever becomes of it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importThroughServer, readThroughServer } from "../../server/import/throughServer.ts";
import { added, newAuthority, outcomes, percentage } from "../api/commissioner.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

const map = { target: "outcomes", layout: "rows", period: "Year", subject: "Place", values: [{ kpi: "moves", numerator: "Moved", denominator: "Children" }], newSubjects: true };
const header = "Year,Place,Moved,Children\n";
const homes = (rows: number) => header + Array.from({ length: rows }, (_, index) => `2024/25,Home ${index},10,40\n`).join("");
const folder = mkdtempSync(join(tmpdir(), "tabled-forgotten-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(engines)("files that were sent, on %s", (engine) => {
  let served: Served;
  let authority: string;
  let url: string;
  beforeAll(async () => {
    served = await serve(engine, { examples: false, threads: { threads: 2 } });
    authority = await newAuthority(served, "Senderton");
    await added(served, "Kpi", authority, percentage);
    url = await served.app.listen({ port: 0, host: "127.0.0.1" });
  });
  afterAll(() => served.stop());
  const call = async (method: "POST" | "DELETE", address: string, payload?: string, type = "application/json") => {
    const headers = { host: "localhost", ...(payload !== undefined && { "content-type": type }) };
    const response = await served.app.inject({ method, url: address, headers, ...(payload !== undefined && { payload }) });
    return { status: response.statusCode, ...response.json() };
  };
  const send = (content: string) => call("POST", `/imports?authority=${authority}`, content, "application/octet-stream");
  const begin = (id: string, asked: object) => call("POST", `/imports/${id}`, JSON.stringify(asked));
  const drop = (id: string) => call("DELETE", `/imports/${id}`);

  test("one is forgotten as it is left: with its import stopped, or when that has ended", async () => {
    const kept = async () => (await served.db.read(({ q, t }) => q.select({ id: t.upload.id }).from(t.upload))).map(({ id }) => id);
    const leave = (id: string, after: string) => call("DELETE", `/imports/${id}?forget=${after}`);
    const long = await send(homes(20_000));
    await begin(long.id, { map, preview: true });
    expect(await leave(long.id, "stopped")).toMatchObject({ stopped: true });
    expect(await kept()).not.toContain(long.id);
    const written = await send(`${header}2024/25,Left home,10,40\n`);
    await begin(written.id, { map, preview: false });
    await leave(written.id, "ended");
    await expect.poll(kept).not.toContain(written.id);
    expect((await outcomes(served, `authority: "${authority}", first: 500`)).nodes).toContainEqual(expect.objectContaining({ numerator: "10" }));
  });

  test("a command closes what it sent, also where it fails, and says what to do where too many wait", async () => {
    const kept = async () => (await served.db.read(({ q, t }) => q.select({ id: t.upload.id }).from(t.upload))).length;
    const before = await kept();
    const path = join(folder, "command.csv");
    writeFileSync(path, `${header}2024/25,Home,10,40\n`);
    const file = { path, name: "command.csv", preview: true };
    const whose = { authority, several: false };
    await expect(importThroughServer(url, whose, { ...file, map: "{}" })).rejects.toThrow();
    await expect(importThroughServer(url, whose, { ...file, map: JSON.stringify({ ...map, subject: "None" }) })).rejects.toThrow();
    expect(await kept()).toBe(before);
    const waiting: string[] = [];
    for (let answer = await send(homes(1)); answer.status === 200; answer = await send(homes(1))) waiting.push(answer.id);
    await expect(readThroughServer(url, whose, { ...file, choices: {} })).rejects.toThrow(/^Many files of this authority .* From here: close the browser's tabs .* or stop Tabled/);
    for (const id of waiting) await drop(id);
  });
});
