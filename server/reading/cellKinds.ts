// What one cell's text can be, whatever its column makes of it: a mark, a number, a day, a year, a code, or words.
import { monthNames } from "../finance/day.ts";
import { Exact } from "../finance/exact.ts";
import { yearStarting } from "../finance/financialYear.ts";
import { plainText, typedNumber } from "../finance/typedNumber.ts";

/** Why a cell has no value, as statistics write it. */
export type Mark = "not available" | "confidential" | "not applicable" | "low";

const marks: readonly [RegExp, Mark][] = [
  [/^\[?(c|x\*|supp(ressed)?|u)\]?$/i, "confidential"],
  [/^(\[x\]|x|\[?w\]?|\.\.|:|n\/a|na|#n\/a|not available|category discontinued|-{2,})$/i, "not available"],
  [/^(\[z\]|z|not applicable|\.)$/i, "not applicable"],
  [/^\[?(low|k)\]?$/i, "low"],
];

/** What a mark means; null of what is none. A lone dash is none: in tables of money it is nil. */
export function markOf(text: string): Mark | null {
  if (text.length > 24 || /\d/.test(text)) return null;
  return marks.find(([form]) => form.test(text))?.[1] ?? null;
}

/** A number as a table prints it. */
export interface PrintedNumber {
  readonly value: Exact;
  /** It has a £ of its own. */
  readonly pounds: boolean;
  /** It ends in k, m or bn, so that its unit is its own. */
  readonly multiplied: boolean;
  readonly percent: boolean;
  /** How many decimals are printed: the value stands for what lies half of the last one around it. */
  readonly decimals: number;
}

/** Most cells of most tables: digits alone, or with commas and a point. */
const plainDigits = /^-?\d{1,15}(\.\d{1,6})?$/;
/** "Service line 5": in a number no letter comes before its first digit. */
const lettersFirst = /^[^\da-z]*[a-z]\D*\d/i;
const wanted = { noun: "number", otherwise: "is no number" };

/**
 * A number as spreadsheets and reports print it: £4,646, (1,250), 1,326-, 6 100, £5.2m, 27%, 5,963.00; a dash alone is nil. Null of what is none: a mark, a date, words,
 * nothing. The digits are as printed: what they are thousands of, the table says.
 */
export function printedNumber(text: string): PrintedNumber | null {
  if (plainDigits.test(text))
    return {
      value: Exact.decimal(text),
      pounds: false,
      multiplied: false,
      percent: false,
      decimals: text.length - 1 - (text.indexOf(".") < 0 ? text.length - 1 : text.indexOf(".")),
    };
  const rounded = withoutBinaryDigits(text);
  if (rounded !== text) return printedNumber(rounded);
  if (text === "" || text.length > 40 || !/\d|^£?[-–—]$|^nil$/i.test(text) || lettersFirst.test(text) || markOf(text) !== null) return null;
  // Accounting formats keep the pound sign, the sign and the digits apart.
  const tidy = plainText(text)
    .replace(/^(£|\()\s+/, "$1")
    .replace(/\s+([)%-])$/, "$1")
    // Ledgers write credits and debits in letters.
    .replace(/^([\d,.]+) ?cr$/i, "-$1")
    .replace(/^([\d,.]+) ?dr$/i, "$1")
    .replace(/^(-)\s+/, "$1");
  try {
    const read = typedNumber(tidy, wanted, "");
    return read && { ...read, decimals: /\.(\d+)/.exec(tidy)?.[1]?.length ?? 0 };
  } catch {
    return scientific(tidy);
  }
}

/** Reads each text once: a table says the same of many things, and is gone through several times. */
export function numberReader(): (text: string) => PrintedNumber | null {
  const known = new Map<string, PrintedNumber | null>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const number = printedNumber(text);
    known.set(text, number);
    return number;
  };
}

/** 1101.9000000000001 is 1101.9: spreadsheets store binary fractions, which have 15 digits to rely on, and write out 17. */
function withoutBinaryDigits(text: string): string {
  const digits = /^-?0*(\d{0,15})\.(\d{7,})$/.exec(text);
  if (!digits || `${digits[1]}${digits[2]}`.replace(/^0+/, "").length < 16 || Math.abs(Number(text)) < 1e-5) return text;
  const [whole, part = ""] = Number(text).toPrecision(15).split(".");
  return part.replace(/0+$/, "") === "" ? (whole as string) : `${whole}.${part.replace(/0+$/, "")}`;
}

/** 1.25E+06, which spreadsheets write into text files; never so large or so small that it is a name. */
function scientific(text: string): PrintedNumber | null {
  const found = /^(-?\d(?:\.\d+)?)E([+-]?\d{1,2})$/i.exec(text);
  if (!found) return null;
  const power = Exact.whole(10n ** BigInt(Math.abs(Number(found[2]))));
  const digits = Exact.decimal(found[1] as string);
  return { value: Number(found[2]) < 0 ? digits.dividedBy(power) : digits.times(power), pounds: false, multiplied: false, percent: false, decimals: 0 };
}

/** The day that a text is in one order of its parts; null of none. Two digits of a year are of 1990 to 2089. */
export function dayOf(text: string, order: "day first" | "month first"): string | null {
  if (text.length < 6 || text.length > 30 || !/^(\d.*[-/. a-z]|[a-z]+\.? \d)/i.test(text)) return null;
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+Z?)?$/.exec(text);
  if (iso) return calendar(iso[1], iso[2], iso[3]);
  const figures = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?: [\d:]+)?$/.exec(text);
  if (figures) return order === "day first" ? calendar(figures[4], figures[3], figures[1]) : calendar(figures[4], figures[1], figures[3]);
  const named = /^(\d{1,2})(?:st|nd|rd|th)?[-/. ]?([a-z]{3,9})\.?,?[-/. ]?(\d{4}|\d{2})$/i.exec(text);
  if (named) return calendar(named[3], String(monthNamed(named[2] as string)), named[1]);
  const monthFirst = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(text);
  return monthFirst ? calendar(monthFirst[3], String(monthNamed(monthFirst[1] as string)), monthFirst[2]) : null;
}

