// Options: what each override does to a commitment's cost, and differences that are exactly one option less another.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { projectCommitment } from "../../server/finance/commitment.ts";
import { derive } from "../../server/finance/derivation.ts";
import { Exact } from "../../server/finance/exact.ts";
import { type CommitmentFacts, readTerms } from "../../server/finance/facts.ts";
import { input } from "../../server/finance/figure.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { checkOverrides, type OptionFacts, type OptionsFacts, optionCost, optionsTable } from "../../server/finance/options.ts";
import type { Override } from "../../server/finance/override.ts";
import { figureOf } from "../../server/finance/unknown.ts";

const years = ["2024/25", "2025/26", "2026/27"];
const beds: CommitmentFacts = {
  id: "beds",
  name: "Beds",
  status: "approved",
  basis: "weekly price",
  weeklyRatePounds: "1000",
  weeksPerYear: "52 weeks",
  partYear: "by months",
  priceBaseYear: "2024/25",
  firstYearUplifted: false,
  endsOn: null,
  endYearShare: null,
  upliftSeriesId: "prices",
  places: [{ places: 2, startsOn: "2024-04-01", endsOn: null, firstYearShare: null, lastYearShare: null }],
  amounts: [],
};
const rates = [
  { year: "2025/26", rateShare: "0.1" },
  { year: "2026/27", rateShare: "0.1" },
];
const scheme: CommitmentFacts = {
  ...beds,
  id: "scheme",
  name: "Scheme",
  basis: "amounts by year",
  upliftSeriesId: null,
  places: [],
  amounts: years.map((year) => ({ year, amountPence: 5_000_000 })),
};
const override = (field: Override["field"], value: string, commitmentId = "beds"): Override => ({ commitmentId, field, value });
const pounds = (overrides: Override[], of = beds) => optionCost(of, of === beds ? rates : null, overrides, years).map((figure) => figure?.value.toString());

