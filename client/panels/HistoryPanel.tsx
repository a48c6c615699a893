// What changed, who changed it and why, the newest first; each change can be taken back.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { historyQuery, undoBatch } from "../data/documents/history.ts";
import { ask } from "../data/graphql.ts";
import { Refusal } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { momentSaid } from "../text/format.ts";
import { ChangeLine, OlderChanges } from "./ChangeLine.tsx";
import { HistoryChoice } from "./HistoryChoice.tsx";
import { Panel } from "./Panel.tsx";

export function HistoryPanel({ authority, onWritten }: { authority: string; onWritten: (batchId: string | null, said: string) => void }) {
  const pages = useInfiniteQuery({
    queryKey: ["history", authority],
    queryFn: ({ pageParam }) => ask(historyQuery, { authority, first: 30, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.history.hasNextPage ? last.history.endCursor : null),
  });
  const { busy, refused, run } = useWrite();
  // What was refused is said where it was asked for.
  const [asked, setAsked] = useState<number | null>(null);
  const batches = pages.data?.pages.flatMap((page) => page.history.nodes) ?? [];
  async function takeBack(batch: number, why: string) {
    setAsked(batch);
    const kept = await run(() => ask(undoBatch, { batch: String(batch) }));
    if (kept) onWritten(kept.undoBatch.batchId, `Undid: ${why}.`);
  }
  return (
    <Panel title="History">
      <HistoryChoice cell={false} />
      {pages.isPending && <p className="quiet-text">Reading the history…</p>}
      <ol className="history">
        {batches.map((batch) => (
          <li key={batch.id}>
            <p className="history-why">{batch.why}</p>
            <p className="hint">
              {batch.madeBy}, {momentSaid(batch.madeAt)}
            </p>
            {batch.together.length > 0 && <p className="hint">{togetherSaid(batch.together.map(({ authorityName }) => authorityName))}</p>}
            <Changes changes={batch.changes} />
            {asked === batch.id && <Refusal of={refused} />}
            {batch.takenBack ? (
              <p className="hint">Undone since.</p>
            ) : (
              batch.changes.length > 0 &&
              !batch.changes.some((change) => change.tableName === "authority") && (
                <button type="button" className="quiet" disabled={busy} onClick={() => takeBack(batch.id, batch.why)}>
                  Undo
                </button>
              )
            )}
          </li>
        ))}
      </ol>
      <OlderChanges of={pages} />
    </Panel>
  );
}

/** More names than these are not read. */
const mostNamed = 4;

/** "Saved as one with changes of Kent and Surrey. They are undone together." */
function togetherSaid(names: readonly string[]): string {
  const more = names.length - mostNamed;
  const named = new Intl.ListFormat("en-GB").format(more > 0 ? [...names.slice(0, mostNamed), `${more} more`] : names);
  return `Saved as one with changes of ${named}. They are undone together.`;
}

/** As many changes of a batch as are said at once. */
const atOnce = 4;
/** The server sends no more of a batch. */
const mostSent = 50;

type Change = Parameters<typeof ChangeLine>[0]["change"] & { rowId: string; field: string };

function Changes({ changes }: { changes: readonly Change[] }) {
  const [all, setAll] = useState(false);
  const more = changes.length - atOnce;
  return (
    <>
      {(all ? changes : changes.slice(0, atOnce)).map((change) => (
        <ChangeLine key={`${change.rowId} ${change.field}`} change={change} />
      ))}
      {more > 0 && !all && (
        <button type="button" className="quiet" onClick={() => setAll(true)}>
          {more} more
        </button>
      )}
      {all && changes.length === mostSent && <p className="hint">The first {mostSent} changes.</p>}
    </>
  );
}
