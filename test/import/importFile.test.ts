// Importing files into real stores: what is stated becomes what is held, all of it or nothing, and the same file twice changes nothing.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CellValue, writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { statusIdOf } from "../../db/commitmentStatuses.ts";
import type { Viewer } from "../../db/viewer.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { type ImportAsked, type ImportProgress, importFile } from "../../server/import/importFile.ts";
import { added, lastWrite, newAuthority, outcomes, percentage, undo } from "../api/commissioner.ts";
import { addCommitment, given, nineBeds, sheetYears, statedAmounts } from "../api/officer.ts";
import { everything, replayed, storedFacts, storedLog } from "../db/rows.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

const folder = mkdtempSync(join(tmpdir(), "tabled-imports-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
function file(content: string | Uint8Array, name = `${++files}.csv`): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const dfeHeader = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,gender,number,percent";
const national = (figures: string, year = "202425") => `${year},Financial year,National,E92000001,England,,,,,,${figures}`;
const regional = (figures: string) => `202425,Financial year,Regional,E92000001,England,E12000002,North West,,,,${figures}`;
const local = (name: string, old: string, gss: string, figures: string, year = "202425") =>
  `${year},Financial year,Local authority,E92000001,England,E12000002,North West,${old},${gss},${name},${figures}`;
const dfe = (...rows: string[]) => `\uFEFF${[dfeHeader, ...rows].join("\r\n")}\r\n`;
const dfeMap = { target: "outcomes", layout: "dfe", breakdowns: ["gender"], values: [{ kpi: "moves", value: "percent" }], release: "DfE 2025" };
const rowsMap = { target: "outcomes", layout: "rows", period: "Year", subject: "Place", values: [{ kpi: "moves", numerator: "Moved", denominator: "Children" }] };

describe.each(engines)("importing on %s", (engine) => {
  let served: Served;
  let authority: string;
  let count = 0;

  const run = (content: string | Uint8Array, map: object, more: Partial<ImportAsked> & { viewer?: Viewer } = {}) => {
    const { viewer = machineOwner, ...asked } = more;
    return importFile(served.db, viewer, { authorityId: authority, path: file(content), name: "a file.csv", map: JSON.stringify(map), preview: false, ...asked });
  };
  /** What is refused, with nothing stored. */
  const refusedWhole = async (content: string | Uint8Array, map: object, more: Parameters<typeof run>[2] = {}) => {
    const before = await everything(served.db);
    const error = await run(content, map, more).then(
      () => null,
      (found: unknown) => found as { code: string; field: string; message: string },
    );
    expect(await everything(served.db)).toEqual(before);
    if (error === null) throw new Error("Nothing was refused.");
    return { code: error.code, field: error.field, message: error.message };
  };
  const faults = async (content: string | Uint8Array, map: object) => {
    const before = await everything(served.db);
    const result = await run(content, map);
    expect(await everything(served.db)).toEqual(before);
    expect(result).toMatchObject({ added: 0, revised: 0, batchId: null, errorCount: result.errors.length });
    return result.errors;
  };
  const held = async (args = ", allBreakdowns: true") => (await outcomes(served, `authority: "${authority}"${args}`)).nodes;
  const subjects = async () =>
    given(await served.ask(`query($a: ID!) { kpiSubjects(authority: $a, first: 500) { nodes { id kind name oldCode gssCode withinId } } }`, { a: authority })).kpiSubjects.nodes;

  beforeAll(async () => {
    served = await serve(engine, { examples: false });
  });
  afterAll(async () => {
    // Whatever was imported and taken back, the log tells what is held.
    if (engine === "sqlite") expect(replayed(await storedLog(served.db))).toEqual(await storedFacts(served.db));
    await served.stop();
  });
  beforeEach(async () => {
    authority = await newAuthority(served, `Importer ${++count}`);
  });

  describe("outcomes as the DfE publishes them", () => {
    beforeEach(async () => {
      await added(served, "Kpi", authority, percentage);
    });

    test("with their marks, and places made with codes and what they are within", async () => {
      const text = dfe(
        national("Total,5000,12.5"),
        regional("Total,1000,10"),
        local("Sefton", "343", "E08000014", "Total,41,c"),
        local("Sefton", "343", "E08000014", "Female,20,7.1"),
        ...["x", "z", "k", "low", "u", ":", "-", "", "~"].map((mark, index) => local("Sefton", "343", "E08000014", `Total,,${mark}`, `20${10 + index}${11 + index}`)),
      );
      const result = await run(text, dfeMap);
      expect(result).toMatchObject({ rows: 13, leftOut: 0, stated: 13, added: 13, revised: 0, errors: [], errorCount: 0 });
      const made = await subjects();
      const id = (name: string) => made.find((each: { name: string }) => each.name === name)?.id;
      expect(made).toEqual([
        { id: id("England"), kind: "COUNTRY", name: "England", oldCode: null, gssCode: "E92000001", withinId: null },
        { id: id("North West"), kind: "REGION", name: "North West", oldCode: null, gssCode: "E12000002", withinId: id("England") },
        { id: id("Sefton"), kind: "AUTHORITY", name: "Sefton", oldCode: "343", gssCode: "E08000014", withinId: id("North West") },
      ]);
      const nodes = await held();
      expect(nodes.slice(0, 2)).toMatchObject([
        { subject: { name: "England" }, exact: "0.125", shown: "12.5%", release: "DfE 2025" },
        { subject: { name: "North West" }, exact: "0.1" },
      ]);
      expect(nodes.slice(2).map((node: { period: { said: string }; breakdown: string; shown: string }) => `${node.period.said} ${node.breakdown} ${node.shown}`)).toEqual([
        "2010/11  [x]",
        "2011/12  [z]",
        "2012/13  [k]",
        "2013/14  [low]",
        "2014/15  [x]",
        "2015/16  [x]",
        "2016/17  [x]",
        "2017/18  [x]",
        "2018/19  [k]",
        "2024/25  [c]",
        "2024/25 gender: Female 7.1%",
      ]);
      const log = await storedLog(served.db);
      expect(log[log.length - 1]).toMatchObject({ id: result.batchId, why: "Import a file.csv", madeBy: machineOwner.name });
    });

    test("the same file again changes nothing and keeps no batch", async () => {
      const text = dfe(national("Total,5000,12.50"), local("Sefton", "343", "E08000014", "Total,41,c"));
      await run(text, dfeMap);
      const before = await everything(served.db);
      for (const preview of [true, false]) expect(await run(text, dfeMap, { preview })).toMatchObject({ stated: 2, added: 0, revised: 0, batchId: null });
      expect(await everything(served.db)).toEqual(before);
    });

    test("a changed value is a revision, and the rest is left", async () => {
      await run(dfe(national("Total,5000,12.5"), regional("Total,1000,10")), dfeMap);
      const changed = await run(dfe(national("Total,5000,12.6"), regional("Total,1000,10.0"), local("Sefton", "343", "E08000014", "Total,41,8")), dfeMap);
      expect(changed).toMatchObject({ stated: 3, added: 1, revised: 1 });
      const [england] = await held();
      expect(england.exact).toBe("0.126");
      const revisions = given(await served.ask(`query($k: ID!) { kpiRevisions(kpi: $k) { why outcomeId field from to } }`, { k: england.kpi.id })).kpiRevisions;
      expect(revisions).toEqual([{ why: "Import a file.csv", outcomeId: england.key, field: "value", from: "0.125", to: "0.126" }]);
    });

    test("taken back, outcomes and the places made for them are gone", async () => {
      const before = await storedFacts(served.db);
      const { batchId } = await run(dfe(national("Total,5000,12.5"), local("Sefton", "343", "E08000014", "Total,41,8")), dfeMap);
      given(await undo(served, String(batchId)));
      expect(await storedFacts(served.db)).toEqual(before);
    });

    test("a preview says what would come of it, and writes nothing", async () => {
      const before = await everything(served.db);
      const asked = dfe(national("Total,5000,12.5"), local("Sefton", "343", "E08000014", "Total,41,8"));
      expect(await run(asked, dfeMap, { preview: true })).toEqual({
        rows: 2,
        leftOut: 0,
        stated: 2,
        added: 2,
        revised: 0,
        errors: [],
        errorCount: 0,
        batchId: null,
        authorities: [],
      });
      expect(await everything(served.db)).toEqual(before);
    });

    test("London's parts are made within London, and its boroughs within them, wherever they are in the file", async () => {
      const in_ = (level: string, region: string, place: string) => `202425,Financial year,${level},E92000001,England,${region},${place},Total,40,8`;
      const places = [
        in_("Local authority", "E13000001,Inner London", "309,E09000014,Haringey"),
        in_("Regional", "E13000002,Outer London", ",,"),
        in_("Regional", "E12000007,London", ",,"),
      ];
      for (const order of [places, [...places].reverse()]) {
        const { batchId } = await run(dfe(...order), dfeMap);
        const made: { id: string; name: string; withinId: string | null }[] = await subjects();
        const nameOf = (id: string | null) => made.find((each) => each.id === id)?.name ?? null;
        expect(Object.fromEntries(made.map(({ name, withinId }) => [name, nameOf(withinId)]))).toEqual({
          England: null,
          London: "England",
          "Inner London": "London",
          "Outer London": "London",
          Haringey: "Inner London",
        });
        // So they are stored, too.
        const stored = (await storedFacts(served.db)).kpiSubject ?? {};
        for (const { id, withinId } of made) expect(stored[id]?.withinId).toBe(withinId);
        given(await undo(served, String(batchId)));
      }
    });

    test("a borough that was stated to be in London is put into its part of it", async () => {
      const london = await added(served, "KpiSubject", authority, { kind: "REGION", name: "London", gssCode: "E12000007" });
      await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: "Havering", gssCode: "E09000016", withinId: london });
      await run(dfe("202425,Financial year,Local authority,E92000001,England,E13000002,Outer London,311,E09000016,Havering,Total,40,8"), dfeMap);
      const outer = (await subjects()).find(({ name }: { name: string }) => name === "Outer London");
      expect((await subjects()).find(({ name }: { name: string }) => name === "Havering")).toMatchObject({ withinId: outer.id });
      expect(outer).toMatchObject({ withinId: london });
    });

    test("only rows that are wanted, several figures of a row, and counts", async () => {
      await added(served, "Kpi", authority, { ...percentage, code: "number", name: "Children", unit: "COUNT", denominatorSaid: null, decimals: 0 });
      const result = await run(dfe(national('Total,"5,000",12.5'), national("Female,2000,12"), local("Sefton", "343", "E08000014", "Total,41,8")), {
        ...dfeMap,
        values: [...dfeMap.values, { kpi: "number", numerator: "number" }],
        where: { geographic_level: ["National"], gender: ["Total"] },
      });
      expect(result).toMatchObject({ rows: 3, leftOut: 2, stated: 2, added: 2 });
      expect((await held()).map((node: { exact: string }) => node.exact)).toEqual(["0.125", "5000"]);
    });

    test("a place is known by either code, else by name where it has no code", async () => {
      const sefton = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: "Sefton Council", oldCode: "343" });
      const wirral = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: "Wirral" });
      await run(dfe(local("Sefton", "343", "E08000014", "Total,41,8"), local("WIRRAL", "344", "E08000015", "Total,41,9")), dfeMap);
      const ids = (await held()).map((node: { subject: { id: string } }) => node.subject.id);
      expect(ids).toEqual([sefton, wirral]);
      expect(await subjects()).toHaveLength(4); // with England and the North West
    });

    test("a place whose code is of another sort, or is not known where none may be made, is a fault of its row", async () => {
      await added(served, "KpiSubject", authority, { kind: "REGION", name: "Elsewhere", gssCode: "E08000014" });
      expect(await faults(dfe(local("Sefton", "343", "E08000014", "Total,41,8"), local("X", "", "z", "Total,41,8")), dfeMap)).toEqual([
        { line: 2, column: "new_la_code", reason: "E08000014 is Elsewhere, which is no authority." },
        { line: 3, column: "new_la_code", reason: "“z” is not the code of a place: a letter and eight digits, such as E08000014." },
      ]);
      expect(await faults(dfe(national("Total,1,8")), { ...dfeMap, newSubjects: false })).toEqual([
        { line: 2, column: "country_code", reason: "E92000001 is not the code of any subject in this set." },
      ]);
    });

    test("each bad row is told with its line, column and reason, and none is stored", async () => {
      const text = dfe(
        national("Total,5000,12.5"),
        national("Total,5000,12.5"),
        national("Male,5000,112.5"),
        national("Female,5000,many"),
        "2025,Reporting year,National,E92000001,England,,,,,,Total,1,1",
        "202425,Autumn term,National,E92000001,England,,,,,,Total,1,1",
        "202425,Financial year,Ward,E92000001,England,,,,,,Total,1,1",
        "202425,Financial year,National",
        national("Other,1,12.5"),
      );
      const errors = await faults(text, dfeMap);
      expect(errors.map(({ line, column }) => [line, column])).toEqual([
        [3, "time_period"],
        [4, "percent"],
        [5, "percent"],
        [6, "time_period"],
        [7, "time_period"],
        [8, "geographic_level"],
        [9, null],
      ]);
      expect(errors.map(({ reason }) => reason)).toEqual([
        "This subject, period and part are already on line 2.",
        "112.5% is not a percentage from 0 to 100.",
        expect.stringMatching(/“many” is not a decimal number/),
        expect.stringMatching(/the two would overlap/),
        expect.stringMatching(/“Autumn term” is not a time/),
        expect.stringMatching(/“Ward” is not a level/),
        "The row has 3 values where the header has 13 columns.",
      ]);
    });

    test("more than 500 faults are counted, and the first 500 told", async () => {
      const result = await run(dfe(...Array.from({ length: 700 }, (_, index) => national(`Part ${index},1,bad`))), dfeMap);
      expect(result).toMatchObject({ errorCount: 700, stated: 0, batchId: null });
      expect(result.errors).toHaveLength(500);
    });
  });

  describe("outcomes in rows of one's own", () => {
    beforeEach(async () => {
      await added(served, "Kpi", authority, percentage);
      await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: "Sefton", oldCode: "343", gssCode: "E08000014" });
    });

    test("by a subject's name or either code, and a period as it is written", async () => {
      const text = `Year,Place,Moved,Children\n2024/25,sefton,10,40\n2023-24,343,"1,005","4,000"\n202223,E08000014,-,7\n`;
      expect(await run(text, rowsMap)).toMatchObject({ rows: 3, added: 3 });
      expect((await held()).map((node: { period: { said: string }; numerator: string; shown: string }) => [node.period.said, node.numerator, node.shown])).toEqual([
        ["2022/23", null, "[x]"],
        ["2023/24", "1005", "25.1%"],
        ["2024/25", "10", "25.0%"],
      ]);
    });

    test("another's KPI version by its number, the newest where none is named", async () => {
      await added(served, "Kpi", authority, { ...percentage, version: 2, frequency: "QUARTER" });
      await run("Year,Place,Moved,Children\n2024/25 Q1,Sefton,10,40\n", rowsMap);
      await run("Year,Place,Moved,Children\n2024/25,Sefton,10,40\n", { ...rowsMap, values: [{ ...rowsMap.values[0], version: 1 }] });
      expect((await held()).map((node: { kpi: { version: number }; period: { said: string } }) => [node.kpi.version, node.period.said])).toEqual([
        [1, "2024/25"],
        [2, "2024/25 Q1"],
      ]);
    });

    test("percentages as 83.2, as 83.2% and as 0.832", async () => {
      const map = (more: object) => ({ ...rowsMap, values: [{ kpi: "moves", value: "Share", ...more }] });
      await run("Year,Place,Share\n2024/25,Sefton,83.2\n2023/24,Sefton,83.2%\n", map({}));
      await run("Year,Place,Share\n2022/23,Sefton,0.832\n", map({ percentAs: "0.832" }));
      expect((await held()).map((node: { exact: string }) => node.exact)).toEqual(["0.832", "0.832", "0.832"]);
      expect(await faults("Year,Place,Share\n2021/22,Sefton,83.2\n", map({ percentAs: "0.832" }))).toMatchObject([{ line: 2, column: "Share" }]);
    });

    test("providers are added where the mapping lets them", async () => {
      const text = "Year,Place,Moved,Children\n2024/25,Home One,10,40\n2023/24,home one,10,40\n";
      expect(await faults(text, rowsMap)).toMatchObject([
        { line: 2, column: "Place", reason: expect.stringMatching(/“Home One” is neither/) },
        { line: 3, column: "Place" },
      ]);
      await run(text, { ...rowsMap, newSubjects: true });
      expect((await subjects()).filter((each: { kind: string }) => each.kind === "PROVIDER")).toMatchObject([{ name: "Home One" }]);
      expect(await faults("Year,Place,Moved,Children\n2024/25,344,10,40\n2024/25,,10,40\n", { ...rowsMap, newSubjects: true })).toHaveLength(2);
    });

    test.each<[string, string, string, RegExp]>([
      ["a numerator above its denominator", "2024/25,Sefton,41,40", "Moved", /above its denominator/],
      ["a count as a percentage", "2024/25,Sefton,10%,40", "Moved", /“10%” is not a decimal number/],
      ["a denominator of nil", "2024/25,Sefton,0,0", "Children", /denominator is nil/],
      ["a numerator and no denominator", "2024/25,Sefton,10,", "Children", /Placement moves is 10 out of how many\? There is nothing here/],
      ["a numerator out of blanks", "2024/25,Sefton,10,  ", "Children", /There is nothing here/],
      ["a numerator of nil and no denominator", "2024/25,Sefton,0,", "Children", /0 out of how many/],
      ["a numerator out of what is hidden", "2024/25,Sefton,10,c", "Children", /There is “c” here/],
      ["a numerator out of what is not known", "2024/25,Sefton,10,-", "Children", /There is “-” here/],
      ["a count below nil", "2024/25,Sefton,-1,40", "Moved", /negative/],
      ["a number with a comma in the wrong place", `2024/25,Sefton,"1,5",40`, "Moved", /not a decimal/],
      ["a name of an object's own", "2024/25,Sefton,constructor,40", "Moved", /not a decimal/],
      ["a quarter", "2024/25 Q1,Sefton,10,40", "Year", /overlap/],
      ["no period", ",Sefton,10,40", "Year", /not a period/],
      ["nobody known", "2024/25,Knowsley,10,40", "Place", /neither the name nor the code/],
    ])("%s is a fault of its row", async (_, row, column, reason) => {
      expect(await faults(`Year,Place,Moved,Children\n${row}\n`, rowsMap)).toEqual([{ line: 2, column, reason: expect.stringMatching(reason) }]);
    });

    test("what is hidden or not there out of a number that is known is hidden or not available", async () => {
      expect(await run("Year,Place,Moved,Children\n2024/25,Sefton,c,50\n2023/24,Sefton,,50\n2022/23,Sefton,z,z\n2021/22,Sefton,,\n", rowsMap)).toMatchObject({ added: 4 });
      expect((await held()).map((node: { shown: string }) => node.shown)).toEqual(["[x]", "[z]", "[x]", "[c]"]);
    });

    test.each(["COUNT", "POUNDS", "POUNDS_A_WEEK", "WEEKS", "SCORE"])("a numerator and no denominator, of a KPI in %s that is out of something", async (unit) => {
      await added(served, "Kpi", authority, { ...percentage, code: "each", name: "For each", unit });
      const [both, alone] = [[{ kpi: "each", numerator: "Moved", denominator: "Children" }], [{ kpi: "each", numerator: "Moved" }]];
      const fault = (column: string) => [{ line: 2, column, reason: expect.stringMatching(/^For each is 10 out of how many\?/) }];
      expect(await faults("Year,Place,Moved,Children\n2024/25,Sefton,10,\n", { ...rowsMap, values: both })).toEqual(fault("Children"));
      expect(await faults("Year,Place,Moved\n2024/25,Sefton,10\n", { ...rowsMap, values: alone })).toEqual(fault("Moved"));
    });

    test("a count by itself needs no denominator, and has none", async () => {
      await added(served, "Kpi", authority, { ...percentage, code: "homes", name: "Homes", unit: "COUNT", decimals: 0, denominatorSaid: null });
      const homes = { ...rowsMap, values: [{ kpi: "homes", numerator: "Moved", denominator: "Children" }] };
      expect(await run("Year,Place,Moved\n2024/25,Sefton,10\n", { ...homes, values: [{ kpi: "homes", numerator: "Moved" }] })).toMatchObject({ added: 1 });
      expect((await held())[0]).toMatchObject({ shown: "10" });
      expect(await faults("Year,Place,Moved,Children\n2024/25,Sefton,10,40\n", homes)).toEqual([
        { line: 2, column: "Children", reason: expect.stringMatching(/is out of nothing/) },
      ]);
      expect(await faults("Year,Place,Moved,Children\n2024/25,Sefton,10,\n", homes)).toMatchObject([{ line: 2, column: "Children" }]);
    });

    test("numbers written with noughts before them, a pound sign or a space are the same numbers again", async () => {
      const text = `Year,Place,Moved,Children\n2024/25,Sefton,010,£ 40\n2023/24,Sefton,+3,40.0\n`;
      await run(text, rowsMap);
      expect(await run(text, rowsMap)).toMatchObject({ added: 0, revised: 0, batchId: null });
      expect((await held()).map((node: { numerator: string; denominator: string }) => [node.numerator, node.denominator])).toEqual([
        ["3", "40"],
        ["10", "40"],
      ]);
    });

    test("from UTF-16, from a workbook, and from the sheet that is named", async () => {
      const text = "Year,Place,Moved,Children\n2024/25,Sefton,10,40\n";
      expect(await run(Buffer.from(`\uFEFF${text}`, "utf16le"), rowsMap)).toMatchObject({ added: 1 });
      const sheet = (name: string, numerator: number): { name: string; rows: CellValue[][] } => ({
        name,
        rows: [
          ["Year", "Place", "Moved", "Children"],
          ["2024/25", "Sefton", numerator, 40],
        ],
      });
      const book = await writeXlsx({ sheets: [sheet("First", 10), sheet("Second", 11)] });
      expect(await run(book, rowsMap)).toMatchObject({ added: 0, revised: 0 });
      expect(await run(book, rowsMap, { sheet: "Second" })).toMatchObject({ added: 0, revised: 1 });
      expect(await refusedWhole(book, rowsMap, { sheet: "Third" })).toMatchObject({ code: "BAD_INPUT", field: "file" });
    });

    test("what cannot be read is refused as a whole", async () => {
      const header = "Year,Place,Moved,Children\n";
      expect(await refusedWhole(`${header}2024/25,Sefton,10,${"4".repeat(8 * 1_048_576)}\n`, rowsMap)).toMatchObject({
        field: "file",
        message: expect.stringMatching(/line 2 is longer/),
      });
      expect(await refusedWhole(header, rowsMap)).toMatchObject({ field: "file", message: "The file has a header and no rows." });
      expect(await refusedWhole("", rowsMap)).toMatchObject({ field: "file" });
      expect(await refusedWhole(`${header}2024/25,Sefton,10,40\n`, { ...rowsMap, where: { Place: ["Wirral"] } })).toMatchObject({ field: "map" });
      expect(await refusedWhole(`${header}2024/25,Sefton,10,40\n`, { ...rowsMap, subject: "Council" })).toMatchObject({ field: "map.subject" });
      expect(await refusedWhole(`${header}2024/25,Sefton,10,40\n`, { ...rowsMap, values: [{ kpi: "none", value: "Moved" }] })).toMatchObject({ field: "map.values[0].kpi" });
      expect(await refusedWhole(`${header}2024/25,Sefton,10,40\n`, { ...rowsMap, values: [{ ...rowsMap.values[0], version: 9 }] })).toMatchObject({ field: "map.values[0].kpi" });
    });

    test("a KPI that is computed is not imported", async () => {
      await added(served, "Kpi", authority, { ...percentage, code: "cost", name: "Cost", unit: "POUNDS_A_WEEK", computed: "WEEKLY_COST_INSIDE" });
      expect(await refusedWhole("Year,Place,Cost\n2024/25,Sefton,10\n", { ...rowsMap, values: [{ kpi: "cost", value: "Cost" }] })).toMatchObject({ field: "map.values[0].kpi" });
    });

    test("only by who may change the authority and see its small counts", async () => {
      const text = "Year,Place,Moved,Children\n2024/25,Sefton,10,40\n";
      const viewer = (more: object): Viewer => ({ name: "Officer", reads: [authority], changes: [authority], ...more });
      for (const preview of [true, false]) {
        expect(await refusedWhole(text, rowsMap, { viewer: viewer({}), preview })).toMatchObject({ code: "FORBIDDEN", field: "authority" });
        expect(await refusedWhole(text, rowsMap, { viewer: viewer({ changes: [], wholeCounts: "all" }), preview })).toMatchObject({ code: "FORBIDDEN" });
        expect(await refusedWhole(text, rowsMap, { viewer: viewer({ reads: [], changes: [], wholeCounts: "all" }), preview })).toMatchObject({ code: "NOT_FOUND" });
      }
      expect(await run(text, rowsMap, { viewer: viewer({ wholeCounts: [authority] }) })).toMatchObject({ added: 1 });
    });
  });

  describe("budget lines", () => {
    let version: string;
    const lines = async () => {
      const { budgetLines, costCentres } = given(
        await served.ask(
          `query($a: ID!, $v: ID!) { budgetLines(authority: $a, filter: { version: $v }, first: 500) { nodes { costCentreId year amountPence } } costCentres(authority: $a, first: 500) { nodes { id name code serviceGroup } } }`,
          { a: authority, v: version },
        ),
      );
      const names = new Map(costCentres.nodes.map((each: { id: string; name: string }) => [each.id, each.name]));
      return Object.fromEntries(
        budgetLines.nodes.map((line: { costCentreId: string; year: string; amountPence: number }) => [`${names.get(line.costCentreId)} ${line.year}`, line.amountPence]),
      );
    };
    const byColumns = {
      target: "budget lines",
      version: "Draft",
      costCentre: "Centre",
      code: "Code",
      serviceGroup: "Group",
      years: { "2024/25": "24/25", "2025/26": "25/26" },
      unit: "thousands",
    };
    const byRows = { target: "budget lines", version: "Draft", costCentre: "Centre", year: "Year", amount: "Amount" };

    beforeEach(async () => {
      version = given(
        await served.ask(`mutation($a: ID!) { createVersion(authority: $a, input: { name: "Draft", firstYear: "${sheetYears[0]}", yearCount: 3 }) { id } }`, { a: authority }),
      ).createVersion.id;
    });

    test("by a column for each year, in £000s, with brackets for a deduction", async () => {
      const text = `Centre,Code,Group,24/25,25/26\nNorth,N1,Homes,"4,646",£4.7m\nIncome,I1,Homes,(422),-\nEmpty,E1,Homes,,12.5\n`;
      expect(await run(text, byColumns)).toMatchObject({ rows: 3, leftOut: 0, stated: 5, added: 5 });
      expect(await lines()).toEqual({
        "North 2024/25": 464_600_000,
        "North 2025/26": 470_000_000,
        "Income 2024/25": -42_200_000,
        "Income 2025/26": 0,
        "Empty 2025/26": 1_250_000,
      });
      expect(await run(text, byColumns)).toMatchObject({ stated: 5, added: 0, revised: 0, batchId: null });
    });

    test("by a row for each year, revised, and what is not stated left", async () => {
      const first = await run("Centre,Year,Amount\nNorth,2024/25,100\nNorth,2025/26,£110.50\nSouth,2024/25,(20)\n", byRows);
      expect(first).toMatchObject({ stated: 3, added: 3 });
      const second = await run("Centre,Year,Amount\nNorth,2024/25,100.00\nNorth,2025/26,120\n,,\n", byRows);
      expect(second).toMatchObject({ rows: 2, added: 0, revised: 1 });
      expect(await lines()).toEqual({ "North 2024/25": 10_000, "North 2025/26": 12_000, "South 2024/25": -2_000 });
      given(await undo(served, String(second.batchId)));
      given(await undo(served, String(first.batchId)));
      expect(await lines()).toEqual({});
    });

    test("each bad row is told, and none is stored", async () => {
      const text = "Centre,Year,Amount\nNorth,2024/25,100\nNorth,2024/25,100\n,2024/25,1\nSouth,2024/26,1\nSouth,2024/25,many\nSouth,2025/26,1.005\n";
      expect((await faults(text, byRows)).map(({ line, column }) => [line, column])).toEqual([
        [3, "Amount"],
        [4, "Centre"],
        [5, "Year"],
        [6, "Amount"],
        [7, "Amount"],
      ]);
    });

    test("a cost centre that is not there is a fault of each of its rows, where none may be added", async () => {
      await run("Centre,Year,Amount\nNorth,2024/25,100\n", byRows);
      const text = "Centre,Year,Amount\nNorth,2025/26,1\nSouth,2024/25,1\nEast,2024/25,1\n";
      expect(await faults(text, { ...byRows, newCostCentres: false })).toEqual([
        { line: 3, column: "Centre", reason: "There is no cost centre “South”." },
        { line: 4, column: "Centre", reason: "There is no cost centre “East”." },
      ]);
    });

    test("of a version that is not there or is published, or a year that is none, are refused", async () => {
      const text = "Centre,Year,Amount\nNorth,2024/25,100\n";
      expect(await refusedWhole(text, { ...byRows, version: "Final" })).toMatchObject({ code: "NOT_FOUND", field: "map.version" });
      expect(await refusedWhole("Centre,A\nNorth,1\n", { target: "budget lines", version: "Draft", costCentre: "Centre", years: { "2024/26": "A" } })).toMatchObject({
        field: "map.years.2024/26",
      });
      await run(text, byRows);
      given(await served.ask(`mutation($v: ID!) { publishVersion(seen: ${latest}, version: $v) { id } }`, { v: version }));
      expect(await refusedWhole("Centre,Year,Amount\nNorth,2024/25,200\n", byRows)).toMatchObject({ code: "PUBLISHED", field: "map.version" });
    });
  });

  describe("commitments", () => {
    const priced = {
      target: "commitments",
      name: "Name",
      status: "Status",
      provider: "Provider",
      places: "Beds",
      startsOn: "From",
      endsOn: "To",
      weeklyPrice: "Price",
    };
    const byYear = { target: "commitments", name: "Name", statusIs: "approved", years: { "2024/25": "24/25", "2025/26": "25/26" }, unit: "thousands" };
    const stored = async () =>
      given(
        await served.ask(
          `query($a: ID!) { commitments(authority: $a, first: 500) { nodes { name status { name } basis provider weeklyRatePounds weeksPerYear partYear endsOn places { places startsOn label } amounts { year amountPence } } } }`,
          { a: authority },
        ),
      ).commitments.nodes;
    const header = "Name,Status,Provider,Beds,From,To,Price\n";

    test("at a weekly price, again, changed, and taken back", async () => {
      const text = `${header}Nine beds,proposed,Home One,9,2024-04-01,,"£1,000.00"\nTwo beds,Approved,,2,2024-10-01,2026-03-31,950.5\n`;
      const first = await run(text, priced);
      expect(first).toMatchObject({ rows: 2, stated: 2, added: 2, revised: 0 });
      const before = await stored();
      expect(before).toMatchObject([
        {
          name: "Nine beds",
          status: { name: "Proposed" },
          basis: "WEEKLY_PRICE",
          provider: "Home One",
          weeklyRatePounds: "1000.00",
          endsOn: null,
          places: [{ places: 9, startsOn: "2024-04-01" }],
        },
        { name: "Two beds", status: { name: "Approved" }, provider: null, weeklyRatePounds: "950.5", endsOn: "2026-03-31" },
      ]);
      expect(await run(text, priced)).toMatchObject({ added: 0, revised: 0, batchId: null });
      const second = await run(`${header}Nine beds,approved,Home One,10,2024-05-01,,"£1,100.00"\nTwo beds,Approved,,2,2024-10-01,2026-03-31,950.5\n`, priced);
      expect(second).toMatchObject({ stated: 2, added: 0, revised: 1 });
      expect((await stored())[0]).toMatchObject({ status: { name: "Approved" }, weeklyRatePounds: "1100.00", places: [{ places: 10, startsOn: "2024-05-01" }] });
      given(await undo(served, String(second.batchId)));
      expect(await stored()).toEqual(before);
      given(await undo(served, String(first.batchId)));
      expect(await stored()).toEqual([]);
    });

    test("by amounts for each year, again, and one that is there with more years", async () => {
      await addCommitment(served, authority, { ...statedAmounts, amounts: [{ year: "2023/24", amountPence: 1 }, ...statedAmounts.amounts] });
      const result = await run("Name,24/25,25/26\nStated,51,62\nNew,10,\n", byYear);
      expect(result).toMatchObject({ rows: 2, stated: 2, added: 1, revised: 1 });
      expect(await stored()).toMatchObject([
        {
          name: "Stated",
          amounts: [
            { year: "2023/24", amountPence: 1 },
            { year: "2024/25", amountPence: 5_100_000 },
            { year: "2025/26", amountPence: 6_200_000 },
          ],
        },
        { name: "New", status: { name: "Approved" }, amounts: [{ year: "2024/25", amountPence: 1_000_000 }] },
      ]);
      expect(await run("Name,24/25,25/26\nStated,51,62\nNew,10,\n", byYear)).toMatchObject({ added: 0, revised: 0, batchId: null });
      // A preview counts the commitment once, however much of it is changed.
      expect(await run("Name,24/25,25/26\nStated,1,2\nNew,10,\n", { ...byYear, statusIs: "proposed" }, { preview: true })).toMatchObject({ stated: 2, added: 0, revised: 2 });
    });

    test("what the file does not state of one that is there stays", async () => {
      await addCommitment(served, authority, { ...nineBeds, provider: "Home One", statusId: statusIdOf(authority, "In governance") });
      const [before] = await stored();
      const map = { target: "commitments", name: "Name", places: "Beds", startsOn: "From", weeklyPrice: "Price" };
      expect(await run("Name,Beds,From,Price\nNine beds,9,2024-04-01,1050\n", map)).toMatchObject({ added: 0, revised: 1 });
      expect(await stored()).toEqual([{ ...before, weeklyRatePounds: "1050" }]);
      expect(await run("Name,Beds,From,Price\nNine beds,9,2024-04-01,1050\n", { ...map, weeksPerYear: "365/7 weeks", partYear: "by days" })).toMatchObject({ revised: 1 });
      expect((await stored())[0]).toMatchObject({ weeksPerYear: "WEEKS_365_7", partYear: "BY_DAYS" });
    });

    test("each bad row is told with the file's own column, and none is stored", async () => {
      const rows = [
        "Good,approved,,1,2024-04-01,,1",
        "Good,approved,,1,2024-04-01,,1",
        ",approved,,1,2024-04-01,,1",
        "A,maybe,,1,2024-04-01,,1",
        "B,approved,,1.5,2024-04-01,,1",
        "C,approved,,,2024-04-01,,1",
        "D,approved,,-1,2024-04-01,,1",
        "E,approved,,1,2024-02-30,,1",
        "F,approved,,1,2024-04-01,2023-03-31,1",
        "G,approved,,1,2024-04-01,,a lot",
        "H,approved,,1,2024-04-01,,-5",
        `I,approved,,1,2024-04-01,,"1,5"`,
        `J,approved,,"1,5",2024-04-01,,1`,
        "K,approved,,1e3,2024-04-01,,1",
      ];
      expect((await faults(`${header}${rows.join("\n")}\n`, priced)).map(({ line, column }) => [line, column])).toEqual([
        [3, "Name"],
        [4, "Name"],
        [5, "Status"],
        [6, "Beds"],
        [7, "Beds"],
        [8, "Beds"],
        [9, "From"],
        [10, expect.stringMatching(/^(From|To)$/)],
        [11, "Price"],
        [12, "Price"],
        [13, "Price"],
        [14, "Beds"],
        [15, "Beds"],
      ]);
      expect(await faults("Name,24/25,25/26\nA,(5),1\nB,1,x\n", byYear)).toMatchObject([{ line: 3, column: "25/26" }]);
    });

    test("with a status in the authority's own words, whatever their case; of any other it is said which there are", async () => {
      given(await served.ask(`mutation($a: ID!) { createCommitmentStatus(authority: $a, input: { name: "At Design Authority", kind: IN_GOVERNANCE }) { id } }`, { a: authority }));
      expect(await run(`${header}A,at design authority,,1,2024-04-01,,1\n`, priced)).toMatchObject({ added: 1 });
      expect((await stored())[0].status).toEqual({ name: "At Design Authority" });
      expect(await faults(`${header}B,block bookings,,1,2024-04-01,,1\n`, priced)).toMatchObject([
        { line: 2, column: "Status", reason: "There is no status “block bookings”. There are Proposed, In governance, Approved, Contracted, Ended and At Design Authority." },
      ]);
    });

    test("of no status, where none is proposed: a new one is refused, and one that is there keeps its own", async () => {
      const map = { ...byYear, statusIs: undefined };
      await addCommitment(served, authority, statedAmounts);
      const input = { name: "Put forward", kind: "IN_GOVERNANCE" };
      const changing = `mutation($id: ID!, $i: CommitmentStatusInput!) { changeCommitmentStatus(seen: ${latest}, id: $id, input: $i) { id } }`;
      given(await served.ask(changing, { id: statusIdOf(authority, "Proposed"), i: input }));
      expect(await run("Name,24/25,25/26\nStated,51,62\n", map)).toMatchObject({ revised: 1 });
      expect((await stored())[0].status).toEqual({ name: "Put forward" });
      expect(await faults("Name,24/25,25/26\nNew,51,62\n", map)).toMatchObject([
        { line: 2, column: "Name", reason: expect.stringMatching(/^No status of this authority is proposed/) },
      ]);
    });

    test("with weeks, parts of years or a status that are none are refused", async () => {
      const text = `${header}A,approved,,1,2024-04-01,,1\n`;
      for (const [field, value] of [
        ["weeksPerYear", "53"],
        ["partYear", "by moons"],
        ["statusIs", "maybe"],
      ] as const)
        expect(await refusedWhole(text, { ...priced, status: undefined, [field]: value })).toMatchObject({ code: "BAD_INPUT", field: `map.${field}` });
    });
  });

  describe("20,000 rows", () => {
    const homes = (rows: number) =>
      Array.from({ length: rows }, (_, index) => `${1991 + (index % 40)}/${String((1992 + (index % 40)) % 100).padStart(2, "0")},Home ${Math.floor(index / 40)},10,40`);
    const long = (rows = 20_000) => `Year,Place,Moved,Children\n${homes(rows).join("\n")}\n`;
    beforeEach(async () => {
      await added(served, "Kpi", authority, percentage);
    });

    test("tell how far they are, and others read meanwhile", async () => {
      const told: ImportProgress[] = [];
      let done = false;
      const importing = run(long(), { ...rowsMap, newSubjects: true }, { onProgress: (progress) => told.push(progress) }).finally(() => {
        done = true;
      });
      let reads = 0;
      while (!done) {
        const seen = await served.ask(`{ kpiSubjects(authority: "${authority}", first: 1) { nodes { name } } }`);
        // Half an import is never seen.
        if (!done) expect([0, 1]).toContain(given(seen).kpiSubjects.nodes.length);
        reads += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(await importing).toMatchObject({ rows: 20_000, added: 20_000, revised: 0 });
      expect(reads).toBeGreaterThan(5);
      expect([...new Set(told.map(({ stage }) => stage))]).toEqual(["reading", "comparing", "writing"]);
      for (const stage of ["reading", "writing"] as const) {
        const of = told.filter((each) => each.stage === stage);
        expect(of.length).toBeGreaterThan(3);
        expect(of.map(({ done: at }) => at)).toEqual([...of.map(({ done: at }) => at)].sort((a, b) => a - b));
        for (const each of of) expect(each.done).toBeLessThanOrEqual(each.of);
      }
    });

    test.each<ImportProgress["stage"]>(["reading", "comparing", "writing"])("stopped while %s leave nothing", async (stage) => {
      const stopping = new AbortController();
      const onProgress = (progress: ImportProgress) => {
        if (progress.stage === stage) stopping.abort();
      };
      expect(await refusedWhole(long(10_000), { ...rowsMap, newSubjects: true }, { signal: stopping.signal, onProgress })).toMatchObject({
        field: "file",
        message: "The import was stopped, and nothing was written.",
      });
    });

    test("few rows stopped before they are written leave nothing too", async () => {
      const stopping = new AbortController();
      const onProgress = ({ stage }: ImportProgress) => stage === "comparing" && stopping.abort();
      expect(await refusedWhole(long(10), { ...rowsMap, newSubjects: true }, { signal: stopping.signal, onProgress })).toMatchObject({ field: "file" });
      expect(await refusedWhole(long(10), { ...rowsMap, newSubjects: true }, { signal: AbortSignal.abort() })).toMatchObject({ field: "file" });
    });
  });

  test("the data version moves once with an import, whatever its size", async () => {
    await added(served, "Kpi", authority, percentage);
    const before = await lastWrite(served);
    await run(dfe(national("Total,1,1"), regional("Total,1,2")), dfeMap);
    expect(await lastWrite(served)).toBe(before + 1);
  });
});
