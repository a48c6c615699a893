// Which history is read: of the selected cell, or of everything.
import { goTo } from "../address.ts";

export function HistoryChoice({ cell }: { cell: boolean }) {
  return (
    <p className="history-choice">
      <button type="button" className="quiet" aria-pressed={cell} title="History of the selected cell (Ctrl+Shift+H)" onClick={() => goTo({ panel: "cellHistory" })}>
        This cell
      </button>
      <button type="button" className="quiet" aria-pressed={!cell} onClick={() => goTo({ panel: "history" })}>
        Everything
      </button>
    </p>
  );
}
