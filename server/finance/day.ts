// Calendar days as ISO text, and the counting of days and months between them. No clock and no time zone.
import { InputError } from "./inputError.ts";

/** "2023-10-01". */
export type Day = string;

const form = /^(\d{4})-(\d{2})-(\d{2})$/;
const millisecondsInDay = 86_400_000;

/**
 * Checks that a text is a day of the calendar and returns it. "2024-02-29" is one, "2023-02-29" is not.
 * @throws InputError naming `field`.
 */
export function calendarDay(text: string, field = "day"): Day {
  const match = form.exec(text);
  if (!match) throw new InputError(field, `“${text.slice(0, 40)}” is not a day. Write it as year-month-day, 2023-10-01.`);
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new InputError(field, `${text} is not in the calendar: ${monthName(month, year)} has ${daysInMonth(year, month)} days.`);
  }
  return text;
}

/** Days from the first day to the last, both counted: 2023-10-01 to 2024-03-31 is 183. */
export function daysInclusive(first: Day, last: Day): number {
  return (Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / millisecondsInDay + 1;
}

/** The day so many days after; before, where the number is below nil. `daysAfter("2024-02-28", 2)` is 2024-03-01. */
export function daysAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsInDay).toISOString().slice(0, 10);
}

/** The day that is so many months after another; from the end of a long month, the end of a shorter one. `addMonths("2024-01-31", 1)` is 2024-02-29. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const monthsSince = year * 12 + month - 1 + months;
  const toYear = Math.floor(monthsSince / 12);
  const toMonth = monthsSince - toYear * 12 + 1;
  return dayText(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

function dayText(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A day as its reader says it: "2018-06-30" is "30 June 2018". */
export function dayInWords(day: Day): string {
  return `${Number(day.slice(8))} ${monthInWords(day)}`;
}

/** A day's month: "2018-06-30" is of "June 2018". */
export function monthInWords(day: Day): string {
  return `${monthNames[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** The same in a column's heading: "Jun 2018". */
export function monthInShort(day: Day): string {
  return `${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** The same in a table: "30 Jun 2018". */
export function dayInShort(day: Day): string {
  return `${Number(day.slice(8))} ${monthInShort(day)}`;
}

export const monthNames = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function monthName(month: number, year: number): string {
  if (month < 1 || month > 12) return "a year has 12 months; this month";
  return `${monthNames[month - 1]} ${year}`;
}

/** The later of two days. */
export function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
