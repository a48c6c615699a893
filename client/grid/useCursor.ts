// The sheet's cursor: it opens where the address says, stays with its row and in a column that is shown, and leaves the keyboard with who has it.
import type { CellFocusedEvent, GridApi } from "ag-grid-community";
import { type RefObject, useImperativeHandle, useRef } from "react";
import { numberColumnId } from "./displayed.ts";
import type { SheetSelection } from "./selection.ts";
import type { CellPlace, SheetRow, SheetTable } from "./table.ts";

export interface CursorAsked {
  table: SheetTable;
  /** The cell that the address names when the sheet opens. */
  initial: CellPlace | null;
  onSelect: (place: CellPlace | null) => void;
  /** Filled with the way to take the cursor to a cell, and into sight; the keyboard stays with who has it. */
  reach?: RefObject<((place: CellPlace) => void) | null> | undefined;
}

interface Cursor extends CursorAsked {
  section: RefObject<HTMLElement | null>;
  api: () => GridApi<SheetRow> | undefined;
  selection: SheetSelection;
}

/** What the grid tells the cursor. */
export function useCursor({ section, api, table, selection, initial, onSelect, reach }: Cursor) {
  const selected = useRef<CellPlace | null>(initial);
  const selectedAt = useRef({ row: 0, column: 0 });
  function focused(event: CellFocusedEvent<SheetRow>) {
    // The grid tells of its cursor late: by the time that it tells of one key, another may have moved it on. What counts is where it is now.
    const at = event.api.getFocusedCell();
    const row = at ? event.api.getDisplayedRowAtIndex(at.rowIndex)?.data : undefined;
    selected.current = at && row ? { row: row.key, column: at.column.getColId() } : null;
    selectedAt.current = { row: at?.rowIndex ?? 0, column: at ? (selection.displayed()?.columns.indexOf(at.column.getColId()) ?? 0) : 0 };
    selection.focused(selected.current);
    onSelect(selected.current);
  }
  // Rows that come or go above it do not take the selection to another row: it goes along with its own. Where that has gone, the one that has
  // come to its place is selected, so that typing goes to no cell but the one that is named.
  function rowsChanged() {
    const grid = api();
    grid?.refreshCells({ columns: [numberColumnId] });
    selection.cutStands();
    selection.changed();
    const at = grid?.getFocusedCell();
    const place = selected.current;
    if (!grid || !place || grid.getEditingCells().length > 0 || (at && grid.getDisplayedRowAtIndex(at.rowIndex)?.id === place.row)) return;
    const rowIndex = grid.getRowNode(place.row)?.rowIndex;
    const rows = grid.getDisplayedRowCount();
    if (typeof rowIndex === "number") {
      if (at) keepingFocus(section.current, () => grid.setFocusedCell(rowIndex, place.column));
    } else if (rows > 0) keepingFocus(section.current, () => grid.setFocusedCell(Math.min(selectedAt.current.row, rows - 1), place.column));
    else grid.clearFocusedCell();
  }
  /** Nor does the cursor stay in a column that is hidden: no key would be answered there. */
  function columnsChanged() {
    selection.paint();
    const columns = selection.displayed()?.columns ?? [];
    const place = selected.current;
    const rowIndex = place && api()?.getRowNode(place.row)?.rowIndex;
    if (!place || columns.includes(place.column) || typeof rowIndex !== "number") return;
    const next = columns[Math.min(selectedAt.current.column, columns.length - 1)];
    if (next) keepingFocus(section.current, () => api()?.setFocusedCell(rowIndex, next));
  }

  useImperativeHandle(reach, () => (place: CellPlace) => {
    const rowIndex = api()?.getRowNode(place.row)?.rowIndex;
    if (typeof rowIndex !== "number") return;
    api()?.ensureIndexVisible(rowIndex);
    api()?.ensureColumnVisible(place.column);
    keepingFocus(section.current, () => api()?.setFocusedCell(rowIndex, place.column));
  });

  function ready() {
    const found = initial && api()?.getRowNode(initial.row)?.rowIndex;
    // The first row, though it may be a heading: its workings are not asked for before anybody has chosen a figure.
    const rowIndex = found ?? 0;
    const column = initial?.column === "label" || table.columns.some((each) => each.key === initial?.column) ? initial?.column : table.columns[0]?.key;
    api()?.ensureIndexVisible(rowIndex);
    keepingFocus(section.current, () => api()?.setFocusedCell(rowIndex, column ?? "label"));
  }

  return { focused, rowsChanged, columnsChanged, ready };
}

/** Moves the sheet's cursor, and leaves the keyboard with who has it: somebody typing in a filter or a panel goes on typing there. */
function keepingFocus(sheet: HTMLElement | null, move: () => void): void {
  const before = document.activeElement;
  move();
  if (before instanceof HTMLElement && before !== document.body && !sheet?.contains(before)) before.focus();
}
