// Outcomes asked for: filtered, put together by any two things, and set beside target, peers and the past.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { KpiFacts, OutcomeFacts, TargetFacts } from "../../server/finance/kpi.ts";
import type { OutcomeNode } from "../../server/finance/outcomeNode.ts";
import { type Dimension, liesWithin, type OutcomeQuestion, outcomeNodes } from "../../server/finance/outcomes.ts";
import type { OutcomeWorld, SubjectFacts } from "../../server/finance/outcomeWorld.ts";
import type { PeriodKind } from "../../server/finance/period.ts";

const target = (stated: Partial<TargetFacts> = {}): TargetFacts => ({
  subjectId: null,
  startsOn: "2000-04-01",
  endsOn: null,
  target: "0.8",
  tolerance: "0.05",
  toleranceIn: "points",
  ...stated,
});
const kpiOf = (id: string, stated: Partial<KpiFacts> = {}): KpiFacts => ({
  id,
  code: id,
  version: 1,
  name: `The ${id}`,
  category: "education",
  unit: "percent",
  polarity: "higher is better",
  frequency: "reporting year",
  counts: "over the period",
  numeratorSaid: null,
  denominatorSaid: "children",
  decimals: 1,
  ofPeople: true,
  computed: null,
  targets: [target()],
  ...stated,
});
const subject = (id: string, kind: SubjectFacts["kind"], withinId: string | null = null, neighbourIds: string[] = []): SubjectFacts => ({
  id,
  kind,
  name: id,
  withinId,
  neighbourIds,
});
const subjects = [
  subject("England", "country"),
  subject("North", "region", "England"),
  subject("South", "region", "England"),
  subject("Leeds", "authority", "North", ["York", "Hove"]),
  subject("York", "authority", "North"),
  subject("Dover", "authority", "South"),
  subject("Hove", "authority", "South"),
  subject("Jersey", "authority"),
];
const given = (kpiId: string, subjectId: string, startsOn: string, stated: Partial<OutcomeFacts>): OutcomeFacts => ({
  id: `${kpiId} ${subjectId} ${startsOn} ${stated.breakdown ?? ""}`,
  kpiId,
  subjectId,
  startsOn,
  breakdown: "",
  numerator: null,
  denominator: null,
  value: null,
  missing: null,
  ...stated,
});
const counts = (kpiId: string, subjectId: string, startsOn: string, numerator: number, denominator: number, breakdown = "") =>
  given(kpiId, subjectId, startsOn, { numerator: String(numerator), denominator: String(denominator), breakdown });
const now = "2024-04-01";
const school = kpiOf("school");
const worldOf = (outcomes: OutcomeFacts[], kpis: KpiFacts[] = [school], of = subjects): OutcomeWorld => ({ kpis, subjects: of, outcomes });
const everything: OutcomeQuestion = { asked: () => true, rated: null, groupBy: [], against: null, rankAmong: null };
const ask = (world: OutcomeWorld, question: Partial<OutcomeQuestion> = {}) => outcomeNodes(world, { ...everything, ...question });
const ofSubject = (nodes: readonly OutcomeNode[], id: string) => nodes.find(({ subject: of }) => of?.id === id) as OutcomeNode;

