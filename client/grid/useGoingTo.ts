// Takes the cursor of a sheet to a row that was just made.
import { type RefObject, useEffect, useRef } from "react";
import { type CellPlace, labelColumnId, type SheetTable } from "./table.ts";

/** Takes the cursor, and the keyboard, to a row once, as soon as the table has it: in the column where it is. */
export function useGoingTo(row: string | null, table: SheetTable | undefined, place: CellPlace | null, reach: RefObject<((place: CellPlace) => void) | null>) {
  const gone = useRef<string | null>(null);
  useEffect(() => {
    if (row === null || gone.current === row || !table?.rows.some(({ key }) => key === row)) return;
    gone.current = row;
    // The grid is given its rows after this.
    window.setTimeout(() => {
      (document.activeElement as HTMLElement | null)?.blur();
      reach.current?.({ row, column: place?.column ?? labelColumnId });
    });
  }, [row, table, place, reach]);
}
