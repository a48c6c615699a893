// A table without headings over rows and words beside figures, as spreadsheets and CSV have it: one heading a column, every cell filled.
import type { PrintedCell, PrintedNumber, PrintedRow, PrintedTable } from "./printed.ts";

/** What a column is: the heading that a row stands under, its name, its status, a column of the table, the rating of one, the numbers of the notes. */
export type FlatColumn = { readonly label: string } & (
  | { readonly of: "group" | "label" | "status" | "notes" }
  | { readonly of: "cell" | "rating" /** Its place among the table's own columns. */; readonly index: number }
);

/** One cell: its text, and the number behind it where it is one. */
export interface FlatCell {
  readonly text: string;
  readonly number: PrintedNumber | null;
}

const none = "[z]";

/** The columns of a table in a spreadsheet: its own, and those that say what a page shows by place, colour or a sign. No two have one heading. */
export function flatColumns(table: PrintedTable): FlatColumn[] {
  const noted = table.notes.some(({ cells }) => cells > 0);
  const columns: FlatColumn[] = [
    ...(table.grouped ? [{ label: "Group", of: "group" as const }] : []),
    { label: table.labelHeading, of: "label" },
    ...(table.stated ? [{ label: "Status", of: "status" as const }] : []),
    ...table.columns.flatMap((column, index): FlatColumn[] => [
      { label: column.label, of: "cell", index },
      ...(column.rated ? [{ label: `${column.label}: rating`, of: "rating" as const, index }] : []),
    ]),
    ...(noted ? [{ label: "Notes", of: "notes" as const }] : []),
  ];
  const labels = columns.map(({ label }) => label.toLowerCase());
  return columns.map((column, index) => (labels.indexOf(labels[index] as string) === index ? column : { ...column, label: `${column.label} (${index + 1})` }));
}

/** The rows that have cells, each as one value a column. */
export function* flatRows(table: PrintedTable, columns: readonly FlatColumn[]): Generator<{ row: PrintedRow; cells: FlatCell[] }> {
  for (const row of table.rows()) if (row.kind !== "heading") yield { row, cells: columns.map((column) => flatCell(row, column)) };
}

function flatCell(row: PrintedRow, column: FlatColumn): FlatCell {
  switch (column.of) {
    case "group":
      return words(row.group);
    case "label":
      return words(row.label);
    case "status":
      return words(row.status);
    case "notes":
      return words(marksOf(row.cells));
    case "rating":
      return words(row.cells[column.index]?.rating ?? null);
    case "cell": {
      const cell = row.cells[column.index] as PrintedCell;
      return { text: cell.shown, number: cell.number };
    }
  }
}

const words = (text: string | null): FlatCell => ({ text: text || none, number: null });

/** "[note 2] [note 5]": the notes on any of a row's cells, each once. */
function marksOf(cells: readonly PrintedCell[]): string {
  const numbers = [...new Set(cells.flatMap(({ notes }) => notes))].sort((one, other) => one - other);
  return numbers.map(noteMark).join(" ");
}

/** `noteMark(2)` is "[note 2]". */
export function noteMark(number: number): string {
  return `[note ${number}]`;
}
