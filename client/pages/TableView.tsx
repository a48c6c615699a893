// One version's medium-term table, open for work: select, type, paste, take back.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { type Address, goTo } from "../address.ts";
import { CommitmentsChart } from "../chart/CommitmentsChart.tsx";
import { derivationQuery, editCells, type Table, type TableRow, tableQuery, undoBatch, type Version } from "../documents.ts";
import { momentSaid, poundsFromPence } from "../format.ts";
import { ask } from "../graphql.ts";
import { Sheet } from "../grid/Sheet.tsx";
import type { CellPlace, TypedCell } from "../grid/typing.ts";
import { AddCostCentres } from "../panels/AddCostCentres.tsx";
import { CommitmentPanel } from "../panels/CommitmentPanel.tsx";
import { CostCentrePanel } from "../panels/CostCentrePanel.tsx";
import { HistoryPanel } from "../panels/HistoryPanel.tsx";
import { KeysPanel } from "../panels/KeysPanel.tsx";
import { Panel } from "../panels/Panel.tsx";
import { UpliftsPanel } from "../panels/UpliftsPanel.tsx";
import { VersionPanel } from "../panels/VersionPanel.tsx";
import { DerivationBar, type Explained } from "../shell/DerivationBar.tsx";
import { Foot } from "../shell/Foot.tsx";
import { Trouble } from "../shell/Trouble.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { lastYear, yearsBetween } from "../years.ts";

export interface TableViewProps {
  authority: { id: string; name: string };
  version: Version;
  address: Address;
  context: ReactNode;
}

