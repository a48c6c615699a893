// Subjects of which one holds another: what each is part of, and that nobody is added, ranked or compared twice.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type KpiFacts, measure, type OutcomeFacts } from "../../server/finance/kpi.ts";
import { type OutcomeQuestion, outcomeNodes } from "../../server/finance/outcomes.ts";
import { outcomesOfKpi, outcomesRanked } from "../../server/finance/outcomesTable.ts";
import type { OutcomeWorld, SubjectFacts, SubjectKind } from "../../server/finance/outcomeWorld.ts";
import { SubjectTree } from "../../server/finance/subjectTree.ts";

const kpi: KpiFacts = {
  id: "kpi",
  code: "MOVES",
  version: 1,
  name: "Moved",
  category: "stability",
  unit: "percent",
  polarity: "lower is better",
  frequency: "reporting year",
  counts: "over the period",
  numeratorSaid: "moved",
  denominatorSaid: "children",
  decimals: 1,
  ofPeople: true,
  computed: null,
  targets: [],
};
const now = "2024-04-01";
const subject = (id: string, kind: SubjectKind, withinId: string | null = null, neighbourIds: string[] = []): SubjectFacts => ({ id, kind, name: id, withinId, neighbourIds });
const outcome = (subjectId: string, numerator: number, denominator: number, startsOn = now): OutcomeFacts => ({
  id: `${subjectId}|${startsOn}`,
  kpiId: "kpi",
  subjectId,
  startsOn,
  breakdown: "",
  numerator: String(numerator),
  denominator: String(denominator),
  value: null,
  missing: null,
});
const everything: OutcomeQuestion = { asked: () => true, rated: null, groupBy: [], against: null, rankAmong: null };
const byLevel = (world: OutcomeWorld, question: Partial<OutcomeQuestion> = {}) => outcomeNodes(world, { ...everything, groupBy: ["level", "period"], ...question });

/** The regions as the DfE publishes them: 960 of London are 410 of Inner London and 550 of Outer London, and with eight others 8,500. */
const others = ["North East", "North West", "Yorkshire", "East Midlands", "West Midlands", "East", "South East", "South West"];
const england: OutcomeWorld = {
  kpis: [kpi],
  subjects: [
    subject("England", "country"),
    ...[...others, "London"].map((name) => subject(name, "region", "England")),
    subject("Inner London", "region", "London"),
    subject("Outer London", "region", "London"),
  ],
  outcomes: [
    outcome("England", 2_550, 8_500),
    ...others.map((name, index) => outcome(name, index === 0 ? 270 : 267, index === 0 ? 1_240 : 900)),
    outcome("London", 411, 960),
    outcome("Inner London", 200, 410),
    outcome("Outer London", 211, 550),
  ],
};
const ofRegions: Partial<OutcomeQuestion> = { asked: (_, __, { kind }) => kind === "region" };
const without = (...ids: string[]): OutcomeWorld => ({ ...england, outcomes: england.outcomes.filter(({ subjectId }) => !ids.includes(subjectId)) });
const leftOut = "Inner London and Outer London are within London and are not counted again.";

