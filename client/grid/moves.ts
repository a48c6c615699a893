// Where the keys lead, as in a spreadsheet: to the edge of a block, to the ends of a row, by the page, and round a range.
import type { Box, Spot } from "./range.ts";
import { contains } from "./range.ts";

/** What a move has to know of the sheet. */
export interface Ground {
  rowCount: number;
  columnCount: number;
  /** The first column that is no heading: where Home leads. */
  firstFigure: number;
  /** How many rows are in sight. */
  pageRows: number;
  /** Whether a cell says anything. */
  filled: (spot: Spot) => boolean;
}

export interface Pressed {
  key: string;
  /** Ctrl, or ⌘. */
  toEdge: boolean;
}

const steps: Record<string, Spot> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** Where a key leads from a cell; null for a key that is no move. */
export function moved(from: Spot, { key, toEdge }: Pressed, ground: Ground): Spot | null {
  const step = steps[key];
  const [lastRow, lastColumn] = [ground.rowCount - 1, ground.columnCount - 1];
  if (step) return toEdge ? edge(from, step, ground) : within(ground, { row: from.row + step.row, column: from.column + step.column });
  switch (key) {
    case "Home": {
      const first = Math.min(ground.firstFigure, lastColumn);
      if (toEdge) return { row: 0, column: first };
      // Again from there, it leads to the row's heading.
      return { row: from.row, column: from.column === first ? 0 : first };
    }
    case "End":
      return { row: toEdge ? lastRow : from.row, column: lastColumn };
    case "PageUp":
      return within(ground, { row: from.row - ground.pageRows, column: from.column });
    case "PageDown":
      return within(ground, { row: from.row + ground.pageRows, column: from.column });
    default:
      return null;
  }
}

function within(ground: Ground, { row, column }: Spot): Spot {
  return { row: Math.min(ground.rowCount - 1, Math.max(0, row)), column: Math.min(ground.columnCount - 1, Math.max(0, column)) };
}

/** The last filled cell before a blank; from the edge of a block the next filled cell; and the edge of the sheet where there is none. */
function edge(from: Spot, step: Spot, ground: Ground): Spot {
  const next = ({ row, column }: Spot) => ({ row: row + step.row, column: column + step.column });
  const inside = ({ row, column }: Spot) => row >= 0 && column >= 0 && row < ground.rowCount && column < ground.columnCount;
  let at = from;
  if (!inside(next(at))) return at;
  const goesOn = ground.filled(at) && ground.filled(next(at));
  at = next(at);
  while (inside(next(at)) && (goesOn ? ground.filled(next(at)) : !ground.filled(at))) at = next(at);
  return at;
}

/** The next cell within the ranges, round and round: down its columns with Enter, along its rows with Tab, and backwards with Shift. */
export function nextWithin(boxes: readonly Box[], from: Spot, along: "rows" | "columns", back: boolean): Spot {
  const held = boxes.findIndex((box) => contains(box, from));
  const index = held < 0 ? 0 : held;
  const box = boxes[index] as Box;
  const [height, width] = [box.bottom - box.top + 1, box.right - box.left + 1];
  const [down, across] = [from.row - box.top, from.column - box.left];
  const place = (along === "columns" ? across * height + down : down * width + across) + (back ? -1 : 1);
  if (place < 0 || place >= height * width) {
    const other = boxes[(index + (back ? boxes.length - 1 : 1)) % boxes.length] as Box;
    return back ? { row: other.bottom, column: other.right } : { row: other.top, column: other.left };
  }
  return along === "columns"
    ? { row: box.top + (place % height), column: box.left + Math.floor(place / height) }
    : { row: box.top + Math.floor(place / width), column: box.left + (place % width) };
}
