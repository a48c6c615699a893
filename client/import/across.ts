// A table in which each council is a row and its services stand across: the one row that is read, turned so that its columns are lines.
import type { Proposal } from "../written/proposal.ts";
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
  readonly never: boolean;
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
export function acrossIn({ across, seen, columns, totals, leftOut }: Proposal): Across | null {
  const leaf = seen.find(({ kind }) => kind === "leaf");
  if (!across || !leaf) return null;
  const amounts = new Map(leaf.amounts.map((amount) => [amount.column, amount]));
  const figures = columns.flatMap((column, index) =>
    column.holds === "money" || column.holds === "count" || column.leftOut !== null ? [{ ...column, text: leaf.cells[index] ?? "", amount: amounts.get(index) }] : [],
  );
  const lines = figures.flatMap(({ name, group, text, leftOut: columnOut, never, amount }): AcrossLine[] => {
    const of = { name, group, text, leftOut: columnOut, never };
    if (columnOut !== null) return [{ ...of, kind: "left out", said: columnOut, agrees: null }];
    const said = amount ? amountSaid(amount.pence) : "";
    if (totals.some(({ at }) => at === `column ${name}`)) return [{ ...of, kind: "total", said, agrees: amount?.agrees ?? null }];
    const out = leftOut.find(({ at }) => at === `column ${name}`);
    if (out) return [{ ...of, kind: "left out", said: out.why, agrees: null }];
    return amount ? [{ ...of, kind: "line", said, agrees: null }] : [];
  });
  return { at: leaf.at, of: leaf.label, lines, others: figures.length - lines.length };
}
