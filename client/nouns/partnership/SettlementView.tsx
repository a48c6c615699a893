// What each member owes for a period, with who used whose places below it.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { goTo } from "../../address.ts";
import { settlementQuery, settlementWorkingsQuery } from "../../data/documents/partnership.ts";
import { ask } from "../../data/graphql.ts";
import { type SheetTable, workingsIn } from "../../grid/table.ts";
import { ComputedSheet } from "../../pages/ComputedSheet.tsx";
import { panelOf } from "../../panels/SharedPanel.tsx";
import { ContextBar } from "../../shell/ContextBar.tsx";
import { RowAction } from "../../shell/RowAction.tsx";
import { momentSaid } from "../../text/format.ts";
import { PeriodPanel } from "./PeriodPanel.tsx";
import { nothing, OfThis, PanelButton, type ViewProps } from "./partnershipView.tsx";
import { IssuePanel, StatementPanel } from "./SettlementPanels.tsx";
import { UsesPanel } from "./UsesPanel.tsx";

export function SettlementView({ partnership, seen, changes, unit, choose, panel, ...here }: ViewProps) {
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
      below={found && period && <Market market={found.market} said={found.table.notes} />}
      panel={panel(own)}
    />
  );
}

/** Who used whose places, as a plain table: each amount stands with its workings in the statements of both sides. */
function Market({ market, said }: { market: SheetTable; said: readonly string[] }) {
  // What the settlement's own notes say already is not said a second time.
  const more = market.notes.filter((note) => !said.includes(note)).join(" ");
  if (market.rows.length === 0) return more === "" ? null : <p className="quiet-text">{more}</p>;
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
