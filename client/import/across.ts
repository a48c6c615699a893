// A table in which each council is a row and its services stand across: the one row that is read, turned so that its columns are lines.
import type { Proposal } from "./proposal.ts";
import { amountSaid } from "./readWords.ts";

export interface AcrossLine {
  readonly name: string;
  readonly group: string | null;
  readonly text: string;
  readonly kind: "line" | "total" | "left out";
  readonly said: string;
  readonly agrees: boolean | null;
  /** Why somebody, or the reading, left its column out. */
  readonly leftOut: string | null;
}

export interface Across {
  /** The row of the file. */
  readonly at: number;
  readonly of: string;
  readonly lines: readonly AcrossLine[];
  /** How many columns of amounts are of other groups than the one that was chosen. */
  readonly others: number;
}

/** Null of a table whose lines go down. */
export function acrossIn({ as, rows, seen, columns, totals, leftOut, clean, amounts }: Proposal, amount: string | undefined): Across | null {
  const leaf = seen.find(({ kind }) => kind === "leaf");
  const cuts = [...totals, ...leftOut].some(({ at }) => at.startsWith("column "));
  if (as !== "budget" || rows.leaf !== 1 || !leaf || !(cuts || (clean && clean.table.rows.length > 1))) return null;
  const figures = columns.flatMap((column, index) =>
    column.holds === "money" || column.holds === "count" || column.leftOut !== null ? [{ ...column, text: leaf.cells[index] ?? "" }] : [],
  );
  const comesIn = new Map(amounts?.lines.map((line) => [line.name, line.pence[0] ?? null]));
  const lines = figures.flatMap(({ name, group, text, leftOut: columnOut }): AcrossLine[] => {
    const of = { name, group, text, leftOut: columnOut };
    if (columnOut !== null) return [{ ...of, kind: "left out", said: columnOut, agrees: null }];
    const total = totals.find(({ at }) => at === `column ${name}`);
    const out = leftOut.find(({ at }) => at === `column ${name}`);
    const pence = comesIn.get(name) ?? comesIn.get(`${name} (${group})`);
    const [stated = null, agrees = null] = [total?.stated[0], total?.agrees[0]];
    if (total) return [{ ...of, kind: "total", said: stated === null ? "" : amountSaid(stated), agrees }];
    if (out) return [{ ...of, kind: "left out", said: out.why, agrees: null }];
    if (typeof pence === "number") return [{ ...of, kind: "line", said: amountSaid(pence), agrees: null }];
    const isWanted = clean === null && (amount === undefined || group?.trim().toLowerCase() === amount.trim().toLowerCase());
    return isWanted ? [{ ...of, kind: "line", said: "", agrees: null }] : [];
  });
  return { at: leaf.at, of: leaf.label, lines, others: figures.length - lines.length };
}
