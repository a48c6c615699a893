// The reports' indicators, outcomes and benefits asked of a real server on each engine.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { given } from "../api/officer.ts";
import { latest } from "../setup/latest.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import essex from "./essex.json" with { type: "json" };
import havering from "./havering.json" with { type: "json" };
import sefton from "./sefton.json" with { type: "json" };
import westSussex from "./west-sussex.json" with { type: "json" };

interface Node {
  shown: string;
  exact: string | null;
  numerator: string | null;
  denominator: string | null;
  kpi: { code: string };
  subject: { name: string; kind: string };
  period: { said: string };
  comparator: { shown: string; verdict: string | null } | null;
  previous: { shown: string; differenceShown: string | null; verdict: string | null } | null;
}

/** Havering's list (3.23 to 3.29) as the json sums it up, with the code of each indicator. */
const haveringList: Record<string, string[]> = {
  "placement stability": ["stability-index", "placement-moves", "unauthorised-absences", "missing-episodes"],
  suitability: ["feedback", "unplanned-moves", "sdq"],
  general: [
    "new-local-options",
    "five-a-to-c",
    "within-20-miles",
    "child-satisfaction",
    "provider-satisfaction",
    "authority-satisfaction",
    "co-production",
    "community-professionals",
  ],
  financial: ["weekly-cost-inside", "weekly-cost-outside", "average-duration", "overheads-near", "overheads-smarter", "step-downs", "secure-placements"],
};
/** What 3.23 promises beside that list, Appendix 1's indicator, and what is computed beside the costs. */
const alsoTracked = [
  "placement-breakdowns",
  "eet",
  "staying-put",
  "exploitation-risk",
  "criminal-justice",
  "neet",
  "premium-outside",
  "under-arrangement",
  "occupancy",
  "cost-avoided",
];

