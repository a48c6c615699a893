// Days and financial years as people in England write them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayInShort, dayInWords, daysAfter } from "../../server/finance/day.ts";
import { yearStarting } from "../../server/finance/financialYear.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { typedDay, typedYear } from "../../server/finance/typedDay.ts";

const refused = (message: RegExp) => expect.objectContaining({ code: "BAD_INPUT", field: "at", message: expect.stringMatching(message) });

describe("a day", () => {
  test.each([
    "31/03/2026",
    "31/3/2026",
    "31/3/26",
    "31-03-2026",
    "31-Mar-26",
    "31 Mar 2026",
    "31Mar2026",
    "31 March 2026",
    "31 march, 2026",
    "31st March 2026",
    "the 31st of March 2026",
    "31.3.26",
    "31 03 2026",
    "2026-03-31",
    "2026/3/31",
    "March 31, 2026",
    " 31/03/2026\u00a0",
    "31\u00a0March\u202f2026",
    "31‑03‑2026",
  ])("%j is 31 March 2026", (typed) => expect(typedDay(typed, "at")).toBe("2026-03-31"));

  test.each<[string, string | null]>([
    ["05/04/2026", "2026-04-05"], // the day before the month
    ["1st April 2024", "2024-04-01"],
    ["2nd Sept 2024", "2024-09-02"],
    ["29/2/2024", "2024-02-29"],
    ["1/4/90", "1990-04-01"],
    ["31/3/89", "2089-03-31"],
    ["", null],
    ["  ", null],
  ])("%j is %s", (typed, day) => expect(typedDay(typed, "at")).toBe(day));

  test.each<[string, RegExp]>([
    ["03/31/2026", /^“03\/31\/2026” has the month before the day\. Type the day first: 31\/03\/2026\.$/],
    ["2026-31-03", /has the month before the day.*31\/03\/2026/],
    ["31/02/2026", /^“31\/02\/2026” is not in the calendar: February 2026 has 28 days\.$/],
    ["29 February 2023", /is not in the calendar: February 2023 has 28 days/],
    ["0/4/2026", /is not in the calendar/],
    ["1/0/2026", /there is no month 0/],
    ["32/13/2026", /there is no month 13/],
    ["31 Marsh 2026", /names no month/],
    ["31 March", /does not say which year/],
    ["31/3", /does not say which year/],
    ["March 2026", /does not say which day of the month/],
    ["46112", /is how Excel stores a day/],
    ["31/03-2026", /is not a day\. Type the day, the month and the year, as 31\/03\/2026 or 31 March 2026\.$/],
    ["1/4/024", /is not a day/],
    ["tomorrow", /is not a day/],
    ["20260331", /is not a day/],
    ["01/04/0203", /outside the years that Tabled/],
    ["31/12/1899", /outside the years that Tabled/],
  ])("%j is refused", (typed, message) => expect(() => typedDay(typed, "at")).toThrow(refused(message)));

  test("printed in any way it reads back as the same day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_000 }), (days) => {
        const day = daysAfter("1990-04-01", days);
        const [year, month, date] = day.split("-") as [string, string, string];
        for (const typed of [day, dayInWords(day), dayInShort(day), `${date}/${month}/${year}`, `${Number(date)}.${Number(month)}.${year}`])
          expect(typedDay(typed, "at")).toBe(day);
        if (year < "2090") expect(typedDay(`${date}-${month}-${year.slice(2)}`, "at")).toBe(day);
      }),
    );
  });
});

describe("a financial year", () => {
  test.each(["2023/24", "2023-24", "2023–24", "2023/2024", "2023-2024", "23/24", "23-24", "202324", "2023 / 24", "FY2023/24", "FY 23/24"])("%j is 2023/24", (typed) =>
    expect(typedYear(typed, "at")).toBe("2023/24"),
  );

  test.each<[string, string | null]>([
    ["99/00", "1999/00"],
    ["1999/2000", "1999/00"],
    ["", null],
  ])("%j is %s", (typed, year) => expect(typedYear(typed, "at")).toBe(year));

  test.each<[string, RegExp]>([
    ["2024", /^“2024” can mean 2023\/24 or 2024\/25\. Type the one that is meant in full, as 2024\/25\.$/],
    ["FY24", /^“FY24” can mean 2023\/24 or 2024\/25/],
    ["2023/25", /is not a financial year: 25 does not follow 2023/],
    ["2023/2023", /2023 does not follow 2023/],
    ["202325", /25 does not follow 2023/],
    ["2324", /is not a financial year|can mean/],
    ["next year", /“next year” is not a financial year\. Type it as 2023\/24\.$/],
    ["1889/90", /outside the years that Tabled/],
    ["2023/24/25", /is not a financial year/],
  ])("%j is refused", (typed, message) => expect(() => typedYear(typed, "at")).toThrow(refused(message)));

  test("printed in any way it reads back as the same year", () => {
    for (let start = 1990; start <= 2090; start += 1) {
      const year = yearStarting(start);
      for (const typed of [year, `${start}-${start + 1}`, year.replace("/", ""), `FY${year}`]) expect(typedYear(typed, "at")).toBe(year);
    }
  });
});

test("any text is a day or a year, is nothing, or is refused with a sentence", () => {
  const signs = fc.array(fc.constantFrom(..."0123456789/-. ", "Mar", "FY", "st", "20", "٣", "\u200b"), { maxLength: 10 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(signs, fc.string()), (typed) => {
      for (const [read, form] of [
        [typedDay, /^\d{4}-\d\d-\d\d$/],
        [typedYear, /^\d{4}\/\d\d$/],
      ] as const) {
        try {
          expect(read(typed) ?? "none").toMatch(/\S/.test(typed.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060]/g, "")) ? form : /^none$/);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          expect(error.message).toMatch(/^[A-Z“\d].*\.$/s);
        }
      }
    }),
    { numRuns: 200 },
  );
});
