// What is taken off in a table of amounts, and rows that are one row less another.
import type { Exact } from "../finance/exact.ts";
import { type FoundSum, type SumRow, within } from "./foundSum.ts";
import { sumsIn } from "./sums.ts";

/** The sums of a table in which "Less: …" stands without a minus: with those rows taken off, where more sums then agree. */
export function withDeductions(
  rows: readonly SumRow[],
  plain: readonly FoundSum[],
  isLeftOut: (row: number) => boolean,
  mayBe: (row: number) => boolean,
): { sums: readonly FoundSum[]; taken: ReadonlySet<number> } {
  const taken = new Set(
    [...rows.keys()].filter((row) => !isLeftOut(row) && mayBe(row) && (rows[row] as SumRow).figures.every((figure) => figure === null || !figure.isNegative())),
  );
  const none = { sums: plain, taken: new Set<number>() };
  if (taken.size === 0) return none;
  const turned = sumsIn(
    rows.map((row, index) => (taken.has(index) ? { ...row, figures: row.figures.map((figure) => figure?.negated() ?? null) } : row)),
    isLeftOut,
  );
  const right = (sums: readonly FoundSum[]) => sums.flatMap(({ agrees }) => agrees).filter((each) => each === true).length;
  return right(turned) > right(plain) ? { sums: turned, taken } : none;
}

const differenceName = /\b(gap|shortfall|surplus|deficit|difference|variance|(increase|decrease|change|movement|growth|reduction) (on|over|from|in)|(under|over) ?-?spend)\b/i;
/** How far above the two stand of which a row is the difference. */
const near = 12;

/** Rows that are called a difference and are one row above less another, in all of their figures. */
export function differencesIn(rows: readonly SumRow[], mayBe: (row: number) => boolean): { row: number; from: number; less: number }[] {
  return [...rows.keys()].flatMap((row) => {
    const { label, figures, halves } = rows[row] as SumRow;
    if (!mayBe(row) || !differenceName.test(label) || figures.every((figure) => figure === null)) return [];
    const above = [...Array(Math.min(near, row)).keys()].map((back) => row - 1 - back).filter(mayBe);
    const is = (from: number, less: number) =>
      figures.every((figure, column) => {
        const [one, other] = [rows[from]?.figures[column] ?? null, rows[less]?.figures[column] ?? null];
        if (figure === null) return true;
        const width = (halves[column] as Exact).plus(rows[from]?.halves[column] as Exact).plus(rows[less]?.halves[column] as Exact);
        return one !== null && other !== null && (within(figure, one.minus(other), width) || within(figure, other.minus(one), width));
      });
    for (const less of above) for (const from of above) if (from < less && is(from, less)) return [{ row, from, less }];
    return [];
  });
}
