// Finding a text or a number in a sheet: in what is shown, in the rows' names, and in the plain number.
import type { CellPlace, SheetTable } from "../grid/table.ts";
import { shownNumber } from "./cellValue.ts";

/**
 * Where the text stands, row by row. 4646, 4,646 and £4,646 all find what is shown as 4,646, and -1399 finds (1,399); a whole number is
 * found within a longer one as well, as a spreadsheet finds it.
 */
export function foundIn(table: SheetTable, text: string): CellPlace[] {
  const sought = folded(text);
  if (sought === "") return [];
  const digits = /^[£(−–-]*[\d,.]+[)%]?$/.test(sought) ? plainNumber(sought) : null;
  const holds = (shown: string): boolean => shown !== "" && (folded(shown).includes(sought) || (digits !== null && plainNumber(shown)?.includes(digits) === true));
  return table.rows.flatMap((row) => [
    ...(holds(row.label) || (row.status !== null && holds(row.status)) ? [{ row: row.key, column: "label" }] : []),
    ...row.cells.flatMap((cell, index) => (holds(cell.shown) ? [{ row: row.key, column: table.columns[index]?.key ?? "" }] : [])),
  ]);
}

function folded(text: string): string {
  return text.trim().toLocaleLowerCase("en-GB");
}

function plainNumber(text: string): string | null {
  const number = shownNumber(text);
  return number === null ? null : String(number);
}

/** The table with the cells marked that are sought. Rows without any are the same rows, so that the grid leaves them as they are. */
export function markedIn(table: SheetTable, places: readonly CellPlace[]): SheetTable {
  if (places.length === 0) return table;
  const columnsOf = new Map<string, Set<string>>();
  for (const { row, column } of places) columnsOf.set(row, (columnsOf.get(row) ?? new Set()).add(column));
  return {
    ...table,
    rows: table.rows.map((row) => {
      const found = columnsOf.get(row.key);
      if (!found) return row;
      return { ...row, found: found.has("label"), cells: row.cells.map((cell, index) => (found.has(table.columns[index]?.key ?? "") ? { ...cell, found: true } : cell)) };
    }),
  };
}

/** The match to go to from a place: the next one after it, or the one before; round the end. `at` is the place itself where it is a match. */
export function nextMatch(table: SheetTable, places: readonly CellPlace[], from: CellPlace | null, step: 1 | -1 | 0): number {
  if (places.length === 0) return -1;
  const rowAt = new Map(table.rows.map((row, index) => [row.key, index]));
  const columnAt = new Map(table.columns.map((column, index) => [column.key, index + 1]));
  const order = ({ row, column }: CellPlace) => (rowAt.get(row) ?? 0) * (table.columns.length + 1) + (columnAt.get(column) ?? 0);
  const here = from && rowAt.has(from.row) ? order(from) : -1;
  const orders = places.map(order);
  if (step === -1) {
    const before = orders.findLastIndex((each) => each < here);
    return before < 0 ? places.length - 1 : before;
  }
  const after = orders.findIndex((each) => (step === 0 ? each >= here : each > here));
  return after < 0 ? 0 : after;
}
