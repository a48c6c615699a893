// How the grid looks, and which of its modules are in use.
import {
  CellApiModule,
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  CustomEditorModule,
  HighlightChangesModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  themeQuartz,
} from "ag-grid-community";

ModuleRegistry.registerModules([
  CellApiModule,
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
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
export const scrollbar = 16;
