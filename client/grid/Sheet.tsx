// The sheet: a table in AG Grid, with the keys, the typing and the pasting of a spreadsheet.
import type { CellDoubleClickedEvent, CellFocusedEvent, CellKeyDownEvent, ColDef, FullWidthCellKeyDownEvent } from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";
import { type RefObject, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import { sheetColumns } from "./columns.ts";
import type { CellPlace, SheetCell, SheetRow, SheetTable } from "./table.ts";
import { columnWidths, headerHeight, narrowestLabel, rowHeight, scrollbar, theme } from "./theme.ts";
import type { RefusedText, TypedCell, Typing } from "./typing.ts";
import { useClipboard } from "./useClipboard.ts";

export interface SheetProps {
  table: SheetTable;
  /** What heads the rows' headings; the table's unit where nothing is said. */
  labelHeader?: string | undefined;
  /** How wide the rows' headings are at least, in pixels. */
  labelAtLeast?: number | undefined;
  /** The cell that the address names when the sheet opens. */
  initial: CellPlace | null;
  refused?: RefusedText | null | undefined;
  onSelect: (place: CellPlace | null) => void;
  /** What was typed, or pasted, into cells that have `edits`. */
  onType?: ((cells: TypedCell[]) => void) | undefined;
  onTrouble?: ((place: CellPlace, sentence: string) => void) | undefined;
  /** Enter or a double click on what cannot be typed over. */
  onOpen?: ((row: SheetRow) => void) | undefined;
  /** Filled with the way to take the cursor to a cell, and into sight; the keyboard stays with who has it. */
  reach?: RefObject<((place: CellPlace) => void) | null> | undefined;
}

const nothing = () => {};

export function Sheet({
  table,
  labelHeader = table.unit,
  labelAtLeast = narrowestLabel,
  initial,
  refused,
  onSelect,
  onType = nothing,
  onTrouble = nothing,
  onOpen = nothing,
  reach,
}: SheetProps) {
  const grid = useRef<AgGridReact<SheetRow>>(null);
  const section = useRef<HTMLElement>(null);
  const api = useCallback(() => grid.current?.api, []);
  const cellIn = (row: SheetRow | undefined, columnId: string | undefined): SheetCell | undefined => row?.cells[table.columns.findIndex((column) => column.key === columnId)];

  const begun = useRef<(CellPlace & { cell: SheetCell }) | null>(null);
  const typing = useRef<Typing>({ begin: () => "", end: () => {} });
  typing.current = {
    begin(row, column) {
      const cell = cellIn(
        table.rows.find((each) => each.key === row),
        column,
      );
      begun.current = cell ? { row, column, cell } : null;
      return refused?.row === row && refused.column === column ? refused.typed : (cell?.entry ?? "");
    },
    end(row, column, text) {
      const typed = text.trim();
      // The cell as its editor found it: should somebody have changed it since, the server says so.
      if (begun.current?.row === row && begun.current.column === column && typed !== (begun.current.cell.entry ?? "")) onType([{ ...begun.current, typed }]);
    },
  };

  const widths = useSteady(useMemo(() => columnWidths(table), [table]));
  const [frame, setFrame] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const scrolls = table.rows.length * rowHeight + headerHeight > entry.contentRect.height;
      setFrame(Math.floor(entry.contentRect.width) - (scrolls ? scrollbar : 0));
    });
    if (section.current) watch.observe(section.current);
    return () => watch.disconnect();
  }, [table.rows.length]);
  const widestLabel = Math.min(560, Math.max(labelAtLeast, frame - widths.reduce((sum, width) => sum + width, 0)));
  const columns = useMemo(() => sheetColumns(labelHeader, table.columns, { columns: widths, widestLabel }, typing), [labelHeader, table.columns, widths, widestLabel]);
  const fitLabels = useCallback(() => api()?.autoSizeColumns(["label"]), [api]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the headings are fitted anew whenever their room or their texts change.
  useEffect(() => void fitLabels(), [fitLabels, columns, table.rows]);

  const { paste, copy } = useClipboard({ grid: api, columns: table.columns, onType, onTrouble });

  const selected = useRef<CellPlace | null>(initial);
  function focused(event: CellFocusedEvent<SheetRow>) {
    const columnId = typeof event.column === "string" ? event.column : event.column?.getColId();
    const row = event.rowIndex === null ? undefined : event.api.getDisplayedRowAtIndex(event.rowIndex)?.data;
    selected.current = row && columnId ? { row: row.key, column: columnId } : null;
    onSelect(selected.current);
  }
  // Rows that come or go above it do not take the selection to another row: it goes along with its own.
  function rowsChanged() {
    const grid = api();
    const at = grid?.getFocusedCell();
    const place = selected.current;
    if (!grid || !at || !place || grid.getEditingCells().length > 0 || grid.getDisplayedRowAtIndex(at.rowIndex)?.id === place.row) return;
    const rowIndex = grid.getRowNode(place.row)?.rowIndex;
    if (typeof rowIndex === "number") keepingFocus(section.current, () => grid.setFocusedCell(rowIndex, place.column));
    else grid.clearFocusedCell();
  }
  function pressed(event: CellKeyDownEvent<SheetRow> | FullWidthCellKeyDownEvent<SheetRow>) {
    if (!("column" in event) || !(event.event instanceof KeyboardEvent) || event.api.getEditingCells().length > 0) return;
    const column = event.column.getColId();
    const cell = cellIn(event.data, column);
    if (event.event.key === "Enter" && event.data && !cell?.edits) onOpen(event.data);
    if (["Delete", "Backspace"].includes(event.event.key) && event.data && cell?.edits && (cell.pence ?? cell.entry ?? null) !== null) {
      onType([{ row: event.data.key, column, cell, typed: "" }]);
    }
  }
  function doubleClicked({ data, column }: CellDoubleClickedEvent<SheetRow>) {
    if (data && !cellIn(data, column.getColId())?.edits) onOpen(data);
  }

  useImperativeHandle(reach, () => (place: CellPlace) => {
    const rowIndex = api()?.getRowNode(place.row)?.rowIndex;
    if (typeof rowIndex !== "number") return;
    api()?.ensureIndexVisible(rowIndex);
    api()?.ensureColumnVisible(place.column);
    keepingFocus(section.current, () => api()?.setFocusedCell(rowIndex, place.column));
  });

  // A text that was refused opens again where it was typed, so that it can be put right and is not lost.
  useEffect(() => {
    const rowIndex = refused && api()?.getRowNode(refused.row)?.rowIndex;
    if (refused && typeof rowIndex === "number") api()?.startEditingCell({ rowIndex, colKey: refused.column });
  }, [refused, api]);

  function ready() {
    fitLabels();
    const found = initial && api()?.getRowNode(initial.row)?.rowIndex;
    // The first row, though it may be a heading: its workings are not asked for before anybody has chosen a figure.
    const rowIndex = found ?? 0;
    const column = table.columns.some((each) => each.key === initial?.column) ? initial?.column : table.columns[0]?.key;
    api()?.ensureIndexVisible(rowIndex);
    keepingFocus(section.current, () => api()?.setFocusedCell(rowIndex, column ?? "label"));
  }

  return (
    <section ref={section} className="sheet" aria-label={table.title} style={{ height: table.rows.length * rowHeight + headerHeight + 18 }} onPaste={paste} onCopy={copy}>
      <AgGridReact<SheetRow>
        ref={grid}
        theme={theme}
        rowData={table.rows}
        columnDefs={columns}
        defaultColDef={everyColumn}
        getRowId={({ data }) => data.key}
        rowHeight={rowHeight}
        headerHeight={headerHeight}
        rowClassRules={rowClasses}
        cellFlashDuration={400}
        cellFadeDuration={600}
        animateRows={false}
        enterNavigatesVertically
        enterNavigatesVerticallyAfterEdit
        stopEditingWhenCellsLoseFocus
        suppressColumnVirtualisation={table.columns.length < 16}
        onCellFocused={focused}
        onCellKeyDown={pressed}
        onCellDoubleClicked={doubleClicked}
        onFirstDataRendered={ready}
        onRowDataUpdated={rowsChanged}
      />
    </section>
  );
}

