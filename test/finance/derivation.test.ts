// How a figure was made, in words: the workings that are printed are evaluated here, and have to give the figure.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { projectCommitment } from "../../server/finance/commitment.ts";
import { derive } from "../../server/finance/derivation.ts";
import { Exact } from "../../server/finance/exact.ts";
import { deducted, type Figure, input, named, power, product, quotient, settled, sum } from "../../server/finance/figure.ts";
import { yearStarting } from "../../server/finance/financialYear.ts";
import type { PricedTerms } from "../../server/finance/terms.ts";
import { apart, readWorkings } from "../setup/readWorkings.ts";
import { runs } from "../setup/samples.ts";

const nine = input(Exact.whole(9), "places");
const price = input(Exact.decimal("5963.00"), "pounds a week");
const weeks = input(Exact.decimal("52.14"), "weeks");
const half = input(Exact.decimal("0.5"), "share of a year");
const weeksOfDays = input(Exact.ratio(365n, 7n), "weeks");
const third = input(Exact.ratio(1n, 3n), "plain");
const pounds = (text: string) => input(Exact.decimal(text), "pounds");

describe("workings", () => {
  test("nine places for half of 2023/24", () => {
    expect(derive(product([nine, price, weeks, half]))).toEqual({
      workings: "9 places × £5,963.00 a week × 52.14 weeks × 0.5 year",
      result: "£1,399,098.69", // 9 × 5,963.00 × 52.14 × 0.5
      inputs: [
        { name: "places", value: "9 places" },
        { name: "price a week", value: "£5,963.00 a week" },
        { name: "weeks", value: "52.14 weeks" },
        { name: "share of a year", value: "0.5 year" },
      ],
    });
  });

  test.each<[string, Figure, string, string]>([
    ["an amount as it was entered", pounds("4646000"), "as entered", "£4,646,000.00"],
    ["nothing in the year", sum([]), "nothing falls in it", "£0.00"],
    ["one place", product([input(Exact.one, "places"), price]), "1 place × £5,963.00 a week", "£5,963.00"],
    ["a price with parts of a penny", product([nine, input(Exact.decimal("2149.125"), "pounds a week")]), "9 places × £2,149.125 a week", "£19,342.13 (exactly 19,342.125)"],
    ["a ratio that does not end", product([price, input(Exact.ratio(365n, 7n), "weeks")]), "£5,963.00 a week × 365/7 weeks", "£310,927.86 (exactly 2,176,495/7)"],
    ["a ratio whose twentieth place is nil", product([price, input(Exact.ratio(4n, 365n), "share of a year")]), "£5,963.00 a week × 4/365 year", "£65.35 (exactly 23,852/365)"],
    // 0.00273… + 0.14285… + next to nothing is 0.1455…, with more digits than anybody would read.
    [
      "a sum of unlike ratios",
      sum([input(Exact.ratio(1n, 365n), "plain"), input(Exact.ratio(1n, 7n), "plain"), input(Exact.ratio(1n, 103n ** 9n), "plain")]),
      `1/365 + 1/7 + 1/${103n ** 9n}`,
      "£0.15 (rounded to the penny)",
    ],
    ["a ratio that ends", product([price, input(Exact.ratio(183n, 366n), "share of a year")]), "£5,963.00 a week × 0.5 year", "£2,981.50"],
    ["an uplift", product([pounds("100"), input(Exact.decimal("1.028"), { upliftFor: "2024/25" })]), "£100.00 × 1.028 (2024/25 uplift)", "£102.80"],
    ["a sum in a product", product([nine, sum([pounds("1.50"), pounds("2.25")])]), "9 places × (£1.50 + £2.25)", "£33.75"],
    [
      "rows that are added and taken off",
      sum([named("Budget", pounds("100")), named("Beds", deducted(pounds("30"))), named("Savings", pounds("5"))]),
      "Budget £100.00 – Beds £30.00 + Savings £5.00",
      "£75.00",
    ],
    ["a first row below nil", sum([named("Savings", pounds("-5")), named("Budget", pounds("100"))]), "–Savings £5.00 + Budget £100.00", "£95.00"],
    ["a row's own name, which the table says already", named("Total", sum([named("A", pounds("1")), named("B", pounds("2"))])), "A £1.00 + B £2.00", "£3.00"],
    ["a deducted row, with its minus", named("Beds", deducted(product([nine, price]))), "–(9 places × £5,963.00 a week)", "–£53,667.00"],
    ["a deducted amount as it was entered", named("Beds", deducted(pounds("1.50"))), "as entered, deducted", "–£1.50"],
    ["what is deducted of a deduction", deducted(named("Credit", deducted(pounds("1.50")))), "as entered", "£1.50"],
    ["a deducted name", deducted(sum([named("Budget", pounds("100"))])), "–Budget £100.00", "–£100.00"],
    ["a deducted sum in a sum", sum([pounds("9"), deducted(sum([pounds("1"), pounds("2")]))]), "£9.00 – (£1.00 + £2.00)", "£6.00"],
    ["a deduction in a product", product([nine, deducted(price)]), "9 places × (–£5,963.00 a week)", "–£53,667.00"],
    ["parts of a penny below nil", sum([named("A", pounds("-1234.567")), named("B", pounds("0"))]), "–A £1,234.567 + B £0.00", "–£1,234.57 (exactly –1,234.567)"],
    [
      "parts of a penny that are used further",
      product([named("Block cost", pounds("4604643.375")), half]),
      "Block cost £4,604,643.375 × 0.5 year",
      "£2,302,321.69 (exactly 2,302,321.6875)",
    ],
    ["an amount whose decimals do not end", sum([named("A", input(Exact.ratio(100n, 7n), "pounds"))]), "A £14.29 (exactly 100/7)", "£14.29 (exactly 100/7)"],
    ["a share whose decimals do not end", product([nine, input(Exact.ratio(33_488_000_000n, 446_992_000_000n), "percent")]), "9 places × 23/307", "£0.67 (exactly 207/307)"],
    ["a divisor that is a ratio", quotient(nine, weeksOfDays), "9 places ÷ (365/7 weeks)", "£0.17 (exactly 63/365)"],
    [
      "what a rule made another amount of",
      named("One", settled(product([pounds("100"), third]), Exact.decimal("33.34"), "to the penny")),
      "£100.00 × 1/3, to the penny: £33.34",
      "£33.34",
    ],
    ["what a rule left as it was", settled(product([pounds("99"), third]), Exact.whole(33), "to the penny"), "£99.00 × 1/3, to the penny", "£33.00"],
    [
      "what a rule made, in a sum",
      sum([settled(product([pounds("100"), third]), Exact.decimal("33.34"), "to the penny"), pounds("1")]),
      "(£100.00 × 1/3, to the penny: £33.34) + £1.00",
      "£34.34",
    ],
    [
      "one of a thing",
      sum([input(Exact.one, { count: "children in care homes" }), input(Exact.one, "weeks"), input(Exact.one, { count: "places (extra beds)" })]),
      "1 child in care homes + 1 week + 1 place (extra beds)",
      "£3.00",
    ],
    [
      "names that could be read as sums",
      sum([named("Beds + care", pounds("1")), named("2 homes", pounds("2")), named("£5 a day", pounds("3"))]),
      "“Beds + care” £1.00 + “2 homes” £2.00 + “£5 a day” £3.00",
      "£6.00",
    ],
  ])("%s", (_, figure, workings, result) => {
    const derivation = derive(figure);
    expect(derivation.workings).toBe(workings);
    expect(derivation.result).toBe(result);
  });

  test("a total names its rows as inputs, with their signs", () => {
    expect(derive(sum([named("Budget", pounds("100")), named("Beds", deducted(pounds("30")))])).inputs).toEqual([
      { name: "Budget", value: "£100.00" },
      { name: "Beds", value: "–£30.00" },
    ]);
  });
});