describe.each(engines)("outcomes of the reports on %s", (engine) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(engine);
  });
  afterAll(() => served.stop());

  const outcomes = async (authority: string, more = ""): Promise<Node[]> =>
    given(
      await served.ask(
        `{ kpiOutcomes(authority: "${authority}", first: 500 ${more}) { nodes { shown exact numerator denominator kpi { code } subject { name kind } period { said } comparator { shown verdict } previous { shown differenceShown verdict } } } }`,
      ),
    ).kpiOutcomes.nodes;
  const only = (nodes: Node[], code: string, subject: string, period: string): Node => {
    const found = nodes.filter((node) => node.kpi.code === code && node.subject.name === subject && node.period.said === period);
    expect(found, `${code} of ${subject} in ${period}`).toHaveLength(1);
    return found[0] as Node;
  };

  test("Havering's list of indicators is whole", async () => {
    const { nodes } = given(await served.ask(`{ kpis(authority: "havering", first: 500) { nodes { code category polarity frequency numeratorSaid computed source } } }`)).kpis;
    const codes = nodes.map((kpi: { code: string }) => kpi.code);
    const groups = havering.kpis.list.split("; ").map((group) => (group.split(" (")[0] as string).trim());
    expect(groups).toEqual(Object.keys(haveringList));
    expect([...codes].sort()).toEqual([...Object.values(haveringList).flat(), ...alsoTracked].sort());
    for (const kpi of nodes) expect(kpi.source, kpi.code).toMatch(/^3\.2[3579]|^3\.26|Appendix 1/);
    const computed = nodes.filter((kpi: { computed: string | null }) => kpi.computed !== null).map((kpi: { code: string }) => kpi.code);
    expect(computed).toEqual(["weekly-cost-inside", "weekly-cost-outside", "premium-outside", "average-duration", "under-arrangement", "occupancy", "cost-avoided"]);
  });

  test("Havering's benefits have every column of Appendix 1 and its baselines", async () => {
    const question = `{ benefits(authority: "havering", asAt: "2019-06-30") { nodes { name accountable baseline baselineValue measuredBy measuredWhen frequency comparedWith resources kpiId state lastDue nextDue } } }`;
    const { nodes } = given(await served.ask(question)).benefits;
    expect(nodes).toHaveLength(havering.benefits.baselines.length);
    expect(havering.benefits.columns).toEqual(["accountable person", "expected benefit", "baseline", "how measured", "when", "frequency", "resources for review"]);
    for (const benefit of nodes)
      for (const column of ["accountable", "name", "baseline", "measuredBy", "measuredWhen", "frequency", "resources"]) expect(benefit[column], column).toBeTruthy();
    for (const [index, { value }] of havering.benefits.baselines.entries()) {
      expect(nodes[index].baseline).toContain(String(value));
      expect(Number(nodes[index].baselineValue)).toBe(typeof value === "number" ? value : Number(value.replace("%", "")) / 100);
    }
    // Counted from 1 April 2019: after a year, each year; after a quarter, each quarter.
    expect(nodes.map((each: { nextDue: string }) => each.nextDue)).toEqual(["2020-04-01", "2020-04-01", "2019-07-01"]);
    expect(nodes.map((each: { state: string }) => each.state)).toEqual(["NOT_DUE", "NOT_DUE", "NOT_DUE"]);
  });

  test("a benefit that is tied to an indicator is achieved, missed or on course by its outcomes", async () => {
    const own = await serve(engine);
    try {
      const ids = given(await own.ask(`{ kpis(authority: "havering", first: 500) { nodes { id code } } kpiSubjects(authority: "havering") { nodes { id name } } }`));
      const kpi = ids.kpis.nodes.find((each: { code: string }) => each.code === "neet").id;
      const subject = ids.kpiSubjects.nodes.find((each: { name: string }) => each.name === "North East London partnership").id;
      const enter = async (period: string, numerator: string) =>
        given(
          await own.ask(
            `mutation { enterOutcomes(seen: ${latest}, authority: "havering", outcomes: [{ kpiId: "${kpi}", subjectId: "${subject}", period: "${period}", numerator: "${numerator}", denominator: "1000" }]) { batchId } }`,
          ),
        );
      const state = async (asAt: string) => {
        const { nodes } = given(await own.ask(`{ benefits(authority: "havering", asAt: "${asAt}") { nodes { state why } } }`)).benefits;
        return nodes[2] as { state: string; why: string };
      };
      await enter("2018/19 Q1", "141");
      await enter("2019/20 Q1", "130");
      expect(await state("2019-07-15")).toEqual({ state: "ACHIEVED", why: "2019/20 Q1 was better than 2018/19 Q1." });
      expect(await state("2019-06-30")).toEqual({ state: "ON_COURSE", why: "2019/20 Q1 was better than 2018/19 Q1. It is due on 1 Jul 2019." });
      expect((await state("2019-10-01")).state).toBe("DUE");
      await enter("2018/19 Q2", "120");
      await enter("2019/20 Q2", "120");
      expect(await state("2019-10-01")).toEqual({ state: "MISSED", why: "2019/20 Q2 was the same as 2018/19 Q2." });
    } finally {
      await own.stop();
    }
  });

  test("West Sussex's percentages, and how they stand to England's (1.8)", async () => {
    const nodes = await outcomes("west-sussex", ", against: COUNTRY");
    const figure = (what: string) => westSussex.figures.find((each) => each.what === what) as { expected: string; national?: string };
    expect(only(nodes, "on-the-system", "CPOSS: schools", "2021/22").shown).toBe(figure("special school places from providers on the system").expected);
    expect(only(nodes, "on-the-system", "CPOSS: independent fostering agencies", "2021/22").shown).toBe(figure("fostering places from providers on the system").expected);
    const homes = figure("residential placements rated Good or Outstanding, and nationally");
    const found = only(nodes, "residential-good", "CPOSS: children's residential", "2021/22");
    expect(found.shown).toBe(homes.expected);
    expect(found.comparator).toEqual({ shown: `${homes.national?.replace("%", "")}.0%`, verdict: "better" });
    const fostering = figure("fostering placements rated Good or Outstanding, and nationally");
    const agencies = only(nodes, "fostering-good", "CPOSS: independent fostering agencies", "2021/22");
    expect(agencies.shown).toBe(fostering.expected);
    expect(agencies.comparator).toEqual({ shown: fostering.national, verdict: "better" });
  });

  test("Essex's, with the share that its counts give and not the one that is printed (3.18)", async () => {
    const nodes = await outcomes("essex");
    const printed = essex.figures.find((each) => each.para === "3.18") as { inputs: { part: number; whole: number }; expected: string; exact: string };
    const share = only(nodes, "in-residential", "Essex County Council", "May 2023");
    expect([share.numerator, share.denominator]).toEqual([String(printed.inputs.part), String(printed.inputs.whole)]);
    expect(`${(Number(share.exact) * 100).toFixed(3)}%`).toBe(printed.exact);
    expect(share.shown).toBe("5.5%");
    expect(share.shown).not.toBe(printed.expected);
    const [before, after] = (essex.figures.find((each) => each.para === "3.11") as { expected: string[] }).expected;
    expect(only(nodes, "through-framework", "Residential framework", "2020/21").shown).toBe(before);
    const later = only(nodes, "through-framework", "Residential framework", "2021/22");
    expect(later.shown).toBe(after);
    expect(later.previous).toEqual({ shown: before, differenceShown: "+4 points", verdict: "better" });
    const [spot, block] = (essex.figures.find((each) => each.para === "3.7") as { expected: string[] }).expected;
    expect(only(nodes, "spot", "England", "2022/23").shown).toBe(spot);
    expect(only(nodes, "block", "England", "2022/23").shown).toBe(block);
    expect(`around ${only(nodes, "occupancy", "Five other authorities", "2022/23").shown}`).toBe(
      (essex.figures.find((each) => each.para === "3.14") as { expected: string }).expected,
    );
  });

  test("Sefton's consultation (2.2)", async () => {
    const nodes = await outcomes("sefton");
    const { expected } = sefton.figures.find((each) => each.para === "2.2") as { expected: string[] };
    expect(["for-the-offer", "for-the-pledge", "for-one-referral"].map((code) => nodes.find((node) => node.kpi.code === code)?.shown)).toEqual(expected);
  });

  test("no mean of the reports' percentages can be asked for", async () => {
    const { nodes } = given(
      await served.ask(`{ kpiOutcomes(authority: "west-sussex", kpis: ["on-the-system"], groupBy: [DEFINITION]) { nodes { count exact shown why } } }`),
    ).kpiOutcomes;
    expect(nodes).toEqual([
      { count: 2, exact: null, shown: "[x]", why: "Some of these have a value and no counts. Values such as percentages and averages are not averaged: only counts can be added." },
    ]);
  });
});
