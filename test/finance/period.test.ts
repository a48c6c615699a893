// Periods: each kind is read, said, ended and stepped back, and one of another kind is refused, since the two would overlap.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../server/finance/inputError.ts";
import {
  isYearLong,
  type Period,
  type PeriodKind,
  periodBefore,
  periodEnd,
  periodSaid,
  periodStarting,
  readDfePeriod,
  readPeriod,
  withArticle,
  yearBefore,
} from "../../server/finance/period.ts";

const kinds: readonly PeriodKind[] = ["month", "quarter", "financial year", "reporting year", "academic year"];

describe("by hand", () => {
  test.each<[PeriodKind, string, string, string, string, string, string]>([
    // kind, first day, said, last day, the period before, the same a year before, as an error says it
    ["month", "2024-06-01", "June 2024", "2024-06-30", "May 2024", "June 2023", "a month"],
    ["month", "2024-01-01", "January 2024", "2024-01-31", "December 2023", "January 2023", "a month"],
    ["month", "2024-02-01", "February 2024", "2024-02-29", "January 2024", "February 2023", "a month"],
    ["quarter", "2024-04-01", "2024/25 Q1", "2024-06-30", "2023/24 Q4", "2023/24 Q1", "a quarter"],
    ["quarter", "2024-07-01", "2024/25 Q2", "2024-09-30", "2024/25 Q1", "2023/24 Q2", "a quarter"],
    ["quarter", "2024-10-01", "2024/25 Q3", "2024-12-31", "2024/25 Q2", "2023/24 Q3", "a quarter"],
    ["quarter", "2025-01-01", "2024/25 Q4", "2025-03-31", "2024/25 Q3", "2023/24 Q4", "a quarter"],
    ["financial year", "2024-04-01", "2024/25", "2025-03-31", "2023/24", "2023/24", "a financial year"],
    ["financial year", "1999-04-01", "1999/00", "2000-03-31", "1998/99", "1998/99", "a financial year"],
    ["reporting year", "2024-04-01", "2025", "2025-03-31", "2024", "2024", "a reporting year"],
    ["academic year", "2024-09-01", "2024/25 academic", "2025-08-31", "2023/24 academic", "2023/24 academic", "an academic year"],
  ])("%s from %s is %s", (kind, startsOn, said, endsOn, before, year, article) => {
    const period = { kind, startsOn };
    expect(periodSaid(period)).toBe(said);
    expect(periodEnd(period)).toBe(endsOn);
    expect(periodSaid(periodBefore(period))).toBe(before);
    expect(periodSaid(yearBefore(period))).toBe(year);
    expect(isYearLong(kind)).toBe(kind.endsWith("year"));
    expect(withArticle(kind)).toBe(article);
    expect(readPeriod(said, kind, "period")).toEqual(period);
  });

  test("several before: five quarters before 2024/25 Q1 is 2022/23 Q4", () => {
    expect(periodSaid(periodBefore({ kind: "quarter", startsOn: "2024-04-01" }, 5))).toBe("2022/23 Q4");
    expect(periodSaid(periodBefore({ kind: "month", startsOn: "2024-01-01" }, 13))).toBe("December 2022");
    expect(periodSaid(periodBefore({ kind: "reporting year", startsOn: "2024-04-01" }, 0))).toBe("2025");
  });

  test.each<[PeriodKind, string, string]>([
    ["month", "June 2024", "2024-06-01"],
    ["month", "jun 2024", "2024-06-01"],
    ["month", " Sept  2024 ", "2024-09-01"],
    ["month", "2024-06", "2024-06-01"],
    ["month", "2024-12", "2024-12-01"],
    ["quarter", "2024/25 Q1", "2024-04-01"],
    ["quarter", "2024-25 q4", "2025-01-01"],
    ["quarter", "202425Q2", "2024-07-01"],
    ["financial year", "2024/25", "2024-04-01"],
    ["financial year", "2024-25", "2024-04-01"],
    ["financial year", "202425", "2024-04-01"],
    ["financial year", "199900", "1999-04-01"],
    ["financial year", "2024/25 financial year", "2024-04-01"],
    ["academic year", "202425", "2024-09-01"],
    ["academic year", "2024/25 Academic", "2024-09-01"],
    ["academic year", "2024/25 academic year", "2024-09-01"],
    ["reporting year", "2025", "2024-04-01"],
    ["reporting year", "2025 reporting", "2024-04-01"],
    ["reporting year", "2025 Reporting year", "2024-04-01"],
  ])("as a %s, “%s” starts on %s", (kind, text, startsOn) => {
    expect(readPeriod(text, kind, "period")).toEqual({ kind, startsOn });
  });

  test.each<[string, string, PeriodKind, string]>([
    ["202425", "Financial year", "financial year", "2024-04-01"],
    ["2025", "Reporting year", "reporting year", "2024-04-01"],
    ["202425", "Academic year", "academic year", "2024-09-01"],
    ["2024", "June", "month", "2024-06-01"],
    [" 2024 ", " june ", "month", "2024-06-01"],
    ["202425", "Financial year Q1", "quarter", "2024-04-01"],
    ["202425", "Financial year Q4", "quarter", "2025-01-01"],
  ])("the DfE's %s, %s, is a %s from %s", (time, identifier, kind, startsOn) => {
    expect(readDfePeriod(time, identifier, kind, "time_period")).toEqual({ kind, startsOn });
  });
});

