// CSV (RFC 4180): the table as it stands, or one row a value with what it is of beside it.
import type { Exported, Pieces } from "./exported.ts";
import { flatColumns, flatRows } from "./flat.ts";
import { heldText, roundedText } from "./numberText.ts";
import type { PrintedNumber, PrintedTable } from "./printed.ts";
import { valueUnit } from "./valueUnit.ts";

const rowsAPiece = 200;

/**
 * A table as a sheet: money rounded as the table prints it, as digits with a minus, so that Excel and R read numbers; whatever else is mixed into a
 * column (5.5%, £26.50) as printed. It begins with a byte order mark: without it, Excel takes Welsh letters for others.
 */
export function* tableCsv({ tables }: Exported): Pieces & Generator<string> {
  const [table] = tables as [PrintedTable];
  const columns = flatColumns(table);
  yield `\uFEFF${line(columns.map(({ label }) => textCell(label)))}`;
  yield* pieces(flatRows(table, columns), ({ cells }) => line(cells.map(({ text, number }) => (number ? numberCell(text, number) : textCell(text)))));
}

const dimensions = [
  "table",
  "row",
  "row_kind",
  "group",
  "status",
  "column",
  "time_identifier",
  "time_period",
  "unit",
  "value",
  "shown",
  "rating",
  "notes",
  "data_version",
] as const;

/**
 * One row a value, of one table or of several. `value` is not rounded (to 15 digits; 0.055 where 5.5% is shown), or the mark of what is not there; `time_identifier` and
 * `time_period` are those of the Department for Education's statistics: "Financial year", 202324. What does not apply is z.
 */
export function* valuesCsv({ tables }: Exported): Pieces & Generator<string> {
  yield line([...dimensions]);
  for (const table of tables) yield* pieces(valuesOf(table), line);
}

function* valuesOf(table: PrintedTable): Generator<string[]> {
  for (const row of table.rows()) {
    for (const [index, cell] of row.cells.entries()) {
      const column = table.columns[index] as PrintedTable["columns"][number];
      yield [
        ...[table.title, row.label, row.kind, row.group ?? none, row.status ?? none, column.label].map(textCell),
        ...timeOf(column.key),
        textCell(valueUnit(cell) ?? none),
        cell.number ? heldText(cell.number.value) : textCell(withoutBrackets(cell.shown)),
        cell.number ? quoted(cell.shown) : textCell(cell.shown),
        cell.rating ?? none,
        cell.notes.join(" ") || none,
        String(table.dataVersion),
      ];
    }
  }
}

const none = "z";

/** A financial year is 202324, and a year that children are counted in is 2024. */
function timeOf(key: string): [string, string] {
  const year = /^(\d{4})\/(\d{2})$/.exec(key);
  return year ? ["Financial year", `${year[1]}${year[2]}`] : [none, none];
}

/** "[c]" is c, as statistics have it. */
function withoutBrackets(text: string): string {
  return /^\[(c|k|low|x|z)\]$/.exec(text)?.[1] ?? text;
}

/** Money in the table's unit and points as a number; any other figure as printed, without its commas and with a minus that machines know. */
function numberCell(text: string, number: PrintedNumber): string {
  return typeof number.unit === "string" || "points" in number.unit ? roundedText(number) : text.replaceAll(",", "").replace("–", "-");
}

/**
 * A text as a cell. One that a spreadsheet would take for a formula has an apostrophe before it, which is how a spreadsheet itself keeps such a text;
 * every other is as it was.
 */
function textCell(text: string): string {
  return quoted(/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function line(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}

function* pieces<Row>(rows: Iterable<Row>, written: (row: Row) => string): Generator<string> {
  let piece: string[] = [];
  for (const row of rows) {
    piece.push(written(row));
    if (piece.length < rowsAPiece) continue;
    yield piece.join("");
    piece = [];
  }
  if (piece.length > 0) yield piece.join("");
}
