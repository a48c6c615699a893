// Copying a figure, and pasting a block of them from a spreadsheet, through the browser's own copy and paste events.
import type { GridApi } from "ag-grid-community";
import { type ClipboardEvent, useCallback } from "react";
import type { CellPlace, SheetColumn, SheetRow } from "./table.ts";
import { readTabSeparated } from "./tabSeparated.ts";
import type { TypedCell } from "./typing.ts";

export interface ClipboardUse {
  grid: () => GridApi<SheetRow> | undefined;
  columns: readonly SheetColumn[];
  onType: (cells: TypedCell[]) => void;
  /** A paste that cannot be made, in a sentence. */
  onTrouble: (place: CellPlace, sentence: string) => void;
}

export function useClipboard({ grid, columns, onType, onTrouble }: ClipboardUse) {
  const paste = useCallback(
    (event: ClipboardEvent) => {
      const api = grid();
      const at = api?.getFocusedCell();
      if (!api || !at || api.getEditingCells().length > 0 || (event.target as HTMLElement).closest("input, textarea")) return;
      event.preventDefault();
      const first = columns.findIndex((column) => column.key === at.column.getColId());
      const start = api.getDisplayedRowAtIndex(at.rowIndex)?.data;
      if (!start) return;
      const block = readTabSeparated(event.clipboardData.getData("text/plain"));
      const cells = pastedCells(api, block, at.rowIndex, first, columns);
      if (typeof cells === "string") onTrouble({ row: start.key, column: at.column.getColId() }, cells);
      else if (cells.length > 0) onType(cells);
    },
    [grid, columns, onType, onTrouble],
  );

  const copy = useCallback(
    (event: ClipboardEvent) => {
      const api = grid();
      const at = api?.getFocusedCell();
      const row = at && api?.getDisplayedRowAtIndex(at.rowIndex)?.data;
      if (!row || (event.target as HTMLElement).closest("input, textarea")) return;
      const cell = row.cells[columns.findIndex((column) => column.key === at.column.getColId())];
      event.clipboardData.setData("text/plain", cell ? (cell.entry ?? cell.shown) : row.label);
      event.preventDefault();
    },
    [grid, columns],
  );
  return { paste, copy };
}

/** The cells that a block falls on, or the sentence that says why it cannot. */
function pastedCells(api: GridApi<SheetRow>, block: string[][], firstRow: number, firstColumn: number, columns: readonly SheetColumn[]): TypedCell[] | string {
  const cells: TypedCell[] = [];
  for (const [down, line] of block.entries()) {
    for (const [across, typed] of line.entries()) {
      const row = api.getDisplayedRowAtIndex(firstRow + down)?.data;
      const column = columns[firstColumn + across];
      const cell = row?.cells[firstColumn + across];
      if (firstColumn < 0 || !row || !column || !cell) {
        return "What you paste reaches beyond the table. Select the first cell that it should go into; rows that are not there yet are added first.";
      }
      if (!cell.edits) return `${row.label} in ${column.label} cannot be typed over${column.words ? "" : ": it is worked out"}. Nothing was pasted.`;
      cells.push({ row: row.key, column: column.key, cell, typed: typed.trim() });
    }
  }
  return cells;
}
