// A sheet with one table: the derivation bar follows the selected cell, which stands in the address; notes and source below.
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { type Address, goTo } from "../address.ts";
import { ArrangePanel } from "../arranging/ArrangePanel.tsx";
import { arranged } from "../arranging/arranged.ts";
import { isArranged } from "../arranging/arrangement.ts";
import { ColumnMenus } from "../arranging/ColumnMenus.tsx";
import { FindBar } from "../arranging/FindBar.tsx";
import { markedIn } from "../arranging/finding.ts";
import { useArrangement } from "../arranging/useArrangement.ts";
import { useFinding } from "../arranging/useFinding.ts";
import { useSavedAddress } from "../arranging/useSavedViews.ts";
import { ViewLine } from "../arranging/ViewLine.tsx";
import { ViewsPanel } from "../arranging/ViewsPanel.tsx";
import { useHeld } from "../data/live/held.ts";
import { away as serverAway } from "../data/live/reach.ts";
import { AddToReport } from "../export/AddToReport.tsx";
import { type Exportable, ExportPanel } from "../export/ExportPanel.tsx";
import { CopyFigure } from "../figure/CopyFigure.tsx";
import { Sheet } from "../grid/Sheet.tsx";
import { type CellPlace, placeIn, placeSaid, type SheetRow, type SheetTable, samePlace } from "../grid/table.ts";
import type { Adding, CellPreview, TypedCell } from "../grid/typing.ts";
import { type Explain, useExplained } from "../grid/useExplained.ts";
import { useGoingTo } from "../grid/useGoingTo.ts";
import type { SheetTyping } from "../grid/useTyping.ts";
import { NotesPanel } from "../notes/NotesPanel.tsx";
import { isOn, type SheetAbout, useCellKeys, useNoted, useNotes } from "../notes/useNotes.ts";
import { withNotes } from "../notes/withNotes.ts";
import { CellHistoryPanel } from "../panels/CellHistoryPanel.tsx";
import { panelOf } from "../panels/SharedPanel.tsx";
import { PrintedSheet } from "../print/PrintedSheet.tsx";
import { ChangesSaid } from "../shell/Foot.tsx";
import { Reading } from "../shell/Reading.tsx";
import { SheetShell } from "../shell/SheetShell.tsx";
import { Trouble } from "../shell/Trouble.tsx";
import type { Changes } from "../shell/useChanges.tsx";

export interface ComputedSheetProps {
  address: Address;
  context: ReactNode;
  /** The table; undefined until it has been read. */
  table: SheetTable | undefined;
  /** The question that reads it; `more` while only its first rows are there. */
  read: { error: { message: string } | null; refetch: () => unknown; more?: boolean };
  changes: Changes;
  /** What it is of, so that its cells can have notes and a history. */
  about?: SheetAbout;
  /** What the sheet is, as its first heading. */
  heading: ReactNode;
  /** Its buttons; they may depend on the selected row. */
  actions?: (selected: SheetRow | undefined) => ReactNode;
  /** What stands above the table: what it is narrowed to, what is chosen of it. */
  above?: ReactNode;
  /** What stands in the place of a table that has no rows: what belongs here, one button, one example. */
  invitation?: ReactNode;
  /** What stands between the table and its notes: a chart, a way to see more rows. */
  below?: ReactNode;
  panel?: ReactNode;
  /** How a row's figures were made, where the cells do not carry it. */
  explain?: Explain;
  /** Enter or a double click on what cannot be typed over. */
  onOpen?: (row: SheetRow) => void;
  /** What heads the rows' headings; the table's unit where nothing is said. */
  labelHeader?: string;
  /** How wide the rows' headings are at least, in pixels, where they are sentences. */
  labelAtLeast?: number;
  /** For a table with cells that can be typed over. */
  typing?: SheetTyping;
  /** How cells would stand after what is typed into them, where the server can say so. */
  onPreview?: (cells: TypedCell[]) => Promise<CellPreview[]>;
  /** Other tables that can be taken away from here: a curve, a market; of a list that the page has made, the server's table of it. */
  exports?: readonly Exportable[];
  /** What a paste that reaches below the last row can add there. */
  adding?: Adding | undefined;
  /** A row that is to be selected as soon as it is there: one that was just made. */
  goingTo?: string | null;
}

