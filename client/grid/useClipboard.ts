// Copying a figure, and pasting a block of them from a spreadsheet, through the browser's own copy and paste events.
import type { GridApi } from "ag-grid-community";
import { type ClipboardEvent, useCallback } from "react";
import type { TableRow } from "../documents.ts";
import { readTabSeparated } from "./tabSeparated.ts";
import type { CellPlace, TypedCell } from "./typing.ts";

export interface ClipboardUse {
  grid: () => GridApi<TableRow> | undefined;
  years: readonly string[];
  onType: (cells: TypedCell[]) => void;
  /** A paste that cannot be made, in a sentence. */
  onTrouble: (place: CellPlace, sentence: string) => void;
}

export function useClipboard({ grid, years, onType, onTrouble }: ClipboardUse) {
  const paste = useCallback(
    (event: ClipboardEvent) => {
      const api = grid();
      const at = api?.getFocusedCell();
      if (!api || !at || api.getEditingCells().length > 0 || (event.target as HTMLElement).closest("input, textarea")) return;
      event.preventDefault();
      const first = years.indexOf(at.column.getColId());
      const start = api.getDisplayedRowAtIndex(at.rowIndex)?.data;
      if (!start) return;
      const block = readTabSeparated(event.clipboardData.getData("text/plain"));
      const cells = pastedCells(api, block, at.rowIndex, first, years);
      if (typeof cells === "string") onTrouble({ row: start.key, year: years[Math.max(first, 0)] as string }, cells);
      else if (cells.length > 0) onType(cells);
    },
    [grid, years, onType, onTrouble],
  );

  const copy = useCallback(
    (event: ClipboardEvent) => {
      const api = grid();
      const at = api?.getFocusedCell();
      const row = at && api?.getDisplayedRowAtIndex(at.rowIndex)?.data;
      if (!row || (event.target as HTMLElement).closest("input, textarea")) return;
      const cell = row.cells[years.indexOf(at.column.getColId())];
      event.clipboardData.setData("text/plain", cell ? (cell.entry ?? cell.shown) : row.label);
      event.preventDefault();
    },
    [grid, years],
  );
  return { paste, copy };
}

/** The cells that a block falls on, or the sentence that says why it cannot. */
function pastedCells(api: GridApi<TableRow>, block: string[][], firstRow: number, firstYear: number, years: readonly string[]): TypedCell[] | string {
  const cells: TypedCell[] = [];
  for (const [down, line] of block.entries()) {
    for (const [across, typed] of line.entries()) {
      const row = api.getDisplayedRowAtIndex(firstRow + down)?.data;
      const year = years[firstYear + across];
      const cell = row?.cells[firstYear + across];
      if (firstYear < 0 || !row || !year || !cell) {
        return "What you paste reaches beyond the table. Select the first cell that it should go into; to add rows, use Add cost centres.";
      }
      if (!cell.edits) return `${row.label} in ${year} cannot be typed over: it is worked out. Nothing was pasted.`;
      cells.push({ row: row.key, year, cell, typed: typed.trim() });
    }
  }
  return cells;
}
