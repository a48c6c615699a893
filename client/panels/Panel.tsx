// The side panel: opens for what is selected, and closes with Escape.
import type { ReactNode } from "react";
import { goTo } from "../address.ts";

export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the panel from any of its fields.
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
