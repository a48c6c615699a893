// What a figure may come to where the numbers behind it were rounded before they were printed.
import { Exact } from "./exact.ts";
import type { Figure } from "./figure.ts";

/** From the least to the most, both included: a half may have been rounded up or down. */
export interface Range {
  readonly least: Exact;
  readonly most: Exact;
}

/** Everything that rounds to `value` at a place of `nearest`: of 3.1 at 0.1, from 3.05 to 3.15. */
export function roundedRange(value: Exact, nearest: Exact): Range {
  const half = nearest.times(Exact.ratio(1n, 2n));
  return { least: value.minus(half), most: value.plus(half) };
}

/**
 * The least and the most that a figure can be, exactly, where each input that was printed rounded may be anything that prints as it does,
 * and every other input is what it is. A number that is written twice is taken as two, so that the range may be too wide, which can only
 * excuse what was printed. Null where it has no bounds: something is divided by what may be nil.
 * 3.1 / 1.6 - 1 is from 3.05/1.65 - 1 to 3.15/1.55 - 1: 84.8% to 103.2%.
 */
export function rangeOf(figure: Figure): Range | null {
  switch (figure.kind) {
    case "input":
      return figure.nearest === undefined ? only(figure.value) : roundedRange(figure.value, figure.nearest);
    case "named":
      return rangeOf(figure.of);
    case "deducted":
      return negated(rangeOf(figure.of));
    // A rule brought it to this amount and no other.
    case "settled":
      return only(figure.value);
    case "sum":
      return figure.of.map(rangeOf).reduce(added, only(Exact.nil));
    case "product":
      return figure.of.map(rangeOf).reduce(multiplied, only(Exact.one));
    case "quotient":
      return multiplied(rangeOf(figure.of), inverted(rangeOf(figure.by)));
    case "power": {
      const range = raised(rangeOf(figure.of), Math.abs(figure.exponent));
      return figure.exponent < 0 ? inverted(range) : range;
    }
  }
}

function only(value: Exact): Range {
  return { least: value, most: value };
}

function spanned(values: readonly Exact[]): Range {
  return { least: values.reduce((a, b) => (b.compare(a) < 0 ? b : a)), most: values.reduce((a, b) => (b.compare(a) > 0 ? b : a)) };
}

function negated(range: Range | null): Range | null {
  return range && { least: range.most.negated(), most: range.least.negated() };
}

function added(a: Range | null, b: Range | null): Range | null {
  return a && b && { least: a.least.plus(b.least), most: a.most.plus(b.most) };
}

function multiplied(a: Range | null, b: Range | null): Range | null {
  return a && b && spanned([a.least.times(b.least), a.least.times(b.most), a.most.times(b.least), a.most.times(b.most)]);
}

function mayBeNil({ least, most }: Range): boolean {
  return least.compare(Exact.nil) <= 0 && most.compare(Exact.nil) >= 0;
}

function inverted(range: Range | null): Range | null {
  if (range === null || mayBeNil(range)) return null;
  return { least: Exact.one.dividedBy(range.most), most: Exact.one.dividedBy(range.least) };
}

function raised(range: Range | null, times: number): Range | null {
  if (range === null) return null;
  const power = ({ numerator, denominator }: Exact) => Exact.ratio(numerator ** BigInt(times), denominator ** BigInt(times));
  const ends = spanned([power(range.least), power(range.most)]);
  // A square is nil where what is squared may be.
  return times > 0 && times % 2 === 0 && mayBeNil(range) ? { ...ends, least: Exact.nil } : ends;
}
