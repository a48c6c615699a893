// A table as a report printed it, read for the cells that stand beside the computed ones: each row's by year, in the table's own unit, with what its sums come to.

import type { Exact } from "../finance/exact.ts";
import type { MoneyUnit } from "../finance/money.ts";
import { inPence } from "./budgetLines.ts";
import { printedNumber } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { alike } from "./named.ts";
import { type CheckedSum, checkPrinted } from "./printed.ts";
import { shareSaid, suspectSaid } from "./printedWords.ts";
import type { Ask, Choices, LeftOut, ReadTotal } from "./proposal.ts";
import { scaled, type TableReading } from "./table.ts";
import { guessedUnit, type YearColumn, yearColumns } from "./unitAndYears.ts";

export interface PrintedRow {
  readonly at: number;
  readonly label: string;
  readonly kind: string;
  /** As they are printed, in the table's unit, by year; null where the table has none. */
  readonly printed: readonly (Exact | null)[];
}

export interface PrintedRead {
  readonly unit: MoneyUnit;
  readonly years: readonly string[];
  /** The places of the columns of its years. */
  readonly columns: readonly number[];
  readonly rows: readonly PrintedRow[];
  readonly totals: readonly ReadTotal[];
  readonly leftOut: readonly LeftOut[];
  readonly asks: readonly Ask[];
  readonly columnsLeftOut: Readonly<Record<string, string>>;
}

/** Reads a printed table. Its own sums are checked; it comes in as it is printed, right or not. */
export function printedIn(table: TableReading, choices: Choices): PrintedRead {
  const asks: Ask[] = [];
  const unit = choices.unit ?? table.unit ?? guessedUnit(table, asks);
  const columns = printedYears(table, choices, asks);
  const used = new Set([table.labels, ...columns.map(({ column }) => column)]);
  const leftOut: LeftOut[] = [];
  const rows = table.rows.flatMap(({ at, kind, label, cells }): PrintedRow[] => {
    if (kind === "blank" || kind === "heading") return [];
    const printed = columns.map(({ column }) => {
      const number = printedNumber(cells[column.index] ?? "");
      return number && !number.percent ? scaled(number, unit) : null;
    });
    if (printed.some((each) => each !== null) && label !== "") return [{ at, label, kind, printed }];
    leftOut.push({ at: `row ${at}`, label, why: kind === "note" ? "it is a note" : label === "" ? "it has no name" : "it has no amount of a year", pence: [] });
    return [];
  });
  const found = findings(
    table,
    columns.map(({ column }) => column),
    unit,
  );
  return {
    unit,
    years: columns.map(({ year }) => year),
    columns: columns.map(({ column }) => column.index),
    rows,
    totals: found.totals,
    leftOut,
    asks: [...asks, ...found.asks],
    columnsLeftOut: Object.fromEntries(table.columns.flatMap((column) => (used.has(column) || column.holds === "nothing" ? [] : [[column.name, "it is checked, and is no year"]]))),
  };
}

/** The columns of years, or the one column of amounts of the year that the title has or a person says. */
function printedYears(table: TableReading, choices: Choices, asks: Ask[]): YearColumn[] {
  const across = yearColumns(table, choices.years, asks);
  if (across.length > 0) return across;
  const year = choices.year ?? table.year;
  if (year === null) asks.push({ about: "year", question: "Which financial year is printed?", options: [] });
  const money = table.adding.filter(({ holds }) => holds === "money");
  const chosen = money.find(({ name }) => alike(name, choices.amount)) ?? (money.length === 1 ? money[0] : undefined);
  if (!chosen) asks.push({ about: "amount", question: "Which column has the amounts?", options: money.map(({ name }) => name) });
  return chosen && year !== null ? [{ column: chosen, year }] : [];
}

/** What the table's own sums and shares come to: every total that agrees or does not, and in sentences what no amount can say. */
function findings(table: TableReading, columns: readonly Column[], unit: MoneyUnit): { totals: ReadTotal[]; asks: Ask[] } {
  const { sums, named, shares } = checkPrinted(table);
  const asPrinted = (question: string): Ask => ({ about: "sums", question, options: ["as printed"], taken: "as printed" });
  const wrongShares = shares.filter(({ agrees }) => !agrees);
  return {
    totals: totalsOf(table, columns, sums, unit),
    asks: [
      ...(named ? [asPrinted(`${suspectSaid(table, named)} It comes in as it is printed.`)] : []),
      ...wrongShares.map((share) => asPrinted(shareSaid(table, share))),
      ...(shares.length > 0 && wrongShares.length === 0 ? [asPrinted(`${shares.length} percentages are what their figures come to.`)] : []),
    ],
  };
}

/** A line for each row that adds up others, year by year; of a column that adds up others one where all rows agree, else one for each that does not. */
function totalsOf(table: TableReading, columns: readonly Column[], sums: readonly CheckedSum[], unit: MoneyUnit): ReadTotal[] {
  const pence = (value: Exact | undefined) => inPence(value ?? null, unit);
  const at = (row: number) => `row ${table.rows[row]?.at}`;
  const label = (row: number) => table.rows[row]?.label ?? "";
  const down = [...new Set(sums.flatMap((sum) => (sum.goes === "down" ? [sum.at.row] : [])))].map((row): ReadTotal => {
    const of = columns.map(({ index }) => sums.find((sum) => sum.goes === "down" && sum.at.row === row && sum.at.column === index));
    return {
      at: at(row),
      label: label(row),
      stated: of.map((sum) => pence(sum?.stated)),
      computed: of.map((sum) => pence(sum?.computed)),
      agrees: of.map((sum) => sum?.tooMuch.isNil() ?? null),
    };
  });
  const across = [...new Set(sums.flatMap((sum) => (sum.goes === "across" ? [sum.at.column] : [])))].flatMap((column) => {
    const of = sums.filter((sum) => sum.goes === "across" && sum.at.column === column);
    const wrong = of.filter(({ tooMuch }) => !tooMuch.isNil());
    const shown = wrong.length > 0 ? wrong : of.slice(-1);
    return shown.map(
      (sum): ReadTotal => ({
        at: `column ${nameOf(table, column)}, ${at(sum.at.row)}`,
        label: `${label(sum.at.row)}, ${nameOf(table, column)}`,
        stated: [pence(sum.stated)],
        computed: [pence(sum.computed)],
        agrees: [sum.tooMuch.isNil()],
      }),
    );
  });
  return [...down.filter(({ agrees }) => agrees.some((each) => each !== null)), ...across];
}

const nameOf = (table: TableReading, column: number) => table.columns.find(({ index }) => index === column)?.name ?? "";
