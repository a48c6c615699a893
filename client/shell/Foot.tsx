// The foot: the sheets, and what was done last with the way to take it back.
import { type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import { goTo, hrefOf, useAddress } from "../address.ts";
import { type SheetName, sheetNames, sheets } from "../sheets.ts";
import type { Changes } from "./useChanges.tsx";

export function Foot({ children }: { children?: ReactNode }) {
  const { sheet } = useAddress();
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    // The tab in use stays in sight where not all have room: looked at when the sheet stands, since it makes the browser lay out the page.
    const later = window.setTimeout(() => tabs.current?.querySelector(`[href^="/${sheet}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" }), 300);
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
      <div className="status" role="status">
        {children}
      </div>
    </footer>
  );
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

export function ChangesSaid({ changes: { busy, last, takeBack, refused, clear }, dismissable = true }: ChangesSaidProps) {
  return (
    <>
      {busy && <span>Saving…</span>}
      {!busy && last && (
        <>
          <span>{last.said}</span>
          <button type="button" className="quiet" onClick={takeBack}>
            Take back
          </button>
        </>
      )}
      {refused && dismissable && (
        <button type="button" className="quiet" onClick={clear}>
          Dismiss
        </button>
      )}
    </>
  );
}
