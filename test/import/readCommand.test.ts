// npm run import of tables as somebody made them: what it prints of a file and of a folder, what it imports, and the real files that people have.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandAsked } from "../../server/import/asked.ts";
import { readThroughServer } from "../../server/import/throughServer.ts";
import { readingAsJson } from "../../server/import/told.ts";
import { newAuthority } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { long } from "../setup/samples.ts";
import { type Served, serve } from "../setup/served.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tabled-read-command-"));
afterAll(() => rmSync(folder, { recursive: true }));

function run(data: string, ...asked: string[]) {
  const env = { ...process.env, DATA_DIR: data, DATABASE_URL: "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "server/import/main.ts", ...asked], { cwd: root, encoding: "utf8", env });
  return { status, out: stdout.trim(), said: stderr.trim() };
}

/** Councils down, services across in groups, codes and units above, a total a group: as a return of a ministry. */
const returned = [
  "Revenue account, 2026-27,,,,,,,,",
  "Data are in £ thousand.,,,,,,,,",
  "This row has codes,,,eduerl,eduprm,edutot,cscsr,csclkd,csctot",
  "Groups,,,Education,,,Children\xd5s Social Care,,",
  "E-code,ONS Code,Local authority,Early years,Schools,TOTAL EDUCATION,Sure Start,Children\xd5s homes,TOTAL CARE",
  'E3831,E06000001,Northam,100,"1,200","1,300",20,"4,646","4,666"',
  'E3832,E06000002,Southam,50,600,650,10,"2,000","2,010"',
  "E3833,E06000003,Westham,1,2,3,4,5,9",
].join("\r\n");

describe("npm run import -- FILE", () => {
  let served: Served;
  let authority: string;
  const file = (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  beforeAll(async () => {
    served = await serve("sqlite", { examples: false });
    authority = await newAuthority(served, "Northam");
    given(await served.ask(`mutation($a: ID!) { createVersion(authority: $a, input: { name: "Draft", firstYear: "2026/27", yearCount: 2 }) { id } }`, { a: authority }));
  });
  afterAll(() => served.stop());

  test("prints what a file was read as, without a store that knows whose it is", () => {
    const path = file("return.csv", Buffer.from(returned, "latin1"));
    const data = mkdtempSync(join(folder, "empty-"));
    const { status, out, said } = run(data, path, "--where", "Local authority=Northam", "--amount", "Children’s Social Care", "--preview", "--json");
    expect({ status, said }).toEqual({ status: 0, said: "" });
    const found = JSON.parse(out);
    expect(Object.keys(found)).toEqual([
      "as",
      "encoding",
      "sheet",
      "headerRow",
      "unit",
      "period",
      "years",
      "columns",
      "rows",
      "totals",
      "columnChecks",
      "incoming",
      "leftOut",
      "asks",
      "refused",
    ]);
    expect(found).toMatchObject({
      as: "budget",
      encoding: "macintosh",
      headerRow: 5,
      unit: "thousands",
      period: "2026/27",
      rows: { leaf: 1, heading: 0, subtotal: 0, total: 0, memorandum: 0, note: 0, blank: 0 },
      totals: [{ label: "TOTAL CARE", stated: [466_600_000], computed: [466_600_000], agrees: [true] }],
      incoming: { count: 2, sumPence: 466_600_000 },
      columnChecks: [
        { column: "TOTAL EDUCATION", is: "Early years + Schools", rows: 3, agrees: 3, wrong: [] },
        { column: "TOTAL CARE", is: "Sure Start + Children’s homes", rows: 3, agrees: 3, wrong: [] },
      ],
      leftOut: [{ row: null, label: "TOTAL CARE", why: "it is the sum of other columns" }],
      refused: null,
    });
    expect(found.columns).toContainEqual({ name: "Children’s homes", holds: "money" });
  });

  test("takes a folder's files one by one, and says of each what it is", () => {
    const path = join(folder, "several");
    mkdirSync(path);
    writeFileSync(join(path, "a.csv"), "Service,2026/27,2027/28\nCare,£1,£2\nFoster,£3,£4\n");
    writeFileSync(join(path, "b.pdf"), "%PDF-1.7\n");
    const data = mkdtempSync(join(folder, "empty-"));
    const { status, out, said } = run(data, path, "--preview", "--json");
    expect(status).toBe(0);
    expect(said.split("\n")).toEqual(["1 of 2: a.csv", "2 of 2: b.pdf"]);
    expect(JSON.parse(out)).toMatchObject([
      { file: "a.csv", years: ["2026/27", "2027/28"], incoming: { count: 2, sumPence: 1_000 }, refused: null },
      { file: "b.pdf", incoming: { count: 0 }, refused: expect.stringMatching(/^This is a PDF/) },
    ]);
  });

  test("imports what was read, says what it was, and that it is asked", async () => {
    const path = file("return.csv", Buffer.from(returned, "latin1"));
    const data = served.address.dataDir as string;
    const first = run(data, path, "--amount", "Children’s Social Care");
    expect(first.said).toBe("");
    expect(first.out.split("\n")).toEqual([
      "Read as budget: CSV in macintosh, header in row 5, in thousands.",
      "Years: 2026/27.",
      "TOTAL CARE: £4,666,000.00 agrees.",
      "2 columns are the sum or the difference of others in every row.",
      "Left out, column TOTAL CARE “TOTAL CARE”: it is the sum of other columns.",
      "Which rows are wanted, by Local authority? Local authority=Northam is taken.",
      "Which draft do these go into? Draft is taken.",
      "2 lines would come in: £4,666,000.00.",
      expect.stringMatching(/^2 rows: 2 added, 0 revised, 0 unchanged\. Batch \d+/),
    ]);
    const asked = run(data, file("asked.csv", "Service,Gross spend,Income\nCare,5000000,1\nFoster,6000000,2\n"), "--year", "2026/27");
    expect(asked).toMatchObject({ status: 1, said: "Nothing was written." });
    expect(asked.out).toContain("Asked (amount): Which column has the amounts? One of: Gross spend; Income");
    const months = file("months.csv", "Cost centre,Apr-26,May-26,Jun-26\nSure Start,£1,£2,£3\nElsewhere,£1,£2,£3\n");
    const forecast = run(data, months, "--as", "forecasts", "--answer", "months=the whole year", "--answer", "unknown=leave them out");
    expect(forecast.said).toBe("");
    expect(forecast.out).toContain("Left out, row 3 “Elsewhere”: there is no cost centre of this name.");
    expect(forecast.out).toMatch(/3 rows: 3 added, 0 revised, 0 unchanged\. Batch \d+/);
  });

  test("takes an option for whatever it asks", () => {
    const path = file("book.csv", 'Budget £000s,,\nService,2027,2028\nCare,"£4,646","4,700"\nFoster,"2,632","2,700"\n');
    const data = served.address.dataDir as string;
    const asked = run(data, path);
    expect([asked.status, asked.said]).toEqual([1, "Nothing was written."]);
    expect(asked.out).toContain("Asked (years): Is 2027 the year 2027/28 or 2026/27? One of: starting; ending");
    expect(asked.out).toContain("Asked (pounds): £4,646 has a £ in a table of £000s. Are they in the table's unit, or in pounds? One of: unit; pounds");
    // £4,646 and 4,700, 2,632 and 2,700 thousands.
    expect(run(data, path, "--pounds", "pounds", "--years", "ending").out).toContain("2 lines would come in: £10,036,646.00.");
  });

  test("asks a running server for the same", async () => {
    const url = await served.app.listen({ port: 0, host: "127.0.0.1" });
    const path = file("return.csv", Buffer.from(returned, "latin1"));
    const proposal = await readThroughServer(url, { authority: "Northam", several: false }, { path, name: "return.csv", choices: { as: "budget", afresh: true } });
    expect(readingAsJson(proposal)).toMatchObject({
      encoding: "macintosh",
      asks: [{ taken: "Local authority=Northam" }, { about: "amount", taken: "Children’s Social Care" }, { about: "version", taken: "Draft" }],
    });
  });

  test("understands both of its forms", () => {
    const map = file("map.json", JSON.stringify({ target: "budget lines", version: "Draft", costCentre: "a", years: { "2026/27": "b" }, authority: "Northam" }));
    const choices = file("choices.json", JSON.stringify({ as: "budget", amount: "Net" }));
    expect(commandAsked(["budget-lines", "x.csv", "--map", map])).toMatchObject({ file: "x.csv", authority: "Northam", by: { map: expect.stringContaining("budget lines") } });
    expect(commandAsked(["x.csv", "--map", map])).toMatchObject({ by: { map: expect.stringContaining("budget lines") } });
    expect(commandAsked(["x.csv", "--map", choices, "--where", "A=B=C", "--where", "D=", "--version", "Draft"])).toMatchObject({
      by: {
        choices: {
          as: "budget",
          amount: "Net",
          version: "Draft",
          where: [
            { column: "A", value: "B=C" },
            { column: "D", value: "" },
          ],
        },
      },
    });
    expect(commandAsked(["x.csv", "--as", "contributions", "--answer", "pool=Placements", "--answer", "unknown=add them"])).toMatchObject({
      by: { choices: { as: "contributions", pool: "Placements", unknown: "add them" } },
    });
    expect(() => commandAsked(["a", "--answer", "pool"])).toThrow(/has no “=”/);
    expect(() => commandAsked(["a", "--answer", "colour=red"])).toThrow(/There is no such choice/);
    expect(() => commandAsked(["a", "--answer", "constructor=red"])).toThrow(/There is no such choice/);
    for (const wrong of [[], ["a", "b"], ["a", "b", "c", "--map", map], ["a", "--json"], ["a", "--colour", "red"]]) expect(commandAsked(wrong)).toBeNull();
    expect(() => commandAsked(["a", "--where", "Essex"])).toThrow(/has no “=”/);
    expect(() => commandAsked(["a", "--as", "money"])).toThrow(/This is one of budget,/);
  });
});

const samples = fileURLToPath(new URL("../../../shared/files", import.meta.url));
interface Sample {
  file: string;
  as: string;
  where?: Record<string, string>;
  amount?: string;
  columns?: string;
  year?: string;
  unit: string;
  headerRow?: number;
  costCentres: number;
  sumPounds?: number;
  sumThousands?: number;
  totals?: number[];
  other?: Record<string, number>;
}

describe.skipIf(!long || !existsSync(samples))("the files that people have", () => {
  const data = mkdtempSync(join(folder, "samples-"));
  const expected: Sample[] = long && existsSync(samples) ? JSON.parse(readFileSync(join(samples, "expected.json"), "utf8")) : [];
  test.each(expected.filter(({ as }) => as === "budget"))(
    "$file",
    ({ file, where, amount, columns, year, unit, headerRow, costCentres, sumPounds, sumThousands, totals, other = {} }) => {
      const [place, own] = Object.entries(where ?? {})[0] ?? [];
      const read = (of: string | undefined) => {
        const chosen = amount ?? columns;
        const options = [...(of === undefined ? [] : ["--where", `${place}=${of}`]), ...(chosen ? ["--amount", chosen] : []), ...(year && amount ? ["--year", year] : [])];
        const { out, said } = run(data, join(samples, file), "--preview", "--json", ...options);
        expect(said).toBe("");
        return JSON.parse(out);
      };
      const found = read(own);
      expect(found).toMatchObject({ as: "budget", unit, ...(headerRow && { headerRow }), ...(year && { years: [year] }), incoming: { count: costCentres } });
      const pence = (sum: number) => sum * (sumPounds === undefined ? 100_000 : 100);
      if (own !== undefined) expect(found.incoming.sumPence).toBe(pence((sumPounds ?? sumThousands) as number));
      for (const [council, sum] of Object.entries(other)) expect(read(council).incoming.sumPence, council).toBe(pence(sum));
      if (totals) expect(found.totals.at(-1)).toMatchObject({ stated: totals.map((total) => total * 100_000), agrees: [true, true, true, false] });
    },
  );
});
