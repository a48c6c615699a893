// Selecting with the mouse: cells, whole rows by their numbers, whole columns by their headings, and filling by the corner of a range.
import type { MouseEvent as ReactMouseEvent, PointerEvent as ReactPointerEvent } from "react";
import { type Displayed, numberColumnId } from "./displayed.ts";
import { type Box, extendedTo, oneCell, placeAt, restTo, type Spot } from "./range.ts";
import type { SheetSelection } from "./selection.ts";
import { type CellPlace, labelColumnId } from "./table.ts";
import { rowHeight } from "./theme.ts";

/**
 * Takes what is the selection's from the grid, which moves its cursor as the pointer goes down. `onFill` is given what was filled from, and the
 * cells beside it. A finger selects one cell, and scrolls.
 */
export function pointerPressed(event: ReactPointerEvent, selection: SheetSelection, onFill: (source: Box, rest: Box) => void): void {
  const target = event.target as HTMLElement;
  const displayed = selection.displayed();
  owned.delete(selection);
  if (event.button !== 0 || event.pointerType === "touch" || !displayed || target.closest("input, textarea, select, button, a, .ag-header-cell-resize")) return;
  selection.tabbedFrom = null;
  if (target.closest(".fill-handle")) {
    own(event, selection);
    dragFill(selection, displayed, onFill);
    return;
  }
  const column = target.closest("[col-id]")?.getAttribute("col-id");
  const row = target.closest(".ag-row")?.getAttribute("row-id");
  if (!column) return;
  if (target.closest(".ag-header-cell")) {
    own(event, selection);
    if (column === numberColumnId) selectAll(selection, displayed);
    else columnPressed(event, selection, displayed, column);
  } else if (row && column === numberColumnId) {
    own(event, selection);
    rowPressed(event, selection, displayed, row);
  } else if (row) cellPressed(event, selection, { row, column });
}

export function selectAll(selection: SheetSelection, displayed: Displayed): void {
  const [first, last] = [placeAt({ row: 0, column: 0 }, displayed), placeAt({ row: displayed.rowCount - 1, column: displayed.columns.length - 1 }, displayed)];
  if (first && last) selection.select([{ anchor: first, head: last, whole: "all" }], selection.active ?? placeAt({ row: 0, column: firstFigure(displayed) }, displayed));
}

/** The first column that is no heading. */
export const firstFigure = (displayed: Displayed): number => Math.min(1, displayed.columns.length - 1) * (displayed.columns[0] === labelColumnId ? 1 : 0);

/** The presses that are the selection's: the mouse event that follows would move the browser's own focus. */
const owned = new WeakSet<SheetSelection>();

/** The press is the selection's, and no longer the grid's or the browser's. */
function own(event: ReactPointerEvent, selection: SheetSelection): void {
  owned.add(selection);
  event.preventDefault();
  event.stopPropagation();
}

/** What follows a press that was the selection's is nobody else's either. */
export function mousePressed(event: ReactMouseEvent, selection: SheetSelection): void {
  if (!owned.has(selection)) return;
  event.preventDefault();
  event.stopPropagation();
}

function cellPressed(event: ReactPointerEvent, selection: SheetSelection, place: CellPlace): void {
  if (event.shiftKey) {
    own(event, selection);
    selection.now().api?.stopEditing();
    selection.select(extendedTo(selection.ranges, place));
  } else if (event.ctrlKey || event.metaKey) {
    own(event, selection);
    selection.now().api?.stopEditing();
    selection.select([...selection.ranges, { anchor: place, head: place }], place);
  } else {
    // The grid moves its own cursor there.
    selection.ranges = oneCell(place);
    selection.active = place;
    selection.changed();
  }
  let before = place;
  drag(selection, (spot) => {
    const displayed = selection.displayed();
    const head = displayed && placeAt(spot, displayed);
    if (!head || (head.row === before.row && head.column === before.column)) return;
    before = head;
    selection.select(extendedTo(selection.ranges, head));
  });
}

function rowPressed(event: ReactPointerEvent, selection: SheetSelection, displayed: Displayed, row: string): void {
  const at = (key: string, column: number): CellPlace => ({ row: key, column: displayed.columns[column] as string });
  const last = displayed.columns.length - 1;
  if (event.shiftKey && selection.active) {
    const anchor = selection.ranges[selection.ranges.length - 1]?.anchor ?? selection.active;
    selection.select([...selection.ranges.slice(0, -1), { anchor, head: at(row, last), whole: "rows" }]);
  } else selection.selectWhole("rows", at(row, firstFigure(displayed)), at(row, last), event.ctrlKey || event.metaKey);
  drag(selection, (spot) => {
    const key = displayed.rowAt(spot.row);
    if (key !== undefined) selection.select(extendedTo(selection.ranges, at(key, last), true));
  });
}

