// The one shell of every sheet: context along the top, derivation bar, work area with a side panel, and the foot with tabs and status.
import { type ReactNode, useEffect } from "react";
import { useAddress } from "../address.ts";
import { LiveSaid, LiveStrip } from "../data/live/LiveStrip.tsx";
import { YouPanel } from "../panels/YouPanel.tsx";
import { sheets } from "../sheets.ts";
import { DerivationBar, type Explained, type SaidTrouble } from "./DerivationBar.tsx";
import { Foot } from "./Foot.tsx";
import { focusSheet, useRegionKeys } from "./regions.ts";

export interface SheetShellProps {
  /** The context bar. */
  context: ReactNode;
  explained?: Explained | null;
  trouble?: SaidTrouble | null;
  /** The way to copy the selected figure. */
  copy?: ReactNode;
  /** The side panel, where one is open. */
  panel?: ReactNode;
  /** What the foot says beside the tabs. */
  status?: ReactNode;
  children: ReactNode;
}

export function SheetShell({ context, explained = null, trouble = null, copy, panel, status, children }: SheetShellProps) {
  const { sheet, panel: opened } = useAddress();
  useRegionKeys();
  useEffect(() => {
    document.title = `${sheets[sheet]} · Tabled`;
  }, [sheet]);
  return (
    <div className="shell">
      <SkipLink />
      {context}
      <DerivationBar explained={explained} trouble={trouble} copy={copy} />
      <div className="desk">
        <main className="work" id="sheet" tabIndex={-1}>
          {children}
        </main>
        {opened === "you" ? <YouPanel /> : panel}
      </div>
      <div>
        <LiveStrip />
        <Foot>
          <LiveSaid />
          {status}
        </Foot>
      </div>
    </div>
  );
}

/** The first stop of the page: past the context, to the sheet. */
export function SkipLink({ said = "Skip to the sheet" }: { said?: string }) {
  return (
    <button type="button" className="skip-link" onClick={focusSheet}>
      {said}
    </button>
  );
}
