// A row's heading: indented within its group, with a commitment's status beside it.
import type { CustomCellRendererProps } from "ag-grid-react";
import type { SheetRow } from "./table.ts";

export function LabelCell({ data }: CustomCellRendererProps<SheetRow>) {
  if (!data) return null;
  return (
    <span className={`label level-${data.level}`} title={data.label}>
      <span className="label-text">{data.label}</span>
      {data.status && <span className="label-status">{data.status}</span>}
    </span>
  );
}
