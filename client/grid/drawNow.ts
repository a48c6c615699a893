// Draws rows in the frame in which they changed: those that React hands to the grid are painted a frame later, and the old figure with them.
import type { GridApi } from "ag-grid-community";
import { useLayoutEffect, useRef } from "react";
import type { SheetRow } from "./table.ts";

/** What changes in more rows than this is a table that was read anew: it may come a frame later. */
const mostRows = 300;

/** Draws what changed in some rows, while the grid's `columns` are the ones that it has already, and tells of it: the grid itself has then nothing to tell. */
export function useDrawnNow(api: () => GridApi<SheetRow> | undefined, rows: readonly SheetRow[], columns: unknown, onDrawn: () => void): void {
  const before = useRef(columns);
  useLayoutEffect(() => {
    const grid = api();
    const same = before.current === columns;
    before.current = columns;
    if (!grid || grid.isDestroyed() || !same) return;
    const changed = [];
    for (const row of rows) {
      const node = grid.getRowNode(row.key);
      if (node && node.data !== row) changed.push({ node, row });
      if (changed.length > mostRows) return;
    }
    for (const { node, row } of changed) node.updateData(row);
    if (changed.length > 0) onDrawn();
  }, [api, rows, columns, onDrawn]);
}
