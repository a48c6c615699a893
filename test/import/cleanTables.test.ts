// What is read out of tables is what the importers store: KPIs that a column names, denominators from another row, regions within regions, periods of places.
import { beforeEach, describe, expect, test } from "vitest";
import { outcomesIn } from "../../server/reading/outcomes.ts";
import { commitmentsIn } from "../../server/reading/placements.ts";
import type { Proposed } from "../../server/reading/proposal.ts";
import { added, outcomes, percentage, undo } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { tableOf } from "../reading/given.ts";
import type { Served } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { importing } from "./importing.ts";

const wide = [
  "code|old|Area|In care 2017|Fostered|Rate",
  "E92000001|999|ENGLAND|72670|53420|62.5",
  "E12000007|G|LONDON|9910|7180|50",
  "E12000007|H|INNER LONDON|4230|x|57.5",
  "E09000016|311|Havering|253|c|z",
];

describe.each(engines)("clean tables on %s", (engine) => {
  const importer = importing(engine);
  let served: Served;
  let authority: string;
  beforeEach(() => {
    ({ served, authority } = importer.now());
  });
  const run = ({ clean }: Proposed) => {
    if (!clean) throw new Error("Something is still asked.");
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    return importer.run([clean.table.columns, ...clean.table.rows.map(({ values }) => values)].map((row) => row.map(cell).join(",")).join("\n"), clean.map);
  };
  const read = async () => (await outcomes(served, `authority: "${authority}", allBreakdowns: true`)).nodes as Record<string, unknown>[];
  const kpis = async () =>
    given(await served.ask("query($a: ID!) { kpis(authority: $a, first: 500) { nodes { id code name unit denominatorSaid frequency } } }", { a: authority })).kpis.nodes as {
      id: string;
      name: string;
    }[];

  test("add the KPIs that a file counts and use those that are there, store each figure or its mark, and the same again change nothing", async () => {
    const own = await added(served, "Kpi", authority, { ...percentage, code: "fostered", name: "Fostered", unit: "COUNT", denominatorSaid: null, frequency: "REPORTING_YEAR" });
    const proposed = outcomesIn(tableOf(wide), { period: "2017" });
    const first = await run(proposed);
    expect(first).toMatchObject({ rows: 12, stated: 12, added: 12, errors: [] });
    expect(await kpis()).toMatchObject([
      { id: own, code: "fostered", name: "Fostered" },
      { code: "in-care-2017", name: "In care 2017", unit: "COUNT", denominatorSaid: null, frequency: "REPORTING_YEAR" },
      { code: "rate", name: "Rate", unit: "SCORE" },
    ]);
    expect(await run(proposed)).toMatchObject({ added: 0, revised: 0, batchId: null });
    const subjects = given(await served.ask("query($a: ID!) { kpiSubjects(authority: $a, first: 500) { nodes { id kind name gssCode withinId } } }", { a: authority })).kpiSubjects
      .nodes as { id: string; name: string; withinId: string | null }[];
    const named = (name: string) => subjects.find((each) => each.name === name) as (typeof subjects)[number];
    expect([named("Inner London").withinId, named("London").withinId]).toEqual([named("London").id, named("England").id]);
    given(await undo(served, String(first.batchId)));
    expect(await kpis()).toHaveLength(1);
    expect(await read()).toEqual([]);
  });

  test("store a numerator with its denominator from another row", async () => {
    const header = "time_period|time_identifier|geographic_level|country_code|country_name|region_code|region_name|old_la_code|la_name|new_la_code|moves|number|percentage";
    const place = "2024|Reporting year|National|E92000001|England|||||";
    const proposed = outcomesIn(tableOf([header, `${place}|Total children|80000|100`, `${place}|Three or more|8000|10`]));
    expect(await run(proposed)).toMatchObject({ stated: 1, added: 1, errors: [] });
    expect(await kpis()).toMatchObject([{ name: "Three or more", unit: "PERCENT", denominatorSaid: "Total children" }]);
    expect(await read()).toMatchObject([{ numerator: "8000", denominator: "80000" }]);
  });

  test("are refused by their line for a KPI that neither the set nor the mapping has, and by their entry for a mapping that is none", async () => {
    const { clean } = outcomesIn(tableOf(wide), { period: "2017" }) as { clean: NonNullable<Proposed["clean"]> };
    const result = await run({ ...outcomesIn(tableOf(wide), { period: "2017" }), clean: { ...clean, map: { ...clean.map, newKpis: [] } } });
    expect(result).toMatchObject({ added: 0, errorCount: 12 });
    expect(result.errors[0]).toMatchObject({ line: 2, column: "KPI", reason: "There is no KPI “In care 2017” in this set. Add it first." });
    for (const [entry, map] of [
      ["map.newKpis[0].unit", { ...clean.map, newKpis: [{ name: "A", unit: "miles", frequency: "month" }] }],
      ["map.newKpis[0].name", { ...clean.map, newKpis: [{ unit: "count", frequency: "month" }] }],
      ["map.values[0].kpiIn", { ...clean.map, values: [{ kpiIn: "None", value: "Value" }] }],
    ] as const)
      await expect(run({ ...outcomesIn(tableOf(wide), { period: "2017" }), clean: { ...clean, map } })).rejects.toMatchObject({ field: entry });
  });

  test("store a list of placements as periods of places", async () => {
    const proposed = commitmentsIn(
      tableOf(["Provider|Home|Start date|End date|Weekly cost", "Oak Ltd|Oak House|13/04/2024|31/03/2025|£5,000.00", "Oak Ltd|Oak House|15/06/2024||£5,000.00"]),
    );
    expect(await run(proposed)).toMatchObject({ stated: 2, added: 1, errors: [] });
    expect(await run(proposed)).toMatchObject({ added: 0, revised: 0 });
  });
});
