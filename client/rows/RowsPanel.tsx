// What can be done with the selected rows.
import { useState } from "react";
import { Panel } from "../panels/Panel.tsx";
import { TextField } from "../shell/fields.tsx";
import { rowsSaid } from "./movableRows.ts";
import type { Rows } from "./useRows.ts";

export function RowsPanel({ rows, locked, grouped = true }: { rows: Rows; locked: string | null; grouped?: boolean }) {
  const { chosen, above, below } = rows;
  const [group, setGroup] = useState(chosen[0]?.group ?? "");
  if (locked) return <Panel title="Rows">{<p className="quiet-text">{locked}</p>}</Panel>;
  if (chosen.length === 0)
    return (
      <Panel title="Rows">
        <p className="quiet-text">Select a cost centre or a commitment, or several. Totals follow from them.</p>
      </Panel>
    );
  const isCostCentre = chosen[0]?.kind === "cost centre";
  return (
    <Panel title="Rows">
      <div className="rows-panel">
        <p>
          <strong>{rowsSaid(chosen)}</strong>
        </p>
        <div className="row-actions">
          {isCostCentre && (
            <>
              <button type="button" onClick={() => rows.insert("above")} title="Ctrl+Alt and +">
                Insert above
              </button>
              <button type="button" onClick={() => rows.insert("below")}>
                Insert below
              </button>
            </>
          )}
          <button type="button" onClick={() => rows.move("up")} disabled={!above} title="Alt+Shift+Up">
            Move up
          </button>
          <button type="button" onClick={() => rows.move("down")} disabled={!below} title="Alt+Shift+Down">
            Move down
          </button>
          <button type="button" onClick={rows.remove} title="Ctrl+Alt and −">
            Remove
          </button>
        </div>
        <p className="hint">
          {isCostCentre
            ? "Removing a cost centre takes its amounts out of every draft. Published versions keep it, and the removal can be undone."
            : "Removing a commitment removes its terms. This can be undone."}
        </p>
        {grouped && (
          <form
            className="rows-panel"
            onSubmit={(event) => {
              event.preventDefault();
              rows.group(group);
            }}
          >
            <TextField label="Add up under" value={group} onChange={setGroup} hint="Rows of one group get a subtotal. Leave empty for no group." />
            <button type="submit">Group</button>
          </form>
        )}
        <p className="hint">
          {grouped
            ? "Alt+Shift with Up or Down moves, with Right groups and with Left takes out of the group; Ctrl+Alt with + inserts, with − removes."
            : "Alt+Shift with Up or Down moves; Ctrl+Alt with − removes."}
        </p>
      </div>
    </Panel>
  );
}
