// The sheet's columns: the rows' headings, then figures and words.
import type { ColDef } from "ag-grid-community";
import type { RefObject } from "react";
import { AmountEditor } from "./AmountEditor.tsx";
import { ColumnHeader } from "./ColumnHeader.tsx";
import { numberColumnId } from "./displayed.ts";
import { FigureCell } from "./FigureCell.tsx";
import { LabelCell } from "./LabelCell.tsx";
import { LabelHeader, NumberHeader } from "./LabelHeader.tsx";
import { TrendCell, trendWidth } from "./TrendCell.tsx";
import { headingCell, labelColumnId, notHeld, type SheetCell, type SheetColumn, type SheetRow } from "./table.ts";
import type { Typing } from "./typing.ts";
import { WordsCell } from "./WordsCell.tsx";

/** How wide each column has to be, and how wide the rows' headings are, in pixels. */
export interface Widths {
  columns: readonly number[];
  label: number;
  /** How wide the rows' numbers are. */
  numbers: number;
}

/** `unit` is of the years' figures. */
export function sheetColumns(labelHeader: string, unit: string, columns: readonly SheetColumn[], widths: Widths, typing: RefObject<Typing>): ColDef<SheetRow>[] {
  return [
    numberColumn(widths.numbers),
    labelColumn(labelHeader, widths.label, typing),
    ...columns.map((column, index) => {
      const width = widths.columns[index] as number;
      if (column.trend) return trendColumn(column, index);
      return column.words ? wordsColumn(column, index, width, typing) : amountColumn(column, unit, index, width, typing);
    }),
  ];
}

/** By its number a whole row is selected. The keyboard's cursor does not go there: what Shift+Space does is the same. */
function numberColumn(width: number): ColDef<SheetRow> {
  return {
    colId: numberColumnId,
    headerName: "",
    headerComponent: NumberHeader,
    headerTooltip: "Select all",
    headerClass: "number-header",
    valueGetter: ({ node }) => (node?.rowIndex ?? 0) + 1,
    pinned: "left",
    width,
    minWidth: width,
    maxWidth: width,
    resizable: false,
    suppressNavigable: true,
    suppressHeaderKeyboardEvent: () => true,
    cellClass: "row-number",
    enableCellChangeFlash: false,
  };
}

function labelColumn(header: string, width: number, typing: RefObject<Typing>): ColDef<SheetRow> {
  return {
    colId: labelColumnId,
    ...typedInto(labelColumnId, (row) => row && headingCell(row), typing),
    headerName: header,
    headerComponent: LabelHeader,
    headerComponentParams: { header },
    headerClass: "unit-header",
    valueGetter: ({ data }) => (data?.status ? `${data.label} (${data.status})` : data?.label),
    cellRenderer: LabelCell,
    pinned: "left",
    width,
    minWidth: Math.min(120, width),
    cellClass: "label-cell",
    cellAriaRole: "rowheader",
    cellClassRules: { found: ({ data }) => Boolean(data?.found), "has-note": ({ data }) => Boolean(data?.hasNote), ...waitingRules((row) => row) },
    enableCellChangeFlash: false,
  };
}

/** What is not there is [x] to a reader; to somebody filling in a draft it is a place to type, and a total grows beside its [x]. */
export function shownIn(cell: SheetCell | undefined): string | undefined {
  if (cell?.partial) return `${cell.shown} ${cell.partial.shown}`;
  return cell?.edits && cell.shown === notHeld ? "" : cell?.shown;
}

/** Years, their total and what monitoring sets beside a budget are all of the table's unit; of other columns their heading says what they are. */
const ofUnit = /^\d{4}\/\d\d$|^(total|original|movements|latest|expenditure|income|forecast|variance)$/;

function headed(column: SheetColumn, unit: string | null = null): ColDef<SheetRow> {
  return {
    colId: column.key,
    headerName: `${column.label} ${column.status}`.trim(),
    headerComponent: ColumnHeader,
    headerComponentParams: {
      label: column.label,
      status: column.status,
      words: Boolean(column.words),
      unit: ofUnit.test(column.key) ? unit : null,
      sorted: column.sorted,
      filtered: column.filtered,
    },
    // Null, and not left out: a column that is let go again goes back to its place.
    pinned: column.frozen ? "left" : null,
  };
}