/** Give it a `key` of what it is of, so that another partnership's table starts with its own cell. */
export function ComputedSheet(props: ComputedSheetProps) {
  const { address, table, read, changes, typing } = props;
  const place = placeIn(address.cell);
  const away = useHeld(serverAway);
  const explained = useExplained(table, place, props.explain);
  // The cell that the address names when the sheet opens; later the sheet tells the address, not the other way round.
  const [initial] = useState(place);
  const tellTyping = typing?.onSelect;
  const [said, setSaid] = useState<{ at: CellPlace; sentence: string } | null>(null);
  const say = useCallback((at: CellPlace, sentence: string) => setSaid({ at, sentence }), []);
  const select = useCallback(
    (selected: CellPlace | null) => {
      tellTyping?.(selected);
      setSaid((before) => (samePlace(before?.at ?? null, selected) ? before : null));
      goTo({ cell: selected ? `${selected.row}|${selected.column}` : undefined });
    },
    [tellTyping],
  );
  const arranging = useArrangement(address);
  const shown = useMemo(() => table && arranged(table, arranging.arrangement), [table, arranging.arrangement]);
  const reach = useRef<((place: CellPlace) => void) | null>(null);
  useGoingTo(props.goingTo ?? null, shown?.table, place, reach);
  const finding = useFinding(shown?.table, place, reach);
  const { notes, seen: notesSeen, error: notesError } = useNotes(props.about);
  const noted = useNoted(shown?.table, notes);
  const marked = useMemo(() => noted && markedIn(noted, finding.places), [noted, finding.places]);
  useCellKeys(props.about !== undefined);
  const [panelKind, panelId] = panelOf(address.panel);
  const { missing } = useSavedAddress(address, changes.authority);
  const { about } = props;
  const [stopped, setStopped] = useState(false);
  const again = () => {
    setStopped(false);
    void read.refetch();
  };
  const trouble =
    typing?.trouble ??
    (said && { place: `${placeSaid(table, said.at)}:`, sentence: said.sentence, calm: true }) ??
    (changes.refused && { place: "", sentence: changes.refused.message });

  const ownPanel =
    panelKind === "arrange" && table ? (
      <ArrangePanel key={panelId} table={table} column={panelId} {...arranging} />
    ) : panelKind === "export" && table ? (
      <ExportPanel
        tables={[...(table.address && table.rows.length > 0 ? [{ address: table.address, title: table.title, charted: table.charted ?? false }] : []), ...(props.exports ?? [])]}
        more={(of) => <AddToReport key={of} authority={changes.authority} address={of} onWritten={changes.written} />}
      />
    ) : panelKind === "views" ? (
      <ViewsPanel authority={changes.authority} sheet={address.sheet} onWritten={changes.written} />
    ) : !about || !table ? null : panelKind === "notes" ? (
      <NotesPanel about={about} table={table} place={place} notes={notes} seen={notesSeen} error={notesError} onGo={(to) => reach.current?.(to)} onWritten={changes.written} />
    ) : panelKind === "cellHistory" ? (
      <CellHistoryPanel authority={about.authority} version={about.version} table={table} place={place} />
    ) : null;

  return (
    <SheetShell
      context={props.context}
      explained={
        explained &&
        withNotes(
          explained,
          notes.filter((note) => isOn(note, place) && note.resolvedAt === null),
        )
      }
      trouble={trouble}
      copy={
        table &&
        place &&
        explained?.wordings !== undefined && (
          <CopyFigure key={`${place.row}|${place.column}`} table={table} place={place} authority={changes.authority} wordings={explained.wordings} />
        )
      }
      panel={ownPanel ?? props.panel}
      status={
        <>
          <Reading onStopped={() => setStopped(true)} />
          <ChangesSaid changes={changes} dismissable={!typing?.refused} />
          {read.error && table && !away && <span className="refusal">{read.error.message}</span>}
          {table?.dataVersion !== undefined && <span className="data-version">Data version {table.dataVersion}</span>}
        </>
      }
    >
      {read.error && !table && <Trouble message={read.error.message} again={() => read.refetch()} />}
      {!table && !read.error && !stopped && <p className="quiet-text">Opening the table…</p>}
      {stopped && (
        <p className="view-line">
          {table ? "Reading was stopped: this is what was read before." : "Reading was stopped."}{" "}
          <button type="button" className="quiet" onClick={again}>
            Read it again
          </button>
        </p>
      )}
      {table && (
        <>
          {shown && table.rows.length > 0 && (
            <PrintedSheet
              whole={table}
              arranged={shown}
              arrangement={arranging.arrangement}
              authority={changes.authority}
              more={Boolean(read.more) || stopped}
              labelHeader={props.labelHeader}
            />
          )}
          <div className="sheet-head">
            <h1>{props.heading}</h1>
            <div className="sheet-actions">
              {props.actions?.(table.rows.find((row) => row.key === place?.row))}
              {table.rows.length > 0 && (
                <SheetTools panel={panelKind} notes={about && notes.length} finds={finding.text !== null} onFind={finding.text === null ? finding.open : finding.close} />
              )}
            </div>
          </div>
          {missing && (
            <p className="view-line">
              The view at this address is no longer saved; the sheet is shown without it.{" "}
              <button type="button" className="quiet" onClick={() => goTo({ saved: undefined })}>
                Dismiss
              </button>
            </p>
          )}
          {props.above}
          {table.rows.length === 0 ? (
            <div className="invitation">{props.invitation ?? <p>There is nothing in this table.</p>}</div>
          ) : (
            <>
              {finding.text !== null && (
                <FindBar
                  input={finding.input}
                  text={finding.text}
                  count={finding.places.length}
                  at={finding.at}
                  onText={finding.seek}
                  onStep={finding.step}
                  onClose={finding.close}
                />
              )}
              {shown && isArranged(arranging.arrangement) && <ViewLine whole={table} arranged={shown} {...arranging} />}
              <ColumnMenus table={table} {...arranging}>
                {marked && marked.rows.length > 0 ? (
                  <Sheet
                    table={marked}
                    reach={reach}
                    labelHeader={props.labelHeader}
                    labelAtLeast={props.labelAtLeast}
                    initial={initial}
                    refused={typing?.refused}
                    held={typing?.held}
                    onEscape={typing?.onEscape}
                    onLost={typing?.onLost}
                    onSelect={select}
                    onType={typing?.onType}
                    onPreview={props.onPreview}
                    adding={props.adding}
                    counts={typing?.counts}
                    onTrouble={typing?.onTrouble ?? say}
                    onOpen={props.onOpen}
                  />
                ) : (
                  <p className="quiet-text">No rows match the filters.</p>
                )}
              </ColumnMenus>
              {props.below}
              <Notes table={table} />
            </>
          )}
        </>
      )}
    </SheetShell>
  );
}

