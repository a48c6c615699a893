// Which columns of a table of forecasts are which: months across, or the month in a column, a heading or the title; net amounts, or gross ones with income.

import { monthEnd } from "../finance/forecast.ts";
import { type Column, headingOf } from "./columns.ts";
import { firstDayOf, type MonthRead, monthIn, monthsAcross } from "./months.ts";
import { alike } from "./named.ts";
import type { Ask, Choices } from "./proposal.ts";
import { cellsIn } from "./rows.ts";
import type { TableReading } from "./table.ts";

export type Part = "net" | "gross expenditure" | "gross income";

/** A column of amounts: of which month, where its heading says so, and of which part of a forecast. */
export interface AmountColumn {
  readonly column: Column;
  readonly month: MonthRead | null;
  readonly part: Part;
  readonly isActual: boolean;
}

export interface ForecastColumns {
  readonly names: Column;
  readonly code: Column | null;
  /** The column that says each row's month. */
  readonly months: Column | null;
  readonly amounts: readonly AmountColumn[];
}

const codeName = /\b(code|cost cent(re|er) (no|number)|cc|account)\b/i;
const forecastName = /\b(forecast|outturn|projected|projection|full[- ]year|year[- ]end)\b/i;
const otherAmount = /\b(variance|budget|change|rose|movement|over|under|last (month|year)|previous|prior|%|difference)\b|%/i;
const monthName = /\b(month|period|as at|date|reported)\b/i;
const incomeName = /\bincome\b/i;
const grossName = /\b(gross )?expenditure\b|\bgross (spend|cost)/i;

/** The columns of a table of forecasts; null where no column names cost centres or none has amounts of a forecast. */
export function forecastColumns(table: TableReading, choices: Choices, asks: Ask[]): ForecastColumns | null {
  const numbers = table.columns.filter(({ holds }) => holds === "money" || holds === "count");
  const isMonth = (column: Column) => {
    const given = cellsIn(table.rows, column);
    return monthName.test(column.name) && column.holds !== "money" && given.length > 0 && given.filter((cell) => monthIn(cell) !== null).length >= given.length * 0.8;
  };
  const months = table.columns.find(isMonth) ?? null;
  const named = table.columns.filter((column) => column.holds === "words" && column !== months);
  const names =
    named.find(({ name }) => /cost cent(re|er)|service|budget (line|heading)|description|^(item|line|name)$/i.test(name)) ??
    (table.labels === months ? (named[0] ?? null) : table.labels);
  if (!names) return null;
  const code =
    table.columns.find(
      (column) => column !== names && column !== months && (column.holds === "code" || column.holds === "words" || column.holds === "count") && codeName.test(column.name),
    ) ?? null;
  const amounts =
    (months ? null : acrossIn(table)) ??
    amountColumns(
      numbers.filter((column) => column !== code),
      choices,
      asks,
    );
  return amounts.length === 0 ? null : { names, code, months, amounts };
}

/** A column a month. Of what was budgeted, was spent and is forecast in a month it is the last. */
function acrossIn(table: TableReading): AmountColumn[] | null {
  const across = monthsAcross(table.columns.map(headingOf));
  if (across.length === 0) return null;
  const found = across.flatMap(({ column: place, ...month }): (AmountColumn & { readonly isForecast: boolean })[] => {
    const column = table.columns[place] as Column;
    const text = headingOf(column);
    if ((column.holds !== "money" && column.holds !== "count") || /\bbudget\b/i.test(text)) return [];
    return [{ column, month, part: "net", isActual: /\b(actuals?|spend|spent)\b/i.test(text), isForecast: forecastName.test(text) }];
  });
  return found.filter((each) => each.isForecast || !found.some((other) => other !== each && other.month?.month === each.month?.month && (other.isForecast || !each.isActual)));
}

/** Columns of amounts that are all of the rows' own month, or of the one that a heading names. */
function amountColumns(numbers: readonly Column[], choices: Choices, asks: Ask[]): AmountColumn[] {
  const made = (column: Column, part: Part): AmountColumn => ({ column, month: monthIn(headingOf(column)), part, isActual: false });
  const chosen = numbers.find(({ name }) => alike(name, choices.amount));
  if (chosen) return [made(chosen, "net")];
  const possible = numbers.filter((column) => !otherAmount.test(headingOf(column)));
  const [income, gross] = [possible.find(({ name }) => incomeName.test(name)), possible.find(({ name }) => grossName.test(name) && !incomeName.test(name))];
  if (income && gross) return [made(gross, "gross expenditure"), made(income, "gross income")];
  const forecasts = possible.filter((column) => forecastName.test(headingOf(column)));
  const options = forecasts.length > 0 ? forecasts : possible;
  const [first] = options;
  if (options.length > 1) asks.push({ about: "amount", question: "Which column has the forecast of the year?", options: options.map(({ name }) => name) });
  return first ? [made(first, "net")] : [];
}

/** Whether a table is one of forecasts: amounts with months across, or Tabled's own monitoring table. */
export function looksLikeForecasts(table: TableReading): boolean {
  if (!table.labels) return false;
  const texts = table.columns.map(headingOf);
  const isOwn = texts.some((text) => /^(forecast outturn|gross expenditure)\b.*as at/i.test(text)) && texts.some((text) => /^latest budget/i.test(text));
  if (isOwn) return true;
  const across = acrossIn(table) ?? [];
  const says = [...table.header.above, ...texts].some((text) => forecastName.test(text) || /cost cent(re|er)|monitoring|profile/i.test(text));
  return across.length >= 3 && (across.some(({ column }) => column.holds === "money") || says);
}

/** The last day of a month, of the financial year that is meant where its text has no year; null where that is not known. */
export function asAtOf(month: Pick<MonthRead, "month" | "year">, year: string | null): string | null {
  const first = firstDayOf(month, year);
  return first && monthEnd(first);
}
