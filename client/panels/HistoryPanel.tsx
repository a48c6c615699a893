// What changed, who changed it and why, the newest first; each change can be taken back.
import { useInfiniteQuery } from "@tanstack/react-query";
import { historyQuery, undoBatch } from "../documents.ts";
import { momentSaid, poundsFromPence } from "../format.ts";
import { ask } from "../graphql.ts";
import { Refusal } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { Panel } from "./Panel.tsx";

export function HistoryPanel({ authority, onWritten }: { authority: string; onWritten: (batchId: string, said: string) => void }) {
  const pages = useInfiniteQuery({
    queryKey: ["history", authority],
    queryFn: ({ pageParam }) => ask(historyQuery, { authority, row: null, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.history.hasNextPage ? last.history.endCursor : null),
  });
  const { busy, refused, run } = useWrite();
  const batches = pages.data?.pages.flatMap((page) => page.history.nodes) ?? [];
  async function takeBack(batch: number, why: string) {
    const kept = await run(() => ask(undoBatch, { batch: String(batch) }));
    if (kept) onWritten(kept.undoBatch.batchId, `Took back: ${why}.`);
  }
  return (
    <Panel title="History">
      <Refusal of={refused} />
      {pages.isPending && <p className="quiet-text">Reading the history…</p>}
      <ol className="history">
        {batches.map((batch) => (
          <li key={batch.id}>
            <p className="history-why">{batch.why}</p>
            <p className="hint">
              {batch.madeBy}, {momentSaid(batch.madeAt)}
            </p>
            {batch.changes
              .filter((change) => change.field !== "*")
              .slice(0, 4)
              .map((change) => (
                <p className="hint" key={`${change.rowId} ${change.field}`}>
                  {fieldSaid(change.field)}: {valueSaid(change.field, change.fromValue)} → {valueSaid(change.field, change.toValue)}
                </p>
              ))}
            {!batch.changes.some((change) => change.tableName === "authority") && (
              <button type="button" className="quiet" disabled={busy} onClick={() => takeBack(batch.id, batch.why)}>
                Take back
              </button>
            )}
          </li>
        ))}
      </ol>
      {pages.hasNextPage && (
        <button type="button" onClick={() => pages.fetchNextPage()} disabled={pages.isFetchingNextPage}>
          Older changes
        </button>
      )}
    </Panel>
  );
}

/** "amountPence" is "amount". */
function fieldSaid(field: string): string {
  return field
    .replace(/(Pence|Pounds|Share|Id)$/, "")
    .replace(/([A-Z])/g, " $1")
    .toLowerCase();
}

function valueSaid(field: string, json: string | null): string {
  if (json === null) return "nothing";
  const value: unknown = JSON.parse(json);
  return field.endsWith("Pence") && typeof value === "number" ? poundsFromPence(value) : String(value);
}
