// Files and charts hold what their viewer may see, and nothing else: not another authority's tables, and no small counts of children in any of their bytes.
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { ExportFormat } from "../../schema/tables/export.ts";
import { exportPath } from "../../server/export/links.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { added, entered, newAuthority, percentage } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { follow, savedReport } from "./everyTable.ts";

/** What stands nowhere but with the hidden count: 3 / 41 = 0.07317… */
const secret = /(?<![\d.])(7\.3%|7\.317|0\.0731)|Of 41 in all/;

let served: Served;
let authority: string;
let other: string;
const viewers: Record<string, Viewer> = { owner: machineOwner };
const addresses: string[] = [];

beforeAll(async () => {
  served = await serve("sqlite", { examples: false, today: () => "2025-06-01", viewerOf: (request) => viewers[String(request.headers["x-as"] ?? "owner")] as Viewer });
  authority = await newAuthority(served, "Hideshire");
  other = await newAuthority(served, "Othershire");
  viewers.reader = { name: "Reader", reads: [authority], changes: [] };
  viewers.elsewhere = { name: "Elsewhere", reads: "all", changes: "all", wholeCounts: [other] };
  viewers.stranger = { name: "Stranger", reads: [other], changes: [], wholeCounts: "all" };
  const kpi = await added(served, "Kpi", authority, percentage);
  const subject = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: "Hideshire" });
  const of = { kpiId: kpi, subjectId: subject };
  await entered(served, authority, [
    { ...of, period: "2022/23", numerator: "30", denominator: "90" },
    { ...of, period: "2023/24", numerator: "31", denominator: "112" },
    { ...of, period: "2024/25", numerator: "3", denominator: "41", note: "Of 41 in all" },
  ]);
  await added(served, "Benefit", authority, {
    name: "Fewer moves",
    accountable: "Head",
    frequency: "ONCE",
    kpiId: kpi,
    subjectId: subject,
    countedFrom: "2023-04-01",
    afterMonths: 24,
  });
  const { nodes } = given(await served.ask(`query($a: ID!) { reportTables(authority: $a, first: 500) { nodes { address } } }`, { a: authority })).reportTables;
  addresses.push(...nodes.map(({ address }: { address: string }) => address), `outcomesRanked?authority=${authority}&kpi=${kpi}&period=2024%2F25`);
});
afterAll(() => served.stop());

const taken = async (who: string, url: string) => follow(served, url, { "x-as": who });

/** The text of a file: of one packed in an archive, that of all its parts. */
function textOf(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString() !== "PK") return bytes.toString("utf8");
  const parts: string[] = [];
  for (let end = bytes.length - 22; end >= 0; end -= 1) {
    if (bytes.readUInt32LE(end) !== 0x06054b50) continue;
    let at = bytes.readUInt32LE(end + 16);
    for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
      const [method, size, offset] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
      const from = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
      const held = bytes.subarray(from, from + size);
      parts.push((method === 8 ? inflateRawSync(held) : held).toString("utf8"));
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    break;
  }
  expect(parts.length).toBeGreaterThan(0);
  return parts.join("\n");
}

/** What each file of every table says to somebody, by its link; those that cannot be made of a table are left out. */
async function everyFile(who: string): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for (const address of addresses) {
    for (const url of [...Object.values(ExportFormat).map((format) => exportPath(address, format)), `/charts/${address}`]) {
      const response = await taken(who, url);
      if (response.statusCode === 200) found.push([url, textOf(response.rawPayload)]);
      else expect([204, 400]).toContain(response.statusCode);
    }
  }
  return found;
}

describe("a small count", () => {
  test("is in the files of whoever may see it, in every format with figures", async () => {
    const telling = (await everyFile("owner"))
      .filter(([, text]) => secret.test(text))
      .map(([url]) => (url.startsWith("/charts") ? "chart" : (/\.([a-z.]+)\?/.exec(url)?.[1] as string)));
    expect(new Set(telling)).toEqual(new Set(["csv", "values.csv", "xlsx", "formulas.xlsx", "ods", "docx", "html", "md", "json", "svg", "chart"]));
  });

  test.each(["reader", "elsewhere"])("is in no byte of %s's", async (who) => {
    const files = await everyFile(who);
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter(([, text]) => secret.test(text)).map(([url]) => url)).toEqual([]);
  });

  test("is not in a report, nor in what is kept of another's", async () => {
    const id = await savedReport(
      served,
      authority,
      "Cabinet",
      addresses.map((address) => ({ address })),
    );
    for (const format of ["html", "values.csv", "json", "md", "docx", "xlsx", "ods"]) {
      const owners = await taken("owner", `/export/report.${format}?id=${id}`);
      expect(textOf(owners.rawPayload)).toMatch(secret);
      const readers = await follow(served, `/export/report.${format}?id=${id}`, { "x-as": "reader", "if-none-match": String(owners.headers.etag) });
      expect(readers.statusCode).toBe(200);
      expect(textOf(readers.rawPayload)).not.toMatch(secret);
    }
  });
});

describe("another authority's", () => {
  test("tables and charts are as if there were none", async () => {
    for (const address of addresses) {
      const response = await taken("stranger", exportPath(address, ExportFormat.CSV));
      expect([address, response.statusCode, response.json().errors[0].extensions.code]).toEqual([address, 404, "NOT_FOUND"]);
      expect(response.body).not.toContain("Hideshire");
      // A table that never has a chart is not read for one.
      const chart = await taken("stranger", `/charts/${address}`);
      expect([404, 204]).toContain(chart.statusCode);
      expect(chart.body).not.toContain("Hideshire");
    }
  });

  test("reports are as if there were none, and its tables cannot be put into one's own", async () => {
    const id = await savedReport(served, authority, "Not for others", [{ address: addresses[0] as string }]);
    const response = await taken("stranger", `/export/report.html?id=${id}`);
    expect([response.statusCode, response.json().errors[0].message]).toEqual([404, "There is no such report, or you may not see it."]);
    const within = await savedReport(served, other, "With another's table", [{ address: addresses[0] as string }]);
    const refused = await taken("stranger", `/export/report.html?id=${within}`);
    expect(refused.statusCode).toBe(404);
    expect(refused.json().errors[0].message).toMatch(/^Table 1 of the report: There is no such authority, or you may not see it\.$/);
  });
});
