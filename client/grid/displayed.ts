// The sheet as it is displayed: its rows after filtering and sorting, its columns as they are ordered, and the cell where they cross.
import type { GridApi } from "ag-grid-community";
import type { Axes, Spot } from "./range.ts";
import { headingCell, labelColumnId, notHeld, type SheetCell, type SheetColumn, type SheetRow, type SheetTable } from "./table.ts";

export const numberColumnId = "rowNumber";

export interface Displayed extends Axes {
  row(index: number): SheetRow | undefined;
  /** Undefined beyond the table, and in the rows' headings that cannot be typed over. */
  cell(spot: Spot): SheetCell | undefined;
  /** Undefined for the rows' headings. */
  column(index: number): SheetColumn | undefined;
  /** What the cell says; empty where there is nothing, or only a place to type. */
  text(spot: Spot): string;
}

export function displayedIn(api: GridApi<SheetRow>, table: SheetTable): Displayed {
  const columns = api
    .getAllDisplayedColumns()
    .map((column) => column.getColId())
    .filter((id) => id !== numberColumnId);
  return displayed(
    table,
    columns,
    api.getDisplayedRowCount(),
    (index) => api.getDisplayedRowAtIndex(index)?.data,
    (key) => api.getRowNode(key)?.rowIndex ?? -1,
  );
}

/** The same of a table with all its rows and columns in their own order. */
export function displayedTable(table: SheetTable): Displayed {
  const places = new Map(table.rows.map((row, index) => [row.key, index]));
  return displayed(
    table,
    [labelColumnId, ...table.columns.map((column) => column.key)],
    table.rows.length,
    (index) => table.rows[index],
    (key) => places.get(key) ?? -1,
  );
}

function displayed(table: SheetTable, columns: readonly string[], rowCount: number, rowAt: (index: number) => SheetRow | undefined, rowIndex: (key: string) => number): Displayed {
  // Whoever goes through many cells goes along the rows.
  let last: { index: number; row: SheetRow | undefined } = { index: -1, row: undefined };
  const row = (index: number) => {
    if (index !== last.index) last = { index, row: rowAt(index) };
    return last.row;
  };
  const held = columns.map((id) => table.columns.findIndex((column) => column.key === id));
  const cell = (spot: Spot) => {
    const of = row(spot.row);
    return columns[spot.column] === labelColumnId ? of && headingCell(of) : of?.cells[held[spot.column] ?? -1];
  };
  return {
    rowCount,
    columns,
    row,
    rowIndex,
    rowAt: (index) => row(index)?.key,
    cell,
    column: (index) => table.columns[held[index] ?? -1],
    text(spot) {
      const at = cell(spot);
      if (at) return at.edits && at.shown === notHeld ? "" : at.shown;
      return columns[spot.column] === labelColumnId ? (row(spot.row)?.label ?? "") : "";
    },
  };
}
