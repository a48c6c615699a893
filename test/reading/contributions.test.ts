// Contributions read out of the tables that partnerships keep: members with shares or amounts by year, and what pools cost.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { contributionsIn, inProportion } from "../../server/reading/contributions.ts";
import type { Choices } from "../../server/reading/proposal.ts";
import { targetOf } from "../../server/reading/targetOf.ts";
import { runs } from "../setup/samples.ts";
import { tableOf } from "./given.ts";

const read = (lines: readonly string[], choices: Choices = {}) => contributionsIn(tableOf(lines), choices);
const entries = (found: ReturnType<typeof read>) => found.entries.map(({ member, pool, year, value }) => [member || pool, year ?? "", value.toString()].join("|"));

describe("members' shares", () => {
  test.each([
    ["as percentages", ["Member|2025/26|2026/27", "Havering|50%|40%", "Barking|30.5%|35.5%", "Redbridge|19.5%|24.5%", "Total|100%|100%"]],
    ["as parts of 1", ["Partner|2025/26|2026/27", "Havering|0.5|0.4", "Barking|0.305|0.355", "Redbridge|0.195|0.245", "Total|1|1"]],
    [
      "a row a year",
      [
        "Cost sharing of the partnership||",
        "Council|Year|Share",
        "Havering|2025/26|50%",
        "Barking|2025/26|30.5%",
        "Redbridge|2025/26|19.5%",
        "Havering|2026/27|40%",
        "Barking|2026/27|35.5%",
        "Redbridge|2026/27|24.5%",
      ],
    ],
  ])("%s", (_name, lines) => {
    expect(targetOf(tableOf(lines))).toMatchObject({ as: "contributions", ask: null });
    const found = read(lines);
    expect(entries(found).sort()).toEqual([
      "Barking|2025/26|0.305",
      "Barking|2026/27|0.355",
      "Havering|2025/26|0.5",
      "Havering|2026/27|0.4",
      "Redbridge|2025/26|0.195",
      "Redbridge|2026/27|0.245",
    ]);
    expect(found).toMatchObject({ figures: "shares", years: ["2025/26", "2026/27"], refused: null });
    expect(found.asks).toEqual([{ about: "shares", question: "The shares add up to 100% in all 2 years or pools.", options: ["100%"], taken: "100%" }]);
  });

  test("that are 100% but for their rounding come in so that they are, and say it", () => {
    const found = read(["Member|Share of cost", "One|33.3%", "Two|33.3%", "Three|33.3%"]);
    expect(entries(found)).toEqual(["One||0.333333333334", "Two||0.333333333333", "Three||0.333333333333"]);
    expect(found.asks[0]?.question).toBe("As printed the shares add up to 100% but for their rounding (All: 99.9%): they are taken in proportion.");
  });

  test("that are not 100% are refused, with what they come to", () => {
    expect(read(["Member|2025/26|2026/27", "One|33.3%|60%", "Two|33.3%|40%", "Three|23.3%|0%", "Total|100%|100%"])).toMatchObject({
      entries: [],
      refused: "The shares have to add up to 100%. 2025/26: 89.9%.",
    });
  });

  test("in proportion are exactly one", () => {
    const values = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 20 }).filter((all) => all.some((each) => each > 0));
    fc.assert(
      fc.property(values, (all) => {
        const group = all.map((each) => ({ value: Exact.whole(each) }));
        const sum = group.reduce((total, { value }) => total.plus(value), Exact.nil);
        const parts = inProportion(group, sum);
        expect(parts.reduce((total, { value }) => total.plus(value), Exact.nil).equals(Exact.one)).toBe(true);
        expect(parts.every(({ value }) => !value.isNegative())).toBe(true);
      }),
      runs(1_000),
    );
  });
});

