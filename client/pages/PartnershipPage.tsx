// The partnership sheet: who pays what year by year, and what each member owes for a period.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { goTo } from "../address.ts";
import { askAll } from "../allPages.ts";
import {
  contributionsQuery,
  contributionWorkingsQuery,
  type Partnership,
  type Period,
  partnershipsQuery,
  settlementQuery,
  settlementWorkingsQuery,
} from "../documents/partnership.ts";
import { daySaid, momentSaid } from "../format.ts";
import { ask } from "../graphql.ts";
import { type SheetTable, workingsIn } from "../grid/table.ts";
import { PartnershipPanel } from "../panels/PartnershipPanel.tsx";
import { PeriodPanel } from "../panels/PeriodPanel.tsx";
import { IssuePanel, StatementPanel } from "../panels/SettlementPanels.tsx";
import { panelOf, SharedPanel } from "../panels/SharedPanel.tsx";
import { UsesPanel } from "../panels/UsesPanel.tsx";
import { readSeen } from "../seen.ts";
import { ContextBar } from "../shell/ContextBar.tsx";
import { RowAction } from "../shell/RowAction.tsx";
import { useChanges } from "../shell/useChanges.tsx";
import { chosenYears, YearRange } from "../shell/YearRange.tsx";
import { lastYear, yearsBetween } from "../years.ts";
import { ComputedSheet, type ComputedSheetProps } from "./ComputedSheet.tsx";
import { type Here, OfAuthority } from "./OfAuthority.tsx";

const nothing: SheetTable = { title: "Partnership", unit: "£", notes: [], columns: [], rows: [] };

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

interface ViewProps extends Here {
  partnership: Partnership;
  /** The data version at which it was read. */
  seen: number;
  changes: ComputedSheetProps["changes"];
  unit: "POUNDS" | "THOUSANDS" | "MILLIONS";
  choose: ReactNode;
  panel: (of?: ReactNode) => ReactNode;
}

function ContributionView({ partnership, seen: _, changes, unit, choose, panel, ...here }: ViewProps) {
  const { address } = here;
  const all = yearsBetween(partnership.firstYear, lastYear(partnership.firstYear, partnership.yearCount));
  const years = chosenYears(all, address.from, address.to);
  const asked = { partnership: partnership.id, from: years[0] as string, years: years.length, unit };
  const read = useQuery({ queryKey: ["contributions", asked], queryFn: ({ signal }) => ask(contributionsQuery, asked, signal), placeholderData: keepPreviousData });
  return (
    <ComputedSheet
      address={address}
      context={
        <ContextBar {...here} address={{ ...address, unit }} unit>
          {choose}
          <YearRange years={all} address={address} />
        </ContextBar>
      }
      table={read.data?.contributionTable}
      read={read}
      changes={changes}
      about={{ authority: here.authority.id, sheet: "partnership", subject: partnership.id }}
      heading={
        <>
          {partnership.name} <span className="sheet-title">contributions</span>
        </>
      }
      actions={() => <OfThis partnership={partnership} />}
      invitation={
        <>
          <h2>Add its first cost pool</h2>
          <p>What the members share is kept in pools, each with a basis of its own: placements by places allocated, administration in equal parts.</p>
          <OfThis partnership={partnership} />
        </>
      }
      explain={{ asked, ask: async (row) => workingsIn((await ask(contributionWorkingsQuery, { ...asked, rows: [row] })).contributionTable) }}
      onOpen={() => goTo({ panel: `partnership:${partnership.id}` })}
      panel={panel()}
    />
  );
}