describe("what is refused", () => {
  const asRead: Record<PeriodKind, string[]> = {
    month: ["June 2024", "2024-06"],
    quarter: ["2024/25 Q1"],
    "financial year": ["2024/25", "202425", "2024/25 financial"],
    "reporting year": ["2025"],
    "academic year": ["2024/25 academic"],
  };
  const others = kinds.flatMap((kind) =>
    kinds.filter((other) => other !== kind).flatMap((other) => asRead[other].map((text): [string, PeriodKind, PeriodKind] => [text, other, kind])),
  );
  test.each(others.filter(([text, , kind]) => !(kind === "academic year" && ["2024/25", "202425"].includes(text))))(
    "“%s”, which is a %s, for a KPI counted by %s",
    (text, other, kind) => {
      const read = () => readPeriod(text, kind, "rows[2].period");
      expect(read).toThrow(InputError);
      expect(read).toThrow(expect.objectContaining({ field: "rows[2].period" }));
      expect(read).toThrow(`“${text}” is ${withArticle(other)}, and this KPI is counted by ${kind}: the two would overlap.`);
    },
  );

  test.each<[string, string, PeriodKind, RegExp]>([
    ["202425", "Academic year", "financial year", /an academic year, and this KPI is counted by financial year/],
    ["202425", "Financial year", "academic year", /a financial year, and this KPI is counted by academic year/],
    ["2025", "Reporting year", "financial year", /a reporting year/],
    ["202425", "Financial year", "reporting year", /a financial year/],
    ["2024", "June", "quarter", /a month/],
    ["202425", "Financial year Q1", "financial year", /a quarter/],
    ["2025", "Financial year", "financial year", /not a period/],
    ["2025", "Calendar year", "reporting year", /not a time that Tabled counts in/],
    ["202425", "Financial year Q5", "quarter", /not a time that Tabled counts in/],
    ["202425", "", "financial year", /not a time that Tabled counts in/],
  ])("the DfE's %s, %s, for a KPI counted by %s", (time, identifier, kind, message) => {
    const read = () => readDfePeriod(time, identifier, kind, "time_period");
    expect(read).toThrow(InputError);
    expect(read).toThrow(expect.objectContaining({ field: "time_period" }));
    expect(read).toThrow(message);
  });

  const nonsense = [
    "",
    "soon",
    "2024/26",
    "2024/24",
    "202426",
    "2024-13",
    "2024-00",
    "2024/25 Q5",
    "2024/25 Q0",
    "Smarch 2024",
    "Ju 2024",
    "24/25",
    "June",
    "June 24",
    "2024-06-01",
  ];
  test.each(kinds.flatMap((kind) => nonsense.map((text): [string, PeriodKind] => [text, kind])))("“%s” as a %s", (text, kind) => {
    const read = () => readPeriod(text, kind, "period");
    expect(read).toThrow(expect.objectContaining({ field: "period" }));
    expect(read).toThrow(/is not a period\. Write an? /);
  });

  test.each<[string, PeriodKind]>([
    ["1989/90", "financial year"],
    ["2091/92", "financial year"],
    ["1990", "reporting year"],
    ["December 1989", "month"],
    ["1989/90 academic", "academic year"],
  ])("%s is outside the years that are held", (text, kind) => {
    expect(() => readPeriod(text, kind, "period")).toThrow(/outside the years that Tabled covers, 1990 to 2090/);
    expect(() => readPeriod(text, kind, "period")).toThrow(expect.objectContaining({ field: "period" }));
  });
  test("the first and the last years are held", () => {
    expect(periodSaid(readPeriod("1990/91", "financial year", "period"))).toBe("1990/91");
    expect(periodSaid(readPeriod("2090/91", "financial year", "period"))).toBe("2090/91");
  });

  test.each<[PeriodKind, string]>([
    ["month", "2024-06-02"],
    ["quarter", "2024-05-01"],
    ["financial year", "2024-01-01"],
    ["reporting year", "2024-09-01"],
    ["academic year", "2024-04-01"],
  ])("no %s starts on %s", (kind, startsOn) => {
    const check = () => periodStarting(kind, startsOn, "startsOn");
    expect(check).toThrow(expect.objectContaining({ field: "startsOn" }));
    expect(check).toThrow(`is not the first day of ${withArticle(kind)}. Write `);
  });
  test("nor on a day that is in no calendar, or in no year that is held", () => {
    expect(() => periodStarting("month", "2024-13-01", "startsOn")).toThrow(expect.objectContaining({ field: "startsOn" }));
    expect(() => periodStarting("month", "1989-01-01", "startsOn")).toThrow(/outside the years/);
    expect(periodStarting("academic year", "2024-09-01", "startsOn")).toEqual({ kind: "academic year", startsOn: "2024-09-01" });
  });
});

