// What a commitment costs, year by year: Essex's two commitments as printed, and the laws that any terms obey.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { projectCommitment, wholeCost } from "../../server/finance/commitment.ts";
import { Exact } from "../../server/finance/exact.ts";
import type { Figure } from "../../server/finance/figure.ts";
import { firstDay, lastDay, yearOf, yearStarting, yearsFrom } from "../../server/finance/financialYear.ts";
import { type AmountTerms, checkTerms, type PlacesPeriod, type PricedTerms } from "../../server/finance/terms.ts";
import { figureOf } from "../../server/finance/unknown.ts";
import type { Uplift } from "../../server/finance/uplift.ts";
import type { WeekConvention } from "../../server/finance/weeks.ts";
import { runs } from "../setup/samples.ts";

const half = Exact.decimal("0.5");
const period = (places: number, startsOn: string, endsOn: string | null = null, shares: Partial<PlacesPeriod> = {}): PlacesPeriod => ({
  places,
  startsOn,
  endsOn,
  firstYearShare: null,
  lastYearShare: null,
  ...shares,
});
const essexUplift: Uplift = {
  baseYear: "2023/24",
  firstYearUplifted: false,
  rates: new Map([
    ["2024/25", Exact.decimal("0.028")],
    ["2025/26", Exact.decimal("0.03")],
    ["2026/27", Exact.decimal("0.03")],
  ]),
};
const groupBeds: PricedTerms = {
  basis: "weekly price",
  price: Exact.decimal("5963.00"),
  weeksPerYear: "52.14 weeks",
  partYear: "stated",
  places: [period(9, "2023-10-01", null, { firstYearShare: half }), period(9, "2026-10-01", null, { firstYearShare: half })],
  uplift: essexUplift,
  endsOn: null,
  endYearShare: null,
};
const soloBeds: PricedTerms = {
  ...groupBeds,
  price: Exact.decimal("14000.00"),
  places: [period(9, "2023-10-01", "2026-09-30", { firstYearShare: half, lastYearShare: half })],
};
const essexYears = yearsFrom("2023/24", 4);
const values = (terms: PricedTerms | AmountTerms, years: readonly string[]) => projectCommitment(terms, years).map((known) => (figureOf(known) as Figure).value);
const texts = (terms: PricedTerms | AmountTerms, years: readonly string[]) => values(terms, years).map((value) => value.toString());
const total = (amounts: readonly Exact[]) => amounts.reduce((sum, each) => sum.plus(each), Exact.nil);

describe("Essex 6.1.6", () => {
  test("group beds, nine more as the solo beds end", () => {
    expect(() => checkTerms(groupBeds, "terms")).not.toThrow();
    expect(texts(groupBeds, essexYears)).toEqual([
      "1399098.69", // 9 × 5,963.00 × 52.14 × 0.5
      "2876546.90664", // 9 × 5,963.00 × 52.14 = 2,798,197.38; × 1.028
      "2962843.3138392", // × 1.03
      "4577592.919881564", // × 1.03 is 3,051,728.613254376; nine for the whole year and nine for half of it: × 1.5
    ]);
  });

  test("solo beds, to the end of September 2026", () => {
    expect(() => checkTerms(soloBeds, "terms")).not.toThrow();
    expect(texts(soloBeds, essexYears)).toEqual([
      "3284820", // 9 × 14,000.00 × 52.14 × 0.5
      "6753589.92", // 9 × 14,000.00 × 52.14 = 6,569,640.00; × 1.028
      "6956197.6176", // × 1.03
      "3582441.773064", // × 1.03 is 7,164,883.546128; × 0.5
    ]);
  });

  test("nothing before the start and nothing after the end", () => {
    expect(texts(soloBeds, ["2022/23", "2027/28"])).toEqual(["0", "0"]);
  });
});

