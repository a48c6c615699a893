// Contributions: each cost pool on its own basis, what pays first, and parts that add up in whatever they are rounded to.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ContributionFacts, contribution, contributionTable } from "../../server/finance/contributions.ts";
import { Exact } from "../../server/finance/exact.ts";
import { input, named } from "../../server/finance/figure.ts";
import { yearsFrom } from "../../server/finance/financialYear.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { checkPartnership, type PartnershipFacts } from "../../server/finance/partnership.ts";
import { UpliftGaps } from "../../server/finance/upliftGaps.ts";

const years = yearsFrom("2019/20", 4);
const partners = ["A", "B", "C", "Without"].map((name) => ({ id: name.toLowerCase(), name, shares: name !== "Without" }));
const pool = (id: string, basis: ContributionFacts["pools"][number]["basis"]) => ({ id, name: id, kind: "other" as const, basis });
const facts: ContributionFacts = {
  name: "Three",
  source: null,
  firstYear: "2019/20",
  yearCount: 4,
  roundToPence: 1,
  settledBy: "places allocated",
  internalPricePounds: null,
  outsidePricePounds: null,
  outsideFeePounds: null,
  partners,
  pools: [],
  amounts: [],
  weights: [],
  grants: [],
  fees: [],
  allocations: [],
  committed: new Map(),
  bedWeeks: new Map(),
  upliftGaps: new UpliftGaps(),
};
const each = (poolId: string, pounds: number) => years.map((year) => ({ poolId, year, amountPence: pounds * 100 }));
const table = (of: ContributionFacts, unit: "pounds" | "thousands" = "pounds") => contributionTable(of, { from: "2019/20", years: 4, unit });
const shown = (of: ContributionFacts, key: string) =>
  table(of)
    .rows.find((row) => row.key === key)
    ?.cells.map((cell) => cell.shown);

