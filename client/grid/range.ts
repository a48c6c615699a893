// Which cells are selected: ranges over the rows and columns as they are displayed, held by keys, so that they survive rows that come and go.
import type { CellPlace } from "./table.ts";

/** The rows and columns in the order in which they are displayed. */
export interface Axes {
  readonly rowCount: number;
  readonly columns: readonly string[];
  rowAt(index: number): string | undefined;
  /** -1 where no such row is displayed. */
  rowIndex(key: string): number;
}

/** From the cell that it began at to the cell that it reaches; whole rows and columns go on to whatever edge there is. */
export interface Range {
  anchor: CellPlace;
  head: CellPlace;
  whole?: "rows" | "columns" | "all";
}

/** In the order in which they were chosen: the last one is being worked on. */
export type Ranges = readonly Range[];

/** A range by where it lies now, both ends included. */
export interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface Spot {
  row: number;
  column: number;
}

export const oneCell = (place: CellPlace): Ranges => [{ anchor: place, head: place }];

/** The last range reaches to another cell. It stays whole where only its open side moved. */
export function extendedTo(ranges: Ranges, head: CellPlace, keepWhole = false): Ranges {
  const last = ranges[ranges.length - 1];
  if (!last) return oneCell(head);
  const range: Range = keepWhole && last.whole ? { ...last, head } : { anchor: last.anchor, head };
  return [...ranges.slice(0, -1), range];
}

export function spotOf(place: CellPlace, axes: Axes): Spot {
  return { row: axes.rowIndex(place.row), column: axes.columns.indexOf(place.column) };
}

export function placeAt(spot: Spot, axes: Axes): CellPlace | null {
  const [row, column] = [axes.rowAt(spot.row), axes.columns[spot.column]];
  return row === undefined || column === undefined ? null : { row, column };
}

/** Where a range lies now. An end that has gone is left out of it; a range of which nothing is left is null. */
export function boxOf(range: Range, axes: Axes): Box | null {
  const ends = [spotOf(range.anchor, axes), spotOf(range.head, axes)];
  const everyRow = range.whole === "columns" || range.whole === "all";
  const everyColumn = range.whole === "rows" || range.whole === "all";
  const rows = everyRow ? [0, axes.rowCount - 1] : ends.map((end) => end.row).filter((row) => row >= 0);
  const columns = everyColumn ? [0, axes.columns.length - 1] : ends.map((end) => end.column).filter((column) => column >= 0);
  if (rows.length === 0 || columns.length === 0 || axes.rowCount === 0 || axes.columns.length === 0) return null;
  return { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns), right: Math.max(...columns) };
}

export function boxesOf(ranges: Ranges, axes: Axes): Box[] {
  return ranges.flatMap((range) => boxOf(range, axes) ?? []);
}

export const isOneCell = (boxes: readonly Box[]): boolean => boxes.length === 1 && sizeOf(boxes[0] as Box) === 1;

export const sizeOf = ({ top, bottom, left, right }: Box): number => (bottom - top + 1) * (right - left + 1);

export const contains = (box: Box, { row, column }: Spot): boolean => row >= box.top && row <= box.bottom && column >= box.left && column <= box.right;

/** Every cell of the ranges, once, though two of them may share it. */
export function* spotsIn(boxes: readonly Box[]): Generator<Spot> {
  for (const [index, box] of boxes.entries()) {
    const earlier = boxes.slice(0, index);
    for (let row = box.top; row <= box.bottom; row += 1) {
      const beside = earlier.filter((other) => row >= other.top && row <= other.bottom);
      for (let column = box.left; column <= box.right; column += 1) {
        if (beside.length === 0 || !beside.some((other) => column >= other.left && column <= other.right)) yield { row, column };
      }
    }
  }
}

/**
 * The rows and columns of ranges that make one block: one range, or several of the same rows side by side, or of the same columns below each
 * other. Null where they do not.
 */
export function blockOf(boxes: readonly Box[]): { rows: number[]; columns: number[] } | null {
  const first = boxes[0];
  if (!first) return null;
  const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const together = (spans: number[][]) => [...new Set(spans.flat())].sort((one, other) => one - other);
  const sameRows = boxes.every((box) => box.top === first.top && box.bottom === first.bottom);
  const sameColumns = boxes.every((box) => box.left === first.left && box.right === first.right);
  if (!sameRows && !sameColumns) return null;
  return { rows: together(boxes.map((box) => span(box.top, box.bottom))), columns: together(boxes.map((box) => span(box.left, box.right))) };
}

/** The cells between a range and where its corner was dragged to: down or to the right, whichever is farther. */
export function restTo(source: Box, spot: Spot): Box | null {
  const [down, across] = [spot.row - source.bottom, spot.column - source.right];
  if (contains(source, spot) || (down <= 0 && across <= 0)) return null;
  return down >= across ? { ...source, top: source.bottom + 1, bottom: spot.row } : { ...source, left: source.right + 1, right: spot.column };
}
