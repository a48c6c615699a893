// Financial years: 1 April to 31 March, written 2023/24.
import { calendarDay, type Day } from "./day.ts";
import { InputError } from "./inputError.ts";

/** "2023/24". Text, because it is how every report writes it and because it sorts as written. */
export type FinancialYear = string;

const form = /^(\d{4})\/(\d{2})$/;
const earliest = 1990;
const latest = 2090;

/**
 * Checks that a text is a financial year and returns it: "2023/24" is, "2023/25" and "2023" are not.
 * @throws InputError naming `field`. Years from 1990/91 to 2090/91 are known.
 */
export function financialYear(text: string, field = "year"): FinancialYear {
  const match = form.exec(text);
  const start = Number(match?.[1]);
  if (!match || (start + 1) % 100 !== Number(match[2])) {
    throw new InputError(field, `“${text.slice(0, 40)}” is not a financial year. Write it as 2023/24: it runs from 1 April to 31 March.`);
  }
  if (start < earliest || start > latest) {
    throw new InputError(field, `${text} is outside the years that Tabled covers, ${yearStarting(earliest)} to ${yearStarting(latest)}.`);
  }
  return text;
}

/**
 * Checks that a text is a day of a financial year that is known, and returns it: "2023-10-01" is, "0203-10-01" is not. A start so
 * mistyped would be charged in every year there is.
 * @throws InputError naming `field`.
 */
export function dayInYears(text: string, field = "day"): Day {
  const day = calendarDay(text, field);
  if (day < firstDay(yearStarting(earliest)) || day > lastDay(yearStarting(latest))) {
    throw new InputError(field, `${day} is outside the years that Tabled covers, ${yearStarting(earliest)} to ${yearStarting(latest)}.`);
  }
  return day;
}

/** The calendar year in which a financial year starts: 2023 for "2023/24". */
export function startOf(year: FinancialYear): number {
  return Number(year.slice(0, 4));
}

/** The financial year that starts in a calendar year: "2023/24" for 2023. */
export function yearStarting(start: number): FinancialYear {
  return `${start}/${String((start + 1) % 100).padStart(2, "0")}`;
}

/** A run of financial years: `yearsFrom("2023/24", 2)` is 2023/24, 2024/25. */
export function yearsFrom(first: FinancialYear, count: number): FinancialYear[] {
  const start = startOf(first);
  return Array.from({ length: count }, (_, index) => yearStarting(start + index));
}

/** The financial year that a day falls in: "2023/24" for 2024-03-31, "2024/25" for 2024-04-01. */
export function yearOf(day: string): FinancialYear {
  const calendarYear = Number(day.slice(0, 4));
  return yearStarting(day.slice(5) >= "04-01" ? calendarYear : calendarYear - 1);
}

/** The first and the last day of a financial year, as ISO days. */
export function firstDay(year: FinancialYear): string {
  return `${startOf(year)}-04-01`;
}
export function lastDay(year: FinancialYear): string {
  return `${startOf(year) + 1}-03-31`;
}
