// The sheet: a ReportTable in AG Grid, with the keys, the typing and the pasting of a spreadsheet.
import type { CellDoubleClickedEvent, CellFocusedEvent, CellKeyDownEvent, ColDef, FullWidthCellKeyDownEvent } from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Table, TableCell, TableRow } from "../documents.ts";
import { sheetColumns } from "./columns.ts";
import { amountWidth, headerHeight, narrowestLabel, rowHeight, scrollbar, theme } from "./theme.ts";
import type { CellPlace, TypedCell, Typing } from "./typing.ts";
import { useClipboard } from "./useClipboard.ts";

export interface SheetProps {
  table: Table;
  /** The cell that the address names when the sheet opens. */
  initial: CellPlace | null;
  /** A cell whose text was refused, with the text, which stays to be put right. */
  refused: (CellPlace & { typed: string }) | null;
  onSelect: (place: CellPlace | null) => void;
  onType: (cells: TypedCell[]) => void;
  onTrouble: (place: CellPlace, sentence: string) => void;
  /** Enter or a double click on what cannot be typed over. */
  onOpen: (row: TableRow) => void;
}

export function Sheet({ table, initial, refused, onSelect, onType, onTrouble, onOpen }: SheetProps) {
  const grid = useRef<AgGridReact<TableRow>>(null);
  const section = useRef<HTMLElement>(null);
  const api = useCallback(() => grid.current?.api, []);
  const years = useMemo(() => table.columns.map((column) => column.key), [table.columns]);
  const cellIn = (row: TableRow | undefined, columnId: string | undefined): TableCell | undefined => row?.cells[years.indexOf(columnId ?? "")];

  const begun = useRef<(CellPlace & { cell: TableCell }) | null>(null);
  const typing = useRef<Typing>({ begin: () => "", end: () => {} });
  typing.current = {
    begin(row, year) {
      const cell = cellIn(
        table.rows.find((each) => each.key === row),
        year,
      );
      begun.current = cell ? { row, year, cell } : null;
      return refused?.row === row && refused.year === year ? refused.typed : (cell?.entry ?? "");
    },
    end(row, year, text) {
      const typed = text.trim();
      // The cell as its editor found it: should somebody have changed it since, the server says so.
      if (begun.current?.row === row && begun.current.year === year && typed !== (begun.current.cell.entry ?? "")) onType([{ ...begun.current, typed }]);
    },
  };

  const width = useMemo(() => amountWidth(Math.max(0, ...table.rows.flatMap((row) => row.cells.map((cell) => cell.shown.length)))), [table.rows]);
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
  const widestLabel = Math.min(560, Math.max(narrowestLabel, frame - years.length * width));
  const columns = useMemo(() => sheetColumns(table.unit, table.columns, { amount: width, widestLabel }, typing), [table.unit, table.columns, width, widestLabel]);
  const fitLabels = useCallback(() => api()?.autoSizeColumns(["label"]), [api]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the headings are fitted anew whenever their room or their texts change.
  useEffect(() => void fitLabels(), [fitLabels, columns, table.rows]);

  const { paste, copy } = useClipboard({ grid: api, years, onType, onTrouble });

  function focused(event: CellFocusedEvent<TableRow>) {
    const columnId = typeof event.column === "string" ? event.column : event.column?.getColId();
    const row = event.rowIndex === null ? undefined : event.api.getDisplayedRowAtIndex(event.rowIndex)?.data;
    onSelect(row && columnId ? { row: row.key, year: columnId } : null);
  }
  function pressed(event: CellKeyDownEvent<TableRow> | FullWidthCellKeyDownEvent<TableRow>) {
    if (!("column" in event) || !(event.event instanceof KeyboardEvent) || event.api.getEditingCells().length > 0) return;
    const year = event.column.getColId();
    const cell = cellIn(event.data, year);
    if (event.event.key === "Enter" && event.data && !cell?.edits) onOpen(event.data);
    if (["Delete", "Backspace"].includes(event.event.key) && event.data && cell?.edits && cell.pence !== null) onType([{ row: event.data.key, year, cell, typed: "" }]);
  }
  function doubleClicked({ data, column }: CellDoubleClickedEvent<TableRow>) {
    if (data && !cellIn(data, column.getColId())?.edits) onOpen(data);
  }

  // A text that was refused opens again where it was typed, so that it can be put right and is not lost.
  useEffect(() => {
    const rowIndex = refused && api()?.getRowNode(refused.row)?.rowIndex;
    if (refused && typeof rowIndex === "number") api()?.startEditingCell({ rowIndex, colKey: refused.year });
  }, [refused, api]);

  function ready() {
    fitLabels();
    const rowIndex = (initial && api()?.getRowNode(initial.row)?.rowIndex) ?? 0;
    api()?.ensureIndexVisible(rowIndex);
    api()?.setFocusedCell(rowIndex, initial?.year ?? (years[0] as string));
  }

  return (
    <section ref={section} className="sheet" aria-label={table.title} style={{ height: table.rows.length * rowHeight + headerHeight + 18 }} onPaste={paste} onCopy={copy}>
      <AgGridReact<TableRow>
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
      />
    </section>
  );
}

const everyColumn: ColDef<TableRow> = {
  suppressMovable: true,
  sortable: false,
  resizable: true,
  enableCellChangeFlash: true,
  // Asking for the keys is not typing a question mark.
  suppressKeyboardEvent: ({ event, editing }) => !editing && event.key === "?",
};

const rowClasses = {
  subtotal: ({ data }: { data?: TableRow | undefined }) => data?.kind === "SUBTOTAL",
  total: ({ data }: { data?: TableRow | undefined }) => data?.kind === "TOTAL",
  remaining: ({ data }: { data?: TableRow | undefined }) => data?.kind === "REMAINING",
};
