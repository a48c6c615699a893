// Selecting, moving and filling by keys, as in Excel.
import type { KeyboardEvent as ReactKeyboardEvent } from "react";
import type { Displayed } from "./displayed.ts";
import { moved, nextWithin } from "./moves.ts";
import { extendedTo, oneCell, placeAt, spotOf } from "./range.ts";
import type { SheetSelection } from "./selection.ts";
import { firstFigure, selectAll } from "./selectionMouse.ts";
import { type CellPlace, labelColumnId } from "./table.ts";
import { headerHeight, rowHeight } from "./theme.ts";

/** What keys do beside moving. */
export interface KeysDo {
  /** Enter on what cannot be typed over. */
  open: (place: CellPlace) => void;
  /** Typing on what cannot be typed over. */
  tellFixed: (place: CellPlace) => void;
  empty: () => void;
  fill: (direction: "down" | "right") => void;
  fillNil: () => void;
  /** Ctrl+Enter: what was typed goes into the whole selection. */
  fillTyped: (text: string) => void;
  copyWithHeadings: () => void;
}

/** How the open editor was begun: by typing over, where arrows end it, or by F2, where they move within the text. */
export interface EditorKeys {
  typedOver: boolean;
}

/** Answers a key before the grid does; what is not the sheet's goes on to the grid. */
export function keyPressed(event: ReactKeyboardEvent, selection: SheetSelection, editor: EditorKeys, does: KeysDo): void {
  const { api } = selection.now();
  const target = event.target as HTMLElement;
  if (!api || !target.closest(".ag-cell")) return;
  const done = api.getEditingCells().length > 0 ? pressedInEditor(event, selection, editor, does) : pressedOnCell(event, selection, editor, does);
  if (!done) return;
  event.preventDefault();
  event.stopPropagation();
}

function pressedInEditor(event: ReactKeyboardEvent, selection: SheetSelection, editor: EditorKeys, does: KeysDo): boolean {
  const { api } = selection.now();
  const arrow = event.key.startsWith("Arrow") && editor.typedOver;
  if (event.key === "F2") {
    editor.typedOver = !editor.typedOver;
    return true;
  }
  if (event.altKey || (event.key !== "Enter" && event.key !== "Tab" && !arrow)) return false;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const text = (event.target as HTMLInputElement).value ?? "";
    api?.stopEditing(true);
    selection.moveTo(selection.active);
    does.fillTyped(text);
    return true;
  }
  api?.stopEditing();
  if (arrow) return move(event, selection);
  return goOn(event.key === "Enter" ? "Enter" : "Tab", event.shiftKey, selection);
}

function pressedOnCell(event: ReactKeyboardEvent, selection: SheetSelection, editor: EditorKeys, does: KeysDo): boolean {
  const displayed = selection.displayed();
  const { active } = selection;
  if (!displayed || !active) return false;
  const { key, shiftKey } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  if (event.altKey && ctrl && key === "0") {
    does.fillNil();
    return true;
  }
  if (event.altKey) return false;
  editor.typedOver = !ctrl && key.length === 1;
  if (ctrl && shiftKey && key.toLowerCase() === "c") {
    does.copyWithHeadings();
    return true;
  }
  if (ctrl && !shiftKey && key.toLowerCase() === "a") {
    selectAll(selection, displayed);
    return true;
  }
  if (ctrl && !shiftKey && (key.toLowerCase() === "d" || key.toLowerCase() === "r")) {
    does.fill(key.toLowerCase() === "d" ? "down" : "right");
    return true;
  }
  if (key === " " && (ctrl || shiftKey)) {
    chooseWhole(selection, ctrl && shiftKey ? "all" : ctrl ? "columns" : "rows");
    return true;
  }
  switch (key) {
    case "Delete":
    case "Backspace":
      does.empty();
      return true;
    case "Escape":
      return selection.giveUpCut();
    case "Enter":
      if (ctrl) return true;
      // A row's heading opens it, though its name can be typed over.
      if (selection.tabbedFrom === null && selection.isOneCell(displayed) && (active.column === labelColumnId || !displayed.cell(spotOf(active, displayed))?.edits))
        does.open(active);
      return goOn("Enter", shiftKey, selection);
    case "Tab":
      return ctrl ? false : goOn("Tab", shiftKey, selection);
    case "F2":
      if (!shiftKey && !ctrl) tellFixed(displayed, active, does);
      return false;
    default:
      if (!ctrl && key.length === 1 && key !== " " && key !== "?") tellFixed(displayed, active, does);
      return move(event, selection);
  }
}