describe("one outcome", () => {
  test("has its figure, rating, distance to target and workings", () => {
    const [node] = ask(worldOf([counts("school", "Leeds", now, 31, 40)]));
    // 31 ÷ 40 = 77.5%, 2.5 points below 80%.
    expect(node).toMatchObject({
      exact: "0.775",
      shown: "77.5%",
      rag: "amber",
      rated: { green: 0, amber: 1, red: 0, none: 0 },
      level: "authority",
      category: "education",
      breakdown: "",
    });
    expect(node?.period).toEqual({ kind: "reporting year", startsOn: now });
    expect(node?.distance).toMatchObject({ name: "Target", shown: "80.0%", difference: "-0.025", differenceShown: "–2.5 points", direction: "down", verdict: "worse", why: null });
    expect(node?.derivation).toMatchObject({ workings: "31 ÷ 40 children", result: "77.5%" });
    expect([node?.comparator, node?.rank]).toEqual([null, null]);
  });

  test("above the target, at it, and with none", () => {
    const node = (over: number, of: Partial<KpiFacts> = {}) => ask(worldOf([counts("school", "Leeds", now, over, 40)], [kpiOf("school", of)]))[0];
    expect(node(33)?.distance).toMatchObject({ differenceShown: "+2.5 points", direction: "up", verdict: "better" });
    expect(node(33, { polarity: "lower is better" })?.distance).toMatchObject({ differenceShown: "+2.5 points", verdict: "worse" });
    expect(node(33, { polarity: "neither" })).toMatchObject({ rag: null, distance: { verdict: null } });
    expect(node(32)?.distance).toMatchObject({ differenceShown: "0.0 points", direction: "level", verdict: "the same" });
    expect(node(33, { targets: [] })).toMatchObject({ target: null, rag: null, distance: null });
    expect(node(33, { targets: [target({ subjectId: "York" })] })).toMatchObject({ target: null, rag: null });
  });

  test("that is missing shows its mark, has no rating and says why", () => {
    const [node] = ask(worldOf([given("school", "Leeds", now, { missing: "z" })]), { rankAmong: "level" });
    expect(node).toMatchObject({ exact: null, shown: "[z]", rag: null, rank: null, derivation: null, measure: { why: "Does not apply here." } });
    expect(node?.distance).toMatchObject({ shown: "80.0%", difference: null, differenceShown: null, direction: null, verdict: null });
  });
});

describe("beside others", () => {
  const outcomes = [
    counts("school", "England", now, 7_000, 10_000),
    counts("school", "North", now, 90, 100),
    counts("school", "Leeds", now, 32, 40),
    counts("school", "York", now, 40, 60),
    counts("school", "Hove", now, 5, 40),
    counts("school", "Jersey", now, 9, 10),
  ];
  const beside = (question: Partial<OutcomeQuestion>, of = worldOf(outcomes), id = "Leeds") => ofSubject(ask(of, question), id).comparator;

  test("the country, the region and a subject that is named", () => {
    expect(beside({ against: { level: "country" } })).toMatchObject({
      name: "England",
      shown: "70.0%",
      exact: "0.7",
      differenceShown: "+10.0 points",
      verdict: "better",
      why: null,
    });
    expect(beside({ against: { level: "region" } })).toMatchObject({ name: "North", shown: "90.0%", differenceShown: "–10.0 points", verdict: "worse" });
    expect(beside({ against: { subjectId: "Jersey" } })).toMatchObject({ name: "Jersey", shown: "90.0%" });
    const lower = worldOf(outcomes, [kpiOf("school", { polarity: "lower is better" })]);
    expect(beside({ against: { level: "country" } }, lower)).toMatchObject({ direction: "up", verdict: "worse" });
    // One within nothing is compared with the one country that there is.
    expect(beside({ against: { level: "country" } }, worldOf(outcomes), "Jersey")).toMatchObject({ name: "England" });
  });

  test("neighbours: their counts are added, 40 + 5 of 60 + 40, unless what they come to is stored", () => {
    expect(beside({ against: { level: "statistical neighbours" } })).toMatchObject({ name: "Statistical neighbours of Leeds", exact: "0.45", shown: "45.0%" });
    const stored = worldOf([...outcomes, given("school", "Neighbours", now, { value: "0.61" })], [school], [...subjects, subject("Neighbours", "statistical neighbours", "Leeds")]);
    expect(beside({ against: { level: "statistical neighbours" } }, stored)).toMatchObject({ name: "Neighbours", shown: "61.0%" });
  });

  test("what is not there says why", () => {
    const none = { figure: null, exact: null, shown: "[x]", difference: null, differenceShown: null, direction: null, verdict: null };
    expect(beside({ against: { level: "region" } }, worldOf(outcomes), "Jersey")).toMatchObject({ ...none, why: "Nothing is recorded for this comparator." });
    expect(beside({ against: { level: "region" } }, worldOf(outcomes), "Hove")).toMatchObject({ ...none, name: "South", why: "Nothing is recorded for this comparator." });
    expect(beside({ against: { level: "statistical neighbours" } }, worldOf(outcomes), "York")).toMatchObject({ ...none, why: "Nothing is recorded for this comparator." });
    const without = outcomes.filter(({ subjectId }) => subjectId !== "Hove");
    expect(beside({ against: { level: "statistical neighbours" } }, worldOf(without))).toMatchObject({ ...none, why: expect.stringMatching(/^Of these 2, 1 are recorded/) });
    const hidden = [...without, given("school", "Hove", now, { missing: "c" })];
    expect(beside({ against: { level: "statistical neighbours" } }, worldOf(hidden))).toMatchObject({
      ...none,
      shown: "[c]",
      why: expect.stringMatching(/^1 of these 2 are hidden/),
    });
    const values = [...without, given("school", "Hove", now, { value: "0.5" })];
    expect(beside({ against: { level: "statistical neighbours" } }, worldOf(values))).toMatchObject({ ...none, why: expect.stringMatching(/not averaged/) });
    const lost = [...outcomes.slice(1), given("school", "England", now, { missing: "x" })];
    expect(beside({ against: { level: "country" } }, worldOf(lost))).toMatchObject({ ...none, name: "England", why: "Not available." });
  });

  test("is of the same period and the same part", () => {
    const parts = [
      ...outcomes,
      counts("school", "Leeds", now, 1, 4, "Gender: F"),
      counts("school", "England", now, 1, 2, "Gender: F"),
      counts("school", "Leeds", "2023-04-01", 1, 4),
    ];
    const nodes = ask(worldOf(parts), { against: { level: "country" } }).filter(({ subject: of }) => of?.id === "Leeds");
    expect(nodes.map(({ period, breakdown, comparator }) => [period?.startsOn, breakdown, comparator?.shown])).toEqual([
      ["2023-04-01", "", "[x]"],
      [now, "", "70.0%"],
      [now, "Gender: F", "50.0%"],
    ]);
  });

  test("authorities put together have their country in common, and those of two regions no region", () => {
    const authorities = { asked: (_: OutcomeFacts, __: KpiFacts, of: SubjectFacts) => of.kind === "authority" && of.withinId !== null, groupBy: ["level"] as Dimension[] };
    const [country] = ask(worldOf(outcomes), { ...authorities, against: { level: "country" } });
    // 32 + 40 + 5 of 40 + 60 + 40.
    expect(country).toMatchObject({ exact: "0.55", comparator: { name: "England", shown: "70.0%" } });
    expect(ask(worldOf(outcomes), { ...authorities, against: { level: "region" } })[0]?.comparator).toBeNull();
    // Nor have the parts of one a part in common.
    const parts = worldOf([
      counts("school", "Leeds", now, 1, 4, "Gender: F"),
      counts("school", "Leeds", now, 2, 4, "Gender: M"),
      counts("school", "England", now, 1, 2, "Gender: F"),
    ]);
    expect(ask(parts, { asked: ({ subjectId }) => subjectId === "Leeds", groupBy: ["subject"], against: { level: "country" } })[0]).toMatchObject({
      exact: "0.375",
      comparator: null,
    });
  });
});