/** What every sheet can do: find, filter, sort, and choose columns. */
function SheetTools({ panel, notes, finds, onFind }: { panel: string; notes: number | undefined; finds: boolean; onFind: () => void }) {
  return (
    <span className="sheet-tools">
      {notes !== undefined && (
        <button
          type="button"
          className="quiet"
          aria-pressed={panel === "notes"}
          onClick={() => goTo({ panel: panel === "notes" ? undefined : "notes" })}
          title="Notes on the selected cell (Shift+F2)"
        >
          {notes === 0 ? "Notes" : `Notes (${notes})`}
        </button>
      )}
      <button type="button" className="quiet" aria-pressed={finds} onClick={onFind} title="Find in this sheet (Ctrl+F)">
        Find
      </button>
      <button type="button" className="quiet" aria-pressed={panel === "arrange"} onClick={() => goTo({ panel: panel === "arrange" ? undefined : "arrange" })}>
        Filter and columns
      </button>
      <button type="button" className="quiet" aria-pressed={panel === "views"} onClick={() => goTo({ panel: panel === "views" ? undefined : "views" })}>
        Views
      </button>
    </span>
  );
}

function Notes({ table }: { table: SheetTable }) {
  return (
    <div className="notes">
      {table.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {table.source && <p>Source: {table.source}.</p>}
    </div>
  );
}