describe("by hand", () => {
  test("pools are shared each on its own basis, and a member without a share is asked for nothing", () => {
    const of: ContributionFacts = {
      ...facts,
      pools: [pool("Beds", "places allocated"), pool("Office", "equal"), pool("Legal", "stated shares")],
      amounts: [...each("Beds", 1_000), ...each("Office", 100), ...each("Legal", 10)],
      weights: [
        ...["5", "3", "2"].map((weight, index) => ({ poolId: "Beds", partnerId: "abc"[index] as string, fromYear: null, weight })),
        ...["0.5", "0.25", "0.25"].map((weight, index) => ({ poolId: "Legal", partnerId: "abc"[index] as string, fromYear: null, weight })),
      ],
    };
    expect(shown(of, "share:Beds:b")).toEqual(["300.00", "300.00", "300.00", "300.00"]);
    // £100 among three: £33.34 to the first, then to the second, then to the third, and again.
    expect(shown(of, "share:Office:a")).toEqual(["33.34", "33.33", "33.33", "33.34"]);
    expect(shown(of, "share:Office:b")).toEqual(["33.33", "33.34", "33.33", "33.33"]);
    expect(shown(of, "share:Legal:a")).toEqual(["5.00", "5.00", "5.00", "5.00"]);
    expect(shown(of, "partner:a")).toEqual(["538.34", "538.33", "538.33", "538.34"]);
    expect(shown(of, "partner:without")).toEqual(["no share", "no share", "no share", "no share"]);
    expect(shown(of, "total")).toEqual(["1,110.00", "1,110.00", "1,110.00", "1,110.00"]);
  });

  test("a grant comes first, is carried on, and an awaited one is told of and not counted; fees come next", () => {
    const of: ContributionFacts = {
      ...facts,
      pools: [pool("Office", "equal")],
      amounts: each("Office", 90),
      grants: [
        { poolId: "Office", name: "Start-up grant", year: "2019/20", amountPence: 15_000, condition: "none" },
        { poolId: "Office", name: "Further grant", year: "2020/21", amountPence: 5_000, condition: "awaited" },
      ],
      fees: [{ poolId: "Office", buyer: "Elsewhere", year: "2021/22", amountPence: 3_000 }],
    };
    // £150 pays £90 and £60; then £30 is left of the second year, and £60 of the third.
    expect(shown(of, "grant:Office")).toEqual(["(90.00)", "(60.00)", "–", "–"]);
    expect(shown(of, "fee:Office")).toEqual(["–", "–", "(30.00)", "–"]);
    expect(shown(of, "toShare:Office")).toEqual(["–", "30.00", "60.00", "90.00"]);
    expect(shown(of, "share:Office:c")).toEqual(["–", "10.00", "20.00", "30.00"]);
    expect(table(of).notes.join(" ")).toContain("Further grant, £50.00 in 2020/21, depends on a condition that has yet to be met, and is not counted.");
    const met = { ...of, grants: of.grants.map((grant) => ({ ...grant, condition: "met" as const })) };
    expect(shown(met, "toShare:Office")).toEqual(["–", "–", "40.00", "90.00"].map((text, index) => (index === 1 ? "–" : index === 2 ? "40.00" : text)));
  });

  test("in whole £10 each year adds up, and what is rounded away comes back", () => {
    const of: ContributionFacts = { ...facts, roundToPence: 1_000, pools: [pool("Office", "equal")], amounts: each("Office", 104) };
    // Running: 104, 208, 312, 416 to the nearest £10 is 100, 210, 310, 420.
    expect(shown(of, "toShare:Office")).toEqual(["100.00", "110.00", "100.00", "110.00"]);
    // A third of each: 33.33, 70, 103.33 and 140, in whole £10 with what is left over to the first: 40, 70, 110 and 140.
    expect(shown(of, "share:Office:a")).toEqual(["40.00", "30.00", "40.00", "30.00"]);
    expect(table(of).notes.join(" ")).toContain("in whole amounts of £10.00");
    expect(table(of).notes.join(" ")).toContain(
      "what is shared of Office is £4.00 less by the end of 2019/20, £2.00 more by the end of 2020/21, £2.00 less by the end of 2021/22 and £4.00 more by the end of 2022/23 than is to be paid",
    );
  });

  test("in whole £1,000 what the rounding of the total asks ahead is said, since a large share bears most of it", () => {
    const of: ContributionFacts = {
      ...facts,
      roundToPence: 100_000,
      pools: [pool("Beds", "places allocated")],
      amounts: [{ poolId: "Beds", year: "2019/20", amountPence: 9_950_000 }],
      weights: [
        { poolId: "Beds", partnerId: "a", fromYear: null, weight: "0.9" },
        { poolId: "Beds", partnerId: "b", fromYear: null, weight: "0.1" },
      ],
    };
    // 0.9 of £99,500 is £89,550.
    expect(shown(of, "share:Beds:a")?.[0]).toBe("90,000.00");
    const one = contributionTable(of, { from: "2019/20", years: 1, unit: "pounds" });
    expect(one.notes).toContain(
      "In whole amounts of £1,000.00, what is shared of Beds is £500.00 more by the end of 2019/20 than is to be paid; a member may be further than £1,000.00 from its exact share of that.",
    );
    expect(table({ ...of, roundToPence: 1 }).notes.join(" ")).not.toContain("than is to be paid");
  });

  test("weights hold from their year on", () => {
    const of: ContributionFacts = {
      ...facts,
      pools: [pool("Beds", "population")],
      amounts: each("Beds", 100),
      weights: [
        { poolId: "Beds", partnerId: "a", fromYear: null, weight: "1" },
        { poolId: "Beds", partnerId: "b", fromYear: null, weight: "1" },
        { poolId: "Beds", partnerId: "b", fromYear: "2021/22", weight: "3" },
      ],
    };
    expect(shown(of, "share:Beds:b")).toEqual(["50.00", "50.00", "75.00", "75.00"]);
    expect(shown(of, "share:Beds:c")).toEqual(["no share", "no share", "no share", "no share"]);
  });

  test("by bed-weeks used, a year in which nobody used any is not shared, and says so", () => {
    const used = new Map([
      [
        "2019/20",
        new Map([
          ["a", Exact.ratio(91n, 7n)],
          ["b", Exact.whole(39)],
        ]),
      ],
    ]);
    const of: ContributionFacts = { ...facts, pools: [pool("Beds", "bed-weeks used")], amounts: [{ poolId: "Beds", year: "2019/20", amountPence: 5_200 }], bedWeeks: used };
    // 13 and 39 of 52 weeks.
    expect(shown(of, "share:Beds:a")?.[0]).toBe("13.00");
    expect(shown(of, "share:Beds:b")?.[0]).toBe("39.00");
    const unused = { ...of, amounts: each("Beds", 52) };
    expect(shown(unused, "share:Beds:a")).toEqual(["13.00", "[x]", "[x]", "[x]"]);
    expect(table(unused).notes.join(" ")).toContain("Beds is not shared: nobody has a weight in it for 2020/21, 2021/22, 2022/23. Record the places used");
  });

  test("a part that is not known is [x] in every total that it is of, whatever years are asked for", () => {
    const used = new Map([
      [
        "2019/20",
        new Map([
          ["a", Exact.whole(2)],
          ["b", Exact.one],
        ]),
      ],
    ]);
    const of: ContributionFacts = { ...facts, pools: [pool("Beds", "bed-weeks used"), pool("Office", "equal")], bedWeeks: used };
    const costly = { ...of, amounts: [...years.map((year, index) => ({ poolId: "Beds", year, amountPence: index < 2 ? 10_001 : 0 })), ...each("Office", 30)] };
    // £100.01 by 2 and 1 bed-weeks.
    expect(["a", "b", "c"].map((id) => shown(costly, `share:Beds:${id}`))).toEqual([
      ["66.67", "[x]", "–", "–"],
      ["33.34", "[x]", "–", "–"],
      ["–", "[x]", "–", "–"],
    ]);
    expect(shown(costly, "share:Beds:without")).toEqual(["no share", "no share", "no share", "no share"]);
    expect(shown(costly, "partner:a")).toEqual(["76.67", "[x]", "10.00", "10.00"]);
    expect(shown(costly, "total")).toEqual(["130.01", "[x]", "30.00", "30.00"]);
    expect(table(costly).notes.join(" ")).toContain("Beds is not shared: nobody has a weight in it for 2020/21.");
    expect(table(costly).notes.join(" ")).not.toContain("may not sum");
    expect(contribution(costly, "Beds", "a", "2019/20")?.value.toString()).toBe("66.67");
    expect(contribution(costly, "Beds", "a", "2020/21")).toBeNull();
    const nobody = { ...costly, bedWeeks: new Map() };
    expect(shown(nobody, "share:Beds:a")).toEqual(["[x]", "[x]", "–", "–"]);
  });

  test("a year without a cost is not known, nor what is left of a grant after it, and a credit is shared as a charge is", () => {
    const of: ContributionFacts = {
      ...facts,
      pools: [pool("Beds", "equal"), pool("Office", "equal")],
      amounts: [
        { poolId: "Beds", year: "2019/20", amountPence: -10_001 },
        { poolId: "Beds", year: "2021/22", amountPence: 30_000 },
        { poolId: "Beds", year: "2022/23", amountPence: 30_000 },
        ...each("Office", 30),
      ],
      grants: [{ poolId: "Beds", name: "Grant", year: "2019/20", amountPence: 15_000, condition: "none" }],
    };
    // Of a credit the grant pays nothing, and what it pays of 2020/21 is not known: nor then what is left of it.
    expect(shown(of, "grant:Beds")).toEqual(["–", "[x]", "[x]", "[x]"]);
    // –£100.01 among three: £33.34, £33.34 and £33.33 back.
    expect(["a", "b", "c"].map((id) => shown(of, `share:Beds:${id}`))).toEqual([
      ["(33.34)", "[x]", "[x]", "[x]"],
      ["(33.34)", "[x]", "[x]", "[x]"],
      ["(33.33)", "[x]", "[x]", "[x]"],
    ]);
    expect(shown(of, "total")).toEqual(["(70.01)", "[x]", "[x]", "[x]"]);
    expect(table(of).notes).toContain(
      "[x]: no cost of Beds is recorded for 2020/21, or a commitment in it states none. That is not nil: state an amount for each year, nil where there is none.",
    );
    expect(table(of).notes).toContain("[x]: what is left of grants and fees of Beds for 2021/22 and 2022/23 depends on what is not known before.");
    // Without a grant it is known what there is to share later, and not who makes up for the penny of the year that is not known.
    expect(shown({ ...of, grants: [] }, "toShare:Beds")).toEqual(["(100.01)", "[x]", "300.00", "300.00"]);
    expect(shown({ ...of, grants: [] }, "share:Beds:a")).toEqual(["(33.34)", "[x]", "[x]", "[x]"]);
    expect(table({ ...of, grants: [] }).notes).toContain(
      "[x]: the members' parts of Beds for 2021/22 and 2022/23 are not known while 2020/21 is not: each makes up for what was rounded before it.",
    );
    // A pool of which nothing is recorded costs nobody knows what; one with commitments alone costs them.
    expect(shown({ ...of, amounts: each("Office", 30) }, "cost:Beds")).toEqual(["[x]", "[x]", "[x]", "[x]"]);
    const committed = new Map([["Beds", new Map(years.map((year) => [year, named("Homes", input(Exact.whole(9), "pounds"))]))]]);
    expect(shown({ ...of, amounts: each("Office", 30), grants: [], committed }, "cost:Beds")).toEqual(["9.00", "9.00", "9.00", "9.00"]);
  });

  test("what stands before the first year is carried into it, whatever years are asked for", () => {
    const of: ContributionFacts = {
      ...facts,
      firstYear: "2020/21",
      pools: [pool("Office", "equal")],
      amounts: [{ poolId: "Office", year: "2020/21", amountPence: 10_000 }],
      grants: [{ poolId: "Office", name: "Early", year: "2019/20", amountPence: 4_000, condition: "none" }],
      fees: [{ poolId: "Office", buyer: "Elsewhere", year: "2019/20", amountPence: 100 }],
    };
    const total = (from: string, column: number) => contributionTable(of, { from, years: 2, unit: "pounds" }).rows.find((row) => row.key === "total")?.cells[column]?.shown;
    // 100 - 40 - 1.
    expect([total("2018/19", 1), total("2019/20", 1), total("2020/21", 0)]).toEqual(["–", "59.00", "59.00"]);
    expect(contribution(of, "Office", "b", "2020/21")?.value.toString()).toBe("19.67");
  });

  test("commitments in a pool are part of its cost, exactly, and each share says how it was made", () => {
    const cost = named("Beds for nine", input(Exact.ratio(100n, 3n), "pounds"));
    const of: ContributionFacts = { ...facts, pools: [pool("Beds", "equal")], committed: new Map([["Beds", new Map(years.map((year) => [year, cost]))]]) };
    // Thirds of a penny are not lost: 33.33, 66.67, 100.00, 133.33 on the running total.
    expect(shown(of, "toShare:Beds")).toEqual(["33.33", "33.34", "33.33", "33.33"]);
    const row = table(of).rows.find((each) => each.key === "share:Beds:a");
    expect(row?.cells[0]?.derivation?.workings).toBe("Beds to be shared £33.33 × 1 member ÷ 3 members, settled on the running total");
    expect(contribution(of, "Beds", "a", "2019/20")?.value.toString()).toBe("11.11");
    expect(contribution(of, "Beds", "without", "2019/20")).toBeNull();
  });

  test("what is shown in thousands owes a note where it does not add up", () => {
    const of: ContributionFacts = { ...facts, pools: [pool("Office", "equal")], amounts: each("Office", 1_400) };
    // 467 (£000s: 0) three times, where 1,400 is shown as 1.
    expect(table(of, "thousands").notes.join(" ")).toContain("Figures may not sum due to rounding");
    expect(table(of).notes.join(" ")).not.toContain("may not sum");
  });
});

