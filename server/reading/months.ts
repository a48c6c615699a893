// Months as headings and cells name them: "Apr", "Apr-25", "April 2025", "2025-04", a day of the month, "Period 1", "P1".
import { startOf } from "../finance/financialYear.ts";
import { dayOf, monthNamed, twoYearsOf } from "./cellKinds.ts";

export interface MonthRead {
  /** 1 is January. */
  readonly month: number;
  /** The calendar year; null where the text does not say it. */
  readonly year: number | null;
  /** What of the text names the month. */
  readonly text: string;
}

const named = /(?<![a-z])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])/i;
const afterName = /^[.,]?[ '’/-]*(\d{4}[/-]\d{2,4}|\d{2}\/\d{2}|\d{4}|\d{2})(?!\d)/;
const numbered = /(?<![a-z])(?:period|per|p|month|mth|m) ?0?(\d{1,2})(?!\d)/i;

/** The month that stands anywhere in a text; null where none does. The first period of a financial year is April. */
export function monthIn(text: string): MonthRead | null {
  const iso = /(?<!\d)((?:19|20)\d{2})-(0[1-9]|1[0-2])(?:-\d{2})?(?:T[\d:.]+Z?)?(?![\d-])/.exec(text);
  if (iso && twoYearsOf(iso[0]) === null) return { month: Number(iso[2]), year: Number(iso[1]), text: iso[0] };
  const day = dayOf(text, "day first");
  if (day !== null) return { month: Number(day.slice(5, 7)), year: Number(day.slice(0, 4)), text };
  const name = named.exec(text);
  if (name) {
    const month = monthNamed(name[1] as string);
    const year = afterName.exec(text.slice(name.index + name[0].length));
    return { month, year: year ? calendarYear(year[1] as string, month) : null, text: name[0] + (year?.[0] ?? "") };
  }
  const period = numbered.exec(text);
  const place = Number(period?.[1]);
  return period && place >= 1 && place <= 12 ? { month: ((place + 2) % 12) + 1, year: null, text: period[0] } : null;
}

/** "2025" and "25" are themselves; of "2025/26" it is the one that the month is in. */
function calendarYear(text: string, month: number): number {
  const years = twoYearsOf(text);
  return years !== null ? yearWithin(years, month) : Number(text.slice(0, 4)) + (text.length === 2 ? 2000 : 0);
}

/** The calendar year of a month of a financial year: January to March are in its second. */
function yearWithin(financialYear: string, month: number): number {
  return startOf(financialYear) + (month < 4 ? 1 : 0);
}

/** What headings of figures say beside their month. */
const beside = /\b(forecasts?|outturn|projected|projection|estimated?|actuals?|budget|net|gross|spend|total for|month|end|as at|to|£ ?(000'?s?|m|k)?)\b|£ ?(000'?s?|m|k)?|[():,]/gi;

/** The months that headings name, each with its column, where they are months one after the other: at least three, so that no two days of a list are taken for them. */
export function monthsAcross(headings: readonly string[]): (MonthRead & { readonly column: number })[] {
  const found = headings.flatMap((heading, column) => {
    const month = monthIn(heading);
    const rest = month ? heading.replace(month.text, "").replace(beside, "").trim() : heading;
    return month && rest === "" ? [{ ...month, column }] : [];
  });
  const places = [...new Set(found.map(({ month }) => month))];
  const follow = places.every((month, index) => index === 0 || month === ((places[index - 1] as number) % 12) + 1);
  return follow && places.length >= 3 ? found : [];
}

/** The first day of a month of a financial year, or of its own calendar year where it says one; null where neither is known. */
export function firstDayOf({ month, year }: Pick<MonthRead, "month" | "year">, financialYear: string | null): string | null {
  const calendar = year ?? (financialYear === null ? null : yearWithin(financialYear, month));
  return calendar === null ? null : `${calendar}-${String(month).padStart(2, "0")}-01`;
}
