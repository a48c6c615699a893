// The sheet: a ReportTable in AG Grid, with the keys, the typing and the pasting of a spreadsheet.
import {
  CellApiModule,
  type CellFocusedEvent,
  type CellKeyDownEvent,
  CellStyleModule,
  ClientSideRowModelModule,
  type ColDef,
  ColumnApiModule,
  ColumnAutoSizeModule,
  CustomEditorModule,
  HighlightChangesModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  themeQuartz,
} from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";
import { type ClipboardEvent, useCallback, useEffect, useMemo, useRef } from "react";
import type { Table, TableCell, TableRow } from "../documents.ts";
import { AmountEditor } from "./AmountEditor.tsx";
import { LabelCell } from "./LabelCell.tsx";
import { readTabSeparated } from "./tabSeparated.ts";
import { YearHeader } from "./YearHeader.tsx";

ModuleRegistry.registerModules([
  CellApiModule,
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  HighlightChangesModule,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  CustomEditorModule,
]);

const theme = themeQuartz.withParams({
  fontFamily: "inherit",
  fontSize: 14,
  rowHeight: 28,
  headerHeight: 44,
  spacing: 6,
  cellHorizontalPadding: 10,
  backgroundColor: "var(--paper)",
  foregroundColor: "var(--ink)",
  headerBackgroundColor: "var(--paper)",
  headerTextColor: "var(--ink)",
  headerFontWeight: 600,
  borderColor: "var(--hair)",
  rowBorder: false,
  columnBorder: false,
  headerColumnBorder: false,
  headerColumnResizeHandleColor: "transparent",
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  headerRowBorder: { color: "var(--rule)", width: 1, style: "solid" },
  rowHoverColor: "var(--hover)",
  accentColor: "var(--accent)",
  cellEditingBorder: { color: "var(--accent)", width: 2, style: "solid" },
  pinnedColumnBorder: false,
  valueChangeValueHighlightBackgroundColor: "var(--changed)",
});

/** A cell by its row's key and its column's year. */
export interface CellPlace {
  row: string;
  year: string;
}

/** What was typed into a cell, or pasted from it onwards. */
export interface TypedCell extends CellPlace {
  cell: TableCell;
  typed: string;
}

export interface SheetProps {
  table: Table;
  /** The cell that the address names when the sheet opens. */
  initial: CellPlace | null;
  /** A cell whose text was refused, with the text, which stays to be put right. */
  refused: (CellPlace & { typed: string }) | null;
  onSelect: (place: CellPlace | null) => void;
  onType: (cells: TypedCell[]) => void;
  /** A paste that cannot be made, in a sentence. */
  onTrouble: (place: CellPlace, sentence: string) => void;
  /** Enter or a double click on what cannot be typed over. */
  onOpen: (row: TableRow) => void;
}

const rowHeight = 28;
const headerHeight = 44;
const digitWidth = 8.4;
const narrowestLabel = 200;

