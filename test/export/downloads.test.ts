// How files are handed over: who waits, who gives up, what is not sent again, and what a file is called.
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveAs } from "../../server/export/fileName.ts";
import { serveExports } from "../../server/export/http.ts";
import { newOutcome } from "../../server/http/context.ts";
import { tabledSchema } from "../../server/http/schema.ts";
import { usualLimits } from "../../server/http/settings.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { KeptTables } from "../../server/tables/builtTables.ts";
import { type Served, serve } from "../setup/served.ts";
import { follow, savedReport } from "./everyTable.ts";

const essex = "/export/mediumTermTable.csv?authority=essex";
const folder = mkdtempSync(join(tmpdir(), "tabled-http-"));
const path = join(folder, "server");

let served: Served;
let impatient: FastifyInstance;
beforeAll(async () => {
  served = await serve("sqlite");
  const schema = tabledSchema();
  impatient = Fastify();
  const context = { db: served.db, schema, viewer: machineOwner, limits: usualLimits, today: "2026-11-21", tables: new KeptTables(), outcome: newOutcome() };
  serveExports(impatient, () => context, null, 2_000);
  // What a socket of this kind holds unread is a few hundred kilobytes, whatever the machine.
  await impatient.listen({ path });
});
afterAll(async () => {
  await impatient.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

const status = (asked: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    request({ socketPath: path, path: asked, agent: false }, (response) => response.resume().once("end", () => resolve(response.statusCode)))
      .once("error", reject)
      .end();
  });

test("a fifth file waits, and who takes nothing of one gives up the place", async () => {
  const tables = Array.from({ length: 100 }, () => ({ address: "mediumTermTable?authority=essex" }));
  const id = await savedReport(served, "essex", "Large", tables);
  const idle: Socket[] = [];
  for (let each = 0; each < 4; each += 1) {
    const socket = connect({ path });
    socket.on("error", () => {});
    socket.write(`GET /export/report.json?id=${id} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    idle.push(socket);
  }
  await expect.poll(() => status(essex)).toBe(503);
  await expect.poll(() => status(essex)).toBe(200);
  for (const socket of idle) socket.destroy();
}, 60_000);

test("what the asker has is not sent again, though a proxy packed it or she has other answers too", async () => {
  const { headers } = await follow(served, essex);
  const tag = String(headers.etag);
  for (const has of [tag, tag.replace("W/", ""), `"another", ${tag}`]) expect((await follow(served, essex, { "if-none-match": has })).statusCode).toBe(304);
  for (const has of [`"another"`, tag.slice(3)]) expect((await follow(served, essex, { "if-none-match": has })).statusCode).toBe(200);
});

test("a file has a name also for a browser that knows English letters alone", () => {
  expect(saveAs("Tŷ, data 7.csv")).toContain('filename="Ty, data 7.csv"');
  expect(saveAs("בית, data 7.csv")).toContain('filename="Table, data 7.csv"');
});
