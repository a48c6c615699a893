// Importing outcomes as the DfE publishes them: marks, places with their codes and what they are within, and the same file twice changes nothing.
import { beforeEach, describe, expect, test } from "vitest";
import { machineOwner } from "../../server/http/viewer.ts";
import { added, outcomes, percentage, undo } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { everything, storedFacts, storedLog } from "../db/rows.ts";
import type { Served } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { dfe, dfeMap, importing, local, national, regional } from "./importing.ts";

describe.each(engines)("outcomes as the DfE publishes them on %s", (engine) => {
  const importer = importing(engine);
  const { run, faults } = importer;
  let served: Served;
  let authority: string;
  const held = async (args = ", allBreakdowns: true") => (await outcomes(served, `authority: "${authority}"${args}`)).nodes;
  const subjects = async () =>
    given(await served.ask(`query($a: ID!) { kpiSubjects(authority: $a, first: 500) { nodes { id kind name oldCode gssCode withinId } } }`, { a: authority })).kpiSubjects.nodes;
  beforeEach(async () => {
    ({ served, authority } = importer.now());
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

  test("without columns of codes: countries and regions by what they are called, and an authority that is there by its name", async () => {
    const bare = (columns: string, ...rows: string[]) => [`time_period,time_identifier,geographic_level,${columns},gender,percent`, ...rows].join("\n");
    const named = { ...dfeMap, newSubjects: true };
    const map = { ...named, values: [{ kpi: "moves", value: "percent" }] };
    expect(
      await run(
        bare("country_name,la_name,new_la_code", "202425,Financial year,Local authority,England,Havering,E09000016,Total,10", "202425,Financial year,National,England,,,Total,11"),
        map,
      ),
    ).toMatchObject({ added: 2, errors: [] });
    expect(
      await run(
        bare("country_name,region_name", "202425,Financial year,Regional,England,North West,Total,12", "202425,Financial year,Regional,England,Yorkshire & Humber,Total,13"),
        map,
      ),
    ).toMatchObject({ added: 2, errors: [] });
    expect(await run(bare("country_name,region_name,la_name", "202324,Financial year,Local authority,England,,Havering,Total,10"), map)).toMatchObject({ added: 1, errors: [] });
    expect(await run(bare("la_name,new_la_code", "202324,Financial year,Local authority,Cardiff,W06000015,Total,10"), map)).toMatchObject({ added: 1, errors: [] });
    const made = await subjects();
    const called = (name: string) => made.find((each: { name: string }) => each.name === name);
    expect(called("England").gssCode).toBe("E92000001");
    expect(called("North West").gssCode).toBe("E12000002");
    expect(called("Havering")).toMatchObject({ gssCode: "E09000016", withinId: called("England").id });
    expect(called("Cardiff")).toMatchObject({ gssCode: "W06000015", withinId: called("Wales").id });
    expect(await faults(bare("country_name,la_name", "202324,Financial year,Local authority,England,Nowhere,Total,10"), map)).toEqual([
      { line: 2, column: "la_name", reason: expect.stringContaining("“Nowhere” has no code here, and no authority of this set is called so.") },
    ]);
  });
});
