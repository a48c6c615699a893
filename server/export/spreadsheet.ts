// A workbook before it is XLSX or OpenDocument: its sheets, each with lines and at most one table, from column A and with no cell left blank.
import type { NumberFormat } from "./numberFormat.ts";

export interface Spreadsheet {
  readonly title: string;
  /** "2026-11-21". */
  readonly madeOn: string;
  readonly sheets: readonly Sheet[];
  /** True where cells are to be worked out again as the file is opened. */
  readonly live: boolean;
}

export interface Sheet {
  /** At most 31 characters, without blanks, and no other sheet's. */
  readonly name: string;
  /** Column A above the table, the title first. */
  readonly above: readonly SheetText[];
  /** In characters, one a column. */
  readonly widths: readonly number[];
  readonly table: SheetTable | null;
}

export interface SheetTable {
  /** Of the marked-up table: letters, digits and underscores. */
  readonly name: string;
  /** Its headings: none is empty, and no two are alike. */
  readonly columns: readonly { readonly label: string; readonly numbers: boolean }[];
  /** How many rows it has below its headings: one at least. */
  readonly size: number;
  /** Its rows, each made when it is come to. */
  rows(): Iterable<readonly SheetCell[]>;
}

export type SheetCell = SheetText | SheetNumber;

export interface SheetText {
  readonly text: string;
  readonly look: TextLook;
  /** The sheet that it leads to. */
  readonly leadsTo?: string;
}

/** "line" stands above a table and is not wrapped; "mark" stands among numbers. */
export type TextLook = "title" | "heading" | "line" | "text" | "total" | "mark" | "header" | "numberHeader" | "link";

export interface SheetNumber {
  /** As a machine reads it, unrounded: "-1399.09869". */
  readonly value: string;
  /** "(1,399)". */
  readonly shown: string;
  readonly format: NumberFormat;
  readonly total: boolean;
  /** True where it is marked as one that others are worked out from. */
  readonly stated: boolean;
  /** What it is worked out by, without its equals sign: "SUM(B5:B12)"; null where it is stated, or where the file has no formulas. */
  readonly formula: string | null;
}

/** As many characters as a cell holds. */
const longestText = 32_767;
const longestHeading = 255;
/** In points. */
const highestRow = 409;
/** In characters, of a portrait page: a wider sheet is laid across. */
const pageWidth = 95;
const rowsAPiece = 100;

/** The row of a table's headings, counted from 1. */
export function headingRow({ above }: Pick<Sheet, "above">): number {
  return above.length + 1;
}

/** Whether a sheet is printed across the page. */
export function isWide({ widths }: Pick<Sheet, "widths">): boolean {
  return widths.reduce((sum, width) => sum + width, 0) > pageWidth;
}

/** `columnName(0)` is A, `columnName(27)` is AB. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

const lineHeights: Record<TextLook, number> = { title: 21, heading: 24, line: 15.75, text: 15.75, total: 15.75, mark: 15.75, header: 15.75, numberHeader: 15.75, link: 15.75 };

/** How high a row is, in points, so that its longest text is seen whole: as many lines as it is wrapped into. */
export function rowHeight(cells: readonly SheetCell[], widths: readonly number[]): number {
  let highest = lineHeights.text;
  cells.forEach((cell, column) => {
    if (!("text" in cell)) return;
    const line = lineHeights[cell.look];
    const wrapped = cell.look !== "title" && cell.look !== "line";
    const lines = wrapped ? cell.text.split("\n").reduce((sum, each) => sum + Math.max(1, Math.ceil(each.length / (widths[column] as number))), 0) : 1;
    highest = Math.max(highest, line * lines);
  });
  return Math.min(highest, highestRow);
}

/** A text cell. A text that no cell can hold is cut, and ends in an ellipsis. */
export function textCell(text: string, look: TextLook = "text", leadsTo?: string): SheetText {
  const held = text.length > longestText ? cut(text, longestText) : text;
  return leadsTo === undefined ? { text: held, look } : { text: held, look, leadsTo };
}

/** Headings that a marked-up table can have: not empty, at most 255 characters, and no two alike whatever their capitals. */
export function headings(labels: readonly string[]): string[] {
  const taken = new Set<string>();
  return labels.map((label, index) => {
    const said = cut(label.trim() === "" ? `Column ${index + 1}` : label, longestHeading);
    let heading = said;
    for (let count = 2; taken.has(heading.toLowerCase()); count += 1) heading = `${cut(said, longestHeading - 10)} (${count})`;
    taken.add(heading.toLowerCase());
    return heading;
  });
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;
}

/** Rows by the hundred, so that few calls write many. */
export function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece: string[] = [];
  for (const line of lines) {
    piece.push(line);
    if (piece.length < rowsAPiece) continue;
    yield piece.join("");
    piece = [];
  }
  if (piece.length > 0) yield piece.join("");
}
