// Outcomes as published: whoever sees every answer in every grouping works out no hidden count, and nothing is hidden without need.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activity, ComputedKpi } from "../../server/finance/activity.ts";
import type { KpiFacts, OutcomeFacts } from "../../server/finance/kpi.ts";
import type { OutcomeNode } from "../../server/finance/outcomeNode.ts";
import { type ComparatorLevel, type Dimension, type OutcomeQuestion, outcomeNodes } from "../../server/finance/outcomes.ts";
import type { OutcomeWorld, SubjectFacts } from "../../server/finance/outcomeWorld.ts";
import { asPublished, checkRule, hiddenNote, type PublicationRule, usualRule } from "../../server/finance/published.ts";
import { determined, type Equation } from "./determined.ts";

const kpi: KpiFacts = {
  id: "kpi",
  code: "EDUCATION",
  version: 1,
  name: "In education",
  category: "education",
  unit: "percent",
  polarity: "higher is better",
  frequency: "reporting year",
  counts: "over the period",
  numeratorSaid: "in education",
  denominatorSaid: "children",
  decimals: 1,
  ofPeople: true,
  computed: null,
  targets: [{ subjectId: null, startsOn: "2020-04-01", endsOn: null, target: "0.5", tolerance: "0.1", toleranceIn: "points" }],
};
const subject = (id: string, kind: SubjectFacts["kind"], withinId: string | null = null, neighbourIds: string[] = []): SubjectFacts => ({
  id,
  kind,
  name: id,
  withinId,
  neighbourIds,
});

/** An outcome of "England||F" and the like: what is not said is the whole, in 2025. Its counts are a numerator with a denominator, or none. */
function outcome(subjectId: string, counts: readonly [number, number] | null, breakdown = "", startsOn = "2024-04-01"): OutcomeFacts {
  const [numerator, denominator] = counts ?? [null, null];
  return {
    id: `${subjectId}|${breakdown}|${startsOn}`,
    kpiId: "kpi",
    subjectId,
    startsOn,
    breakdown,
    numerator: numerator === null ? null : String(numerator),
    denominator: denominator === null ? null : String(denominator),
    value: null,
    missing: counts === null ? "x" : null,
  };
}
const worldOf = (subjects: SubjectFacts[], outcomes: OutcomeFacts[], of: KpiFacts = kpi): OutcomeWorld => ({ kpis: [of], subjects, outcomes });
const hiddenIn = (world: OutcomeWorld, rule: PublicationRule = usualRule) =>
  asPublished(world, rule).outcomes.flatMap(({ subjectId, breakdown, missing }) => (missing === rule.mark ? [breakdown === "" ? subjectId : `${subjectId}, ${breakdown}`] : []));
const everything: OutcomeQuestion = { asked: () => true, rated: null, groupBy: [], against: null, rankAmong: null };

const genders = ["Gender: Female", "Gender: Male"];
const ages = ["Age: under 5", "Age: 5 to 9", "Age: 10 and over"];

/** A count and what it is out of; three quarters are small. */
const pair = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 4 }) }, { weight: 1, arbitrary: fc.nat({ max: 40 }) }),
    fc.oneof({ weight: 2, arbitrary: fc.nat({ max: 3 }) }, { weight: 2, arbitrary: fc.nat({ max: 60 }) }),
  )
  .map(([numerator, rest]): [number, number] => [numerator, numerator + rest]);

