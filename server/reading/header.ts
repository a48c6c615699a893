// Where a table's header is: the row that names its columns, the rows above and below that name years, groups and parts of them, and what stands over all.
import { startOf } from "../finance/financialYear.ts";
import { isCode, isValue, oneYearOf, twoYearsOf } from "./cellKinds.ts";
import { type Grid, type GridRow, longestHeading, widthOf } from "./grid.ts";
import { type HeaderColumn, isMerged, namesOfColumns } from "./headerNames.ts";
import { monthsAcross } from "./months.ts";

export interface Header {
  /** The place in the grid of the row that names the most columns. */
  readonly row: number;
  /** The place of the last row that names columns: the table begins below it. */
  readonly last: number;
  /** How many rows name columns, or groups of them. */
  readonly rows: number;
  /** Whether a row above names groups of columns. */
  readonly grouped: boolean;
  readonly columns: readonly HeaderColumn[];
  /** What stands above: title, unit, period, notes. */
  readonly above: readonly string[];
}

/** How far down a header is looked for. */
const searched = 60;

/** The header of a table, or the row that somebody chose for it, by where it stands in its file; null where no row names its columns. */
export function headerOf(grid: Grid, chosen?: number): Header | null {
  const width = widthOf(grid);
  const rows = grid.slice(0, searched);
  const at = chosen === undefined ? -1 : grid.findIndex((row) => row.at === chosen);
  let best = at;
  let most = at < 0 ? 0 : width;
  if (at < 0)
    for (const [index, row] of rows.entries()) {
      const names = namesIn(row);
      // Of two that name as much the first is the header, and what names all by codes is none.
      if (names > most && index < grid.length - 1) [best, most] = [index, names];
    }
  if (best < 0 || most < Math.min(2, width)) return null;
  const base = at < 0 ? headOf(grid, best) : best;
  const below = rowsWithin(grid, base);
  const groupsRow = groupsAbove(rows, base);
  const yearsRow = yearsAbove(rows, groupsRow ?? base);
  const cellsOf = (row: number) => (grid[row] as GridRow).cells.map((cell) => cell.slice(0, longestHeading));
  return {
    row: base,
    last: below.at(-1) ?? base,
    rows: 1 + below.length + (groupsRow === null ? 0 : 1) + (yearsRow === null ? 0 : 1),
    grouped: groupsRow !== null,
    columns: namesOfColumns(width, {
      years: yearsRow === null ? null : cellsOf(yearsRow),
      groups: groupsRow === null ? null : cellsOf(groupsRow),
      base: cellsOf(base),
      below: below.map(cellsOf),
    }),
    above: rows
      .slice(0, base)
      .flatMap(({ cells }, index) =>
        index === groupsRow || index === yearsRow ? [] : cells.filter((cell) => twoYearsOf(cell) !== null || (cell !== "" && !isValue(cell) && !isCode(cell) && / |£/.test(cell))),
      ),
  };
}

const isName = (cell: string) => cell !== "" && !isValue(cell) && !isCode(cell) && cell.length <= longestName;
const longestName = 200;

/** The row that a row of names names parts of: the nearest above with names of its own. */
function headOf(grid: Grid, best: number): number {
  for (let row = best - 1; row > best - mostWithin && row >= 0; row -= 1)
    if (namesWhatIsBelow(grid[row] as GridRow, grid[best] as GridRow) && rowsWithin(grid, row).includes(best)) return row;
  return best;
}

/** Whether the row above a row of names has names of its own, over columns that the row itself has none for. */
function namesWhatIsBelow(above: GridRow, row: GridRow): boolean {
  const given = above.cells.flatMap((cell, column) => (cell === "" ? [] : [column]));
  const isHeading = (cell: string) => isName(cell) || yearHeading(cell) !== null;
  if (given.length < 2 || !given.every((column) => isHeading(above.cells[column] as string))) return false;
  const gaps = given.filter((column) => !row.cells[column] && isName(above.cells[column] as string));
  return gaps.length > 0 && gaps.length < given.length && row.cells.every((cell) => cell === "" || isHeading(cell));
}

/** Rows right below a header that name the columns of one that stands over several: words alone, each below a gap or the heading that has gaps after it. */
function rowsWithin(grid: Grid, base: number): number[] {
  const heads = (grid[base] as GridRow).cells;
  const isOver = (column: number) => column > 0 && (!heads[column] || !heads[column + 1]);
  const columnsIn = (row: number): number[] => {
    const { cells } = grid[row] as GridRow;
    const given = cells.flatMap((cell, column) => (cell === "" ? [] : [column]));
    return given.every((column) => isOver(column) && isName(cells[column] as string) && !unitAlone.test(cells[column] as string)) ? given : [-1];
  };
  const within: number[] = [];
  let last = 0;
  for (let row = base + 1; row < Math.min(base + mostWithin, grid.length - 1); row += 1) {
    const columns = columnsIn(row);
    if (columns.length === 0) continue;
    if (columns[0] === -1) break;
    within.push(row);
    if (columns.some((column) => !heads[column])) last = within.length;
  }
  // What names nothing that the header has a gap for is a row of the table.
  return within.slice(0, last);
}

