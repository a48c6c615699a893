// The side panel: opens for what is selected, and closes with Escape.
import { type ReactNode, useEffect, useRef, useState } from "react";
import { goTo } from "../address.ts";
import { focusSheet } from "../shell/regions.ts";

/** What had the keyboard when the panel that is open was opened. */
let opener: HTMLElement | null = null;

export function Panel({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  // Looked at before a field of the panel takes the keyboard.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    // From one panel to the next it is still the first one's.
    if (before instanceof HTMLElement && before !== document.body && before.isConnected && !before.closest(".panel")) opener = before;
  }, [before]);
  const own = useRef<HTMLElement>(null);
  // Where there is little room it stands below the sheet, and out of sight.
  useEffect(() => {
    if (window.matchMedia("(max-width: 900px)").matches) own.current?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <aside ref={own} className={wide ? "panel wide" : "panel"} aria-label={title} onKeyDown={(event) => event.key === "Escape" && closePanel()}>
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

/** Closes the panel, and gives the keyboard back to what opened it, else to the figure that is selected. */
export function closePanel(): void {
  goTo({ panel: undefined });
  const back = opener;
  opener = null;
  if (back?.isConnected && !back.closest(".ag-root")) back.focus();
  else focusSheet();
}
