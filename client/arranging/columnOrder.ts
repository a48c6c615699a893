// The columns of a table in the order that a reader gave them.
import type { SheetTable } from "../grid/table.ts";

/** All of a table's columns by their keys, those first that `order` names. */
export function columnsInOrder(table: SheetTable, order: readonly string[]): string[] {
  const all = table.columns.map((column) => column.key);
  return [...new Set([...order.filter((key) => all.includes(key)), ...all])];
}
