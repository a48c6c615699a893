// A day and a financial year as people in England write them.
import { calendarDay, type Day } from "./day.ts";
import { dayInYears, type FinancialYear, financialYear, yearStarting } from "./financialYear.ts";
import { InputError } from "./inputError.ts";
import { plainText, quotedText } from "./typedNumber.ts";

const asDay = "Type the day, the month and the year, as 31/03/2026 or 31 March 2026.";
const asYear = "Type it as 2023/24.";

const isoForm = /^(?<year>\d{4})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})$/;
const figuresForm = /^(?<day>\d{1,2})(?<sign>[-/. ])(?<month>\d{1,2})\k<sign>(?<year>\d{4}|\d{2})$/;
const wordsForm = /^(?:the )?(?<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?[-/. ]?(?<name>[a-z]{3,9})\.?,?[-/. ]?(?<year>\d{4}|\d{2})$/i;
const monthFirstForm = /^(?<name>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/i;

const monthNames = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/** Two digits of a year: 90 to 99 are of the last century, and 00 to 89 of this one, since years from 1990/91 to 2090/91 are known. */
function fullYear(digits: string): number {
  return digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) >= 90 ? 1900 : 2000);
}

function monthNamed(name: string): number {
  const lower = name.toLowerCase();
  return monthNames.findIndex((month) => month === lower || month.slice(0, 3) === lower || (lower === "sept" && month === "september")) + 1;
}

/**
 * Reads a day as it is written in England, the day before the month, with the month in figures or by its name; or as computers write it,
 * 2026-03-31. A year of two digits is 1990 to 2089. Blank is no day (null).
 * `typedDay("31-Mar-26")` and `typedDay("31/3/2026")` are "2026-03-31".
 * @throws InputError naming `field`: the American order, a day that is not in the calendar, a day without its year, and years not known.
 */
export function typedDay(typed: string, field = "typed"): Day | null {
  const text = plainText(typed).replace(/\s+/g, " ");
  if (text === "") return null;
  const quoted = quotedText(typed);
  const found = (isoForm.exec(text) ?? figuresForm.exec(text) ?? wordsForm.exec(text) ?? monthFirstForm.exec(text))?.groups;
  if (!found) throw new InputError(field, notADay(text, quoted));
  const month = found.name ? monthNamed(found.name) : Number(found.month);
  const date = Number(found.day);
  if (month === 0 && found.name) throw new InputError(field, `${quoted} names no month of the year. ${asDay}`);
  if (month > 12 && date <= 12) throw new InputError(field, `${quoted} has the month before the day. Type the day first: ${month}/${twoDigits(date)}/${found.year}.`);
  if (month > 12 || month < 1) throw new InputError(field, `${quoted} is not a day: there is no month ${month}. ${asDay}`);
  const day = `${String(fullYear(found.year as string)).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(date)}`;
  checkInCalendar(day, quoted, field);
  return dayInYears(day, field);
}

/** The calendar's own refusal, with the day as it was typed. */
function checkInCalendar(day: string, quoted: string, field: string): void {
  try {
    calendarDay(day, field);
  } catch (error) {
    throw error instanceof InputError ? new InputError(field, error.message.replace(day, quoted)) : error;
  }
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

function notADay(text: string, quoted: string): string {
  if (/^\d{5}(\.\d+)?$/.test(text)) return `${quoted} is how Excel stores a day. ${asDay}`;
  if (/^\d{1,2}([-/. ])\d{1,2}$/.test(text) || /^\d{1,2}(st|nd|rd|th)? ?[a-z]{3,9}$/i.test(text)) return `${quoted} does not say which year. ${asDay}`;
  if (/^[a-z]{3,9}[-/. ]\d{2,4}$/i.test(text)) return `${quoted} does not say which day of the month. ${asDay}`;
  return `${quoted} is not a day. ${asDay}`;
}

const yearForm = /^(?:fy ?)?(?<first>\d{4}|\d{2}) ?[/-] ?(?<second>\d{4}|\d{2})$/i;
const runTogether = /^(?<first>\d{4})(?<second>\d{2})$/;

/**
 * Reads a financial year: 2023/24, 2023-24, 23/24, 2023/2024 and 202324 are all "2023/24". Blank is no year (null).
 * One year alone is refused, since 2024 and FY24 are written for 2023/24 and for 2024/25.
 * @throws InputError naming `field`: what is no year, two years that do not follow each other, and years not known.
 */
export function typedYear(typed: string, field = "typed"): FinancialYear | null {
  const text = plainText(typed).replace(/\s+/g, " ");
  if (text === "") return null;
  const quoted = quotedText(typed);
  const single = /^(?:fy ?)?(\d{4}|\d{2})$/i.exec(text)?.[1];
  if (single !== undefined) {
    const year = fullYear(single);
    throw new InputError(field, `${quoted} can mean ${yearStarting(year - 1)} or ${yearStarting(year)}. Type the one that is meant in full, as ${yearStarting(year)}.`);
  }
  const found = (yearForm.exec(text) ?? runTogether.exec(text))?.groups;
  if (!found) throw new InputError(field, `${quoted} is not a financial year. ${asYear}`);
  const [first, second] = [found.first as string, found.second as string];
  const start = fullYear(first);
  if (second.length === 4 ? Number(second) !== start + 1 : Number(second) !== (start + 1) % 100) {
    throw new InputError(field, `${quoted} is not a financial year: ${second} does not follow ${first}. It runs from 1 April to 31 March. ${asYear}`);
  }
  return financialYear(yearStarting(start), field);
}