/** A fraction of the test's own. */
type Fraction = readonly [bigint, bigint];

/** Reads "–£1,399,098.69", "52.14 weeks" or "365/7 weeks": the number that it starts with. */
function number(text: string): Fraction {
  const match = /^(–?)£?([\d,]+)(?:\.(\d+))?(?:\/(\d+))?(?![\d.,/])/.exec(text);
  if (!match) throw new Error(`No number: ${text}`);
  const [, sign, digits = "", part = "", below = "1"] = match;
  const numerator = BigInt(digits.replaceAll(",", "") + part);
  return [sign === "–" ? -numerator : numerator, 10n ** BigInt(part.length) * BigInt(below)];
}

const times = (factors: readonly Fraction[]) => factors.reduce<Fraction>(([a, b], [c, d]) => [a * c, b * d], [1n, 1n]);
const plus = (parts: readonly Fraction[]) => parts.reduce<Fraction>(([a, b], [c, d]) => [a * d + c * b, b * d], [0n, 1n]);
/** Workings are products, added. */
const evaluated = (workings: string) => plus(workings.split(" + ").map((part) => times(part.split(" × ").map(number))));
const gives = (figure: Figure) => {
  const [numerator, denominator] = evaluated(derive(figure).workings);
  return figure.value.numerator * denominator === numerator * figure.value.denominator;
};

