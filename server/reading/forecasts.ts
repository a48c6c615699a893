// A table read as forecasts: what each cost centre's year was forecast to come to as at the end of a month, from months across or a row a month.

import { yearOf } from "../finance/financialYear.ts";
import { monthSaid } from "../finance/forecast.ts";
import type { MoneyUnit } from "../finance/money.ts";
import { halfIn, penceIn, whyLeftOut } from "./budgetLines.ts";
import { markOf } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { type AmountColumn, asAtOf, type ForecastColumns, forecastColumns, type Part } from "./forecastColumns.ts";
import { checkedTotals, sumOfMonths, yearTotals } from "./forecastTotals.ts";
import { monthIn } from "./months.ts";
import type { Ask, Choices, LeftOut, ReadTotal } from "./proposal.ts";
import { cellOf, cellsIn, type ReadRow } from "./rows.ts";
import type { TableReading } from "./table.ts";
import { allInPounds, guessedUnit } from "./unitAndYears.ts";

export interface ForecastLine {
  readonly at: number;
  readonly name: string;
  readonly code: string;
  readonly year: string;
  /** The last day of the month. */
  readonly asAt: string;
  readonly part: Part;
  readonly pence: number;
  /** Half of the last digit that it is printed with, in pence. */
  readonly half: number;
}

export interface ForecastsRead {
  readonly unit: MoneyUnit;
  /** Whether the table itself says its unit, or has a £ before every amount. */
  readonly saysUnit: boolean;
  readonly lines: readonly ForecastLine[];
  readonly totals: readonly ReadTotal[];
  readonly leftOut: readonly LeftOut[];
  readonly asks: readonly Ask[];
  readonly columnsLeftOut: Readonly<Record<string, string>>;
  readonly refused: string | null;
}

export const wholeYear = "the whole year";
export const ownMonth = "its own month";
const monthsQuestion = "Is each month’s amount what the whole year was forecast to come to by then, or that month’s own part of the year?";
const monthQuestion = "As at the end of which month is this forecast?";
const saysWholeYear = /\b(outturn|full[- ]year|year[- ]end|year to come|annual forecast|projected year)\b/i;

/** Reads forecasts out of a table. `near` says of the sum of its newest month whether it is as much as a year's budget or as a month of it, where that is stored. */
export function forecastsIn(
  table: TableReading,
  choices: Choices,
  near: (year: string, pence: number, names: readonly string[]) => typeof wholeYear | typeof ownMonth | null,
): ForecastsRead {
  const asks: Ask[] = [];
  const columns = forecastColumns(table, choices, asks);
  const saysUnit = table.unit !== null || (columns !== null && allInPounds(table, columns.amounts));
  const unit = choices.unit ?? table.unit ?? (saysUnit ? "pounds" : guessedUnit(table, asks));
  const nothing = { unit, saysUnit, lines: [], totals: [], leftOut: [], asks, columnsLeftOut: {} };
  if (!columns) return { ...nothing, refused: "No column names cost centres beside amounts of a forecast." };
  const year = choices.year ?? yearInHeadings(columns) ?? table.year;
  const months = columns.months ? cellsIn(table.rows, columns.months).flatMap((cell) => monthIn(cell) ?? []) : columns.amounts.flatMap(({ month }) => month ?? []);
  if (year === null && (months.length === 0 || months.some((month) => month.year === null)))
    asks.push({ about: "year", question: "Which financial year is forecast?", options: [] });
  const asAt = months.length > 0 ? null : monthOfAll(table, choices, year, asks);
  const leftOut: LeftOut[] = [];
  const read = table.rows.flatMap((row) => linesOf(row, columns, { unit, year, asAt }, leftOut));
  const several = new Set(read.map((line) => line.asAt)).size > 1;
  const meant = several ? meaning(table, columns, choices, read, near, asks) : wholeYear;
  const whole = meant === ownMonth ? yearOfMonths(table, columns, choices, read, asks) : read;
  return {
    unit,
    saysUnit,
    lines: typeof whole === "string" ? [] : whole,
    totals: [...yearTotals(table, columns, unit), ...checkedTotals(table, columns, unit, year)],
    leftOut,
    asks,
    columnsLeftOut: columnsLeftOut(table, columns),
    refused:
      typeof whole === "string" ? whole : read.length === 0 && !asks.some(({ taken }) => taken === undefined) ? "No row has a cost centre with a forecast of a month." : null,
  };
}

