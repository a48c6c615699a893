// Looks for sums with binary fractions, which take a small part of the time of exact ones: what they find, exact arithmetic then confirms.
import type { Exact } from "../finance/exact.ts";
import type { SumRow } from "./foundSum.ts";

/** Binary fractions are off by less than this part of what was added up. */
export const slack = 1e-9;

/** A table's figures as binary fractions, for looking. */
export interface Looked {
  readonly rows: readonly SumRow[];
  readonly figures: readonly (readonly (number | null)[])[];
  readonly halves: readonly (readonly number[])[];
}

const binary = ({ numerator, denominator }: Exact) => Number(numerator) / Number(denominator);

export function lookedAt(rows: readonly SumRow[]): Looked {
  return {
    rows,
    figures: rows.map(({ figures }) => figures.map((figure) => figure && binary(figure))),
    halves: rows.map(({ halves }) => halves.map(binary)),
  };
}

/**
 * Adds rows up, one after the other, beside the figures of a row that may be their sum. Each call adds a row, and tells whether the sum may by now be theirs, in
 * every figure that there is to compare.
 */
export function growingSum({ figures, halves }: Looked, row: number): (part: number) => boolean {
  const wanted = figures[row] as readonly (number | null)[];
  const sums = wanted.map(() => 0);
  /** What was added whatever its signs, which is what binary fractions are off in proportion to. */
  const sizes = wanted.map(() => 0);
  const widths = [...(halves[row] as readonly number[])];
  const added = wanted.map(() => false);
  return (part) => {
    let mayBe = false;
    let isOther = false;
    for (const [column, figure] of wanted.entries()) {
      const each = figures[part]?.[column] ?? null;
      if (each !== null) {
        added[column] = true;
        sums[column] = (sums[column] as number) + each;
        sizes[column] = (sizes[column] as number) + Math.abs(each);
        widths[column] = (widths[column] as number) + (halves[part]?.[column] as number);
      }
      if (figure === null || !added[column]) continue;
      if (Math.abs(figure - (sums[column] as number)) <= (widths[column] as number) + (sizes[column] as number) * slack) mayBe = true;
      else isOther = true;
    }
    return mayBe && !isOther;
  };
}
