// What passes between the sheet and the cells that are typed into.
import type { TableCell } from "../documents.ts";

/** A cell by its row's key and its column's year. */
export interface CellPlace {
  row: string;
  year: string;
}

/** What was typed into a cell, or pasted from it onwards. */
export interface TypedCell extends CellPlace {
  cell: TableCell;
  typed: string;
}

/** Where an editor begins and ends. The sheet renews it, so that columns need not be made again when the figures change. */
export interface Typing {
  /** The text to begin with. Remembers the cell as it is now: that is what the typing will replace. */
  begin(row: string, year: string): string;
  end(row: string, year: string, text: string): void;
}
