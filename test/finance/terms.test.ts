// What makes terms impossible, and the field that is then named; and the reading of terms from their facts.
import { describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { readRates, readTerms, type TermsFacts } from "../../server/finance/facts.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { type AmountTerms, checkTerms, checkUpliftRate, type PlacesPeriod, type PricedTerms, statedShare } from "../../server/finance/terms.ts";

const share = (text: string) => Exact.decimal(text);
const nine: PlacesPeriod = { places: 9, startsOn: "2023-10-01", endsOn: null, firstYearShare: null, lastYearShare: null };
const byDays: PricedTerms = {
  basis: "weekly price",
  price: Exact.decimal("5963.00"),
  weeksPerYear: "52.14 weeks",
  partYear: "by days",
  places: [nine],
  uplift: null,
  endsOn: null,
  endYearShare: null,
};
const stated: PricedTerms = { ...byDays, partYear: "stated", places: [{ ...nine, firstYearShare: share("0.5") }] };
const withPeriod = (terms: PricedTerms, change: Partial<PlacesPeriod>): PricedTerms => ({ ...terms, places: [{ ...(terms.places[0] as PlacesPeriod), ...change }] });
const uplifted = (rate: string): PricedTerms => ({
  ...byDays,
  uplift: { baseYear: "2023/24", firstYearUplifted: false, rates: new Map([["2024/25", share(rate)]]) },
});
const amounts: AmountTerms = { basis: "amounts by year", amounts: new Map([["2023/24", Exact.pence(-42_200_000)]]), endsOn: null };

describe("terms that can be projected", () => {
  // Held in November and December 2024 alone: 0.42 + 0.6 - 1 leaves 0.02 of the year.
  const laterPlaces: PlacesPeriod = { places: 4, startsOn: "2024-11-01", endsOn: "2024-12-31", firstYearShare: share("0.42"), lastYearShare: share("0.6") };
  test.each<[string, PricedTerms | AmountTerms]>([
    ["counted by days", byDays],
    ["with a stated first share", stated],
    ["with a price of nil", { ...byDays, price: Exact.nil }],
    ["at the highest price", { ...byDays, price: Exact.whole(10_000_000) }],
    ["with no places for a while", withPeriod(byDays, { places: 0 })],
    ["with the most places", withPeriod(byDays, { places: 10_000 })],
    ["held for one day", withPeriod(byDays, { endsOn: "2023-10-01" })],
    ["ended on the first day", { ...byDays, endsOn: "2023-10-01" }],
    ["stated, from a year's first day to a year's last", withPeriod(stated, { startsOn: "2023-04-01", endsOn: "2026-03-31", firstYearShare: null })],
    ["stated, ended on a year's last day", { ...stated, endsOn: "2025-03-31" }],
    ["stated, ended with its share", { ...stated, endsOn: "2024-09-30", endYearShare: share("0.5") }],
    ["stated, ended after its places end, which needs no share", { ...withPeriod(stated, { endsOn: "2024-09-30", lastYearShare: share("0.5") }), endsOn: "2024-12-31" }],
    ["stated, ended before later places begin", { ...stated, places: [...stated.places, laterPlaces], endsOn: "2024-09-30", endYearShare: share("0.7") }],
    ["stated, within one year and something left", withPeriod(stated, { endsOn: "2023-12-31", lastYearShare: share("0.75") })],
    ["with a share of one", withPeriod(stated, { firstYearShare: Exact.one })],
    ["with the highest uplift", uplifted("1")],
    ["with the lowest uplift", uplifted("-0.5")],
    ["amounts by year", amounts],
    ["amounts by year, ended", { ...amounts, endsOn: "2024-06-30" }],
  ])("%s", (_, terms) => {
    expect(checkTerms(terms, "terms")).toBeUndefined();
  });
});

describe("terms that cannot", () => {
  const sharesLeavingNothing = withPeriod(stated, { endsOn: "2023-12-31", lastYearShare: share("0.5") }); // 0.5 + 0.5 - 1 = 0
  const endingInYear = (endYearShare: string, lastYearShare: string): PricedTerms => ({
    ...withPeriod(stated, { endsOn: "2024-12-31", lastYearShare: share(lastYearShare) }),
    endsOn: "2024-09-30",
    endYearShare: share(endYearShare),
  });
  test.each<[string, PricedTerms | AmountTerms, string, RegExp]>([
    ["a price below nil", { ...byDays, price: share("-0.01") }, "weeklyRatePounds", /negative/],
    ["a price over £10m a week", { ...byDays, price: share("10000000.01") }, "weeklyRatePounds", /£10,000,000/],
    ["no places", { ...byDays, places: [] }, "places", /how many places/],
    ["half a place", withPeriod(byDays, { places: 1.5 }), "places[0].places", /whole number/],
    ["places below nil", withPeriod(byDays, { places: -1 }), "places[0].places", /whole number/],
    ["places that are no number", withPeriod(byDays, { places: Number.NaN }), "places[0].places", /whole number/],
    ["too many places", withPeriod(byDays, { places: 10_001 }), "places[0].places", /10000/],
    ["a start that is no day", withPeriod(byDays, { startsOn: "2023-02-29" }), "places[0].startsOn", /28 days/],
    ["an end that is no day", withPeriod(byDays, { endsOn: "soon" }), "places[0].endsOn", /not a day/],
    ["an end before the start", withPeriod(byDays, { endsOn: "2023-09-30" }), "places[0].endsOn", /end on 2023-09-30, before they start on 2023-10-01/],
    ["the second period at fault", { ...byDays, places: [nine, { ...nine, endsOn: "2023-09-30" }] }, "places[1].endsOn", /before they start/],
    ["a start in a year mistyped", withPeriod(byDays, { startsOn: "0203-10-01" }), "places[0].startsOn", /0203-10-01 is outside the years .* 1990\/91 to 2090\/91/],
    ["an end that stands for none", withPeriod(byDays, { endsOn: "9999-12-31" }), "places[0].endsOn", /outside the years/],
    ["an early end beyond all years", { ...byDays, endsOn: "2091-04-01" }, "endsOn", /outside the years/],
    ["an early end that is no day", { ...byDays, endsOn: "2024-13-01" }, "endsOn", /not in the calendar/],
    ["an early end before all places", { ...byDays, endsOn: "2023-09-30" }, "endsOn", /before its first places start on 2023-10-01/],
    ["amounts ended on no day", { ...amounts, endsOn: "2024-06-31" }, "endsOn", /30 days/],
    ["a first share of nil", withPeriod(stated, { firstYearShare: Exact.nil }), "places[0].firstYearShare", /above 0 and at most 1; 0 is not/],
    ["a first share over one", withPeriod(stated, { firstYearShare: share("1.01") }), "places[0].firstYearShare", /1\.01 is not/],
    ["a last share below nil", withPeriod(stated, { lastYearShare: share("-0.5") }), "places[0].lastYearShare", /-0\.5 is not/],
    ["no first share", withPeriod(stated, { firstYearShare: null }), "places[0].firstYearShare", /share of 2023\/24 from 2023-10-01 to 31 March/],
    ["no last share", withPeriod(stated, { endsOn: "2026-09-30" }), "places[0].lastYearShare", /share of 2026\/27 from 1 April to 2026-09-30/],
    ["two shares that leave nothing", sharesLeavingNothing, "places[0].lastYearShare", /leave nothing of 2023\/24/],
    ["no share of the ending year", { ...stated, endsOn: "2024-09-30" }, "endYearShare", /share of 2024\/25 from 1 April to 2024-09-30/],
    ["an ending share over one", { ...stated, endsOn: "2024-09-30", endYearShare: share("1.5") }, "endYearShare", /1\.5 is not/],
    ["an earlier end that charges more", endingInYear("0.8", "0.75"), "endYearShare", /0\.8 of 2024\/25, more than the 0\.75 of it that places held to 2024-12-31/],
    [
      "a first share at a year's first day",
      withPeriod(stated, { startsOn: "2023-04-01" }),
      "places[0].firstYearShare",
      /start on 2023-04-01, a year's first day, so it would change nothing/,
    ],
    [
      "a last share at a year's last day",
      withPeriod(stated, { endsOn: "2025-03-31", lastYearShare: share("0.5") }),
      "places[0].lastYearShare",
      /end on 2025-03-31, a year's last day/,
    ],
    ["a last share of places without end", withPeriod(stated, { lastYearShare: share("0.5") }), "places[0].lastYearShare", /have no end/],
    ["a first share counted by days", withPeriod(byDays, { firstYearShare: share("0.5") }), "places[0].firstYearShare", /part years are counted by days/],
    ["a share of the ending year that ends on 31 March", { ...stated, endsOn: "2025-03-31", endYearShare: share("0.5") }, "endYearShare", /a year's last day/],
    [
      "a share of the ending year when all places have ended",
      { ...withPeriod(stated, { endsOn: "2024-09-30", lastYearShare: share("0.5") }), endsOn: "2024-12-31", endYearShare: share("0.75") },
      "endYearShare",
      /ended by then themselves/,
    ],
    ["a share of an end that there is not", { ...stated, endYearShare: share("0.5") }, "endYearShare", /no early end/],
    ["more than a trillion pounds a year", withPeriod({ ...byDays, price: share("10000000") }, { places: 10_000 }), "weeklyRatePounds", /trillion/],
    ["more places than exist", { ...byDays, mostPlaces: 8 }, "places[0].places", /9 places, more than the 8 that exist/],
    [
      "more places than exist from a later day",
      { ...byDays, mostPlaces: 12, places: [nine, { ...nine, startsOn: "2024-10-01", places: 4 }] },
      "places[1].places",
      /From 2024-10-01 there would be 13/,
    ],
    ["support without its price", { ...byDays, places: [nine, { ...nine, places: 2, volume: "support" }] }, "places[1].pricePounds", /what this support costs/],
    ["support below nil", { ...byDays, places: [nine, { ...nine, places: 2, volume: "support", price: share("-1") }] }, "places[1].pricePounds", /negative/],
    [
      "support for more places than are held",
      { ...byDays, places: [nine, { ...nine, places: 10, volume: "support", price: share("100") }] },
      "places[1].places",
      /support is bought for 10 places, and only 9/,
    ],
    ["a yearly price below nil", { ...byDays, basis: "yearly price", weeksPerYear: null, price: share("-1") }, "yearlyRatePounds", /The price a year cannot be negative/],
    ["a fixed amount with a number of places", { ...byDays, basis: "fixed by year", weeksPerYear: null }, "places[0].places", /no number of places/],
    ["an uplift over 100%", uplifted("1.001"), "upliftRates[0].rateShare", /100\.1% is outside/],
    ["an uplift typed as a percentage", uplifted("2.8"), "upliftRates[0].rateShare", /280% is outside -50% to 100%/],
    ["an uplift below -50%", uplifted("-0.501"), "upliftRates[0].rateShare", /-50\.1% is outside/],
  ])("%s", (_, terms, field, message) => {
    const error = caught(() => checkTerms(terms, "terms"));
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).field).toBe(`terms.${field}`);
    expect((error as InputError).message).toMatch(message);
  });

  test("an earlier end that charges as much as the places' own end is allowed", () => {
    expect(() => checkTerms(endingInYear("0.75", "0.75"), "terms")).not.toThrow();
  });
});

