// A table as somebody made it, read: its header, its unit and period, what its columns hold, what its rows are, and whether its totals are the sums of its lines.
import type { Exact } from "../finance/exact.ts";
import { type MoneyUnit, poundsIn } from "../finance/money.ts";
import { isValue, markOf, numberReader, type PrintedNumber, twoYearsOf } from "./cellKinds.ts";
import { type ColumnCheck, type ColumnsMade, columnsMade, type FoundDifference } from "./columnSums.ts";
import { areMeasures, type Column, columnOf, type DayOrder, inOneOrder, isCounted } from "./columns.ts";
import { inOneUnit, unitIn, unitsBelow } from "./columnUnits.ts";
import type { FoundSum } from "./foundSum.ts";
import { type Grid, isBlankRow } from "./grid.ts";
import { type GuardedColumn, guardedColumns } from "./guard.ts";
import { type Header, headerOf, repeatsHeader, yearsAcross } from "./header.ts";
import { labelColumn, namesOf } from "./lineNames.ts";
import { alike } from "./named.ts";
import { withoutNoteMarks } from "./noteMarks.ts";
import { type ReadRow, type RowChoice, rowsOf, type StatedTotal } from "./rows.ts";
import { withDays } from "./serialDays.ts";

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
  /** Whether amounts with a £ of their own are in pounds, whatever the others are in. */
  readonly ownPounds: boolean;
  readonly title: string | null;
  /** The one financial year that its title names; null where it names none or several. */
  readonly year: string | null;
}

/** What a person has said of a table. */
export interface TableChoices {
  /** In which order days are written, whatever its cells show. */
  readonly days?: DayOrder | undefined;
  /** The row of its header. */
  readonly headerAt?: number | undefined;
  readonly unit?: MoneyUnit | undefined;
  /** What amounts with a £ of their own are in. */
  readonly pounds?: "pounds" | "unit" | undefined;
  /** What rows are, by their numbers or names. */
  readonly rows?: Readonly<Record<string, RowChoice>> | undefined;
  /** Of the rows below the header those with these values. */
  readonly where?: readonly { readonly column: string; readonly value: string }[] | undefined;
}

