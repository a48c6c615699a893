// The side panel: opens for what is selected, and closes with Escape.
import type { ReactNode } from "react";
import { goTo } from "../address.ts";

export function Panel({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  return (
    <aside className={wide ? "panel wide" : "panel"} aria-label={title} onKeyDown={(event) => event.key === "Escape" && closePanel()}>
      <header className="panel-head">
        <h2>{title}</h2>
        <button type="button" className="quiet" onClick={closePanel} aria-label="Close this panel">
          Close
        </button>
      </header>
      {children}
    </aside>
  );
}

/** Closes the panel, and gives the keyboard back to the figure that was selected. */
export function closePanel(): void {
  goTo({ panel: undefined });
  document.querySelector<HTMLElement>(".sheet .ag-cell-focus")?.focus();
}
