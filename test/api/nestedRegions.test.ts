// Regions of which one holds two others, through the whole server: added once, ranked once, and no small count told by their sums.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { importFile } from "../../server/import/importFile.ts";
import { storedFacts } from "../db/rows.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { added, change, newAuthority, percentage } from "./commissioner.ts";
import { given, post, refusal } from "./officer.ts";

const header = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,moved,children";
const regions: [string, string, number, number][] = [
  ["E12000001", "North East", 3, 60],
  ["E12000002", "North West", 540, 1_480],
  ["E12000007", "London", 411, 960],
  ["E13000001", "Inner London", 200, 410],
  ["E13000002", "Outer London", 211, 550],
];
const row = (level: string, region: string, over: number, under: number) => `202425,Financial year,${level},E92000001,England,${region},,,,${over},${under}`;
const file = [header, row("National", ",", 954, 2_500), ...regions.map(([code, name, over, under]) => row("Regional", `${code},${name}`, over, under))].join("\n");
const map = { target: "outcomes", layout: "dfe", values: [{ kpi: "moves", numerator: "moved", denominator: "children" }] };

const node = "subject { name } level count numerator denominator shown leftOut rank { rank of } rankWhy comparator { name shown leftOut }";
const subjects = "{ kpiSubjects(authority: $a, first: 100) { nodes { id kind name gssCode withinId } } }";

describe.each(engines)("nested regions on %s", (engine) => {
  const folder = mkdtempSync(join(tmpdir(), "tabled-regions-"));
  const viewers: Record<string, Viewer> = { owner: machineOwner };
  let served: Served;
  let authority: string;
  let kpi: string;
  const asked = async (args: string, who = "owner") =>
    given((await post(served.app, `query($a: ID!) { kpiOutcomes(authority: $a, ${args}) { nodes { ${node} } } }`, { a: authority }, { "x-as": who })).json()).kpiOutcomes.nodes;
  const idOf = async (name: string) =>
    given(await served.ask(`query($a: ID!) ${subjects}`, { a: authority })).kpiSubjects.nodes.find((each: { name: string }) => each.name === name)?.id as string;

  beforeAll(async () => {
    served = await serve(engine, { examples: false, viewerOf: (request) => viewers[String(request.headers["x-as"] ?? "owner")] as Viewer });
    authority = await newAuthority(served, "Rankshire");
    viewers.reader = { name: "Reader", reads: [authority], changes: [] };
    kpi = await added(served, "Kpi", authority, percentage);
    const path = join(folder, "regions.csv");
    writeFileSync(path, file);
    expect(await importFile(served.db, machineOwner, { authorityId: authority, path, name: "regions.csv", map: JSON.stringify(map), preview: false })).toMatchObject({
      added: 6,
      errors: [],
    });
    // As the imports before this rule left them.
    const england = await idOf("England");
    for (const [gssCode, name] of regions.slice(3)) given(await change(served, "KpiSubject", await idOf(name), { kind: "REGION", name, gssCode, withinId: england }));
  });
  afterAll(async () => {
    await served.stop();
    rmSync(folder, { recursive: true });
  });

  test("have their code to themselves: another London would be counted again", async () => {
    const again = await served.ask(`mutation($a: ID!) { createKpiSubject(authority: $a, input: { kind: REGION, name: "London again", gssCode: "E12000007" }) { id } }`, {
      a: authority,
    });
    expect(refusal(again)).toMatchObject({ code: "BAD_INPUT", message: "London has the code E12000007 already. Use that subject, or give this one its own code." });
  });

  test("are read within London, though they are stored within England", async () => {
    const [london, england] = [await idOf("London"), await idOf("England")];
    const { nodes } = given(await served.ask(`query($a: ID!) ${subjects}`, { a: authority })).kpiSubjects;
    const stored = (await storedFacts(served.db)).kpiSubject ?? {};
    for (const name of ["Inner London", "Outer London"]) {
      const read = nodes.find((each: { name: string }) => each.name === name);
      expect([read.withinId, stored[read.id]?.withinId]).toEqual([london, england]);
    }
  });

  test("come to England", async () => {
    const [together] = await asked("levels: [REGION], groupBy: [LEVEL, PERIOD], against: COUNTRY");
    // 3 + 540 + 411 of 60 + 1,480 + 960.
    expect(together).toMatchObject({
      count: 3,
      numerator: "954",
      denominator: "2500",
      shown: "38.2%",
      leftOut: "Inner London and Outer London are within London and are not counted again.",
      comparator: { name: "England", shown: "38.2%", leftOut: null },
    });
    const ids = [await idOf("Inner London"), await idOf("Outer London")];
    expect(await asked(`subjects: ${JSON.stringify(ids)}, groupBy: [LEVEL]`)).toMatchObject([{ numerator: "411", denominator: "960", count: 2, leftOut: null }]);
  });

  test("have a place among those of which none holds another", async () => {
    const nodes = await asked("levels: [REGION], rankAmong: LEVEL");
    expect(Object.fromEntries(nodes.map((each: { subject: { name: string }; rank: object }) => [each.subject.name, each.rank]))).toEqual({
      "North East": { rank: 1, of: 3 },
      "North West": { rank: 2, of: 3 },
      London: { rank: 3, of: 3 },
      "Inner London": null,
      "Outer London": null,
    });
    expect(nodes[3].rankWhy).toBe("Inner London is within London and has no place of its own.");
    const ranked = given(
      await served.ask(`query($a: ID!, $k: ID!) { outcomesRanked(authority: $a, kpi: $k, level: REGION) { rows { label cells { shown note } } notes } }`, { a: authority, k: kpi }),
    );
    expect(ranked.outcomesRanked.rows.map((each: { label: string; cells: { shown: string }[] }) => [each.label, each.cells[0]?.shown])).toEqual([
      ["North East", "1"],
      ["North West", "2"],
      ["London", "3"],
      ["Inner London", ""],
      ["Outer London", ""],
    ]);
    expect(ranked.outcomesRanked.notes).toContain("Inner London and Outer London are within London and have no places of their own.");
  });

  test("do not tell a count of 3 by what England is less the others", async () => {
    const nodes = await asked("allBreakdowns: true", "reader");
    const shown = Object.fromEntries(nodes.map((each: { subject: { name: string }; shown: string }) => [each.subject.name, each.shown]));
    // 954 − 540 − 411 = 3: one more than the North East is hidden.
    expect(shown["North East"]).toBe("[c]");
    expect([shown.England, shown["North West"], shown.London].filter((each) => each === "[c]")).toHaveLength(1);
  });
});