describe("an override", () => {
  test.each<[string, Override[], string[]]>([
    // 2 × 1,000 × 52, then × 1.1 and × 1.1 again.
    ["none", [], ["104000", "114400", "125840"]],
    ["of the price", [override("price", "500")], ["52000", "57200", "62920"]],
    ["of the places", [override("places", "3")], ["156000", "171600", "188760"]],
    ["of the uplift", [override("uplift", "0.5")], ["104000", "156000", "234000"]],
    ["of the start, by months", [override("starts", "2024-10-01")], ["52000", "114400", "125840"]],
    ["of the end, by months", [override("ends", "2025-09-30")], ["104000", "57200", "0"]],
    ["of the occupancy", [override("occupancy", "0.75")], ["78000", "85800", "94380"]],
    ["of two things", [override("price", "500"), override("places", "4")], ["104000", "114400", "125840"]],
    ["that leaves it out", [override("left out", "yes")], ["0", "0", "0"]],
  ])("%s", (_, overrides, expected) => {
    expect(pounds(overrides)).toEqual(expected);
  });

  test("of amounts by year can end them, or take a part of them", () => {
    expect(pounds([override("ends", "2025-03-31", "scheme")], scheme)).toEqual(["50000", "0", "0"]);
    expect(pounds([override("occupancy", "0.5", "scheme")], scheme)).toEqual(["25000", "25000", "25000"]);
  });

  test("stands in the workings", () => {
    const [figure] = optionCost(beds, rates, [override("occupancy", "0.85")], years);
    expect(figure && derive(figure).workings).toBe("2 places × £1,000.00 a week × 52 weeks × 85%");
  });

  test.each<[string, Override, CommitmentFacts, string, RegExp]>([
    ["an uplift of 300%", override("uplift", "3"), beds, "o[0].value", /300% is outside/],
    ["a negative price", override("price", "-1"), beds, "o[0].value", /negative/],
    ["an occupancy of 120%", override("occupancy", "1.2"), beds, "o[0].value", /from 0 to 1/],
    ["29 February in a common year", override("ends", "2025-02-29"), beds, "o[0].value", /28 days/],
    ["an end before the start", override("ends", "2024-03-31"), beds, "o[0].value", /before its first places start/],
    ["half a place", override("places", "1.5"), beds, "o[0].value", /not a number of places/],
    ["leaving out but for yes", override("left out", "no"), beds, "o[0].value", /the value is yes/],
    ["a price of amounts by year", override("price", "1", "scheme"), scheme, "o[0].value", /amounts stated by year/],
    ["a commitment that is not there", override("price", "1", "nobody"), beds, "o[0].commitmentId", /no such commitment/],
    ["a day within a year whose share is stated", override("starts", "2024-10-01"), { ...beds, partYear: "stated" }, "o[0].value", /states the shares of its part years/],
  ])("%s is refused with its field", (_, one, of, field, message) => {
    const check = () => checkOverrides([of], [one], "o");
    expect(check).toThrow(InputError);
    expect(check).toThrow(expect.objectContaining({ field }));
    expect(check).toThrow(message);
  });

  const period = (more: object) => ({ ...(beds.places[0] as (typeof beds.places)[number]), ...more });
  const ramp: CommitmentFacts = { ...beds, mostPlaces: 18, places: [period({ places: 9 }), period({ places: 9, startsOn: "2025-04-01" })] };
  const ending: CommitmentFacts = { ...beds, places: [period({ endsOn: "2025-03-31" })] };
  test.each<[string, Override, CommitmentFacts]>([
    ["an end after the places' own", override("ends", "2026-03-31"), ending],
    ["an end in the last year of stated amounts", override("ends", "2026-09-30", "scheme"), scheme],
    ["the price that it has", override("price", "1000.00"), beds],
    ["the places that it has", override("places", "2"), beds],
    ["the start that it has", override("starts", "2024-04-01"), beds],
    ["full occupancy", override("occupancy", "1"), beds],
    ["no uplift of what has none", override("uplift", "0"), { ...beds, upliftSeriesId: null }],
  ])("%s is refused, as it would change nothing, unless the option had it before", (_, one, of) => {
    expect(() => checkOverrides([of], [one], "o")).toThrow(expect.objectContaining({ field: "o[0].value", message: expect.stringContaining("would change nothing") }));
    expect(() => checkOverrides([of], [one], "o", [one])).not.toThrow();
  });

  test("of places that are held beside others is refused with its own field, since it does not say which", () => {
    expect(() => checkOverrides([ramp], [override("price", "900"), override("places", "12")], "o")).toThrow(
      expect.objectContaining({ field: "o[1].value", message: expect.stringContaining("several periods of places at once") }),
    );
    const after: CommitmentFacts = { ...ramp, places: [period({ places: 9, endsOn: "2025-03-31" }), period({ places: 18, startsOn: "2025-04-01" })] };
    expect(() => checkOverrides([after], [override("places", "12")], "o")).not.toThrow();
    expect(pounds([override("places", "12")], { ...after, upliftSeriesId: null })).toEqual(["624000", "624000", "624000"]);
  });

  test("of the price is of all base places, whatever price they have of their own", () => {
    const own: CommitmentFacts = {
      ...beds,
      upliftSeriesId: null,
      places: [period({ pricePounds: "2000" }), period({ places: 1 }), period({ places: 1, volume: "support", pricePounds: "10" })],
    };
    // Three places at £1,500 and one support at £10 for 52 weeks.
    expect(pounds([override("price", "1500")], own)).toEqual(["234520", "234520", "234520"]);
  });

  test("the same thing taken otherwise twice is refused", () => {
    expect(() => checkOverrides([beds], [override("price", "1"), override("price", "2")], "o")).toThrow(expect.objectContaining({ field: "o[1].field" }));
  });
});