export function Sheet({ table, initial, refused, onSelect, onType, onTrouble, onOpen }: SheetProps) {
  const grid = useRef<AgGridReact<TableRow>>(null);
  const section = useRef<HTMLElement>(null);
  const years = useMemo(() => table.columns.map((column) => column.key), [table.columns]);

  const placeOf = useCallback(
    (row: TableRow | undefined, columnId: string | undefined): CellPlace | null => (row && columnId && columnId !== "label" ? { row: row.key, year: columnId } : null),
    [],
  );

  const cellAt = useCallback((place: CellPlace): TableCell | undefined => table.rows.find((row) => row.key === place.row)?.cells[years.indexOf(place.year)], [table.rows, years]);

  const focused = useCallback(
    (event: CellFocusedEvent<TableRow>) => {
      const columnId = typeof event.column === "string" ? event.column : event.column?.getColId();
      const row = event.rowIndex === null ? undefined : event.api.getDisplayedRowAtIndex(event.rowIndex)?.data;
      onSelect(row && columnId ? { row: row.key, year: columnId } : null);
    },
    [onSelect],
  );

  const typedInto = useCallback(
    (row: TableRow, year: string, text: string): boolean => {
      const place = { row: row.key, year };
      const cell = cellAt(place);
      const typed = text.trim();
      if (cell && typed !== (cell.entry ?? "")) onType([{ ...place, cell, typed }]);
      // The sheet shows what the server answers, never what was typed.
      return false;
    },
    [cellAt, onType],
  );
  const startingText = useCallback(
    (row: string, year: string) => (refused?.row === row && refused.year === year ? refused.typed : (cellAt({ row, year })?.entry ?? "")),
    [refused, cellAt],
  );

  // No figure is ever cut off: a column is as wide as the longest of them, and the headings give way.
  const amountWidth = useMemo(() => Math.max(104, ...table.rows.map((row) => Math.max(...row.cells.map((cell) => cell.shown.length)) * digitWidth + 32)), [table.rows]);
  const fitLabels = useCallback(() => {
    const api = grid.current?.api;
    const frame = section.current?.clientWidth ?? 0;
    if (!api || frame === 0) return;
    api.autoSizeColumns(["label"]);
    const room = Math.max(narrowestLabel, frame - years.length * amountWidth);
    if ((api.getColumn("label")?.getActualWidth() ?? 0) > room) api.setColumnWidths([{ key: "label", newWidth: room }]);
  }, [years, amountWidth]);

  const columns = useMemo<ColDef<TableRow>[]>(() => {
    const label: ColDef<TableRow> = {
      colId: "label",
      headerName: table.unit,
      headerClass: "unit-header",
      valueGetter: ({ data }) => (data?.status ? `${data.label} (${data.status})` : data?.label),
      cellRenderer: LabelCell,
      pinned: "left",
      minWidth: narrowestLabel,
      maxWidth: 560,
      cellClass: "label-cell",
      enableCellChangeFlash: false,
    };
    const amounts = table.columns.map((column, index): ColDef<TableRow> => {
      const cellOf = (row: TableRow | undefined) => row?.cells[index];
      return {
        colId: column.key,
        headerName: `${column.label} ${column.status}`,
        headerComponent: YearHeader,
        headerComponentParams: { year: column.label, status: column.status },
        headerClass: "ag-right-aligned-header",
        // What cannot be known is [x] to a reader; to somebody filling in a draft it is a place to type.
        valueGetter: ({ data }) => (cellOf(data)?.edits && cellOf(data)?.pence === null ? "" : cellOf(data)?.shown),
        editable: ({ data }) => Boolean(cellOf(data)?.edits),
        cellEditor: AmountEditor,
        cellEditorParams: { startingText },
        cellClass: "amount",
        cellClassRules: {
          editable: ({ data }) => Boolean(cellOf(data)?.edits),
          noted: ({ data }) => Boolean(cellOf(data)?.note),
          bracketed: ({ data }) => Boolean(cellOf(data)?.shown.startsWith("(")),
        },
        valueSetter: ({ data, newValue }) => typedInto(data, column.key, String(newValue ?? "")),
        minWidth: amountWidth,
        flex: 1,
        maxWidth: 230,
      };
    });
    return [label, ...amounts];
  }, [table.columns, table.unit, amountWidth, typedInto, startingText]);

  const pressed = useCallback(
    (event: CellKeyDownEvent<TableRow> | { event?: Event | null }) => {
      if (!("column" in event) || !(event.event instanceof KeyboardEvent)) return;
      const place = placeOf(event.data, event.column.getColId());
      const cell = place && cellAt(place);
      const editing = event.api.getEditingCells().length > 0;
      if (editing) return;
      if (event.event.key === "Enter" && event.data && !cell?.edits) onOpen(event.data);
      if ((event.event.key === "Delete" || event.event.key === "Backspace") && place && cell?.edits && cell.pence !== null) onType([{ ...place, cell, typed: "" }]);
    },
    [placeOf, cellAt, onType, onOpen],
  );

  const paste = useCallback(
    (event: ClipboardEvent) => {
      const api = grid.current?.api;
      const at = api?.getFocusedCell();
      if (!api || !at || api.getEditingCells().length > 0 || (event.target as HTMLElement).closest("input, textarea")) return;
      event.preventDefault();
      const first = years.indexOf(at.column.getColId());
      const start = api.getDisplayedRowAtIndex(at.rowIndex)?.data;
      if (!start) return;
      const place = { row: start.key, year: years[Math.max(first, 0)] as string };
      const cells: TypedCell[] = [];
      for (const [down, line] of readTabSeparated(event.clipboardData.getData("text/plain")).entries()) {
        for (const [across, typed] of line.entries()) {
          const row = api.getDisplayedRowAtIndex(at.rowIndex + down)?.data;
          const year = years[first + across];
          const cell = row && year ? row.cells[first + across] : undefined;
          if (first < 0 || !row || !year || !cell)
            return onTrouble(place, "What you paste reaches beyond the table. Select the first cell that it should go into; to add rows, use Add cost centres.");
          if (!cell.edits) return onTrouble(place, `${row.label} in ${year} cannot be typed over: it is worked out. Nothing was pasted.`);
          cells.push({ row: row.key, year, cell, typed: typed.trim() });
        }
      }
      if (cells.length > 0) onType(cells);
    },
    [years, onType, onTrouble],
  );

  const copy = useCallback(
    (event: ClipboardEvent) => {
      const at = grid.current?.api.getFocusedCell();
      const row = at && grid.current?.api.getDisplayedRowAtIndex(at.rowIndex)?.data;
      if (!at || !row || (event.target as HTMLElement).closest("input, textarea")) return;
      const cell = row.cells[years.indexOf(at.column.getColId())];
      event.clipboardData.setData("text/plain", cell ? (cell.entry ?? cell.shown) : row.label);
      event.preventDefault();
    },
    [years],
  );

  // A text that was refused opens again where it was typed, so that it can be put right and is not lost.
  useEffect(() => {
    const api = grid.current?.api;
    const rowIndex = refused && api?.getRowNode(refused.row)?.rowIndex;
    if (api && refused && typeof rowIndex === "number") api.startEditingCell({ rowIndex, colKey: refused.year });
  }, [refused]);

  const ready = useCallback(() => {
    const api = grid.current?.api;
    fitLabels();
    const rowIndex = (initial && api?.getRowNode(initial.row)?.rowIndex) ?? 0;
    api?.ensureIndexVisible(rowIndex);
    api?.setFocusedCell(rowIndex, initial?.year ?? (years[0] as string));
  }, [initial, years, fitLabels]);

  const editor = useMemo<ColDef<TableRow>>(
    () => ({
      suppressMovable: true,
      sortable: false,
      resizable: true,
      enableCellChangeFlash: true,
      suppressKeyboardEvent: ({ event, editing }) => !editing && event.key === "?",
    }),
    [],
  );

  return (
    <section ref={section} className="sheet" aria-label={table.title} style={{ height: table.rows.length * rowHeight + headerHeight + 18 }} onPaste={paste} onCopy={copy}>
      <AgGridReact<TableRow>
        ref={grid}
        theme={theme}
        rowData={table.rows}
        columnDefs={columns}
        defaultColDef={editor}
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
        onCellDoubleClicked={({ data, column }) => {
          const place = placeOf(data, column.getColId());
          if (data && !(place && cellAt(place)?.edits)) onOpen(data);
        }}
        onFirstDataRendered={ready}
        onRowDataUpdated={fitLabels}
        onGridSizeChanged={fitLabels}
      />
    </section>
  );
}

const rowClasses = {
  subtotal: ({ data }: { data?: TableRow | undefined }) => data?.kind === "SUBTOTAL",
  total: ({ data }: { data?: TableRow | undefined }) => data?.kind === "TOTAL",
  remaining: ({ data }: { data?: TableRow | undefined }) => data?.kind === "REMAINING",
};
