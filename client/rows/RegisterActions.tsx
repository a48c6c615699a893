// What is done with a register beside typing into it: its selected row duplicated, and rows added that were copied from a spreadsheet.
import { useId, useMemo, useState } from "react";
import { goTo } from "../address.ts";
import { DraftLine } from "../forms/DraftLine.tsx";
import { useTextDraft } from "../forms/useTextDraft.ts";
import { PastePreview } from "../grid/PastePreview.tsx";
import { nothingPlanned, type Planned } from "../grid/planned.ts";
import type { SheetRow, SheetTable } from "../grid/table.ts";
import { closePanel, Panel } from "../panels/Panel.tsx";
import { RowAction } from "../shell/RowAction.tsx";
import { addedFrom, columnsToFill } from "./addedFrom.ts";
import type { Register } from "./useRegister.ts";

export const addRowsPanel = "addRows";

export function RegisterActions({ register, selected, panel }: { register: Register; selected: SheetRow | undefined; panel: string | undefined }) {
  if (!register.mayType) return null;
  return (
    <>
      <RowAction words={["Duplicate"]} run={register.copying(selected)} />
      <AddRowsButton panel={panel} />
    </>
  );
}

export function AddRowsButton({ panel }: { panel: string | undefined }) {
  return (
    <button
      type="button"
      className="quiet"
      aria-pressed={panel === addRowsPanel}
      onClick={() => goTo({ panel: panel === addRowsPanel ? undefined : addRowsPanel })}
      title="Add several at once, as they are copied from Excel"
    >
      Add rows
    </button>
  );
}

/** Lines that were copied from a spreadsheet, seen as they will be before they are added. */
export function AddRowsPanel({ register, table, nameLabel }: { register: Register; table: SheetTable; nameLabel: string }) {
  const { authority, typing, adding } = register;
  const draft = useTextDraft({ authority, noun: `${adding.noun} rows`, id: null }, `Add ${adding.noun}s`, { text: "" });
  const { text } = draft.texts;
  const [plan, setPlan] = useState<Planned | null>(null);
  const area = useId();
  const columns = useMemo(() => columnsToFill(table, adding.takes, nameLabel), [table, adding.takes, nameLabel]);
  const rows = useMemo(() => addedFrom(text, columns), [text, columns]);
  return (
    <Panel title="Add rows" wide>
      <form
        className="form add-rows"
        onSubmit={(event) => {
          event.preventDefault();
          setPlan({ ...nothingPlanned, below: rows });
        }}
      >
        {draft.begunAt && <DraftLine begunAt={draft.begunAt} onDiscard={draft.done} />}
        <div className="field">
          <label htmlFor={area}>One {adding.noun} a line</label>
          <textarea
            id={area}
            rows={8}
            value={text}
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: rows that were copied are pasted here next.
            autoFocus
            onChange={(event) => draft.set({ text: event.target.value })}
          />
          <p className="hint">
            Copy rows from Excel and paste them here. Their columns are, in this order: {columns.map(({ label }) => label).join(", ")}. Or let the first line say which they are, by
            these headings. What is left out begins as in the form of a new {adding.noun}.
          </p>
        </div>
        <button type="submit" disabled={rows.length === 0}>
          {rows.length < 2 ? "Check this row" : `Check these ${rows.length} rows`}
        </button>
      </form>
      {plan && (
        <PastePreview
          heading="Add rows"
          table={table}
          plan={plan}
          verb="Add"
          adding={adding}
          onConfirm={(_, __, added) => {
            const said = added.length === 1 ? added[0]?.name : `${added.length} ${adding.noun}s`;
            typing.onType([], { why: `Add ${said}`, said: `Added ${said}.` }, added);
            setPlan(null);
            draft.done();
            closePanel();
          }}
          onClose={() => setPlan(null)}
        />
      )}
    </Panel>
  );
}
