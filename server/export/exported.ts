// What a file is made of, and what a format is.
import type { PrintedTable } from "./printed.ts";

/** One table, or a report's tables in their author's order. */
export interface Exported {
  /** The table's title, or the report's name. */
  readonly title: string;
  readonly tables: readonly PrintedTable[];
  /** True of a report, though it may hold one table. */
  readonly isReport: boolean;
  /** Of all the tables: they are read in one snapshot. */
  readonly dataVersion: number;
  /** The day that the file is made on: "2026-11-21". */
  readonly madeOn: string;
  /** The chart of a table; null where it has none, and in a format that holds none. */
  chart(table: PrintedTable): ExportedChart | null;
}

export interface ExportedChart {
  /** By itself: with its colours and its title in it. */
  readonly svg: string;
  /** The same as a picture. */
  png(): Promise<Uint8Array>;
  /** What it shows, in words. */
  readonly alt: string;
  /** In pixels, of the drawing; the picture has twice as many. */
  readonly width: number;
  readonly height: number;
}

/** What a file's parts are sent as, in pieces: text in UTF-8, or bytes. */
export type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

export interface FileFormat {
  readonly mediaType: string;
  /** True where one file holds several tables. */
  readonly holdsSeveral: boolean;
  /** True where charts stand in it. */
  readonly charts: boolean;
  write(exported: Exported): Pieces;
}
