// The four conventions by which a price a week becomes a price a year.
import { daysInMonth } from "./day.ts";
import { Exact } from "./exact.ts";
import { type FinancialYear, startOf } from "./financialYear.ts";

/** How many weeks a year is taken to have. It is stated for each commitment, because reports differ and the difference is money. */
export type WeekConvention = "52 weeks" | "52.14 weeks" | "365/7 weeks" | "actual days / 7";

/** The weeks of any year, by the conventions that are the same for all. */
export const fixedWeeks = {
  "52 weeks": Exact.whole(52),
  "52.14 weeks": Exact.decimal("52.14"),
  "365/7 weeks": Exact.ratio(365n, 7n),
};

/** Days in a financial year: 366 where its February has 29 (2023/24), else 365. */
export function daysInYear(year: FinancialYear): number {
  return daysInMonth(startOf(year) + 1, 2) === 29 ? 366 : 365;
}

/**
 * Weeks in a whole financial year. `weeksIn("2023/24", "52.14 weeks")` is 52.14; by actual days it is 366/7.
 * Source: Sefton 5.5 multiplies by 52; Essex 6.1.6 comes out only with 52.14.
 */
export function weeksIn(year: FinancialYear, convention: WeekConvention): Exact {
  return convention === "actual days / 7" ? Exact.ratio(BigInt(daysInYear(year)), 7n) : fixedWeeks[convention];
}
