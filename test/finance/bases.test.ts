// The ways of paying that the five reports describe: by the year, a fixed amount, support on top, used places alone; and draws on cost centres.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastCharged, projectCommitment, wholeCost } from "../../server/finance/commitment.ts";
import { derive } from "../../server/finance/derivation.ts";
import { Exact } from "../../server/finance/exact.ts";
import type { CommitmentFacts, MediumTermFacts } from "../../server/finance/facts.ts";
import { mediumTerm } from "../../server/finance/mediumTerm.ts";
import { checkTerms, type PlacesPeriod, type PricedTerms } from "../../server/finance/terms.ts";
import { figureOf } from "../../server/finance/unknown.ts";

const held = (places: number, startsOn: string, more: Partial<PlacesPeriod> = {}): PlacesPeriod => ({
  places,
  startsOn,
  endsOn: null,
  firstYearShare: null,
  lastYearShare: null,
  ...more,
});
const yearly: PricedTerms = {
  basis: "yearly price",
  price: Exact.decimal("131561"),
  weeksPerYear: null,
  partYear: "by months",
  places: [held(35, "2019-04-01")],
  uplift: null,
  endsOn: null,
  endYearShare: null,
};
const pounds = (terms: PricedTerms, years: string[]) => projectCommitment(terms, years).map((figure) => figure.value.toString());
const workings = (terms: PricedTerms, year: string) => derive(projectCommitment(terms, [year])[0] as never).workings;

describe("bases", () => {
  test("a yearly price: Havering's 35 places at the printed average are £4,604,635 a year, and half of that from October", () => {
    expect(pounds(yearly, ["2019/20", "2020/21"])).toEqual(["4604635", "4604635"]);
    expect(workings({ ...yearly, places: [held(35, "2019-10-01")] }, "2019/20")).toBe("35 places × £131,561.00 a year × 0.5 year");
  });

  test("a fixed amount a year is paid whatever is used, and lifted as a price is", () => {
    const fixed: PricedTerms = {
      ...yearly,
      basis: "fixed by year",
      price: Exact.decimal("70000"),
      places: [held(1, "2022-04-01", { endsOn: "2024-09-30" })],
      uplift: { baseYear: "2022/23", firstYearUplifted: false, rates: new Map([["2023/24", Exact.decimal("0.05")]]) },
    };
    checkTerms(fixed, "terms");
    expect(pounds(fixed, ["2021/22", "2022/23", "2023/24", "2024/25"])).toEqual(["0", "70000", "73500", "36750"]);
    expect(workings(fixed, "2023/24")).toBe("£70,000.00 a year × 1.05 (2023/24 uplift)");
  });

  test("support stands on top of the base price, on a sliding scale, for some of the places", () => {
    const terms: PricedTerms = {
      ...yearly,
      basis: "weekly price",
      weeksPerYear: "52 weeks",
      price: Exact.decimal("2000"),
      places: [
        held(4, "2024-04-01"),
        held(2, "2024-04-01", { volume: "support", label: "high support", price: Exact.decimal("800"), endsOn: "2025-03-31" }),
        held(2, "2025-04-01", { volume: "support", label: "medium support", price: Exact.decimal("300") }),
      ],
    };
    checkTerms(terms, "terms");
    // 4 × 2,000 × 52 = 416,000; 2 × 800 × 52 = 83,200; 2 × 300 × 52 = 31,200
    expect(pounds(terms, ["2024/25", "2025/26"])).toEqual(["499200", "447200"]);
    expect(workings(terms, "2024/25")).toBe("4 places × £2,000.00 a week × 52 weeks + 2 places (high support) × £800.00 a week × 52 weeks");
  });

  test("while it scales up, used places alone are paid for, and never more than there are", () => {
    const used: PricedTerms = {
      ...yearly,
      mostPlaces: 35,
      places: [
        held(10, "2019-04-01", { volume: "used", endsOn: "2019-09-30" }),
        held(20, "2019-10-01", { volume: "used", endsOn: "2020-03-31" }),
        held(35, "2020-04-01", { volume: "used" }),
      ],
    };
    checkTerms(used, "terms");
    // 131,561 × (10 + 20) / 2, then × 35
    expect(pounds(used, ["2019/20", "2020/21"])).toEqual(["1973415", "4604635"]);
    expect(() => checkTerms({ ...used, places: [...used.places, held(1, "2020-04-01")] }, "terms")).toThrow(/36 places, more than the 35 that exist/);
  });

  test("a commitment's last charged day is the earlier of its own and its places', and its whole cost runs to it or to what it is under", () => {
    const ending = { ...yearly, places: [held(1, "2019-04-01", { endsOn: "2020-03-31" }), held(1, "2019-04-01", { endsOn: "2021-03-31" })] };
    expect(lastCharged(ending)).toBe("2021-03-31");
    expect(lastCharged({ ...ending, endsOn: "2020-06-30" })).toBe("2020-06-30");
    expect(lastCharged(yearly)).toBeNull();
    expect(figureOf(wholeCost(ending))?.value.toString()).toBe(String(131_561 * 3));
    expect(figureOf(wholeCost(yearly, "2027-03-31"))?.value.toString()).toBe(String(4_604_635 * 8));
    // To the end of September of the second year: one and a half.
    expect(figureOf(wholeCost(yearly, "2020-09-30"))?.value.toString()).toBe(String(4_604_635 * 1.5));
    // Without any end it comes to no amount.
    expect(wholeCost(yearly)).toEqual({ kind: "unknown", why: "It has no end, and neither has what it is bought under." });
  });
});