describe("the four conventions, and the ways of counting a part year", () => {
  const whole: PricedTerms = { ...groupBeds, partYear: "by days", places: [period(1, "2023-04-01")], uplift: null, price: Exact.decimal("700.00") };
  test.each([
    ["52 weeks", "36400", "36400"], // 700 × 52
    ["52.14 weeks", "36498", "36498"], // 700 × 52.14
    ["365/7 weeks", "36500", "36500"], // 700 / 7 × 365
    ["actual days / 7", "36600", "36500"], // 700 / 7 × 366 in 2023/24
  ] as const)("a place at £700.00 a week for %s", (weeksPerYear, leap, plain) => {
    expect(texts({ ...whole, weeksPerYear }, ["2023/24", "2024/25"])).toEqual([leap, plain]);
  });

  test.each([
    ["by days", "18300"], // 700 / 7 × 366 × 183 / 366: 183 days at £100 a day
    ["by months", "18300"], // × 6 / 12
    ["stated", "9150"], // × 0.25, whatever the days say
  ] as const)("from October 2023, %s", (partYear, expected) => {
    const places = [period(1, "2023-10-01", null, { firstYearShare: Exact.decimal("0.25") })];
    expect(texts({ ...whole, weeksPerYear: "actual days / 7", partYear, places }, ["2023/24"])).toEqual([expected]);
  });

  test("a period within one year under stated shares is what both shares leave", () => {
    const places = [period(1, "2023-07-01", "2023-12-31", { firstYearShare: Exact.decimal("0.75"), lastYearShare: Exact.decimal("0.75") })];
    // 0.75 + 0.75 - 1 = 0.5; 700 × 52 × 0.5
    expect(texts({ ...whole, weeksPerYear: "52 weeks", partYear: "stated", places }, ["2023/24"])).toEqual(["18200"]);
  });
});

describe("ending early", () => {
  test("by months: nine group beds ended on 31 December 2024 are charged nine months of 2024/25", () => {
    const terms: PricedTerms = { ...groupBeds, partYear: "by months", uplift: null, endsOn: "2024-12-31" };
    // 9 × 5,963.00 × 52.14 = 2,798,197.38; × 6/12, × 9/12.
    expect(texts(terms, essexYears)).toEqual(["1399098.69", "2098648.035", "0", "0"]);
  });

  test("stated: the share of the ending year is what is charged", () => {
    const terms: PricedTerms = { ...groupBeds, uplift: null, endsOn: "2024-12-31", endYearShare: Exact.decimal("0.7") };
    // 2,798,197.38 × 0.7
    expect(texts(terms, essexYears)).toEqual(["1399098.69", "1958738.166", "0", "0"]);
  });

  test("on the last day of a year: that year is charged whole", () => {
    expect(texts({ ...groupBeds, endsOn: "2025-03-31" }, essexYears)).toEqual(["1399098.69", "2876546.90664", "0", "0"]);
  });

  test("on the day that the places end anyway: their own share is what is charged", () => {
    expect(texts({ ...soloBeds, endsOn: "2026-09-30", endYearShare: Exact.decimal("0.6") }, essexYears)).toEqual(texts(soloBeds, essexYears));
  });

  test("after the places have ended, it changes nothing", () => {
    expect(texts({ ...soloBeds, endsOn: "2027-12-31", endYearShare: half }, essexYears)).toEqual(texts(soloBeds, essexYears));
  });
});

describe("amounts by year", () => {
  const amounts: AmountTerms = {
    basis: "amounts by year",
    amounts: new Map([
      ["2023/24", Exact.pence(42_200_000)],
      ["2024/25", Exact.pence(72_300_000)],
      ["2025/26", Exact.pence(72_300_000)],
    ]),
    endsOn: null,
  };

  test("are as stated, and not known where none is, until it has ended", () => {
    expect(texts(amounts, essexYears.slice(0, 3))).toEqual(["422000", "723000", "723000"]);
    expect(projectCommitment(amounts, ["2022/23", "2026/27"])).toEqual([
      { kind: "unknown", why: "No amount is stated for 2022/23." },
      { kind: "unknown", why: "No amount is stated for 2026/27." },
    ]);
    expect(texts({ ...amounts, endsOn: "2026-03-31" }, ["2026/27"])).toEqual(["0"]);
    // £422,000 + £723,000 + £723,000; a gap between them makes the whole not known.
    expect(figureOf(wholeCost(amounts))?.value.toString()).toBe("1868000");
    const gap = new Map([...amounts.amounts].filter(([year]) => year !== "2024/25"));
    expect(wholeCost({ ...amounts, amounts: gap })).toEqual({ kind: "unknown", why: "No amount is stated for 2024/25." });
    expect(wholeCost({ ...amounts, amounts: new Map() })).toEqual({ kind: "unknown", why: "No amount is stated for any year." });
  });

  test("keep the amount of the year that they end in, and nothing after it", () => {
    expect(texts({ ...amounts, endsOn: "2024-06-30" }, essexYears)).toEqual(["422000", "723000", "0", "0"]);
    expect(texts({ ...amounts, endsOn: "2024-03-31" }, essexYears)).toEqual(["422000", "0", "0", "0"]);
  });
});

