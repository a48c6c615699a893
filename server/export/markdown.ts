// Markdown with GitHub's tables: every text in it is text, whatever signs it holds.
import { cellSaid, marksSaid, rowSaid, sourceSaid, unitOver, versionSaid } from "./documentText.ts";
import type { Exported, Pieces } from "./exported.ts";
import { noteMark } from "./flat.ts";
import type { PrintedCell, PrintedRow, PrintedTable } from "./printed.ts";

const rowsAPiece = 200;

/** One table, or a report's in their order. A row's level is said by its place below headings and subtotals, as Markdown has no indents within a table. */
export function* markdown({ title, tables, isReport, madeOn }: Exported): Pieces & Generator<string> {
  if (isReport) yield `# ${text(title)}\n\n${tables.map((table, index) => `${index + 1}. ${text(table.title)}\n`).join("")}\n`;
  for (const table of tables) {
    const unit = unitOver(table);
    yield `${isReport ? "##" : "#"} ${text(table.title)}\n\n${unit ? `${text(unit)}\n\n` : ""}${line([text(table.labelHeading), ...table.columns.map(({ label }) => text(label))])}`;
    yield line([":--", ...table.columns.map(({ words }) => (words ? ":--" : "--:"))]);
    yield* rows(table);
    yield foot(table, madeOn);
  }
}

function* rows(table: PrintedTable): Generator<string> {
  let piece: string[] = [];
  for (const row of table.rows()) {
    piece.push(rowLine(row, table.columns.length));
    if (piece.length < rowsAPiece) continue;
    yield piece.join("");
    piece = [];
  }
  yield piece.join("");
}

const strong: Partial<Record<PrintedRow["kind"], true>> = { heading: true, subtotal: true, total: true, remaining: true };

function rowLine(row: PrintedRow, columns: number): string {
  const weighted = (said: string) => (strong[row.kind] && said !== "" ? `**${said}**` : said);
  const cells = row.kind === "heading" ? Array.from({ length: columns }, () => "") : row.cells.map((cell) => weighted(text(cellSaid(cell))) + marks(cell));
  return line([weighted(text(rowSaid(row))), ...cells]);
}

function marks({ notes }: PrintedCell): string {
  return notes.map((number) => ` ${text(noteMark(number))}`).join("");
}

function foot(table: PrintedTable, madeOn: string): string {
  const notes = table.notes.map((note) => `- ${text(`${noteMark(note.number)} ${note.text}`)}\n`).join("");
  const lines = [sourceSaid(table), marksSaid(table), versionSaid(table.dataVersion, madeOn)].filter((said) => said !== null).map((said) => `${text(said)}\n\n`);
  return `\n${notes === "" ? "" : `${notes}\n`}${lines.join("")}`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

/**
 * A text as one that a reader gives back unchanged: what Markdown would take for a mark, a link or a tag has a backslash before it, what begins a list or a
 * heading where it stands first too, and a line break is the tag that tables take for one.
 */
function text(given: string): string {
  return given
    .trim()
    .replace(/[\\`*_[\]<>|~#$@]/g, "\\$&")
    .replace(/&(?=#?\w+;)/g, "\\&")
    .replace(/:\/\//g, ":\\//")
    .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}\\.`)
    .replace(/^[-+=]/, "\\$&")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2")
    .replace(/\r\n?|\n/g, "<br>");
}
