// A table as somebody made it, read: its header, its unit and period, what its columns hold, what its rows are, and whether its totals are the sums of its lines.
import type { Exact } from "../finance/exact.ts";
import { type MoneyUnit, poundsIn } from "../finance/money.ts";
import { markOf, numberReader, type PrintedNumber, twoYearsOf } from "./cellKinds.ts";
import { type ColumnCheck, columnsMade, type FoundDifference } from "./columnSums.ts";
import { type Column, columnOf, inOneOrder } from "./columns.ts";
import { type Grid, isBlankRow } from "./grid.ts";
import { type GuardedColumn, guardedColumns } from "./guard.ts";
import { type Header, headerOf, repeatsHeader, yearsAcross } from "./header.ts";
import { type ReadRow, rowsOf, type StatedTotal } from "./rows.ts";
import type { FoundSum } from "./sums.ts";

export interface TableReading {
  readonly header: Header;
  readonly columns: readonly Column[];
  /** Those of them that name a child: nothing of what stood in them is in this reading. */
  readonly guarded: readonly GuardedColumn[];
  /** Where the names of the lines stand; null where no column has any. */
  readonly labels: Column | null;
  /** The columns whose figures add up down the rows. */
  readonly adding: readonly Column[];
  readonly rows: readonly ReadRow[];
  /** Every row below the header, also those that are not wanted. */
  readonly below: Grid;
  readonly totals: readonly StatedTotal[];
  /** Columns that are the sum of others beside them. */
  readonly totalColumns: readonly FoundSum[];
  /** Columns that are one column less another. */
  readonly differences: readonly FoundDifference[];
  /** Of both, in how many rows they come to what they are made of. */
  readonly columnChecks: readonly ColumnCheck[];
  /** What its money is in; null where it does not say. */
  readonly unit: MoneyUnit | null;
  readonly title: string | null;
  /** The one financial year that its title names; null where it names none or several. */
  readonly year: string | null;
}

/** What a person has said of a table. */
export interface TableChoices {
  /** The row of its header. */
  readonly headerAt?: number | undefined;
  readonly unit?: MoneyUnit | undefined;
  /** Of the rows below the header those with these values. */
  readonly where?: readonly { readonly column: string; readonly value: string }[] | undefined;
}

const alike = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

const unitForms: readonly [RegExp, MoneyUnit][] = [
  [/£ ?(m\b|mn\b|mill?ions?)|\bin (£ ?)?millions\b|£'?m/i, "millions"],
  [/£ ?'?(000'?s?|k\b|thousands?)|\bin (£ ?)?thousands\b|£ thousand/i, "thousands"],
  [/\(£\)|\bin pounds\b|£s\b|^£$/i, "pounds"],
];

/** Headings over what is counted. */
const countName = /^(no\.? of |number of )?(children|young people|placements?|places|beds|(bed[- ]?|placement )?(nights|weeks|days)|leavers|headcount)\b/i;

/** What a text says that money is in. */
export function unitIn(text: string): MoneyUnit | null {
  return unitForms.find(([form]) => form.test(text))?.[1] ?? null;
}

/** Reads a table. Null where it has no header that names its columns. */
export function readTable(grid: Grid, chosen: TableChoices = {}): TableReading | null {
  const header = headerOf(grid, chosen.headerAt);
  if (!header) return null;
  const wanted = (chosen.where ?? []).map(({ column, value }) => ({ index: header.columns.findIndex(({ name }) => alike(name, column)), value }));
  // What a column holds and adds up, all rows say; what is read of it, those that are wanted.
  const given = grid.slice(header.row + 1);
  const unit = chosen.unit ?? unitOfTable(header, given);
  const numberOf = numberReader();
  const { columns: allowed, guarded, rows: all } = guardedFrom(columnsOf(header, grid, unit, numberOf), given);
  const columns = inOneOrder(allowed);
  const body = all.filter(({ cells }) => wanted.every(({ index, value }) => alike(cells[index] ?? "", value)));
  const text = [...header.above, ...header.columns.map(({ name, group }) => `${group ?? ""} ${name}`)];
  const labels = labelColumn(columns, body);
  const adding = columns.filter(({ holds, index }) => (holds === "money" || holds === "count") && index !== labels?.index);
  const inUnit = (number: PrintedNumber) => scaled(number, unit);
  // A percentage among amounts is of them, and adds up with none.
  const amountOf = (text: string) => {
    const number = numberOf(text);
    return number?.percent ? null : number;
  };
  const made = columnsMade(all, adding, inUnit, amountOf);
  const { rows, totals } = rowsOf(body, labels?.index ?? null, adding, inUnit, amountOf);
  return {
    header,
    columns,
    guarded,
    labels,
    adding,
    rows,
    below: all,
    totals,
    totalColumns: made.sums,
    differences: made.differences,
    columnChecks: made.checks,
    unit,
    title: header.above[0] ?? null,
    year: yearNamed(text),
  };
}

