// Words in a cell: on one line, and in full to whoever rests on them.
import type { CustomCellRendererProps } from "ag-grid-react";
import { RagMark } from "./RagMark.tsx";
import type { SheetRow } from "./table.ts";

export function WordsCell({ value, data, at }: CustomCellRendererProps<SheetRow, string> & { at: number }) {
  const rag = data?.cells[at]?.rag;
  return (
    <span title={value ?? undefined}>
      {rag && <RagMark rag={rag} />}
      {value}
    </span>
  );
}
