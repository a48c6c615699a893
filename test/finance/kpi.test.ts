// KPIs: counts are added and never percentages, ratings go by the exact value, and what cannot be stored is refused by its field.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dimensionOf, partsOf } from "../../server/finance/breakdown.ts";
import { derive } from "../../server/finance/derivation.ts";
import { Exact } from "../../server/finance/exact.ts";
import { InputError } from "../../server/finance/inputError.ts";
import {
  checkKpi,
  checkOutcome,
  type KpiFacts,
  type KpiUnit,
  kpiCellUnit,
  kpiDifferenceUnit,
  type MissingReason,
  measure,
  missing,
  type OutcomeFacts,
  type Polarity,
  type TargetFacts,
} from "../../server/finance/kpi.ts";
import { betterOrWorse, rag, ranks, targetFor } from "../../server/finance/kpiRating.ts";
import { shownFigure } from "../../server/finance/money.ts";

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
  targets: [],
};
let next = 0;
function outcome(stated: Partial<OutcomeFacts> = {}): OutcomeFacts {
  next += 1;
  return { id: `o${next}`, kpiId: "kpi", subjectId: "Leeds", startsOn: "2024-04-01", breakdown: "", numerator: null, denominator: null, value: null, missing: null, ...stated };
}
const counts = (numerator: number | string, denominator: number | string, stated: Partial<OutcomeFacts> = {}) =>
  outcome({ numerator: String(numerator), denominator: String(denominator), ...stated });
const levels = new Map([
  ["England", "country"],
  ["North", "region"],
  ["Neighbours of Leeds", "statistical neighbours"],
  ["Neighbours of York", "statistical neighbours"],
]);
const tree = { levelOf: (id: string) => levels.get(id) ?? "authority", countedOnce: () => ({ leftOut: new Map() }) };
const measured = (outcomes: readonly OutcomeFacts[], of: Partial<KpiFacts> = {}) => measure({ ...kpi, ...of }, outcomes, tree);
const shown = (outcomes: readonly OutcomeFacts[], of: Partial<KpiFacts> = {}) => {
  const { figure, mark } = measured(outcomes, of);
  return figure ? shownFigure(figure.value, kpiCellUnit({ ...kpi, ...of })) : mark;
};