export function TableView({ authority, version, address, context }: TableViewProps) {
  const years = useYears(version, address);
  const unit = address.unit ?? "THOUSANDS";
  const asked = { authority: authority.id, version: version.id, from: years[0] as string, years: years.length, unit };
  const read = useQuery({ queryKey: ["table", asked], queryFn: () => ask(tableQuery, asked), placeholderData: keepPreviousData });
  const table = read.data?.mediumTermTable;
  const place = placeIn(address.cell);
  const explained = useExplained(table, place, asked);
  const { busy, refused, run, clear } = useWrite();
  const [typedAgain, setTypedAgain] = useState<(CellPlace & { typed: string }) | null>(null);
  const [trouble, setTrouble] = useState<{ at: CellPlace; place: string; sentence: string } | null>(null);
  const [done, setDone] = useState<{ batchId: string; said: string }[]>([]);
  const locked = version.publishedAt ? `${version.name} was published on ${momentSaid(version.publishedAt)} and takes no more changes. Copy it as a new draft to change it.` : null;

  const written = useCallback((batchId: string, said: string) => setDone((before) => [...before, { batchId, said }]), []);
  const select = useCallback((selected: CellPlace | null) => {
    // What is said of a cell stays until another is selected.
    setTrouble((before) => (before && selected && before.at.row === selected.row && before.at.year === selected.year ? before : null));
    goTo({ cell: selected ? `${selected.row}|${selected.year}` : undefined });
  }, []);

  async function type(cells: TypedCell[]) {
    const edits = cells.map(({ cell, typed }) => ({ cell: cell.edits as string, expected: cell.pence, typed }));
    const first = cells[0] as TypedCell;
    const label = labelOf(table, first.row);
    const why = cells.length === 1 ? `Change ${label} in ${first.year}` : `Paste ${cells.length} amounts from ${label}, ${first.year}`;
    setTrouble(null);
    setTypedAgain(null);
    const kept = await run(() => ask(editCells, { authority: authority.id, version: version.id, edits, unit, why, key: crypto.randomUUID() }));
    if (kept) {
      written(kept.editCells.batchId, cells.length === 1 ? `Changed ${label} in ${first.year}.` : `Changed ${cells.length} amounts.`);
      return;
    }
    if (cells.length === 1) setTypedAgain({ row: first.row, year: first.year, typed: first.typed });
  }
  // What was refused is said of the cell at fault.
  const refusedCell = refused && (typedAgain ? `${labelOf(table, typedAgain.row)}, ${typedAgain.year}:` : "");
  const now = refused?.code === "STALE" && typeof refused.current === "number" ? ` It is now ${poundsFromPence(refused.current)}.` : "";
  const said = trouble ?? (refused ? { place: refusedCell ?? "", sentence: refused.message + now } : null);

  const takeBack = useCallback(async () => {
    const last = done[done.length - 1];
    if (!last) return;
    const kept = await run(() => ask(undoBatch, { batch: last.batchId }));
    if (kept) setDone((before) => before.filter((each) => each !== last));
  }, [done, run]);
  useUndoKey(takeBack);

  const open = useCallback((row: TableRow) => {
    if (row.kind === "COMMITMENT" && row.subjectId) goTo({ panel: `commitment:${row.subjectId}` });
    if (row.kind === "COST_CENTRE" && row.subjectId) goTo({ panel: `costCentre:${row.subjectId}` });
  }, []);
  // The cell that the address names when the table opens; later the sheet tells the address, not the other way round.
  const [initial] = useState(place);
  const selectedRow = table?.rows.find((row) => row.key === place?.row);

  return (
    <div className="shell">
      {context}
      <DerivationBar explained={explained} trouble={said} />
      <div className="desk">
        <main className="work">
          {read.error && !table && <Trouble message={read.error.message} again={() => read.refetch()} />}
          {!table && !read.error && <p className="quiet-text">Opening the table…</p>}
          {table && (
            <>
              <div className="sheet-head">
                <h1>
                  {authority.name} <span className="sheet-title">medium-term table, {version.name}</span>
                  {locked && <span className="stamp">published</span>}
                </h1>
                <div className="sheet-actions">
                  {(selectedRow?.kind === "COMMITMENT" || selectedRow?.kind === "COST_CENTRE") && (
                    <button type="button" className="quiet" onClick={() => open(selectedRow)}>
                      {selectedRow.kind === "COMMITMENT" ? "Terms" : "Cost centre"}
                    </button>
                  )}
                  {!locked && (
                    <>
                      <button type="button" className="quiet" onClick={() => goTo({ panel: "addCostCentres" })}>
                        Add cost centres
                      </button>
                      <button type="button" className="quiet" onClick={() => goTo({ panel: "commitment:new" })}>
                        Add a commitment
                      </button>
                    </>
                  )}
                  {table.rows.length > 0 && (
                    <button
                      type="button"
                      className="quiet"
                      aria-pressed={address.chart === "shown"}
                      onClick={() => goTo({ chart: address.chart === "shown" ? undefined : "shown" })}
                    >
                      Chart
                    </button>
                  )}
                </div>
              </div>
              {table.rows.length === 0 ? (
                <div className="invitation">
                  <h2>Add the first cost centres</h2>
                  <p>Copy them from Excel with their amounts, or type them. Totals, commitments and what remains are worked out from them.</p>
                  <AddCostCentres version={version.id} years={years} unit={unit} unitLabel={table.unit} onWritten={written} onDone={() => {}} />
                </div>
              ) : (
                <>
                  <Sheet
                    table={table}
                    initial={initial}
                    refused={typedAgain}
                    onSelect={select}
                    onType={type}
                    onTrouble={(at, sentence) => setTrouble({ at, place: `${labelOf(table, at.row)}, ${at.year}:`, sentence })}
                    onOpen={open}
                  />
                  {address.chart === "shown" && <CommitmentsChart table={table} />}
                  <Notes table={table} />
                </>
              )}
            </>
          )}
        </main>
        <SidePanel authority={authority.id} version={version} years={years} unit={unit} table={table} panel={address.panel} locked={locked} onWritten={written} />
      </div>
      <Foot>
        {busy && <span>Saving…</span>}
        {!busy && done.length > 0 && (
          <>
            <span>{done[done.length - 1]?.said}</span>
            <button type="button" className="quiet" onClick={takeBack}>
              Take back
            </button>
          </>
        )}
        {refused && !typedAgain && (
          <button type="button" className="quiet" onClick={clear}>
            Dismiss
          </button>
        )}
        {read.error && table && <span className="refusal">{read.error.message}</span>}
        {table && <span className="data-version">Data version {table.dataVersion}</span>}
      </Foot>
    </div>
  );
}