function SettlementView({ partnership, seen, changes, unit, choose, panel, ...here }: ViewProps) {
  const { address } = here;
  const period = partnership.periods.find((each) => each.id === address.period) ?? partnership.periods[partnership.periods.length - 1];
  const asked = { period: period?.id ?? "", unit };
  const read = useQuery({
    queryKey: ["settlement", asked],
    queryFn: ({ signal }) => ask(settlementQuery, asked, signal),
    enabled: period !== undefined,
    placeholderData: keepPreviousData,
  });
  const found = period ? read.data?.settlement : undefined;
  const [kind, id] = panelOf(address.panel);
  const statement = kind === "statement" ? found?.statements.find((each) => each.partnerId === id) : undefined;
  const own =
    kind === "period" ? (
      <PeriodPanel
        key={id}
        authority={here.authority.id}
        partnership={partnership}
        period={partnership.periods.find((each) => each.id === id) ?? null}
        seen={seen}
        onWritten={changes.written}
      />
    ) : kind === "uses" ? (
      <UsesPanel authority={here.authority.id} partnership={partnership} onWritten={changes.written} />
    ) : kind === "issue" && period ? (
      <IssuePanel key={period.id} partnership={partnership} period={period} seen={seen} onWritten={changes.written} />
    ) : statement ? (
      <StatementPanel statement={statement} />
    ) : undefined;
  return (
    <ComputedSheet
      key={period?.id}
      address={address}
      context={
        <ContextBar {...here} address={{ ...address, unit }} unit>
          {choose}
          {period && (
            <select aria-label="Period" className="context-version" value={period.id} onChange={(event) => goTo({ period: event.target.value, cell: undefined, panel: undefined })}>
              {partnership.periods.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                  {each.issuedAt ? " (issued)" : ""}
                </option>
              ))}
            </select>
          )}
        </ContextBar>
      }
      table={period ? found?.table : nothing}
      read={period ? read : { error: null, refetch: () => {} }}
      changes={changes}
      about={{ authority: here.authority.id, sheet: "partnership", subject: period?.id ?? partnership.id }}
      labelHeader="Member"
      heading={
        <>
          {partnership.name} <span className="sheet-title">settlement{period ? `, ${period.name}` : ""}</span>
          {period?.issuedAt && <span className="stamp">issued {momentSaid(period.issuedAt)}</span>}
        </>
      }
      actions={(selected) => (
        <>
          <RowAction words={["Statement"]} run={selected?.subjectId ? () => goTo({ panel: `statement:${selected.subjectId}` }) : null} />
          {period && <PanelButton panel={`period:${period.id}`} said="Correct this period" />}
          <PanelButton panel="uses" said="Record places used" />
          {period && !period.issuedAt && <PanelButton panel="issue" said="Issue statements" />}
          <PanelButton panel="period:new" said="Add a period" />
          <OfThis partnership={partnership} />
        </>
      )}
      invitation={
        <>
          <h2>Settle the first period</h2>
          <p>Say from when to when it runs, what was paid to the providers and what the members paid ahead. Record whose places were used, and what each owes follows.</p>
          <PanelButton panel="period:new" said="Add a period" />
        </>
      }
      explain={{ asked, ask: async (row) => workingsIn((await ask(settlementWorkingsQuery, { ...asked, rows: [row] })).settlement.table) }}
      onOpen={(row) => row.subjectId && goTo({ panel: `statement:${row.subjectId}` })}
      exports={found && found.market.rows.length > 0 ? [found.market] : []}
      below={found && period && <Market market={found.market} period={period} />}
      panel={panel(own)}
    />
  );
}

/** Who used whose places, as a plain table: each amount stands with its workings in the statements of both sides. */
function Market({ market, period }: { market: SheetTable; period: Period }) {
  if (market.rows.length === 0)
    return (
      <p className="quiet-text">
        Nobody used a place of another member from {daySaid(period.startsOn)} to {daySaid(period.endsOn)}.
      </p>
    );
  return (
    <table className="plain-table">
      <caption>Who used whose places</caption>
      <thead>
        <tr>
          <th scope="col">Use</th>
          {market.columns.map((column) => (
            <th key={column.key} scope="col" className={column.words ? undefined : "figure"}>
              {column.label} {column.status}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {market.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              {row.label}
              {row.status && <span className="label-status"> ({row.status})</span>}
            </th>
            {row.cells.map((cell, index) => (
              <td key={market.columns[index]?.key} className={market.columns[index]?.words ? undefined : "figure"}>
                {cell.shown}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PanelButton({ panel, said }: { panel: string; said: string }) {
  return (
    <button type="button" className="quiet" onClick={() => goTo({ panel })}>
      {said}
    </button>
  );
}

function OfThis({ partnership }: { partnership: Partnership }) {
  return (
    <>
      <PanelButton panel={`partnership:${partnership.id}`} said="Members and pools" />
      <AddPartnership />
    </>
  );
}

function AddPartnership() {
  return <PanelButton panel="partnership:new" said="Add a partnership" />;
}