function columnPressed(event: ReactPointerEvent, selection: SheetSelection, displayed: Displayed, column: string): void {
  const { api } = selection.now();
  // Typing goes to a cell that is in sight: to choose a column does not scroll the sheet.
  const first = displayed.rowAt(Math.max(0, api?.getFirstDisplayedRowIndex() ?? 0));
  const last = displayed.rowAt(displayed.rowCount - 1);
  if (first === undefined || last === undefined) return;
  if (event.shiftKey && selection.active) {
    const anchor = selection.ranges[selection.ranges.length - 1]?.anchor ?? selection.active;
    selection.select([...selection.ranges.slice(0, -1), { anchor, head: { row: last, column }, whole: "columns" }]);
  } else selection.selectWhole("columns", { row: first, column }, { row: last, column }, event.ctrlKey || event.metaKey);
  drag(selection, (spot) => {
    const id = displayed.columns[spot.column];
    if (id !== undefined) selection.select(extendedTo(selection.ranges, { row: last, column: id }, true));
  });
}

function dragFill(selection: SheetSelection, displayed: Displayed, onFill: (source: Box, rest: Box) => void): void {
  const source = selection.lastBox(displayed);
  if (!source) return;
  let rest: Box | null = null;
  drag(
    selection,
    (spot) => {
      rest = restTo(source, spot);
      selection.reach = rest && { top: source.top, left: source.left, bottom: rest.bottom, right: rest.right };
      selection.paint();
    },
    () => {
      selection.reach = null;
      selection.paint();
      if (rest) onFill(source, rest);
    },
  );
}

/** Follows the mouse until it is let go. Beyond an edge the sheet scrolls, the faster the farther. */
function drag(selection: SheetSelection, onMove: (spot: Spot) => void, onEnd: () => void = () => {}): void {
  let at: { x: number; y: number } | null = null;
  let frame = 0;
  const follow = () => {
    const spot = at && spotAt(selection, at.x, at.y);
    if (spot) onMove(spot);
  };
  const scroll = () => {
    if (at && scrolledBy(selection, at.x, at.y)) follow();
    frame = requestAnimationFrame(scroll);
  };
  const moved = (event: MouseEvent) => {
    if (at === null) frame = requestAnimationFrame(scroll);
    at = { x: event.clientX, y: event.clientY };
    follow();
  };
  const ended = () => {
    cancelAnimationFrame(frame);
    window.removeEventListener("pointermove", moved);
    window.removeEventListener("pointerup", ended);
    window.removeEventListener("pointercancel", ended);
    onEnd();
  };
  window.addEventListener("pointermove", moved);
  window.addEventListener("pointerup", ended);
  window.addEventListener("pointercancel", ended);
}

function frameOf(selection: SheetSelection) {
  const { section, api } = selection.now();
  const scroller = section?.querySelector<HTMLElement>(".ag-grid-viewport");
  const rows = section?.querySelector<HTMLElement>(".ag-grid-scrolling-container");
  const header = section?.querySelector<HTMLElement>(".ag-header");
  if (!api || !scroller || !rows || !header) return null;
  const around = scroller.getBoundingClientRect();
  const columns = api.getAllDisplayedColumns();
  const pinned = columns.reduce((sum, column) => sum + (column.isPinnedLeft() ? column.getActualWidth() : 0), 0);
  const top = header.getBoundingClientRect().bottom;
  const [right, bottom] = [around.left + scroller.clientWidth, around.top + scroller.clientHeight];
  return { scroller, columns, pinned, rows: rows.getBoundingClientRect(), left: around.left, top, right, bottom };
}

/** The cell under a point, or the nearest to it that is in sight. */
function spotAt(selection: SheetSelection, x: number, y: number): Spot | null {
  const frame = frameOf(selection);
  const displayed = selection.displayed();
  if (!frame || !displayed) return null;
  const inX = Math.min(frame.right - 1, Math.max(frame.left, x));
  const inY = Math.min(frame.bottom - 1, Math.max(frame.top, y));
  const row = Math.min(displayed.rowCount - 1, Math.max(0, Math.floor((inY - frame.rows.top) / rowHeight)));
  const pinned = inX - frame.left < frame.pinned;
  const across = pinned ? inX - frame.left : inX - frame.rows.left - frame.pinned;
  const side = frame.columns.filter((column) => column.isPinnedLeft() === pinned);
  const under = side.find((column) => across < (column.getLeft() ?? 0) + column.getActualWidth()) ?? side[side.length - 1];
  const column = displayed.columns.indexOf(under?.getColId() ?? "");
  return { row, column: Math.max(0, column) };
}

function scrolledBy(selection: SheetSelection, x: number, y: number): boolean {
  const frame = frameOf(selection);
  if (!frame) return false;
  const beyond = (at: number, low: number, high: number) => (at < low ? Math.max(-60, (at - low) / 2 - 2) : at > high ? Math.min(60, (at - high) / 2 + 2) : 0);
  const [down, across] = [beyond(y, frame.top, frame.bottom - 2), beyond(x, frame.left + (frame.scroller.scrollLeft > 0 ? frame.pinned : 0), frame.right - 2)];
  // Over the columns that stay, the sheet scrolls back only while the mouse is dragged towards what they hide.
  if (down === 0 && across === 0) return false;
  frame.scroller.scrollTop += down;
  frame.scroller.scrollLeft += across;
  return true;
}
