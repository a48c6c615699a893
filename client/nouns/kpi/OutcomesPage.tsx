// The outcomes sheet: a subject's KPIs by period or beside others, and each KPI on a page of its own.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { goTo } from "../../address.ts";
import { askAll } from "../../data/allPages.ts";
import {
  type KpiHeld,
  type OutcomeTable,
  outcomeSetQuery,
  outcomesByPeriodQuery,
  outcomesByPeriodWorkings,
  outcomesBySubjectQuery,
  outcomesBySubjectWorkings,
} from "../../data/documents/outcomes.ts";
import { ask } from "../../data/graphql.ts";
import { readSeen } from "../../data/seen.ts";
import { type CellExplained, type SheetTable, workingsIn } from "../../grid/table.ts";
import type { Explain } from "../../grid/useExplained.ts";
import { ComputedSheet } from "../../pages/ComputedSheet.tsx";
import { type Here, OfAuthority } from "../../pages/OfAuthority.tsx";
import { type OfSet, PublicationChoice } from "../../pages/PublicationChoice.tsx";
import { ContextBar } from "../../shell/ContextBar.tsx";
import { RowAction } from "../../shell/RowAction.tsx";
import { useChanges } from "../../shell/useChanges.tsx";
import { KpiSheet } from "./KpiSheet.tsx";
import { OutcomePanels } from "./OutcomePanels.tsx";

export function OutcomesPage() {
  return <OfAuthority publishersToo>{(here) => <Outcomes key={here.authority.id} {...here} />}</OfAuthority>;
}

function Outcomes(here: Here) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const asked = { authority: authority.id };
  const set = useQuery({ queryKey: ["outcomeSet", asked], queryFn: () => readSeen(authority.id, () => askAll(outcomeSetQuery, asked)), placeholderData: keepPreviousData });
  const kpi = set.data?.kpis.nodes.find(({ id }) => id === address.kpi);
  const of = { here, set: set.data, unread: set.isError, changes };
  if (kpi) return <KpiSheet key={kpi.id} {...of} kpi={kpi} />;
  return address.view === "bySubject" ? <BySubject {...of} /> : <ByPeriod {...of} />;
}

/** Whose outcomes are shown: whose the address names, else the first that has any. */
function subjectIn({ address, authority }: Here, set: OfSet["set"]) {
  const subjects = set?.kpiSubjects.nodes ?? [];
  const named = (id: string | null | undefined) => subjects.find((each) => each.id === id);
  const own = subjects.find(({ kind, name }) => kind === "AUTHORITY" && name === authority.name);
  return named(address.of) ?? named(set?.openingSubject?.id) ?? own ?? subjects[0];
}

const comparators = { COUNTRY: "the country", REGION: "the region", STATISTICAL_NEIGHBOURS: "statistical neighbours" } as const;
type Against = keyof typeof comparators;

function ByPeriod({ here, set, unread, changes }: OfSet) {
  const { authority, address } = here;
  const against = address.against === "none" ? null : address.against && address.against in comparators ? (address.against as Against) : "COUNTRY";
  const subject = subjectIn(here, set);
  const asked = { authority: authority.id, subject: subject?.id ?? null, against, publication: address.publication ?? null };
  const read = useQuery({
    queryKey: ["outcomesByPeriod", asked],
    queryFn: ({ signal }) => ask(outcomesByPeriodQuery, asked, signal),
    placeholderData: keepPreviousData,
    enabled: set !== undefined || unread,
  });
  return (
    <OutcomeSheet
      here={here}
      set={set}
      unread={unread}
      changes={changes}
      read={read}
      table={withTrends(read.data?.outcomesByPeriod)}
      explain={{ asked, ask: async (row) => inserted<CellExplained | null>(workingsIn((await ask(outcomesByPeriodWorkings, { ...asked, rows: [row] })).outcomesByPeriod), null) }}
    >
      <label className="context-field">
        Against
        <select aria-label="Compared with" value={against ?? "none"} onChange={(event) => goTo({ against: event.target.value })}>
          {Object.entries(comparators).map(([value, said]) => (
            <option key={value} value={value}>
              {said}
            </option>
          ))}
          <option value="none">nobody</option>
        </select>
      </label>
    </OutcomeSheet>
  );
}

function BySubject({ here, set, unread, changes }: OfSet) {
  const { authority, address } = here;
  const subject = subjectIn(here, set);
  const asked = { authority: authority.id, subject: subject?.id ?? null, publication: address.publication ?? null };
  const read = useQuery({
    queryKey: ["outcomesBySubject", asked],
    queryFn: ({ signal }) => ask(outcomesBySubjectQuery, asked, signal),
    placeholderData: keepPreviousData,
    enabled: set !== undefined || unread,
  });
  return (
    <OutcomeSheet
      here={here}
      set={set}
      unread={unread}
      changes={changes}
      read={read}
      table={read.data?.outcomesBySubject}
      explain={{ asked, ask: async (row) => workingsIn((await ask(outcomesBySubjectWorkings, { ...asked, rows: [row] })).outcomesBySubject) }}
    />
  );
}

