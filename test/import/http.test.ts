// Files sent to the server: kept, looked at, previewed, imported with progress, stopped and forgotten.
import { readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { added, newAuthority, outcomes, percentage, undo } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { everything } from "../db/rows.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { ownTemporary } from "./ownFiles.ts";

const folder = ownTemporary("http");

const map = { target: "outcomes", layout: "rows", period: "Year", subject: "Place", values: [{ kpi: "moves", numerator: "Moved", denominator: "Children" }], newSubjects: true };
const header = "Year,Place,Moved,Children\n";
const homes = (rows: number) =>
  header +
  Array.from({ length: rows }, (_, index) => `${1991 + (index % 40)}/${String((1992 + (index % 40)) % 100).padStart(2, "0")},Home ${Math.floor(index / 40)},10,40\n`).join("");

describe.each(engines)("files sent to a server on %s", (engine) => {
  let served: Served;
  let authority: string;
  let address: string;
  const viewers: Record<string, Viewer> = { owner: machineOwner };

  const call = async (method: "GET" | "POST" | "DELETE", url: string, payload?: unknown, headers: Record<string, string> = {}) => {
    const response = await served.app.inject({
      method,
      url,
      headers: { host: "localhost", ...headers },
      ...(payload !== undefined && { payload: payload as string }),
    });
    return { status: response.statusCode, headers: response.headers, ...response.json() };
  };
  const send = (content: string | Buffer | Readable, more: { who?: string; of?: string; name?: string } = {}) =>
    call("POST", `/imports?authority=${encodeURIComponent(more.of ?? authority)}&name=${more.name ?? "Returns.csv"}`, content, {
      "content-type": "application/octet-stream",
      "x-as": more.who ?? "owner",
    });
  const begin = (id: string, asked: object, who = "owner") => call("POST", `/imports/${id}`, JSON.stringify(asked), { "content-type": "application/json", "x-as": who });
  const look = (id: string, who = "owner") => call("GET", `/imports/${id}`, undefined, { "x-as": who });
  const drop = (id: string, who = "owner") => call("DELETE", `/imports/${id}`, undefined, { "x-as": who });
  const finished = async (id: string, who = "owner") => {
    for (;;) {
      const found = await look(id, who);
      if (found.state !== "running") return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const run = async (id: string, asked: object) => {
    expect(await begin(id, asked)).toMatchObject({ status: 200, state: "running" });
    return finished(id);
  };
  const refused = (answer: { status: number; errors?: { message: string; extensions: { code: string; field: string } }[] }) => {
    expect(answer.errors, JSON.stringify(answer)).toHaveLength(1);
    return { status: answer.status, ...answer.errors?.[0]?.extensions, message: answer.errors?.[0]?.message };
  };
  /** Those in the store, and any that were left on the disk. */
  const filesKept = async () => {
    const left = readdirSync(folder)
      .filter((name) => name.startsWith("tabled-import-"))
      .flatMap((name) => readdirSync(join(folder, name)));
    return left.length + (await served.db.read(({ q, t }) => q.select({ id: t.upload.id }).from(t.upload))).length;
  };

  beforeAll(async () => {
    served = await serve(engine, { examples: false, threads: { threads: 2 }, viewerOf: (request) => viewers[String(request.headers["x-as"] ?? "owner")] as Viewer });
    authority = await newAuthority(served, "Senderton");
    viewers.analyst = { name: "Analyst", reads: [authority], changes: [authority], wholeCounts: [authority] };
    viewers.officer = { name: "Officer", reads: [authority], changes: [authority] };
    viewers.reader = { name: "Reader", reads: [authority], changes: [] };
    viewers.stranger = { name: "Stranger", reads: [], changes: [] };
    await added(served, "Kpi", authority, percentage);
    address = await served.app.listen({ port: 0, host: "127.0.0.1" });
  });
  afterAll(() => served.stop());

  test("one is looked at, previewed, imported, taken back and forgotten", async () => {
    const before = await everything(served.db);
    const { id, columns, sheets, sample } = await send(`${header}2024/25,Home,10,40\n2023/24,Home,"4",40\n`);
    expect({ columns, sheets, sample }).toEqual({
      columns: ["Year", "Place", "Moved", "Children"],
      sheets: [],
      sample: [
        ["2024/25", "Home", "10", "40"],
        ["2023/24", "Home", "4", "40"],
      ],
    });
    expect(await look(id)).toMatchObject({ status: 200, id, state: "kept", progress: null, result: null, error: null, headers: { "cache-control": "no-store" } });
    // A preview is what is asked for where nothing is said.
    expect(await run(id, { map })).toMatchObject({ state: "done", result: { rows: 2, added: 2, batchId: null } });
    expect(await run(id, { map: JSON.stringify(map), preview: true })).toMatchObject({ state: "done", result: { added: 2, batchId: null } });
    expect(await everything(served.db)).toEqual(before);
    const { result } = await run(id, { map, preview: false });
    expect(result).toMatchObject({ rows: 2, leftOut: 0, stated: 2, added: 2, revised: 0, errors: [], errorCount: 0 });
    expect((await outcomes(served, `authority: "${authority}"`)).nodes).toHaveLength(2);
    const { nodes } = given(await served.ask(`{ history(authority: "${authority}", first: 1) { nodes { id why } } }`)).history;
    expect(nodes).toEqual([{ id: result.batchId, why: "Import Returns.csv" }]);
    expect(await run(id, { map, preview: false })).toMatchObject({ result: { added: 0, revised: 0, batchId: null } });
    given(await undo(served, String(result.batchId)));
    expect((await outcomes(served, `authority: "${authority}"`)).nodes).toEqual([]);
    const kept = await filesKept();
    expect(await drop(id)).toMatchObject({ status: 200, stopped: false });
    expect(await filesKept()).toBe(kept - 1);
    expect(refused(await look(id))).toMatchObject({ status: 400, code: "BAD_INPUT", field: "id" });
    expect(refused(await drop(id))).toMatchObject({ field: "id" });
    expect(refused(await begin(id, { map }))).toMatchObject({ field: "id" });
  });

  test("rows that are wrong are told, and a mapping that is wrong can be put right", async () => {
    const before = await everything(served.db);
    const { id } = await send(`${header}2024/25,Home,41,40\n2023/24,Home,many,40\n`);
    expect(await run(id, { map, preview: false })).toMatchObject({
      state: "done",
      result: {
        errorCount: 2,
        batchId: null,
        errors: [
          { line: 2, column: "Moved" },
          { line: 3, column: "Moved" },
        ],
      },
    });
    expect(await run(id, { map: { ...map, subject: "Council" } })).toMatchObject({
      state: "failed",
      result: null,
      error: { field: "map.subject", message: expect.stringMatching(/no column “Council”/) },
    });
    expect(await run(id, { map: "{" })).toMatchObject({ state: "failed", error: { field: "map" } });
    expect(await run(id, {})).toMatchObject({ state: "failed", error: { field: "map" } });
    expect(await everything(served.db)).toEqual(before);
    await drop(id);
  });

  test("a workbook gives its sheets, and is read by the one that is named", async () => {
    const sheet = (name: string, numerator: number) => ({
      name,
      rows: [
        ["Year", "Place", "Moved", "Children"],
        ["2024/25", "Home", numerator, 40],
      ],
    });
    const { id, sheets } = await send(Buffer.from(await writeXlsx({ sheets: [sheet("First", 1), sheet("Second", 99)] })));
    expect(sheets).toEqual(["First", "Second"]);
    expect(await run(id, { map })).toMatchObject({ result: { added: 1 } });
    expect(await run(id, { map, sheet: "Second" })).toMatchObject({ result: { errorCount: 1 } });
    expect(await run(id, { map, sheet: "Third" })).toMatchObject({ state: "failed", error: { field: "file" } });
    await drop(id);
  });

  test("another's file is unknown", async () => {
    const { id } = await send(`${header}2024/25,Home,10,40\n`, { who: "analyst" });
    const nothing = refused(await look("none", "owner"));
    for (const who of ["owner", "officer", "stranger"]) {
      expect(refused(await look(id, who))).toEqual(nothing);
      expect(refused(await begin(id, { map }, who))).toEqual(nothing);
      expect(refused(await drop(id, who))).toEqual(nothing);
    }
    expect(await look(id, "analyst")).toMatchObject({ state: "kept" });
    await drop(id, "analyst");
  });

  test("only who may change the authority sends one, and only who sees small counts imports outcomes", async () => {
    const kept = await filesKept();
    const content = `${header}2024/25,Home,10,40\n`;
    expect(refused(await send(content, { who: "stranger" }))).toMatchObject({ code: "NOT_FOUND", field: "authority" });
    expect(refused(await send(content, { of: "nowhere" }))).toMatchObject({ code: "NOT_FOUND", field: "authority" });
    expect(refused(await send(content, { who: "reader" }))).toMatchObject({ code: "FORBIDDEN", field: "authority" });
    expect(await filesKept()).toBe(kept);
    const { id } = await send(content, { who: "officer" });
    for (const preview of [true, false]) {
      await begin(id, { map, preview }, "officer");
      expect(await finished(id, "officer")).toMatchObject({ state: "failed", result: null, error: { field: "authority", message: expect.stringMatching(/hidden from you/) } });
    }
    await drop(id, "officer");
  });

  test("what is no table, or is no file, is refused and not kept", async () => {
    const kept = await filesKept();
    expect(refused(await send(""))).toMatchObject({ field: "file", message: "The file is empty." });
    expect(refused(await send(Buffer.from("%PDF-1.7\n")))).toMatchObject({ field: "file", message: expect.stringMatching(/PDF/) });
    expect(refused(await call("POST", `/imports?authority=${authority}`, "{}", { "content-type": "application/json" }))).toMatchObject({ code: "BAD_INPUT", field: "file" });
    expect(refused(await call("POST", `/imports?authority=${authority}`, "a,b", { "content-type": "text/csv" }))).toMatchObject({ status: 415, code: "BAD_REQUEST" });
    expect(refused(await call("POST", `/imports?authority=${authority}`, "a=b", { "content-type": "application/x-www-form-urlencoded" }))).toMatchObject({ status: 415 });
    expect(await filesKept()).toBe(kept);
  });

  test("one over the limit is refused, and nothing of it is kept", async () => {
    const kept = await filesKept();
    const [status, body] = await new Promise<[number | undefined, string]>((resolve, reject) => {
      const sending = request(`${address}/imports?authority=${authority}`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream", "content-length": 201 * 1_048_576 },
      });
      sending.on("error", reject).on("response", (response) => {
        let text = "";
        response.on("data", (piece) => {
          text += piece;
        });
        response.on("end", () => {
          resolve([response.statusCode, text]);
          sending.destroy();
        });
      });
      sending.write(header);
    });
    expect(refused({ status, ...JSON.parse(body) })).toMatchObject({ status: 400, code: "BAD_INPUT", field: "file", message: expect.stringMatching(/larger than 200 MB/) });
    // One that does not say its size is told so when it has been sent.
    const piece = Buffer.from("2024/25,Home,10,40\n".repeat(55_000));
    const pieces = Math.ceil((200 * 1_048_576) / piece.length) + 1;
    const large = Readable.from(
      (function* () {
        yield Buffer.from(header);
        for (let count = 0; count < pieces; count += 1) yield piece;
      })(),
    );
    expect(refused(await send(large))).toMatchObject({ code: "BAD_INPUT", field: "file", message: expect.stringMatching(/larger than 200 MB/) });
    for (let turn = 0; turn < 100 && (await filesKept()) > kept; turn += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await filesKept()).toBe(kept);
  });

  test("20 wait at most", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 20; count += 1) ids.push((await send(`${header}2024/25,Home,10,40\n`)).id);
    expect(refused(await send(`${header}2024/25,Home,10,40\n`))).toMatchObject({ code: "BAD_INPUT", field: "file" });
    for (const id of ids) expect(await drop(id)).toMatchObject({ stopped: false });
    const { id } = await send(`${header}2024/25,Home,10,40\n`);
    expect(id).toBeTruthy();
    await drop(id);
  });

  test("while a long one is imported others read, it tells how far it is, and is not begun twice", async () => {
    const { id } = await send(homes(20_000));
    await begin(id, { map, preview: false });
    expect(refused(await begin(id, { map, preview: false }))).toMatchObject({ field: "id", message: expect.stringMatching(/being imported/) });
    let found = await look(id);
    const stages = new Set<string>();
    let reads = 0;
    while (found.state === "running") {
      const response = await fetch(`${address}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: `{ kpiOutcomes(authority: "${authority}", first: 1) { total } }`, variables: { [`v${reads}`]: 1 } }),
      });
      const { data } = (await response.json()) as { data: { kpiOutcomes: { total: number } } };
      expect([0, 20_000]).toContain(data.kpiOutcomes.total);
      reads += 1;
      found = await look(id);
      if (found.progress) stages.add(found.progress.stage);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(found).toMatchObject({ state: "done", result: { rows: 20_000, added: 20_000 } });
    expect(reads).toBeGreaterThan(5);
    expect([...stages]).toContain("writing");
    given(await undo(served, String(found.result.batchId)));
    await drop(id);
  });

  test("stopped in the middle, it leaves nothing, and can be begun again", async () => {
    const { id } = await send(homes(20_000));
    const before = (await outcomes(served, `authority: "${authority}", first: 1`)).total;
    await begin(id, { map, preview: false });
    for (let found = await look(id); found.progress?.stage !== "writing" && found.state === "running"; found = await look(id))
      await new Promise((resolve) => setTimeout(resolve, 2));
    expect(await drop(id)).toMatchObject({ stopped: true });
    expect(await finished(id)).toMatchObject({ state: "failed", result: null, error: { field: "file", message: "The import was stopped, and nothing was written." } });
    expect((await outcomes(served, `authority: "${authority}", first: 1`)).total).toBe(before);
    expect(await run(id, { map })).toMatchObject({ state: "done", result: { added: 20_000 } });
    expect(await drop(id)).toMatchObject({ stopped: false });
  });
});
