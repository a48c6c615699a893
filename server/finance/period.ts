// The periods that outcomes are counted for: months, quarters, and the three sorts of year that English councils and the DfE count in.
import { calendarDay, type Day, daysAfter, monthNames } from "./day.ts";
import { InputError } from "./inputError.ts";

/** How often a KPI is counted, and so what its periods are. */
export type PeriodKind = "month" | "quarter" | "financial year" | "reporting year" | "academic year";

/** A period by its kind and its first day, which every period of a kind has of its own. */
export interface Period {
  readonly kind: PeriodKind;
  readonly startsOn: Day;
}

const monthsLong: Record<PeriodKind, number> = { month: 1, quarter: 3, "financial year": 12, "reporting year": 12, "academic year": 12 };
/** In which calendar months a period of the kind may start. */
const startMonths: Record<PeriodKind, readonly number[]> = {
  month: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  quarter: [1, 4, 7, 10],
  "financial year": [4],
  "reporting year": [4],
  "academic year": [9],
};
const earliest = 1990;
const latest = 2090;

const yearOf = (day: Day) => Number(day.slice(0, 4));
const monthOf = (day: Day) => Number(day.slice(5, 7));
const dayOf = (year: number, month: number): Day => `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
const twoYears = (start: number) => `${start}/${String((start + 1) % 100).padStart(2, "0")}`;

/** The first day so many months later, or earlier below nil. */
function monthsAfter(day: Day, months: number): Day {
  const whole = yearOf(day) * 12 + monthOf(day) - 1 + months;
  return dayOf(Math.floor(whole / 12), (whole % 12) + 1);
}

/** The last day of a period: 30 June 2024 for the month from 2024-06-01. */
export function periodEnd({ kind, startsOn }: Period): Day {
  return daysAfter(monthsAfter(startsOn, monthsLong[kind]), -1);
}

/** The period before it, or so many before. */
export function periodBefore({ kind, startsOn }: Period, count = 1): Period {
  return { kind, startsOn: monthsAfter(startsOn, -monthsLong[kind] * count) };
}

/** The same period of the year before: of quarter 2 of 2024/25 it is quarter 2 of 2023/24. */
export function yearBefore({ kind, startsOn }: Period): Period {
  return { kind, startsOn: monthsAfter(startsOn, -12) };
}

/** Whether the period before is the same one a year before, as it is for every sort of year. */
export function isYearLong(kind: PeriodKind): boolean {
  return monthsLong[kind] === 12;
}

/**
 * A period as its reader says it: "June 2024", "2024/25 Q1", "2024/25", "2025" for the reporting year that ends on 31 March 2025, and
 * "2024/25 academic".
 */
export function periodSaid({ kind, startsOn }: Period): string {
  const year = yearOf(startsOn);
  switch (kind) {
    case "month":
      return `${monthNames[monthOf(startsOn) - 1]} ${year}`;
    case "quarter": {
      const start = monthOf(startsOn) >= 4 ? year : year - 1;
      return `${twoYears(start)} Q${((monthOf(startsOn) + 8) % 12) / 3 + 1}`;
    }
    case "financial year":
      return twoYears(year);
    case "reporting year":
      return String(year + 1);
    case "academic year":
      return `${twoYears(year)} academic`;
  }
}

/** Checks that a day is the first of a period of the kind. @throws InputError naming `field`. */
export function periodStarting(kind: PeriodKind, startsOn: Day, field: string): Period {
  calendarDay(startsOn, field);
  if (startsOn.slice(8) !== "01" || !startMonths[kind].includes(monthOf(startsOn))) {
    throw new InputError(field, `${startsOn} is not the first day of ${withArticle(kind)}. ${howToSay[kind]}`);
  }
  return within({ kind, startsOn }, field);
}

const howToSay: Record<PeriodKind, string> = {
  month: "Write a month as June 2024.",
  quarter: "Write a quarter as 2024/25 Q1: April to June 2024.",
  "financial year": "Write a financial year as 2024/25.",
  "reporting year": "Write a reporting year as 2025: it ends on 31 March 2025.",
  "academic year": "Write an academic year as 2024/25: September 2024 to August 2025.",
};

export const withArticle = (kind: PeriodKind) => `${kind === "academic year" ? "an" : "a"} ${kind}`;

/**
 * Reads a period of one kind as a person or a file writes it. `readPeriod("2024/25 Q1", "quarter", …)` starts on 2024-04-01;
 * "202425" is a financial or an academic year as the DfE writes it, "2025" a reporting year, "June 2024" and "2024-06" a month.
 * @throws InputError naming `field` for a text that is a period of another kind (which would overlap those of this one), or none.
 */
export function readPeriod(text: string, kind: PeriodKind, field: string): Period {
  const plain = text.trim().replace(/\s+/g, " ");
  const startsOn = starts(plain, kind);
  if (startsOn !== null) return within({ kind, startsOn }, field);
  const other = kinds.find((each) => starts(plain, each) !== null);
  throw new InputError(
    field,
    other
      ? `“${plain.slice(0, 40)}” is ${withArticle(other)}, and this KPI is counted by ${kind}: the two would overlap. ${howToSay[kind]}`
      : `“${plain.slice(0, 40)}” is not a period. ${howToSay[kind]}`,
  );
}

const kinds: readonly PeriodKind[] = ["month", "quarter", "financial year", "reporting year", "academic year"];

function starts(text: string, kind: PeriodKind): Day | null {
  const years = /^(\d{4})[/-]?(\d{2})(?: (?:financial|academic)(?: year)?)?$/i.exec(text);
  const start = years && (Number(years[1]) + 1) % 100 === Number(years[2]) ? Number(years[1]) : null;
  const said = / (financial|academic)/i.exec(text)?.[1]?.toLowerCase();
  switch (kind) {
    case "month": {
      const iso = /^(\d{4})-(\d{2})$/.exec(text);
      if (iso && Number(iso[2]) >= 1 && Number(iso[2]) <= 12) return dayOf(Number(iso[1]), Number(iso[2]));
      const named = /^([A-Za-z]{3,9}) (\d{4})$/.exec(text);
      const month = named ? monthNames.findIndex((name) => name.toLowerCase().startsWith((named[1] as string).toLowerCase())) : -1;
      return month < 0 ? null : dayOf(Number(named?.[2]), month + 1);
    }
    case "quarter": {
      const found = /^(\d{4})[/-]?(\d{2}) ?Q([1-4])$/i.exec(text);
      if (!found || (Number(found[1]) + 1) % 100 !== Number(found[2])) return null;
      return monthsAfter(dayOf(Number(found[1]), 4), (Number(found[3]) - 1) * 3);
    }
    case "financial year":
      return start === null || said === "academic" ? null : dayOf(start, 4);
    case "academic year":
      return start === null || said === "financial" ? null : dayOf(start, 9);
    case "reporting year": {
      const found = /^(\d{4})(?: reporting(?: year)?)?$/i.exec(text);
      return found ? dayOf(Number(found[1]) - 1, 4) : null;
    }
  }
}

/**
 * Reads a period as the DfE's open data writes it, in two columns: `202425` `Financial year`, `2025` `Reporting year`, `202425`
 * `Academic year`, `2024` `June`, `202425` `Financial year Q1`.
 * @throws InputError naming `field` where the identifier is none of these, or of another kind than the KPI is counted by.
 */
export function readDfePeriod(time: string, identifier: string, kind: PeriodKind, field: string): Period {
  const said = identifier.trim().toLowerCase();
  const quarter = /^financial year q([1-4])$/.exec(said);
  if (quarter) return readPeriod(`${time.trim()} Q${quarter[1]}`, kind, field);
  if (monthNames.some((name) => name.toLowerCase() === said)) return readPeriod(`${said} ${time.trim()}`, kind, field);
  if (said === "financial year" || said === "academic year") return readPeriod(`${time.trim()} ${said}`, kind, field);
  if (said === "reporting year") return readPeriod(`${time.trim()} ${said}`, kind, field);
  throw new InputError(
    field,
    `“${identifier.slice(0, 40)}” is not a time that Tabled counts in. It knows Financial year, Reporting year, Academic year, Financial year Q1 to Q4, and months.`,
  );
}

function within(period: Period, field: string): Period {
  if (yearOf(period.startsOn) < earliest || yearOf(period.startsOn) > latest) {
    throw new InputError(field, `${periodSaid(period)} is outside the years that Tabled covers, ${earliest} to ${latest}.`);
  }
  return period;
}
