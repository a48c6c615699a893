// The history of the selected cell: of its stored amount, of the thing whose row it is, or of what it is worked out from.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { cellHistoryQuery, historyQuery } from "../data/documents/history.ts";
import { ask } from "../data/graphql.ts";
import { type CellPlace, placeSaid, type SheetTable } from "../grid/table.ts";
import { momentSaid } from "../text/format.ts";
import { ChangeLine, OlderChanges } from "./ChangeLine.tsx";
import { HistoryChoice } from "./HistoryChoice.tsx";
import { Panel } from "./Panel.tsx";

export interface CellHistoryProps {
  authority: string;
  /** The budget version that the table is of. */
  version?: string | undefined;
  table: SheetTable;
  place: CellPlace | null;
}

export function CellHistoryPanel({ authority, version, table, place }: CellHistoryProps) {
  const of = place && subjectOf(table, place, version);
  return (
    <Panel title="History">
      <HistoryChoice cell />
      {!place && <p className="quiet-text">Select a figure, and its history is here.</p>}
      {place && <h3 className="history-of">{of?.thing ? placeSaid(table, { ...place, column: "" }) : placeSaid(table, place)}</h3>}
      {of && <OfSubject key={JSON.stringify(of)} authority={authority} {...of} />}
      {place && !of && <OfInputs authority={authority} />}
    </Panel>
  );
}

type Subject = { version: string | null; cell: string; thing: null } | { version: null; cell: null; thing: string };

/** What is stored behind a cell; null for one that is worked out from several things. */
function subjectOf(table: SheetTable, place: CellPlace, version: string | undefined): Subject | null {
  const row = table.rows.find((each) => each.key === place.row);
  const edits = row?.cells[table.columns.findIndex((each) => each.key === place.column)]?.edits;
  if (edits?.startsWith("forecast:")) return { version: null, cell: edits, thing: null };
  // A published version's cells cannot be typed over, and have their history all the same.
  const cell = edits?.startsWith("budget:")
    ? edits
    : row?.kind === "COST_CENTRE" && row.subjectId && /^\d{4}\/\d\d$/.test(place.column)
      ? `budget:${row.subjectId}:${place.column}`
      : null;
  if (cell && version) return { version, cell, thing: null };
  return row?.subjectId ? { version: null, cell: null, thing: row.subjectId } : null;
}

function OfSubject({ authority, ...of }: { authority: string } & Subject) {
  const pages = useInfiniteQuery({
    queryKey: ["cellHistory", authority, of],
    queryFn: ({ pageParam }) => ask(cellHistoryQuery, { authority, ...of, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.cellHistory.hasNextPage ? last.cellHistory.endCursor : null),
  });
  const changes = pages.data?.pages.flatMap((page) => page.cellHistory.nodes) ?? [];
  return (
    <>
      {pages.isPending && <p className="quiet-text">Reading the history…</p>}
      {pages.error && <p className="refusal">{pages.error.message}</p>}
      {pages.data && changes.length === 0 && <p className="quiet-text">Nothing has been stored here yet.</p>}
      <ol className="history">
        {changes.map((change) => (
          <li key={`${change.batchId} ${change.rowId} ${change.field}`}>
            {of.cell ? (
              <p className="change-line">
                {/* An amount and the sum that it was typed as are kept side by side: that a sum is gone does not empty the cell. */}
                {change.field === "entered" && "typed as "}
                {change.fromSaid} → <span className="change-to">{change.toSaid}</span>
              </p>
            ) : (
              <ChangeLine change={change} />
            )}
            <p className="hint">
              {change.madeBy}, {momentSaid(change.madeAt)}
            </p>
            <p className="hint">{change.why}</p>
          </li>
        ))}
      </ol>
      <OlderChanges of={pages} />
    </>
  );
}

const newest = 10;

/** A total has no history of its own. */
function OfInputs({ authority }: { authority: string }) {
  const read = useQuery({ queryKey: ["history", authority, newest], queryFn: () => ask(historyQuery, { authority, first: newest, after: null }) });
  return (
    <>
      <p className="quiet-text">This is worked out and not stored. These are the latest changes to what it is worked out from.</p>
      <ol className="history">
        {read.data?.history.nodes.map((batch) => (
          <li key={batch.id}>
            {batch.changes.slice(0, 2).map((change) => (
              <ChangeLine key={`${change.rowId} ${change.field}`} change={change} />
            ))}
            <p className="hint">
              {batch.madeBy}, {momentSaid(batch.madeAt)}
            </p>
            <p className="hint">{batch.why}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