const mostWithin = 7;
const unitAlone = /^(£|£ ?'?000'?s?|£ ?m(illion)?|%|no\.?|number)$/i;

/** The row above that has years alone, each over the columns up to the next. */
function yearsAbove(rows: readonly GridRow[], below: number): number | null {
  for (let index = below - 1; index >= Math.max(0, below - 3); index -= 1) {
    const under = (rows[below] as GridRow).cells;
    const cells = withoutMerged((rows[index] as GridRow).cells, under);
    const given = cells.filter((cell) => cell !== "");
    if (given.length === 0) continue;
    const named = under.filter((cell) => cell !== "").length;
    const years = yearsAcross(cells);
    // A year alone over the names of lines is a title.
    return years.length === given.length && years.some(({ column }) => column > 0) && given.length * 2 <= named ? index : null;
  }
  return null;
}

/** A row above another without the names that are merged over both. */
function withoutMerged(cells: readonly string[], under: readonly string[]): string[] {
  return cells.map((cell, column) => (isMerged(cells, under, column) ? "" : cell));
}

/** Whether a row below a header says the same as it, as where a table goes on after a page or another one begins. */
export function repeatsHeader({ cells }: Pick<GridRow, "cells">, columns: readonly HeaderColumn[]): boolean {
  const given = cells.filter((cell) => cell !== "").length;
  return given > 1 && cells.filter((cell, index) => cell !== "" && columns[index]?.name.startsWith(cell)).length * 2 > given;
}

/** How many of a row's cells are names rather than values. Years are names where they stand side by side, one after the other. */
function namesIn({ cells }: GridRow): number {
  const given = cells.filter((cell) => cell !== "");
  const years = yearsAcross(cells);
  if (years.length >= 2 || monthsAcross(cells).length >= 3) return given.length + 1;
  // One year alone is a name where it stands over a column of amounts: beside names, or right of where those of the lines stand.
  const [only] = years;
  if (only?.year && only.column > 0 && given.every((cell) => cell === cells[only.column] || (!isValue(cell) && !isCode(cell)))) return Math.max(2, given.length);
  const names = given.filter((cell) => !isValue(cell) && !isCode(cell) && !isVariable(cell));
  // A row that holds mostly values is a row of the table, whatever names it has.
  return names.length * 2 <= given.length ? 0 : names.length;
}

/** A name that a program gave, "cscsr", "CLA_Mar2017": it names a column, if no other row does so in words. */
function isVariable(cell: string): boolean {
  return /^[a-z]{5}[a-z0-9]*$/.test(cell) && !/[aeiou].*[aeiou]/.test(cell);
}

/** What a heading says of a financial year: which it is, or of one year alone that year, which it starts or ends in. */
export type YearHeading = { readonly year: string; readonly one: null } | { readonly year: null; readonly one: number };

/** The columns of a row that are financial years, one after the other: by both of their years, or by one alone. */
export function yearsAcross(cells: readonly string[]): ({ readonly column: number } & YearHeading)[] {
  const found = cells.flatMap((cell, column) => {
    const heading = yearHeading(cell);
    return heading ? [{ column, ...heading }] : [];
  });
  const starts = found.map(({ year, one }) => (year === null ? one : startOf(year)));
  const follow = starts.every((start, index) => index === 0 || start === (starts[index - 1] as number) + 1);
  const alike = found.every(({ year }) => (year === null) === (found[0]?.year === null));
  return follow && alike ? found : [];
}

/** The year that a heading names, with or without what its amounts are: "2026/27 budget", "2026". */
export function yearHeading(cell: string): YearHeading | null {
  if (cell.length > longestHeading) return null;
  const heading = cell
    .replace(/ ?(£ ?(000s?|m|k)?|budget|forecast|estimate|outturn|actual|draft|plan(ned)?|proposed|original|revised|base|approved|latest|final)\.?/gi, "")
    .replace(/[\s,:;()]+$/, "")
    .trim();
  const year = twoYearsOf(heading);
  if (year !== null) return { year, one: null };
  const one = oneYearOf(heading);
  return one === null ? null : { year: null, one };
}

/** The row above the header that names groups of its columns: a few words with room between them, and nearest to it. */
function groupsAbove(rows: readonly GridRow[], header: number): number | null {
  const under = (rows[header] as GridRow).cells;
  for (let index = header - 1; index >= Math.max(0, header - 6); index -= 1) {
    const all = (rows[index] as GridRow).cells;
    const cells = withoutMerged(all, under);
    const given = cells.flatMap((cell, column) => (cell === "" ? [] : [{ cell, column }]));
    // Beside a name that is merged with that of the header one group is enough.
    const fewest = all.some((_, column) => isMerged(all, under, column)) ? 1 : 2;
    const words = given.filter(({ cell }) => !isValue(cell) && !isCode(cell) && /[a-z]/i.test(cell));
    const named = under.filter((cell) => cell !== "").length;
    if (words.length >= fewest && words.length * 2 > given.length && given.length * 2 < named && words.some(({ column }) => column > 0)) return index;
  }
  return null;
}