function Notes({ table }: { table: Table }) {
  return (
    <div className="notes">
      {table.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {table.source && <p>Source: {table.source}.</p>}
    </div>
  );
}

interface SidePanelProps {
  authority: string;
  version: Version;
  years: string[];
  unit: "POUNDS" | "THOUSANDS" | "MILLIONS";
  table: Table | undefined;
  panel: string | undefined;
  locked: string | null;
  onWritten: (batchId: string, said: string) => void;
}

function SidePanel({ authority, version, years, unit, table, panel, locked, onWritten }: SidePanelProps) {
  const [kind, id] = (panel ?? "").split(/:(.*)/) as [string, string | undefined];
  const shared = { authority, dataVersion: table?.dataVersion, locked, onWritten };
  switch (kind) {
    case "commitment":
      return table ? <CommitmentPanel {...shared} id={id === "new" ? null : (id ?? null)} years={years} /> : null;
    case "costCentre":
      return table && id ? <CostCentrePanel key={id} {...shared} id={id} name={labelOf(table, `costCentre:${id}`)} /> : null;
    case "addCostCentres":
      return (
        <Panel title="Add cost centres">
          <AddCostCentres version={version.id} years={years} unit={unit} unitLabel={table?.unit ?? "£000s"} onWritten={onWritten} onDone={() => goTo({ panel: undefined })} />
        </Panel>
      );
    case "uplifts":
      return <UpliftsPanel {...shared} years={years} />;
    case "version":
      return <VersionPanel version={version} onWritten={onWritten} />;
    case "history":
      return <HistoryPanel authority={authority} onWritten={onWritten} />;
    case "keys":
      return <KeysPanel />;
    default:
      return null;
  }
}

function useYears(version: Version, address: Address): string[] {
  return useMemo(() => {
    const all = yearsBetween(version.firstYear, lastYear(version.firstYear, version.yearCount));
    const asked = all.filter((year) => (!address.from || year >= address.from) && (!address.to || year <= address.to));
    return asked.length > 0 ? asked : all;
  }, [version.firstYear, version.yearCount, address.from, address.to]);
}

/** How the selected cell's figure was made: the cell at once, its workings when the server has sent them. */
function useExplained(
  table: Table | undefined,
  place: CellPlace | null,
  asked: { authority: string; version: string; from: string; years: number; unit: "POUNDS" | "THOUSANDS" | "MILLIONS" },
): Explained | null {
  const row = table?.rows.find((each) => each.key === place?.row);
  const column = table?.columns.findIndex((each) => each.key === place?.year) ?? -1;
  const derived = useQuery({
    queryKey: ["derivation", asked, row?.key, table?.dataVersion],
    queryFn: () => ask(derivationQuery, { ...asked, rows: [row?.key as string] }),
    enabled: row !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const cell = row?.cells[column];
  if (!row || !cell || !place) return row ? { place: row.label, workings: null, result: null, shown: "", note: null } : null;
  const derivation = derived.data?.mediumTermTable.rows[0]?.cells[column]?.derivation ?? null;
  const empty = cell.pence === null;
  return {
    place: `${row.label} · ${place.year}`,
    workings: empty ? null : (derivation?.workings ?? "…"),
    result: empty ? null : (derivation?.result ?? null),
    shown: empty ? "[x], no amount is held" : cell.shown,
    note: cell.note,
  };
}

function useUndoKey(takeBack: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      if ((event.target as HTMLElement).closest("input, textarea, select")) return;
      event.preventDefault();
      takeBack();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [takeBack]);
}

function placeIn(cell: string | undefined): CellPlace | null {
  const cut = cell?.lastIndexOf("|") ?? -1;
  return cell === undefined || cut < 0 ? null : { row: cell.slice(0, cut), year: cell.slice(cut + 1) };
}

function labelOf(table: Table | undefined, key: string): string {
  return table?.rows.find((row) => row.key === key)?.label ?? "";
}
