// The partnership sheet: the authority's partnerships, one of them open in one of two views.
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { goTo } from "../../address.ts";
import { askAll } from "../../data/allPages.ts";
import { partnershipsQuery } from "../../data/documents/partnership.ts";
import { readSeen } from "../../data/seen.ts";
import { ComputedSheet } from "../../pages/ComputedSheet.tsx";
import { type Here, OfAuthority } from "../../pages/OfAuthority.tsx";
import { panelOf, SharedPanel } from "../../panels/SharedPanel.tsx";
import { ContextBar } from "../../shell/ContextBar.tsx";
import { useChanges } from "../../shell/useChanges.tsx";
import { ContributionView } from "./ContributionView.tsx";
import { PartnershipPanel } from "./PartnershipPanel.tsx";
import { AddPartnership, nothing } from "./partnershipView.tsx";
import { SettlementView } from "./SettlementView.tsx";

export function PartnershipPage() {
  return <OfAuthority>{(here) => <Partnerships key={here.authority.id} {...here} />}</OfAuthority>;
}

function Partnerships(here: Here) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const list = useQuery({ queryKey: ["partnerships", authority.id], queryFn: () => readSeen(authority.id, () => askAll(partnershipsQuery, { authority: authority.id })) });
  const all = list.data?.partnerships.nodes ?? [];
  const open = all.find((each) => each.id === address.of) ?? all[0];
  const settling = address.view === "settlement";
  const unit = address.unit ?? "POUNDS";
  const [kind, id] = panelOf(address.panel);
  const choose = open && (
    <>
      <select
        aria-label="Partnership"
        className="context-version"
        value={open.id}
        onChange={(event) => goTo({ of: event.target.value, period: undefined, cell: undefined, panel: undefined })}
      >
        {all.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
      <select
        aria-label="View"
        value={settling ? "settlement" : "contributions"}
        onChange={(event) => goTo({ view: event.target.value === "settlement" ? "settlement" : undefined, cell: undefined, panel: undefined })}
      >
        <option value="contributions">Contributions</option>
        <option value="settlement">Settlement</option>
      </select>
    </>
  );
  const panel = (of?: ReactNode) =>
    kind === "partnership" && list.data ? (
      <PartnershipPanel
        key={id}
        authority={authority.id}
        held={all.find((each) => each.id === id) ?? null}
        arrangements={list.data.arrangements.nodes}
        seen={list.data.seen}
        onWritten={changes.written}
        onMade={(made) => goTo({ of: made || undefined, panel: undefined, cell: undefined })}
      />
    ) : (
      (of ?? <SharedPanel panel={address.panel} authority={authority.id} years={[]} onWritten={changes.written} />)
    );
  const shared = { ...here, seen: list.data?.seen ?? 0, changes, unit, choose, panel };
  if (open && settling) return <SettlementView key={open.id} {...shared} partnership={open} />;
  if (open) return <ContributionView key={open.id} {...shared} partnership={open} />;
  return (
    <ComputedSheet
      address={address}
      context={<ContextBar {...here} />}
      table={list.data && nothing}
      read={list}
      changes={changes}
      heading={
        <>
          {authority.name} <span className="sheet-title">partnerships</span>
        </>
      }
      invitation={
        <>
          <h2>Add a partnership that this authority leads</h2>
          <p>Name its members and its cost pools, and say by what each is shared: eight authorities and 35 places, with administration in equal parts, for instance.</p>
          <AddPartnership />
        </>
      }
      panel={panel()}
    />
  );
}
