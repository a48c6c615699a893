// What a paste would change, cell by cell, before anything is sent: from what to what, what cannot be, and what stays as it is.
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useHeld } from "../live/held.ts";
import { away } from "../live/reach.ts";
import { shownAmount } from "./amounts.ts";
import type { Planned } from "./planned.ts";
import { placeSaid, type SheetTable } from "./table.ts";
import type { CellPreview, TypedCell } from "./typing.ts";

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
  onConfirm: (cells: TypedCell[], left: number) => void;
  onClose: () => void;
  /** What else can be done with what falls below the last row. */
  below?: ReactNode;
  children?: ReactNode;
}

export function PastePreview({ heading, table, plan, verb, onPreview, onConfirm, onClose, below, children }: PastePreviewProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const title = useId();
  const isAway = useHeld(away);
  const [leavesOut, setLeavesOut] = useState(false);
  const { read, trouble } = usePreviews(plan.cells, onPreview);
  // Closed before it is taken away, so that the browser gives the keyboard back to whom it took it from.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    // Not its first button, which gives up.
    element?.focus();
    return () => element?.close();
  }, []);

  const errors = useMemo(() => {
    const typed = plan.cells.flatMap((cell, index) => (read?.[index]?.error ? [{ said: placeSaid(table, cell), sentence: read[index].error as string }] : []));
    return [...typed, ...(leavesOut ? [] : plan.refused)];
  }, [plan, read, table, leavesOut]);
  const count = plan.cells.length;
  const outside = plan.below + plan.beside;
  const waits = onPreview !== undefined && read === null && trouble === null && count > 0;
  const ready = count > 0 && !waits && errors.length === 0 && (trouble === null || isAway) && (outside === 0 || leavesOut);
  useEffect(() => {
    // Enter pastes: unless somebody is in a field of the dialog, the button has the keyboard as soon as it can be used.
    if (ready && !dialog.current?.querySelector("input:focus")) confirm.current?.focus();
  }, [ready]);

  const submitted = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onConfirm(plan.cells, plan.refused.length + outside);
  };
  const pressed = (event: KeyboardEvent) => {
    // The sheet's own keys are not for what lies over it.
    event.stopPropagation();
    if (event.key === "Enter" && event.target === dialog.current && ready) onConfirm(plan.cells, plan.refused.length + outside);
  };
  const listed = plan.cells.slice(0, mostListed);
  return (
    <dialog ref={dialog} tabIndex={-1} className="change-preview" aria-labelledby={title} onCancel={onClose} onKeyDown={pressed} onPaste={(event) => event.stopPropagation()}>
      <form onSubmit={submitted}>
        <header className="panel-head">
          <h2 id={title}>{heading}</h2>
          <button type="button" className="quiet" onClick={onClose}>
            Give up
          </button>
        </header>
        {children}
        <p role="status">{said(plan, waits)}</p>
        {errors.length > 0 && (
          <section aria-label="What cannot be">
            <h3>{errors.length === 1 ? "1 cell cannot be changed so" : `${errors.length} cells cannot be changed so`}</h3>
            <ul className="change-errors" role="alert">
              {errors.slice(0, mostListed).map(({ said: place, sentence }) => (
                <li key={place}>
                  <strong>{place}:</strong> {sentence}
                </li>
              ))}
            </ul>
          </section>
        )}
        {trouble && (
          <p className="refusal" role="alert">
            {isAway ? "The server is away, so that these amounts have not been read. Pasted now, they wait for it, and are refused then if one of them cannot be." : trouble}
          </p>
        )}
        {outside > 0 && !leavesOut && <p className="refusal">{outsideSaid(plan)}</p>}
        {plan.below > 0 && !leavesOut && below}
        {(plan.refused.length > 0 || outside > 0) && count > 0 && (
          <label className="check">
            <input type="checkbox" checked={leavesOut} onChange={(event) => setLeavesOut(event.target.checked)} />
            Leave out what cannot be typed over{outside > 0 ? " and what falls beside the table" : ""}
          </label>
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
                    <td>{cell.cell.edits && cell.cell.pence === null ? "empty" : cell.cell.shown}</td>
                    <td>{read?.[index]?.error ? cell.typed : cell.typed === "" ? "empty" : (read?.[index]?.shown ?? plainly(cell.typed, table.unit))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {count > listed.length && <p className="quiet-text">And {(count - listed.length).toLocaleString("en-GB")} more.</p>}
          </div>
        )}
        <footer className="change-foot">
          <button ref={confirm} type="submit" className="primary" disabled={!ready}>
            {count === 1 ? `${verb} 1 cell` : `${verb} ${count.toLocaleString("en-GB")} cells`}
          </button>
          <button type="button" onClick={onClose}>
            Give up
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

function said({ cells, same }: Planned, waits: boolean): string {
  if (waits) return "Reading what is pasted…";
  const emptied = cells.filter((cell) => cell.typed === "").length;
  const parts = [
    cells.length === 1 ? "1 cell changes" : `${cells.length.toLocaleString("en-GB")} cells change`,
    ...(emptied > 0 ? [`${emptied.toLocaleString("en-GB")} of them ${emptied === 1 ? "is" : "are"} emptied, being blank in what is pasted`] : []),
    ...(same > 0 ? [`${same.toLocaleString("en-GB")} ${same === 1 ? "stays as it is" : "stay as they are"}`] : []),
  ];
  return `${parts.join("; ")}. Nothing is sent before you say so.`;
}

function outsideSaid({ below, beside }: Planned): string {
  const texts = (count: number) => (count === 1 ? "1 text falls" : `${count} texts fall`);
  const parts = [...(below > 0 ? [`${texts(below)} below the last row`] : []), ...(beside > 0 ? [`${texts(beside)} right of the last column`] : [])];
  return `What you paste reaches beyond the table: ${parts.join(", and ")}.`;
}

function usePreviews(cells: readonly TypedCell[], onPreview: PastePreviewProps["onPreview"]): { read: CellPreview[] | null; trouble: string | null } {
  const [answer, setAnswer] = useState<{ cells: readonly TypedCell[]; read: CellPreview[] | null; trouble: string | null } | null>(null);
  // The sheet's function is another at each drawing; what is asked depends on the cells alone.
  const ask = useRef(onPreview);
  ask.current = onPreview;
  useEffect(() => {
    if (!ask.current || cells.length === 0) return;
    let over = false;
    ask.current([...cells]).then(
      (read) => over || setAnswer({ cells, read, trouble: null }),
      (error: unknown) => over || setAnswer({ cells, read: null, trouble: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      over = true;
    };
  }, [cells]);
  return answer?.cells === cells ? answer : { read: null, trouble: null };
}
