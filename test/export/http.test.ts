// Files over HTTP: named, dated by the data's version, asked for again without being sent again, refused in words, and in nobody's way.
import { get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import type { ExportFormat } from "../../schema/tables/export.ts";
import { formats } from "../../server/export/formats.ts";
import { exportPath } from "../../server/export/links.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { added, entered, newAuthority, percentage } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { unzipped } from "./docxRead.ts";
import { follow, savedReport } from "./everyTable.ts";

const every = Object.keys(formats) as ExportFormat[];
const essex = "mediumTermTable?authority=essex&unit=THOUSANDS&version=essex-mtrs-2023";

describe("A file", () => {
  let served: Served;
  const viewers: Record<string, Viewer> = { owner: machineOwner, stranger: { name: "Stranger", reads: ["havering"], changes: [] } };
  beforeAll(async () => {
    served = await serve("sqlite", { today: () => "2026-11-21", viewerOf: (request) => viewers[String(request.headers["x-as"] ?? "owner")] as Viewer });
  });
  afterAll(() => served.stop());
  const refusal = async (url: string, headers: Record<string, string> = {}) => {
    const response = await follow(served, url, headers);
    return { status: response.statusCode, ...response.json().errors[0].extensions, message: response.json().errors[0].message as string };
  };

  test.each(every)("as .%s is named by its table and the data's version", async (format) => {
    const response = await follow(served, exportPath(essex, format));
    expect(response.statusCode).toBe(200);
    const version = given(await served.ask(`{ numbers(authority: "essex") { dataVersion } }`)).numbers.dataVersion;
    expect(response.headers["tabled-data-version"]).toBe(String(version));
    const more = format === "values.csv" ? ", values" : format === "formulas.xlsx" ? ", formulas" : "";
    const name = `Essex County Council, medium-term table, MTRS draft 2023${more}, data ${version}.${format.split(".").pop()}`;
    expect(response.headers["content-disposition"]).toBe(`attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(name)}`);
    expect(response.headers["content-type"]).toBe(formats[format]?.mediaType);
    expect(response.headers["x-content-type-options"]).toBe("nosniff");
  });

  test("with letters that are not ASCII in its name has them where a browser reads them, and no quote that ends the header", async () => {
    const id = await savedReport(served, "essex", 'Tŷ "Gwyn" / 5% 👍', [{ address: essex }]);
    const { headers } = await follow(served, `/export/report.html?id=${id}`);
    const [, plain, encoded] = /^attachment; filename="([^"]*)"; filename\*=UTF-8''(\S+)$/.exec(String(headers["content-disposition"])) ?? [];
    expect(decodeURIComponent(encoded as string)).toMatch(/^Tŷ Gwyn - 5% 👍, data \d+\.html$/);
    expect(plain).toMatch(/^Ty Gwyn - 5% , data \d+\.html$/);
  });

  test("is not sent again while the data are the same, and is once they have changed", async () => {
    const url = exportPath(essex, "html");
    const { headers } = await follow(served, url);
    const tag = String(headers.etag);
    const again = await follow(served, url, { "if-none-match": tag });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
    expect((await follow(served, exportPath(essex, "md"), { "if-none-match": tag })).statusCode).toBe(200);
    given(
      await served.ask(
        `mutation { editCells(authority: "essex", version: "essex-mtrs-2023", edits: [{ cell: "budget:essex-north:2023/24", expected: 464600000, typed: "4,647" }]) { batchId } }`,
      ),
    );
    const changed = await follow(served, url, { "if-none-match": tag });
    expect(changed.statusCode).toBe(200);
    expect(changed.body).toContain("<td>4,647</td>");
  });

  test("that cannot be made is refused in words that name what is wrong", async () => {
    expect(await refusal("/export/mediumTermTable.html?authority=essex&unit=PENCE")).toMatchObject({
      status: 400,
      code: "BAD_INPUT",
      field: "unit",
      message: expect.stringContaining("PENCE"),
    });
    expect(await refusal("/export/mediumTermTable.html?authority=essex&colour=red")).toMatchObject({ status: 400, field: "colour", message: expect.stringContaining("takes no") });
    expect(await refusal("/export/mediumTermTable.html")).toMatchObject({ status: 400, field: "authority" });
    expect(await refusal("/export/nothing.html?authority=essex")).toMatchObject({ status: 404, code: "NOT_FOUND" });
    expect(await refusal("/export/mediumTermTable.pdf?authority=essex")).toMatchObject({ status: 404, field: "format", message: expect.stringContaining(".docx") });
    expect(await refusal("/export/report.docx?id=nothing")).toMatchObject({ status: 404, code: "NOT_FOUND" });
    expect(await refusal("/export/benefitsRegister.png?authority=havering")).toMatchObject({ status: 400, field: "format" });
    const empty = await savedReport(served, "essex", "Empty", []);
    expect(await refusal(`/export/report.docx?id=${empty}`)).toMatchObject({ status: 400, field: "id", message: expect.stringContaining("no tables yet") });
    const response = await follow(served, "/export/mediumTermTable.html?authority=essex&unit=PENCE");
    expect(response.headers.etag).toBeUndefined();
    expect(response.headers["content-disposition"]).toBeUndefined();
  });

  test("is not given under a name that is not the server's", async () => {
    for (const url of [exportPath(essex, "html"), "/export/table.schema.json"]) expect((await follow(served, url, { host: "evil.example" })).statusCode).toBe(421);
  });

  test.each(every)("as .%s of an authority that the viewer may not read is refused as one that there is not", async (format) => {
    const of = (authority: string) => exportPath(`mediumTermTable?authority=${authority}`, format);
    const hidden = await refusal(of("essex"), { "x-as": "stranger" });
    const none = await refusal(of("nobody"), { "x-as": "stranger" });
    expect(hidden.status).toBe(404);
    expect(hidden).toEqual({ ...none, message: none.message.replace("nobody", "essex") });
  });

  test("of a report with a table that the viewer may not read says which, and is not begun", async () => {
    given(
      await served.ask(
        `mutation { saveReport(seen: ${latest}, authority: "havering", name: "Theirs and ours", items: [{ address: "benefitsRegister?authority=havering" }, { address: "${essex}" }]) { id } }`,
      ),
    );
    const { nodes } = given(await served.ask(`{ reports(authority: "havering") { nodes { id } } }`)).reports;
    const said = await refusal(`/export/report.json?id=${nodes[0].id}`, { "x-as": "stranger" });
    expect(said).toMatchObject({ status: 404, message: expect.stringContaining("Table 2 of the report") });
  });
});

