// One version's medium-term table, open for work: select, type, paste, take back.
import { useCallback, useMemo } from "react";
import { goTo, type Move, type Unit } from "../address.ts";
import { Chart } from "../chart/Chart.tsx";
import { derivationQuery, previewCells, previewCostCentres, type Version } from "../data/documents.ts";
import { ask } from "../data/graphql.ts";
import { placeIn, rowLabel, type SheetRow, type SheetTable, workingsIn } from "../grid/table.ts";
import type { AddedRow, Adding, TypedCell } from "../grid/typing.ts";
import { editsToPreview, useTyping } from "../grid/useTyping.ts";
import { readPasted } from "../import/readPasted.ts";
import { AddCostCentres } from "../nouns/costCentre/AddCostCentres.tsx";
import { CostCentrePanel } from "../nouns/costCentre/CostCentrePanel.tsx";
import { VersionPanel } from "../nouns/version/VersionPanel.tsx";
import { Panel } from "../panels/Panel.tsx";
import { panelOf, SharedPanel } from "../panels/SharedPanel.tsx";
import { insertedAt, type MovableRow, movableRows } from "../rows/movableRows.ts";
import { RowsPanel } from "../rows/RowsPanel.tsx";
import { type Rows, useRows } from "../rows/useRows.ts";
import { ContextBar } from "../shell/ContextBar.tsx";
import { RowAction } from "../shell/RowAction.tsx";
import { useChanges } from "../shell/useChanges.tsx";
import { chosenYears } from "../shell/YearRange.tsx";
import { momentSaid } from "../text/format.ts";
import { BlanksNotice } from "./BlanksNotice.tsx";
import { ComputedSheet } from "./ComputedSheet.tsx";
import type { Here } from "./OfAuthority.tsx";
import { useTable } from "./useTable.ts";
import { VersionChoice } from "./VersionChoice.tsx";
import { comparisonOf } from "./VersionComparison.tsx";
import { useYearsOf } from "./versions.ts";

const ownPanels = [
  ["version", "Version"],
  ["uplifts", "Uplifts"],
] as const;

