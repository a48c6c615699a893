// West Sussex's report asked of a real server on each engine: the system, its term by the day, its partners, and table 5.1.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import report from "./west-sussex.json" with { type: "json" };

const question = /* GraphQL */ `
  query($asAt: Day) {
    authority(id: "west-sussex") { name }
    arrangement(id: "west-sussex-cposs", asAt: $asAt) {
      name kind openList opensOn endsOn longestEndOn state source note valueBasis statedEndOn
      participants { name role authorities detail } lots { name detail } terms { part months state startsOn endsOn }
      value { estimatedPence committedPence exceeded } gaps { from to days sentence }
    }
    arrangementRegister(authority: "west-sussex", asAt: $asAt, unit: MILLIONS) { unit notes columns { key } rows { cells { shown note derivation { workings result } } } }
    mediumTermTable(authority: "west-sussex", unit: MILLIONS) { unit notes columns { label status } rows { kind label status cells { shown exact note } } }
    commitments(authority: "west-sussex") { nodes { upliftSeriesId arrangementId draws { costCentreId drawnShare } } }
    upliftSeries(authority: "west-sussex") { nodes { name source rates { rateShare } } }
    printedFigures(authority: "west-sussex") { what exact verdict }
  }
`;

test("every part of the report is asserted", () => {
  // The figures are in printed.test.ts.
  expect(Object.keys(report)).toEqual(["source", "arrangement", "categories", "term", "revenueTable", "figures", "rules"]);
});