function columnsOf(header: Header, grid: Grid, unit: MoneyUnit | null, numberOf: ReturnType<typeof numberReader>): Column[] {
  const rows = grid.slice(header.row + 1).filter((row) => !isBlankRow(row) && !repeatsHeader(row, header.columns));
  const tableOfMoney = unit !== null || header.above.some((line) => /£|expenditure|budget|spend/i.test(line));
  // A unit in one heading alone says nothing of the columns that count people or nights.
  const isOfColumns = !header.above.some((line) => unitIn(line) !== null);
  const years = new Set(yearsAcross((grid[header.row] as Grid[number]).cells).map(({ column }) => column));
  return header.columns.map((heading, index) => {
    const cells = rows.map((row) => row.cells[index] ?? "");
    const counts = isOfColumns && countName.test(heading.name) && unitIn(heading.name) === null;
    const column = columnOf(heading, index, cells, tableOfMoney && !counts, numberOf);
    return years.has(index) ? ofYear(column, cells, numberOf) : column;
  });
}

/** Columns and rows without what stands in columns that name a child. */
function guardedFrom(columns: readonly Column[], rows: Grid): { columns: readonly Column[]; guarded: readonly GuardedColumn[]; rows: Grid } {
  const guarded = guardedColumns(columns, rows);
  if (guarded.length === 0) return { columns, guarded, rows };
  const out = new Set(guarded.map(({ index }) => index));
  return {
    columns: columns.map((column) => (out.has(column.index) ? { name: column.name, group: column.group, index: column.index, holds: "nothing", odd: [], oddCount: 0 } : column)),
    guarded,
    rows: rows.map((row) => ({ ...row, cells: row.cells.map((cell, index) => (out.has(index) ? "" : cell)) })),
  };
}

/** What stands under a year is money, also where few of its cells are: the others are odd. */
function ofYear(column: Column, cells: readonly string[], numberOf: ReturnType<typeof numberReader>): Column {
  if (column.holds === "count") return { ...column, holds: "money" };
  if (column.holds !== "words" || !cells.some((cell) => numberOf(cell) !== null)) return column;
  const odd = cells.filter((cell) => cell !== "" && markOf(cell) === null && numberOf(cell) === null);
  return { ...column, holds: "money", odd: [...new Set(odd)].slice(0, 5), oddCount: odd.length };
}

/** A printed number in the table's unit: £5.2m in a table of thousands is 5,200. */
export function scaled({ value, multiplied }: PrintedNumber, unit: MoneyUnit | null): Exact {
  return multiplied && unit !== null ? value.dividedBy(poundsIn(unit)) : value;
}

function bodyCells(body: Grid, index: number): string[] {
  return body.filter((row) => !isBlankRow(row)).map(({ cells }) => cells[index] ?? "");
}

function unitOfTable(header: Header, body: Grid): MoneyUnit | null {
  for (const line of header.above) {
    const unit = unitIn(line);
    if (unit) return unit;
  }
  for (const { name, group } of header.columns) {
    const unit = unitIn(name) ?? (group && unitIn(group));
    if (unit) return unit;
  }
  // A first row of units under the header: £000, £000, …
  const first = body[0]?.cells.filter((cell) => cell !== "") ?? [];
  return first.length > 0 && first.every((cell) => unitIn(cell) !== null) ? unitIn(first[0] as string) : null;
}

/** The names of the lines stand in the column of words with the most of them, and of several as good in the first. */
function labelColumn(columns: readonly Column[], body: Grid): Column | null {
  let best: Column | null = null;
  let most = 0;
  for (const column of columns) {
    if (column.holds !== "words") continue;
    const distinct = new Set(bodyCells(body, column.index).filter((cell) => cell !== "")).size;
    if (distinct > most * 1.2) [best, most] = [column, distinct];
  }
  return best;
}

/** The one financial year that texts name. */
function yearNamed(texts: readonly string[]): string | null {
  const named = new Set(texts.flatMap((text) => (text.match(/\b(\d{4} ?[/–-] ?\d{2,4}|\d{2}\/\d{2})\b/g) ?? []).flatMap((found) => twoYearsOf(found.replace(/ /g, "")) ?? [])));
  return named.size === 1 ? ([...named][0] as string) : null;
}