describe("amounts", () => {
  test("of members by year are read in their unit, with totals checked and left out, and shares left to the amounts", () => {
    const lines = ["Contributions, £000s|||", "Authority|2025/26|2026/27|Share", "Havering|500|520|50%", "Barking|300|310|30%", "Redbridge|200|210|20%", "Total|1,000|1,041|100%"];
    expect(targetOf(tableOf(lines)).as).toBe("contributions");
    const found = read(lines);
    expect(entries(found)).toContain("Havering|2026/27|520000");
    expect(found).toMatchObject({
      figures: "amounts",
      unit: "thousands",
      totals: [{ label: "Total", stated: [100_000_000, 104_100_000], computed: [100_000_000, 104_000_000], agrees: [true, true] }],
      columnsLeftOut: { Share: "shares follow from the amounts" },
      leftOut: [{ at: "row 6", label: "Total", why: "it is the sum of what stands above it" }],
    });
    const wrong = read([...lines.slice(0, 5), "Total|1,000|1,100|100%"]);
    expect(wrong.totals).toMatchObject([{ agrees: [true, false] }]);
  });

  test("of pools by year are what the pools cost", () => {
    const lines = ["Cost pool|2025/26|2026/27", "Placements|£1,000,000.50|£1,040,000", "Administration|£50,000|£51,000", "Total|£1,050,000.50|£1,091,000"];
    expect(targetOf(tableOf(lines)).as).toBe("contributions");
    expect(entries(read(lines))).toEqual(["Placements|2025/26|1000000.5", "Placements|2026/27|1040000", "Administration|2025/26|50000", "Administration|2026/27|51000"]);
  });

  test("without a year are asked of which", () => {
    expect(read(["Member|Contribution (£)", "One|1,000", "Two|2,000"]).asks).toMatchObject([{ about: "year" }]);
    expect(entries(read(["Member|Contribution (£)", "One|1,000", "Two|2,000"], { year: "2025/26" }))).toEqual(["One|2025/26|1000", "Two|2025/26|2000"]);
  });

  test("of a column for each pool are of all of them, where their total is beside them", () => {
    const lines = [
      "Contribution to pooled budget 2026/27 £000|||",
      "Partner|Residential|Fostering|Total",
      "Havering|120|50|170",
      "Essex|80|40|120",
      "ICB|40|10|50",
      "Total|240|100|340",
    ];
    const found = read(lines);
    expect(found.entries.map(({ member, pool, value }) => `${member}, ${pool}: ${value}`)).toEqual([
      "Havering, Residential: 120000",
      "Havering, Fostering: 50000",
      "Essex, Residential: 80000",
      "Essex, Fostering: 40000",
      "ICB, Residential: 40000",
      "ICB, Fostering: 10000",
    ]);
    expect(found).toMatchObject({
      years: ["2026/27"],
      asks: [],
      totals: [
        { label: "Total, Residential", stated: [24_000_000], agrees: [true] },
        { label: "Total, Fostering", stated: [10_000_000], agrees: [true] },
      ],
      columnsLeftOut: { Total: "it is the sum of other columns" },
    });
  });

  test("of several columns that nothing tells of are asked about, and never the first one alone", () => {
    const lines = ["Contributions 2026/27 £000||", "Partner|Residential|Fostering", "Havering|120|50", "Essex|80|40"];
    expect(read(lines)).toMatchObject({ entries: [], refused: null, asks: [{ about: "amount", options: ["Residential", "Fostering", "each is a pool"] }] });
    expect(read(lines, { amount: "Fostering" }).entries.map(({ pool, value }) => `${pool}: ${value}`)).toEqual([": 50000", ": 40000"]);
    expect(new Set(read(lines, { amount: "each is a pool" }).entries.map(({ pool }) => pool))).toEqual(new Set(["Residential", "Fostering"]));
    expect(read(["Cost pool|Budget 2026/27|Actual 2026/27", "Placements|£100|£90", "Transport|£50|£60"])).toMatchObject({
      asks: [{ about: "amount", options: ["Budget 2026/27", "Actual 2026/27"] }],
    });
    const shares = ["Partner|Residential share|Fostering share", "Havering|60%|50%", "Essex|40%|50%"];
    expect(read(shares).asks.map(({ about }) => about)).toEqual(["amount"]);
    expect(read(shares, { amount: "each is a pool" })).toMatchObject({ refused: null, entries: { length: 4 } });
  });
});
