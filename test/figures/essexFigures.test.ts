// Essex's figures outside its table, and Sefton's savings: each is worked out from the report's own inputs, and where the report prints another, it is shown to.
import { describe, expect, test } from "vitest";
import { projectCommitment } from "../../server/finance/commitment.ts";
import { Exact } from "../../server/finance/exact.ts";
import { input, sum } from "../../server/finance/figure.ts";
import { monthsBetween } from "../../server/finance/partYear.ts";
import type { PricedTerms } from "../../server/finance/terms.ts";
import figures from "./essex.json" with { type: "json" };
import sefton from "./sefton.json" with { type: "json" };

const figure = (what: string) => figures.figures.find((each) => each.what.includes(what)) as (typeof figures.figures)[number] & { inputs?: Record<string, number | string> };
const beds = (rate: string, startsOn: string, firstYearShare: Exact | null): PricedTerms => ({
  basis: "weekly price",
  price: Exact.decimal(rate),
  weeksPerYear: "52.14 weeks",
  partYear: "stated",
  places: [{ places: 9, startsOn, endsOn: null, firstYearShare, lastYearShare: null }],
  uplift: null,
  endsOn: null,
  endYearShare: null,
});
const together = (startsOn: string, share: Exact | null) =>
  sum([...projectCommitment(beds("14000.00", startsOn, share), ["2023/24"]), ...projectCommitment(beds("5963.00", startsOn, share), ["2023/24"])]).value;
/** Pounds as "£4.7m". */
const inMillions = (pounds: Exact) => `£${Number(pounds.times(Exact.ratio(1n, 1_000_000n)).rounded(1)) / 10}m`;
/** A share as "5.5%", half-up. */
const percent = (part: number, whole: number) => `${Number(Exact.ratio(BigInt(part) * 100n, BigInt(whole)).rounded(1)) / 10}%`;

test("6.1.4: eighteen beds for the last six months of 2023/24 come to £4,683,918.69, printed £4.7m", () => {
  const exact = together("2023-10-01", Exact.decimal("0.5"));
  expect(exact.toString()).toBe(figure("last six months").exact);
  expect(inMillions(exact)).toBe(figure("last six months").expected);
});

test("6.1.4: the same for a full year is £9,367,837.38, which is £9.4m and not the £9.3m printed", () => {
  const printed = figure("the same for a full year");
  const exact = together("2023-04-01", null);
  expect(exact.toString()).toBe(printed.exact);
  expect(printed.gap).toBe(true);
  expect(inMillions(exact)).toBe("£9.4m");
  expect(inMillions(exact)).not.toBe(printed.expected);
});

test("3.18: 63 of 1,150 children are 5.5%, not the 5.6% printed", () => {
  const printed = figure("children in care in mainstream");
  expect(percent(printed.inputs?.part as number, printed.inputs?.whole as number)).toBe("5.5%");
  // 63 / 1,150 = 0.054782…
  expect(`${Number(Exact.ratio(63n * 100n, 1_150n).rounded(3)) / 1_000}%`).toBe(printed.exact);
  expect(printed.gap).toBe(true);
  expect(printed.expected).toBe("5.6%");
});

test("3.21: 18 of 63 placements are 28.6%, not a third", () => {
  const printed = figure("18 block beds");
  expect(percent(printed.inputs?.part as number, printed.inputs?.whole as number)).toBe("28.6%");
  expect(percent(printed.inputs?.part as number, printed.inputs?.whole as number)).toBe(printed.exact);
  expect(printed.gap).toBe(true);
  // A third is 33% in whole per cent, and 18 / 63 = 2 / 7 is 29%.
  const wholePercent = (part: bigint, whole: bigint) => Exact.ratio(part * 100n, whole).rounded(0);
  expect([wholePercent(18n, 63n), wholePercent(1n, 3n)]).toEqual([29n, 33n]);
});

