// The side panel: opens for what is selected, and closes with Escape.
import type { ReactNode } from "react";
import { goTo } from "../address.ts";

export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <aside className="panel" aria-label={title} onKeyDown={(event) => event.key === "Escape" && closePanel()}>
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

export function closePanel(): void {
  goTo({ panel: undefined });
}
