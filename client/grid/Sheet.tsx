// The sheet: a table in AG Grid, with the keys, the typing and the pasting of a spreadsheet.
import type { CellDoubleClickedEvent, ColDef } from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";
import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { sheetColumns } from "./columns.ts";
import { numberColumnId } from "./displayed.ts";
import { useDrawnNow } from "./drawNow.ts";
import { GrowPreview } from "./GrowPreview.tsx";
import { NamedPaste } from "./NamedPaste.tsx";
import { PastePreview } from "./PastePreview.tsx";
import type { Proposal } from "./proposal.ts";
import { SheetSelection } from "./selection.ts";
import { keyPressed } from "./selectionKeys.ts";
import { mousePressed, pointerPressed } from "./selectionMouse.ts";
import { useSpokenCells } from "./spoken.ts";
import { type CellPlace, cellAt, placeSaid, type SheetCell, type SheetRow, samePlace } from "./table.ts";
import { headerHeight, rowHeight, theme } from "./theme.ts";
import type { AddedRow, Adding, CellPreview, Doing, RefusedText, TypedCell, Typing } from "./typing.ts";
import { useClipboard } from "./useClipboard.ts";
import { type CursorAsked, useCursor } from "./useCursor.ts";
import { useRangeWriting } from "./useRangeWriting.ts";
import { useSteadyRows } from "./useSteadyRows.ts";
import { useWidths } from "./useWidths.ts";
import { whyFixed } from "./whyFixed.ts";
import { narrowestLabel } from "./widths.ts";

export interface SheetProps extends CursorAsked {
  /** What heads the rows' headings; the table's unit where nothing is said. */
  labelHeader?: string | undefined;
  /** How wide the rows' headings are at least, in pixels. */
  labelAtLeast?: number | undefined;
  refused?: RefusedText | null | undefined;
  /** Texts that were refused before and are kept: an editor of such a cell begins with its text. */
  held?: readonly RefusedText[] | undefined;
  /** A text that had been refused was let go. */
  onEscape?: (() => void) | undefined;
  /** What was typed into a row that is not there any more. */
  onLost?: ((place: string, text: string) => void) | undefined;
  /** What was typed, or pasted, into cells that have `edits`. */
  onType?: ((cells: TypedCell[], doing?: Doing, added?: AddedRow[]) => void) | undefined;
  /** Asks how cells would stand after what is typed into them: for the preview of a paste. */
  onPreview?: ((cells: TypedCell[]) => Promise<CellPreview[]>) | undefined;
  /** What a paste that reaches below the last row can add there. */
  adding?: Adding | undefined;
  /** What its cells are called where several change. */
  counts?: "amounts" | "cells" | undefined;
  onTrouble?: ((place: CellPlace, sentence: string) => void) | undefined;
  /** Enter or a double click on what cannot be typed over. */
  onOpen?: ((row: SheetRow) => void) | undefined;
}

const nothing = () => {};