interface OutcomeSheetProps extends OfSet {
  read: { error: Error | null; refetch: () => unknown };
  table: SheetTable | undefined;
  explain: Explain;
  children?: ReactNode;
}

function OutcomeSheet({ here, set, changes, read, table, explain, children }: OutcomeSheetProps) {
  const { authority, address } = here;
  const subjects = set?.kpiSubjects.nodes ?? [];
  const kpis = set?.kpis.nodes ?? [];
  const bySubject = address.view === "bySubject";
  const subject = subjectIn(here, set);
  return (
    <ComputedSheet
      key={address.view}
      address={address}
      context={
        <ContextBar {...here} panels={[["set", "KPIs"]]}>
          {subjects.length > 0 && (
            <select aria-label="Subject" className="context-version" value={subject?.id ?? ""} onChange={(event) => goTo({ of: event.target.value, cell: undefined })}>
              {subjects.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
          <select aria-label="View" value={bySubject ? "bySubject" : ""} onChange={(event) => goTo({ view: event.target.value || undefined, cell: undefined })}>
            <option value="">by period</option>
            <option value="bySubject">beside others</option>
          </select>
          {children}
          <PublicationChoice set={set} chosen={address.publication} />
        </ContextBar>
      }
      table={table && (table.rows.length === 0 || set) ? table : undefined}
      read={read}
      changes={changes}
      about={{ authority: authority.id, sheet: "outcomes", subject: subject?.id }}
      labelHeader="KPI"
      labelAtLeast={320}
      heading={
        <>
          {subject?.name ?? authority.name} <span className="sheet-title">outcomes</span>
        </>
      }
      actions={(selected) => (
        <>
          <RowAction words={["Open this KPI"]} run={selected?.subjectId ? () => openKpi(selected.subjectId as string) : null} />
          {kpis.length > 0 && subjects.length > 0 && (
            <button type="button" className="quiet" onClick={() => goTo({ panel: "enter" })}>
              Enter outcomes
            </button>
          )}
          <button type="button" className="quiet" onClick={() => goTo({ sheet: "import" })}>
            Import
          </button>
        </>
      )}
      invitation={<Invitation kpis={kpis} subjects={subjects.length} subject={subject?.name} />}
      explain={explain}
      onOpen={(row) => row.subjectId && openKpi(row.subjectId)}
      panel={<OutcomePanels address={{ ...address, ...(subject && { of: subject.id }) }} authority={authority.id} set={set} onWritten={changes.written} />}
    />
  );
}

export function openKpi(kpi: string): void {
  goTo({ kpi, cell: undefined, panel: undefined });
}

function Invitation({ kpis, subjects, subject }: { kpis: readonly KpiHeld[]; subjects: number; subject: string | undefined }) {
  if (kpis.length > 0 && subjects > 0) {
    return (
      <>
        <h2>{subject ? `No outcomes are recorded for ${subject} yet` : "No outcomes are recorded yet"}</h2>
        <p>
          {kpis.length} {kpis.length === 1 ? "KPI is" : "KPIs are"} defined. Choose another subject above, type the first outcomes in, or import a file: a table of your own, or the
          DfE's open data as it is.
        </p>
        <button type="button" onClick={() => goTo({ panel: "enter" })}>
          Enter outcomes
        </button>{" "}
        <button type="button" onClick={() => goTo({ panel: "set" })}>
          See the KPIs
        </button>
      </>
    );
  }
  return (
    <>
      <h2>Define the first KPI</h2>
      <p>What is counted, out of how many, how often, and which way is better: placements within 20 miles of home, for instance. Then say whom it is counted for.</p>
      <button type="button" onClick={() => goTo({ panel: "kpi:new" })}>
        Add a KPI
      </button>{" "}
      <button type="button" onClick={() => goTo({ panel: "subject:new" })}>
        Add a subject
      </button>
    </>
  );
}

const periodColumns = (table: OutcomeTable) => table.columns.flatMap((column, index) => (column.key.includes("|") ? [index] : []));
/** The small line stands behind the figure that it leads up to. */
const trendAt = 2;
const inserted = <Item,>(items: readonly Item[], item: Item) => [...items.slice(0, trendAt), item, ...items.slice(trendAt)];

/** The table with a small line of each row's periods. */
function withTrends(table: OutcomeTable | undefined): SheetTable | undefined {
  if (!table) return undefined;
  const periods = periodColumns(table);
  return {
    ...table,
    columns: inserted<SheetTable["columns"][number]>(table.columns, { key: "trend", label: "Trend", status: "", words: true, trend: true }),
    rows: table.rows.map((row) => {
      // A KPI counted by another sort of period has blanks there, which are no gaps of its own.
      const own = periods.flatMap((index) => (row.cells[index]?.shown === "" ? [] : [row.cells[index]?.exact ?? null]));
      const trend = own.map((exact) => (exact === null ? null : Number(exact)));
      return { ...row, cells: inserted<SheetTable["rows"][number]["cells"][number]>(row.cells, { shown: "", trend }) };
    }),
  };
}