describe("draws on cost centres", () => {
  const commitment = (id: string, draws: CommitmentFacts["draws"], thousands: number, places: CommitmentFacts["places"] = []): CommitmentFacts => ({
    id,
    name: id,
    status: "approved",
    basis: "amounts by year",
    weeklyRatePounds: null,
    weeksPerYear: null,
    partYear: null,
    priceBaseYear: null,
    firstYearUplifted: false,
    endsOn: null,
    endYearShare: null,
    upliftSeriesId: null,
    places,
    amounts: [{ year: "2024/25", amountPence: thousands * 100_000 }],
    draws: draws ?? [],
  });
  const facts = (commitments: CommitmentFacts[]): MediumTermFacts => ({
    authorityName: "Anyshire",
    versionName: "Draft",
    source: null,
    firstYear: "2024/25",
    yearCount: 1,
    costCentres: ["North", "South"].map((name) => ({ id: name, name, serviceGroup: "Homes" })),
    lines: [
      { costCentreId: "North", year: "2024/25", amountPence: 100_000_000 },
      { costCentreId: "South", year: "2024/25", amountPence: 50_000_000 },
    ],
    commitments,
    upliftSeries: [],
    printed: [],
  });
  const options = { from: "2024/25", years: 1, unit: "thousands" as const, editable: false };

  test("fall where they are drawn, leave what is left there, and are deducted once from the total", () => {
    const table = mediumTerm(
      facts([
        commitment(
          "Shared",
          [
            { costCentreId: "North", drawnShare: "0.6" },
            { costCentreId: "South", drawnShare: "0.4" },
          ],
          200,
        ),
        commitment("Whole", [], 50),
      ]),
      { ...options, byCostCentre: true },
    );
    const rows = table.rows.map((row) => [row.label, row.cells[0]?.shown]);
    expect(rows).toEqual([
      ["North", "1,000"],
      ["Shared", "(120)"],
      ["Left in North", "880"],
      ["South", "500"],
      ["Shared", "(80)"],
      ["Left in South", "420"],
      ["Total Homes", "1,500"],
      ["Total budget", "1,500"],
      ["Shared", "(200)"],
      ["Whole", "(50)"],
      ["Remaining unallocated budget", "1,250"],
    ]);
    expect(table.rows[1]?.cells[0]?.derivation?.workings).toBe("–(Shared £200,000.00 × 60%)");
    expect(table.notes).toContain("What is drawn from a cost centre is shown there and deducted once, from the total.");
  });

  test("whatever is drawn from where, the totals are those of the table without draws", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.nat({ max: 9_999 })), { maxLength: 6 }), (drawn) => {
        const commitments = drawn.map(([share, thousands], index) =>
          commitment(
            `C${index}`,
            [
              { costCentreId: "North", drawnShare: Exact.ratio(BigInt(share), 100n).toString() },
              { costCentreId: "South", drawnShare: Exact.ratio(BigInt(100 - share), 100n).toString() },
            ],
            thousands,
          ),
        );
        const [plain, split] = [false, true].map((byCostCentre) => mediumTerm(facts(commitments), { ...options, byCostCentre }));
        const value = (table: typeof plain, key: string) => table?.rows.find((row) => row.key === key)?.cells[0]?.figure?.value ?? Exact.nil;
        for (const key of ["total", "remaining"]) expect(value(plain, key).equals(value(split, key))).toBe(true);
        const left = ["North", "South"].map((id) => (split?.rows.some((row) => row.key === `left:${id}`) ? value(split, `left:${id}`) : value(split, `costCentre:${id}`)));
        expect((left[0] as Exact).plus(left[1] as Exact).equals(value(split, "remaining"))).toBe(true);
      }),
    );
  });

  test("places that replace others are told of: the day after, later, or both at once", () => {
    const solo: CommitmentFacts = {
      ...commitment("Solo", [], 0),
      basis: "yearly price",
      yearlyRatePounds: "100",
      partYear: "by months",
      amounts: [],
      places: [{ places: 9, startsOn: "2023-10-01", endsOn: "2026-09-30", firstYearShare: null, lastYearShare: null }],
    };
    const group = (startsOn: string): CommitmentFacts => ({
      ...solo,
      id: "Group",
      name: "Group",
      places: [{ places: 9, startsOn, endsOn: null, firstYearShare: null, lastYearShare: null, replacesId: "Solo" }],
    });
    const note = (startsOn: string) => mediumTerm(facts([solo, group(startsOn)]), options).notes.find((each) => each.startsWith("Group replaces"));
    expect(note("2026-10-01")).toBe("Group replaces Solo from 1 October 2026, the day after it ends.");
    expect(note("2026-10-11")).toBe("Group replaces Solo from 11 October 2026, 10 days after it ends.");
    expect(note("2026-09-01")).toBe("Group replaces Solo from 1 September 2026, and it runs on to 30 September 2026: both are charged meanwhile.");
  });
});
