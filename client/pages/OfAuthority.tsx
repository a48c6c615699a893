// Whose figures a sheet shows: opens the sheet for the authority of the address, or says that there is none and lets one be added.
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { type Address, elsewhere, goTo, useAddress } from "../address.ts";
import { askAll } from "../data/allPages.ts";
import { publishersQuery } from "../data/documents/publishers.ts";
import { authoritiesQuery, openingAuthorityQuery } from "../data/documents.ts";
import { ask } from "../data/graphql.ts";
import { follow } from "../data/live/following.ts";
import { forgetPlace, isBackAtPlace, rememberPlace } from "../lastPlace.ts";
import { NewAuthority } from "../nouns/version/NewAuthority.tsx";
import { KeysPanel } from "../panels/KeysPanel.tsx";
import { ContextBar } from "../shell/ContextBar.tsx";
import { SheetShell } from "../shell/SheetShell.tsx";
import { Trouble } from "../shell/Trouble.tsx";

/** What a sheet is given; its first three are what the context bar takes. */
export interface Here {
  authorities: { id: string; name: string }[];
  authority: { id: string; name: string };
  /** Publishers, on the sheets of what they have. */
  publishers?: { id: string; name: string }[];
  address: Address;
}

/** `publishersToo` is true on the sheets of what publishers have as authorities have it. */
export function OfAuthority({ publishersToo = false, children }: { publishersToo?: boolean; children: (here: Here) => ReactNode }) {
  const address = useAddress();
  const asked = useQuery({ queryKey: ["authorities"], queryFn: ({ signal }) => askAll(authoritiesQuery, {}, signal) });
  const authorities = asked.data?.authorities.nodes ?? [];
  const publishersAsked = useQuery({ queryKey: ["publishers"], queryFn: ({ signal }) => askAll(publishersQuery, {}, signal) });
  const publishers = publishersAsked.data?.publishers.nodes ?? [];
  const publisher = publishers.find(({ id }) => id === address.authority);
  const chosen = address.authority !== undefined;
  const opening = useQuery({
    queryKey: ["openingAuthority"],
    queryFn: ({ signal }) => ask(openingAuthorityQuery, {}, signal),
    enabled: !chosen,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const first = authorities.find(({ id }) => id === opening.data?.openingAuthority?.id) ?? authorities[0];
  const authority = chosen ? (authorities.find(({ id }) => id === address.authority) ?? (publishersToo ? publisher : undefined)) : opening.isPending ? undefined : first;
  const gone = chosen && asked.data !== undefined && publishersAsked.data !== undefined && authority === undefined && publisher === undefined;
  useEffect(() => {
    if (authority) rememberPlace(authority.id);
    else if (gone && isBackAtPlace()) {
      forgetPlace();
      goTo({ ...elsewhere, sheet: "medium-term", authority: undefined });
    }
  });
  const followed = authority?.id;
  useEffect(() => (followed === undefined ? undefined : follow(followed)), [followed]);
  const making = address.panel === "newAuthority";
  if (authority && !making) return children({ authorities, authority, address, ...(publishersToo && { publishers }) });
  return (
    <SheetShell context={<ContextBar authorities={authorities} authority={authority} address={address} />} panel={address.panel === "keys" && <KeysPanel />}>
      {asked.error && <Trouble message={asked.error.message} again={() => asked.refetch()} />}
      {publisher && !making && (
        <div className="invitation">
          <h1>{publisher.name} is a publisher</h1>
          <p>It has KPIs, subjects and outcomes that authorities use, and no budget. Open its outcomes, or choose an authority above.</p>
          <button type="button" onClick={() => goTo({ sheet: "outcomes" })}>
            Open its outcomes
          </button>
        </div>
      )}
      {(asked.isPending || publishersAsked.isPending || (!chosen && opening.isPending)) && <p className="quiet-text">Opening…</p>}
      {asked.data && !publishersAsked.isPending && (!publisher || making) && (chosen || !opening.isPending) && (
        <div className="invitation">
          {address.authority && !making ? (
            <>
              <h1>There is no such authority here</h1>
              <p>It may have another name, or you may not have access to it. Choose one above, or add it.</p>
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
    </SheetShell>
  );
}