/** England with two regions of two to four authorities, in one or two periods, each by gender and by age: every total adds up. */
const worlds = fc
  .record({ sizes: fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 })), periods: fc.constantFrom(["2024-04-01"], ["2023-04-01", "2024-04-01"]) })
  .chain(({ sizes, periods }) => {
    const authorities = sizes.flatMap((size, region) => Array.from({ length: size }, (_, index) => subject(`A${region}${index}`, "authority", `R${region}`)));
    const subjects = [subject("England", "country"), subject("R0", "region", "England"), subject("R1", "region", "England"), ...authorities];
    const cells = periods.length * authorities.length * genders.length * ages.length;
    return fc.array(pair, { minLength: cells, maxLength: cells }).map((inner): OutcomeWorld => {
      let next = 0;
      const outcomes = periods.flatMap((startsOn) => {
        const sums = new Map<string, [number, number]>();
        for (const { id, withinId } of authorities) {
          for (const gender of genders) {
            for (const age of ages) {
              const [numerator, denominator] = inner[next] as [number, number];
              next += 1;
              for (const place of [id, withinId, "England"]) {
                for (const breakdown of ["", gender, age]) {
                  const [over, under] = sums.get(`${place}|${breakdown}`) ?? [0, 0];
                  sums.set(`${place}|${breakdown}`, [over + numerator, under + denominator]);
                }
              }
            }
          }
        }
        return [...sums].map(([name, [over, under]]) => {
          const [place, breakdown] = name.split("|") as [string, string];
          // Where there was nobody, the reason is stored.
          return under === 0 ? { ...outcome(place, null, breakdown, startsOn), missing: "z" as const } : outcome(place, [over, under], breakdown, startsOn);
        });
      });
      return worldOf(subjects, outcomes);
    });
  });

/** The sums that everybody knows of: the whole of its parts by each dimension, a region of its authorities, the country of its regions. */
function structure({ subjects, outcomes }: OutcomeWorld): Equation[] {
  const name = (place: string, breakdown: string, startsOn: string) => `${place}|${breakdown}|${startsOn}`;
  const equal = (total: string, parts: string[]): Equation => new Map([[total, -1n], ...parts.map((part) => [part, 1n] as const)]);
  return [...new Set(outcomes.map(({ startsOn }) => startsOn))].flatMap((startsOn) => [
    ...subjects.flatMap(({ id }) =>
      [genders, ages].map((parts) =>
        equal(
          name(id, "", startsOn),
          parts.map((part) => name(id, part, startsOn)),
        ),
      ),
    ),
    ...subjects
      .filter((whole) => subjects.some(({ withinId }) => withinId === whole.id))
      .flatMap((whole) =>
        ["", ...genders, ...ages].map((breakdown) =>
          equal(
            name(whole.id, breakdown, startsOn),
            subjects.filter(({ withinId }) => withinId === whole.id).map(({ id }) => name(id, breakdown, startsOn)),
          ),
        ),
      ),
  ]);
}

const dimensions: Dimension[] = ["definition", "category", "subject", "level", "period", "rag", "breakdown"];
const groupings: Dimension[][] = [[], ...dimensions.map((each) => [each]), ...dimensions.flatMap((first, at) => dimensions.slice(at + 1).map((second) => [first, second]))];

/** Every answer that can be had: each grouping of all, of each subject, level, period and part, and of the wholes. */
function answers(world: OutcomeWorld): OutcomeNode[] {
  const filters: OutcomeQuestion["asked"][] = [
    () => true,
    (each) => each.breakdown === "",
    ...world.subjects.map(
      ({ id }): OutcomeQuestion["asked"] =>
        (each) =>
          each.subjectId === id,
    ),
    ...["country", "region", "authority"].map(
      (kind): OutcomeQuestion["asked"] =>
        (_, __, of) =>
          of.kind === kind,
    ),
    ...["2023-04-01", "2024-04-01"].map(
      (startsOn): OutcomeQuestion["asked"] =>
        (each) =>
          each.startsOn === startsOn,
    ),
    ...[...genders, ...ages].map(
      (breakdown): OutcomeQuestion["asked"] =>
        (each) =>
          each.breakdown === breakdown,
    ),
  ];
  return filters.flatMap((asked, index) => (index === 0 ? groupings : groupings.slice(0, 8)).flatMap((groupBy) => outcomeNodes(world, { ...everything, asked, groupBy })));
}

