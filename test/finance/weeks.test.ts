// The four conventions of weeks in a year, and the days of a financial year.
import { describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { yearsFrom } from "../../server/finance/financialYear.ts";
import { daysInYear, type WeekConvention, weeksIn } from "../../server/finance/weeks.ts";

test.each([
  ["52 weeks", "2023/24", 52n, 1n],
  ["52 weeks", "2024/25", 52n, 1n],
  ["52.14 weeks", "2023/24", 5_214n, 100n],
  ["52.14 weeks", "2024/25", 5_214n, 100n],
  ["365/7 weeks", "2023/24", 365n, 7n],
  ["365/7 weeks", "2024/25", 365n, 7n],
  ["actual days / 7", "2023/24", 366n, 7n], // February 2024 has 29 days
  ["actual days / 7", "2024/25", 365n, 7n],
] as const)("%s in %s is %s/%s", (convention, year, numerator, denominator) => {
  expect(weeksIn(year, convention).equals(Exact.ratio(numerator, denominator))).toBe(true);
});

describe("the days of a financial year", () => {
  test("2023/24 has 366, since its February has 29", () => {
    expect(daysInYear("2023/24")).toBe(366);
    expect(daysInYear("2022/23")).toBe(365);
    expect(daysInYear("2024/25")).toBe(365);
  });

  test("366 just where the year that it ends in is a leap year", () => {
    for (const year of yearsFrom("1990/91", 100)) {
      const ends = Number(year.slice(0, 4)) + 1;
      const leap = (ends % 4 === 0 && ends % 100 !== 0) || ends % 400 === 0;
      expect(daysInYear(year), year).toBe(leap ? 366 : 365);
    }
  });
});

test("the conventions differ by money: a place at £5,963.00 a week in 2023/24", () => {
  const cost = (convention: WeekConvention) => Exact.decimal("5963.00").times(weeksIn("2023/24", convention)).rounded(2);
  expect(cost("52 weeks")).toBe(31_007_600n); // 5,963.00 × 52 = 310,076.00
  expect(cost("52.14 weeks")).toBe(31_091_082n); // 5,963.00 × 52.14 = 310,910.82
  expect(cost("365/7 weeks")).toBe(31_092_786n); // 5,963.00 × 365 / 7 = 2,176,495 / 7 = 310,927.857…
  expect(cost("actual days / 7")).toBe(31_177_971n); // 5,963.00 × 366 / 7 = 2,182,458 / 7 = 311,779.714…
});
