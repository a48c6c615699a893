// What is arranged of a sheet, in a line above it, with the way back to all of it.
import type { SheetTable } from "../grid/table.ts";
import type { ArrangedTable } from "./arranged.ts";
import { type Arrangement, asItStands } from "./arrangement.ts";
import { arrangementSaid } from "./said.ts";
import type { Arranging } from "./useArrangement.ts";

interface ViewLineProps extends Arranging {
  whole: SheetTable;
  arranged: ArrangedTable;
}

export function ViewLine({ whole, arranged: { shown, of }, arrangement, arrange }: ViewLineProps) {
  const said = arrangementSaid(whole, arrangement).join("; ");
  return (
    <div className="view-line">
      <p role="status">
        {said && `${said.slice(0, 1).toUpperCase()}${said.slice(1)}. `}
        {(shown < of || filters(arrangement)) && (
          <>
            {hasTotals(whole) && "Totals are of all rows, "}
            {shown} of {of} {hasTotals(whole) ? "are" : "rows are"} shown.
          </>
        )}
      </p>
      <button type="button" className="quiet" onClick={() => arrange(asItStands)}>
        Show everything
      </button>
    </div>
  );
}

function filters({ rows, kinds, where }: Arrangement): boolean {
  return rows !== "" || kinds.length > 0 || where.length > 0;
}

function hasTotals(table: SheetTable): boolean {
  return table.rows.some(({ kind }) => kind === "TOTAL" || kind === "SUBTOTAL" || kind === "REMAINING");
}