describe("the regions of England", () => {
  test("come to England, 2,550 of 8,500, which is 30.0%, and not to 2,961 of 9,460, which is 31.3%", () => {
    const [regions] = byLevel(england, ofRegions);
    // 270 + 7 × 267 + 411 of 1,240 + 7 × 900 + 960.
    expect(regions).toMatchObject({ exact: "0.3", shown: "30.0%", leftOut, rated: { none: 9 } });
    expect([regions?.measure.numerator?.toString(), regions?.measure.denominator?.toString()]).toEqual(["2550", "8500"]);
    expect(regions?.outcomes).toHaveLength(9);
  });

  test("come to the same where London itself has none, by its two parts, or they have none", () => {
    expect(byLevel(without("London"), ofRegions)[0]).toMatchObject({ exact: "0.3", leftOut: null });
    expect(byLevel(without("Inner London", "Outer London"), ofRegions)[0]).toMatchObject({ exact: "0.3", leftOut: null });
  });

  test("are not the whole where London is not known, though its parts are", () => {
    const hidden = {
      ...england,
      outcomes: england.outcomes.map((each): OutcomeFacts => (each.subjectId === "London" ? { ...each, numerator: null, denominator: null, missing: "c" } : each)),
    };
    expect(byLevel(hidden, ofRegions)[0]).toMatchObject({ exact: null, shown: "[c]", leftOut });
  });

  test("of several periods, each by those that hold in it", () => {
    const earlier = [outcome("Inner London", 10, 100, "2023-04-01"), outcome("Outer London", 20, 100, "2023-04-01")];
    const [together] = outcomeNodes({ ...england, outcomes: [...england.outcomes, ...earlier] }, { ...everything, ...ofRegions, groupBy: ["level"] });
    // 2,550 + 10 + 20 of 8,500 + 200.
    expect([together?.measure.numerator?.toString(), together?.measure.denominator?.toString()]).toEqual(["2580", "8700"]);
  });

  test("are nine that are ranked: Inner and Outer London have no place of their own", () => {
    const nodes = outcomeNodes(england, { ...everything, ...ofRegions, rankAmong: "level" });
    const placed = new Map(nodes.map(({ subject: of, place }) => [of?.id, place]));
    expect(placed.get("London")).toEqual({ rank: { rank: 9, of: 9 }, why: null, holderId: null });
    expect(placed.get("Inner London")).toEqual({ rank: null, why: "Inner London is within London and has no place of its own.", holderId: "London" });
    expect(nodes.filter(({ rank }) => rank).map(({ rank }) => rank?.of)).toEqual(Array.from({ length: 9 }, () => 9));
    // Of London's own parts each has a place among the two.
    const parts = outcomeNodes(england, { ...everything, ...ofRegions, rankAmong: "region" });
    expect(parts.flatMap(({ subject: of, rank }) => (rank ? [[of?.id, rank.rank, rank.of]] : []))).toEqual([
      ["Inner London", 2, 2],
      ["Outer London", 1, 2],
    ]);
    // Where neither way is better nobody has a place, and there is nothing to explain.
    const neither = { ...england, kpis: [{ ...kpi, polarity: "neither" as const }] };
    expect(outcomeNodes(neither, { ...everything, rankAmong: "level" }).every(({ place }) => place.rank === null && place.why === null)).toBe(true);
  });

  test("say so in tables: a blank place with its reason, and a note", () => {
    const note = "Inner London and Outer London are within London and have no places of their own.";
    const whole = outcomesOfKpi(england, kpi, () => true);
    const ranked = outcomesRanked(england, kpi, { kind: "reporting year", startsOn: now }, (_, __, { kind }) => kind === "region");
    for (const [table, key] of [
      [whole, "place"],
      [ranked, "rank"],
    ] as const) {
      const at = table.columns.findIndex((column) => column.key === key);
      const place = (id: string) => table.rows.find((row) => row.key === `subject:${id}`)?.cells[at];
      expect(place("London")?.shown).toBe("9");
      expect(place("Outer London")).toMatchObject({ shown: "", note: "Outer London is within London and has no place of its own." });
      expect(table.notes).toContain(note);
    }
    expect(outcomesOfKpi(without("London"), kpi, () => true).notes).not.toContain(note);
  });

  test("of which one is a neighbour and holds another are added once, and the comparison says so", () => {
    const of = {
      ...england,
      subjects: [...england.subjects, subject("Wales", "region", null, ["East", "London", "Inner London"])],
      outcomes: [...england.outcomes, outcome("Wales", 5, 10)],
    };
    const [wales] = outcomeNodes(of, { ...everything, asked: ({ subjectId }) => subjectId === "Wales", against: { level: "statistical neighbours" } });
    // 267 + 411 of 900 + 960.
    expect(wales?.comparator).toMatchObject({ shown: "36.5%", leftOut: "Inner London is within London and is not counted again." });
    // The country stays what a region is compared with, and is no part of a sum of regions.
    const [regions] = byLevel(england, { ...ofRegions, against: { level: "country" } });
    expect(regions?.comparator).toMatchObject({ name: "England", differenceShown: "0.0 points", leftOut: null });
  });

  test("are not measured together by whoever forgets to leave any out", () => {
    const both = england.outcomes.filter(({ subjectId }) => subjectId.endsWith("London"));
    expect(measure(kpi, both, new SubjectTree(england.subjects))).toMatchObject({ figure: null, mark: "[x]", why: "One of these holds another, and the two are not added." });
  });
});