test("Option 2: 10% of the current £15,323,000 is £1,532,300, not the £1.52m printed", () => {
  const printed = figure("10% of current");
  const share = Exact.whole(printed.inputs?.spend as number).times(Exact.decimal(printed.inputs?.share as string));
  expect(share.toString()).toBe(printed.exact);
  const toTwoPlaces = (pounds: Exact) => `£${Number(pounds.times(Exact.ratio(1n, 1_000_000n)).rounded(2)) / 100}m`;
  expect(toTwoPlaces(share)).toBe("£1.53m");
  expect(printed.gap).toBe(true);
  expect(printed.expected).toBe("£1.52m");
  // 10% of the 2024/25 draft, 15,219,000, is what rounds to £1.52m.
  expect(toTwoPlaces(Exact.whole(15_219_000).times(Exact.decimal("0.10")))).toBe("£1.52m");
});

test("2.1 and 6.1.6: the table charges group beds for 42 months, not for three years", () => {
  const printed = figure("longest term of the group beds");
  const months = monthsBetween("2023-10-01", "2027-03-31");
  expect(`${months.toString()} months from October 2023 to March 2027`).toBe(printed.exact);
  expect([printed.gap, printed.expected]).toEqual([true, "three years"]);
  expect(months.equals(Exact.whole(3 * 12))).toBe(false);
});

test("every figure that can be worked out is worked out above", () => {
  const workable = figures.figures.filter((each) => "exact" in each || "inputs" in each).map((each) => each.what);
  expect(workable).toEqual([
    "commitment in the last six months of 2023/24",
    "the same for a full year at 2023/24 prices",
    "children in care in mainstream residential placements",
    "18 block beds as a share of 63 placements",
    "10% of current mainstream residential spend",
    "longest term of the group beds against the years that the table charges",
  ]);
});

describe("Sefton 5.5: what four block beds save against spot prices in a year of 52 weeks", () => {
  const yearOf = (beds: number, price: string) =>
    projectCommitment(
      {
        basis: "weekly price",
        price: Exact.decimal(price),
        weeksPerYear: "52 weeks",
        partYear: "by months",
        places: [{ places: beds, startsOn: "2020-04-01", endsOn: null, firstYearShare: null, lastYearShare: null }],
        uplift: null,
        endsOn: null,
        endYearShare: null,
      },
      ["2020/21"],
    )[0]?.value as Exact;
  const saving = ({ beds, spotWeekly, blockWeekly }: (typeof sefton.blocks)[number]) => yearOf(beds, spotWeekly).minus(yearOf(beds, blockWeekly));

  // 4 × (2,149.00 - 1,988.00) × 52 = 4 × 161.00 × 52 = 33,488.00
  // 4 × (3,170.65 - 2,809.00) × 52 = 4 × 361.65 × 52 = 75,223.20
  test.each(sefton.blocks)("$provider: £$expectedSaving", (block) => {
    expect(saving(block).equals(Exact.decimal(block.expectedSaving))).toBe(true);
  });

  test("both together: £108,711.20, which the report does not print", () => {
    // 33,488.00 + 75,223.20
    expect(sum(sefton.blocks.map((block) => input(saving(block), "pounds"))).value.equals(Exact.decimal("108711.20"))).toBe(true);
  });

  test.each([
    ["Care Assist", 925n], // 1,988.00 / 2,149.00 = 0.92508…
    ["Family Care Group", 886n], // 2,809.00 / 3,170.65 = 0.88594…
  ])("%s: the block pays from an occupancy of %s in a thousand", (provider, permille) => {
    const block = sefton.blocks.find((each) => each.provider === provider) as (typeof sefton.blocks)[number];
    const breakEven = yearOf(block.beds, block.blockWeekly).dividedBy(yearOf(block.beds, block.spotWeekly));
    expect(breakEven.rounded(3)).toBe(permille);
    expect(`${Number(breakEven.rounded(3)) / 10}%`).toBe(block.breakEvenOccupancy);
  });
});