describe("put together", () => {
  test("30 of 40 and 10 of 60 are 40 of 100, 40%, and not 45.8%, the mean of 75% and 16.7%", () => {
    const found = measured([counts(30, 40), counts(10, 60, { subjectId: "York" })]);
    expect(found.figure?.value.equals(Exact.decimal("0.4"))).toBe(true);
    expect([found.numerator?.toString(), found.denominator?.toString(), found.mark, found.why]).toEqual(["40", "100", null, null]);
    expect(found.figure && derive(found.figure, { percent: 1 })).toMatchObject({ workings: "(30 in education + 10 in education) ÷ (40 children + 60 children)", result: "40.0%" });
  });

  const pairs = fc.array(
    fc.tuple(fc.nat({ max: 500 }), fc.nat({ max: 500 })).map(([over, rest]) => [over, over + rest + 1] as const),
    { minLength: 1, maxLength: 12 },
  );

  test("the sum of the numerators over the sum of the denominators, in any order", () => {
    fc.assert(
      fc.property(pairs, fc.nat(), (each, turn) => {
        const outcomes = each.map(([over, under], index) => counts(over, under, { subjectId: `A${index}` }));
        const turned = outcomes.map((_, index) => outcomes[(index + turn) % outcomes.length] as OutcomeFacts);
        const [over, under] = each.reduce(([a, b], [c, d]) => [a + c, b + d] as const, [0, 0] as const);
        for (const found of [measured(outcomes), measured(turned)]) {
          expect(found.figure?.value.equals(Exact.ratio(BigInt(over), BigInt(under)))).toBe(true);
          expect([found.numerator?.toString(), found.denominator?.toString()]).toEqual([String(over), String(under)]);
        }
      }),
    );
  });

  test("however they are divided into groups, the groups' counts come to the same", () => {
    fc.assert(
      fc.property(pairs, fc.array(fc.nat({ max: 3 }), { minLength: 12, maxLength: 12 }), (each, groupOf) => {
        const outcomes = each.map(([over, under], index) => counts(over, under, { subjectId: `A${index}` }));
        const groups = [0, 1, 2, 3].map((group) => outcomes.filter((_, index) => groupOf[index] === group)).filter((group) => group.length > 0);
        const together = groups.map((group) => measured(group)).map(({ numerator, denominator }) => counts(String(numerator), String(denominator)));
        expect(measured(together.map((group, index) => ({ ...group, subjectId: `G${index}` }))).figure?.value.equals(measured(outcomes).figure?.value as Exact)).toBe(true);
      }),
    );
  });

  test("a figure never lies outside those that it is made from", () => {
    fc.assert(
      fc.property(pairs, (each) => {
        const outcomes = each.map(([over, under], index) => counts(over, under, { subjectId: `A${index}` }));
        const alone = outcomes.map((one) => measured([one]).figure?.value as Exact).sort((a, b) => a.compare(b));
        const all = measured(outcomes).figure?.value as Exact;
        expect(all.compare(alone[0] as Exact)).toBeGreaterThanOrEqual(0);
        expect(all.compare(alone[alone.length - 1] as Exact)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test("percentages without their counts have no figure, alone or beside counts", () => {
    const value = (text: string) => outcome({ value: text, subjectId: `A${text}` });
    for (const outcomes of [
      [value("0.75"), value("0.25")],
      [value("0.75"), value("0.75")],
      [value("0.75"), counts(3, 4)],
    ]) {
      expect(measured(outcomes)).toEqual({
        figure: null,
        numerator: null,
        denominator: null,
        mark: "[x]",
        why: expect.stringMatching(/^Some of these have a value and no counts\. .*are not averaged/),
      });
    }
    expect(shown([value("0.75")])).toBe("75.0%");
  });

  test.each<[KpiUnit]>([["weeks"], ["score"], ["pounds a week"], ["percent"]])("values in %s are not averaged, nor added", (unit) => {
    expect(measured([outcome({ value: "0.5" }), outcome({ value: "0.5", subjectId: "York" })], { unit }).why).toMatch(/not averaged/);
  });

  test("counts and pounds are added as they stand", () => {
    const two = [outcome({ value: "12" }), outcome({ numerator: "30", subjectId: "York" })];
    expect(shown(two, { unit: "count", decimals: 0 })).toBe("42");
    expect(shown(two, { unit: "pounds", decimals: 2 })).toBe("£42.00");
    expect(measured(two, { unit: "count" })).toMatchObject({ numerator: null, denominator: null });
  });

  const refused: [string, OutcomeFacts[], Partial<KpiFacts>, RegExp][] = [
    ["an authority and its region", [counts(1, 2), counts(3, 4, { subjectId: "North" })], {}, /different levels/],
    ["a region and the country", [counts(1, 2, { subjectId: "North" }), counts(3, 4, { subjectId: "England" })], {}, /different levels/],
    ["the neighbours of two", [counts(1, 2, { subjectId: "Neighbours of Leeds" }), counts(3, 4, { subjectId: "Neighbours of York" })], {}, /neighbours of different subjects/],
    ["a whole and a part", [counts(1, 2), counts(3, 4, { breakdown: "Gender: Female" })], {}, /a whole and parts of it/],
    ["parts by two things", [counts(1, 2, { breakdown: "Age: under 5" }), counts(3, 4, { breakdown: "Gender: Female" })], {}, /different dimensions/],
    ["a part and a part of that", [counts(1, 2, { breakdown: "Gender: Female; Age: under 5" }), counts(3, 4, { breakdown: "Gender: Female" })], {}, /different dimensions/],
    ["a count at one moment, over two", [counts(1, 2), counts(3, 4, { startsOn: "2023-04-01" })], { counts: "at its end" }, /counted at different moments/],
    ["a share under an arrangement over two periods", [outcome(), outcome({ startsOn: "2023-04-01" })], { computed: "share under an arrangement" }, /counted at different moments/],
  ];
  test.each(refused)("%s are not added, and it is said why", (_, outcomes, of, why) => {
    expect(measured(outcomes, of)).toMatchObject({ figure: null, numerator: null, denominator: null, mark: "[x]", why: expect.stringMatching(why) });
  });

  test("parts by the same thing, periods of what is counted over them, and a moment at several places are added", () => {
    expect(shown([counts(1, 4, { breakdown: "Gender: Female" }), counts(2, 4, { breakdown: "Gender: Male" })])).toBe("37.5%");
    expect(shown([counts(1, 4, { breakdown: "Gender: F; Age: 1" }), counts(2, 4, { breakdown: "Gender: M; Age: 1" })])).toBe("37.5%");
    expect(shown([counts(1, 4), counts(2, 4, { startsOn: "2023-04-01" })])).toBe("37.5%");
    expect(shown([counts(1, 4), counts(2, 4, { subjectId: "York" })], { counts: "at its end" })).toBe("37.5%");
  });

  test("where one is hidden or missing, the others are not the whole", () => {
    const whole = counts(30, 40);
    const without = (reason: MissingReason) => measured([whole, outcome({ missing: reason, subjectId: "York" })]);
    expect(without("x")).toMatchObject({ figure: null, mark: "[x]", why: "1 of these 2 are not available, so the rest would not be the whole." });
    expect(without("c")).toMatchObject({ figure: null, mark: "[c]", why: "1 of these 2 are hidden or not available, so the rest would not be the whole." });
    expect(without("low").mark).toBe("[c]");
  });

  test("nothing at all, and nobody to count", () => {
    expect(measured([])).toMatchObject({ figure: null, mark: "[x]", why: "Nothing is recorded for this." });
    expect(measured([counts(0, 0)])).toMatchObject({ figure: null, mark: "[z]", why: expect.stringContaining("denominator is nil") });
    expect(shown([counts(0, 9)])).toBe("0.0%");
  });

  test("a reason stands in its outcome's place, and unknown is [x] and not nil", () => {
    const marks: [MissingReason, string][] = [
      ["c", "[c]"],
      ["x", "[x]"],
      ["z", "[z]"],
      ["k", "[k]"],
      ["low", "[low]"],
      ["unknown", "[x]"],
    ];
    for (const [reason, mark] of marks) {
      expect(shown([outcome({ missing: reason })])).toBe(mark);
      expect(measured([outcome({ missing: reason })])).toEqual(missing(reason));
      expect(missing(reason).why).toMatch(/\.$/);
    }
    expect(missing("x")).toMatchObject({ figure: null, mark: "[x]", why: "Not available." });
    expect(missing("unknown").why).toBe("It is not known.");
  });

  test("one that is computed, with nothing that it follows from, and with what it does", () => {
    expect(measured([outcome()], { computed: "average duration" })).toMatchObject({ figure: null, mark: "[x]", why: "What this is computed from is not recorded." });
    const row = {
      arrangementId: null,
      arrangementKind: null,
      area: "inside",
      placements: 9,
      bedWeeks: "100",
      costPence: 1,
      directBedWeeks: null,
      ended: 4,
      endedWeeks: "90",
      availableBedWeeks: null,
    } as const;
    // (90 + 90) weeks ÷ (4 + 4) placements.
    const two = [outcome({ activity: [row] }), outcome({ activity: [row], startsOn: "2023-04-01" })];
    expect(shown(two, { computed: "average duration", unit: "weeks" })).toBe("22.5");
    expect(shown([outcome({ missing: "c" })], { computed: "average duration" })).toBe("[c]");
    // A row that does not record how many ended is a part of it: the rest is not the whole.
    const part = outcome({ activity: [row, { ...row, area: "outside", ended: null }] });
    expect(measured([part], { computed: "average duration", unit: "weeks" })).toMatchObject({
      figure: null,
      mark: "[x]",
      why: "Of some of these placements it is not recorded how many ended, or how many weeks those had lasted.",
    });
    expect(measured([part, outcome({ activity: [row], startsOn: "2023-04-01" })], { computed: "average duration", unit: "weeks" })).toMatchObject({
      figure: null,
      why: "1 of these 2 are not available, so the rest would not be the whole.",
    });
  });
});

describe("as a cell shows it", () => {
  test("percentages are rounded half-up: 1 of 16 is 6.3%, 1 of 8 is 13%, and 1 of 2,000 is 0.1%", () => {
    expect(shown([counts(1, 16)])).toBe("6.3%");
    expect(shown([counts(1, 8)], { decimals: 0 })).toBe("13%");
    expect(shown([counts(1, 2_000)])).toBe("0.1%");
    expect(shown([counts(1, 2_001)])).toBe("0.0%");
  });

  test("half-up, whatever the percentage", () => {
    fc.assert(
      fc.property(fc.nat({ max: 5_000 }), fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 0, max: 3 }), (over, rest, decimals) => {
        const under = BigInt(over + rest);
        // floor(100 × over / under × 10^decimals + 1/2), in whole numbers.
        const scaled = (2n * 100n * 10n ** BigInt(decimals) * BigInt(over) + under) / (2n * under);
        const digits = scaled.toString().padStart(decimals + 1, "0");
        const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
        expect(shown([counts(over, over + rest)], { decimals })).toBe(`${text}%`);
      }),
    );
  });

  test.each<[KpiUnit, string, string]>([
    ["percent", "83.2%", "83.2 points"],
    ["count", "0.8", "0.8"],
    ["score", "0.8", "0.8"],
    ["weeks", "0.8", "0.8"],
    ["pounds", "£0.8", "£0.8"],
    ["pounds a week", "£0.8", "£0.8"],
  ])("0.832 in %s is %s, and as a difference %s", (unit, cell, difference) => {
    const value = Exact.decimal("0.832");
    expect(shownFigure(value, kpiCellUnit({ unit, decimals: 1 }))).toBe(cell);
    expect(shownFigure(value, kpiDifferenceUnit({ unit, decimals: 1 }))).toBe(difference);
  });
});

describe("parts of the whole", () => {
  test("by what they are parts", () => {
    expect(dimensionOf("Gender: Female")).toBe("Gender");
    expect(dimensionOf("Gender: Female; Age: under 1")).toBe("Gender; Age");
    expect(dimensionOf("Reason: abuse; neglect")).toBe("Reason");
    expect(dimensionOf("")).toBe("");
  });

  test("and of what: of the whole, or of the parts by the other thing", () => {
    expect(partsOf("")).toEqual([]);
    expect(partsOf("Gender: Female")).toEqual([{ whole: "", dimension: "Gender" }]);
    expect(partsOf("Gender: Female; Age: under 1")).toEqual([
      { whole: "Age: under 1", dimension: "Gender" },
      { whole: "Gender: Female", dimension: "Age" },
    ]);
  });
});

const target = (stated: Partial<TargetFacts> = {}): TargetFacts => ({
  subjectId: null,
  startsOn: "2024-04-01",
  endsOn: null,
  target: "0.8",
  tolerance: null,
  toleranceIn: null,
  ...stated,
});

describe("ratings", () => {
  const points = target({ tolerance: "0.05", toleranceIn: "points" });
  test("with a target of 80% and 5 points, 80% is green, 79.9% and 75% amber and 74.9% red", () => {
    const rated = ["0.8", "0.799", "0.75", "0.749"].map((text) => rag("higher is better", Exact.decimal(text), points));
    expect(rated).toEqual(["green", "amber", "amber", "red"]);
  });

  test("where lower is better, 80% is green, 85% amber, and 85.1% red", () => {
    expect(["0.8", "0.85", "0.851"].map((text) => rag("lower is better", Exact.decimal(text), points))).toEqual(["green", "amber", "red"]);
  });

  test("relative: 5% of 80% is 4 points", () => {
    const relative = target({ tolerance: "0.05", toleranceIn: "relative" });
    expect(["0.76", "0.7599"].map((text) => rag("higher is better", Exact.decimal(text), relative))).toEqual(["amber", "red"]);
    expect(["0.84", "0.8401"].map((text) => rag("lower is better", Exact.decimal(text), relative))).toEqual(["amber", "red"]);
    // Of a target of -£100 it is £5 as well.
    const below = target({ target: "-100", tolerance: "0.05", toleranceIn: "relative" });
    expect(["-100", "-105", "-105.01"].map((text) => rag("higher is better", Exact.decimal(text), below))).toEqual(["green", "amber", "red"]);
  });

  test("with no tolerance there is no amber, and a tolerance of nil is none either", () => {
    for (const strict of [target(), target({ tolerance: "0", toleranceIn: "points" })]) expect(rag("higher is better", Exact.decimal("0.7999999"), strict)).toBe("red");
  });

  test("the exact value counts: 1,599 of 2,000 shows as 80.0% and misses 80%", () => {
    const value = measured([counts(1_599, 2_000)]).figure?.value as Exact;
    expect(shownFigure(value, { percent: 1 })).toBe("80.0%");
    expect(rag("higher is better", value, points)).toBe("amber");
    expect(rag("higher is better", value, target())).toBe("red");
  });

  test("where neither is better there is none", () => {
    expect(rag("neither", Exact.one, points)).toBeNull();
  });

  const share = fc.tuple(fc.integer({ min: 0, max: 1_000 }), fc.constantFrom("higher is better" as const, "lower is better" as const));
  test("on either side of both bounds, however near, in points and relative", () => {
    fc.assert(
      fc.property(
        share,
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom("points" as const, "relative" as const),
        fc.bigInt({ min: 1_000n, max: 10n ** 18n }),
        ([aim, polarity], off, toleranceIn, fine) => {
          const facts = target({ target: `${aim / 1_000}`, tolerance: `${off / 1_000}`, toleranceIn });
          const allowed = toleranceIn === "points" ? Exact.ratio(BigInt(off), 1_000n) : Exact.ratio(BigInt(off * aim), 1_000_000n);
          const worse = (by: Exact) => (polarity === "higher is better" ? Exact.ratio(BigInt(aim), 1_000n).minus(by) : Exact.ratio(BigInt(aim), 1_000n).plus(by));
          const hair = Exact.ratio(1n, fine * 10_000n);
          expect(rag(polarity, worse(Exact.nil), facts)).toBe("green");
          expect(rag(polarity, worse(hair.negated()), facts)).toBe("green");
          expect(rag(polarity, worse(allowed), facts)).toBe(allowed.isNil() ? "green" : "amber");
          if (!allowed.isNil()) expect(rag(polarity, worse(hair), facts)).toBe("amber");
          expect(rag(polarity, worse(allowed.plus(hair)), facts)).toBe("red");
        },
      ),
    );
  });
});

describe("the target that holds", () => {
  const period = { kind: "reporting year", startsOn: "2024-04-01" } as const;
  const everybody = target({ target: "0.7" });
  const own = target({ subjectId: "Leeds", target: "0.9" });
  test("is a subject's own before everybody's", () => {
    expect(targetFor({ targets: [everybody, own] }, "Leeds", period)).toBe(own);
    expect(targetFor({ targets: [everybody, own] }, "York", period)).toBe(everybody);
    expect(targetFor({ targets: [own] }, "York", period)).toBeNull();
  });
  test("holds for the whole of the period, first and last days included", () => {
    const lasting = (startsOn: string, endsOn: string | null) => targetFor({ targets: [target({ startsOn, endsOn })] }, "Leeds", period) !== null;
    expect(lasting("2024-04-01", "2025-03-31")).toBe(true);
    expect(lasting("2024-04-02", "2025-03-31")).toBe(false);
    expect(lasting("2024-04-01", "2025-03-30")).toBe(false);
    expect(lasting("2020-01-01", null)).toBe(true);
  });
});

describe("better, worse and by place", () => {
  test("down is better where lower is", () => {
    expect(betterOrWorse("lower is better", Exact.whole(-1))).toBe("better");
    expect(betterOrWorse("lower is better", Exact.whole(1))).toBe("worse");
    expect(betterOrWorse("higher is better", Exact.whole(1))).toBe("better");
    expect(betterOrWorse("higher is better", Exact.whole(-1))).toBe("worse");
    expect(betterOrWorse("neither", Exact.whole(1))).toBeNull();
    for (const polarity of ["higher is better", "lower is better", "neither"] as const) expect(betterOrWorse(polarity, Exact.nil)).toBe("the same");
  });

  const values = (each: Record<string, number>) => new Map(Object.entries(each).map(([key, value]) => [key, Exact.whole(value)]));
  test("3, 5 and 3: b is first, and a and c share the second place", () => {
    expect(Object.fromEntries(ranks("higher is better", values({ a: 3, b: 5, c: 3 })))).toEqual({ b: 1, a: 2, c: 2 });
    // After two who share the first place comes the third.
    expect(Object.fromEntries(ranks("lower is better", values({ a: 3, b: 5, c: 3 })))).toEqual({ a: 1, c: 1, b: 3 });
    expect(ranks("neither", values({ a: 3, b: 5 })).size).toBe(0);
    expect(
      Object.fromEntries(
        ranks(
          "higher is better",
          new Map([
            ["a", Exact.ratio(1n, 3n)],
            ["b", Exact.ratio(2n, 6n)],
          ]),
        ),
      ),
    ).toEqual({ a: 1, b: 1 });
  });

  test("a place is one more than how many are better", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 12 }), fc.constantFrom<Polarity>("higher is better", "lower is better"), (each, polarity) => {
        const found = ranks(polarity, new Map(each.map((value, index) => [String(index), Exact.whole(value)])));
        expect(found.size).toBe(each.length);
        for (const [index, value] of each.entries()) {
          expect(found.get(String(index))).toBe(1 + each.filter((other) => (polarity === "higher is better" ? other > value : other < value)).length);
        }
      }),
    );
  });
});

