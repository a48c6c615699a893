// Where a table's header is: the row that names its columns, the row above that names groups of them, and what stands over both.
import { isCode, isValue, oneYearOf, twoYearsOf } from "./cellKinds.ts";
import { type Grid, type GridRow, widthOf } from "./grid.ts";
import { monthsAcross } from "./months.ts";

export interface Header {
  /** Its place in the grid. */
  readonly row: number;
  /** The place of the row above that names groups of columns; null where there is none. */
  readonly groupsRow: number | null;
  readonly columns: readonly HeaderColumn[];
  /** What stands above: title, unit, period, notes. */
  readonly above: readonly string[];
}

export interface HeaderColumn {
  /** As the table calls it; told apart from another of the same name by its group, or by a number. "column 3" where it has none. */
  readonly name: string;
  /** The group that it stands in. */
  readonly group: string | null;
}

/** How far down a header is looked for. */
const searched = 60;

/** The header of a table, or the row that somebody chose for it, by where it stands in its file; null where no row names its columns. */
export function headerOf(grid: Grid, chosen?: number): Header | null {
  const width = widthOf(grid);
  const rows = grid.slice(0, searched);
  let best = -1;
  let most = 0;
  for (const [index, row] of rows.entries()) {
    const names = namesIn(row);
    // Of two that name as much the first is the header, and what names all by codes is none.
    if (names > most && index < grid.length - 1) [best, most] = [index, names];
  }
  const at = chosen === undefined ? -1 : grid.findIndex((row) => row.at === chosen);
  if (at >= 0) [best, most] = [at, width];
  if (best < 0 || most < Math.min(2, width)) return null;
  const header = grid[best] as GridRow;
  const groupsRow = groupsAbove(rows, best);
  const groups = groupsRow === null ? [] : spread(rows[groupsRow] as GridRow, width);
  return {
    row: best,
    groupsRow,
    columns: named(header, groups, width),
    above: rows
      .slice(0, best)
      .flatMap(({ cells }, index) =>
        index === groupsRow ? [] : cells.filter((cell) => twoYearsOf(cell) !== null || (cell !== "" && !isValue(cell) && !isCode(cell) && / |£/.test(cell))),
      ),
  };
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
  return /^[a-z]{5,}[a-z0-9]*$/.test(cell) && !/[aeiou].*[aeiou]/.test(cell);
}

/** The columns of a row that are financial years, one after the other: by both of their years, or by one alone. */
export function yearsAcross(cells: readonly string[]): { column: number; year: string | null; one: number | null }[] {
  const found = cells.flatMap((cell, column) => {
    const heading = cell
      .replace(/ ?(£ ?(000s?|m|k)?|budget|forecast|estimate|outturn|actual|draft|plan(ned)?|proposed|original|revised)\.?/gi, "")
      .replace(/[\s,:;()]+$/, "")
      .trim();
    const year = twoYearsOf(heading);
    const one = oneYearOf(heading);
    return year !== null || one !== null ? [{ column, year, one }] : [];
  });
  const startOf = ({ year, one }: (typeof found)[number]) => (year === null ? (one as number) : Number(year.slice(0, 4)));
  const follow = found.every((each, index) => index === 0 || startOf(each) === startOf(found[index - 1] as (typeof found)[number]) + 1);
  const alike = found.every(({ year }) => (year === null) === (found[0]?.year === null));
  return follow && alike ? found : [];
}

/** The row above the header that names groups of its columns: a few words with room between them, and nearest to it. */
function groupsAbove(rows: readonly GridRow[], header: number): number | null {
  const under = (rows[header] as GridRow).cells;
  for (let index = header - 1; index >= Math.max(0, header - 6); index -= 1) {
    const { cells } = rows[index] as GridRow;
    const given = cells.flatMap((cell, column) => (cell === "" ? [] : [{ cell, column }]));
    const words = given.filter(({ cell }) => !isValue(cell) && !isCode(cell) && /[a-z]/i.test(cell));
    const named = under.filter((cell) => cell !== "").length;
    if (words.length >= 2 && words.length * 2 > given.length && given.length * 2 < named && words.some(({ column }) => column > 0)) return index;
  }
  return null;
}

/** Each group over every column until the next one begins. */
function spread({ cells }: GridRow, width: number): (string | null)[] {
  let group: string | null = null;
  return Array.from({ length: width }, (_, column) => {
    if (cells[column]) group = cells[column];
    return group;
  });
}

function named({ cells }: GridRow, groups: readonly (string | null)[], width: number): HeaderColumn[] {
  const names = Array.from({ length: width }, (_, column) => cells[column] || `column ${column + 1}`);
  const often = new Map<string, number>();
  for (const name of names) often.set(name.toLowerCase(), (often.get(name.toLowerCase()) ?? 0) + 1);
  const used = new Set<string>();
  return names.map((name, column) => {
    const group = groups[column] ?? null;
    const base = (often.get(name.toLowerCase()) ?? 0) > 1 && group ? `${name} (${group})` : name;
    let told = base;
    for (let number = 2; used.has(told.toLowerCase()); number += 1) told = `${base} ${number}`;
    used.add(told.toLowerCase());
    return { name: told, group };
  });
}
