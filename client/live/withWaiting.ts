// A table with what waits in it: the text that a person typed stands in its cell until the server has it.
import type { SheetTable } from "../grid/table.ts";
import type { WaitingCell, WaitingChange } from "./waiting.ts";

type Standing = "waiting" | "conflict" | "refused";

/** The table of a version with its waiting cells. A text that waits is shown; where two wrote to a cell, what is stored is shown, and marked. */
export function withWaiting(table: SheetTable, version: string, list: readonly WaitingChange[]): SheetTable {
  const standing = new Map<string, { cell: WaitingCell; standing: Standing }>();
  for (const change of list) {
    if (change.version !== version || (change.state === "waiting" && !change.delayed)) continue;
    const stale = new Set(change.conflicts?.map(({ cell }) => cell));
    for (const cell of change.cells) {
      if (change.state !== "conflict" || stale.has(cell.address)) standing.set(cell.address, { cell, standing: change.state });
    }
  }
  if (standing.size === 0) return table;
  const rows = table.rows.map((row) => {
    if (!row.cells.some((cell) => cell.edits && standing.has(cell.edits))) return row;
    const cells = row.cells.map((cell) => {
      const found = cell.edits ? standing.get(cell.edits) : undefined;
      if (!found) return cell;
      const { typed } = found.cell;
      return found.standing === "waiting" ? { ...cell, waits: found.standing, shown: typed, entry: typed } : { ...cell, waits: found.standing };
    });
    return { ...row, cells };
  });
  return { ...table, rows };
}
