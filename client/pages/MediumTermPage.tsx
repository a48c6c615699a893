// The medium-term sheet: which version and which years in the address, the table, how each figure was made, and the panels beside it.

import { NewAuthority } from "../nouns/version/NewAuthority.tsx";
import { HistoryPanel } from "../panels/HistoryPanel.tsx";
import { KeysPanel } from "../panels/KeysPanel.tsx";
import { ContextBar } from "../shell/ContextBar.tsx";
import { SheetShell } from "../shell/SheetShell.tsx";
import { Trouble } from "../shell/Trouble.tsx";
import { type Here, OfAuthority } from "./OfAuthority.tsx";
import { TableView } from "./TableView.tsx";
import { comparedWith, VersionComparison } from "./VersionComparison.tsx";
import { currentVersion, useVersions } from "./versions.ts";

export function MediumTermPage() {
  return <OfAuthority>{(here) => <OfVersion key={here.authority.id} {...here} />}</OfAuthority>;
}

function OfVersion(here: Here) {
  const { authority, address } = here;
  const { versions, seen, error, isPending, refetch } = useVersions(authority.id);
  const version = versions.find((each) => each.id === address.version) ?? currentVersion(versions);
  const two = version && address.view === "compare" ? comparedWith(versions, version, address.against) : null;
  if (two) return <VersionComparison key={`${two.version.id} ${two.against.id}`} {...here} versions={versions} {...two} />;
  if (version) return <TableView key={version.id} {...here} versions={versions} version={version} versionSeen={seen} />;
  const panel = address.panel === "keys" ? <KeysPanel /> : address.panel === "history" ? <HistoryPanel authority={authority.id} onWritten={() => {}} /> : null;
  return (
    <SheetShell context={<ContextBar {...here} />} panel={panel}>
      {error && <Trouble message={error.message} again={() => refetch()} />}
      {isPending && <p className="quiet-text">Opening…</p>}
      {!error && !isPending && (
        <div className="invitation">
          <h1>{authority.name} has no budget yet</h1>
          <p>Start its first version to see its medium-term table here.</p>
          <NewAuthority authority={authority.id} />
        </div>
      )}
    </SheetShell>
  );
}