describe.each(engines)("West Sussex on %s", (engine) => {
  let served: Served;
  // biome-ignore lint/suspicious/noExplicitAny: the answer has the shape of the question above.
  let facts: any;
  beforeAll(async () => {
    served = await serve(engine);
    facts = given(await served.ask(question, { asAt: "2022-02-15" }));
  });
  afterAll(() => served.stop());

  test("names its source", () => {
    expect(facts.authority.name).toBe(report.source.authority);
    expect(facts.arrangement.source).toContain(report.source.meeting);
  });

  test("the system is the report's, with six authorities for special schools and one for fostering and residential", () => {
    expect(report.arrangement.startsWith(facts.arrangement.name)).toBe(true);
    expect(report.arrangement).toContain("with 6 other authorities for special schools and 1 for fostering and residential");
    expect(facts.arrangement).toMatchObject({ kind: "DYNAMIC_PURCHASING_SYSTEM", openList: true });
    expect(facts.arrangement.participants.map(({ role, authorities }: { role: string; authorities: number }) => [role, authorities])).toEqual([
      ["LEAD", 1],
      ["PARTNER", 6],
      ["PARTNER", 1],
    ]);
    const { columns, rows } = facts.arrangementRegister;
    const cell = (key: string) => rows[0].cells[columns.findIndex((column: { key: string }) => column.key === key)];
    const authorities = cell("authorities");
    expect(cell("lead").shown).toBe("West Sussex County Council");
    // 1 + 6 + 1
    expect([authorities.shown, authorities.derivation.result]).toEqual(["8", "8 authorities"]);
  });

  test.each(report.categories)("category %s", (category) => {
    const [, number, name, detail] = /^(\d) (.*?)(?: \((.*)\))?$/.exec(category) ?? [];
    const lot = facts.arrangement.lots[Number(number) - 1];
    expect(lot.name).toBe(`Category ${number}: ${name}`);
    expect(lot.detail?.toLowerCase() ?? undefined).toBe(detail);
    expect(facts.arrangement.lots).toHaveLength(report.categories.length);
  });

  test.each(report.term.map((term, index) => [term.part, index, term] as const))("term: %s", (_, index, term) => {
    expect(Object.keys(term)).toEqual(["part", "start", "end", "months", "state"]);
    const { part, startsOn, endsOn, months, state } = facts.arrangement.terms[index];
    expect([part, startsOn, endsOn, months]).toEqual([term.part, term.start, term.end, term.months]);
    // The report was written in the initial period's last month: it "ends". It is the agreed part of the term.
    expect(state).toBe(term.state === "ends" ? "AGREED" : term.state.toUpperCase());
    expect(facts.arrangement.terms).toHaveLength(report.term.length);
  });

  test("its ends follow from the terms: as it stands, and at the longest", async () => {
    expect(facts.arrangement).toMatchObject({
      statedEndOn: null,
      opensOn: report.term[0]?.start,
      endsOn: report.term[0]?.end,
      longestEndOn: report.term[2]?.end,
      state: "running",
    });
    const sentence =
      "Children's Placements and Other Support Services Dynamic Purchasing System (CPOSS) ends on 28 February 2022, and nothing follows it, unless it is extended, at the longest to 28 February 2026.";
    expect(facts.arrangement.gaps).toEqual([{ from: "2022-03-01", to: null, days: null, sentence }]);
    expect(facts.arrangementRegister.notes).toContain(`Gap in cover: ${sentence}`);
    const after = given(await served.ask(question, { asAt: "2022-03-01" }));
    expect(after.arrangement.state).toBe("ended");
    // 36 + 24 + 24 months from 2019-03-01 to 2026-02-28 are seven years.
    expect(facts.printedFigures.find((each: { what: string }) => each.what === "The whole term")).toMatchObject({ exact: "7", verdict: "follows" });
  });

  test("its value is an estimate for all partners, and nothing is committed", () => {
    expect(facts.arrangement.value).toEqual({ estimatedPence: 70_000_000_000, committedPence: 0, exceeded: false });
    expect(facts.arrangement.valueBasis).toContain("7 years, all partners");
    expect(facts.arrangement.valueBasis).toContain("no business is guaranteed to a provider");
  });

  test("table 5.1 has its columns, unit and rows", () => {
    const { unit, years, decimals } = report.revenueTable;
    const table = facts.mediumTermTable;
    expect([table.unit, decimals]).toEqual([unit, 1]);
    expect(table.columns.map((column: { label: string }) => column.label)).toEqual(years);
    expect(Object.keys(report.revenueTable)).toEqual(["para", "unit", "decimals", "years", "rows"]);
    // Tabled shows the total of the cost centres too; there is one cost centre, so it is the budget again.
    expect(table.rows.map((row: { label: string }) => row.label)).toEqual(["Revenue budget", "Total budget", "Change from proposal", "Remaining unallocated budget"]);
  });

  test.each(report.revenueTable.rows.map((row) => [row.label, row] as const))("table 5.1: %s", (label, printed) => {
    const row = facts.mediumTermTable.rows.find((each: { label: string }) => each.label === label.replace("Remaining budget", "Remaining unallocated budget"));
    for (const [column, amount] of (printed.expected ?? printed.given ?? []).entries()) {
      // The report prints a nil as 0.0; a nil of Tabled's is a dash, and nothing that is only rounded away.
      expect(row.cells[column].shown).toBe(amount === "0.0" ? "–" : amount);
      expect(Number(row.cells[column].exact)).toBe(Number(amount) * 1_000_000);
      // What the report prints is checked against what is computed: no cell says that it differs.
      expect(row.cells[column].note).toBeNull();
    }
    expect(facts.mediumTermTable.notes).toEqual(["Amounts are in millions of pounds. Brackets are deductions; – is nil."]);
  });

  test("an increase may be asked for and none is promised", () => {
    expect(report.rules.map((rule) => rule.para)).toEqual(["1.8, 5.2"]);
    expect(facts.arrangement.note).toContain("A provider may ask for an annual increase with a detailed justification; none is guaranteed.");
    expect(facts.upliftSeries.nodes).toEqual([{ name: "Increases asked for under CPOSS", source: expect.stringContaining("none guaranteed"), rates: [] }]);
    expect(facts.commitments.nodes).toEqual([{ upliftSeriesId: null, arrangementId: "west-sussex-cposs", draws: [{ costCentreId: "west-sussex-revenue", drawnShare: "1" }] }]);
  });
});
