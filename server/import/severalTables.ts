// A sheet on which several tables stand one under the other: each as a table of its own, where it has a header of its own.
import { isValue } from "../reading/cellKinds.ts";
import { type Grid, type GridRow, isBlankRow } from "../reading/grid.ts";
import { yearsAcross } from "../reading/header.ts";
import type { FileTable } from "./sheetSource.ts";

/** A header stands among the first rows of its table, under its title. */
const headerWithin = 4;

/** The tables of a sheet, the one that it is where there is no other. Tables are told apart by a blank row with a header below it. */
export function tablesOn({ name, grid }: FileTable): FileTable[] {
  const starts = [0];
  for (let row = 1; row < grid.length; row += 1) {
    const begins = isBlankRow(grid[row - 1] as GridRow) && !isBlankRow(grid[row] as GridRow);
    if (begins && hasHeader(grid, row, grid.length) && hasHeader(grid, starts.at(-1) as number, row)) starts.push(row);
  }
  if (starts.length === 1) return [{ name, grid }];
  return starts.map((start, index) => {
    const part = grid.slice(start, starts[index + 1]);
    const title = titleOf(part) ?? `table ${index + 1}`;
    return { name: name === null ? title : `${name}: ${title}`, grid: part };
  });
}

/** Whether the rows from here on, until another, begin with a row of names over every column that has a value in the row below it. */
function hasHeader(grid: Grid, from: number, until: number): boolean {
  for (let row = from; row < Math.min(from + headerWithin, until - 1); row += 1) {
    const { cells } = grid[row] as GridRow;
    if (isBlankRow(grid[row] as GridRow) && row > from + 1) return false;
    const names = cells.filter((cell) => cell !== "");
    if (names.length < 2) continue;
    const areNames = yearsAcross(cells).length >= 2 || names.every((cell) => !isValue(cell));
    const below = (grid[row + 1] as GridRow).cells.flatMap((cell, column) => (isValue(cell) ? [column] : []));
    return areNames && below.length > 0 && below.every((column) => cells[column] !== undefined && cells[column] !== "");
  }
  return false;
}

/** What stands alone in the first row. */
function titleOf(grid: Grid): string | null {
  const given = grid.find((row) => !isBlankRow(row))?.cells.filter((cell) => cell !== "") ?? [];
  return given.length === 1 ? (given[0] as string).slice(0, 60) : null;
}
