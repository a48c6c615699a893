// How a table lies on A4: upright, across, across in smaller type, or in parts of so many columns each.
import type { SheetColumn, SheetTable } from "../grid/table.ts";

export interface Paper {
  landscape: boolean;
  /** The size of the type, in points. */
  points: number;
  /** How wide the rows' headings are at least, in ems. */
  labelEms: number;
  /** The columns of each part, by their place in the table; every part has the rows' headings. */
  parts: number[][];
}

const usual = 9;
const small = 7.5;
/** How wide a letter or a digit is, of its size. */
const letterEms = 0.54;
/** How many letters go into a line of A4 within its margins, 180 mm upright and 267 mm across. */
const lettersOf = (millimetres: number, points: number) => Math.floor((millimetres * 2.8346) / (points * letterEms));
const upright = lettersOf(180, usual);
const across = lettersOf(267, usual);
const acrossSmall = lettersOf(267, small);

const between = 2;
const narrowestLabel = 18;
const widestLabel = 38;
const widestWords = 22;
/** A small line of figures. */
const drawn = 16;

/** Upright as long as the columns have room, then across, then in smaller type, then in as few parts of like size as can be. */
export function paperFor(table: SheetTable): Paper {
  const label =
    Math.min(
      widestLabel,
      longest(
        table.rows.map((row) => row.label.length + 2 * row.level),
        narrowestLabel,
      ),
    ) + between;
  const labelEms = Math.round((label - between) * letterEms);
  const widths = table.columns.map((column, index) => lettersIn(column, table, index) + between);
  const whole = label + widths.reduce((sum, width) => sum + width, 0);
  const all = table.columns.map((_, index) => index);
  if (whole <= upright) return { landscape: false, points: usual, labelEms, parts: [all] };
  if (whole <= across) return { landscape: true, points: usual, labelEms, parts: [all] };
  if (whole <= acrossSmall) return { landscape: true, points: small, labelEms, parts: [all] };
  const count = Math.ceil((whole - label) / Math.max(1, across - label));
  const share = (whole - label) / count;
  return { landscape: true, points: usual, labelEms, parts: parted(widths, Math.min(across - label, share + longest(widths, 0) / 2)) };
}

function lettersIn(column: SheetColumn, table: SheetTable, index: number): number {
  if (column.trend) return drawn;
  const heading = longest(
    `${column.label} ${column.status}`.split(" ").map((word) => word.length),
    4,
  );
  const cells = longest(
    table.rows.map((row) => row.cells[index]?.shown.length ?? 0),
    0,
  );
  return Math.max(heading, column.words ? Math.min(widestWords, cells) : cells + (table.rows.some((row) => row.cells[index]?.rag) ? 7 : 0));
}

/** Columns in their order, as many in a part as have room in it; one that has none by itself has a part of its own. */
function parted(widths: readonly number[], room: number): number[][] {
  const parts: number[][] = [];
  let left = 0;
  for (const [index, width] of widths.entries()) {
    const part = parts[parts.length - 1];
    if (part && width <= left) part.push(index);
    else {
      parts.push([index]);
      left = room;
    }
    left -= width;
  }
  return parts;
}

/** Of ten thousand rows there are too many to spread over an argument list. */
function longest(lengths: readonly number[], atLeast: number): number {
  return lengths.reduce((most, each) => Math.max(most, each), atLeast);
}
