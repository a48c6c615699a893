// A row that is the sum of others: what it is called, what they come to, and whether it agrees, to the precision that each is printed with.
import { Exact } from "../finance/exact.ts";

/** A row (or a column, where a table adds up across) as a sum sees it: its name, and its figures, null where it has none. */
export interface SumRow {
  readonly label: string;
  readonly figures: readonly (Exact | null)[];
  /** Half of the last digit that each figure is printed with: 0.5 of whole thousands, 0.05 of one decimal of a million. */
  readonly halves: readonly Exact[];
  readonly bold?: boolean;
  /** How far its name is set in: what is set in further is part of it. Of a row that is none of the lines too, which ends what is above it. */
  readonly indent?: number;
  /** What somebody said that it is. */
  readonly told?: "sum" | "line";
}

/** A row that is a total, of which rows (by their places, totals among them), and what they come to. */
export interface FoundSum {
  readonly row: number;
  readonly of: readonly number[];
  readonly sums: readonly (Exact | null)[];
  /** For each figure whether it is what they come to, as far as its digits tell; null where there is nothing to compare. */
  readonly agrees: readonly (boolean | null)[];
  /** Rows above that its name leaves out: "(excluding CERA)". */
  readonly excluded: readonly number[];
}

const totalName = /\b(sub-?totals?|totals?)\b/i;
/** How many rows a sum may have that no name tells of. */
export const mostUnnamed = 60;

/** From so many rows on a table is a list, and what is a sum in it has a name that says so: arithmetic would find chance. */
export const longList = 3_000;

/** Whether a name says that its row adds up others. */
export function isTotalName(label: string): boolean {
  return totalName.test(label);
}

/** What some rows come to beside the figures of one. */
export function added(rows: readonly SumRow[], row: number, of: readonly number[], excluded: readonly number[]): FoundSum {
  const { figures, halves } = rows[row] as SumRow;
  const sums: (Exact | null)[] = [];
  const agrees: (boolean | null)[] = [];
  for (const column of figures.keys()) {
    let sum: Exact | null = null;
    let width = halves[column] as Exact;
    for (const each of of) {
      const figure = rows[each]?.figures[column] ?? null;
      if (figure === null) continue;
      sum = (sum ?? Exact.nil).plus(figure);
      width = width.plus(rows[each]?.halves[column] as Exact);
    }
    const figure = figures[column] ?? null;
    sums.push(sum);
    agrees.push(figure === null || sum === null ? null : within(figure, sum, width));
  }
  return { row, of, sums, agrees, excluded };
}

/** Whether a figure is a sum, as far as the digits that both are printed with tell. */
export function within(figure: Exact, sum: Exact, width: Exact): boolean {
  const apart = figure.minus(sum);
  return !width.minus(apart.isNegative() ? apart.negated() : apart).isNegative();
}

/** A sum that no name tells: two figures of it, or one in bold, are each made of two that are not nil. */
export function isNoChance(rows: readonly SumRow[], { row, of }: FoundSum): boolean {
  const total = rows[row] as SumRow;
  const telling = total.figures.filter((figure, column) => figure !== null && !figure.isNil() && of.filter((each) => rows[each]?.figures[column]?.isNil() === false).length >= 2);
  return telling.length >= (total.bold ? 1 : 2);
}