export function TableView({ versions, version, versionSeen, ...here }: Here & { versions: readonly Version[]; version: Version; versionSeen: number }) {
  const { authority, address } = here;
  const all = useYearsOf(version);
  const { from, to } = address;
  const years = useMemo(() => chosenYears(all, from, to), [all, from, to]);
  const unit = address.unit ?? "THOUSANDS";
  const byCostCentre = address.view === "byCostCentre";
  const asked = { authority: authority.id, version: version.id, from: years[0] as string, years: years.length, unit, byCostCentre };
  const read = useTable(asked, placeIn(address.cell)?.row);
  const changes = useChanges(authority.id);
  const { written } = changes;
  const locked = version.publishedAt
    ? `${version.name} was published on ${momentSaid(version.publishedAt)} and takes no more changes. Copy it as a new draft, under Version, and change that.`
    : null;

  const typing = useTyping(read.data?.mediumTermTable, changes, {
    authority: authority.id,
    version: version.id,
    unit,
    adds: (rows) => ({ addRows: costCentresOf(rows, all) }),
  });
  const table = useMemo(() => typing.table && { ...typing.table, locked }, [typing.table, locked]);
  const adding: Adding = {
    noun: "cost centre",
    takes: (column) => all.includes(column),
    read: (named, { unit: said }, near) => readPasted(authority.id, version.name, named, said, near),
    async preview(rows) {
      const asked = { version: version.id, rows: costCentresOf(rows, all), unit };
      const read = (await ask(previewCostCentres, asked)).previewCostCentres;
      return read.map(({ error, cells }) => ({ error, amounts: Object.fromEntries(cells.flatMap((cell, index) => (all[index] === undefined ? [] : [[all[index], cell]]))) }));
    },
  };
  async function preview(cells: TypedCell[]) {
    const edits = await editsToPreview(version.id, table?.dataVersion ?? 0, cells);
    return (await ask(previewCells, { authority: authority.id, version: version.id, edits, unit })).previewCells;
  }
  const open = useCallback((row: SheetRow) => {
    if (row.kind === "COMMITMENT" && row.subjectId) goTo({ panel: `commitment:${row.subjectId}` });
    if (row.kind === "COST_CENTRE" && row.subjectId) goTo({ panel: `costCentre:${row.subjectId}` });
  }, []);

  const movable = useMemo(() => (table ? movableRows(table) : []), [table]);
  const rows = useRows(movable, changes, locked === null, { seen: table?.dataVersion ?? 0, sorted: address.sort !== undefined });

  return (
    <ComputedSheet
      address={address}
      context={
        <ContextBar {...here} unit panels={ownPanels}>
          <VersionChoice versions={versions} version={version} seen={versionSeen} address={address} />
        </ContextBar>
      }
      table={table}
      read={read}
      changes={changes}
      about={{ authority: authority.id, sheet: "medium-term", subject: version.id, version: version.id }}
      typing={typing}
      onPreview={locked ? undefined : preview}
      adding={locked || read.more ? undefined : adding}
      explain={{ asked, ask: async (row) => workingsIn((await ask(derivationQuery, { ...asked, rows: [row] })).mediumTermTable) }}
      onOpen={open}
      above={<BlanksNotice table={read.more ? undefined : table} authority={authority.id} fills={locked ? undefined : typing.onType} />}
      heading={
        <>
          {authority.name} <span className="sheet-title">medium-term table, {version.name}</span>
          {locked && <span className="stamp">published</span>}
        </>
      }
      actions={(selected) => (
        <>
          <RowAction
            words={["Cost centre", "Terms"]}
            said={selected?.kind === "COMMITMENT" ? "Terms" : undefined}
            run={selected?.kind === "COMMITMENT" || selected?.kind === "COST_CENTRE" ? () => open(selected) : null}
          />
          {!locked && (
            <>
              <button type="button" className="quiet" onClick={() => goTo({ panel: "addCostCentres" })}>
                Add cost centres
              </button>
              <button type="button" className="quiet" onClick={() => goTo({ panel: "commitment:new" })}>
                Add a commitment
              </button>
              {movable.length > 0 && (
                <button
                  type="button"
                  className="quiet"
                  aria-pressed={address.panel === "rows"}
                  onClick={() => goTo({ panel: address.panel === "rows" ? undefined : "rows" })}
                  title="Insert, move, group or remove the selected rows"
                >
                  Rows
                </button>
              )}
            </>
          )}
          {table && table.rows.length > 0 && (
            <>
              <button type="button" className="quiet" aria-pressed={byCostCentre} onClick={() => goTo({ view: byCostCentre ? undefined : "byCostCentre" })}>
                By cost centre
              </button>
              <button type="button" className="quiet" aria-pressed={address.chart === "shown"} onClick={() => goTo({ chart: address.chart === "shown" ? undefined : "shown" })}>
                Chart
              </button>
            </>
          )}
        </>
      )}
      invitation={
        <>
          <h2>Add the first cost centres</h2>
          <p>Copy them from Excel with their amounts, or type them. Totals, commitments and what remains are worked out from them.</p>
          <AddCostCentres authority={authority.id} version={version.id} years={years} unit={unit} unitLabel={table?.unit ?? "£000s"} onWritten={written} onDone={() => {}} />
        </>
      }
      below={address.chart === "shown" && <Chart of={table?.address} label="Commitments against the budget, with what remains: the same figures as in the table above" />}
      panel={
        table && (
          <SidePanel
            authority={authority.id}
            version={version}
            versionSeen={versionSeen}
            compare={comparisonOf(versions, version)}
            years={years}
            unit={unit}
            table={table}
            rows={rows}
            movable={movable}
            panel={address.panel}
            locked={locked}
            onWritten={written}
          />
        )
      }
    />
  );
}

/** Rows that were pasted, as cost centres with an amount for each of the version's years, though the sheet may show a few of them. */
function costCentresOf(rows: readonly AddedRow[], years: readonly string[]) {
  return rows.map(({ name, amounts }) => ({ name, amounts: years.map((year) => amounts[year] ?? "") }));
}

interface SidePanelProps {
  authority: string;
  version: Version;
  versionSeen: number;
  compare: Move | null;
  years: string[];
  unit: Unit;
  table: SheetTable;
  rows: Rows;
  movable: readonly MovableRow[];
  panel: string | undefined;
  locked: string | null;
  onWritten: (batchId: string | null, said: string) => void;
}

function SidePanel({ version, versionSeen, compare, unit, table, rows, movable, ...shared }: SidePanelProps) {
  const [kind, id] = panelOf(shared.panel);
  switch (kind) {
    case "costCentre":
      return id ? <CostCentrePanel key={id} {...shared} id={id} name={rowLabel(table, `costCentre:${id}`)} /> : null;
    case "rows":
      return <RowsPanel key={rows.chosen.map(({ id, group }) => `${id} ${group}`).join()} rows={rows} locked={shared.locked} />;
    case "addCostCentres":
      return (
        <Panel title={id ? "Insert cost centres" : "Add cost centres"}>
          <AddCostCentres
            key={id}
            {...(id ? insertedAt(movable, id) : {})}
            authority={shared.authority}
            version={version.id}
            years={shared.years}
            unit={unit}
            unitLabel={table.unit}
            onWritten={shared.onWritten}
            onDone={() => goTo({ panel: undefined })}
          />
        </Panel>
      );
    case "version":
      return <VersionPanel authority={shared.authority} version={version} seen={versionSeen} tableSeen={table.dataVersion ?? 0} compare={compare} onWritten={shared.onWritten} />;
    default:
      return <SharedPanel {...shared} />;
  }
}
