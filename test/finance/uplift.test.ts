// Uplift of a price over the years: which rates apply in which year, and which years have none.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { startOf, yearStarting, yearsFrom } from "../../server/finance/financialYear.ts";
import { liftTo, type Uplift, yearsWithoutRate } from "../../server/finance/uplift.ts";

const rates = new Map([
  ["2024/25", Exact.decimal("0.028")],
  ["2025/26", Exact.decimal("0.03")],
  ["2026/27", Exact.decimal("0.03")],
]);
const fromBase: Uplift = { baseYear: "2023/24", firstYearUplifted: false, rates };
const factorTexts = (uplift: Uplift, year: string) => {
  const { times, over } = liftTo(uplift, year);
  return [...times.map((factor) => factor.value.toString()), ...over.map((factor) => `÷ ${factor.value.toString()}`)];
};
const product = (uplift: Uplift, year: string) => {
  const { times, over } = liftTo(uplift, year);
  return over.reduce(
    (left, factor) => left.dividedBy(factor.value),
    times.reduce((total, factor) => total.times(factor.value), Exact.one),
  );
};

describe("the factors of a year", () => {
  test.each([
    ["2021/22", []], // no rate is stated for 2022/23 and 2023/24
    ["2022/23", []],
    ["2023/24", []], // the base year's price carries no uplift
    ["2024/25", ["1.028"]],
    ["2025/26", ["1.028", "1.03"]],
    ["2026/27", ["1.028", "1.03", "1.03"]],
    ["2027/28", ["1.028", "1.03", "1.03"]], // no rate is stated, so nothing is lifted
  ])("%s from a base of 2023/24", (year, expected) => {
    expect(factorTexts(fromBase, year)).toEqual(expected);
  });

  test.each([
    ["2026/27", []],
    ["2025/26", ["÷ 1.03"]], // a price of 2026/27 was 1.03 times lower the year before
    ["2023/24", ["÷ 1.028", "÷ 1.03", "÷ 1.03"]],
    ["2022/23", ["÷ 1.028", "÷ 1.03", "÷ 1.03"]], // no rate is stated for 2023/24
  ])("%s from a base of 2026/27: the series runs backwards too", (year, expected) => {
    expect(factorTexts({ ...fromBase, baseYear: "2026/27" }, year)).toEqual(expected);
  });

  test("three years' rates multiply: 1.028 × 1.03 × 1.03 = 1.0906052", () => {
    expect(product(fromBase, "2026/27").toString()).toBe("1.0906052");
  });

  test("where the base year is uplifted, its own rate is the first factor", () => {
    const uplifted: Uplift = { baseYear: "2024/25", firstYearUplifted: true, rates };
    expect(factorTexts(uplifted, "2023/24")).toEqual([]);
    expect(factorTexts(uplifted, "2024/25")).toEqual(["1.028"]);
    expect(factorTexts(uplifted, "2025/26")).toEqual(["1.028", "1.03"]);
    expect(factorTexts({ ...uplifted, firstYearUplifted: false }, "2025/26")).toEqual(["1.03"]);
  });

  test("each factor names the year that it is for, and a rate below nil lowers", () => {
    const falling: Uplift = { baseYear: "2023/24", firstYearUplifted: false, rates: new Map([["2024/25", Exact.decimal("-0.015")]]) };
    // 1 - 0.015 = 0.985
    expect(liftTo(falling, "2025/26").times.map(({ kind, value, ...rest }) => [kind, value.toString(), rest])).toEqual([["input", "0.985", { unit: { upliftFor: "2024/25" } }]]);
  });

  test("a rate of nil is a factor of one, and is not a year without a rate", () => {
    const flat: Uplift = { baseYear: "2023/24", firstYearUplifted: false, rates: new Map([["2024/25", Exact.nil]]) };
    expect(factorTexts(flat, "2024/25")).toEqual(["1"]);
    expect(yearsWithoutRate(flat, "2024/25")).toEqual([]);
  });
});

describe("years without a rate", () => {
  test.each([
    ["2023/24", false, ["2024/25", "2026/27", "2027/28"]],
    ["2023/24", true, ["2023/24", "2024/25", "2026/27", "2027/28"]],
    ["2026/27", false, ["2027/28"]],
    ["2027/28", false, []],
    ["2028/29", true, []],
    ["2029/30", false, ["2028/29", "2029/30"]],
  ] as const)("from a base of %s (base year uplifted: %s)", (baseYear, firstYearUplifted, expected) => {
    const gapped: Uplift = { baseYear, firstYearUplifted, rates: new Map([["2025/26", Exact.decimal("0.03")]]) };
    expect(yearsWithoutRate(gapped, "2027/28")).toEqual(expected);
  });
});

describe("for any series", () => {
  const rate = fc.integer({ min: -5_000, max: 10_000 });
  const series = fc.array(fc.option(rate, { nil: undefined }), { minLength: 12, maxLength: 12 });
  const first = 2020;
  const ratesOf = (permyriads: readonly (number | undefined)[]) =>
    new Map(permyriads.flatMap((each, index) => (each === undefined ? [] : [[yearStarting(first + index), Exact.ratio(BigInt(each), 10_000n)] as const])));

  test("a year's product is each year's (10,000 + rate) / 10,000 after the base year, multiplied, and before it divided by", () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 0, max: 11 }), fc.boolean(), fc.integer({ min: 0, max: 11 }), (permyriads, base, firstYearUplifted, at) => {
        let [numerator, denominator] = [1n, 1n];
        const lifted = firstYearUplifted ? base : base + 1;
        for (let index = lifted; index <= at; index += 1) {
          numerator *= 10_000n + BigInt(permyriads[index] ?? 0);
          denominator *= 10_000n;
        }
        for (let index = at + 1; index < lifted; index += 1) {
          denominator *= 10_000n + BigInt(permyriads[index] ?? 0);
          numerator *= 10_000n;
        }
        const uplift: Uplift = { baseYear: yearStarting(first + base), firstYearUplifted, rates: ratesOf(permyriads) };
        expect(product(uplift, yearStarting(first + at)).equals(Exact.ratio(numerator, denominator))).toBe(true);
      }),
    );
  });

  test("every year that lifts either has a factor or is listed as without a rate", () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 0, max: 11 }), fc.boolean(), (permyriads, base, firstYearUplifted) => {
        const uplift: Uplift = { baseYear: yearStarting(first + base), firstYearUplifted, rates: ratesOf(permyriads) };
        const last = yearStarting(first + 11);
        const named = liftTo(uplift, last).times.map((factor) => factor.unit.upliftFor);
        const opens = startOf(uplift.baseYear) + (firstYearUplifted ? 0 : 1);
        expect([...named, ...yearsWithoutRate(uplift, last)].sort()).toEqual(yearsFrom(yearStarting(opens), first + 12 - opens));
      }),
    );
  });
});
