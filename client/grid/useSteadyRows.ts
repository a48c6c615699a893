// The rows to show while somebody types into one of them.
import { useCallback, useRef, useState } from "react";
import type { SheetRow } from "./table.ts";

/**
 * While an editor is open its row stays where it is: every row has its newest figures, and rows that another adds or takes away come and go when the
 * editor closes. The grid would close the editor, and keep half a word, if the row moved below it.
 */
export function useSteadyRows(rows: SheetRow[]) {
  const [editing, setEditing] = useState(false);
  const shown = useRef(rows);
  const given = useRef(rows);
  if (!editing) shown.current = rows;
  else if (given.current !== rows) shown.current = inPlace(shown.current, rows);
  given.current = rows;
  const onCellEditingStarted = useCallback(() => setEditing(true), []);
  const onCellEditingStopped = useCallback(() => setEditing(false), []);
  return { rowData: shown.current, onCellEditingStarted, onCellEditingStopped };
}

function inPlace(shown: SheetRow[], rows: SheetRow[]): SheetRow[] {
  if (shown.length === rows.length && shown.every((row, index) => row.key === rows[index]?.key)) return rows;
  const newest = new Map(rows.map((row) => [row.key, row]));
  return shown.map((row) => newest.get(row.key) ?? row);
}
