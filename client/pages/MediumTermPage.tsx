// The medium-term sheet: whose and which in the address, the table, how each figure was made, and the panels beside it.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { goTo, useAddress } from "../address.ts";
import { authoritiesQuery, type Version, versionsQuery } from "../documents.ts";
import { ask } from "../graphql.ts";
import { KeysPanel } from "../panels/KeysPanel.tsx";
import { NewAuthority } from "../panels/NewAuthority.tsx";
import { ContextBar } from "../shell/ContextBar.tsx";
import { DerivationBar } from "../shell/DerivationBar.tsx";
import { Foot } from "../shell/Foot.tsx";
import { Trouble } from "../shell/Trouble.tsx";
import { TableView } from "./TableView.tsx";

export function MediumTermPage() {
  const address = useAddress();
  const authorities = useQuery({ queryKey: ["authorities"], queryFn: () => ask(authoritiesQuery, {}) });
  const all = authorities.data?.authorities.nodes ?? [];
  const authority = all.find((each) => each.id === address.authority) ?? (address.authority ? undefined : all[0]);
  const versions = useQuery({
    queryKey: ["versions", authority?.id],
    queryFn: () => ask(versionsQuery, { authority: authority?.id as string }),
    enabled: authority !== undefined,
  });
  const held = versions.data?.budgetVersions.nodes ?? [];
  const version = held.find((each) => each.id === address.version) ?? currentVersion(held);
  useKeysHelp();

  const failed = authorities.error ?? versions.error;
  const loading = authorities.isPending || (authority !== undefined && versions.isPending);
  const context = <ContextBar authorities={all} authority={authority} versions={held} version={version} address={address} />;

  if (!loading && !failed && authority && version && address.panel !== "newAuthority") {
    return <TableView key={`${authority.id} ${version.id}`} authority={authority} version={version} address={address} context={context} />;
  }
  return (
    <div className="shell">
      {context}
      <DerivationBar explained={null} trouble={null} />
      <main className="work">
        {failed && <Trouble message={failed.message} again={() => (authorities.error ? authorities.refetch() : versions.refetch())} />}
        {!failed && loading && <p className="quiet-text">Opening…</p>}
        {!failed && !loading && (
          <div className="invitation">
            {authority && address.panel !== "newAuthority" ? (
              <>
                <h1>{authority.name} has no budget yet</h1>
                <p>Start its first version, and its medium-term table is here.</p>
                <NewAuthority key={authority.id} authority={authority.id} />
              </>
            ) : address.authority && !authority && address.panel !== "newAuthority" ? (
              <>
                <h1>There is no such authority here</h1>
                <p>It may have been named otherwise, or you may not see it. Choose one above, or add it.</p>
                <button type="button" onClick={() => goTo({ panel: "newAuthority" })}>
                  Add an authority
                </button>
              </>
            ) : (
              <>
                <h1>Whose budget is it?</h1>
                <p>Name the authority and the years, then paste its cost centres from Excel. The table, what is committed and what remains follow at once.</p>
                <NewAuthority key="new" authority={null} />
              </>
            )}
          </div>
        )}
      </main>
      {address.panel === "keys" && <KeysPanel />}
      <Foot />
    </div>
  );
}

/** What is being worked on: the newest draft, else the newest of all. The list has the newest first. */
function currentVersion(versions: readonly Version[]): Version | undefined {
  return versions.find((version) => version.publishedAt === null) ?? versions[0];
}

/** "?" shows the keys, unless something is being typed. */
function useKeysHelp(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "?" && !(event.target as HTMLElement).closest("input, textarea, select")) goTo({ panel: "keys" });
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
