// The totals of a table of forecasts beside what they add up: the rows called a total, month by month, and a column that adds up the months.

import { monthSaid } from "../finance/forecast.ts";
import type { MoneyUnit } from "../finance/money.ts";
import { inPence, penceIn } from "./budgetLines.ts";
import type { Column } from "./columns.ts";
import { asAtOf, type ForecastColumns } from "./forecastColumns.ts";
import type { ReadTotal } from "./proposal.ts";
import type { TableReading } from "./table.ts";

/** Rows that add up others: one line where all months agree, else one for each month that does not. */
export function checkedTotals(table: TableReading, { amounts }: ForecastColumns, unit: MoneyUnit, year: string | null): ReadTotal[] {
  return table.totals.flatMap(({ row, label, sum }): ReadTotal[] => {
    const each = amounts.flatMap(({ column, month }) => {
      const place = table.adding.findIndex(({ index }) => index === column.index);
      const agrees = sum.agrees[place] ?? null;
      if (agrees === null) return [];
      const asAt = month && asAtOf(month, year);
      const named = amounts.length === 1 ? label : `${label}, ${asAt ? monthSaid(asAt, "short") : column.name}`;
      return [
        {
          at: `row ${table.rows[row]?.at}`,
          label: named,
          stated: [penceIn(table.rows[row]?.cells[column.index] ?? "", unit)],
          computed: [inPence(sum.sums[place] ?? null, unit)],
          agrees: [agrees],
        },
      ];
    });
    const wrong = each.filter(({ agrees }) => agrees[0] === false);
    const last = each.at(-1);
    if (wrong.length > 0) return wrong;
    return last ? [{ ...last, label: each.length > 1 ? `${label}, all ${each.length} months; the last` : label }] : [];
  });
}

/** A column that adds up months, and those that it adds up, as they stand in the table; null where none does. */
export function sumOfMonths(table: TableReading, { amounts }: ForecastColumns): { readonly column: Column; readonly of: readonly number[] } | null {
  const months = new Set(amounts.map(({ column }) => column.index));
  const sum = table.totalColumns.find(({ of, row }) => !months.has(row) && of.length >= 3 && of.every((each) => months.has(each)));
  const column = table.columns[sum?.row ?? -1];
  return sum && column ? { column, of: sum.of } : null;
}

/** The column that adds up the months: one line where all rows agree, else one for each row that does not. */
export function yearTotals(table: TableReading, columns: ForecastColumns, unit: MoneyUnit): ReadTotal[] {
  const sum = sumOfMonths(table, columns);
  if (!sum) return [];
  const { column } = sum;
  const leaves = table.rows.filter(({ kind }) => kind === "leaf");
  const wrong = new Set(table.columnChecks.find((check) => check.column === column.name)?.wrong);
  const read = leaves.map(({ at, cells }) => ({
    at,
    name: cells[columns.names.index] ?? "",
    stated: penceIn(cells[column.index] ?? "", unit),
    computed: sum.of.reduce((total, each) => total + (penceIn(cells[each] ?? "", unit) ?? 0), 0),
  }));
  const apart = read.filter(({ at }) => wrong.has(at));
  if (apart.length > 0)
    return apart.map(({ at, name, stated, computed }) => ({ at: `row ${at}`, label: `${name}, ${column.name}`, stated: [stated], computed: [computed], agrees: [false] }));
  const all = (of: (each: (typeof read)[number]) => number | null) => read.reduce((total, each) => total + (of(each) ?? 0), 0);
  return [{ at: `column ${column.name}`, label: `${column.name}, all rows`, stated: [all(({ stated }) => stated)], computed: [all(({ computed }) => computed)], agrees: [true] }];
}