describe("the past", () => {
  test.each<[PeriodKind, string, string, string, string, string]>([
    ["quarter", "2024-04-01", "2024-01-01", "2023/24 Q4", "2023-04-01", "2023/24 Q1"],
    ["month", "2024-01-01", "2023-12-01", "December 2023", "2023-01-01", "January 2023"],
    ["reporting year", "2024-04-01", "2023-04-01", "2024", "2023-04-01", "2024"],
    ["academic year", "2024-09-01", "2023-09-01", "2023/24 academic", "2023-09-01", "2023/24 academic"],
  ])("of a %s: the period before and the same a year before", (frequency, at, before, beforeSaid, year, yearSaid) => {
    const held = new Map([
      [year, counts("school", "Leeds", year, 36, 40)],
      [before, counts("school", "Leeds", before, before === year ? 36 : 30, 40)],
      [at, counts("school", "Leeds", at, 33, 40)],
    ]);
    const node = ask(worldOf([...held.values()], [kpiOf("school", { frequency })])).find(({ period }) => period?.startsOn === at);
    // 82.5% now, 90% a year before; the quarter or month before it was 75%.
    expect(node?.yearBefore).toMatchObject({ name: yearSaid, shown: "90.0%", differenceShown: "–7.5 points", direction: "down", verdict: "worse" });
    expect(node?.previous).toMatchObject(
      before === year
        ? { name: beforeSaid, shown: "90.0%", verdict: "worse" }
        : { name: beforeSaid, shown: "75.0%", differenceShown: "+7.5 points", direction: "up", verdict: "better" },
    );
  });

  test("is by polarity: fewer weeks are better, and of neither nothing is said", () => {
    const both = [given("wait", "Leeds", "2023-04-01", { value: "14" }), given("wait", "Leeds", now, { value: "12.5" })];
    const of = (polarity: KpiFacts["polarity"]) => ask(worldOf(both, [kpiOf("wait", { unit: "weeks", polarity, targets: [] })]))[1]?.previous;
    expect(of("lower is better")).toMatchObject({ difference: "-1.5", differenceShown: "–1.5", direction: "down", verdict: "better" });
    expect(of("higher is better")?.verdict).toBe("worse");
    expect(of("neither")).toMatchObject({ direction: "down", verdict: null });
  });

  test("that is not held, is hidden, or is of fewer subjects, says why and has no direction", () => {
    const none = { figure: null, difference: null, direction: null, verdict: null };
    const alone = ask(worldOf([counts("school", "Leeds", now, 33, 40)]))[0];
    expect(alone?.previous).toMatchObject({ ...none, name: "2024", shown: "[x]", why: "Nothing is recorded for this period." });
    const hidden = ask(worldOf([given("school", "Leeds", "2023-04-01", { missing: "c" }), counts("school", "Leeds", now, 33, 40)]))[1];
    expect(hidden?.previous).toMatchObject({ ...none, shown: "[c]", why: expect.stringMatching(/^Hidden/) });
    const more = worldOf([counts("school", "Leeds", "2023-04-01", 30, 40), counts("school", "Leeds", now, 33, 40), counts("school", "York", now, 9, 10)]);
    expect(ask(more, { groupBy: ["period"] })[1]?.previous).toMatchObject({ ...none, why: "Nothing is recorded for this period." });
    const same = worldOf([...more.outcomes, counts("school", "York", "2023-04-01", 1, 10)]);
    // 31 of 50, and then 42 of 50.
    expect(ask(same, { groupBy: ["period"] })[1]?.previous).toMatchObject({ shown: "62.0%", difference: "0.22" });
  });

  test("is there to compare with, whatever is asked for", () => {
    const world = worldOf([counts("school", "Leeds", "2023-04-01", 30, 40), counts("school", "Leeds", now, 33, 40)]);
    const nodes = ask(world, { asked: ({ startsOn }) => startsOn === now });
    expect(nodes.map(({ previous }) => previous?.shown)).toEqual(["75.0%"]);
  });
});

