// Essex's figures outside its table: each is worked out from the report's own inputs, and where the report prints another, it is shown to.
import { expect, test } from "vitest";
import { projectCommitment } from "../../server/finance/commitment.ts";
import { Exact } from "../../server/finance/exact.ts";
import { sum } from "../../server/finance/figure.ts";
import { monthsBetween } from "../../server/finance/partYear.ts";
import type { WeeklyTerms } from "../../server/finance/terms.ts";
import figures from "./essex.json" with { type: "json" };

const figure = (what: string) => figures.figures.find((each) => each.what.includes(what)) as (typeof figures.figures)[number] & { inputs?: Record<string, number | string> };
const beds = (rate: string, startsOn: string, firstYearShare: Exact | null): WeeklyTerms => ({
  basis: "weekly price",
  weeklyRate: Exact.decimal(rate),
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
  expect(printed.expected).toBe("5.6%");
});

test("3.21: 18 of 63 placements are 28.6%, not a third", () => {
  const printed = figure("18 block beds");
  expect(percent(printed.inputs?.part as number, printed.inputs?.whole as number)).toBe("28.6%");
  expect(percent(1, 3)).not.toBe("28.6%");
});

test("Option 2: 10% of the current £15,323,000 is £1,532,300, not the £1.52m printed", () => {
  const printed = figure("10% of current");
  const share = Exact.whole(printed.inputs?.spend as number).times(Exact.decimal(printed.inputs?.share as string));
  expect(share.toString()).toBe(printed.exact);
  expect(Number(share.rounded(0)) / 1_000_000).toBeCloseTo(1.53, 2);
  // 10% of the 2024/25 draft, 15,219,000, is what rounds to £1.52m.
  expect(Exact.whole(15_219_000).times(Exact.decimal("0.10")).toString()).toBe("1521900");
});

test("2.1 and 6.1.6: the table charges group beds for 42 months, not for three years", () => {
  expect(monthsBetween("2023-10-01", "2027-03-31").toString()).toBe("42");
  expect(figure("longest term of the group beds").gap).toBe(true);
});
