// A figure in a cell, with its rating before it where it has one.
import type { CustomCellRendererProps } from "ag-grid-react";
import { RagMark } from "./RagMark.tsx";
import type { SheetRow } from "./table.ts";

export function FigureCell({ value, data, at }: CustomCellRendererProps<SheetRow, string> & { at: number }) {
  const rag = data?.cells[at]?.rag;
  if (!rag) return <>{value}</>;
  return (
    <>
      <RagMark rag={rag} />
      {value}
    </>
  );
}
