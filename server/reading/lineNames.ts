// What the lines of a table are called: by which of its columns, and where that says nothing of a row, by what stands beside it or above it.
import type { Column } from "./columns.ts";
import { isTotalName } from "./foundSum.ts";
import { type Grid, isBlankRow } from "./grid.ts";

/** The column of words with the most names in lines that are no totals, and of several as good the first; where none has words, the first of codes. */
export function labelColumn(columns: readonly Column[], body: Grid): Column | null {
  const words = columns.filter(({ holds }) => holds === "words");
  if (words.length === 0) return columns.find(({ holds }) => holds === "code") ?? null;
  const given = body.filter((row) => !isBlankRow(row));
  const lines = given.filter(({ cells }) => !words.some(({ index }) => isTotalName(cells[index] ?? "")));
  const distinct = (rows: Grid, { index }: Column) => new Set(rows.flatMap(({ cells }) => cells[index] || [])).size;
  return words.reduce((best, column) => {
    const [names, most] = [distinct(lines, column), distinct(lines, best)];
    // Of one line and its total the names are told apart by the total's.
    return names > most * 1.2 || (names === most && distinct(given, column) > distinct(given, best) * 1.2) ? column : best;
  });
}

/**
 * The name of each row. Where its own column has none, a total's name may stand left of it, as in a pivot table, and a line with a code of its own has the name
 * above it with that code.
 */
export function namesOf(rows: Grid, columns: readonly Column[], labels: Column | null): string[] {
  if (labels === null) return rows.map(() => "");
  const left = columns.filter(({ holds, index }) => holds === "words" && index < labels.index).reverse();
  const code = columns.find(({ holds }) => holds === "code");
  const codes = code && code !== labels ? rows.map(({ cells }) => cells[code.index] ?? "") : [];
  const own = rows.map(({ cells }) => cells[labels.index] ?? "");
  let above = "";
  return own.map((name, row) => {
    const { cells } = rows[row] as Grid[number];
    if (isBlankRow(rows[row] as Grid[number])) above = "";
    if (name !== "") {
      above = isTotalName(name) ? "" : name;
      // The first of several lines under one name is told apart as they are.
      return codes[row] && codes[row + 1] && own[row + 1] === "" ? `${name} ${codes[row]}` : name;
    }
    if (codes[row] && above !== "") return `${above} ${codes[row]}`;
    return left.map(({ index }) => cells[index] ?? "").find((beside) => isTotalName(beside)) ?? "";
  });
}
