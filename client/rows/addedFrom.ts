// Rows of a register as they are pasted from a spreadsheet: a line a row, in the register's own columns or in those that its first line names.
import { labelColumnId, type SheetTable } from "../grid/table.ts";
import { readTabSeparated } from "../grid/tabSeparated.ts";
import type { AddedRow } from "../grid/typing.ts";

const folded = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase();

/** The columns that a line fills where no headings say otherwise: the name, then those that are typed into, as they stand in the register. */
export function columnsToFill(table: SheetTable, takes: (column: string) => boolean, nameLabel: string): { key: string; label: string }[] {
  return [{ key: labelColumnId, label: nameLabel }, ...table.columns.filter(({ key }) => takes(key)).map(({ key, label }) => ({ key, label }))];
}

/** `addedFrom("Name\tPrice\nNine beds\t5963", columns)` is one row, whose price is 5963: a first line of headings is none of the rows. */
export function addedFrom(text: string, columns: readonly { key: string; label: string }[]): AddedRow[] {
  const lines = readTabSeparated(text)
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ""));
  const named = (lines[0] ?? []).map(
    (heading) => columns.find(({ key, label }) => folded(label) === folded(heading) || (key === labelColumnId && folded(heading) === "name"))?.key,
  );
  const hasHeadings = named.length > 1 && named.every((key) => key !== undefined);
  const keys = hasHeadings ? (named as string[]) : columns.map(({ key }) => key);
  return (hasHeadings ? lines.slice(1) : lines).map((cells) => {
    const row: AddedRow = { name: "", amounts: {} };
    for (const [index, cell] of cells.entries()) {
      const key = keys[index] ?? `beyond ${index}`;
      if (key === labelColumnId) row.name = cell;
      else if (cell !== "") row.amounts[key] = cell;
    }
    return row;
  });
}
