// The sheet's columns: the rows' headings, then a column a year.
import type { ColDef } from "ag-grid-community";
import type { RefObject } from "react";
import type { Table, TableRow } from "../documents.ts";
import { AmountEditor } from "./AmountEditor.tsx";
import { LabelCell } from "./LabelCell.tsx";
import { narrowestLabel } from "./theme.ts";
import type { Typing } from "./typing.ts";
import { YearHeader } from "./YearHeader.tsx";

/** How wide a figure's column has to be, and how wide a heading's may be, in pixels. */
export interface Widths {
  amount: number;
  widestLabel: number;
}

export function sheetColumns(unit: string, years: Table["columns"], widths: Widths, typing: RefObject<Typing>): ColDef<TableRow>[] {
  return [labelColumn(unit, widths.widestLabel), ...years.map((year, index) => amountColumn(year, index, widths.amount, typing))];
}

function labelColumn(unit: string, widest: number): ColDef<TableRow> {
  return {
    colId: "label",
    headerName: unit,
    headerClass: "unit-header",
    valueGetter: ({ data }) => (data?.status ? `${data.label} (${data.status})` : data?.label),
    cellRenderer: LabelCell,
    pinned: "left",
    minWidth: narrowestLabel,
    maxWidth: widest,
    cellClass: "label-cell",
    enableCellChangeFlash: false,
  };
}

function amountColumn(year: Table["columns"][number], index: number, width: number, typing: RefObject<Typing>): ColDef<TableRow> {
  const cellOf = (row: TableRow | undefined) => row?.cells[index];
  return {
    colId: year.key,
    headerName: `${year.label} ${year.status}`,
    headerComponent: YearHeader,
    headerComponentParams: { year: year.label, status: year.status },
    headerClass: "ag-right-aligned-header",
    // What is not there is [x] to a reader; to somebody filling in a draft it is a place to type.
    valueGetter: ({ data }) => (cellOf(data)?.edits && cellOf(data)?.pence === null ? "" : cellOf(data)?.shown),
    editable: ({ data }) => Boolean(cellOf(data)?.edits),
    cellEditor: AmountEditor,
    // A function, because the grid copies what it is given here, and a copy would never be renewed.
    cellEditorParams: () => ({ typing }),
    cellClass: "amount",
    cellClassRules: {
      editable: ({ data }) => Boolean(cellOf(data)?.edits),
      noted: ({ data }) => Boolean(cellOf(data)?.note),
      bracketed: ({ data }) => Boolean(cellOf(data)?.shown.startsWith("(")),
    },
    valueSetter: ({ data, newValue }) => {
      typing.current.end(data.key, year.key, String(newValue ?? ""));
      // The sheet shows what the server answers, never what was typed.
      return false;
    },
    minWidth: width,
    flex: 1,
    maxWidth: Math.max(230, width),
  };
}
