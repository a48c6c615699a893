// What a thread beside the event loop answers is what the event loop would have answered, to the byte, on either engine, and to each what she may see.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { ExportFormat } from "../../schema/tables/export.ts";
import { exportPath } from "../../server/export/links.ts";
import { type AppOptions, makeApp } from "../../server/http/app.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { added, entered, newAuthority, percentage } from "../api/commissioner.ts";
import { everyAddress, everyKind, serveTables } from "../export/everyTable.ts";
import type { Served } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

/** Whatever may go to a thread goes. */
const everything = { facts: 0, largeFacts: 30_000, cost: 0, bytes: 0 };
/** Who asks, by a header of this test's own. */
const people: Record<string, Viewer> = {
  owner: machineOwner,
  ofEssex: { name: "Of Essex", reads: ["essex"], changes: [] },
  ofHavering: { name: "Of Havering", reads: ["havering"], changes: [] },
};
const viewerOf = ({ headers }: FastifyRequest) => people[String(headers.who ?? "owner")] as Viewer;
const asked: AppOptions = { today: () => "2026-11-21", viewerOf };

const table = `query($id: ID!) { reportTable(id: $id) { address title source unit notes columns { key label status words } rows { key kind level label status cells { shown exact unit note rag pence edits } } } }`;

describe.each(engines)("on %s", (engine) => {
  let served: Served;
  let inline: FastifyInstance;
  let addresses: string[];
  let counted: string;
  beforeAll(async () => {
    served = await serveTables(engine, { ...asked, threads: { threads: 1 }, thresholds: everything });
    counted = await newAuthority(served, "Hideshire");
    people.ofFew = { name: "Of few", reads: [counted], changes: [] };
    const of = {
      kpiId: await added(served, "Kpi", counted, percentage),
      subjectId: await added(served, "KpiSubject", counted, { kind: "AUTHORITY", name: "Hideshire" }),
    };
    // 3 / 41 = 0.07317…
    await entered(served, counted, [{ ...of, period: "2024/25", numerator: "3", denominator: "41" }]);
    inline = await makeApp(served.db, asked);
    addresses = await everyAddress(served);
  });
  afterAll(async () => {
    await inline.close();
    await served.stop();
  });

  /** The answer of a thread, and that of the event loop. */
  async function both(url: string, payload?: object, who = "owner") {
    const headers = { host: "localhost", who, "apollo-require-preflight": "true" };
    const asking = payload ? { method: "POST" as const, url, headers, payload } : { method: "GET" as const, url, headers };
    const before = served.pool?.load.finished ?? 0;
    const beside = await served.app.inject(asking);
    expect(served.pool?.load.finished, `${url} went to a thread`).toBeGreaterThan(before);
    return { beside, own: await inline.inject(asking) };
  }

  async function same(url: string, payload?: object, who = "owner") {
    const { beside, own } = await both(url, payload, who);
    expect(beside.rawPayload.equals(own.rawPayload), JSON.stringify(payload ?? url)).toBe(true);
    expect(beside.statusCode).toBe(own.statusCode);
    for (const header of ["content-type", "cache-control", "content-disposition", "tabled-data-version"]) expect(beside.headers[header]).toBe(own.headers[header]);
    return beside;
  }

  test("every kind of table", async () => {
    const kinds = new Map(addresses.map((address) => [address.split("?")[0], address]));
    expect([...kinds.keys()].sort()).toEqual(everyKind);
    for (const id of kinds.values()) expect((await same("/graphql", { query: table, variables: { id } })).json().errors).toBeUndefined();
  });

  test("files of every format, and a chart", async () => {
    const address = "mediumTermTable?authority=essex";
    for (const format of Object.values(ExportFormat)) {
      // A Word document carries the second at which it was made.
      const made = format === ExportFormat.DOCX ? (await both(exportPath(address, format))).beside : await same(exportPath(address, format));
      expect(made.statusCode).toBe(200);
    }
    expect((await same("/charts/mediumTermTable?authority=essex&width=700")).headers["content-type"]).toContain("image/svg");
  });

  test("questions by GET, without an answer and with an error, and several in one request", async () => {
    await same(`/graphql?query=${encodeURIComponent('{ mediumTermTable(authority: "essex") { title } }')}`);
    const refused = await same("/graphql", { query: '{ mediumTermTable(authority: "nowhere") { title } }' });
    expect(refused.json().errors[0].extensions.code).toBe("NOT_FOUND");
    await same("/graphql", [{ query: "{ authorities { nodes { id } } }" }, { query: '{ monitoringTable(authority: "havering") { title } }' }]);
  });

  test("to each what she may see", async () => {
    const question = { query: table, variables: { id: "mediumTermTable?authority=essex" } };
    expect((await same("/graphql", question, "ofEssex")).json().errors).toBeUndefined();
    expect((await same("/graphql", question, "ofHavering")).json().errors[0].extensions.code).toBe("NOT_FOUND");
    expect((await same(exportPath("mediumTermTable?authority=essex", ExportFormat.CSV), undefined, "ofHavering")).statusCode).toBe(404);
    // What is counted of few people is hidden from her, and from no owner of the machine.
    const outcomes = { query: table, variables: { id: `outcomesByPeriod?authority=${counted}` } };
    expect((await same("/graphql", outcomes)).body).toContain("7.3%");
    expect((await same("/graphql", outcomes, "ofFew")).body).not.toContain("7.3%");
  });
});
