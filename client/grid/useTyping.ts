// Typing into a sheet: what was typed waits until it is stored, and what was refused stays where it was typed, with the reason.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Unit } from "../address.ts";
import { isConfirmed } from "../data/live/confirmed.ts";
import { expectedField } from "../data/live/expected.ts";
import { useHeld } from "../data/live/held.ts";
import { onSending, sendWaiting } from "../data/live/sending.ts";
import { stepping } from "../data/live/stands.ts";
import { expectedAt, letWait, lostTexts, type WaitingChange, waiting } from "../data/live/waiting.ts";
import { withWaiting } from "../data/live/withWaiting.ts";
import type { Changes } from "../shell/useChanges.tsx";
import { type CellPlace, placeSaid, type SheetCell, type SheetTable, samePlace } from "./table.ts";
import type { AddedRow, Doing, RefusedText, TypedCell } from "./typing.ts";

/** Where what is typed goes, and the unit of a bare number. */
export interface TypedInto {
  authority: string;
  version: string;
  unit: Unit;
  into?: "cells" | "forecasts" | "fields";
  /** What is said after the place in the log: " (31 October 2026)". */
  whyAlso?: string;
  /** The rows that a paste adds, as they are sent with its cells. */
  adds?: (rows: readonly AddedRow[]) => Record<string, unknown>;
}

export function useTyping(read: SheetTable | undefined, changes: Changes, { authority, version, unit, into = "cells", whyAlso = "", adds }: TypedInto) {
  const list = useHeld(waiting);
  const step = useHeld(stepping);
  const counts: "amounts" | "cells" = into === "fields" ? "cells" : "amounts";
  const table = useMemo(() => read && withWaiting(read, version, list, step), [read, version, list, step]);
  const [refusal, setRefusal] = useState<{ text: RefusedText | null; place: string; sentence: string } | null>(null);
  const [trouble, setTrouble] = useState<{ at: CellPlace; sentence: string } | null>(null);

  const { written } = changes;
  const heard = useRef({ written, version });
  heard.current = { written, version };
  useEffect(
    () =>
      onSending({
        onStored(change, batchId) {
          const said =
            change.said ?? (change.cells.length === 1 ? `Changed ${change.cells[0]?.place}.` : `Changed ${change.cells.length} ${change.into === "fields" ? "cells" : "amounts"}.`);
          if (change.authority === authority) heard.current.written(batchId, said);
        },
        onRefused(change, refused) {
          // Late, or in the midst of other typing, it is told at the foot and takes nobody's keyboard.
          const [only] = change.cells;
          // Nor can a text be put right in a row that was taken away.
          if (refused.code === "NOT_FOUND" || change.delayed || change.version !== heard.current.version || !only) return false;
          if (change.cells.length === 1 && document.activeElement?.matches("input, textarea, select")) return false;
          const single = change.cells.length === 1;
          setRefusal({ text: single ? { row: only.row, column: only.column, typed: only.typed } : null, place: single ? `${only.place}:` : "", sentence: refused.message });
          return true;
        },
      }),
    [authority],
  );

  function onType(cells: TypedCell[], doing?: Doing, added: AddedRow[] = []) {
    const first = cells[0];
    const place = first ? (first.place ?? placeSaid(table, first)) : "";
    setTrouble(null);
    setRefusal(null);
    const seen = table?.dataVersion ?? 0;
    letWait({
      authority,
      version,
      unit,
      into,
      why: `${doing?.why ?? (cells.length === 1 ? `Change ${place}` : `Paste ${cells.length} ${counts} from ${place}`)}${whyAlso}`,
      ...(doing && { said: doing.said }),
      ...(adds && added.length > 0 && { more: adds(added), adds: added.map(({ name }) => name) }),
      cells: cells.map(({ row, column, cell, typed, ...each }) => ({
        row,
        column,
        typed,
        ...(each.sure && { sure: true }),
        place: each.place ?? placeSaid(table, { row, column }),
        address: cell.edits as string,
        expected: sawIn(cell, into, table),
        was: { pence: cell.pence ?? null, shown: cell.shown, entry: cell.entry ?? "", unit, stored: sawIn(cell, into, table) },
        // Of a cell that stood ahead of its table the person saw what her last change left.
        seen: cell.ahead ? 0 : (each.seen ?? seen),
      })),
    });
    void sendWaiting();
  }
  const onTrouble = useCallback((at: CellPlace, sentence: string) => setTrouble({ at, sentence }), []);
  /** The person let a text go that had been refused. */
  const onEscape = useCallback(() => setRefusal(null), []);
  const onLost = useCallback((place: string, typed: string) => lostTexts.set([...lostTexts.get(), { place, typed }]), []);
  // What is said of a cell stays until another is selected.
  const onSelect = useCallback((selected: CellPlace | null) => setTrouble((before) => (samePlace(before?.at ?? null, selected) ? before : null)), []);

  const held = useMemo(() => refusedTexts(list, version), [list, version]);
  return {
    table,
    counts,
    refused: refusal?.text ?? null,
    /** Texts that were refused before, to begin with where such a cell is opened. */
    held,
    onType,
    onTrouble,
    onSelect,
    onEscape,
    onLost,
    trouble: trouble ? { place: `${placeSaid(table, trouble.at)}:`, sentence: trouble.sentence, calm: true } : refusal && { place: refusal.place, sentence: refusal.sentence },
  };
}

/** Cells as a preview asks of them: after what is on its way, so that each expects what that leaves. */
export async function editsToPreview(version: string, seen: number, cells: readonly TypedCell[]) {
  await sendWaiting();
  return cells.map(({ cell, typed }) => {
    const address = cell.edits as string;
    const expected = expectedAt(version, address, cell.ahead ? 0 : seen, cell.pence ?? null) as number | null;
    return { cell: address, expected, typed, ask: !isConfirmed(version, address, typed) };
  });
}

/** The same of a register's fields. */
export async function fieldsToPreview(version: string, table: SheetTable | undefined, cells: readonly TypedCell[]) {
  await sendWaiting();
  return cells.map(({ cell, typed }) => {
    const address = cell.edits as string;
    const expected = expectedAt(version, address, cell.ahead ? 0 : (table?.dataVersion ?? 0), sawIn(cell, "fields", table)) as string | null;
    return { cell: address, expected, typed };
  });
}

/** What a change of a cell expects there, as the person sees it. */
function sawIn(cell: SheetCell, into: NonNullable<TypedInto["into"]>, table: SheetTable | undefined): number | string | null {
  return into === "fields" ? expectedField(cell, table?.unit ?? "") : (cell.pence ?? null);
}

function refusedTexts(list: readonly WaitingChange[], version: string): readonly RefusedText[] {
  return list.filter((change) => change.version === version && change.state === "refused").flatMap(({ cells }) => cells);
}

export type SheetTyping = ReturnType<typeof useTyping>;
