// Importing outcomes in rows of one's own: subjects by name or code, periods and figures as they are written, and what is refused as a whole.
import { type CellValue, writeXlsx } from "hucre/xlsx";
import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { added, outcomes, percentage } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import type { Served } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { importing, rowsMap } from "./importing.ts";

describe.each(engines)("outcomes in rows of one's own on %s", (engine) => {
  const importer = importing(engine);
  const { run, refusedWhole, faults } = importer;
  let served: Served;
  let authority: string;
  const held = async (args = ", allBreakdowns: true") => (await outcomes(served, `authority: "${authority}"${args}`)).nodes;
  const subjects = async () =>
    given(await served.ask(`query($a: ID!) { kpiSubjects(authority: $a, first: 500) { nodes { id kind name oldCode gssCode withinId } } }`, { a: authority })).kpiSubjects.nodes;
  beforeEach(async () => {
    ({ served, authority } = importer.now());
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
    expect(await faults("Year,Place,Moved,Children\n2024/25,Sefton,10,40\n", homes)).toEqual([{ line: 2, column: "Children", reason: expect.stringMatching(/is out of nothing/) }]);
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