const firstLetters = monthNames.map((name) => name.slice(0, 3).toLowerCase());

/** The month whose first three letters a name has, 1 for January; 0 where it is of none. */
export function monthNamed(name: string): number {
  return firstLetters.indexOf(name.toLowerCase().slice(0, 3)) + 1;
}

function calendar(year = "", month = "", day = ""): string | null {
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) >= 90 ? 1900 : 2000);
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)));
  if (date.getUTCFullYear() !== full || date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  return full >= 1900 && full < 2100 ? date.toISOString().slice(0, 10) : null;
}

/** The financial year that a text names by both of its years: 2024/25, 2024-25, 24/25, 202425, 2024/2025, FY24/25. Null of what names none, and of one year alone. */
export function twoYearsOf(text: string): string | null {
  const found = /^(?:fy ?)?(\d{4}|\d{2}) ?[/–-] ?(\d{4}|\d{2})$/i.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text);
  if (!found) return null;
  const first = Number(found[1]) + ((found[1] as string).length === 4 ? 0 : 2000);
  const second = Number(found[2]) % 100;
  return first >= 1990 && first <= 2090 && second === (first + 1) % 100 ? yearStarting(first) : null;
}

/** One year alone: 2024, FY25. Of which financial year it is, its column's heading or a person says. */
export function oneYearOf(text: string): number | null {
  const found = /^(?:fy ?)?(\d{4})$/i.exec(text)?.[1] ?? /^fy ?(\d{2})$/i.exec(text)?.[1];
  if (!found) return null;
  const year = Number(found) + (found.length === 4 ? 0 : 2000);
  return year >= 1990 && year <= 2090 ? year : null;
}

/** A code by which places, organisations or returns are known: E06000022, E0101, E92000001, 301 is none, since it may be a count. */
export function isCode(text: string): boolean {
  return /^[EWSNJK]\d{2,8}$/i.test(text) || /^[A-Z]{2,6}\d{2,6}$/.test(text);
}

/** Whether a text is a value rather than words: a number, a mark, a day, or a year. */
export function isValue(text: string): boolean {
  return text !== "" && (printedNumber(text) !== null || markOf(text) !== null || dayOf(text, "day first") !== null || twoYearsOf(text) !== null);
}
