// What passes between the sheet and the cells that are typed into.
import type { NamedBlock, NamedLines, NearNames } from "./namedTable.ts";
import type { CellPlace, SheetCell, SheetTable } from "./table.ts";

/** What was typed into a cell, or pasted from it onwards. */
export interface TypedCell extends CellPlace {
  cell: SheetCell;
  typed: string;
  /** The data's version of the table in which the person saw the cell; that of the table now where nothing is said. */
  seen?: number | undefined;
  /** True where the person has seen what it comes to, and means it. */
  sure?: boolean;
  /** "Roach Vale, 2023/24", as the table said when the typing began: its row may be gone since. */
  place?: string | undefined;
}

/** A row that a paste adds below the last: what was pasted, by its columns' keys. */
export interface AddedRow {
  name: string;
  amounts: Record<string, string>;
}

/** How a row would stand that is added, or why it cannot be; its amounts by their columns' keys. */
export interface AddedPreview {
  error: string | null;
  amounts: Record<string, CellPreview>;
}

/** What a sheet can be given below its last row. */
export interface Adding {
  /** "cost centre". */
  noun: string;
  /** The columns that take amounts. */
  takes: (column: string) => boolean;
  preview: (rows: AddedRow[]) => Promise<AddedPreview[]>;
  /** Reads a pasted table by its names and years; left out where a paste goes by its place alone. */
  read?: (named: NamedBlock, table: SheetTable, near: NearNames) => Promise<NamedLines>;
}

/** What was done to several cells at once, in words: for the log, and for the foot when it is kept. */
export interface Doing {
  why: string;
  said: string;
}

/** How a cell would stand after a text was typed into it, or the sentence that says why it cannot be. */
export interface CellPreview {
  shown: string | null;
  error: string | null;
  /** What is asked about a number that can hardly be meant. */
  question?: { said: string; readings: { typed: string; said: string; as: string }[] } | null;
}

/** A cell whose text was refused, with the text, which stays to be put right. */
export interface RefusedText extends CellPlace {
  typed: string;
}

/** Where an editor begins and ends. The sheet renews it, so that columns need not be made again when the figures change. */
export interface Typing {
  /** The text to begin with. Remembers the cell as it is now: that is what the typing will replace. */
  begin(row: string, column: string): string;
  end(row: string, column: string, text: string): void;
  /** The editor goes, whatever becomes of its text: `escaped` where the person let it go. */
  leave(row: string, column: string, text: string, escaped: boolean): void;
}
