// Said once in a store that was upgraded, where it matters: that a blank counts as not known now, and what to do about it.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask, graphql } from "../data/graphql.ts";
import { isBlank, notHeld, type SheetTable } from "../grid/table.ts";
import type { TypedCell } from "../grid/typing.ts";
import type { SheetTyping } from "../grid/useTyping.ts";

const blanksQuery = graphql(`query BlanksWereNilUntil($authority: ID!) { blanksWereNilUntil(authority: $authority) }`);

/** Every cell of the table that takes an amount and has none, to be nil. */
function blanksOf(table: SheetTable): TypedCell[] {
  return table.rows.flatMap((row) =>
    row.cells.flatMap((cell, index): TypedCell[] => (isBlank(cell) ? [{ row: row.key, column: table.columns[index]?.key ?? "", cell, typed: "0" }] : [])),
  );
}

const storedAs = "tabled.blanks";

interface BlanksNoticeProps {
  table: SheetTable | undefined;
  authority: string;
  /** Types into the table; left out where nobody would want all of its blanks to be nil, or may not. */
  fills?: SheetTyping["onType"] | undefined;
}

export function BlanksNotice({ table, authority, fills }: BlanksNoticeProps) {
  const [gone, setGone] = useState(() => wasDismissed(authority));
  const matters = !gone && table?.rows.some(({ cells }) => cells.some(({ shown }) => shown === notHeld));
  const asked = useQuery({
    queryKey: ["blanksWereNilUntil", authority],
    queryFn: ({ signal }) => ask(blanksQuery, { authority }, signal),
    enabled: Boolean(matters),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!matters || !table || !asked.data?.blanksWereNilUntil) return null;
  const blanks = fills ? blanksOf(table) : [];
  return (
    <div className="blanks-notice" role="note">
      <p>
        A blank counts as not known now, which is not nil: a total with a blank in it shows [x], and beside it what is known so far. Before this version of Tabled it was added up
        as if the blank were nil. To make some blanks nil, select them and choose Fill blanks with nil below the table.
      </p>
      <p>
        {fills && blanks.length > 0 && (
          <button type="button" className="quiet" onClick={() => fills(blanks, { why: `Fill ${blanks.length} blanks with nil`, said: `Filled ${blanks.length} blanks with nil.` })}>
            Fill {blanks.length === 1 ? "the blank" : `all ${blanks.length} blanks`} of this table with nil
          </button>
        )}
        <button
          type="button"
          className="quiet"
          onClick={() => {
            dismiss(authority);
            setGone(true);
          }}
        >
          Do not say this again
        </button>
      </p>
    </div>
  );
}

function wasDismissed(authority: string): boolean {
  try {
    return (JSON.parse(window.localStorage.getItem(storedAs) ?? "[]") as string[]).includes(authority);
  } catch {
    return false;
  }
}

function dismiss(authority: string): void {
  try {
    const before = JSON.parse(window.localStorage.getItem(storedAs) ?? "[]") as string[];
    window.localStorage.setItem(storedAs, JSON.stringify([...before, authority]));
  } catch {
    // A browser that keeps nothing is told again.
  }
}