/** The same list while its values are the same: columns made anew would take the grid's focus and scroll away. */
function useSteady(values: readonly number[]): readonly number[] {
  const held = useRef(values);
  if (held.current.join() !== values.join()) held.current = values;
  return held.current;
}

/** Moves the sheet's cursor, and leaves the keyboard with who has it: somebody typing in a filter or a panel goes on typing there. */
function keepingFocus(sheet: HTMLElement | null, move: () => void): void {
  const before = document.activeElement;
  move();
  if (before instanceof HTMLElement && before !== document.body && !sheet?.contains(before)) before.focus();
}

const everyColumn: ColDef<SheetRow> = {
  suppressMovable: true,
  sortable: false,
  resizable: true,
  enableCellChangeFlash: true,
  // Asking for the keys is not typing a question mark.
  suppressKeyboardEvent: ({ event, editing }) => !editing && event.key === "?",
};

const rowClasses = {
  subtotal: ({ data }: { data?: SheetRow | undefined }) => data?.kind === "SUBTOTAL",
  total: ({ data }: { data?: SheetRow | undefined }) => data?.kind === "TOTAL",
  remaining: ({ data }: { data?: SheetRow | undefined }) => data?.kind === "REMAINING",
  heading: ({ data }: { data?: SheetRow | undefined }) => data?.kind === "HEADING",
};
