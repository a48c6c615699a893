// A table's sheet beside what /graphql says of the table.
import { unzipSync, zipSync } from "fflate";
import { expect } from "vitest";
import type { AskedCell, AskedTable } from "./everyTable.ts";

/** A cell as some reader gives it: a text, or a number; with the text that it shows where the reader works formats out. */
export interface ReadCell {
  value: number | null;
  text: string | null;
}

const pounds: Record<string, number> = { "£": 1, "£000s": 1_000, "£m": 1_000_000 };
/** A penny less than half, in pounds: what binary fractions lose is far less, and a wrong figure is more. */
const penny = 0.005;

interface How {
  /** The headings behind the table's own. */
  more?: readonly string[];
  /** True where the numbers are what formulas gave. */
  recalculated?: boolean;
}

/** Compares every cell of a sheet with its table. Returns how many there were. */
export function compareSheet(table: AskedTable, rows: readonly (readonly ReadCell[])[], { more = [], recalculated = false }: How = {}): number {
  const start = rows.findIndex(([first, second]) => first?.text === "Item" || (first?.text === "Group" && second?.text === "Item"));
  const headings = (rows[start] as readonly ReadCell[]).map(({ text }) => text as string);
  const places = placesOf(table, headings, more);
  const own = table.rows.filter(({ kind }) => kind !== "HEADING");
  if (own.length === 0) {
    expect(rows.slice(start + 1).map(([first]) => first?.text)).toEqual(["There are no rows"]);
    return 0;
  }
  expect(rows).toHaveLength(start + 1 + own.length);
  let cells = 0;
  for (const [at, row] of own.entries()) {
    const found = rows[start + 1 + at] as readonly ReadCell[];
    expect(found, `${table.address}, ${row.label}`).toHaveLength(headings.length);
    expect(found[headings.indexOf("Item")]?.text).toBe(row.label);
    if (statedIn(table.rows)) expect(found[headings.indexOf("Item") + 1]?.text).toBe(row.status ?? "[z]");
    for (const [index, cell] of row.cells.entries()) {
      compareCell(cell, found[places[index] as number] as ReadCell, table, row.label, recalculated);
      cells += 1;
    }
    for (const { text, value } of found) expect(value === null && (text ?? "") === "", `a blank in ${row.label}`).toBe(false);
  }
  return cells;
}

function statedIn(rows: AskedTable["rows"]): boolean {
  return rows.some(({ kind, status }) => kind !== "HEADING" && status);
}

/** Where each of the table's columns stands, in their order, with nothing between them but what a spreadsheet says in words. */
function placesOf({ columns, rows }: AskedTable, headings: readonly string[], more: readonly string[]): number[] {
  let at = headings.indexOf("Item") + 1;
  if (statedIn(rows)) at += 1;
  const places = columns.map(({ label, status }) => {
    const heading = `${label} ${status}`.trim() || "Figure";
    expect((headings[at] as string).replace(/ \(\d+\)$/, "")).toBe(heading.replace(/ \(\d+\)$/, ""));
    const place = at;
    at += headings[at + 1]?.endsWith(": rating") ? 2 : 1;
    return place;
  });
  expect(headings.slice(at).filter((heading) => heading !== "Notes")).toEqual(more);
  return places;
}

function compareCell(cell: AskedCell, found: ReadCell, table: AskedTable, label: string, recalculated: boolean): void {
  const where = `${table.address}, ${label}: ${cell.shown}`;
  if (cell.exact === null) {
    expect({ value: found.value, text: found.text }, where).toEqual({ value: null, text: cell.shown || "[z]" });
    return;
  }
  const exact = Number(cell.exact);
  const unit = pounds[table.unit] ?? 1;
  // Money is in the table's unit, points are hundredfold, and all else is as it is.
  const possible = cell.shown.endsWith(" points") ? [exact * 100] : /[%£]/.test(cell.shown) ? [exact] : [exact / unit, exact];
  const off = Math.min(...possible.map((each) => Math.abs((found.value as number) - each)));
  expect(off, `${where}, and ${found.value} is read`).toBeLessThan(cell.shown.includes("%") ? 1e-9 : penny / unit);
  if (found.text !== null && !(recalculated && isHalf(cell, possible))) expect(found.text, where).toBe(cell.shown);
}

/** Exactly between two numbers that can be shown: binary fractions of what is worked out again may fall on either side. */
function isHalf({ shown }: AskedCell, possible: readonly number[]): boolean {
  const decimals = (/\.(\d+)/.exec(shown)?.[1] ?? "").length + (shown.endsWith("%") ? 2 : 0);
  return possible.some((each) => Math.abs(((Math.abs(each) * 10 ** decimals) % 1) - 0.5) < 1e-9);
}

const decoder = new TextDecoder();

/** The parts of a workbook, as texts. */
export function partsOf(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, decoder.decode(content)]));
}

/** A workbook with some of its parts written anew. */
export function rewritten(bytes: Uint8Array, rewrite: (text: string, path: string) => string): Uint8Array {
  const encoder = new TextEncoder();
  return zipSync(Object.fromEntries([...partsOf(bytes)].map(([path, text]) => [path, encoder.encode(rewrite(text, path))])));
}
