// How a table lies on A4: upright or across, in which size of type, in how many parts, and how wide each column is. Widths are in twips, 20 to a point.
import { cellSaid, isBracketed, rowSaid } from "./documentText.ts";
import { noteMark } from "./flat.ts";
import type { PrintedCell, PrintedTable } from "./printed.ts";
import { textWidth, wordWidth } from "./textWidth.ts";

export const page = { short: 11_906, long: 16_838, margin: 1_134 };
/** Between a cell's text and its edges, each. */
export const cellMargin = 60;
export const levelIndent = 180;
/** The size of notes' marks, in points. */
export const markPoints = 6;

export interface Layout {
  readonly across: boolean;
  readonly points: number;
  /** The table, or the parts of it that lie one below the other, each with the rows' names. */
  readonly parts: readonly LayoutPart[];
  /** What brackets and marks behind a column's figures take at most. */
  readonly trailing: readonly number[];
}

export interface LayoutPart {
  /** The places of its columns among the table's own. */
  readonly columns: readonly number[];
  readonly labelWidth: number;
  readonly widths: readonly number[];
}

interface Need {
  /** The narrowest that it can be read in. */
  least: number;
  /** What it takes in one line, within reason. */
  best: number;
}

const centimetre = 567;
const widestLabel = 8.5 * centimetre;
const narrowLabel = 4.5 * centimetre;
const widestWords = 5 * centimetre;
const narrowWords = 2.2 * centimetre;
const widestWord = 3 * centimetre;
/** Figures that stand too close are read across the wrong years. */
const airy = 1.3;
const tried = [
  { across: false, points: 9.5 },
  { across: false, points: 9 },
  { across: true, points: 9.5 },
  { across: true, points: 9 },
  { across: true, points: 8 },
] as const;

/** What is written behind a figure's digits: its bracket and its marks. */
export function trailingWidth(cell: PrintedCell, points: number): number {
  return (isBracketed(cell) ? textWidth(")", points) : 0) + marksWidth(cell);
}

function marksWidth({ notes }: PrintedCell): number {
  return notes.reduce((sum, number) => sum + textWidth(` ${noteMark(number)}`, markPoints), 0);
}

export function lineWidth(across: boolean): number {
  return (across ? page.long : page.short) - 2 * page.margin;
}

/** The largest type in which the whole table fits; where none does, across and in parts. */
export function layoutOf(table: PrintedTable): Layout {
  for (const { across, points } of tried) {
    const { label, columns, trailing } = needs(table, points);
    if (label.least + sum(columns.map(({ least }) => least)) > lineWidth(across)) continue;
    return { across, points, trailing, parts: [partOf(label, columns, columns.keys(), lineWidth(across))] };
  }
  const points = 9;
  const { label, columns, trailing } = needs(table, points);
  const room = lineWidth(true);
  return { across: true, points, trailing, parts: groups(columns, room - label.least).map((group) => partOf(label, columns, group, room)) };
}

function needs(table: PrintedTable, points: number) {
  const columns = table.columns.map(({ label }): Need => ({ least: wordWidth(label, points, true), best: wordWidth(label, points, true) }));
  const trailing = table.columns.map(() => 0);
  const label = { least: 0, best: wordWidth(table.labelHeading, points) };
  for (const row of table.rows()) {
    const indent = row.level * levelIndent;
    label.best = Math.max(label.best, Math.min(widestLabel, indent + textWidth(rowSaid(row), points, true)));
    label.least = Math.max(label.least, Math.min(widestLabel / 2, indent + wordWidth(rowSaid(row), points, true)));
    for (const [index, cell] of row.cells.entries()) need(columns[index] as Need, trailing, index, cell, table.columns[index]?.words ?? false, points);
  }
  label.least = Math.max(label.least, Math.min(label.best, narrowLabel));
  table.columns.forEach(({ words }, index) => {
    const own = columns[index] as Need;
    // Digits and what is behind them are laid out apart: the widest of each may stand in two rows.
    own.least += words ? 0 : (trailing[index] as number);
    own.best = Math.max(own.best + (words ? 0 : (trailing[index] as number)), own.least * (words ? 1 : airy));
  });
  const padded = (own: Need): Need => ({ least: Math.ceil(own.least) + 2 * cellMargin, best: Math.ceil(own.best) + 2 * cellMargin });
  return { label: padded(label), columns: columns.map(padded), trailing };
}

function need(own: Need, trailing: number[], index: number, cell: PrintedCell, words: boolean, points: number): void {
  const said = cellSaid(cell);
  if (words) {
    const whole = textWidth(said, points) + marksWidth(cell);
    own.best = Math.max(own.best, Math.min(whole, widestWords));
    own.least = Math.max(own.least, Math.min(whole, narrowWords), Math.min(wordWidth(said, points), widestWord));
    return;
  }
  const behind = trailingWidth(cell, points);
  trailing[index] = Math.max(trailing[index] as number, behind);
  const digits = textWidth(said, points, true) - (isBracketed(cell) ? textWidth(")", points) : 0);
  own.best = Math.max(own.best, Math.min(digits, widestWords));
  own.least = Math.max(own.least, cell.number ? digits : Math.min(digits, Math.max(narrowWords, Math.min(wordWidth(said, points, true), widestWord))));
}

/** Each column has its least; what is left goes first to those that want more, then to the rows' names and to all. */
function partOf(label: Need, columns: readonly Need[], places: Iterable<number>, room: number): LayoutPart {
  const own = [...places];
  const all = [label, ...own.map((place) => columns[place] as Need)];
  const spare = room - sum(all.map(({ least }) => least));
  const wanted = sum(all.map(({ best, least }) => best - least));
  const share = wanted === 0 ? 0 : Math.min(1, spare / wanted);
  const left = Math.max(0, spare - wanted);
  const [labelWidth, ...widths] = all.map(({ least, best }, index) => Math.floor(least + (best - least) * share + (index === 0 ? left / 3 : (left * 2) / 3 / own.length)));
  return { columns: own, labelWidth: labelWidth as number, widths };
}

/** The columns in as few groups as fit, with about as many in each. */
function groups(columns: readonly Need[], room: number): number[][] {
  const greedy = grouped(columns, room, columns.length);
  const even = grouped(columns, room, Math.ceil(columns.length / greedy.length));
  return even.length === greedy.length ? even : greedy;
}

function grouped(columns: readonly Need[], room: number, most: number): number[][] {
  const found: number[][] = [];
  let taken = room + 1;
  for (const [index, { least }] of columns.entries()) {
    const last = found[found.length - 1];
    if (!last || taken + least > room || last.length >= most) {
      found.push([index]);
      taken = least;
    } else {
      last.push(index);
      taken += least;
    }
  }
  return found;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