/** Headings over what is counted. */
const countName = /^(no\.? of |number of )?(children(?!['’]s)|young people|placements?|places|beds|(bed[- ]?|placement )?(nights|weeks|days)|leavers|headcount)\b/i;

/** Reads a table. Null where it has no header that names its columns. */
export function readTable(grid: Grid, chosen: TableChoices = {}): TableReading | null {
  const table = openTable(grid, chosen);
  return table?.read(table.rowsWhere(chosen.where ?? [])) ?? null;
}

/** A table whose header and columns are known, before its rows are read: all of them, or those of one authority after those of another. */
export interface OpenTable {
  readonly columns: readonly Column[];
  readonly guarded: readonly GuardedColumn[];
  /** Every row below the header. */
  readonly below: Grid;
  /** Those of them with these values. */
  rowsWhere(where: NonNullable<TableChoices["where"]>): Grid;
  read(rows: Grid): TableReading;
}

/** Null where it has no header that names its columns. */
export function openTable(given: Grid, chosen: Omit<TableChoices, "where"> = {}): OpenTable | null {
  const grid = withoutNoteMarks(given);
  const header = headerOf(grid, chosen.headerAt);
  if (!header) return null;
  // What a column holds and adds up, all rows say; what is read of it, those that are wanted.
  const body = withDays(grid.slice(header.last + 1), header.columns);
  const named = unitOfTable(header, body);
  const numberOf = numberReader();
  const { columns: allowed, guarded, rows: asPrinted } = guardedFrom(columnsOf(header, grid[header.row]?.cells ?? [], body, chosen.unit ?? named, numberOf), body);
  const { unit, rows: below } = inOneUnit(allowed, asPrinted, named, chosen.unit);
  const { days } = chosen;
  const ordered = days === undefined ? inOneOrder(allowed) : allowed.map((column) => (column.days ? { ...column, days: { order: days, known: null } } : column));
  const ownPounds = chosen.pounds === "pounds";
  const inUnit = (number: PrintedNumber) => scaled(number, unit, ownPounds);
  // A percentage among amounts is of them, and adds up with none.
  const amountOf = (text: string) => {
    const number = numberOf(text);
    return number?.percent ? null : number;
  };
  const year = yearNamed([...header.above, ...header.columns.map(({ name, group }) => `${group ?? ""} ${name}`)]);
  const common = { header, guarded, below, unit, ownPounds, title: header.above[0] ?? null, year };
  const made = new Map<number | null, ColumnsMade>();
  return {
    columns: ordered,
    guarded,
    below,
    rowsWhere(where) {
      const wanted = where.map(({ column, value }) => ({ index: header.columns.findIndex(({ name }) => alike(name, column)), value }));
      return wanted.length === 0 ? below : below.filter(({ cells }) => wanted.every(({ index, value }) => alike(cells[index] ?? "", value)));
    },
    read(rows) {
      const labels = labelColumn(ordered, rows);
      const label = labels?.index ?? null;
      const isAdding = ({ holds, index }: Column) => (holds === "money" || holds === "count") && index !== label;
      const { sums, differences, checks } = made.get(label) ?? columnsMade(below, ordered.filter(isAdding), inUnit, amountOf);
      made.set(label, { sums, differences, checks });
      const columns = areMeasures(header.columns) ? ordered : ofMoneyTogether(ordered, { sums, differences, checks });
      const adding = columns.filter(isAdding);
      return {
        ...common,
        columns,
        labels,
        adding,
        ...rowsOf(rows, namesOf(rows, ordered, labels), adding, inUnit, numberOf, chosen.rows),
        totalColumns: sums,
        differences,
        columnChecks: checks,
      };
    },
  };
}

/** Of a table the rows that are wanted, with the totals among them. */
export function ofRows(table: TableReading, isWanted: (cells: readonly string[]) => boolean): TableReading {
  const names = new Map(table.rows.map(({ at, label }) => [at, label]));
  const below = table.below.filter((row) => names.has(row.at) && isWanted(row.cells));
  const told = Object.fromEntries(table.rows.flatMap(({ at, kind, chosen }) => (chosen ? [[at, kind === "excluded" ? "out" : (kind as RowChoice)]] : [])));
  return {
    ...table,
    ...rowsOf(
      below,
      below.map(({ at }) => names.get(at) as string),
      table.adding,
      (number) => scaled(number, table.unit, table.ownPounds),
      numberReader(),
      told,
    ),
  };
}

function columnsOf(header: Header, headings: readonly string[], below: Grid, unit: MoneyUnit | null, numberOf: ReturnType<typeof numberReader>): Column[] {
  const body = below.filter((row) => !isBlankRow(row) && !repeatsHeader(row, header.columns));
  // Notes and sources at the foot are of no column.
  const foot = body.findLastIndex(({ cells }) => cells.filter(isValue).length > 0);
  const rows = foot < 0 ? body : body.slice(0, foot + 1);
  const ofMoney = unit !== null || header.above.some((line) => /£|expenditure|budget|spend/i.test(line));
  const tableIs = ofMoney ? "of money" : areMeasures(header.columns) ? "of measures" : null;
  // A unit in one heading alone says nothing of the columns that count people or nights.
  const isOfColumns = !header.above.some((line) => unitIn(line) !== null) && header.columns.some(({ name }) => unitIn(name) !== null);
  const years = new Set(yearsAcross(headings).map(({ column }) => column));
  return header.columns.map((heading, index) => {
    const cells = rows.map((row) => row.cells[index] ?? "");
    const counts = isOfColumns && countName.test(heading.name) && unitIn(heading.name) === null;
    const column = columnOf(heading, index, cells, counts && tableIs === "of money" ? null : tableIs, numberOf);
    return years.has(index) && heading.over === null ? ofYear(column, cells, numberOf) : column;
  });
}

/** Columns and rows without what stands in columns that name a child. */
function guardedFrom(columns: readonly Column[], rows: Grid): { columns: readonly Column[]; guarded: readonly GuardedColumn[]; rows: Grid } {
  const guarded = guardedColumns(columns, rows);
  if (guarded.length === 0) return { columns, guarded, rows };
  const out = new Set(guarded.map(({ index }) => index));
  return {
    columns: columns.map((column) => (out.has(column.index) ? { ...withoutCells(column), holds: "nothing", odd: [], oddCount: 0 } : column)),
    guarded,
    rows: rows.map((row) => ({ ...row, cells: row.cells.map((cell, index) => (out.has(index) ? "" : cell)) })),
  };
}

function withoutCells({ name, called, group, over, index }: Column): Omit<Column, "holds" | "odd" | "oddCount"> {
  return { name, called, group, over, index };
}

/** What adds up to money, or is taken from it, is money. */
function ofMoneyTogether(columns: readonly Column[], { sums, differences }: ColumnsMade): readonly Column[] {
  const together = [...sums.map(({ row, of }) => [row, ...of]), ...differences.map(({ column, from, less }) => [column, from, less])];
  const money = new Set(columns.flatMap(({ holds, index }) => (holds === "money" ? index : [])));
  for (let before = -1; before < money.size; ) {
    before = money.size;
    for (const of of together) if (of.some((each) => money.has(each))) for (const each of of) money.add(each);
  }
  return columns.map((column) => (column.holds === "count" && money.has(column.index) && !isCounted(column.name) ? { ...column, holds: "money" as const } : column));
}

/** What stands under a year is money, also where few of its cells are: the others are odd. */
function ofYear(column: Column, cells: readonly string[], numberOf: ReturnType<typeof numberReader>): Column {
  if (column.holds === "count") return { ...column, holds: "money" };
  if (column.holds !== "words" || !cells.some((cell) => numberOf(cell) !== null)) return column;
  const odd = cells.filter((cell) => cell !== "" && markOf(cell) === null && numberOf(cell) === null);
  return { ...column, holds: "money", odd: [...new Set(odd)].slice(0, 5), oddCount: odd.length };
}

/** A printed number in the table's unit: £5.2m in a table of thousands is 5,200, and £4,646 is 4.646 where what has a £ is in pounds. */
export function scaled({ value, multiplied, pounds }: PrintedNumber, unit: MoneyUnit | null, ownPounds = false): Exact {
  return (multiplied || (ownPounds && pounds)) && unit !== null ? value.dividedBy(poundsIn(unit)) : value;
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
  return unitsBelow(body, header.columns)?.find((unit) => unit !== null) ?? null;
}

/** The one financial year that texts name; "Years: 2014-2015" are two. */
export function yearNamed(texts: readonly string[]): string | null {
  const named = new Set(
    texts
      .filter((text) => !/^years\b/i.test(text))
      .flatMap((text) => (text.match(/\b(\d{4} ?[/–-] ?\d{2,4}|\d{2}\/\d{2})\b/g) ?? []).flatMap((found) => twoYearsOf(found.replace(/ /g, "")) ?? [])),
  );
  return named.size === 1 ? ([...named][0] as string) : null;
}
