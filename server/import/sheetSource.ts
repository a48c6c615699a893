// What every kind of file gives its reader, so that CSV and .xlsx are read alike from there on.
import type { Grid } from "../reading/grid.ts";

/** One row under the header. `line` is the line of the file on which it begins, or the row's number in the workbook; both count from 1. */
export interface SheetRow {
  readonly line: number;
  readonly values: readonly string[];
  /** Why the row cannot be used, to be read after its number: "has 7 values where the header has 9 columns". Its values are then as they were found. */
  readonly problem?: string;
}

/** What a kind of file gives, before a header is known: its rows with something in them. */
export interface SheetSource {
  readonly sheets?: readonly string[];
  /** Whether a row stops at its last cell with something in it, so that a short row is no fault. */
  readonly leavesOutEmpty: boolean;
  records(): AsyncGenerator<SheetRow, void, undefined>;
  bytesRead(): number;
}

/** A table of a file as somebody made it. */
export interface FileTable {
  /** Of a sheet, or a caption; null where it has none. */
  readonly name: string | null;
  readonly grid: Grid;
}

/** A table with more rows than these is not read as somebody made it, but row by row under a header. */
export const mostRowsRead = 50_000;
/** These, and what stands above them: titles and a header. */
export const mostLinesRead = mostRowsRead + 60;
