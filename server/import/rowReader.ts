// What every kind of import gives: rows read one by one without the store, then the changes that they come to.
import type { Change } from "../../db/changes.ts";
import type { On } from "../../db/open.ts";

/** A row's value by its column; empty where the file has no such column. */
export type Cells = (column: string) => string;

export interface RowReader {
  /** Reads a row and returns how many facts it states; none where the mapping leaves it out. @throws InputError naming the column. */
  read(cells: Cells, line: number): number;
  /** What the rows read come to, against what is stored. */
  changes(on: On): Promise<Change[]>;
}