test("of many the first five are named", () => {
  const homes = Array.from({ length: 9 }, (_, index) => subject(`Home ${index}`, "provider", "Group"));
  const tree = new SubjectTree([subject("Group", "provider"), ...homes]);
  const said = tree.leftOutSaid(tree.countedOnce(["Group", ...homes.map(({ id }) => id)].map((id) => outcome(id, 1, 2))).leftOut);
  expect(said).toBe("Home 0, Home 1, Home 2, Home 3, Home 4 and 4 more are within Group and are not counted again.");
});

/** Subjects of which each is within one before it, or nothing, with the counts of those that hold none. */
const trees = fc
  .array(fc.record({ within: fc.nat(), alone: fc.boolean(), over: fc.nat({ max: 40 }), rest: fc.integer({ min: 1, max: 60 }), stored: fc.boolean(), level: fc.nat({ max: 7 }) }), {
    minLength: 1,
    maxLength: 14,
  })
  .map((drawn) => {
    const subjects = drawn.map(({ within, alone, level }, index) =>
      subject(`S${index}`, level === 0 ? "authority" : "provider", index === 0 || (alone && within % 3 === 0) ? null : `S${within % index}`),
    );
    const ends = subjects
      .filter(({ id }) => !subjects.some(({ withinId }) => withinId === id))
      .map(({ id }) => ({ id, ...(drawn[Number(id.slice(1))] as (typeof drawn)[number]) }));
    const tree = new SubjectTree(subjects);
    const isIn = (end: string, id: string) => end === id || tree.above(end).includes(id);
    const counts = (isOf: (end: string) => boolean) => {
      const of = ends.filter(({ id }) => isOf(id));
      const [over, rest] = [of.reduce((sum, each) => sum + each.over, 0), of.reduce((sum, each) => sum + each.rest, 0)];
      return [over, over + rest] as const;
    };
    const outcomes = subjects.filter((_, index) => drawn[index]?.stored).map(({ id }) => outcome(id, ...counts((end) => isIn(end, id))));
    return { world: { kpis: [kpi], subjects, outcomes } satisfies OutcomeWorld, tree, isIn, counts };
  });

describe("any tree of subjects", () => {
  test("the sum of whichever are asked for is the sum of all at their ends, each once", () => {
    let several = 0;
    fc.assert(
      fc.property(trees, ({ world, isIn, counts }) => {
        for (const node of outcomeNodes(world, { ...everything, groupBy: ["level"] })) {
          const asked = world.outcomes.filter(({ subjectId }) => world.subjects.find(({ id }) => id === subjectId)?.kind === node.level);
          const [over, under] = counts((end) => asked.some(({ subjectId }) => isIn(end, subjectId)));
          expect([node.measure.numerator?.toString(), node.measure.denominator?.toString()]).toEqual([String(over), String(under)]);
          expect(node.leftOut === null).toBe(node.outcomes.length === asked.length);
          several += node.leftOut === null ? 0 : 1;
        }
        // Of different levels nothing is added.
        for (const node of outcomeNodes(world, { ...everything, groupBy: ["period"] })) expect(node.level === null && node.measure.figure !== null).toBe(false);
      }),
    );
    expect(several).toBeGreaterThan(20);
  });

  test("no ranking has both a holder and its part, and whoever has no place is held by one who has", () => {
    fc.assert(
      fc.property(trees, ({ world, tree }) => {
        const nodes = outcomeNodes(world, { ...everything, rankAmong: "level" });
        for (const level of ["provider", "authority"]) {
          const peers = nodes.filter((node) => node.level === level);
          const placed = new Set(peers.filter(({ rank }) => rank).map((node) => node.subject?.id as string));
          for (const { subject: of, place } of peers) {
            const above = tree.above(of?.id as string);
            if (place.rank) expect([place.rank.of, above.filter((id) => placed.has(id))]).toEqual([placed.size, []]);
            else expect([placed.has(place.holderId as string), above.includes(place.holderId as string)]).toEqual([true, true]);
          }
        }
      }),
    );
  });
});