describe("places", () => {
  const outcomes = [
    counts("school", "England", now, 1, 1),
    counts("school", "Leeds", now, 30, 40),
    counts("school", "York", now, 3, 4),
    counts("school", "Dover", now, 40, 40),
    given("school", "Hove", now, { missing: "c" }),
    counts("school", "Jersey", now, 1, 10),
    counts("school", "York", "2023-04-01", 4, 4),
    counts("school", "York", now, 4, 4, "Gender: F"),
  ];
  const places = (rankAmong: OutcomeQuestion["rankAmong"], of = worldOf(outcomes)) =>
    Object.fromEntries(
      ask(of, { rankAmong, asked: ({ startsOn, breakdown }) => startsOn === now && breakdown === "" }).map(({ subject: each, rank }) => [
        each?.id,
        rank && `${rank.rank} of ${rank.of}`,
      ]),
    );

  test("among the level: equals share one, the hidden have none, and the country is no peer", () => {
    expect(places("level")).toEqual({ England: "1 of 1", Leeds: "2 of 4", York: "2 of 4", Dover: "1 of 4", Hove: null, Jersey: "4 of 4" });
  });
  test("lower is better", () => {
    expect(places("level", worldOf(outcomes, [kpiOf("school", { polarity: "lower is better" })]))).toMatchObject({
      Jersey: "1 of 4",
      Leeds: "2 of 4",
      York: "2 of 4",
      Dover: "4 of 4",
    });
    expect(places("level", worldOf(outcomes, [kpiOf("school", { polarity: "neither" })]))).toMatchObject({ Jersey: null, Dover: null });
  });
  test("among the region, where there is one", () => {
    expect(places("region")).toEqual({ England: null, Leeds: "1 of 2", York: "1 of 2", Dover: "1 of 1", Hove: null, Jersey: null });
  });
  test("among one's neighbours and oneself", () => {
    // Hove, a neighbour of Leeds, is hidden.
    expect(places("statistical neighbours")).toMatchObject({ Leeds: "1 of 2", York: "1 of 1", Dover: "1 of 1" });
  });
  test("of several subjects together there is none", () => {
    expect(
      ask(worldOf(outcomes), { rankAmong: "level", groupBy: ["level", "period"] })
        .filter(({ outcomes: each }) => each.length > 1)
        .map(({ rank }) => rank),
    ).toEqual([null]);
  });
});