describe("a reader who asks everything", () => {
  test("works out neither the numerator nor the denominator of any hidden outcome", () => {
    let worldsWithHidden = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        const published = asPublished(world, usualRule);
        const hidden = new Set(published.outcomes.filter(({ missing }) => missing === "c").map(({ id }) => id));
        expect(published.hidden).toBe(hidden.size);
        worldsWithHidden += hidden.size > 0 ? 1 : 0;
        const known = new Map<string, Equation>();
        const say = (ids: readonly string[]) => known.set([...ids].sort().join(), new Map(ids.map((id) => [id, 1n])));
        // Whoever reads [z] knows that there was nobody.
        for (const { id, missing } of published.outcomes) if (missing === "z") say([id]);
        for (const node of answers({ ...world, outcomes: published.outcomes })) {
          const { figure, numerator, denominator } = node.measure;
          if (!figure) {
            expect([node.exact, numerator, denominator, node.derivation, node.rag, node.rank]).toEqual([null, null, null, null, null, null]);
            continue;
          }
          expect(numerator?.toString()).toBe(String(node.outcomes.reduce((sum, each) => sum + Number(each.numerator), 0)));
          expect(denominator?.toString()).toBe(String(node.outcomes.reduce((sum, each) => sum + Number(each.denominator), 0)));
          say(node.outcomes.map(({ id }) => id));
        }
        const found = determined([...known.values(), ...structure(world)]);
        expect([...hidden].filter((id) => found.has(id))).toEqual([]);
        // The reader is no fool: without any hidden, every outcome would be found.
        if (hidden.size === 0) expect(world.outcomes.every(({ id }) => found.has(id))).toBe(true);
      }),
      { numRuns: 40 },
    );
    expect(worldsWithHidden).toBeGreaterThan(20);
  });

  test("is given no number of a hidden outcome, and no rating, rank or comparison of it", () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom<ComparatorLevel>("country", "region"), fc.constantFrom<PublicationRule["mark"]>("c", "low"), (world, level, mark) => {
        const published = asPublished(world, { hiddenUpTo: 5, mark });
        expect(published.outcomes.map(({ id }) => id)).toEqual(world.outcomes.map(({ id }) => id));
        for (const [index, each] of published.outcomes.entries()) {
          const stored = world.outcomes[index] as OutcomeFacts;
          const [over, under] = [Number(stored.numerator), Number(stored.denominator)];
          if ([over, under, under - over].some((count) => count >= 1 && count <= 5)) expect(each.missing).toBe(mark);
          if (each.missing !== mark) expect(each).toBe(stored);
          else {
            const { id, kpiId, subjectId, startsOn, breakdown } = stored;
            expect(each).toStrictEqual({ id, kpiId, subjectId, startsOn, breakdown, numerator: null, denominator: null, value: null, missing: mark });
          }
        }
        const hidden = new Set(published.outcomes.filter(({ missing }) => missing === mark).map(({ id }) => id));
        const shown = published.outcomes.filter(({ missing }) => missing === null);
        for (const node of outcomeNodes({ ...world, outcomes: published.outcomes }, { ...everything, against: { level }, rankAmong: "level" })) {
          const { kind } = node.subject as SubjectFacts;
          if (node.rank) {
            const peers = shown.filter(
              (each) => each.startsOn === node.period?.startsOn && each.breakdown === node.breakdown && world.subjects.some((of) => of.id === each.subjectId && of.kind === kind),
            );
            expect(node.rank.of).toBe(peers.length);
          }
          const compared = [node.comparator, node.previous, node.yearBefore, node.distance];
          if (hidden.has(node.key)) {
            expect([node.exact, node.shown, node.rag, node.rank, node.rated]).toEqual([null, `[${mark}]`, null, null, { green: 0, amber: 0, red: 0, none: 1 }]);
            for (const each of compared) expect([each?.difference ?? null, each?.verdict ?? null, each?.direction ?? null]).toEqual([null, null, null]);
          }
          const above = level === "country" || kind === "region" ? "England" : (world.subjects.find(({ id }) => id === node.subject?.id)?.withinId ?? "");
          if (level === "country" && hidden.has(`${above}|${node.breakdown}|${node.period?.startsOn}`)) {
            expect(node.comparator).toMatchObject({ figure: null, exact: null, shown: `[${mark}]`, difference: null, verdict: null });
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test("is told the same whatever the order in which outcomes are held", () => {
    fc.assert(
      fc.property(worlds, fc.nat(), (world, turn) => {
        const turned = world.outcomes.map((_, index) => world.outcomes[(index + turn) % world.outcomes.length] as OutcomeFacts);
        expect(hiddenIn({ ...world, outcomes: turned }).sort()).toEqual(hiddenIn(world).sort());
      }),
      { numRuns: 20 },
    );
  });
});

describe("by hand", () => {
  const england = [subject("England", "country"), subject("North", "region", "England"), subject("South", "region", "England")];
  const north = [subject("Leeds", "authority", "North"), subject("York", "authority", "North")];
  const south = [subject("Dover", "authority", "South"), subject("Hove", "authority", "South")];

  test("3 of 40 is hidden, 0 of 40 and 6 of 40 are not", () => {
    const world = worldOf([...north], [outcome("Leeds", [3, 40]), outcome("York", [0, 40], "", "2023-04-01"), outcome("York", [6, 40])]);
    expect(hiddenIn(world)).toEqual(["Leeds"]);
  });

  test("38 of 40 tells of the two who are left, and is hidden as they are", () => {
    expect(hiddenIn(worldOf(north, [outcome("Leeds", [38, 40]), outcome("York", [34, 40])]))).toEqual(["Leeds"]);
  });

  test("England, of which one authority is stored, is not hidden for it", () => {
    const leeds = outcome("Leeds", [3, 40]);
    expect(hiddenIn(worldOf([...england, ...north], [leeds, outcome("England", [30_000, 80_000])]))).toEqual(["Leeds"]);
    expect(hiddenIn(worldOf([...england, ...north], [leeds, outcome("England", [30_000, 80_000]), outcome("North", [4_000, 9_000])]))).toEqual(["Leeds"]);
    expect(hiddenIn(worldOf([...england, ...north], [leeds, outcome("England", [30_000, 80_000]), outcome("North", null)]))).toEqual(["Leeds"]);
    expect(hiddenIn(worldOf([subject("England", "country"), subject("Leeds", "authority", "England")], [leeds, outcome("England", [30_000, 80_000])]))).toEqual(["Leeds"]);
  });

  test("two authorities that are all of their region hide each other", () => {
    // 53 - 50 would tell of Leeds' 3.
    const world = worldOf([...england, ...north], [outcome("Leeds", [3, 40]), outcome("York", [50, 90]), outcome("North", [53, 130])]);
    expect(hiddenIn(world)).toEqual(["Leeds", "York"]);
  });

  test("a country of a region, and of the authorities of another that is not stored", () => {
    // 103 - 20 - 30 - 50 = 3.
    const outcomes = [outcome("England", [103, 300]), outcome("North", [20, 90]), outcome("Dover", [3, 60]), outcome("Hove", [80, 150])];
    expect(hiddenIn(worldOf([...england, ...north, ...south], outcomes))).toEqual(["North", "Dover"]);
    // With the regions' own outcomes left out, England is the sum of authorities.
    const only = [outcome("England", [103, 300]), outcome("Leeds", [20, 90]), outcome("Dover", [3, 60]), outcome("Hove", [80, 150])];
    expect(hiddenIn(worldOf([...england, ...north, ...south], only))).toEqual(["Leeds", "Dover"]);
    // Nor does a region that is stated to be missing break the chain.
    expect(hiddenIn(worldOf([...england, ...north, ...south], [...outcomes, outcome("South", null)]))).toEqual(["North", "Dover"]);
  });

  test("a whole that is not stored is still the same whole by gender and by age", () => {
    // 30 + 40 by gender: 70 - 45 - 22 = 3.
    const parts: [string, [number, number]][] = [
      ["Gender: Female", [30, 60]],
      ["Gender: Male", [40, 90]],
      ["Age: under 5", [3, 20]],
      ["Age: 5 to 9", [45, 80]],
      ["Age: 10 and over", [22, 50]],
    ];
    const hidden = hiddenIn(
      worldOf(
        north,
        parts.map(([part, counts]) => outcome("Leeds", counts, part)),
      ),
    );
    expect(hidden).toEqual(["Leeds, Age: under 5", "Leeds, Age: 10 and over"]);
  });

  test("parts by two things at once are parts of those by either", () => {
    const cell = (gender: string, age: string, counts: [number, number]) => outcome("Leeds", counts, `Gender: ${gender}; Age: ${age}`);
    const world = worldOf(north, [
      cell("F", "young", [3, 20]),
      cell("F", "old", [27, 60]),
      cell("M", "young", [30, 70]),
      cell("M", "old", [40, 80]),
      outcome("Leeds", [30, 80], "Gender: F"),
      outcome("Leeds", [70, 150], "Gender: M"),
      outcome("Leeds", [33, 90], "Age: young"),
      outcome("Leeds", [67, 140], "Age: old"),
      outcome("Leeds", [100, 230]),
    ]);
    // A rectangle: either row and either column would tell of the 3.
    expect(hiddenIn(world)).toEqual(["Leeds, Gender: F; Age: young", "Leeds, Gender: F; Age: old", "Leeds, Gender: M; Age: young", "Leeds, Gender: M; Age: old"]);
    // And the parts by gender alone are still all of the whole: 100 - 97 = 3.
    const alone = worldOf(north, [
      cell("F", "young", [0, 20]),
      cell("M", "young", [50, 70]),
      outcome("Leeds", [3, 80], "Gender: F"),
      outcome("Leeds", [97, 150], "Gender: M"),
      outcome("Leeds", [100, 230]),
    ]);
    expect(hiddenIn(alone)).toEqual(["Leeds, Gender: F", "Leeds, Gender: M"]);
  });

  test("reasons of which each is out of all children: their numerators add up, and their denominators do not", () => {
    // 90 - 60 - 27 = 3, each of 200.
    const world = worldOf(north, [
      outcome("Leeds", [3, 200], "Reason: a"),
      outcome("Leeds", [60, 200], "Reason: b"),
      outcome("Leeds", [27, 200], "Reason: c"),
      outcome("Leeds", [90, 200]),
    ]);
    const hidden = hiddenIn(world);
    expect(hidden).toContain("Leeds, Reason: a");
    expect(hidden).toContain("Leeds, Reason: c");
  });

  test("statistics rounded to the nearest 5 add up well enough", () => {
    const world = worldOf([...england, ...north], [outcome("Leeds", [4, 40]), outcome("York", [50, 90]), outcome("North", [55, 135])]);
    expect(hiddenIn(world)).toEqual(["Leeds", "York"]);
  });

  test("a part that does not apply is known to be of nobody", () => {
    // 20 - 16 = 4 are all who are left.
    const world = worldOf(north, [
      { ...outcome("Leeds", null, "Age: under 5"), missing: "z" },
      outcome("Leeds", [3, 4], "Age: 5 to 9"),
      outcome("Leeds", [8, 16], "Age: 10 and over"),
      outcome("Leeds", [11, 20]),
    ]);
    expect(hiddenIn(world)).toEqual(["Leeds, Age: 5 to 9", "Leeds, Age: 10 and over"]);
    // Of one that is not available nothing is known, nor of the other beside it.
    const unknown = { ...world, outcomes: [outcome("Leeds", null, "Age: under 5"), ...world.outcomes.slice(1)] };
    expect(hiddenIn(unknown)).toEqual(["Leeds, Age: 5 to 9"]);
  });

  test("neighbours whose counts are stored together are a sum of theirs", () => {
    const subjects = [subject("Havering", "authority", null, ["Leeds", "York"]), ...north, subject("Neighbours", "statistical neighbours", "Havering")];
    const outcomes = [outcome("Leeds", [3, 40]), outcome("York", [50, 90]), outcome("Neighbours", [53, 130])];
    expect(hiddenIn(worldOf(subjects, outcomes))).toEqual(["Leeds", "York"]);
  });

  test("each period and each KPI by itself", () => {
    const world = worldOf(
      [...england, ...north],
      ["2023-04-01", "2024-04-01"].flatMap((startsOn) => [
        outcome("Leeds", startsOn === "2023-04-01" ? [3, 40] : [30, 40], "", startsOn),
        outcome("York", [50, 90], "", startsOn),
        outcome("North", startsOn === "2023-04-01" ? [53, 130] : [80, 130], "", startsOn),
      ]),
    );
    const hidden = asPublished(world, usualRule).outcomes.filter(({ missing }) => missing === "c");
    expect(hidden.map(({ id }) => id)).toEqual(["Leeds||2023-04-01", "York||2023-04-01"]);
  });

  test("what is not of people, and whatever a rule of 0 is for, is not hidden", () => {
    const outcomes = [outcome("Leeds", [3, 40])];
    expect(hiddenIn(worldOf(north, outcomes, { ...kpi, ofPeople: false }))).toEqual([]);
    expect(asPublished(worldOf(north, outcomes), { hiddenUpTo: 0, mark: "c" })).toEqual({ outcomes, hidden: 0 });
  });

  test("10 up to a rule of 10 is hidden, and 11 is not", () => {
    const world = worldOf(north, [outcome("Leeds", [10, 40]), outcome("York", [11, 40])]);
    expect(hiddenIn(world, { hiddenUpTo: 10, mark: "low" })).toEqual(["Leeds"]);
  });

  test("a count with no denominator, and half a person", () => {
    const count: KpiFacts = { ...kpi, unit: "count" };
    const of = (subjectId: string, value: string): OutcomeFacts => ({ ...outcome(subjectId, null), value, missing: null });
    expect(hiddenIn(worldOf(north, [of("Leeds", "5.0"), of("York", "50")], count))).toEqual(["Leeds"]);
    expect(hiddenIn(worldOf(north, [of("Leeds", "0.5"), of("York", "12.5")], count))).toEqual(["Leeds"]);
    // 12.5 of 18 in full-time places: five and a half are left.
    const full = { ...outcome("Leeds", [0, 18]), numerator: "12.5" };
    expect(hiddenIn(worldOf([...england, ...north], [full, outcome("York", [30, 60]), { ...outcome("North", [0, 78]), numerator: "42.5" }]))).toEqual(["Leeds", "York"]);
  });

  test("weeks or pounds for each of so many people: the people are few, and not the weeks or pounds", () => {
    const weeks: KpiFacts = { ...kpi, unit: "weeks" };
    expect(hiddenIn(worldOf(north, [outcome("Leeds", [400, 4]), outcome("York", [4, 40])], weeks))).toEqual(["Leeds"]);
  });
});

describe("KPIs computed from activity", () => {
  const row = (stated: Partial<Activity>): Activity => ({
    arrangementId: null,
    arrangementKind: null,
    area: "inside",
    placements: 40,
    bedWeeks: "1000",
    costPence: 400_000_000,
    directBedWeeks: null,
    ended: null,
    endedWeeks: null,
    availableBedWeeks: null,
    ...stated,
  });
  const hiddenOf = (computed: ComputedKpi, rows: Activity[]) =>
    hiddenIn(worldOf([subject("Leeds", "authority")], [{ ...outcome("Leeds", null), missing: null, activity: rows }], { ...kpi, unit: "pounds a week", computed, targets: [] }))
      .length > 0;

  test.each<[ComputedKpi, Partial<Activity>, boolean]>([
    ["average weekly cost outside the area", { area: "outside", placements: 3 }, true],
    ["average weekly cost inside the area", { area: "outside", placements: 3 }, false],
    ["premium outside the area", { area: "outside", placements: 3 }, true],
    ["cost avoided", { area: "outside", placements: 3 }, true],
    ["share under an arrangement", { arrangementId: "block", placements: 3 }, true],
    ["share under an arrangement", { arrangementId: "block", placements: 6 }, false],
    ["average duration", { ended: 2, endedWeeks: "90" }, true],
    ["average duration", { ended: 12, endedWeeks: "90" }, false],
    ["occupancy of block places", { availableBedWeeks: "1100", placements: 3 }, true],
    ["occupancy of block places", { availableBedWeeks: "1100", placements: 30 }, false],
  ])("%s beside 40 placements inside, with %o: hidden is %s", (computed, stated, hidden) => {
    expect(hiddenOf(computed, [row({ ended: 0, directBedWeeks: "0" }), row(stated)])).toBe(hidden);
  });

  test("what is not known tells of nobody, and is not said to be hidden", () => {
    // Of 40 placements it is not recorded how many ended: 2 and those are not 2.
    expect(hiddenOf("average duration", [row({}), row({ ended: 2, endedWeeks: "90" })])).toBe(false);
    expect(hiddenOf("average weekly cost outside the area", [row({ area: "outside", placements: 3 }), row({ area: "not known" })])).toBe(false);
  });

  test("one that is hidden keeps no activity, shows its mark, and is missed where it is put together with others", () => {
    const computed: KpiFacts = { ...kpi, unit: "pounds a week", computed: "average weekly cost inside the area", targets: [] };
    const outcomes = ["Leeds", "York"].map((id, index) => ({ ...outcome(id, null), missing: null, activity: [row({ placements: index === 0 ? 3 : 40 })] }));
    const world = worldOf([subject("Leeds", "authority"), subject("York", "authority")], outcomes, computed);
    const published = asPublished(world, usualRule);
    expect(published.outcomes[0]).not.toHaveProperty("activity");
    expect(published.outcomes[1]).toEqual(outcomes[1]);
    const nodes = outcomeNodes({ ...world, outcomes: published.outcomes }, everything);
    // £4,000,000 over 1,000 bed-weeks.
    expect(nodes.map(({ shown }) => shown)).toEqual(["[c]", "£4,000.0"]);
    const [together] = outcomeNodes({ ...world, outcomes: published.outcomes }, { ...everything, groupBy: ["definition"] });
    expect(together).toMatchObject({ exact: null, shown: "[c]" });
    expect(together?.measure.why).toMatch(/1 of these 2 are hidden/);
  });
});

describe("what no sum of the set tells", () => {
  const leeds = subject("Leeds", "authority");
  const hidden = (outcomes: OutcomeFacts[], subjects = [leeds]) => [...hiddenIn(worldOf(subjects, outcomes))].sort();

  test("Male and Female beside each age under one heading: none is shown where one is hidden", () => {
    const parts: [string, [number, number]][] = [
      ["Female", [3, 60]],
      ["Male", [140, 200]],
      ["under 10", [70, 130]],
      ["10 and over", [73, 130]],
    ];
    const outcomes = [outcome("Leeds", [143, 260]), ...parts.map(([part, counts]) => outcome("Leeds", counts, `characteristic: ${part}`))];
    expect(hidden(outcomes)).toEqual(parts.map(([part]) => `Leeds, characteristic: ${part}`).sort());
  });

  test("the same with each heading in a column of its own: only who would give her away", () => {
    const parts: [string, string, [number, number]][] = [
      ["sex", "Female", [3, 60]],
      ["sex", "Male", [140, 200]],
      ["age", "under 10", [70, 130]],
      ["age", "10 and over", [73, 130]],
    ];
    const outcomes = [outcome("Leeds", [143, 260]), ...parts.map(([group, part, counts]) => outcome("Leeds", counts, `characteristic: ${part}; group: ${group}`))];
    expect(hidden(outcomes)).toEqual(["Female", "Male"].map((part) => `Leeds, characteristic: ${part}; group: sex`).sort());
  });

  test("a part within a part: 3 with a relative and 100 with others are the 103 in foster care", () => {
    const parts: [string, [number, number]][] = [
      ["foster", [103, 150]],
      ["foster, relative", [3, 30]],
      ["foster, other", [100, 120]],
      ["home", [47, 60]],
    ];
    const outcomes = [outcome("Leeds", [150, 210]), ...parts.map(([part, counts]) => outcome("Leeds", counts, `placement: ${part}`))];
    expect(hidden(outcomes)).toEqual(parts.map(([part]) => `Leeds, placement: ${part}`).sort());
  });

  test("a partnership of authorities, unless it counts more than all of those stored", () => {
    const subjects = [subject("P", "partnership"), subject("A", "authority"), subject("C", "authority")];
    const members = [outcome("A", [3, 41]), outcome("C", [40, 100])];
    expect(hidden([outcome("P", [43, 141]), ...members], subjects)).toEqual(["A", "P"]);
    expect(hidden([outcome("P", [430, 1410]), ...members], subjects)).toEqual(["A"]);
  });

  test("a year of one version and the quarters of another", () => {
    const quarterly: KpiFacts = { ...kpi, id: "quarterly", version: 2, frequency: "quarter" };
    const quarters = [3, 20, 30, 40].map((count, index) => ({
      ...outcome("Leeds", [count, 60], "", ["2024-04-01", "2024-07-01", "2024-10-01", "2025-01-01"][index] as string),
      kpiId: "quarterly",
      id: `Q${index + 1}`,
    }));
    const world = { ...worldOf([leeds], [outcome("Leeds", [93, 240]), ...quarters]), kpis: [kpi, quarterly] };
    // 93 − 20 − 30 − 40 = 3: the second quarter, the least of what would tell it, is hidden with the first.
    expect(
      asPublished(world, usualRule)
        .outcomes.filter(({ missing }) => missing === "c")
        .map(({ id }) => id),
    ).toEqual(["Q1", "Q2"]);
  });

  test("the workings of a computed KPI tell of no single row", () => {
    const row = (arrangementId: string | null, placements: number): Activity => ({
      arrangementId,
      arrangementKind: null,
      area: "inside",
      placements,
      bedWeeks: "10",
      costPence: 1,
      directBedWeeks: null,
      ended: null,
      endedWeeks: null,
      availableBedWeeks: null,
    });
    const computed: KpiFacts = { ...kpi, computed: "share under an arrangement", targets: [] };
    const rows = [row("a", 3), row("b", 7), row(null, 4), row(null, 6)];
    const world = worldOf([leeds], [{ ...outcome("Leeds", null), missing: null, activity: rows }], computed);
    const [node] = outcomeNodes({ ...world, outcomes: asPublished(world, usualRule).outcomes }, everything);
    expect(node?.shown).toBe("50.0%");
    expect(node?.derivation?.workings).not.toMatch(/\b[3467]\b/);
    expect(node?.derivation?.workings).toContain("10");
  });
});

describe("the rule", () => {
  test.each([-1, 2.5, 101, Number.NaN])("up to %s is refused", (hiddenUpTo) => {
    expect(() => checkRule({ hiddenUpTo, mark: "c" })).toThrow(expect.objectContaining({ field: "input.hiddenUpTo" }));
  });
  test.each([0, 5, 100])("up to %s is not", (hiddenUpTo) => {
    expect(() => checkRule({ hiddenUpTo, mark: "c" })).not.toThrow();
  });
  test("the usual one is 1 to 5, shown as [c]", () => {
    expect(usualRule).toEqual({ hiddenUpTo: 5, mark: "c" });
  });
  test("its note stands where something was hidden", () => {
    expect(hiddenNote(usualRule, 0)).toBeNull();
    expect(hiddenNote({ hiddenUpTo: 10, mark: "low" }, 3)).toBe("[low] is shown where a count of 1 to 10 is hidden, or one from which it could be worked out.");
  });
});
