// The share of a year that a run of days makes up, by months and by days.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { firstDay, lastDay, yearStarting } from "../../server/finance/financialYear.ts";
import { monthsBetween, shareOfYear } from "../../server/finance/partYear.ts";

const millisecondsInDay = 86_400_000;
const addDays = (day: string, days: number) => new Date(Date.parse(day) + days * millisecondsInDay).toISOString().slice(0, 10);
const methods = ["by months", "by days"] as const;

/** A year and three days of it, in order, the second before the third. */
const yearAndDays = fc.integer({ min: 1990, max: 2090 }).chain((start) => {
  const year = yearStarting(start);
  const days = (Date.parse(lastDay(year)) - Date.parse(firstDay(year))) / millisecondsInDay;
  return fc
    .uniqueArray(fc.nat({ max: days }), { minLength: 3, maxLength: 3 })
    .map((offsets) => [...offsets].sort((a, b) => a - b).map((offset) => addDays(firstDay(year), offset)))
    .map(([first, middle, last]) => ({ year, days: days + 1, first, middle, last }) as { year: string; days: number; first: string; middle: string; last: string });
});

test.each([
  ["2023/24", "2023-10-01", "2024-03-31", "by months", 6n, 12n],
  ["2023/24", "2023-10-01", "2024-03-31", "by days", 183n, 366n],
  ["2024/25", "2024-04-01", "2024-09-30", "by months", 6n, 12n],
  ["2024/25", "2024-04-01", "2024-09-30", "by days", 183n, 365n], // 30 + 31 + 30 + 31 + 31 + 30
  ["2024/25", "2024-04-01", "2025-03-31", "by months", 1n, 1n],
  ["2024/25", "2024-04-01", "2025-03-31", "by days", 1n, 1n],
  ["2023/24", "2024-02-01", "2024-02-29", "by months", 1n, 12n],
  ["2023/24", "2024-02-01", "2024-02-29", "by days", 29n, 366n],
  ["2023/24", "2023-10-16", "2023-10-16", "by months", 1n, 372n], // 1/31 of a month, a twelfth of that
  ["2023/24", "2023-10-16", "2023-10-16", "by days", 1n, 366n],
  ["2023/24", "2023-10-16", "2023-11-15", "by months", 63n, 744n], // 16/31 + 15/30 = 63/62 months
] as const)("%s from %s to %s %s is %s/%s", (year, first, last, method, numerator, denominator) => {
  expect(shareOfYear(year, first, last, method).equals(Exact.ratio(numerator, denominator))).toBe(true);
});

describe("months between two days", () => {
  test.each([
    ["2023-10-01", "2023-11-15", 3n, 2n], // a whole October, and 15/30 of November
    ["2023-10-01", "2023-10-31", 1n, 1n],
    ["2023-10-01", "2027-03-31", 42n, 1n], // 3 + 12 + 12 + 12 + 3
    ["2024-02-15", "2024-02-29", 15n, 29n],
    ["2023-02-15", "2023-02-28", 14n, 28n],
    ["2023-12-31", "2024-01-01", 2n, 31n], // 1/31 of each
  ] as const)("%s to %s is %s/%s", (first, last, numerator, denominator) => {
    expect(monthsBetween(first, last).equals(Exact.ratio(numerator, denominator))).toBe(true);
  });

  test("each day is one over the days of its month: a walk over the days gives the same", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_000 }), fc.nat({ max: 800 }), (from, length) => {
        const first = addDays("1990-04-01", from);
        const last = addDays(first, length);
        const daysByMonth = new Map<string, bigint>();
        for (let day = first; day <= last; day = addDays(day, 1)) daysByMonth.set(day.slice(0, 7), (daysByMonth.get(day.slice(0, 7)) ?? 0n) + 1n);
        let walked = Exact.nil;
        for (const [month, days] of daysByMonth) {
          const [year, number] = month.split("-").map(Number) as [number, number];
          walked = walked.plus(Exact.ratio(days, BigInt(new Date(Date.UTC(year, number, 0)).getUTCDate())));
        }
        expect(monthsBetween(first, last).equals(walked)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe.each(methods)("%s", (method) => {
  test("a run of days split at any day is its two parts", () => {
    fc.assert(
      fc.property(yearAndDays, ({ year, first, middle, last }) => {
        const parts = shareOfYear(year, first, middle, method).plus(shareOfYear(year, addDays(middle, 1), last, method));
        expect(parts.equals(shareOfYear(year, first, last, method))).toBe(true);
      }),
    );
  });

  test("a share is above nil and at most one, and a longer run has more", () => {
    fc.assert(
      fc.property(yearAndDays, ({ year, first, middle, last }) => {
        const shorter = shareOfYear(year, first, middle, method);
        const longer = shareOfYear(year, first, last, method);
        expect([shorter.compare(Exact.nil), longer.compare(shorter), longer.compare(Exact.one) <= 0]).toEqual([1, 1, true]);
      }),
    );
  });

  test("the year's two sides of any day make one", () => {
    fc.assert(
      fc.property(yearAndDays, ({ year, middle }) => {
        const before = shareOfYear(year, firstDay(year), middle, method);
        const after = shareOfYear(year, addDays(middle, 1), lastDay(year), method);
        expect(before.plus(after).equals(Exact.one)).toBe(true);
      }),
    );
  });
});
