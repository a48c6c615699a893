// The numbers of notes that published tables glue to words and years: "12 months1", "20155", "Sunderland5". They are taken off where a note below has that number.
import type { Grid } from "./grid.ts";

const looked = 80;
const wordLength = 40;
const noteBelow = /^\(?(\d{1,2})[.):]?\s+[A-Z(“"'£]/;
/** Words that have numbers of their own. */
const numbered = /(part|level|year|phase|band|tier|key|stage|quarter|period|week|month|group|type|class|version|table|option|lot|ward|unit|area|column|page)$/i;

/** A table without the numbers of its notes. */
export function withoutNoteMarks(grid: Grid): Grid {
  const notes = new Set(
    grid.slice(-looked).flatMap(({ cells }) => {
      const given = cells.filter((cell) => cell !== "");
      return given.length === 1 ? (noteBelow.exec(given[0] as string)?.[1] ?? []) : [];
    }),
  );
  if (notes.size === 0) return grid;
  return grid.map((row) => {
    const cells = row.cells.map((cell) => plain(cell, notes));
    return cells.some((cell, column) => cell !== row.cells[column]) ? { ...row, cells } : row;
  });
}

/** A text without the number of a note at its end, and years in it without theirs. */
function plain(cell: string, notes: ReadonlySet<string>): string {
  if (!/\d$|[¹²³⁴-⁹]/.test(cell)) return cell;
  const text = cell.replace(/[¹²³⁴-⁹]+$/, "").replace(/\b((?:19|20)\d{2})(\d)$/, (all, year: string, note: string) => (notes.has(note) ? year : all));
  // From its end alone, since a long text would be gone through again from each of its letters.
  const found = /([A-Za-z]{3,}|\))(\d{1,2})$/.exec(text.slice(-wordLength));
  if (!found || !notes.has(found[2] as string) || (numbered.test(found[1] as string) && text.split(" ").length <= 2)) return text;
  return text.slice(0, -(found[2] as string).length);
}
