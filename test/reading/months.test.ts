// Months as headings and cells name them.
import { describe, expect, test } from "vitest";
import { firstDayOf, monthIn, monthsAcross } from "../../server/reading/months.ts";

describe("a month", () => {
  test.each([
    ["Apr", 4, null],
    ["Apr-25", 4, 2025],
    ["April 2025", 4, 2025],
    ["Jan 25/26", 1, 2026],
    ["Forecast, Sept 2025", 9, 2025],
    ["2025-04", 4, 2025],
    ["2025-04-30", 4, 2025],
    ["30/09/2025", 9, 2025],
    ["Period 1", 4, null],
    ["P12", 3, null],
    ["M10", 1, null],
  ] as const)("%s", (text, month, year) => {
    expect(monthIn(text)).toMatchObject({ month, year });
  });

  test.each(["Market", "Mayfield", "P13", "2024-25", "2010-11", "Total", "Place", "Spend"])("is not in %s", (text) => {
    expect(monthIn(text)).toBeNull();
  });

  test("of a financial year is in its first calendar year from April on", () => {
    expect(firstDayOf({ month: 4, year: null }, "2025/26")).toBe("2025-04-01");
    expect(firstDayOf({ month: 3, year: null }, "2025/26")).toBe("2026-03-01");
    expect(firstDayOf({ month: 3, year: null }, null)).toBeNull();
  });

  test("stands across where months follow each other", () => {
    expect(monthsAcross(["Cost centre", "Nov-25", "Dec-25", "Jan-26", "Total"]).map(({ column }) => column)).toEqual([1, 2, 3]);
    expect(monthsAcross(["Name", "Apr Actual", "Apr Forecast", "May Forecast", "June £000s"]).map(({ column }) => column)).toEqual([1, 2, 3, 4]);
    expect(monthsAcross(["Home", "Placed April 2024", "Left May 2024"])).toEqual([]);
    expect(monthsAcross(["Home", "Apr", "Jun", "May"])).toEqual([]);
  });
});