describe("the workings, evaluated, give the figure", () => {
  const ratio = fc.oneof(
    fc.tuple(fc.bigInt({ min: 1n, max: 366n }), fc.constantFrom(365n, 366n)),
    fc.tuple(fc.bigInt({ min: 1n, max: 372n }), fc.constantFrom(336n, 360n, 372n)),
    fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 9n })),
  );
  const decimal = fc.tuple(
    fc.bigInt({ min: 0n, max: 10n ** 12n }),
    fc.nat({ max: 12 }).map((places) => 10n ** BigInt(places)),
  );
  const exact = (fraction: fc.Arbitrary<[bigint, bigint]>) => fraction.map(([numerator, denominator]) => Exact.ratio(numerator, denominator));
  const factor = fc.oneof(
    fc.nat({ max: 10_000 }).map((count) => input(Exact.whole(count), "places")),
    exact(decimal).map((value) => input(value, "pounds a week")),
    fc.constantFrom(Exact.whole(52), Exact.decimal("52.14"), Exact.ratio(365n, 7n), Exact.ratio(366n, 7n)).map((value) => input(value, "weeks")),
    exact(ratio).map((value) => input(value, "share of a year")),
    exact(decimal).map((value) => input(value, { upliftFor: "2024/25" })),
    fc.integer({ min: -(10 ** 14), max: 10 ** 14 }).map((pence) => input(Exact.pence(pence), "pounds")),
    exact(ratio).map((value) => input(value, "plain")),
  );

  test("of a product of any inputs", () => {
    fc.assert(
      fc.property(fc.array(factor, { minLength: 2, maxLength: 8 }), (factors) => {
        const figure = product(factors);
        expect(gives(figure), derive(figure).workings).toBe(true);
        expect(derive(figure).inputs.map((each) => each.value)).toEqual(derive(figure).workings.split(" × "));
      }),
      runs(500),
    );
  });

  test("of any tree of figures, whatever its rows are called", () => {
    const name = fc.oneof(
      fc.constantFrom(
        "Beds",
        "Beds + care",
        "A – B",
        "Phase 2",
        "2 homes",
        "£5 a day",
        "Care (North)",
        "(closed)",
        "2023/24",
        "“Best” start",
        "a × b ÷ c",
        "x, y: £3.00",
        "–",
        "1/2",
      ),
      fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() === text && text !== ""),
    );
    const signedDecimal = fc
      .tuple(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.constantFrom(1n, 100n, 1_000n, 7n, 366n))
      .map(([above, below]) => Exact.ratio(BigInt(above), below));
    const unit = fc.oneof(
      fc.constantFrom("pounds" as const, "pounds a week" as const, "percent" as const, "plain" as const, "weeks" as const, { upliftFor: "2024/25" }),
      name.map((label) => ({ count: `places (${label})` })),
      name.map((count) => ({ count })),
    );
    const tree = fc.letrec<{ tree: Figure }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.tuple(signedDecimal, unit).map(([value, of]) => input(value, of)),
        fc.tuple(name, tie("tree")).map(([of, figure]) => named(of, figure)),
        fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map(product),
        fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map(sum),
        fc.tuple(tie("tree"), tie("tree")).map(([of, by]) => (by.value.isNil() ? of : quotient(of, by))),
        tie("tree").map(deducted),
        fc.tuple(tie("tree"), fc.constantFrom(-1, 2, 3)).map(([of, to]) => (of.value.isNil() ? of : power(of, to))),
        tie("tree").map((of) => settled(of, Exact.ratio(of.value.rounded(2), 100n), "to the penny on the running total")),
      ),
    })).tree;
    fc.assert(
      fc.property(tree, (figure) => {
        const { workings } = derive(figure);
        if (/^(as entered|nothing falls)/.test(workings)) return;
        const { value, cut } = readWorkings(workings);
        if (!cut) expect(value[0] * figure.value.denominator, workings).toBe(value[1] * figure.value.numerator);
      }),
      runs(2_000),
    );
  });

  test("of amounts with more digits than are printed, to the twelfth decimal", () => {
    const long = input(Exact.ratio(10n ** 9n + 1n, 103n ** 9n), "pounds");
    const whole = sum([named("A", long), named("B", pounds("1"))]);
    const { workings } = derive(whole);
    expect(workings).toBe("A £0.000000000766… + B £1.00"); // 1,000,000,001 / 1,304,773,183,829,244,583
    const { value, cut } = readWorkings(workings);
    expect(cut).toBe(true);
    expect(apart(value, [whole.value.numerator, whole.value.denominator])).toBeLessThan(10n ** 8n);
  });

  test("of a commitment counted by days, for every day of a year that it may start on", () => {
    for (const year of ["2023/24", "2024/25"]) {
      for (let day = Date.parse(`${year.slice(0, 4)}-04-02`); day <= Date.parse(`20${year.slice(5)}-03-31`); day += 86_400_000) {
        const startsOn = new Date(day).toISOString().slice(0, 10);
        const [figure] = projectCommitment(termsFrom(startsOn, "by days"), [year]) as [Figure];
        expect(gives(figure), derive(figure).workings).toBe(true);
      }
    }
  });

  test.each<[string, string, "by days" | "by months", string]>([
    ["a whole year says no share", "2023-04-01", "by months", "9 places × £5,963.00 a week × 366/7 weeks"],
    ["seven months", "2023-09-01", "by months", "9 places × £5,963.00 a week × 366/7 weeks × 7/12 year"],
    ["16 of October's 31 days and five months: (16/31 + 5) / 12 = 171/372 = 57/124", "2023-10-16", "by months", "9 places × £5,963.00 a week × 366/7 weeks × 57/124 year"],
    ["days stay the days that they are", "2024-01-31", "by days", "9 places × £5,963.00 a week × 366/7 weeks × 61/366 year"], // 1 + 29 + 31
  ])("%s", (_, startsOn, partYear, workings) => {
    expect(derive(projectCommitment(termsFrom(startsOn, partYear), ["2023/24"])[0] as Figure).workings).toBe(workings);
  });

  test("of a commitment of several periods and uplifts, in any year that it falls in", () => {
    const start = fc.nat({ max: 3_000 }).map((days) => new Date(Date.parse("2020-04-01") + days * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(start, start, fc.constantFrom("by days" as const, "by months" as const), fc.integer({ min: 2020, max: 2031 }), (one, other, partYear, calendarYear) => {
        const year = yearStarting(calendarYear);
        const terms = termsFrom(one, partYear);
        const both: PricedTerms = {
          ...terms,
          places: [...terms.places, { places: 4, startsOn: other, endsOn: null, firstYearShare: null, lastYearShare: null }],
          uplift: { baseYear: "2021/22", firstYearUplifted: true, rates: new Map([2021, 2022, 2024, 2027].map((each) => [yearStarting(each), Exact.decimal(`0.0${each % 10}5`)])) },
        };
        const [figure] = projectCommitment(both, [year]) as [Figure];
        if (derive(figure).workings === "nothing falls in it") expect([one, other].every((day) => day > `${calendarYear + 1}-03-31`)).toBe(true);
        else expect(gives(figure), derive(figure).workings).toBe(true);
      }),
      runs(300),
    );
  });

  function termsFrom(startsOn: string, partYear: "by days" | "by months"): PricedTerms {
    return {
      basis: "weekly price",
      price: Exact.decimal("5963.00"),
      weeksPerYear: "actual days / 7",
      partYear,
      places: [{ places: 9, startsOn, endsOn: null, firstYearShare: null, lastYearShare: null }],
      uplift: null,
      endsOn: null,
      endYearShare: null,
    };
  }
});