const option = (id: string, overrides: Override[], own: CommitmentFacts[] = [], more: Partial<OptionFacts> = {}): OptionFacts => ({
  id,
  name: id,
  recommended: false,
  costed: true,
  adopted: false,
  overrides,
  own,
  ...more,
});
const facts = (options: OptionFacts[]): OptionsFacts => ({
  authorityName: "Anyshire",
  decision: "What to buy",
  source: null,
  options,
  adoption: null,
  commitments: [beds, scheme],
  rates: new Map([["prices", rates]]),
  remaining: new Map(years.map((year) => [year, input(Exact.whole(1_000_000), "pounds")])),
});
const asked = { from: "2024/25", years: 3, unit: "pounds" as const, reference: null };
const shown = (table: ReturnType<typeof optionsTable>, key: string) => table.rows.find((row) => row.key === key)?.cells.map((cell) => cell.shown);
const value = (table: ReturnType<typeof optionsTable>, key: string, column: number) => table.rows.find((row) => row.key === key)?.cells[column]?.figure?.value ?? Exact.nil;

describe("the table", () => {
  const own = { ...scheme, id: "own", name: "Own" };
  const table = optionsTable(facts([option("A", []), option("B", [override("left out", "yes")], [own]), option("C", [override("left out", "yes")], [], { costed: false })]), asked);

  test("has each option's cost, its difference from things as they stand, and what would remain", () => {
    expect(shown(table, "asItStands:cost")).toEqual(["104,000.00", "114,400.00", "125,840.00", "344,240.00"]);
    expect(shown(table, "option:A:difference")).toEqual(["–", "–", "–", "–"]);
    expect(shown(table, "option:B:cost")).toEqual(["50,000.00", "50,000.00", "50,000.00", "150,000.00"]);
    expect(shown(table, "option:B:difference")).toEqual(["(54,000.00)", "(64,400.00)", "(75,840.00)", "(194,240.00)"]);
    // 1,000,000 with the 104,000 back and 50,000 taken off.
    expect(shown(table, "option:B:remaining")?.[0]).toBe("1,054,000.00");
  });

  test("knows what remains where an option leaves out what is not known", () => {
    const gap = { ...scheme, amounts: scheme.amounts.filter(({ year }) => year !== "2025/26") };
    const whole = new Map(years.map((year) => [year, input(Exact.whole(1_000_000), "pounds")] as const));
    const standing = new Map([
      ["scheme", [input(Exact.whole(50_000), "pounds"), null, input(Exact.whole(50_000), "pounds")]],
      ["other", years.map(() => input(Exact.whole(1), "pounds"))],
    ]);
    const of = {
      ...facts([option("A", [override("left out", "yes", "scheme")]), option("B", [override("occupancy", "0.5", "scheme")])]),
      commitments: [gap],
      standing,
      wholeBudget: whole,
    };
    const table = optionsTable(
      { ...of, remaining: new Map([...whole].filter(([year]) => year !== "2025/26").map(([year]) => [year, input(Exact.whole(949_999), "pounds")])) },
      asked,
    );
    // 1,000,000 less 1 of the other; as it stands and in B it is not known in 2025/26, though the budget is.
    expect(shown(table, "option:A:remaining")?.slice(0, 3)).toEqual(["999,999.00", "999,999.00", "999,999.00"]);
    expect(shown(table, "option:B:remaining")?.[1]).toBe("[x]");
    expect(table.notes.join(" ")).not.toContain("no budget is recorded");
    expect(table.notes).toContain("[x]: no amount is recorded, so it is not known, and neither is what would be worked out from it. That is not nil.");
  });

  test("has no cost in a year for which an amount is not stated, says so, and says for which years nothing lifts a price", () => {
    const gap = { ...scheme, amounts: scheme.amounts.filter(({ year }) => year !== "2025/26") };
    const of = {
      ...facts([option("A", [override("price", "900"), override("occupancy", "0.5", "scheme")])]),
      commitments: [beds, gap],
      seriesNames: new Map([["prices", "Prices"]]),
    };
    const table = optionsTable(of, { ...asked, years: 4 });
    for (const key of ["asItStands:cost", "option:A:cost", "option:A:difference"])
      expect(
        shown(table, key)?.map((cell) => cell === "[x]"),
        key,
      ).toEqual([false, true, false, true, true]);
    expect(table.notes).toContain("[x]: no amount is recorded, so it is not known, and neither is what would be worked out from it. That is not nil.");
    expect(table.notes).toContain("Prices states no uplift for 2027/28; prices are left unchanged there.");
    expect(optionsTable(facts([option("A", [override("price", "900")])]), asked).notes.join(" ")).not.toMatch(/no amount is recorded|no uplift/);
  });

  test("shows what is not costed as [x], and says so", () => {
    expect(shown(table, "option:C:cost")).toEqual(["[x]", "[x]", "[x]", "[x]"]);
    expect(shown(table, "option:C:difference")).toEqual(["[x]", "[x]", "[x]", "[x]"]);
    expect(table.notes.join(" ")).toContain("[x]: C is not costed.");
    const against = optionsTable(facts([option("A", []), option("C", [override("left out", "yes")], [], { costed: false })]), { ...asked, reference: "C" });
    expect(shown(against, "option:A:difference")).toEqual(["[x]", "[x]", "[x]", "[x]"]);
  });

  test("shows the figures of an option as [x] where its fact has changed so that they cannot be, and the others as they are", () => {
    const options = [option("A", [override("starts", "2025-04-01")]), option("B", [override("price", "500")])];
    const shorter = { ...beds, places: beds.places.map((each) => ({ ...each, endsOn: "2025-03-31" })) };
    const of = { ...facts(options), commitments: [shorter] };
    const table = optionsTable(of, asked);
    for (const key of ["cost", "difference", "remaining"]) expect(shown(table, `option:A:${key}`)).toEqual(["[x]", "[x]", "[x]", "[x]"]);
    expect(shown(table, "option:B:cost")).toEqual(["52,000.00", "–", "–", "52,000.00"]);
    expect(table.notes.join(" ")).toContain("[x]: the overrides of Beds in A cannot be applied. The places end on 2025-03-31");
    expect(shown(optionsTable(of, { ...asked, reference: "A" }), "option:B:difference")).toEqual(["[x]", "[x]", "[x]", "[x]"]);
  });

  test("compares with another option, and where nothing is touched with the first", () => {
    const against = optionsTable(facts([option("A", []), option("B", [override("left out", "yes")], [own])]), { ...asked, reference: "B" });
    expect(shown(against, "option:A:difference")?.[0]).toBe("54,000.00");
    expect(against.rows.some((row) => row.key === "option:B:difference")).toBe(false);
    const untouched = optionsTable(facts([option("A", [], [own]), option("B", [], [own, { ...own, id: "more" }])]), asked);
    expect(untouched.rows.some((row) => row.key.startsWith("asItStands"))).toBe(false);
    expect(shown(untouched, "option:B:difference")?.[0]).toBe("50,000.00");
  });

  test("every difference is exactly one cost less the other, and the facts stay as they are", () => {
    const any = fc.record({ price: fc.nat({ max: 99_999 }), places: fc.nat({ max: 99 }), occupancy: fc.integer({ min: 0, max: 100 }) });
    fc.assert(
      fc.property(any, any, (one, other) => {
        const of = ({ price, places, occupancy }: typeof one) => [
          override("price", String(price)),
          override("places", String(places)),
          override("occupancy", Exact.ratio(BigInt(occupancy), 100n).toString()),
        ];
        const before = JSON.stringify([beds, scheme]);
        const both = optionsTable(facts([option("A", of(one)), option("B", of(other))]), { ...asked, reference: "A" });
        for (const column of [0, 1, 2, 3]) {
          expect(value(both, "option:B:difference", column).equals(value(both, "option:B:cost", column).minus(value(both, "option:A:cost", column)))).toBe(true);
          if (column < 3) {
            const plain = figureOf(projectCommitment(readTerms(beds, rates, "x"), [years[column] as string])[0] ?? null);
            const left = Exact.whole(1_000_000)
              .plus(plain?.value ?? Exact.nil)
              .minus(value(both, "option:B:cost", column));
            expect(value(both, "option:B:remaining", column).equals(left)).toBe(true);
          }
        }
        expect(JSON.stringify([beds, scheme])).toBe(before);
      }),
      { numRuns: 60 },
    );
  });
});
