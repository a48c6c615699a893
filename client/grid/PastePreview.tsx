// What a paste would change, cell by cell, before anything is sent: from what to what, what cannot be, and what stays as it is.
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useHeld } from "../data/live/held.ts";
import { away } from "../data/live/reach.ts";
import { counted, withCommas } from "../text/format.ts";
import { AddedRows, addedErrors, mostAddedListed } from "./AddedRows.tsx";
import { shownAmount } from "./amounts.ts";
import type { Planned } from "./planned.ts";
import { placeSaid, type SheetTable } from "./table.ts";
import type { AddedRow, Adding, CellPreview, TypedCell } from "./typing.ts";
import { UnlikelyCells } from "./UnlikelyCells.tsx";
import { useAddedRows } from "./useAddedRows.ts";
import { usePreviews } from "./usePreviews.ts";

/** A longer list is not read: its errors stand first, and the rest is counted. */
const mostListed = 200;

export interface PastePreviewProps {
  heading: string;
  table: SheetTable;
  plan: Planned;
  /** "Paste", or whatever else is done. */
  verb: string;
  /** Asks how each cell would stand. */
  onPreview?: ((cells: TypedCell[]) => Promise<CellPreview[]>) | undefined;
  /** What can be added below the last row; nothing where it is left out. */
  adding?: Adding | undefined;
  /** `left` is how many texts are left out. */
  onConfirm: (cells: TypedCell[], left: number, added: AddedRow[]) => void;
  onClose: () => void;
  /** True until what is pasted has been read. */
  reads?: boolean;
  children?: ReactNode;
}