/** The financial year of the months that headings name with their years. */
function yearInHeadings({ amounts }: ForecastColumns): string | null {
  const years = new Set(amounts.flatMap(({ month }) => (month?.year ? [yearOf(asAtOf(month, null) as string)] : [])));
  return years.size === 1 ? ([...years][0] as string) : null;
}

/** The month that all amounts are as at, where neither a column nor a heading has it. */
function monthOfAll(table: TableReading, choices: Choices, year: string | null, asks: Ask[]): string | null {
  const chosen = monthIn(choices.period ?? "");
  if (chosen) {
    const day = asAtOf(chosen, year);
    if (day) asks.push({ about: "period", question: monthQuestion, options: year === null ? [] : monthsOf(year), taken: monthSaid(day) });
    return day;
  }
  const titled = table.header.above.map((line) => monthIn(line)).find((month) => month !== null);
  const asAt = titled ? asAtOf(titled, year) : null;
  if (asAt) asks.push({ about: "period", question: `${monthQuestion} The title says ${monthSaid(asAt)}.`, options: year === null ? [] : monthsOf(year), taken: monthSaid(asAt) });
  else asks.push({ about: "period", question: monthQuestion, options: year === null ? [] : monthsOf(year) });
  return asAt;
}

const monthsOf = (year: string) => Array.from({ length: 12 }, (_, index) => monthSaid(asAtOf({ month: ((index + 3) % 12) + 1, year: null }, year) as string));

interface Of {
  readonly unit: MoneyUnit;
  readonly year: string | null;
  readonly asAt: string | null;
}

/** What a row says of each month. */
function linesOf(row: ReadRow, { names, code, months, amounts }: ForecastColumns, { unit, year, asAt }: Of, leftOut: LeftOut[]): ForecastLine[] {
  const cell = (column: Column | null) => cellOf(row, column);
  const name = cell(names);
  const out = (why: string): [] => {
    leftOut.push({ at: `row ${row.at}`, label: name || row.label, why, pence: [] });
    return [];
  };
  if (row.kind === "blank" || row.kind === "heading") return [];
  if (row.kind !== "leaf") return out(whyLeftOut(row.kind, row.label));
  if (name === "") return out("it names no cost centre");
  return amounts.flatMap(({ column, month, part }): ForecastLine[] => {
    const text = cell(column);
    const pence = penceIn(text, unit);
    if (pence === null) {
      if (text !== "" && markOf(text) === null) leftOut.push({ at: `row ${row.at}, ${column.name}`, label: name, why: `“${text}” is no amount`, pence: [] });
      return [];
    }
    const own = months ? monthIn(cell(months)) : month;
    if (months && !own) return out(`“${cell(months)}” is no month`);
    const day = own ? asAtOf(own, year) : asAt;
    if (day === null) return [];
    // A forecast of a year may still be made after its end, while it is closed.
    const of = year ?? yearOf(day);
    return [{ at: row.at, name, code: cell(code), year: of, asAt: day, part, pence: part === "gross income" ? Math.abs(pence) : pence, half: halfIn(text, unit) }];
  });
}