test("an uplift rate is refused under the field that is given", () => {
  expect(() => checkUpliftRate(share("0.028"), "rate")).not.toThrow();
  expect(() => checkUpliftRate(share("2.8"), "rate")).toThrow(expect.objectContaining({ field: "rate" }));
});

describe("the share of a year under stated part years", () => {
  const solo = { startsOn: "2023-10-01", endsOn: "2026-09-30", firstYearShare: share("0.5"), lastYearShare: share("0.4") };
  test.each([
    ["its first year has the first share", solo, "2023/24", "0.5"],
    ["a year between is whole", solo, "2024/25", "1"],
    ["its last year has the last share", solo, "2026/27", "0.4"],
    ["a first day of a year takes no share off", { ...solo, startsOn: "2023-04-01" }, "2023/24", "1"],
    ["nor does a last day", { ...solo, endsOn: "2027-03-31" }, "2026/27", "1"],
    ["one year has what both leave: 0.75 + 0.75 - 1", { ...solo, endsOn: "2023-12-31", firstYearShare: share("0.75"), lastYearShare: share("0.75") }, "2023/24", "0.5"],
  ])("%s", (_, period, year, expected) => {
    expect(statedShare(period, year).toString()).toBe(expected);
  });
});

describe("reading terms from facts", () => {
  const facts: TermsFacts = {
    basis: "weekly price",
    weeklyRatePounds: "5963.00",
    weeksPerYear: "52.14 weeks",
    partYear: "stated",
    priceBaseYear: "2023/24",
    firstYearUplifted: false,
    endsOn: null,
    endYearShare: null,
    places: [{ places: 9, startsOn: "2023-10-01", endsOn: null, firstYearShare: "0.5", lastYearShare: null }],
    amounts: [],
  };
  const rates = [{ year: "2024/25", rateShare: "0.028" }];

  test("decimals are exact as written", () => {
    const terms = readTerms(facts, rates, "terms") as PricedTerms;
    expect([terms.price.toString(), terms.places[0]?.firstYearShare?.toString(), terms.uplift?.rates.get("2024/25")?.toString()]).toEqual(["5963", "0.5", "0.028"]);
    expect([terms.uplift?.baseYear, terms.uplift?.firstYearUplifted]).toEqual(["2023/24", false]);
  });

  test("with no rates the price is not lifted, and needs no base year", () => {
    expect((readTerms({ ...facts, priceBaseYear: null }, null, "terms") as PricedTerms).uplift).toBeNull();
  });

  test("amounts are pence", () => {
    const terms = readTerms({ ...facts, basis: "amounts by year", amounts: [{ year: "2023/24", amountPence: 42_200_050 }] }, null, "terms") as AmountTerms;
    // 42,200,050p
    expect([...terms.amounts].map(([year, amount]) => [year, amount.toString()])).toEqual([["2023/24", "422000.5"]]);
  });

  test.each<[string, Partial<TermsFacts>, string]>([
    ["no price", { weeklyRatePounds: null }, "weeklyRatePounds"],
    ["a price that is no number", { weeklyRatePounds: "5,963" }, "weeklyRatePounds"],
    ["no convention of weeks", { weeksPerYear: null }, "weeksPerYear"],
    ["no way of counting part years", { partYear: null }, "partYear"],
    ["no base year", { priceBaseYear: null }, "priceBaseYear"],
    ["a base year that is none", { priceBaseYear: "2023/25" }, "priceBaseYear"],
    ["an ending share that is no number", { endYearShare: "half" }, "endYearShare"],
    ["a first share that is no number", { places: [{ places: 9, startsOn: "2023-10-01", endsOn: null, firstYearShare: "1/2", lastYearShare: null }] }, "places[0].firstYearShare"],
    ["a last share that is no number", { places: [{ places: 9, startsOn: "2023-10-01", endsOn: null, firstYearShare: null, lastYearShare: "" }] }, "places[0].lastYearShare"],
    ["two amounts for a year", { basis: "amounts by year", amounts: [1, 2].map((amountPence) => ({ year: "2023/24", amountPence })) }, "amounts[1].year"],
  ])("refuses %s", (_, change, field) => {
    const error = caught(() => readTerms({ ...facts, ...change }, rates, "terms"));
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).field).toBe(`terms.${field}`);
  });

  test("refuses two uplifts for a year, and a rate that is no decimal", () => {
    expect(() => readRates([...rates, ...rates], "rates")).toThrow(expect.objectContaining({ field: "rates[1].year" }));
    expect(() => readRates([{ year: "2024/25", rateShare: "2.8%" }], "rates")).toThrow(expect.objectContaining({ field: "rates[0].rateShare" }));
  });
});

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

test("an early end that leaves nothing of a year's places is refused, and not silently free", () => {
  // Places from October hold 0.5 of 2023/24; ended at 0.5 of it they would be held and never charged.
  const terms = { ...stated, endsOn: "2023-12-31", endYearShare: share("0.5") };
  expect(() => checkTerms(terms, "terms")).toThrowError(expect.objectContaining({ field: "terms.endYearShare" }));
  expect(() => checkTerms({ ...terms, endYearShare: share("0.75") }, "terms")).not.toThrow();
});