describe("any partnership", () => {
  const any = fc.record({
    amounts: fc.array(fc.nat({ max: 999_999_999 }), { minLength: 4, maxLength: 4 }),
    grants: fc.array(fc.nat({ max: 99_999_999 }), { minLength: 4, maxLength: 4 }),
    weights: fc.array(fc.nat({ max: 40 }), { minLength: 3, maxLength: 3 }).filter((weights) => weights.some((weight) => weight > 0)),
    roundToPence: fc.constantFrom(1, 100, 1_000, 100_000),
  });
  const factsOf = ({ amounts, grants, weights, roundToPence }: { amounts: number[]; grants: number[]; weights: number[]; roundToPence: number }): ContributionFacts => ({
    ...facts,
    roundToPence,
    pools: [pool("Beds", "places allocated"), pool("Office", "equal")],
    amounts: amounts.flatMap((amountPence, index) => [
      { poolId: "Beds", year: years[index] as string, amountPence },
      { poolId: "Office", year: years[index] as string, amountPence: amountPence % 1_000_003 },
    ]),
    grants: grants.map((amountPence, index) => ({ poolId: "Beds", name: `Grant ${index}`, year: years[index] as string, amountPence, condition: "none" })),
    weights: weights.map((weight, index) => ({ poolId: "Beds", partnerId: "abc"[index] as string, fromYear: null, weight: String(weight) })),
  });
  const value = (of: ContributionFacts, key: string, column: number) => table(of).rows.find((row) => row.key === key)?.cells[column]?.figure?.value ?? Exact.nil;

  test("the members' parts are what is to be shared, and their contributions the total, in every year and whole unit", () => {
    fc.assert(
      fc.property(any, (given) => {
        const of = factsOf(given);
        for (const column of years.keys()) {
          for (const id of ["Beds", "Office"]) {
            const parts = partners.map((partner) => value(of, `share:${id}:${partner.id}`, column));
            expect(parts.reduce((sum, part) => sum.plus(part), Exact.nil).equals(value(of, `toShare:${id}`, column))).toBe(true);
            expect(parts.every((part) => part.times(Exact.ratio(100n, BigInt(given.roundToPence))).reduced().denominator === 1n)).toBe(true);
          }
          const members = partners.map((partner) => value(of, `partner:${partner.id}`, column));
          expect(members.reduce((sum, part) => sum.plus(part), Exact.nil).equals(value(of, "total", column))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("what is shown of a year does not depend on the years that are asked for", () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 3 }), (given, from) => {
        const of = factsOf(given);
        const some = contributionTable(of, { from: years[from] as string, years: 1, unit: "pounds" });
        const whole = table(of);
        for (const row of some.rows) {
          const all = whole.rows.find((each) => each.key === row.key);
          if (all) expect(row.cells[0]?.shown).toBe(all.cells[from]?.shown);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("partnerships that cannot be", () => {
  const good: PartnershipFacts = { ...facts, pools: [pool("Beds", "places allocated")], weights: [{ poolId: "Beds", partnerId: "a", fromYear: null, weight: "1" }] };
  test.each<[string, Partial<PartnershipFacts>, string, RegExp]>([
    ["a member listed twice", { partners: [...partners, { id: "z", name: "a", shares: true }] }, "partners[4].name", /a is listed twice/],
    ["a pool listed twice", { pools: [pool("Beds", "equal"), pool("beds", "equal")], weights: [] }, "pools[1].name", /beds is listed twice/],
    ["no members", { partners: [] }, "partners", /Name the members/],
    ["shares that sum to nothing", { weights: [{ poolId: "Beds", partnerId: "a", fromYear: null, weight: "0" }] }, "pools[0].weights", /sum to nothing/],
    ["no shares at all", { weights: [] }, "pools[0].weights", /sum to nothing/],
    [
      "stated shares of 99%",
      { pools: [pool("Beds", "stated shares")], weights: [{ poolId: "Beds", partnerId: "a", fromYear: null, weight: "0.99" }] },
      "pools[0].weights",
      /add up to 99%/,
    ],
    [
      "two weights of one member from one year",
      { weights: ["1", "2"].map((weight) => ({ poolId: "Beds", partnerId: "a", fromYear: "2020/21", weight })) },
      "weights[1].fromYear",
      /A has two weights in Beds from 2020\/21/,
    ],
    [
      "one authority as two members",
      { partners: partners.map((partner, index) => ({ ...partner, memberId: index < 2 ? "one" : null })) },
      "partners[1].memberId",
      /B and A are one authority/,
    ],
    ["a weight below nil", { weights: [{ poolId: "Beds", partnerId: "a", fromYear: null, weight: "-1" }] }, "pools[0].weights", /negative/],
    ["a weight of one without a share", { weights: [{ poolId: "Beds", partnerId: "without", fromYear: null, weight: "1" }] }, "pools[0].weights", /carries no share/],
    ["weights where none are needed", { pools: [pool("Beds", "equal")] }, "pools[0].basis", /needs no weights/],
    ["a negative price", { internalPricePounds: "-1" }, "internalPricePounds", /cannot be negative/],
    ["a rounding of 7 pence", { roundToPence: 7 }, "roundToPence", /1, 100, 1000 or 100000/],
    ["31 years", { yearCount: 31 }, "yearCount", /1 to 30/],
    ["a negative grant", { grants: [{ poolId: "Beds", name: "G", year: "2019/20", amountPence: -1, condition: "none" }] }, "grants[0].amountPence", /negative/],
    ["two costs in a year", { amounts: [...each("Beds", 1), ...each("Beds", 1)] }, "amounts[4].year", /two amounts/],
    [
      "places that end before they start",
      { allocations: [{ partnerId: "a", places: 1, startsOn: "2019-04-01", endsOn: "2019-03-31" }] },
      "allocations[0].endsOn",
      /before they start/,
    ],
    [
      "29 February in a common year",
      { allocations: [{ partnerId: "a", places: 1, startsOn: "2019-02-29", endsOn: null }] },
      "allocations[0].startsOn",
      /February 2019 has 28 days/,
    ],
  ])("%s", (_, change, field, message) => {
    const check = () => checkPartnership({ ...good, ...change }, "input");
    expect(check).toThrow(InputError);
    expect(check).toThrow(expect.objectContaining({ field: `input.${field}` }));
    expect(check).toThrow(message);
  });
});
