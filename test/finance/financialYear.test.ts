// Financial years: how they are written, and which day falls in which.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayInYears, financialYear, firstDay, lastDay, startOf, yearOf, yearStarting, yearsFrom } from "../../server/finance/financialYear.ts";
import { InputError } from "../../server/finance/inputError.ts";

const start = fc.integer({ min: 1990, max: 2090 });

describe("reading a year", () => {
  test.each(["2023/24", "1990/91", "2090/91", "1999/00", "2009/10"])("%s is one", (text) => {
    expect(financialYear(text)).toBe(text);
  });

  test.each(["2023/25", "2023/23", "2023", "2023-24", "2023/2024", "23/24", " 2023/24", "2023/24 ", "2023/24\n", "", "1999/100", "٢٠٢٣/٢٤"])("%j is none", (text) => {
    expect(() => financialYear(text, "firstYear")).toThrow(expect.objectContaining({ code: "BAD_INPUT", field: "firstYear" }));
  });

  test.each(["1989/90", "2091/92"])("%s is outside the years that are held", (text) => {
    expect(() => financialYear(text)).toThrow(/1990\/91 to 2090\/91/);
  });

  test("any text is a year or is refused as an input", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{4}\/\d{2}$/)), (text) => {
        try {
          const year = financialYear(text);
          // What is accepted names two calendar years that follow one another.
          expect(Number(year.slice(5))).toBe((Number(year.slice(0, 4)) + 1) % 100);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});

describe("a day of the years that are held", () => {
  test.each(["2023-10-01", "1990-04-01", "2091-03-31"])("%s is one", (text) => {
    expect(dayInYears(text)).toBe(text);
  });

  test.each(["0203-10-01", "1990-03-31", "2091-04-01", "9999-12-31"])("%s is outside them", (text) => {
    expect(() => dayInYears(text, "startsOn")).toThrow(expect.objectContaining({ code: "BAD_INPUT", field: "startsOn", message: expect.stringContaining("1990/91 to 2090/91") }));
  });

  test("and what is no day is refused as one", () => {
    expect(() => dayInYears("2023-02-29", "startsOn")).toThrow(/not in the calendar/);
  });
});

describe("the worked examples", () => {
  test("2023/24 starts in 2023", () => {
    expect(startOf("2023/24")).toBe(2023);
    expect(yearStarting(2023)).toBe("2023/24");
    expect(yearStarting(1999)).toBe("1999/00");
  });

  test("two years from 2023/24", () => {
    expect(yearsFrom("2023/24", 2)).toEqual(["2023/24", "2024/25"]);
    expect(yearsFrom("1998/99", 3)).toEqual(["1998/99", "1999/00", "2000/01"]);
    expect(yearsFrom("2023/24", 0)).toEqual([]);
  });

  test.each([
    ["2024-03-31", "2023/24"],
    ["2024-04-01", "2024/25"],
    ["2023-12-31", "2023/24"],
    ["2024-01-01", "2023/24"],
    ["2000-03-31", "1999/00"],
  ])("%s falls in %s", (day, year) => {
    expect(yearOf(day)).toBe(year);
  });

  test("a year runs from 1 April to 31 March", () => {
    expect(firstDay("2023/24")).toBe("2023-04-01");
    expect(lastDay("2023/24")).toBe("2024-03-31");
  });
});

test("every day of a calendar falls in the year that starts on the last 1 April", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date("1990-04-01T00:00:00Z"), max: new Date("2091-03-31T00:00:00Z"), noInvalidDate: true }), (date) => {
      const calendarYear = date.getUTCFullYear();
      const expected = date.getUTCMonth() >= 3 ? calendarYear : calendarYear - 1;
      const year = yearOf(date.toISOString().slice(0, 10));
      expect(Number(year.slice(0, 4))).toBe(expected);
      expect(financialYear(year)).toBe(year);
    }),
  );
});

test("years sort as written, and a run of them is unbroken", () => {
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 12 }), (first, count) => {
      const years = yearsFrom(yearStarting(first), count);
      expect(years.map(startOf)).toEqual(Array.from({ length: count }, (_, index) => first + index));
      expect([...years].sort()).toEqual(years);
      for (const [index, year] of years.slice(1).entries()) {
        // The day after a year's last is the next year's first.
        const next = new Date(Date.parse(`${lastDay(years[index] as string)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
        expect(firstDay(year)).toBe(next);
      }
    }),
  );
});