export function PastePreview({ heading, table, plan, verb, onPreview, adding, onConfirm, onClose, reads = false, children }: PastePreviewProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const title = useId();
  const isAway = useHeld(away);
  const [leavesOut, setLeavesOut] = useState(false);
  const { read, trouble: troubleRead } = usePreviews(plan.cells, onPreview);
  const added = useAddedRows(plan, adding);
  const trouble = troubleRead ?? added.trouble;
  // Closed before it is taken away, so that the browser gives the keyboard back to whom it took it from.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    // Not its first button, which gives up.
    element?.focus();
    return () => element?.close();
  }, []);

  const refused = useMemo(() => plan.refused.filter(({ place }) => !added.insteadOf.has(place.row)), [plan, added.insteadOf]);
  const unlikely = useMemo(() => plan.cells.flatMap((cell, index) => (read?.[index]?.question ? [{ cell, question: read[index].question }] : [])), [plan, read]);
  const [meant, setMeant] = useState<number | null>(null);
  const errors = useMemo(() => {
    const typed = plan.cells.flatMap((cell, index) => (read?.[index]?.error ? [{ said: placeSaid(table, cell), sentence: read[index].error as string }] : []));
    const ofRows = adding ? addedErrors(table, adding, added.rows, added.read, leavesOut) : [];
    return [...typed, ...ofRows, ...(leavesOut ? [] : refused)];
  }, [plan, read, table, leavesOut, refused, adding, added.rows, added.read]);
  const count = plan.cells.length;
  const fixedColumns = added.rows.reduce((sum, { amounts }) => sum + Object.keys(amounts).filter((column) => !adding?.takes(column)).length, 0);
  // What could have been added and is not was left out by the person already.
  const outside = (adding ? 0 : added.leftTexts) + plan.beside;
  const reading = onPreview !== undefined && read === null && troubleRead === null && count > 0;
  const waits = reading || added.waits;
  const nameless = added.rows.filter(({ name }) => name === "").length;
  const changes = count + added.rows.length > 0;
  const ready =
    changes && !waits && nameless === 0 && errors.length === 0 && (unlikely.length === 0 || meant !== null) && (trouble === null || isAway) && (outside === 0 || leavesOut);
  useEffect(() => {
    // Enter pastes: unless somebody is in a field of the dialog, the button has the keyboard as soon as it can be used.
    if (ready && !dialog.current?.querySelector("input:focus")) confirm.current?.focus();
  }, [ready]);

  const send = () => {
    if (!ready) return;
    const rows = added.rows.map(({ name, amounts }) => ({ name, amounts: Object.fromEntries(Object.entries(amounts).filter(([column]) => adding?.takes(column))) }));
    const answered = new Map(unlikely.map(({ cell, question }) => [cell, question.readings[meant ?? 0]?.typed ?? cell.typed]));
    const cells = plan.cells.map((cell) => (answered.has(cell) ? { ...cell, typed: answered.get(cell) as string, sure: true } : cell));
    onConfirm(cells, refused.length + added.leftTexts + plan.beside + fixedColumns, rows);
  };
  const submitted = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const pressed = (event: KeyboardEvent) => {
    // The sheet's own keys are not for what lies over it.
    event.stopPropagation();
    if (event.key === "Enter" && event.target === dialog.current) send();
  };
  const listed = plan.cells.slice(0, mostListed);
  return (
    <dialog ref={dialog} tabIndex={-1} className="change-preview" aria-labelledby={title} onCancel={onClose} onKeyDown={pressed} onPaste={(event) => event.stopPropagation()}>
      <form onSubmit={submitted}>
        <header className="panel-head">
          <h2 id={title}>{heading}</h2>
          <button type="button" className="quiet" onClick={onClose}>
            Cancel
          </button>
        </header>
        {children}
        <p role="status">{said(plan, reading || reads, added.rows.length, adding?.noun)}</p>
        {errors.length > 0 && (
          <section aria-label="Cells that cannot be changed">
            <h3>{errors.length === 1 ? "1 cell cannot be changed to this" : `${errors.length} cells cannot be changed to this`}</h3>
            <ul className="change-errors" role="alert">
              {errors.slice(0, mostListed).map(({ said: place, sentence }) => (
                <li key={place}>
                  <strong>{place}:</strong> {sentence}
                </li>
              ))}
            </ul>
          </section>
        )}
        {unlikely.length > 0 && <UnlikelyCells table={table} cells={unlikely} meant={meant} onMeant={setMeant} />}
        {trouble && (
          <p className="refusal" role="alert">
            {isAway
              ? "The server cannot be reached, so these amounts have not been read. If you paste now, they wait for it, and are refused then if one of them is not accepted."
              : trouble}
          </p>
        )}
        {outside > 0 && !leavesOut && <p className="refusal">{outsideSaid(adding ? 0 : added.leftTexts, plan.beside)}</p>}
        {adding && plan.below.length > 0 && (
          <label className="check">
            <input type="checkbox" checked={added.addsBelow} onChange={(event) => added.setAddsBelow(event.target.checked)} />
            {`${plan.byName ? "Add what is not on this sheet" : "Add what falls below the last row"}: ${counted(plan.below.length, adding.noun)}`}
          </label>
        )}
        {adding && plan.onFixed.size > 0 && (
          <label className="check">
            <input type="checkbox" checked={added.addsFixed} onChange={(event) => added.setAddsFixed(event.target.checked)} />
            {`Add what falls on totals and headings: ${counted(plan.onFixed.size, adding.noun)}`}
          </label>
        )}
        {nameless > 0 && adding && (
          <p className="refusal">
            {nameless === 1 ? `1 ${adding.noun} has no name yet.` : `${nameless} ${adding.noun}s have no name yet.`}{" "}
            {added.rows.some(({ name }, index) => name === "" && index >= mostAddedListed)
              ? "Copy them with their names, and paste onto the column of names."
              : "Type it below, or copy the names too and paste onto the column of names."}
          </p>
        )}
        {(refused.length > 0 || outside > 0 || fixedColumns > 0) && changes && (
          <label className="check">
            <input type="checkbox" checked={leavesOut} onChange={(event) => setLeavesOut(event.target.checked)} />
            Leave out what cannot be typed over{outside > 0 ? " and what falls beside the table" : ""}
          </label>
        )}
        {adding && added.rows.length > 0 && (
          <AddedRows table={table} adding={adding} rows={added.rows} read={added.read} isNamed={added.isNamed} typedName={added.typedName} onName={added.name} />
        )}
        {count > 0 && (
          <div className="change-list">
            <table>
              <thead>
                <tr>
                  <th scope="col">Cell</th>
                  <th scope="col">From</th>
                  <th scope="col">To</th>
                </tr>
              </thead>
              <tbody>
                {listed.map((cell, index) => (
                  <tr key={`${cell.row}|${cell.column}`} className={read?.[index]?.error ? "refused" : undefined}>
                    <th scope="row">{placeSaid(table, cell)}</th>
                    <td>{cell.cell.edits && cell.cell.pence === null && !cell.cell.entry ? "empty" : cell.cell.shown}</td>
                    <td>{read?.[index]?.error ? cell.typed : cell.typed === "" ? "empty" : (read?.[index]?.shown ?? plainly(cell.typed, table.unit))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {count > listed.length && <p className="quiet-text">And {withCommas(count - listed.length)} more.</p>}
          </div>
        )}
        <footer className="change-foot">
          {count + added.rows.length > 0 && (
            <button ref={confirm} type="submit" className="primary" disabled={!ready}>
              {buttonSaid(verb, count, added.rows.length, adding?.noun ?? "row")}
            </button>
          )}
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </footer>
      </form>
    </dialog>
  );
}

/** A figure of the sheet itself comes in pounds and pence, and is said as the sheet shows it. */
function plainly(typed: string, unit: string): string {
  const pence = /^£(-?\d+)\.(\d\d)$/.exec(typed);
  return pence ? shownAmount(BigInt(`${pence[1]}${pence[2]}`), unit) : typed;
}

function buttonSaid(verb: string, cells: number, rows: number, noun: string): string {
  if (rows === 0) return `${verb} ${counted(cells, "cell")}`;
  return cells === 0 ? `Add ${counted(rows, noun)}` : `${verb} ${counted(cells, "cell")} and add ${counted(rows, noun)}`;
}

function said({ cells, same }: Planned, waits: boolean, rows: number, noun = "row"): string {
  if (waits) return "Reading what is pasted…";
  if (cells.length + rows === 0) return same > 0 ? "Nothing changes: the cells that can be typed over have these amounts already." : "Nothing changes.";
  const emptied = cells.filter((cell) => cell.typed === "").length;
  const parts = [
    cells.length === 1 ? "1 cell changes" : `${withCommas(cells.length)} cells change`,
    ...(emptied > 0 ? [`${withCommas(emptied)} of them ${emptied === 1 ? "is" : "are"} emptied, being blank in what is pasted`] : []),
    ...(rows > 0 ? [`${counted(rows, noun)} ${rows === 1 ? "is" : "are"} added`] : []),
    ...(same > 0 ? [`${withCommas(same)} ${same === 1 ? "stays as it is" : "stay as they are"}`] : []),
  ];
  return `${parts.join("; ")}. Nothing is sent until you confirm.`;
}

function outsideSaid(below: number, beside: number): string {
  const texts = (count: number) => (count === 1 ? "1 text is" : `${count} texts are`);
  const parts = [...(below > 0 ? [`${texts(below)} below the last row`] : []), ...(beside > 0 ? [`${texts(beside)} right of the last column`] : [])];
  return `What you paste reaches beyond the table: ${parts.join(", and ")}.`;
}
