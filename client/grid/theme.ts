// How the grid looks, and which of its modules are in use.
import {
  CellApiModule,
  CellStyleModule,
  ClientSideRowModelModule,
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
import { trendWidth } from "./TrendCell.tsx";
import type { SheetColumn, SheetTable } from "./table.ts";

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

export const theme = themeQuartz.withParams({
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
  // Its scroll bars are light or dark with the page.
  browserColorScheme: "inherit",
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  headerRowBorder: { color: "var(--rule)", width: 1, style: "solid" },
  rowHoverColor: "var(--hover)",
  accentColor: "var(--accent)",
  cellEditingBorder: { color: "var(--accent)", width: 2, style: "solid" },
  pinnedColumnBorder: false,
  valueChangeValueHighlightBackgroundColor: "var(--changed)",
});

export const rowHeight = 28;
export const headerHeight = 44;
export const narrowestLabel = 240;
export const scrollbar = 16;

/** How wide the rows' numbers are, for so many rows. */
export const numberWidth = (rows: number): number => 18 + 7 * Math.max(2, String(rows).length);

/**
 * How wide each column has to be. No figure is ever cut off, and the rows' headings give way; figures stand in columns of one width.
 * Words are as wide as they are, up to a point.
 */
export function columnWidths(table: SheetTable): number[] {
  const longest = table.columns.map((_, column) => {
    const texts = table.rows.map((row) => row.cells[column]?.shown ?? "");
    return texts.reduce((most, text) => (text.length > most.length ? text : most), "");
  });
  const figures = table.columns.reduce((most, column, index) => (column.words ? most : Math.max(most, (longest[index] as string).length)), 0);
  const alike = table.columns.every((column) => column.words || /^\d{4}\/\d\d$|^total$/.test(column.key));
  return table.columns.map((column, index) => {
    const heading = headingWidth(column);
    if (column.trend) return trendWidth;
    const isRated = table.rows.some((row) => row.cells[index]?.rag);
    if (column.words) return Math.min(widestWords, Math.max(64, textWidth(longest[index] as string) + 28 + (isRated ? markWidth : 0), heading));
    // Years stand side by side and are of one width; columns of unlike things are each as wide as they need.
    const signs = (alike ? figures : (longest[index] as string).length) + (isRated ? 2 : 0);
    return Math.max(92, Math.ceil(signs * 8.4 + 32), heading);
  });
}

const widestWords = 320;
/** What a rating's mark takes before its word. */
const markWidth = 22;
const ruler = document.createElement("canvas").getContext("2d");

/** How wide a text is as the page prints it. */
function textWidth(text: string): number {
  if (!ruler) return text.length * 8;
  ruler.font = getComputedStyle(document.body).font;
  return Math.ceil(ruler.measureText(text).width);
}

/** A heading of one line says all of it; one that may take two is as wide as the longer half, or its longest word. */
function headingWidth({ label, status }: SheetColumn): number {
  const signs = status ? Math.max(label.length, status.length) : Math.max(Math.ceil(label.length / 2) + 2, ...label.split(" ").map((word) => word.length));
  return Math.ceil(Math.min(signs, 24) * 8.2 + 44);
}