describe("for any terms", () => {
  const millisecondsInDay = 86_400_000;
  const addDays = (day: string, days: number) => new Date(Date.parse(day) + days * millisecondsInDay).toISOString().slice(0, 10);
  const firstYear = 2020;
  const years = yearsFrom(yearStarting(firstYear), 8);
  const mostDays = 8 * 365;
  const day = fc.nat({ max: mostDays }).map((offset) => addDays(firstDay(years[0] as string), offset));
  const convention = fc.constantFrom<WeekConvention>("52 weeks", "52.14 weeks", "365/7 weeks", "actual days / 7");
  const price = fc.nat({ max: 2_000_000 }).map((pence) => Exact.ratio(BigInt(pence), 100n));
  const uplift: fc.Arbitrary<Uplift | null> = fc.option(
    fc.record({
      baseYear: fc.constantFrom(...years),
      firstYearUplifted: fc.boolean(),
      rates: fc
        .array(fc.tuple(fc.constantFrom(...years), fc.integer({ min: -500, max: 1_000 })), { maxLength: 8 })
        .map((pairs) => new Map(pairs.map(([year, permyriad]) => [year, Exact.ratio(BigInt(permyriad), 10_000n)]))),
    }),
  );
  const places = fc.integer({ min: 0, max: 40 });
  const dated = fc
    .tuple(places, day, fc.option(fc.nat({ max: 1_500 })))
    .map(([count, startsOn, length]) => period(count, startsOn, length === null ? null : addDays(startsOn, length)));
  const termsCounted = (counted: fc.Arbitrary<"by days" | "by months">): fc.Arbitrary<PricedTerms> =>
    fc.record({
      basis: fc.constant("weekly price"),
      price: price,
      weeksPerYear: convention,
      partYear: counted,
      places: fc.array(dated, { minLength: 1, maxLength: 4 }),
      uplift,
      endsOn: fc.constant(null),
      endYearShare: fc.constant(null),
    });
  const weekly = termsCounted(fc.constantFrom("by days", "by months"));

  test("a day costs its share of the year, so that the total is the sum over every day of places", () => {
    fc.assert(
      fc.property(termsCounted(fc.constant("by days")), (terms) => {
        const actual: PricedTerms = { ...terms, weeksPerYear: "actual days / 7", uplift: null };
        for (const [index, value] of values(actual, years).entries()) {
          const year = years[index] as string;
          let placeDays = 0;
          for (const each of actual.places) {
            const from = Math.max(Date.parse(each.startsOn), Date.parse(firstDay(year)));
            const to = Math.min(Date.parse(each.endsOn ?? "9999-12-31"), Date.parse(lastDay(year)));
            placeDays += each.places * Math.max(0, (to - from) / millisecondsInDay + 1);
          }
          // By actual days / 7 a place-day costs a seventh of the price a week.
          expect(value.equals(actual.price.times(Exact.ratio(BigInt(placeDays), 7n)))).toBe(true);
        }
      }),
    );
  });

  test("splitting a period of places at any day costs the same in every year", () => {
    fc.assert(
      fc.property(weekly, fc.integer({ min: 2, max: 1_500 }), fc.integer({ min: 1, max: 1_499 }), (terms, length, at) => {
        fc.pre(at < length);
        const [first, ...others] = terms.places as [PlacesPeriod, ...PlacesPeriod[]];
        const endsOn = addDays(first.startsOn, length - 1);
        const splitDay = addDays(first.startsOn, at);
        const joined = { ...terms, places: [{ ...first, endsOn }, ...others] };
        const split = { ...terms, places: [{ ...first, endsOn: addDays(splitDay, -1) }, { ...first, startsOn: splitDay, endsOn }, ...others] };
        const pairs = values(joined, years).map((value, index) => [value, values(split, years)[index] as Exact] as const);
        for (const [whole, parts] of pairs) expect(parts.equals(whole)).toBe(true);
      }),
    );
  });

  test("places are linear: so many times the places cost so many times as much, and more places add their own cost", () => {
    fc.assert(
      fc.property(weekly, fc.integer({ min: 0, max: 20 }), places, (terms, times, more) => {
        const each = values(terms, years);
        const scaled = values({ ...terms, places: terms.places.map((one) => ({ ...one, places: one.places * times })) }, years);
        const added = values({ ...terms, places: terms.places.map((one) => ({ ...one, places: one.places + more })) }, years);
        const alone = values({ ...terms, places: terms.places.map((one) => ({ ...one, places: more })) }, years);
        for (const [index, cost] of each.entries()) {
          expect(scaled[index]?.equals(cost.times(Exact.whole(times)))).toBe(true);
          expect(added[index]?.equals(cost.plus(alone[index] as Exact))).toBe(true);
        }
      }),
    );
  });

  test("a run of years equals each year alone", () => {
    fc.assert(
      fc.property(weekly, fc.option(day), (terms, endsOn) => {
        const ended = { ...terms, endsOn };
        expect(texts(ended, years)).toEqual(years.map((year) => texts(ended, [year])[0]));
      }),
    );
  });

  test("ending a commitment never raises its cost, and an earlier end costs no more than a later one", () => {
    fc.assert(
      fc.property(weekly, day, day, (terms, one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const [open, sooner, after] = [values(terms, years), values({ ...terms, endsOn: earlier }, years), values({ ...terms, endsOn: later }, years)];
        for (const [index, year] of years.entries()) {
          expect(after[index]?.compare(open[index] as Exact)).toBeLessThanOrEqual(0);
          expect(sooner[index]?.compare(after[index] as Exact)).toBeLessThanOrEqual(0);
          if (year > yearOf(earlier)) expect(sooner[index]?.isNil()).toBe(true);
          if (year < yearOf(earlier)) expect(sooner[index]?.equals(open[index] as Exact)).toBe(true);
        }
      }),
    );
  });

  test("nor under stated shares, where the terms pass their checks", () => {
    const share = fc.integer({ min: 1, max: 100 }).map((percent) => Exact.ratio(BigInt(percent), 100n));
    const stated = fc.tuple(dated, share, share).map(([one, firstYearShare, lastYearShare]) => ({ ...one, firstYearShare, lastYearShare }));
    let ended = 0;
    fc.assert(
      fc.property(weekly, fc.array(stated, { minLength: 1, maxLength: 3 }), day, share, (weeklyTerms, periods, endsOn, endYearShare) => {
        const open: PricedTerms = { ...weeklyTerms, partYear: "stated", places: periods };
        const closed: PricedTerms = { ...open, endsOn, endYearShare };
        if (!passes(open) || !passes(closed)) return;
        ended += 1;
        for (const [index, value] of values(closed, years).entries()) expect(value.compare(values(open, years)[index] as Exact)).toBeLessThanOrEqual(0);
      }),
      runs(1_000),
    );
    expect(ended).toBeGreaterThan(runs(1_000).numRuns / 10);
  });

  test("lifting the base year too moves every year by exactly one uplift", () => {
    fc.assert(
      fc.property(weekly, uplift, fc.integer({ min: -500, max: 1_000 }), (terms, series, permyriad) => {
        fc.pre(series !== null);
        const base = series as Uplift;
        const rates = new Map([...base.rates, [base.baseYear, Exact.ratio(BigInt(permyriad), 10_000n)] as const]);
        const plain = values({ ...terms, uplift: { ...base, rates, firstYearUplifted: false } }, years);
        const moved = values({ ...terms, uplift: { ...base, rates, firstYearUplifted: true } }, years);
        for (const [index, year] of years.entries()) {
          const factor = Exact.ratio(10_000n + BigInt(permyriad), 10_000n);
          expect(moved[index]?.equals((plain[index] as Exact).times(factor)), year).toBe(true);
        }
      }),
    );
  });

  test("two prices' costs differ as the prices do", () => {
    fc.assert(
      fc.property(weekly, price, price, (terms, one, other) => {
        const costOf = (price: Exact) => total(values({ ...terms, price }, years));
        const difference = one.compare(other) >= 0 ? one.minus(other) : other.minus(one);
        const [high, low] = one.compare(other) >= 0 ? [one, other] : [other, one];
        expect(costOf(high).minus(costOf(low)).equals(costOf(difference))).toBe(true);
      }),
    );
  });

  function passes(terms: PricedTerms): boolean {
    try {
      checkTerms(terms, "terms");
      return true;
    } catch {
      return false;
    }
  }
});
