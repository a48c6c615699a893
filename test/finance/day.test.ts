// Calendar days: which texts are days, and the counting of them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarDay, dayInShort, dayInWords, daysInclusive, daysInMonth } from "../../server/finance/day.ts";
import { monthSaid } from "../../server/finance/forecast.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { runs } from "../setup/samples.ts";

const millisecondsInDay = 86_400_000;
const date = fc.date({ min: new Date("1990-04-01T00:00:00Z"), max: new Date("2091-03-31T00:00:00Z"), noInvalidDate: true });
const iso = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

describe("reading a day", () => {
  test.each(["2023-10-01", "2024-02-29", "2000-02-29", "2023-12-31", "2023-04-30"])("%s is one", (text) => {
    expect(calendarDay(text)).toBe(text);
  });

  test.each([
    "2023-02-29", // 2023 is not a leap year
    "2100-02-29", // nor is 2100: a hundred that no 400 divides
    "2023-04-31",
    "2023-13-01",
    "2023-00-10",
    "2023-10-00",
    "2023-10-32",
    "2023-1-1",
    "01/10/2023",
    "2023-10-01T00:00:00Z",
    "2023-10-01\n",
    "",
  ])("%j is none, and the field is named", (text) => {
    expect(() => calendarDay(text, "startsOn")).toThrow(expect.objectContaining({ code: "BAD_INPUT", field: "startsOn" }));
  });

  test("says what is wrong in words", () => {
    expect(() => calendarDay("2023-02-29")).toThrow("2023-02-29 is not in the calendar: February 2023 has 28 days.");
    expect(() => calendarDay("1 October")).toThrow("“1 October” is not a day. Write it as year-month-day, 2023-10-01.");
  });

  test("every day of the clock's calendar is accepted", () => {
    fc.assert(
      fc.property(date, (day) => {
        const text = iso(day.getTime());
        expect(calendarDay(text)).toBe(text);
      }),
    );
  });

  test("a text in the form of a day is accepted just where the clock gives it back unchanged", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2199 }), fc.nat({ max: 14 }), fc.nat({ max: 33 }), (year, month, dayOfMonth) => {
        const text = `${year}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
        const real = iso(Date.UTC(year, month - 1, dayOfMonth)) === text;
        if (real) expect(calendarDay(text)).toBe(text);
        else expect(() => calendarDay(text)).toThrow(InputError);
      }),
      runs(500),
    );
  });
});

describe("counting days", () => {
  test.each([
    ["2023-10-01", "2024-03-31", 183], // 31 + 30 + 31 + 31 + 29 + 31
    ["2023-10-01", "2023-10-01", 1],
    ["2023-04-01", "2024-03-31", 366],
    ["2024-04-01", "2025-03-31", 365],
    ["2024-03-30", "2024-04-01", 3], // over the night that the clocks go forward
    ["2023-10-28", "2023-10-30", 3], // and over the night that they go back
  ])("%s to %s is %i", (first, last, days) => {
    expect(daysInclusive(first, last)).toBe(days);
  });

  test("a day so many days later is that many and one, both counted", () => {
    fc.assert(
      fc.property(date, fc.nat({ max: 20_000 }), (day, later) => {
        const first = iso(day.getTime());
        expect(daysInclusive(first, iso(Date.parse(first) + later * millisecondsInDay))).toBe(later + 1);
      }),
    );
  });
});

test.each([
  [2023, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]],
  [2024, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]],
  [2100, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]],
  [2000, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]],
])("the months of %i", (year, days) => {
  expect(days.map((_, index) => daysInMonth(year, index + 1))).toEqual(days);
});

describe("a day in words", () => {
  // What the browser's and Node's own English writes, which names September in short as no council does.
  const intl = (form: "long" | "short", parts: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat("en-GB", { month: form, year: "numeric", timeZone: "UTC", ...parts });
    return (day: string) => format.format(new Date(`${day}T00:00:00Z`)).replace("Sept ", "Sep ");
  };
  const dayLong = intl("long", { day: "numeric" });
  const dayShort = intl("short", { day: "numeric" });
  const monthLong = intl("long", {});
  const monthShort = intl("short", {});

  test("is as English writes it, every day of the calendar", () => {
    fc.assert(
      fc.property(date, (day) => {
        const text = iso(day.getTime());
        expect([dayInWords(text), dayInShort(text), monthSaid(text), monthSaid(text, "short")]).toEqual([dayLong(text), dayShort(text), monthLong(text), monthShort(text)]);
      }),
    );
  });
});
