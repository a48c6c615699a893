// A sheet on which several tables stand one under the other: each as a table of its own, where it has a header of its own.
import { dayOf, isValue, printedNumber, twoYearsOf } from "../reading/cellKinds.ts";
import { unitIn } from "../reading/columnUnits.ts";
import { type Grid, type GridRow, isBlankRow } from "../reading/grid.ts";
import { yearHeading, yearsAcross } from "../reading/header.ts";
import type { FileTable } from "./sheetSource.ts";

/** A header stands among the first rows of its table, under its title. */
const headerWithin = 4;

/** The tables of a sheet, the one that it is where there is no other. */
export function tablesOn({ name, grid }: FileTable): FileTable[] {
  const starts = [0];
  let header = headerFrom(grid, 0, grid.length);
  for (let row = 1; row < grid.length; row += 1) {
    if (isBlankRow(grid[row] as GridRow)) continue;
    const next = begins(grid, row, starts.at(-1) as number, header);
    if (next === null) continue;
    starts.push(row);
    header = next;
  }
  if (starts.length === 1) return [{ name, grid }];
  const titles = starts.map((start, index) => titleOf(grid.slice(start, starts[index + 1])) ?? `table ${index + 1}`);
  return starts.map((start, index) => {
    const title = titles[index] as string;
    // Each is chosen by its name, so that no two have the same.
    const own = titles.indexOf(title) < index ? `${title} (${index + 1})` : title;
    return { name: name === null ? own : `${name}: ${own}`, grid: grid.slice(start, starts[index + 1]) };
  });
}

/** The row of the header of a table that begins in a row: after a blank row with any header, else with one that is surely another's. Null where none begins. */
function begins(grid: Grid, row: number, start: number, before: number | null): number | null {
  if (isBlankRow(grid[row - 1] as GridRow)) {
    const header = headerFrom(grid, row, grid.length);
    return header !== null && headerFrom(grid, start, row) !== null ? header : null;
  }
  if (before === null || row <= before + 1) return null;
  const title = titleOf(grid.slice(row, row + 1));
  const header = title === null ? row : row + 1;
  const [cells, earlier] = [cellsOf(grid, header), cellsOf(grid, before)];
  if (!isHeader(grid, header) || !(cells.some(isOfTimeOrUnit) || (cells[0] !== "" && cells[0] === earlier[0]))) return null;
  // A table that goes on has the same header again, maybe with a title that says so.
  const goesOn = cells.length === earlier.length && cells.every((cell, column) => cell === earlier[column]);
  if (goesOn) return title === null || /\b(cont(inued|'?d)?)\b/i.test(title) || title === titleOf(grid.slice(start)) ? null : header;
  return title !== null || isLike(cells, earlier) ? header : null;
}

const cellsOf = (grid: Grid, row: number): readonly string[] => (grid[row] as GridRow | undefined)?.cells ?? [];

/** The first row with several cells from one on, where it is a header; null where it is none, or comes too late. */
function headerFrom(grid: Grid, from: number, until: number): number | null {
  for (let row = from; row < Math.min(from + headerWithin, until - 1); row += 1) {
    if (isBlankRow(grid[row] as GridRow) && row > from + 1) return null;
    if (cellsOf(grid, row).filter((cell) => cell !== "").length >= 2) return isHeader(grid, row) ? row : null;
  }
  return null;
}

/** What stands over figures and is a value all the same, a year or a day: none that is an amount as well, such as 2000. */
const isTime = (cell: string) => printedNumber(cell) === null && (yearHeading(cell) !== null || dayOf(cell, "day first") !== null);
const isFigure = (cell: string) => printedNumber(cell) !== null && twoYearsOf(cell) === null;

/** Whether a row has a name over every column that has a value in the row below it. */
function isHeader(grid: Grid, row: number): boolean {
  const cells = cellsOf(grid, row);
  const names = cells.filter((cell) => cell !== "");
  if (names.length < 2) return false;
  const below = cellsOf(grid, row + 1);
  const values = below.flatMap((cell, column) => (isValue(cell) ? [column] : []));
  if (values.length === 0 || !values.every((column) => cells[column] !== undefined && cells[column] !== "")) return false;
  if (yearsAcross(cells).length >= 2 || names.every((cell) => !isValue(cell))) return true;
  // One year or day is a name over a figure, beside the name of the lines.
  return isValue(names[0] as string) ? false : cells.every((cell, column) => cell === "" || !isValue(cell) || (isTime(cell) && isFigure(below[column] ?? "")));
}

/** What no line of a table has for words, and a header has. */
const isOfTimeOrUnit = (cell = "") => cell !== "" && (isTime(cell) || unitIn(cell) !== null);

/** Whether two headers have their years, days or units in the same columns: the second is that of another table, and no line of the first. */
function isLike(cells: readonly string[], earlier: readonly string[]): boolean {
  return cells.every((cell, column) => !isOfTimeOrUnit(cell) || isOfTimeOrUnit(earlier[column]));
}

/** What stands alone in the first row. */
function titleOf(grid: Grid): string | null {
  const given = grid.find((row) => !isBlankRow(row))?.cells.filter((cell) => cell !== "") ?? [];
  return given.length === 1 ? (given[0] as string).slice(0, 60) : null;
}
