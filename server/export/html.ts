// HTML: one whole page that needs nothing else, reads well aloud, prints well on A4, and pastes well into Word.
import { isBracketed, marksSaid, rowSaid, sourceSaid, unitOver, versionSaid } from "./documentText.ts";
import type { Exported, ExportedChart, Pieces } from "./exported.ts";
import { noteMark } from "./flat.ts";
import { htmlStyle } from "./htmlStyle.ts";
import type { PrintedCell, PrintedNote, PrintedRow, PrintedTable } from "./printed.ts";
import { hasRightToLeft } from "./rightToLeft.ts";

const rowsAPiece = 100;
/** In more columns there is no room to keep the notes' marks apart from the figures. */
const mostSpacedColumns = 8;
/** More columns are printed across the page, and many more in smaller type. */
const mostUprightColumns = 7;
const mostUsualColumns = 14;

/** A page of one table, or of a report's in their order. */
export function* html(exported: Exported): Pieces & Generator<string> {
  const { title, tables, isReport, madeOn } = exported;
  yield head(title);
  if (isReport) yield contents(title, tables);
  for (const [index, table] of tables.entries()) {
    yield* section(table, exported.chart(table), `table-${index + 1}`, isReport ? "h2" : "h1");
    yield `${foot(table, `table-${index + 1}`, madeOn)}</section>\n`;
  }
  yield "</main>\n</body>\n</html>\n";
}

function head(title: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Tabled">
<title>${text(title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
`;
}

function contents(title: string, tables: readonly PrintedTable[]): string {
  const items = tables.map((table, index) => `<li><a href="#table-${index + 1}">${said(table.title)}</a></li>`);
  return `<h1>${said(title)}</h1>\n<nav aria-label="Tables">\n<ol>\n${items.join("\n")}\n</ol>\n</nav>\n`;
}

function* section(table: PrintedTable, chart: ExportedChart | null, id: string, heading: "h1" | "h2"): Generator<string> {
  const spaced = table.columns.length <= mostSpacedColumns && table.notes.some(({ cells }) => cells > 0);
  const worded = table.columns.some(({ words }) => words);
  const shape = classes({ noted: spaced, worded });
  const paper = classes({ landscape: table.columns.length > mostUprightColumns, crowded: table.columns.length > mostUsualColumns });
  const unit = unitOver(table);
  yield `<section id="${id}"${paper}>
<div class="wide" role="group" aria-labelledby="${id}-title" tabindex="0">
<table${shape}>
<caption><${heading} id="${id}-title">${said(table.title)}</${heading}>${unit ? `<p>${text(unit)}</p>` : ""}</caption>
<thead>
<tr><th scope="col" class="name">${text(table.labelHeading)}</th>${table.columns.map(({ label, words }) => `<th scope="col"${words ? ' class="words"' : ""}>${said(label)}</th>`).join("")}</tr>
</thead>
`;
  yield* body(table, id);
  yield "</table>\n</div>\n";
  if (chart) yield figure(chart);
}

/** The rows, those under one heading in a body of their own. */
function* body(table: PrintedTable, id: string): Generator<string> {
  const linked = new Set<number>();
  let piece = "<tbody>\n";
  let held = 0;
  let last: PrintedRow | null = null;
  for (const row of table.rows()) {
    const begins = last !== null && last.kind !== "heading" && (row.kind === "heading" || row.group !== last.group);
    piece += `${begins ? "</tbody>\n<tbody>\n" : ""}${rowHtml(row, table, id, linked)}`;
    last = row;
    held += 1;
    if (held < rowsAPiece) continue;
    yield piece;
    piece = "";
    held = 0;
  }
  yield `${piece}</tbody>\n`;
}

function rowHtml(row: PrintedRow, table: PrintedTable, id: string, linked: Set<number>): string {
  const level = row.level > 0 ? ` class="level-${Math.min(row.level, 4)}"` : "";
  if (row.kind === "heading") return `<tr class="heading"><th scope="rowgroup" colspan="${table.columns.length + 1}"${level}>${said(rowSaid(row))}</th></tr>\n`;
  const cells = row.cells.map((cell, index) => cellHtml(cell, table.columns[index]?.words ?? false, id, linked));
  return `<tr class="${row.kind.replace(" ", "-")}"><th scope="row"${level}>${said(rowSaid(row))}</th>${cells.join("")}</tr>\n`;
}

function cellHtml(cell: PrintedCell, words: boolean, id: string, linked: Set<number>): string {
  const shape = words ? "words" : isBracketed(cell) ? "bracketed" : "";
  const rating = cell.rating ? `<span class="rating ${cell.rating.toLowerCase()}">${cell.rating}</span> ` : "";
  return `<td${shape ? ` class="${shape}"` : ""}>${rating}${said(cell.shown)}${cell.notes.map((number) => mark(number, id, linked)).join("")}</td>`;
}

/** The mark of a note, with a link to it; the note links back to its first mark. */
function mark(number: number, id: string, linked: Set<number>): string {
  const first = linked.has(number) ? "" : ` id="${id}-at-${number}"`;
  linked.add(number);
  return `<sup> <a${first} href="#${id}-note-${number}">${noteMark(number)}</a></sup>`;
}

function figure({ svg, alt }: ExportedChart): string {
  const described = svg.replace("<svg ", `<svg aria-label="${text(alt)}" `);
  return `<figure>\n${described}\n</figure>\n`;
}

function foot(table: PrintedTable, id: string, madeOn: string): string {
  const lines = [sourceSaid(table), marksSaid(table), versionSaid(table.dataVersion, madeOn)].filter((line) => line !== null).map((line) => `<p>${said(line)}</p>\n`);
  const notes = table.notes.map((note) => `<li id="${id}-note-${note.number}">${noteHtml(note, id)}</li>\n`);
  return `<div class="about">\n${notes.length > 0 ? `<ol class="notes" aria-label="Notes">\n${notes.join("")}</ol>\n` : ""}${lines.join("")}</div>\n`;
}

function noteHtml({ number, text: noted, cells }: PrintedNote, id: string): string {
  const label = noteMark(number);
  return `${cells > 0 ? `<a href="#${id}-at-${number}" aria-label="Back to ${label}">${label}</a>` : label} ${said(noted)}`;
}

/** A text with line breaks kept, and its own direction where that may not be the page's. */
function said(given: string): string {
  const escaped = text(given).replace(/\r\n?|\n/g, "<br>");
  return hasRightToLeft(given) ? `<bdi>${escaped}</bdi>` : escaped;
}

function classes(given: Record<string, boolean>): string {
  const names = Object.keys(given).filter((name) => given[name]);
  return names.length === 0 ? "" : ` class="${names.join(" ")}"`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text that is no markup, in an element or in an attribute. */
function text(given: string): string {
  return given.replace(/[&<>"']/g, (sign) => entities[sign] as string);
}