describe("an outcome that cannot be", () => {
  type Stated = Parameters<typeof checkOutcome>[1];
  const nothing: Stated = { numerator: null, denominator: null, value: null, missing: null, breakdown: "" };
  const check = (stated: Partial<Stated>, of: Partial<KpiFacts> = {}, at = "outcomes[3]") => checkOutcome({ ...kpi, ...of }, { ...nothing, ...stated }, at);
  test.each<[string, Partial<Stated>, Partial<KpiFacts>, string, RegExp]>([
    ["nothing given", {}, {}, "value", /Give a numerator and a denominator, or a value, or the reason/],
    ["counts and a value", { numerator: "1", denominator: "2", value: "0.5" }, {}, "value", /only one of these/],
    ["a denominator and a value", { denominator: "2", value: "0.5" }, {}, "value", /only one of these/],
    ["counts and a reason", { numerator: "1", denominator: "2", missing: "x" }, {}, "value", /only one of these/],
    ["a value and a reason", { value: "1", missing: "x" }, {}, "value", /only one of these/],
    ["a denominator alone", { denominator: "2" }, {}, "numerator", /without a numerator/],
    ["a numerator alone, of a percentage", { numerator: "2" }, {}, "denominator", /In education is 2 out of how many/],
    ["a numerator alone, of a count that is out of something", { numerator: "2" }, { unit: "count" }, "denominator", /In education is 2 out of how many/],
    ["a numerator alone, of pounds that are out of something", { numerator: "2.50" }, { unit: "pounds" }, "denominator", /In education is 2\.5 out of how many/],
    ["a denominator, of a count by itself", { numerator: "2", denominator: "4" }, { unit: "count", denominatorSaid: null }, "denominator", /is out of nothing/],
    ["a denominator of nil", { numerator: "0", denominator: "0" }, {}, "denominator", /nil.*give the reason z/],
    ["a denominator below nil", { numerator: "-2", denominator: "-1" }, {}, "denominator", /negative/],
    ["a numerator below nil", { numerator: "-1", denominator: "2" }, {}, "numerator", /negative/],
    ["a numerator above its denominator", { numerator: "41", denominator: "40" }, {}, "numerator", /41 is above its denominator 40/],
    ["83.2 for 83.2%", { value: "83.2" }, {}, "value", /8320% is not a percentage from 0 to 100/],
    ["a percentage below nil", { value: "-0.01" }, {}, "value", /-1% is not a percentage/],
    ["a count below nil", { value: "-1" }, { unit: "count" }, "value", /negative/],
    ["words for a numerator", { numerator: "some", denominator: "2" }, {}, "numerator", /not a decimal number/],
    ["words for a denominator", { numerator: "1", denominator: "many" }, {}, "denominator", /not a decimal number/],
    ["words for a value", { value: "83%" }, {}, "value", /not a decimal number/],
    ["an outcome of what is computed", { value: "0.5" }, { computed: "average duration" }, "kpi", /computed from placements' activity/],
    ["a part with a long name", { value: "0.5", breakdown: `Reason: ${"x".repeat(200)}` }, {}, "breakdown", /at most 200/],
    ["a part of nothing that is said", { value: "0.5", breakdown: "Female" }, {}, "breakdown", /what it is a part by: Gender: Female/],
    ["a part by something, unnamed", { value: "0.5", breakdown: "Gender: " }, {}, "breakdown", /what it is a part by/],
  ])("%s", (_, stated, of, field, message) => {
    expect(() => check(stated, of)).toThrow(InputError);
    expect(() => check(stated, of)).toThrow(expect.objectContaining({ field: `outcomes[3].${field}` }));
    expect(() => check(stated, of)).toThrow(message);
    expect(() => check(stated, of, "")).toThrow(expect.objectContaining({ field }));
  });

  test.each<[string, Partial<Stated>, Partial<KpiFacts>]>([
    ["40 of 40, 100%", { numerator: "40", denominator: "40" }, {}],
    ["0 of 40", { numerator: "0", denominator: "40" }, {}],
    ["0%, and 100%", { value: "1" }, {}],
    ["a reason", { missing: "unknown" }, {}],
    ["a count without a denominator", { numerator: "12" }, { unit: "count", denominatorSaid: null }],
    ["a count out of what its definition says", { numerator: "12", denominator: "4" }, { unit: "count" }],
    ["a refund", { value: "-12.50" }, { unit: "pounds" }],
    ["a loss for each", { numerator: "-12.50", denominator: "2" }, { unit: "pounds a week" }],
    ["more weeks than people", { numerator: "90", denominator: "2" }, { unit: "weeks" }],
    ["a part by two things", { value: "0.5", breakdown: "Gender: Female; Age: under 1" }, {}],
    ["a part with a semicolon", { value: "0.5", breakdown: "Reason: abuse; neglect" }, {}],
  ])("%s can be", (_, stated, of) => {
    expect(() => check(stated, of)).not.toThrow();
  });
});

describe("a definition that cannot be", () => {
  const check = (of: Partial<KpiFacts>) => checkKpi({ ...kpi, ...of });
  test.each<[string, Partial<KpiFacts>, string, RegExp]>([
    ["decimals below nil", { decimals: -1 }, "input.decimals", /0 to 6/],
    ["seven decimals", { decimals: 7 }, "input.decimals", /0 to 6/],
    ["version 0", { version: 0 }, "input.version", /from 1/],
    ["a target of 80", { targets: [target({ target: "80" })] }, "input.targets[0].target", /Write 80% as 0\.8/],
    ["a target below nil", { targets: [target({ target: "-0.1" })] }, "input.targets[0].target", /not a share from 0 to 1/],
    ["a target in words", { targets: [target(), target({ subjectId: "Leeds", target: "most" })] }, "input.targets[1].target", /not a decimal number/],
    ["a tolerance below nil", { targets: [target({ tolerance: "-0.1", toleranceIn: "points" })] }, "input.targets[0].tolerance", /negative/],
    ["a tolerance in words", { targets: [target({ tolerance: "some", toleranceIn: "points" })] }, "input.targets[0].tolerance", /not a decimal number/],
    ["5 for 5 points", { targets: [target({ tolerance: "5", toleranceIn: "points" })] }, "input.targets[0].tolerance", /Write 5 points, or 5%, as 0\.05/],
    ["5 for 5% of a count", { unit: "count", targets: [target({ target: "90", tolerance: "5", toleranceIn: "relative" })] }, "input.targets[0].tolerance", /as 0\.05/],
    ["an end before the start", { targets: [target({ endsOn: "2024-03-31" })] }, "input.targets[0].endsOn", /ends before it starts/],
    ["two for ever", { targets: [target(), target({ startsOn: "2030-04-01" })] }, "input.targets[1].startsOn", /overlaps with the first/],
    ["two that share a day", { targets: [target({ endsOn: "2025-04-01" }), target({ startsOn: "2025-04-01" })] }, "input.targets[1].startsOn", /overlaps with the first/],
    ["one within another, stated first", { targets: [target({ startsOn: "2025-04-01", endsOn: "2026-03-31" }), target()] }, "input.targets[1].startsOn", /overlaps with the first/],
  ])("%s", (_, of, field, message) => {
    expect(() => check(of)).toThrow(InputError);
    expect(() => check(of)).toThrow(expect.objectContaining({ field }));
    expect(() => check(of)).toThrow(message);
  });

  test("one target after another, and another subject's beside them, can be", () => {
    const targets = [target({ endsOn: "2025-03-31" }), target({ startsOn: "2025-04-01", tolerance: "1", toleranceIn: "relative" }), target({ subjectId: "Leeds" })];
    expect(() => check({ targets })).not.toThrow();
    expect(() => check({ unit: "pounds", targets: [target({ target: "80", tolerance: "5", toleranceIn: "points" })] })).not.toThrow();
  });
});