/** What a column needs whose cells are typed over, so far as each allows it. */
function typedInto(key: string, cellOf: (row: SheetRow | undefined) => SheetCell | undefined, typing: RefObject<Typing>): ColDef<SheetRow> {
  return {
    editable: ({ data }) => Boolean(cellOf(data)?.edits),
    cellEditor: AmountEditor,
    // A function, because the grid copies what it is given here, and a copy would never be renewed.
    cellEditorParams: () => ({ typing }),
    valueSetter: ({ data, newValue }) => {
      typing.current.end(data.key, key, String(newValue ?? ""));
      // The sheet shows what the server answers, never what was typed.
      return false;
    },
  };
}

/** How a cell says that what was typed there is not stored. */
function waitingRules(cellOf: (row: SheetRow | undefined) => Pick<SheetCell, "waits" | "edits"> | undefined): NonNullable<ColDef<SheetRow>["cellClassRules"]> {
  return {
    editable: ({ data }) => Boolean(cellOf(data)?.edits),
    waiting: ({ data }) => ["waiting", "delayed", "unsure"].includes(cellOf(data)?.waits ?? ""),
    unsure: ({ data }) => cellOf(data)?.waits === "unsure",
    delayed: ({ data }) => cellOf(data)?.waits === "delayed",
    conflict: ({ data }) => cellOf(data)?.waits === "conflict",
    unstored: ({ data }) => cellOf(data)?.waits === "refused",
  };
}

function wordsColumn(column: SheetColumn, index: number, width: number, typing: RefObject<Typing>): ColDef<SheetRow> {
  const cellOf = (row: SheetRow | undefined) => row?.cells[index];
  return {
    ...headed(column),
    ...typedInto(column.key, cellOf, typing),
    headerClass: "words-header",
    valueGetter: ({ data }) => shownIn(cellOf(data)),
    cellRenderer: WordsCell,
    cellRendererParams: { at: index },
    cellClass: column.frozen ? ["words", "frozen"] : "words",
    cellClassRules: {
      noted: ({ data }) => Boolean(data?.cells[index]?.note),
      found: ({ data }) => Boolean(data?.cells[index]?.found),
      "has-note": ({ data }) => Boolean(data?.cells[index]?.hasNote),
      ...waitingRules(cellOf),
    },
    minWidth: 64,
    width,
  };
}

function trendColumn(column: SheetColumn, index: number): ColDef<SheetRow> {
  return {
    ...headed({ ...column, words: true }),
    headerClass: "words-header",
    valueGetter: ({ data }) => data?.cells[index]?.trend,
    equals: (one, other) => String(one) === String(other),
    cellRenderer: TrendCell,
    cellClass: column.frozen ? ["words", "frozen"] : "words",
    width: trendWidth,
    enableCellChangeFlash: false,
  };
}

function amountColumn(column: SheetColumn, unit: string, index: number, width: number, typing: RefObject<Typing>): ColDef<SheetRow> {
  const cellOf = (row: SheetRow | undefined) => row?.cells[index];
  return {
    ...headed(column, unit),
    headerClass: "ag-right-aligned-header",
    valueGetter: ({ data }) => shownIn(cellOf(data)),
    ...typedInto(column.key, cellOf, typing),
    // Most tables have thousands of figures and no ratings: those are drawn by the grid itself, which is sooner.
    cellRendererSelector: ({ data }) => (cellOf(data)?.rag ? { component: FigureCell, params: { at: index } } : undefined),
    cellClass: column.frozen ? ["amount", "frozen"] : "amount",
    cellClassRules: {
      ...waitingRules(cellOf),
      noted: ({ data }) => Boolean(cellOf(data)?.note),
      found: ({ data }) => Boolean(cellOf(data)?.found),
      "has-note": ({ data }) => Boolean(cellOf(data)?.hasNote),
      bracketed: ({ data }) => Boolean(cellOf(data)?.shown.startsWith("(")),
      partial: ({ data }) => Boolean(cellOf(data)?.partial),
    },
    minWidth: width,
    ...(column.frozen ? { width } : { flex: 1 }),
    maxWidth: Math.max(230, width),
  };
}