describe("any period", () => {
  const starts: Record<PeriodKind, number[]> = {
    month: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    quarter: [1, 4, 7, 10],
    "financial year": [4],
    "reporting year": [4],
    "academic year": [9],
  };
  const periods = fc
    .tuple(fc.constantFrom(...kinds), fc.integer({ min: 1992, max: 2088 }), fc.nat())
    .map(([kind, year, at]): Period => ({ kind, startsOn: `${year}-${String(starts[kind][at % starts[kind].length]).padStart(2, "0")}-01` }));
  const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

  test("is read as it is said, and is one of its kind by its first day", () => {
    fc.assert(
      fc.property(periods, (period) => {
        expect(readPeriod(periodSaid(period), period.kind, "period")).toEqual(period);
        expect(periodStarting(period.kind, period.startsOn, "startsOn")).toEqual(period);
      }),
    );
  });

  test("begins on the day after the one before ends, and a year holds as many as there are in it", () => {
    fc.assert(
      fc.property(periods, (period) => {
        expect(dayAfter(periodEnd(periodBefore(period)))).toBe(period.startsOn);
        expect(periodBefore(period, { month: 12, quarter: 4 }[period.kind as string] ?? 1)).toEqual(yearBefore(period));
        expect(yearBefore(period).startsOn).toBe(`${Number(period.startsOn.slice(0, 4)) - 1}${period.startsOn.slice(4)}`);
      }),
    );
  });
});
