// How much of a financial year a run of days makes up: as stated, by months, or by days.
import { type Day, daysInclusive, daysInMonth } from "./day.ts";
import { Exact } from "./exact.ts";
import { type FinancialYear, firstDay, lastDay } from "./financialYear.ts";
import { daysInYear } from "./weeks.ts";

/** How a part of a year is counted. "stated" takes the share that the terms give; half a year is then 0.5 whatever the days say. */
export type PartYear = "stated" | "by months" | "by days";

/**
 * The share of a financial year from one day to another, both inside it and both counted.
 * By months, a whole month is 1/12 and a part of a month its days over that month's days; by days, the days over the year's days.
 * By months it is in its lowest terms, since its workings print it; by days its two numbers are days and stay as they are.
 * `shareOfYear("2023/24", "2023-10-01", "2024-03-31", "by months")` is 6/12; by days it is 183/366.
 */
export function shareOfYear(year: FinancialYear, first: Day, last: Day, method: Exclude<PartYear, "stated">): Exact {
  if (first === firstDay(year) && last === lastDay(year)) return Exact.one;
  if (method === "by days") return Exact.ratio(BigInt(daysInclusive(first, last)), BigInt(daysInYear(year)));
  return monthsBetween(first, last).times(Exact.ratio(1n, 12n)).reduced();
}

/** Months from one day to another, both counted, with parts of a month by its days: 2023-10-01 to 2023-11-15 is 1 1/2. */
export function monthsBetween(first: Day, last: Day): Exact {
  const [firstYear, firstMonth, firstDate] = parts(first);
  const [lastYear, lastMonth, lastDate] = parts(last);
  // Count whole months from the start of the first month to the end of the last, then take off what was not used of each.
  const whole = Exact.whole((lastYear - firstYear) * 12 + lastMonth - firstMonth + 1);
  const unusedBefore = Exact.ratio(BigInt(firstDate - 1), BigInt(daysInMonth(firstYear, firstMonth)));
  const daysOfLast = daysInMonth(lastYear, lastMonth);
  const unusedAfter = Exact.ratio(BigInt(daysOfLast - lastDate), BigInt(daysOfLast));
  return whole.minus(unusedBefore).minus(unusedAfter);
}

function parts(day: Day): [number, number, number] {
  return day.split("-").map(Number) as [number, number, number];
}