export function Sheet({
  table,
  labelHeader = table.unit,
  labelAtLeast = narrowestLabel,
  initial,
  refused,
  held = [],
  onEscape = nothing,
  onLost = nothing,
  onSelect,
  onType,
  onPreview,
  adding,
  counts = "amounts",
  onTrouble = nothing,
  onOpen = nothing,
  reach,
}: SheetProps) {
  const grid = useRef<AgGridReact<SheetRow>>(null);
  const section = useRef<HTMLElement>(null);
  const api = useCallback(() => grid.current?.api, []);
  const cellIn = (row: SheetRow | undefined, columnId: string | undefined): SheetCell | undefined => cellAt(table, row, columnId);

  const begun = useRef<(CellPlace & { cell: SheetCell; seen: number | undefined; place: string; text: string }) | null>(null);
  const typing = useRef<Typing>({ begin: () => "", end: () => {}, leave: () => {} });
  typing.current = {
    begin(row, column) {
      const cell = cellIn(
        table.rows.find((each) => each.key === row),
        column,
      );
      const kept = [...held, ...(refused ? [refused] : [])].findLast((each) => samePlace(each, { row, column }));
      const text = kept?.typed ?? cell?.entry ?? "";
      begun.current = cell ? { row, column, cell, seen: table.dataVersion, place: placeSaid(table, { row, column }), text } : null;
      return text;
    },
    end(row, column, text) {
      const typed = text.trim();
      // The cell as its editor found it: should somebody have changed it since, the server says so.
      const from = begun.current;
      begun.current = null;
      if (from && samePlace(from, { row, column }) && typed !== (from.cell.entry ?? "")) onType?.([{ row, column, cell: from.cell, seen: from.seen, place: from.place, typed }]);
    },
    leave(row, column, text, escaped) {
      if (escaped && refused && samePlace(refused, { row, column })) onEscape();
      const before = begun.current;
      // Let the grid finish: what was entered has been told by then.
      if (before && samePlace(before, { row, column }) && !escaped && text.trim() !== before.text) {
        window.setTimeout(() => {
          const grid = api();
          if (begun.current === before && grid && !grid.isDestroyed() && !(grid.getRowNode(row) && grid.getColumn(column))) onLost(before.place, text);
        });
      }
    },
  };

  const steady = useSteadyRows(table.rows);
  const widths = useWidths(section, table, labelHeader, labelAtLeast);
  const columns = useMemo(() => sheetColumns(labelHeader, table.unit, table.columns, widths, typing), [labelHeader, table.unit, table.columns, widths]);

  const [proposal, setProposal] = useState<Proposal | null>(null);
  // What the selection has to know of the sheet is read when it is needed: the selection itself stays the same throughout.
  const shownNow = useRef({ table, types: onType !== undefined });
  shownNow.current = { table, types: onType !== undefined };
  const fillNil = useRef(() => {});
  const [selection] = useState(
    () =>
      new SheetSelection(() => ({
        section: section.current,
        api: grid.current?.api,
        ...shownNow.current,
        onGrow: (at) => setProposal({ kind: "grow", at }),
        onFillNil: () => fillNil.current(),
      })),
  );
  useEffect(() => () => selection.remove(), [selection]);
  useDrawnNow(
    api,
    steady.rowData,
    columns,
    useCallback(() => selection.changed(), [selection]),
  );
  useSpokenCells(
    section,
    table,
    useCallback((cells: Iterable<Element>) => selection.drawn(cells), [selection]),
  );
  const writing = useRangeWriting(selection, onType, onTrouble, adding?.noun, counts);
  fillNil.current = writing.fillNil;
  const clipboard = useClipboard({ selection, byName: adding?.read !== undefined, onPropose: setProposal, onType: writing.type, onTrouble });
  const editor = useRef({ typedOver: false });
  const closePreview = useCallback(() => setProposal(null), []);
  const proposed = useRef(false);
  useEffect(() => {
    // When the preview has gone, the keyboard is the sheet's again.
    if (proposed.current && proposal === null) selection.moveTo(selection.active);
    proposed.current = proposal !== null;
  }, [proposal, selection]);
  function openAt(place: CellPlace) {
    const row = table.rows.find((each) => each.key === place.row);
    if (row) onOpen(row);
  }
  function tellFixed(place: CellPlace) {
    const row = table.rows.find((each) => each.key === place.row);
    const column = table.columns.find((each) => each.key === place.column);
    if (row) onTrouble(place, whyFixed(table, row, column));
  }
  function keyDown(event: KeyboardEvent) {
    keyPressed(event, selection, editor.current, {
      open: openAt,
      tellFixed,
      empty: writing.empty,
      fill: writing.fill,
      fillNil: writing.fillNil,
      fillTyped: writing.fillTyped,
      copyWithHeadings: clipboard.copyWithHeadings,
    });
  }
  const pointerDown = (event: PointerEvent) => pointerPressed(event, selection, writing.fillFrom);
  const paint = useCallback(() => selection.paint(), [selection]);

  const cursor = useCursor({ section, api, table, selection, initial, onSelect, reach });
  function doubleClicked({ data, column }: CellDoubleClickedEvent<SheetRow>) {
    editor.current.typedOver = false;
    const place = data && { row: data.key, column: column.getColId() };
    if (!place || place.column === numberColumnId || cellIn(data, place.column)?.edits) return;
    // Whatever opens takes the place of the reason.
    tellFixed(place);
    onOpen(data);
  }

  // A text that was refused opens again where it was typed, so that it can be put right and is not lost.
  useEffect(() => {
    const rowIndex = refused && api()?.getRowNode(refused.row)?.rowIndex;
    // Whoever has begun to type elsewhere meanwhile is left to it.
    if (document.activeElement?.matches("input, textarea, select")) return;
    if (refused && typeof rowIndex === "number") api()?.startEditingCell({ rowIndex, colKey: refused.column });
  }, [refused, api]);

  const displayed = proposal?.kind === "grow" || proposal?.kind === "named" ? selection.displayed() : null;
  return (
    <>
      <section
        ref={section}
        className="sheet"
        aria-label={table.title}
        style={{ height: table.rows.length * rowHeight + headerHeight + 18 }}
        onPaste={clipboard.paste}
        onCopy={clipboard.copy}
        onCut={clipboard.cut}
        onKeyDownCapture={keyDown}
        onPointerDownCapture={pointerDown}
        onMouseDownCapture={(event) => mousePressed(event, selection)}
      >
        <AgGridReact<SheetRow>
          ref={grid}
          theme={theme}
          {...steady}
          columnDefs={columns}
          defaultColDef={everyColumn}
          getRowId={({ data }) => data.key}
          rowHeight={rowHeight}
          headerHeight={headerHeight}
          rowClassRules={rowClasses}
          cellFlashDuration={400}
          cellFadeDuration={600}
          animateRows={false}
          rowBuffer={3}
          ensureDomOrder
          stopEditingWhenCellsLoseFocus
          suppressColumnVirtualisation={table.columns.length < 16}
          onCellFocused={cursor.focused}
          onCellDoubleClicked={doubleClicked}
          onFirstDataRendered={cursor.ready}
          onRowDataUpdated={cursor.rowsChanged}
          onModelUpdated={paint}
          onDisplayedColumnsChanged={cursor.columnsChanged}
          onVirtualColumnsChanged={paint}
          onColumnResized={paint}
        />
      </section>
      {proposal?.kind === "grow" && displayed && (
        <GrowPreview
          table={table}
          displayed={displayed}
          at={proposal.at}
          onPreview={onPreview}
          onConfirm={(cells, left) => writing.propose("grow", cells, left, closePreview)}
          onClose={closePreview}
        />
      )}
      {proposal?.kind === "named" && displayed && adding?.read && (
        <NamedPaste
          named={proposal.named}
          byPlace={proposal.plan}
          displayed={displayed}
          top={proposal.top}
          table={table}
          onRead={adding.read}
          onPreview={onPreview}
          adding={adding}
          onConfirm={(cells, left, added) => writing.propose("paste", cells, left, closePreview, added)}
          onClose={closePreview}
        />
      )}
      {(proposal?.kind === "paste" || proposal?.kind === "move") && (
        <PastePreview
          heading={proposal.kind === "move" ? "Move what was cut" : "Paste"}
          table={table}
          plan={proposal.plan}
          verb={proposal.kind === "move" ? "Move to" : "Paste"}
          onPreview={onPreview}
          adding={adding}
          onConfirm={(cells, left, added) => writing.propose(proposal.kind, cells, left, closePreview, added)}
          onClose={closePreview}
        />
      )}
    </>
  );
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
