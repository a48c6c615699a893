// One change in words: "Roach Vale, 2023/24: £422,000.00 → £400,000.00".
import type { ChangeSaid } from "../data/documents/history.ts";

export function ChangeLine({ change: { what, fieldSaid, fromSaid, toSaid } }: { change: ChangeSaid }) {
  return (
    <p className="change-line">
      {[what, fieldSaid].filter(Boolean).join(", ")}: {fromSaid && <>{fromSaid} → </>}
      <span className="change-to">{toSaid}</span>
    </p>
  );
}

/** Reads on where a list of changes stops. */
export function OlderChanges({ of }: { of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }) {
  if (!of.hasNextPage) return null;
  return (
    <button type="button" onClick={() => of.fetchNextPage()} disabled={of.isFetchingNextPage}>
      Older changes
    </button>
  );
}
