// What lies on the clipboard, as a block of texts: of a spreadsheet's tab-separated text, of a table where there is no text, or of this sheet itself.
import { readTabSeparated } from "./tabSeparated.ts";

export interface Pasted {
  block: string[][];
  /** By which the sheet that it was copied from knows it; null where it came from elsewhere. */
  mark: string | null;
}

/** Most rows and columns that a cell of a table may reach over: what says more is no table of a spreadsheet. */
const widestSpan = 1_000;

export function pastedFrom(clipboard: Pick<DataTransfer, "getData">): Pasted {
  const html = clipboard.getData("text/html");
  const table = html.includes("<t") || html.includes("<T") ? new DOMParser().parseFromString(html, "text/html").querySelector("table") : null;
  const mark = table?.getAttribute("data-tabled") ?? null;
  // Its own figures come in pounds, so that a table in another unit takes them as they are.
  if (table && mark) return { block: cellsOf(table, "tbody tr"), mark };
  const text = clipboard.getData("text/plain");
  if (text !== "" || !table) return { block: readTabSeparated(text), mark: null };
  return { block: cellsOf(table, "tr"), mark: null };
}

/** The table as it lies on the clipboard; null where there is none. */
export function tableIn(clipboard: Pick<DataTransfer, "getData">): string | null {
  const html = clipboard.getData("text/html");
  return /<table/i.test(html) ? html : null;
}

function cellsOf(table: Element, rows: string): string[][] {
  const block: string[][] = [];
  for (const [index, row] of [...table.querySelectorAll(rows)].entries()) {
    block[index] ??= [];
    const line = block[index];
    let column = 0;
    for (const cell of row.children) {
      while (line[column] !== undefined) column += 1;
      const across = Math.min(widestSpan, Number(cell.getAttribute("colspan") ?? 1) || 1);
      const down = Math.min(widestSpan, Number(cell.getAttribute("rowspan") ?? 1) || 1);
      for (let below = 0; below < down; below += 1) {
        block[index + below] ??= [];
        const under = block[index + below] as string[];
        for (let beside = 0; beside < across; beside += 1) under[column + beside] = below === 0 && beside === 0 ? textOf(cell) : "";
      }
    }
  }
  return block.map((line) => Array.from(line, (text) => text ?? ""));
}

/** The text as it is read: the source's own line breaks are blanks, and only `<br>` breaks a line. */
function textOf(cell: Element): string {
  const typed = cell.getAttribute("data-typed");
  if (typed !== null) return typed;
  for (const br of cell.querySelectorAll("br")) br.replaceWith("\u2028");
  return (cell.textContent ?? "")
    .replace(/\s*\u2028\s*/g, "\n")
    .replace(/[^\S\n]+/g, " ")
    .trim();
}
