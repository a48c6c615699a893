// Words in a cell: on one line, and in full to whoever rests on them.
import type { CustomCellRendererProps } from "ag-grid-react";
import type { SheetRow } from "./table.ts";

export function WordsCell({ value }: CustomCellRendererProps<SheetRow, string>) {
  return <span title={value ?? undefined}>{value}</span>;
}
