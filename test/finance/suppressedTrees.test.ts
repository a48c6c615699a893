// Small counts of subjects within subjects: whoever sees all that is published, and knows who is within whom, works out no hidden one.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { KpiFacts, OutcomeFacts } from "../../server/finance/kpi.ts";
import { type Dimension, type OutcomeQuestion, outcomeNodes } from "../../server/finance/outcomes.ts";
import type { OutcomeWorld, SubjectFacts, SubjectKind } from "../../server/finance/outcomeWorld.ts";
import { asPublished, usualRule } from "../../server/finance/published.ts";
import { type CodedSubject, withinByCode } from "../../server/finance/subjectCodes.ts";
import { determined, type Equation } from "./determined.ts";

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
const subject = (id: string, kind: SubjectKind, withinId: string | null, gssCode: string | null = null): SubjectFacts & CodedSubject => ({
  id,
  kind,
  name: id,
  withinId,
  neighbourIds: [],
  gssCode,
});
const outcome = (subjectId: string, over: number, under: number): OutcomeFacts => ({
  id: subjectId,
  kpiId: "kpi",
  subjectId,
  startsOn: "2024-04-01",
  breakdown: "",
  numerator: String(over),
  denominator: String(under),
  value: null,
  missing: null,
});
const everything: OutcomeQuestion = { asked: () => true, rated: null, groupBy: [], against: null, rankAmong: null };
const hiddenIn = (world: OutcomeWorld) => asPublished(world, usualRule).outcomes.flatMap(({ subjectId, missing }) => (missing === "c" ? [subjectId] : []));

/** The DfE's regions as an earlier import left them: Inner and Outer London stated to be within England. */
const places = [
  subject("England", "country", null, "E92000001"),
  subject("Inner London", "region", "England", "E13000001"),
  subject("Outer London", "region", "England", "E13000002"),
  subject("London", "region", "England", "E12000007"),
  subject("North East", "region", "England", "E12000001"),
  subject("North West", "region", "England", "E12000002"),
];
const counted: [string, number, number][] = [
  ["England", 103, 560],
  ["London", 60, 300],
  ["Inner London", 20, 100],
  ["Outer London", 40, 200],
  ["North East", 3, 60],
  ["North West", 40, 200],
];

describe("regions of which one holds two others", () => {
  test("a region's 3 do not follow from England, and what hides them is taken of the nine and not of eleven", () => {
    const world = { kpis: [kpi], subjects: withinByCode(places), outcomes: counted.map((each) => outcome(...each)) };
    // 103 − 60 − 40 = 3.
    expect(hiddenIn(world)).toEqual(["North East", "North West"]);
  });

  test("a part's 3 do not follow from London", () => {
    const small = counted.map(([id, over, under]): [string, number, number] =>
      id === "Inner London" ? [id, 3, 100] : id === "Outer London" ? [id, 57, 200] : [id, over * 10, under * 10],
    );
    const outcomes = small.map(([id, over, under]) => (id === "London" ? outcome(id, 60, 300) : outcome(id, over, under)));
    expect(hiddenIn({ kpis: [kpi], subjects: withinByCode(places), outcomes })).toEqual(["Inner London", "Outer London"]);
  });

  test("London of Inner London, and of a borough that is within London alone", () => {
    const subjects = [subject("London", "region", null), subject("Inner London", "region", "London"), subject("Havering", "authority", "London")];
    expect(hiddenIn({ kpis: [kpi], subjects, outcomes: [outcome("London", 43, 140), outcome("Inner London", 40, 100), outcome("Havering", 3, 40)] })).toEqual([
      "Inner London",
      "Havering",
    ]);
  });
});

const kinds: SubjectKind[] = ["region", "authority", "provider"];
/** Trees of subjects of three sorts, four levels deep at most, with small counts at their ends. Some are not stored. */
const trees = fc
  .array(
    fc.record({
      within: fc.nat(),
      kind: fc.constantFrom(...kinds),
      over: fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 40 })),
      rest: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 6, max: 60 })),
      stored: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn > 0),
    }),
    { minLength: 3, maxLength: 10 },
  )
  .map((drawn) => {
    const within = drawn.map((each, index) => (index === 0 ? null : each.within % index));
    const subjects = drawn.map(({ kind }, index) => subject(`S${index}`, kind, within[index] === null ? null : `S${within[index]}`));
    const countsOf = (index: number): [number, number] => {
      const held = within.flatMap((each, at) => (each === index ? [countsOf(at)] : []));
      const { over, rest } = drawn[index] as (typeof drawn)[number];
      return held.length === 0 ? [over, over + rest] : held.reduce(([a, b], [c, d]) => [a + c, b + d]);
    };
    // What holds several sorts tells which of them come to it only where it is stored itself.
    const several = (index: number) => new Set(drawn.filter((_, at) => within[at] === index).map(({ kind }) => kind)).size > 1;
    const outcomes = drawn.flatMap(({ stored }, index) => (stored || several(index) ? [outcome(`S${index}`, ...countsOf(index))] : []));
    return { kpis: [kpi], subjects, outcomes } satisfies OutcomeWorld;
  });

describe("any tree of subjects", () => {
  test("whoever asks for all of it, put together in every way, works out no hidden count", () => {
    let withHidden = 0;
    fc.assert(
      fc.property(trees, (world) => {
        const hidden = hiddenIn(world);
        withHidden += hidden.length > 0 ? 1 : 0;
        const published = { ...world, outcomes: asPublished(world, usualRule).outcomes };
        const known: Equation[] = [];
        for (const groupBy of [[], ["level"], ["subject"], ["period"], ["definition"]] as Dimension[][]) {
          for (const asked of [
            everything.asked,
            ...kinds.map(
              (kind): OutcomeQuestion["asked"] =>
                (_, __, of) =>
                  of.kind === kind,
            ),
          ]) {
            for (const node of outcomeNodes(published, { ...everything, asked, groupBy })) if (node.measure.figure) known.push(new Map(node.outcomes.map(({ id }) => [id, 1n])));
          }
        }
        const tree = world.subjects.flatMap(({ id }): Equation[] => {
          const held = world.subjects.filter(({ withinId }) => withinId === id);
          return held.length === 0 ? [] : [new Map([[id, -1n], ...held.map((each) => [each.id, 1n] as const)])];
        });
        const found = determined([...known, ...tree]);
        expect(hidden.filter((id) => found.has(id))).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(withHidden).toBeGreaterThan(50);
  });
});
