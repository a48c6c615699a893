// Cost centres and their first amounts, typed or pasted from a spreadsheet, seen as they will be before they are added.
import { useId } from "react";
import type { Unit } from "../../address.ts";
import { addCostCentres } from "../../data/documents.ts";
import { ask } from "../../data/graphql.ts";
import { newKey } from "../../data/newKey.ts";
import { DraftLine } from "../../forms/DraftLine.tsx";
import { useTextDraft } from "../../forms/useTextDraft.ts";
import { readTabSeparated } from "../../grid/tabSeparated.ts";
import { Form } from "../../shell/Form.tsx";
import { TextField } from "../../shell/fields.tsx";
import { useWrite } from "../../shell/useWrite.ts";

export interface AddCostCentresProps {
  authority: string;
  version: string;
  years: string[];
  unit: Unit;
  unitLabel: string;
  /** The cost centre that they are to stand before; behind all others where there is none. */
  before?: string | null;
  /** The group to begin with. */
  group?: string;
  onWritten: (batchId: string | null, said: string) => void;
  onDone: () => void;
}

export function AddCostCentres({ authority, version, years, unit, unitLabel, before = null, group: begun = "", onWritten, onDone }: AddCostCentresProps) {
  const draft = useTextDraft({ authority, noun: `cost centres of ${version}`, id: before }, "New cost centres", { text: "", group: begun });
  const { text, group } = draft.texts;
  const setText = (next: string) => draft.set({ text: next });
  const writing = useWrite();
  const { refused, run, clear } = writing;
  const area = useId();
  const rows = readTabSeparated(text)
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ""))
    .map(([name = "", ...amounts]) => ({ name, amounts: trimmedEnd(amounts) }));
  const widest = Math.max(years.length, ...rows.map((row) => row.amounts.length));

  async function add() {
    const input = rows.map((row) => ({ name: row.name, amounts: row.amounts, serviceGroup: group.trim() || null }));
    const kept = await run(() => ask(addCostCentres, { version, rows: input, unit, key: newKey(), before }));
    if (!kept) return;
    onWritten(kept.addCostCentres.batchId, rows.length === 1 ? `Added ${rows[0]?.name}.` : `Added ${rows.length} cost centres.`);
    draft.done();
    onDone();
  }
  const at = /rows\[(\d+)\](?:\.amounts\[(\d+)\])?/.exec(refused?.field ?? "");
  const isRefused = (row: number, column: number | null) => at !== null && Number(at[1]) === row && (at[2] === undefined ? column === null : Number(at[2]) === column);

  return (
    <Form
      className="add-rows"
      writing={writing}
      submit={rows.length < 2 ? "Add this cost centre" : `Add these ${rows.length} cost centres`}
      disabled={rows.length === 0}
      onSubmit={add}
    >
      {draft.begunAt && <DraftLine begunAt={draft.begunAt} onDiscard={draft.done} />}
      <div className="field">
        <label htmlFor={area}>One cost centre a line: its name, then its amounts from {years[0]}</label>
        <textarea
          id={area}
          rows={6}
          value={text}
          spellCheck={false}
          placeholder={`Fostering North\t4,646\t4,614\nFostering South\t2,632\t2,614`}
          onChange={(event) => {
            clear();
            setText(event.target.value);
          }}
          onKeyDown={(event) => {
            // As in a spreadsheet, Tab goes on to the next amount of a line that has been begun.
            if (event.key !== "Tab" || event.shiftKey || !beganLine(event.currentTarget)) return;
            event.preventDefault();
            event.currentTarget.setRangeText("\t", event.currentTarget.selectionStart, event.currentTarget.selectionEnd, "end");
            setText(event.currentTarget.value);
          }}
        />
        <p className="hint">
          Copy rows from Excel and paste them here, or type them with Tab between the amounts. Amounts are in {unitLabel}, unless you type another unit: £4.646m. They can be left
          out and typed into the table later.
        </p>
      </div>
      <TextField
        label="Add them up under (may be left empty)"
        value={group}
        onChange={(next) => draft.set({ group: next })}
        placeholder="Fostering"
        hint="Cost centres of one group get a subtotal."
      />
      {rows.length > 0 && (
        <div className="preview">
          <table>
            <caption>As they will be added</caption>
            <thead>
              <tr>
                <th scope="col">Cost centre</th>
                {Array.from({ length: widest }, (_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their place alone.
                  <th scope="col" key={column} className={column >= years.length ? "refused" : undefined}>
                    {years[column] ?? "no such year"}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows are being typed and have only their order.
                <tr key={index}>
                  <th scope="row" className={isRefused(index, null) ? "refused" : undefined}>
                    {row.name || "(no name)"}
                  </th>
                  {Array.from({ length: widest }, (_, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their place alone.
                    <td key={column} className={isRefused(index, column) ? "refused" : undefined}>
                      {row.amounts[column] ?? ""}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Form>
  );
}

function trimmedEnd(amounts: string[]): string[] {
  let end = amounts.length;
  while (end > 0 && amounts[end - 1] === "") end -= 1;
  return amounts.slice(0, end);
}

/** Whether the line that is being typed has a name already; on an empty line Tab goes on to the next field, as everywhere. */
function beganLine(area: HTMLTextAreaElement): boolean {
  const before = area.value.slice(0, area.selectionStart);
  return before.slice(before.lastIndexOf("\n") + 1).trim() !== "";
}