/** What the amounts of several months are of: the year each, or together. */
function meaning(
  table: TableReading,
  columns: ForecastColumns,
  choices: Choices,
  lines: readonly ForecastLine[],
  near: Parameters<typeof forecastsIn>[2],
  asks: Ask[],
): typeof wholeYear | typeof ownMonth | null {
  const told = (taken: typeof wholeYear | typeof ownMonth, why: string) => {
    asks.push({ about: "months", question: `${monthsQuestion} ${why}`, options: [wholeYear, ownMonth], taken });
    return taken;
  };
  if (choices.months === wholeYear || choices.months === ownMonth) {
    asks.push({ about: "months", question: monthsQuestion, options: [wholeYear, ownMonth], taken: choices.months });
    return choices.months;
  }
  const total = yearOfSums(table, columns);
  if (total) return told(ownMonth, `“${total}” is the sum of the months.`);
  const said = [...table.header.above, ...columns.amounts.map(({ column }) => `${column.group ?? ""} ${column.name}`)].find((text) => saysWholeYear.test(text));
  if (said !== undefined) return told(wholeYear, `“${said.trim()}” says so.`);
  const newest = lines.reduce((last, { asAt }) => (asAt > last ? asAt : last), "");
  const last = lines.filter((line) => line.asAt === newest && line.part !== "gross income");
  const beside = last[0]
    ? near(
        last[0].year,
        last.reduce((sum, { pence }) => sum + pence, 0),
        last.map(({ name }) => name),
      )
    : null;
  if (beside !== null) return told(beside, `Beside the budget of the year that is stored, ${monthSaid(newest)} is ${beside === wholeYear ? "a whole year" : "a part of it"}.`);
  asks.push({ about: "months", question: monthsQuestion, options: [wholeYear, ownMonth] });
  return null;
}

/** The name of the column that is the sum of all months in nine of ten rows. */
function yearOfSums(table: TableReading, columns: ForecastColumns): string | null {
  const name = sumOfMonths(table, columns)?.column.name;
  const check = table.columnChecks.find(({ column }) => column === name);
  return name !== undefined && check && check.agrees >= check.rows * 0.9 ? name : null;
}

/** Each cost centre's year, put together from its months; or why it cannot be. */
function yearOfMonths(table: TableReading, columns: ForecastColumns, choices: Choices, lines: readonly ForecastLine[], asks: Ask[]): ForecastLine[] | string {
  const months = [...new Set(lines.map(({ asAt }) => asAt))].sort();
  if (months.length < 12) return `These are ${months.length} months of the year, and what is stored is what a whole year is forecast to come to.`;
  const year = lines[0]?.year ?? null;
  const actual = choices.period === undefined ? newestActual(columns.amounts, year) : null;
  if (actual !== null)
    asks.push({ about: "period", question: `${monthQuestion} ${monthSaid(actual)} is the last that was spent.`, options: monthsOf(year as string), taken: monthSaid(actual) });
  const asAt = actual ?? monthOfAll(table, choices, year, asks);
  const found = new Map<string, ForecastLine>();
  for (const line of lines) {
    const key = `${line.name.toLowerCase()}\n${line.part}`;
    const before = found.get(key);
    found.set(key, { ...line, ...(asAt !== null && { asAt }), pence: (before?.pence ?? 0) + line.pence, half: (before?.half ?? 0) + line.half, at: before?.at ?? line.at });
  }
  return asAt === null ? [] : [...found.values()];
}

/** The last month of which headings say that it was spent, where later ones are forecast. */
function newestActual(amounts: readonly AmountColumn[], year: string | null): string | null {
  const actual = amounts.flatMap(({ isActual, month }) => (isActual && month ? (asAtOf(month, year) ?? []) : []));
  return actual.length > 0 && actual.length < amounts.length ? (actual.sort().at(-1) ?? null) : null;
}

function columnsLeftOut(table: TableReading, { names, code, months, amounts }: ForecastColumns): Record<string, string> {
  const used = new Set([names, code, months, ...amounts.map(({ column }) => column)]);
  const sums = new Set(table.totalColumns.map(({ row }) => row));
  return Object.fromEntries(
    table.columns.flatMap((column) =>
      used.has(column) || column.holds === "nothing" ? [] : [[column.name, sums.has(column.index) ? "it is the sum of other columns" : "it is no forecast of a month"]],
    ),
  );
}
