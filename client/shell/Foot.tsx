// The foot: the sheets, and below them what was done last with the way to take it back, and what the selected figures come to.
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { goTo, hrefOf, useAddress } from "../address.ts";
import { DraftsBegun } from "../forms/DraftsBegun.tsx";
import { useSelectedFigures } from "../grid/selectedFigures.ts";
import type { Summary } from "../grid/summary.ts";
import { type SheetName, sheetNames, sheets } from "../sheets.ts";
import { withCommas } from "../text/format.ts";
import type { Changes } from "./useChanges.tsx";

export function Foot({ children }: { children?: ReactNode }) {
  const { sheet, authority } = useAddress();
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    // The tab in use stays in sight where not all have room: looked at when the sheet stands, since it makes the browser lay out the page. Only
    // the tabs are scrolled, and never the page.
    const later = window.setTimeout(() => {
      const [nav, tab] = [tabs.current, tabs.current?.querySelector<HTMLElement>(`[href^="/${sheet}"]`)];
      if (nav && tab) nav.scrollLeft = Math.min(tab.offsetLeft, Math.max(nav.scrollLeft, tab.offsetLeft + tab.offsetWidth - nav.clientWidth));
    }, 300);
    return () => window.clearTimeout(later);
  }, [sheet]);
  return (
    <footer className="foot">
      <nav aria-label="Sheets" ref={tabs}>
        {sheetNames.map((name) => (
          <a key={name} href={hrefOf({ sheet: name })} aria-current={name === sheet ? "page" : undefined} onClick={(event) => follow(event, name)}>
            {sheets[name]}
          </a>
        ))}
      </nav>
      <div className="status-bar">
        <div className="status" role="status">
          {children}
        </div>
        {authority && <DraftsBegun authority={authority} />}
        <SelectedFiguresSaid />
      </div>
    </footer>
  );
}

/** What the selected figures come to. A screen reader hears it once the selection has come to rest. */
function SelectedFiguresSaid() {
  const selected = useSelectedFigures();
  const text = selected ? summarySaid(selected.summary) : "";
  const [heard, setHeard] = useState("");
  useEffect(() => {
    const later = window.setTimeout(() => setHeard(text), heardAfterMilliseconds);
    return () => window.clearTimeout(later);
  }, [text]);
  return (
    <>
      <span className="unseen" aria-live="polite">
        {heard}
      </span>
      {selected && (
        <section className="summary" aria-label="What is selected">
          {selected.grow && (
            <button type="button" className="quiet" onClick={selected.grow}>
              Grow by a rate…
            </button>
          )}
          {selected.fillNil && (
            <button type="button" className="quiet" title="Ctrl+Alt+0" onClick={selected.fillNil}>
              Fill blanks with nil
            </button>
          )}
          {selected.summary.unit && <span className="summary-unit">{selected.summary.unit}</span>}
          {selected.summary.figures.map(({ name, shown, exact }) => (
            <span key={name} title={exact} className={name === "Minimum" || name === "Maximum" ? "summary-ends" : undefined}>
              {name} <strong>{shown}</strong>
            </span>
          ))}
          <span>
            Count <strong>{withCommas(selected.summary.count)}</strong>
          </span>
          {asides(selected.summary).map((aside) => (
            <span key={aside}>{aside}</span>
          ))}
        </section>
      )}
    </>
  );
}

const heardAfterMilliseconds = 700;

function summarySaid(summary: Summary): string {
  const { count, unit, figures } = summary;
  const figuresSaid = figures.map(({ name, shown }) => `${name.toLowerCase()} ${shown}`).join(", ");
  const said = [`${count} ${count === 1 ? "figure" : "figures"} selected`, figuresSaid && `${figuresSaid}${unit && ` in ${unit}`}`].filter(Boolean).join(": ");
  return [said, ...asides(summary)].join("; ");
}

/** What of the selection the sum does not have. */
function asides({ leftOut, unknown }: Summary): string[] {
  return [
    ...(leftOut > 0 ? [`${withCommas(leftOut)} that ${leftOut === 1 ? "follows" : "follow"} from others not added`] : []),
    ...(unknown > 0 ? [`${withCommas(unknown)} not known`] : []),
  ];
}

/** A plain click goes there within the page; any other is the browser's own, to open a tab or a window. */
function follow(event: MouseEvent, sheet: SheetName): void {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  goTo({ sheet });
}

export interface ChangesSaidProps {
  changes: Changes;
  /** True where the refusal can be put away: there is no text left to be put right. */
  dismissable?: boolean;
}

export function ChangesSaid({ changes: { busy, said, nothing, undo, redo, refusedStep, takeBack, doAgain, leaveIt, refused, clear }, dismissable = true }: ChangesSaidProps) {
  return (
    <>
      {busy ? <span>Saving…</span> : (said || undo) && <span>{said ?? `Last: ${undo?.why}`}</span>}
      {!busy && undo && !nothing && !refusedStep && (
        <button type="button" className="quiet" onClick={takeBack} title={`Undo: ${undo.why} (Ctrl+Z)`}>
          Undo
        </button>
      )}
      {!busy && refusedStep && (
        <button type="button" className="quiet" onClick={leaveIt} title={`Skip “${refusedStep.why}”, so that the change before it can be undone`}>
          Skip
        </button>
      )}
      {!busy && redo && (
        <button type="button" className="quiet" onClick={doAgain} title={`Redo: ${redo.why} (Ctrl+Y)`}>
          Redo
        </button>
      )}
      {refused && dismissable && (
        <button type="button" className="quiet" onClick={clear}>
          Dismiss
        </button>
      )}
    </>
  );
}
