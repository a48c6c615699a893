// A table as a sheet shows it. What the server computes has this shape, and so has a list that a page makes of stored things.
import type { ResultOf } from "gql.tada";
import type { rowWorkings } from "../data/documents.ts";

export interface SheetTable {
  /** Where the server has it, for its files; of a list that the page has made there is none. */
  address?: string;
  /** True where the server draws a chart of it. */
  charted?: boolean;
  title: string;
  source?: string | null;
  /** The unit of its figures; it heads the rows' headings. */
  unit: string;
  /** The version of the data that it was made from, where the server says so. */
  dataVersion?: number;
  notes: string[];
  /** Why nothing of it can be changed, and where it can; nothing where some of it can. */
  locked?: string | null;
  columns: SheetColumn[];
  rows: SheetRow[];
  /** Which rows, and which columns, are worked out from which; left out where the table adds nothing up. */
  rowUses?: readonly Use[];
  columnUses?: readonly Use[];
}

/** That `in` is worked out from `of`, by their keys: added (1), taken off (-1), or used otherwise (0). */
export interface Use {
  of: string;
  in: string;
  sign: number;
}

export interface SheetColumn {
  key: string;
  label: string;
  status: string;
  /** True where its cells are words and not figures. */
  words?: boolean | null;
  /** True where its cells are drawn: a small line of the row's figures. */
  trend?: boolean;
  /** Of variances: how their sign is printed. An overspend is above nil, and may be in brackets. */
  varianceSign?: VarianceSign | null;
  /** How a reader has arranged it: kept beside the rows' headings, sorted by, narrowed by. */
  frozen?: boolean;
  sorted?: "up" | "down";
  filtered?: boolean;
}

export type VarianceSign = "PLUS" | "BRACKETS_AND_WORDS" | "BRACKETS";

export type Rag = "GREEN" | "AMBER" | "RED";

export interface SheetRow {
  /** True where its heading has an open note. */
  hasNote?: boolean;
  key: string;
  kind: "COST_CENTRE" | "SUBTOTAL" | "TOTAL" | "COMMITMENT" | "REMAINING" | "HEADING" | "LINE";
  level: number;
  label: string;
  status: string | null;
  subjectId: string | null;
  /** The address to change the name by that its heading shows; null or left out where that cannot be typed over. */
  edits?: string | null;
  /** What was typed over its name is not stored yet, as of a cell. */
  waits?: SheetCell["waits"];
  ahead?: boolean;
  cells: SheetCell[];
  /** True where its heading is what a reader looks for. */
  found?: boolean;
}

export interface SheetCell {
  /** True where somebody has noted something of it, apart from `note`, which the table itself says. */
  hasNote?: boolean;
  /** As the table prints it; `[x]` where no figure is held. */
  shown: string;
  pence?: number | null;
  /** Of a total that is not known: what its known parts come to so far, how many they are, of how many. */
  partial?: { shown: string; known: number; of: number; parts: string } | null;
  note?: string | null;
  /** How the figure stands to its target. */
  rag?: Rag | null;
  /** The figures of a small line, in order; null where there is none. */
  trend?: readonly (number | null)[];
  /** The address to change this amount by; null or left out where it cannot be typed over. */
  edits?: string | null;
  entry?: string | null;
  /** Why it cannot be typed over, where its register says so. */
  fixed?: string | null;
  /** What was typed here is not stored: it waits for the server, another wrote here too, or it was refused. */
  waits?: "waiting" | "delayed" | "unsure" | "conflict" | "refused";
  /** True where it stands as it was typed, or as the server answered, before the table was read again: nothing else is known of it yet. */
  ahead?: boolean;
  derivation?: Workings | null;
  /** True where it is what a reader looks for. */
  found?: boolean;
}

/** How a figure was made, as the server prints it. */
export interface Workings {
  workings: string;
  result: string;
}

/** A figure as a report would say it, as the server words it. */
export interface FigureWords {
  rounding: ResultOf<typeof rowWorkings>["cells"][number]["said"][number]["rounding"];
  text: string;
  /** The unit that the text leaves unsaid. */
  unit: string | null;
}

/** What the server says of a cell when it is asked. */
export interface CellExplained {
  derivation: Workings | null;
  said: readonly FigureWords[];
}

/** What is said of the cells of the one row that was asked for. */
export function workingsIn(table: { rows: { cells: CellExplained[] }[] }): CellExplained[] {
  return table.rows[0]?.cells ?? [];
}

/** A cell by its row's key and its column's key. */
export interface CellPlace {
  row: string;
  column: string;
}

export const notHeld = "[x]";

/** True of a cell that takes an amount and in which none is stated, nor on its way. */
export function isBlank(cell: SheetCell | undefined): cell is SheetCell {
  return Boolean(cell?.edits) && cell?.shown === notHeld && !cell.entry && !cell.waits;
}

/** The rows' headings are a column of their own; the rows' numbers are none. */
export const labelColumnId = "label";

/** A row's heading as a cell, where its name can be typed over. */
export function headingCell(row: SheetRow): SheetCell | undefined {
  if (!row.edits) return undefined;
  return { shown: row.label, pence: null, edits: row.edits, entry: row.label, ...(row.waits && { waits: row.waits }), ...(row.ahead && { ahead: true }) };
}

/** The cell of a row in a column; the heading where it can be typed over. */
export function cellAt(table: SheetTable, row: SheetRow | undefined, column: string | undefined): SheetCell | undefined {
  if (column === labelColumnId) return row && headingCell(row);
  return row?.cells[table.columns.findIndex(({ key }) => key === column)];
}

export function placeIn(cell: string | undefined): CellPlace | null {
  const cut = cell?.lastIndexOf("|") ?? -1;
  return cell === undefined || cut < 0 ? null : { row: cell.slice(0, cut), column: cell.slice(cut + 1) };
}

export function samePlace(one: CellPlace | null, other: CellPlace | null): boolean {
  return one !== null && other !== null && one.row === other.row && one.column === other.column;
}

export function rowLabel(table: SheetTable | undefined, key: string): string {
  return table?.rows.find((row) => row.key === key)?.label ?? "";
}

export function columnLabel(table: SheetTable | undefined, key: string): string {
  return table?.columns.find((column) => column.key === key)?.label ?? "";
}

/** "Roach Vale, 2023/24", or the row alone where its heading is meant. */
export function placeSaid(table: SheetTable | undefined, { row, column }: CellPlace): string {
  return [rowLabel(table, row), columnLabel(table, column)].filter(Boolean).join(", ");
}