describe("put together", () => {
  const old = kpiOf("school old", { code: "school" });
  const wait = kpiOf("wait", {
    category: "timeliness",
    unit: "weeks",
    polarity: "lower is better",
    frequency: "quarter",
    targets: [target({ target: "12", tolerance: null, toleranceIn: null })],
  });
  const kpis = [school, old, wait];
  const outcomes = kpis.flatMap(({ id }, k) =>
    ["North", "Leeds", "York", "Dover"].flatMap((place, p) =>
      ["2023-04-01", now].flatMap((startsOn, t) =>
        ["", "Gender: F", "Gender: M"].map((part, b) =>
          counts(id, place, startsOn, k === 2 ? 100 + 97 * ((p + t + b) % 4) : 20 + ((7 * p + 5 * t + 3 * b) % 20), 25 + k + p, part),
        ),
      ),
    ),
  );
  const world = worldOf(
    outcomes.map((each) => (Number(each.numerator) > Number(each.denominator) && each.kpiId !== "wait" ? { ...each, numerator: each.denominator } : each)),
    kpis,
  );
  const dimensions: Dimension[] = ["definition", "category", "subject", "level", "period", "rag", "breakdown"];
  const alone = new Map(ask(world).map((node) => [node.key, node]));
  const said: Record<Dimension, (node: OutcomeNode) => string> = {
    definition: ({ kpi }) => kpi?.id ?? "",
    category: ({ category }) => category ?? "",
    subject: ({ subject: of }) => of?.id ?? "",
    level: ({ level }) => level ?? "",
    period: ({ kpi, period }) => `${kpi?.frequency} ${period?.startsOn}`,
    rag: ({ rag }) => rag ?? "none",
    breakdown: ({ breakdown }) => breakdown ?? "",
  };
  const pairs = dimensions.flatMap((first, at) => [[first], ...dimensions.slice(at + 1).map((second) => [first, second])] as Dimension[][]);

  test.each(pairs.map((pair): [string, Dimension[]] => [pair.join(" and "), pair]))("by %s: each outcome once, with those that have it in common", (_, groupBy) => {
    const nodes = ask(world, { groupBy });
    expect(nodes.flatMap(({ outcomes: each }) => each.map(({ id }) => id)).sort()).toEqual([...alone.keys()].sort());
    const seen = new Set<string>();
    for (const node of nodes) {
      const members = node.outcomes.map(({ id }) => alone.get(id) as OutcomeNode);
      const common = new Set(members.map((each) => groupBy.map((dimension) => said[dimension](each)).join("|")));
      expect(common.size).toBe(1);
      expect(seen.has([...common][0] as string)).toBe(false);
      seen.add([...common][0] as string);
      const { green, amber, red, none } = node.rated;
      expect(green + amber + red + none).toBe(members.length);
      expect(node.rated).toEqual(
        Object.fromEntries((["green", "amber", "red", "none"] as const).map((each) => [each, members.filter(({ rag }) => (rag ?? "none") === each).length])),
      );
      // What it has in common is said of it, and nothing else.
      for (const [dimension, of] of [
        ["kpi", (each: OutcomeNode) => each.kpi],
        ["subject", (each: OutcomeNode) => each.subject],
        ["breakdown", (each: OutcomeNode) => each.breakdown],
      ] as const) {
        expect(node[dimension]).toBe(members.every((each) => of(each) === of(members[0] as OutcomeNode)) ? of(members[0] as OutcomeNode) : null);
      }
      const figures = new Set(members.map(({ kpi }) => kpi?.id));
      if (figures.size > 1) expect(node).toMatchObject({ kpi: null, exact: null, rag: null, target: null, shown: "" });
      else if (node.measure.figure) {
        expect(node.measure.numerator?.toString()).toBe(String(node.outcomes.reduce((sum, each) => sum + Number(each.numerator), 0)));
        expect(node.measure.denominator?.toString()).toBe(String(node.outcomes.reduce((sum, each) => sum + Number(each.denominator), 0)));
        expect(new Set(members.map(({ level }) => level)).size).toBe(1);
        expect(new Set(members.map(({ breakdown }) => breakdown?.split(":")[0])).size).toBe(1);
      } else expect(node.measure.why).toMatch(/levels|a whole and parts/);
    }
  });

  test("versions of a definition and different KPIs are not added, and say which they are", () => {
    const wholes = (ids: string[]) => ({
      asked: (each: OutcomeFacts) => ids.includes(each.kpiId) && each.breakdown === "" && each.subjectId === "Leeds" && each.startsOn === now,
      groupBy: ["subject"] as Dimension[],
    });
    expect(ask(world, wholes(["school", "school old"]))[0]?.measure.why).toMatch(/different versions of the definition/);
    expect(ask(world, wholes(["school", "wait"]))[0]?.measure.why).toMatch(/different KPIs/);
  });

  test("only those rated so, each by itself", () => {
    for (const rated of ["green", "amber", "red"] as const) {
      const expected = [...alone.values()].filter(({ rag }) => rag === rated).map(({ key }) => key);
      expect(ask(world, { rated: [rated] }).map(({ key }) => key)).toEqual(expected);
      expect(expected.length).toBeGreaterThan(0);
    }
    expect(ask(world, { rated: ["green", "red"] }).length).toBe([...alone.values()].filter(({ rag }) => rag === "green" || rag === "red").length);
    expect(ask(world, { rated: [] })).toEqual([]);
  });

  test("in the order of KPIs, subjects, periods and parts, whatever the order in which they are held", () => {
    const keys = [...alone.keys()];
    expect(keys[0]).toBe("school North 2023-04-01 ");
    fc.assert(
      fc.property(fc.shuffledSubarray([...world.outcomes], { minLength: world.outcomes.length }), (shuffled) => {
        expect(ask({ ...world, outcomes: shuffled }).map(({ key }) => key)).toEqual(keys);
      }),
      { numRuns: 10 },
    );
  });

  test("an outcome of a KPI or a subject that is not there is left out", () => {
    expect(ask(worldOf([counts("school", "Paris", now, 1, 2), counts("other", "Leeds", now, 1, 2)]))).toEqual([]);
  });

  test("a rating of the sum is by its own exact value and the target that all have in common", () => {
    const two = [counts("school", "Leeds", now, 40, 40), counts("school", "York", now, 36, 60)];
    // 76 of 100 is within 5 points of 80%; alone they are green and red.
    expect(ask(worldOf(two), { groupBy: ["period"] })[0]).toMatchObject({ exact: "0.76", rag: "amber", rated: { green: 1, amber: 0, red: 1, none: 0 } });
    const own = kpiOf("school", { targets: [target(), target({ subjectId: "York", target: "0.5" })] });
    expect(ask(worldOf(two, [own]), { groupBy: ["period"] })[0]).toMatchObject({ exact: "0.76", target: null, rag: null, distance: null, rated: { green: 2 } });
  });

  test("a total is not judged by the target for one of its parts", () => {
    const homes = kpiOf("homes", { unit: "count", decimals: 0, frequency: "quarter", targets: [target({ target: "10", tolerance: null })] });
    const quarters = ["2024-04-01", "2024-07-01"].map((startsOn) => given("homes", "Leeds", startsOn, { value: "6" }));
    expect(ask(worldOf(quarters, [homes])).map(({ rag }) => rag)).toEqual(["red", "red"]);
    expect(ask(worldOf(quarters, [homes]), { groupBy: ["subject"] })[0]).toMatchObject({ exact: "12", shown: "12", rag: null, target: null, distance: null, rated: { red: 2 } });
    const out = quarters.map((each) => ({ ...each, numerator: "60", denominator: "5", value: null }));
    expect(ask(worldOf(out, [homes]), { groupBy: ["subject"] })[0]).toMatchObject({ exact: "12", rag: "green" });
  });
});

test("a period lies within days, first and last included, and a bound that is not given does not bind", () => {
  const year = { kind: "financial year", startsOn: "2024-04-01" } as const;
  expect(liesWithin(year, "2024-04-01", "2025-03-31")).toBe(true);
  expect(liesWithin(year, "2024-04-02", null)).toBe(false);
  expect(liesWithin(year, null, "2025-03-30")).toBe(false);
  expect(liesWithin(year, null, null)).toBe(true);
});
