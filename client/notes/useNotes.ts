// The notes of a sheet, and where they stand in its table.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { goTo } from "../address.ts";
import { askAll } from "../data/allPages.ts";
import { type Note, notesQuery } from "../data/documents/notes.ts";
import { readSeenBeside } from "../data/seen.ts";
import type { CellPlace, SheetTable } from "../grid/table.ts";

/** What a sheet is of: notes and histories of its cells are kept under it. */
export interface SheetAbout {
  authority: string;
  /** "medium-term" */
  sheet: string;
  /** Which of several: a version's id, a partnership's. */
  subject?: string | undefined;
  /** The budget version, where its cells are of one. */
  version?: string | undefined;
}

const none: Note[] = [];

/** Every note of the sheet, page after page: each has its mark. */
export function useNotes(about: SheetAbout | undefined): { notes: readonly Note[]; seen: number; error: { message: string } | null } {
  const asked = { authority: about?.authority ?? "", sheet: about?.sheet ?? "", subject: about?.subject ?? null };
  const read = useQuery({
    queryKey: ["notes", asked],
    queryFn: () => readSeenBeside(asked.authority, () => askAll(notesQuery, asked)),
    enabled: about !== undefined,
  });
  return { notes: read.data?.notes.nodes ?? none, seen: read.data?.seen ?? 0, error: read.error };
}

export function isOn(note: Note, place: CellPlace | null): boolean {
  return place !== null && note.rowKey === place.row && note.columnKey === place.column;
}

/** The table with the cells marked that have an open note. Rows without any are the same rows, so that the grid leaves them as they are. */
export function useNoted(table: SheetTable | undefined, notes: readonly Note[]): SheetTable | undefined {
  return useMemo(() => {
    const open = notes.filter((note) => note.resolvedAt === null);
    if (!table || open.length === 0) return table;
    const columnsOf = new Map<string, Set<string>>();
    for (const { rowKey, columnKey } of open) columnsOf.set(rowKey, (columnsOf.get(rowKey) ?? new Set()).add(columnKey));
    const rows = table.rows.map((row) => {
      const noted = columnsOf.get(row.key);
      if (!noted) return row;
      return { ...row, hasNote: noted.has("label"), cells: row.cells.map((cell, index) => (noted.has(table.columns[index]?.key ?? "") ? { ...cell, hasNote: true } : cell)) };
    });
    return { ...table, rows };
  }, [table, notes]);
}

let askedAt = Number.NEGATIVE_INFINITY;
const momentMs = 1_000;

/** Whether notes were asked for by their key just now: moving on to another cell leaves the keyboard with the sheet, the key takes it to the note. */
export function justAsked(): boolean {
  return performance.now() - askedAt < momentMs;
}

/** Shift+F2, as in Excel, opens the notes of the selected cell to be typed; Ctrl+Shift+H its history. */
export function useCellKeys(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    const pressed = (event: KeyboardEvent) => {
      const notes = event.key === "F2" && event.shiftKey && !event.ctrlKey && !event.metaKey;
      const history = event.key.toLowerCase() === "h" && event.shiftKey && (event.ctrlKey || event.metaKey);
      if (!notes) askedAt = Number.NEGATIVE_INFINITY;
      if (!notes && !history) return;
      // Before the grid, to which any F2 is the start of typing.
      event.preventDefault();
      event.stopPropagation();
      goTo({ panel: notes ? "notes" : "cellHistory" });
      if (notes) askedAt = performance.now();
      if (notes) document.querySelector<HTMLElement>(".note-form textarea")?.focus();
    };
    window.addEventListener("keydown", pressed, true);
    return () => window.removeEventListener("keydown", pressed, true);
  }, [wanted]);
}
