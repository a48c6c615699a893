// The query page: asks /graphql whatever one likes. It is of no authority; the one in the address is whose figures its examples ask for.
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { goTo, useAddress } from "../address.ts";
import { QueryKeysPanel } from "../panels/QueryKeysPanel.tsx";
import type { Said } from "../query/Shelf.tsx";
import { Foot } from "../shell/Foot.tsx";
import { useRegionKeys } from "../shell/regions.ts";
import { SkipLink } from "../shell/SheetShell.tsx";
import { Trouble } from "../shell/Trouble.tsx";
import { useUndoKey } from "../shell/useChanges.tsx";

export function QueryPage() {
  const { authority, panel } = useAddress();
  useRegionKeys();
  const [said, setSaid] = useState<Said | null>(null);
  // The editor is larger than all the sheets together, so it is fetched when it is wanted.
  const desk = useQuery({ queryKey: ["queryDesk"], queryFn: () => import("../query/QueryDesk.tsx"), staleTime: Number.POSITIVE_INFINITY, retry: false });
  const takeBack = useCallback(() => {
    said?.takeBack?.();
    setSaid(null);
  }, [said]);
  useUndoKey(takeBack);
  useEffect(() => {
    document.title = "Query · Tabled";
  }, []);
  const Desk = desk.data?.QueryDesk;
  return (
    <div className="shell query-shell">
      <SkipLink said="Skip to the queries" />
      <header className="context">
        <span className="brand">Tabled</span>
        <h1>
          Query <span className="sheet-title">everything Tabled stores, in GraphQL</span>
        </h1>
        <span className="context-space" />
        <button type="button" className="quiet" aria-pressed={panel === "keys"} onClick={() => goTo({ panel: panel === "keys" ? undefined : "keys" })} title="Keys (?)">
          Keys
        </button>
      </header>
      <div className="desk">
        <main className="query-work" tabIndex={-1}>
          {Desk && <Desk authority={authority} say={setSaid} />}
          {!Desk && desk.error && (
            <Trouble message="The editor did not load. If the server was updated meanwhile, this page needs to be loaded again." again={() => window.location.reload()} />
          )}
          {!Desk && !desk.error && <p className="quiet-text">Opening…</p>}
        </main>
        {panel === "keys" && <QueryKeysPanel />}
      </div>
      <Foot>
        {said && <span title={said.words}>{said.words}</span>}
        {said?.takeBack && (
          <button type="button" className="quiet" onClick={takeBack}>
            Undo
          </button>
        )}
      </Foot>
    </div>
  );
}
