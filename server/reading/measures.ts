// What the columns of figures in a table of outcomes are of each other: a numerator and its denominator, beside each other or in another row, told by the shares printed with them.
import { Exact } from "../finance/exact.ts";
import { printedNumber } from "./cellKinds.ts";
import { type Column, isOfPercent } from "./columns.ts";
import type { ReadRow } from "./rows.ts";

/** A figure over another in the same row. */
export interface BesidePair {
  readonly numerator: Column;
  readonly denominator: Column;
  /** The column that prints what they come to, and how often: 100 in a percentage, 10,000 in a rate; null where none does. */
  readonly share: Column | null;
  readonly per: number;
}

/** A figure whose denominator is the same column's in the row of the whole. */
export interface RowPair<Row extends ReadRow> {
  readonly count: Column;
  readonly share: Column;
  /** The column that says which part, and its value for the whole. */
  readonly part: Column;
  readonly whole: string;
  readonly isWhole: (row: Row) => boolean;
  /** The rows of wholes, by what they share with those of their parts. */
  readonly wholes: ReadonlyMap<string, Row>;
  /** How many of the printed shares that could be compared agree. */
  readonly agrees: number;
  readonly compared: number;
}

const enough = 0.9;
const looked = 400;
const multiples = [100, 1, 1_000, 10_000, 100_000];

/** A value that stands for the whole. */
export const wholeForm = /^(total|all|overall|persons?|whole|everyone)\b|\b(total|all)$/i;

const value = (row: ReadRow, { index }: Column): number | null => {
  const number = printedNumber(row.cells[index] ?? "");
  return number && Number(number.value.numerator) / Number(number.value.denominator);
};

/** Half of the last digit that a column is printed with in a row. */
function halfIn(row: ReadRow, { index }: Column): number {
  return 0.5 / 10 ** (printedNumber(row.cells[index] ?? "")?.decimals ?? 0);
}

/** Counts beside each other whose quotient a third column prints; or that are called numerator and denominator. */
export function besidePair(rows: readonly ReadRow[], figures: readonly Column[]): BesidePair | null {
  const named = (form: RegExp) => figures.find(({ name }) => form.test(name));
  const [numerator, denominator] = [named(/numerator|^num\b/i), named(/denominator|^denom?\b/i)];
  const few = rows.slice(0, looked);
  if (numerator && denominator) {
    for (const share of figures)
      if (share !== numerator && share !== denominator) {
        const per = quotientOf(few, numerator, denominator, share);
        if (per !== null) return { numerator, denominator, share, per };
      }
    return { numerator, denominator, share: null, per: 100 };
  }
  if (figures.length > 12) return null;
  const counts = figures.filter(({ holds }) => holds === "count");
  for (const share of figures.filter(({ holds, name }) => holds === "share" || /rate|per[_ ]/i.test(name) || isOfPercent(name)))
    for (const one of counts)
      for (const other of counts) {
        if (one === other || one === share || other === share) continue;
        const per = quotientOf(few, one, other, share);
        if (per !== null) return { numerator: one, denominator: other, share, per };
      }
  return null;
}

/** How often a column prints what one is over another: 100, 10,000; null where it does not. */
function quotientOf(rows: readonly ReadRow[], numerator: Column, denominator: Column, share: Column): number | null {
  const found = multiples.find((per) => {
    let compared = 0;
    let agreed = 0;
    for (const row of rows) {
      const [over, under, is] = [value(row, numerator), value(row, denominator), value(row, share)];
      if (over === null || under === null || is === null || under === 0 || over === 0) continue;
      compared += 1;
      if (Math.abs((over / under) * per - is) <= halfIn(row, share) + 1e-9 + is * 0.02) agreed += 1;
      if (compared > 20 && agreed < compared / 2) return false;
    }
    return compared >= 3 && agreed >= compared * enough;
  });
  return found ?? null;
}

/** Whether the shares that a table prints are its counts out of those in the row of the whole, for one of the columns that name parts. */
export function rowPair<Row extends ReadRow>(
  rows: readonly Row[],
  figures: readonly Column[],
  parts: readonly Column[],
  keyWithout: (row: Row, part: Column) => string,
  chosen?: string,
): RowPair<Row> | null {
  const counts = figures.filter(({ holds }) => holds === "count");
  const shares = figures.filter(({ holds }) => holds === "share");
  for (const part of parts)
    for (const whole of wholesIn(rows, part, chosen)) {
      const isWhole = (row: Row) => alike(row.cells[part.index] ?? "", whole);
      const wholes = new Map(rows.flatMap((row): [string, Row][] => (isWhole(row) ? [[keyWithout(row, part), row]] : [])));
      for (const count of counts)
        for (const share of shares) {
          const checked = sharesAgree(rows, count, share, (row) => (isWhole(row) ? undefined : wholes.get(keyWithout(row, part))));
          if (checked.compared > 0 && checked.agrees >= checked.compared * enough) return { count, share, part, whole, isWhole, wholes, ...checked };
        }
    }
  return null;
}

/** How many of the rows print what their count is out of their whole's. Counts of a table are often rounded themselves. */
function sharesAgree<Row extends ReadRow>(rows: readonly Row[], count: Column, share: Column, wholeOf: (row: Row) => Row | undefined): { agrees: number; compared: number } {
  let compared = 0;
  let agrees = 0;
  for (const row of rows) {
    const whole = wholeOf(row);
    const [over, under, is] = [value(row, count), whole ? value(whole, count) : null, value(row, share)];
    if (over === null || under === null || is === null || under === 0) continue;
    compared += 1;
    if (Math.abs((over / under) * 100 - is) <= halfIn(row, share) + 0.5) agrees += 1;
  }
  return { agrees, compared };
}

const alike = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

function wholesIn(rows: readonly ReadRow[], part: Column, chosen: string | undefined): string[] {
  const values = [...new Set(rows.map(({ cells }) => cells[part.index] ?? ""))];
  const named = chosen === undefined ? undefined : values.find((each) => alike(each, chosen));
  return named ? [named] : values.filter((each) => wholeForm.test(each));
}

/** A quotient as a percentage, for a sentence. */
export function percentText(numerator: string, denominator: string): string {
  return `${Number(Exact.decimal(numerator).times(Exact.whole(1_000)).dividedBy(Exact.decimal(denominator)).rounded(0)) / 10}%`;
}
