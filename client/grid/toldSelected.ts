// The cells and whole rows of a range, told to screen readers: only those that are drawn, whenever the range changes or more are drawn.
import type { Displayed } from "./displayed.ts";
import { type Box, contains, isOneCell } from "./range.ts";

/** Marks these cells and their rows as selected or not. A single cell is told by the cursor that is on it, and is not marked. */
export function tellSelectedCells(cells: Iterable<Element>, displayed: Displayed, boxes: readonly Box[]): void {
  const told = isOneCell(boxes) ? [] : boxes;
  const whole = told.filter((box) => box.left === 0 && box.right === displayed.columns.length - 1);
  const places = new Map(displayed.columns.map((id, index) => [id, index]));
  const rows = new Set<Element>();
  for (const cell of cells) {
    const row = cell.closest(".ag-row");
    if (!row) continue;
    rows.add(row);
    const spot = { row: Number(row.getAttribute("row-index")), column: places.get(cell.getAttribute("col-id") ?? "") ?? -1 };
    mark(
      cell,
      told.some((box) => contains(box, spot)),
    );
  }
  for (const row of rows) {
    const index = Number(row.getAttribute("row-index"));
    mark(
      row,
      whole.some((box) => index >= box.top && index <= box.bottom),
    );
  }
}

function mark(element: Element, selected: boolean): void {
  if ((element.getAttribute("aria-selected") === "true") === selected) return;
  if (selected) element.setAttribute("aria-selected", "true");
  else element.removeAttribute("aria-selected");
}