describe("Small counts", () => {
  /** Each stands nowhere else: 3 of 41 is hidden, and 9 of 67 with it, which would give it away. */
  const secrets = [/(?<![\w.#-])7\.3(?!\d)%?/, /0\.0731/, /(?<![\w.#-])13\.4(?!\d)%?/, /0\.1343/, /1357/];
  let served: Served;
  const addresses: string[] = [];
  const viewers: Record<string, Viewer> = { owner: machineOwner, officer: { name: "Officer", reads: "all", changes: "all" } };
  beforeAll(async () => {
    served = await serve("sqlite", { examples: false, today: () => "2025-06-01", viewerOf: (request) => viewers[String(request.headers["x-as"] ?? "owner")] as Viewer });
    const authority = await newAuthority(served, "Hideshire");
    const kpi = await added(served, "Kpi", authority, percentage);
    const region = await added(served, "KpiSubject", authority, { kind: "REGION", name: "North" });
    const subjects: Record<string, string> = {};
    for (const name of ["Hideshire", "Second", "Third"]) subjects[name] = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name, withinId: region });
    const of = (subjectId: string, numerator: string, denominator: string) => ({ kpiId: kpi, subjectId, period: "2024/25", numerator, denominator });
    await entered(served, authority, [
      { ...of(subjects.Hideshire as string, "3", "41"), note: "Of them 1357 were siblings" },
      of(subjects.Second as string, "9", "67"),
      of(subjects.Third as string, "31", "112"),
      of(region, "43", "220"),
    ]);
    addresses.push(
      `outcomesBySubject?authority=${authority}`,
      `outcomesOfKpi?authority=${authority}&kpi=${kpi}`,
      `outcomesRanked?authority=${authority}&kpi=${kpi}`,
      `outcomesByPeriod?authority=${authority}&subject=${subjects.Hideshire}`,
    );
  });
  afterAll(() => served.stop());

  /** All that a file says: its bytes, and those of the parts that are zipped in it. */
  const saidIn = (bytes: Buffer) => (bytes.subarray(0, 2).toString("latin1") === "PK" ? [...unzipped(bytes).values()] : [bytes]).map((part) => part.toString("utf8")).join("\n");

  test.each(every.filter((format) => format !== "png"))("are in no .%s of a viewer who may not see them", async (format) => {
    let told = false;
    for (const address of addresses) {
      if (format === "svg" && !address.startsWith("outcomesOfKpi")) continue;
      const [whole, hidden] = await Promise.all(["owner", "officer"].map((who) => follow(served, exportPath(address, format), { "x-as": who })));
      told ||= secrets.some((secret) => secret.test(saidIn(whole?.rawPayload as Buffer)));
      expect(hidden?.statusCode).toBe(200);
      const said = saidIn(hidden?.rawPayload as Buffer);
      expect(
        secrets.filter((secret) => secret.test(said)),
        address,
      ).toEqual([]);
    }
    // So that the search is known to find what it looks for.
    expect(told).toBe(true);
  });
});

describe("Long files", () => {
  let served: Served;
  let root: string;
  let long: string;
  beforeAll(async () => {
    served = await serve("sqlite", { examples: false });
    const authority = await newAuthority(served, "Long");
    const input = { name: "Draft", firstYear: "2024/25", yearCount: 30 };
    const version = given(await served.ask(`mutation($a: ID!, $i: NewVersionInput!) { createVersion(authority: $a, input: $i) { id } }`, { a: authority, i: input })).createVersion
      .id;
    // Longer than what the two ends of a connection hold between them.
    for (let part = 0; part < 2; part += 1) {
      const rows = Array.from({ length: 1_500 }, (_, index) => ({ name: `Cost centre ${part} ${index} ${"of a long name ".repeat(10)}`, amounts: ["1"] }));
      given(await served.ask(`mutation($v: ID!, $r: [NewCostCentreInput!]!) { addCostCentres(version: $v, rows: $r) { batchId } }`, { v: version, r: rows }));
    }
    await served.app.listen({ host: "127.0.0.1", port: 0 });
    root = `http://127.0.0.1:${(served.app.server.address() as { port: number }).port}`;
    long = `${root}/export/mediumTermTable.values.csv?authority=${authority}`;
  });
  afterAll(() => served.stop());

  /** A download that nobody reads on from its head. */
  const begun = (url: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(url, (response) => resolve(response.pause())).on("error", reject);
    });
  const statusOf = async (url: string) => {
    const response = await begun(url);
    const { statusCode } = response;
    response.destroy();
    return statusCode;
  };

  test("that are read slowly hold up nobody, and the fifth at once is told to wait until one is given up", async () => {
    const slow: IncomingMessage[] = [];
    for (let count = 0; count < 4; count += 1) {
      const response = await begun(long);
      expect(response.statusCode).toBe(200);
      slow.push(response);
    }
    const fifth = await begun(long);
    expect([fifth.statusCode, fifth.headers["retry-after"]]).toEqual([503, "3"]);
    fifth.destroy();
    expect((await fetch(`${root}/health`)).status).toBe(200);
    const asked = await fetch(`${root}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ authorities { nodes { name } } }" }),
    });
    expect((await asked.json()).data.authorities.nodes).toEqual([{ name: "Long" }]);

    slow.pop()?.destroy();
    await expect.poll(() => statusOf(long)).toBe(200);
    for (const response of slow) response.destroy();
  });

  test("given up before they are begun free their places, too", async () => {
    for (let count = 0; count < 6; count += 1) {
      const request = get(long);
      request.on("error", () => {});
      await new Promise((resolve) => setTimeout(resolve, 30));
      request.destroy();
    }
    const many = async () => {
      const responses = await Promise.all(Array.from({ length: 4 }, () => begun(long)));
      for (const response of responses) response.destroy();
      return responses.map(({ statusCode }) => statusCode);
    };
    await expect.poll(many).toEqual([200, 200, 200, 200]);
  });
});
