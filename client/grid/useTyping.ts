// Typing into a sheet: sends what was typed, and keeps what was refused where it was typed, with the reason.
import { useCallback, useState } from "react";
import { poundsFromPence } from "../format.ts";
import type { Changes } from "../shell/useChanges.tsx";
import { type CellPlace, placeSaid, type SheetTable, samePlace } from "./table.ts";
import type { Doing, RefusedText, TypedCell } from "./typing.ts";

/** Keeps the cells as one change, for this reason. */
export type KeepCells = (cells: TypedCell[], why: string) => Promise<{ batchId: string }>;

export function useTyping(table: SheetTable | undefined, changes: Changes, keep: KeepCells) {
  const { run, refused, written } = changes;
  const [typedAgain, setTypedAgain] = useState<RefusedText | null>(null);
  const [trouble, setTrouble] = useState<{ at: CellPlace; sentence: string } | null>(null);

  async function onType(cells: TypedCell[], doing?: Doing) {
    const first = cells[0] as TypedCell;
    const place = placeSaid(table, first);
    setTrouble(null);
    setTypedAgain(null);
    const kept = await run(() => keep(cells, doing?.why ?? (cells.length === 1 ? `Change ${place}` : `Paste ${cells.length} amounts from ${place}`)));
    if (kept) written(kept.batchId, doing?.said ?? (cells.length === 1 ? `Changed ${place}.` : `Changed ${cells.length} amounts.`));
    else if (cells.length === 1) setTypedAgain({ row: first.row, column: first.column, typed: first.typed });
  }
  const onTrouble = useCallback((at: CellPlace, sentence: string) => setTrouble({ at, sentence }), []);
  // What is said of a cell stays until another is selected.
  const onSelect = useCallback((selected: CellPlace | null) => setTrouble((before) => (samePlace(before?.at ?? null, selected) ? before : null)), []);

  const now = refused?.code === "STALE" && typeof refused.current === "number" ? ` It is now ${poundsFromPence(refused.current)}.` : "";
  const refusal = refused && { place: typedAgain ? `${placeSaid(table, typedAgain)}:` : "", sentence: refused.message + now };
  return { refused: typedAgain, onType, onTrouble, onSelect, trouble: trouble ? { place: `${placeSaid(table, trouble.at)}:`, sentence: trouble.sentence } : refusal };
}

export type SheetTyping = ReturnType<typeof useTyping>;
