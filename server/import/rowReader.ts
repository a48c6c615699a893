// What every kind of import gives: rows read one by one without the store, then the changes that they come to.

import type { On } from "../../db/engine/open.ts";
import type { Change } from "../../db/write/change.ts";
import { Exact } from "../finance/exact.ts";

/** A row's value by its column; empty where the file has no such column. */
export type Cells = (column: string) => string;

export interface RowReader {
  /** Reads a row and returns how many facts it states; none where the mapping leaves it out. @throws InputError naming the column. */
  read(cells: Cells, line: number): number;
  /** What the rows read come to, against what is stored. */
  changes(on: On): Promise<Change[]>;
  /** Which fact a stored part belongs to, where a fact has parts; known once there are changes. */
  readonly partOf?: ReadonlyMap<string, string>;
}

/** By which a name or a code of a file is found among those that are stored: in any case, however its accents are encoded. */
export const keyOf = (text: string) => text.normalize("NFC").trim().toLowerCase();

/** A number as a table writes it, as a plain decimal: "£1,005.50" is "1005.50", "083" is "83". @throws InputError naming the column: "1,5" is none. */
export function decimalIn(text: string, column: string): string {
  const written = text.trim().replace(/^£\s*/, "");
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(written) ? written.replaceAll(",", "") : written;
  Exact.decimal(plain, column);
  return plain.replace(/^\+/, "").replace(/^(-?)0+(?=\d)/, "$1");
}