/** Where a cell cannot be typed over, typing says why. */
function tellFixed(displayed: Displayed, active: CellPlace, does: KeysDo): void {
  if (!displayed.cell(spotOf(active, displayed))?.edits) does.tellFixed(active);
}

function chooseWhole(selection: SheetSelection, whole: "rows" | "columns" | "all"): void {
  const last = selection.ranges[selection.ranges.length - 1];
  const range = last ?? (selection.active && { anchor: selection.active, head: selection.active });
  if (range) selection.select([...selection.ranges.slice(0, -1), { ...range, whole: last?.whole && last.whole !== whole ? "all" : whole }]);
}

/** Arrows, Home, End and the pages; with Shift the range reaches there instead. */
function move(event: ReactKeyboardEvent, selection: SheetSelection): boolean {
  const displayed = selection.displayed();
  const { active, ranges } = selection;
  const last = ranges[ranges.length - 1];
  if (!displayed || !active || displayed.rowCount === 0) return false;
  const from = event.shiftKey && last ? last.head : active;
  const scroller = selection.now().section?.querySelector(".ag-grid-viewport");
  const spot = spotOf(from, displayed);
  const to = moved(
    { row: Math.max(0, spot.row), column: Math.max(0, spot.column) },
    { key: event.key, toEdge: event.ctrlKey || event.metaKey },
    {
      rowCount: displayed.rowCount,
      columnCount: displayed.columns.length,
      firstFigure: firstFigure(displayed),
      pageRows: Math.max(1, Math.floor(((scroller?.clientHeight ?? 0) - headerHeight) / rowHeight) - 1),
      filled: (each) => displayed.text(each) !== "",
    },
  );
  const place = to && placeAt(to, displayed);
  if (!place) return false;
  selection.tabbedFrom = null;
  if (!event.shiftKey) {
    selection.selectCell(place);
    return true;
  }
  const openSide = last?.whole === "rows" ? "column" : last?.whole === "columns" ? "row" : null;
  // Whole rows reach to more rows; a move along them changes nothing that they do not hold already.
  selection.select(last?.whole === "all" ? ranges : extendedTo(ranges, place, openSide === null || place[openSide] === from[openSide]));
  selection.reveal(place);
  return true;
}

/** Enter and Tab: round a range, or on to the next cell; Enter leads back to the column in which a run of tabs began. */
function goOn(key: "Enter" | "Tab", back: boolean, selection: SheetSelection): boolean {
  const displayed = selection.displayed();
  if (!displayed || !selection.active) return false;
  const boxes = selection.boxes(displayed);
  const from = spotOf(selection.active, displayed);
  if (!selection.isOneCell(displayed) && boxes.length > 0) {
    selection.moveWithin(nextWithin(boxes, from, key === "Enter" ? "columns" : "rows", back));
    return true;
  }
  const began = selection.tabbedFrom;
  if (key === "Enter") {
    const place = placeAt(
      { row: Math.min(displayed.rowCount - 1, Math.max(0, from.row + (back ? -1 : 1))), column: began === null ? from.column : displayed.columns.indexOf(began) },
      displayed,
    );
    selection.tabbedFrom = null;
    selection.selectCell(place ?? selection.active);
    return true;
  }
  const [lastRow, lastColumn] = [displayed.rowCount - 1, displayed.columns.length - 1];
  // From the last cell Tab leaves the sheet, and from the first one backwards: the keyboard is caught nowhere.
  const along = from.column + (back ? -1 : 1);
  const row = along < 0 ? from.row - 1 : along > lastColumn ? from.row + 1 : from.row;
  if (row < 0 || row > lastRow) return false;
  const place = placeAt({ row, column: along < 0 ? lastColumn : along > lastColumn ? firstFigure(displayed) : along }, displayed);
  if (!place) return false;
  selection.select(oneCell(place), place);
  selection.reveal(place);
  selection.tabbedFrom = began ?? (back ? null : (displayed.columns[from.column] ?? null));
  return true;
}
