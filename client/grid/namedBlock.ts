// Whether what is pasted is a table with the names of its rows, which goes by its names and years, or a plain block of figures, which goes by its place.
import type { Displayed } from "./displayed.ts";
import type { NamedBlock } from "./namedTable.ts";
import type { Box } from "./range.ts";
import { labelColumnId, type SheetTable } from "./table.ts";

const isWords = (text: string) => /[a-z]{2}/i.test(text) && !/^(n\/?a|nil|£?[\d.,()\s-]+ ?(k|m|bn))$/i.test(text.trim());
const isFigure = (text: string) => /\d/.test(text) && !isWords(text) && !/^\(?£ ?'?(000'?s?|k|m)\)?$/i.test(text.trim());
const isYears = (text: string) => /^(fy ?)?(\d{4}|\d{2}) ?[/–-] ?(\d{4}|\d{2})\b/i.test(text.trim());
export const folded = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase();

/** How far down the years of a table are looked for. */
const searched = 8;

/** Null of a plain block. `html` is the table as it lies on the clipboard, with what is bold in it. */
export function namedBlock(block: readonly (readonly string[])[], html: string | null, table: SheetTable, displayed: Displayed, at: Box): NamedBlock | null {
  if (block.length < 2 || (block[0]?.length ?? 0) < 2) return null;
  const yearsRow = block.slice(0, searched).findIndex((line) => line.some(isYears) && !line.some((text) => isFigure(text) && !isYears(text)));
  const below = block.slice(yearsRow + 1).filter((line) => line.some((text) => text.trim() !== ""));
  const named = below.filter(([first = "", ...rest]) => isWords(first) && !rest.some((text) => isWords(text)));
  const figured = named.filter((line) => line.slice(1).some(isFigure));
  if (figured.length === 0) return null;
  if (yearsRow >= 0) return { content: html ?? tabSeparated(block), namesYears: true };
  if (named.length < below.length) return null;
  const own = new Set(table.rows.flatMap(({ kind, label }) => (kind === "COST_CENTRE" ? [folded(label)] : [])));
  const known = figured.filter(([first = ""]) => own.has(folded(first))).length;
  const isReport = figured.some(([first = ""]) => /\btotal\b/i.test(first)) || figured.length < named.length;
  // New rows alone go below the table, by their place.
  if (known * 2 < figured.length && !isReport) return null;
  const years = displayed.columns.slice(Math.max(at.left, displayed.columns.indexOf(labelColumnId) + 1));
  const width = Math.max(...block.map((line) => line.length)) - 1;
  if (years.length < width || !years.slice(0, width).every(isYears)) return null;
  return { content: tabSeparated([["Cost centre", ...years.slice(0, width)], ...block]), namesYears: false };
}

function tabSeparated(block: readonly (readonly string[])[]): string {
  return block.map((line) => line.map((text) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join("\t")).join("\r\n");
}
