// What is arranged of a sheet, in a line above it, with the way back to all of it.
import type { SheetTable } from "../grid/table.ts";
import type { ArrangedTable } from "./arranged.ts";
import { asItStands } from "./arrangement.ts";
import type { Arranging } from "./useArrangement.ts";
import { viewSaid } from "./viewSaid.ts";

interface ViewLineProps extends Arranging {
  whole: SheetTable;
  arranged: ArrangedTable;
}

export function ViewLine({ whole, arranged, arrangement, arrange }: ViewLineProps) {
  return (
    <div className="view-line">
      <p role="status">{viewSaid(whole, arranged, arrangement)}</p>
      <button type="button" className="quiet" onClick={() => arrange(asItStands)}>
        Show everything
      </button>
    </div>
  );
}
