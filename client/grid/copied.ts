// A block of the sheet for the clipboard: plain digits for whatever reads text, and a table for Excel, Word, Sheets and LibreOffice.
import { digitsOf, isMoneyUnit } from "./amounts.ts";
import { withUnit } from "./bareAmount.ts";
import type { Displayed } from "./displayed.ts";
import { finerThanPence, typedElsewhere } from "./fill.ts";
import { labelColumnId, type SheetCell, type SheetTable } from "./table.ts";
import { writeTabSeparated } from "./tabSeparated.ts";

export interface Copied {
  text: string;
  html: string;
}

export interface CopiedBlock {
  rows: readonly number[];
  columns: readonly number[];
  /** With the columns' headings above it. */
  columnHeadings: boolean;
  /** With the rows' headings before it, where they are not in it. */
  rowHeadings: boolean;
  /** By this the sheet knows its own copy when it is pasted. */
  mark: string;
}

/**
 * As text a figure is in the table's unit, in full and with plain digits: what reads it reads a number. In the table it says what the sheet
 * shows, brackets and all, and carries its number as each program wants it.
 */
export function copied(table: SheetTable, displayed: Displayed, { rows, columns, columnHeadings, rowHeadings, mark }: CopiedBlock): Copied {
  const withLabels = rowHeadings && !columns.some((column) => displayed.columns[column] === labelColumnId);
  const headings = columnHeadings ? [[...(withLabels ? [table.unit] : []), ...columns.map((column) => headingOf(table, displayed, column))]] : [];
  const cells = rows.map((row) => [
    ...(withLabels ? [words(displayed.row(row)?.label ?? "")] : []),
    ...columns.map((column) => {
      const cell = displayed.cell({ row, column });
      const heading = displayed.column(column);
      return cell && heading && !heading.words ? figure(cell, table.unit) : words(displayed.text({ row, column }), cell);
    }),
  ]);
  const head = headings.length > 0 ? `<thead><tr>${headings[0]?.map((heading) => `<th>${escaped(heading)}</th>`).join("")}</tr></thead>` : "";
  const body = cells.map((line) => `<tr>${line.map((cell) => `<td${cell.marks}>${escaped(cell.shown)}</td>`).join("")}</tr>`).join("\n");
  return {
    text: writeTabSeparated([...headings, ...cells.map((line) => line.map((cell) => cell.text))]),
    html: `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table data-tabled="${mark}">${head}<tbody>${body}</tbody></table></body></html>`,
  };
}

interface Written {
  text: string;
  shown: string;
  marks: string;
}

function headingOf(table: SheetTable, displayed: Displayed, column: number): string {
  const heading = displayed.column(column);
  return heading ? `${heading.label} ${heading.status}`.trim() : table.unit;
}

/** Words that a spreadsheet would take for a formula are marked as text; of a cell that can be typed over the sheet itself takes what one would type. */
function words(text: string, cell?: SheetCell): Written {
  const typed = cell?.edits ? ` data-typed="${escaped(cell.entry ?? "")}"` : "";
  const marks = /^[=+\-@]/.test(text) ? ` style='mso-number-format:"\\@"' sdnum="2057;0;@" data-sheets-value='${escaped(JSON.stringify({ 1: 2, 2: text }))}'` : "";
  return { text, shown: text, marks: `${marks}${typed}` };
}

const formats: Record<string, string> = {
  "£": "\\#\\,\\#\\#0\\.00_\\)\\;\\(\\#\\,\\#\\#0\\.00\\)",
  "£000s": "\\#\\,\\#\\#0_\\)\\;\\(\\#\\,\\#\\#0\\)",
  "£m": "\\#\\,\\#\\#0\\.0_\\)\\;\\(\\#\\,\\#\\#0\\.0\\)",
};

function figure(cell: SheetCell, unit: string): Written {
  if (cell.ahead && typeof cell.pence !== "number") return { text: cell.entry ?? "", shown: cell.shown, marks: ` data-typed="${escaped(withUnit(cell.entry ?? "", unit))}"` };
  // What nobody has typed is copied as nothing, whatever stands for it; places that follow from several bookings are copied as they are shown.
  const shown = cell.edits && (cell.pence ?? null) === null && !cell.entry && !/\d/.test(cell.shown) ? "" : cell.shown;
  if (typeof cell.pence !== "number") {
    // A spreadsheet reads a number only behind its own minus, and a dash not at all.
    const text = shown === "–" ? "0" : shown.replace(/^[–−](?=£?\d)/, "-");
    return { text, shown: text, marks: cell.edits && cell.entry ? ` data-typed="${escaped(cell.entry)}"` : "" };
  }
  // An amount with its own £ is in pounds whatever the table is in.
  const own = cell.shown.includes("£") || !isMoneyUnit(unit) ? "£" : unit;
  const digits = finerThanPence(cell)?.slice(1) ?? digitsOf(BigInt(cell.pence), own);
  const marks = [
    ` x:num="${digits}" sdval="${digits}" sdnum="2057;" data-sheets-value='{"1":3,"3":${digits}}'`,
    ` style='mso-number-format:"${formats[own]}";text-align:right' data-typed="${escaped(typedElsewhere(cell, unit))}"`,
  ];
  return { text: digits, shown, marks: marks.join("") };
}

function escaped(text: string): string {
  if (!/[&<>"']/.test(text)) return text;
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
