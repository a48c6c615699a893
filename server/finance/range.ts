// What a figure may come to where the numbers behind it were rounded before they were printed.
import { Exact } from "./exact.ts";
import type { Figure } from "./figure.ts";

/** From the least to the most, both included: a half may have been rounded up or down. Null is without bound on that side. */
export interface Range {
  readonly least: Exact | null;
  readonly most: Exact | null;
}

/** Everything that rounds to `value` at a place of `nearest`: of 3.1 at 0.1, from 3.05 to 3.15. */
export function roundedRange(value: Exact, nearest: Exact): { least: Exact; most: Exact } {
  const half = nearest.times(Exact.ratio(1n, 2n));
  return { least: value.minus(half), most: value.plus(half) };
}

/**
 * The least and the most that a figure can be, exactly, where each input that was printed rounded may be anything that prints as it does,
 * and every other input is what it is. A number that is written twice is taken as two, so that the range may be too wide, which can only
 * excuse what was printed. Where something is divided by what may be nil it has no bound on one side, or on both.
 * 3.1 / 1.6 - 1 is from 3.05/1.65 - 1 to 3.15/1.55 - 1: 84.8% to 103.2%.
 */
export function rangeOf(figure: Figure): Range {
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

const unbounded: Range = { least: null, most: null };

function only(value: Exact): Range {
  return { least: value, most: value };
}

/** An end of a range: a number, or what lies beyond all of them on one side. */
type End = Exact | "below" | "above";
const ends = ({ least, most }: Range): readonly [End, End] => [least ?? "below", most ?? "above"];

function signOf(end: End): number {
  return typeof end === "string" ? (end === "below" ? -1 : 1) : end.compare(Exact.nil);
}

/** Nil times what has no bound is nil: no number of the range is without bound itself. */
function times(a: End, b: End): End {
  if (typeof a !== "string" && typeof b !== "string") return a.times(b);
  const sign = signOf(a) * signOf(b);
  return sign === 0 ? Exact.nil : sign < 0 ? "below" : "above";
}

function spanned(values: readonly End[]): Range {
  const numbers = values.filter((value) => typeof value !== "string");
  return {
    least: values.includes("below") || numbers.length === 0 ? null : numbers.reduce((a, b) => (b.compare(a) < 0 ? b : a)),
    most: values.includes("above") || numbers.length === 0 ? null : numbers.reduce((a, b) => (b.compare(a) > 0 ? b : a)),
  };
}

function negated({ least, most }: Range): Range {
  return { least: most?.negated() ?? null, most: least?.negated() ?? null };
}

function added(a: Range, b: Range): Range {
  return { least: a.least && b.least && a.least.plus(b.least), most: a.most && b.most && a.most.plus(b.most) };
}

function multiplied(a: Range, b: Range): Range {
  return spanned(ends(a).flatMap((one) => ends(b).map((other) => times(one, other))));
}

function mayBeNil(range: Range): boolean {
  const [least, most] = ends(range);
  return signOf(least) <= 0 && signOf(most) >= 0;
}

/** One over a range: where nil is one end of it, without bound on the other side; where nil lies within it, on both. */
function inverted(range: Range): Range {
  const [least, most] = ends(range);
  if (signOf(least) < 0 && signOf(most) > 0) return unbounded;
  if (signOf(least) === 0 && signOf(most) === 0) return unbounded;
  const over = (end: End, beyond: null): Exact | null => (typeof end === "string" ? Exact.nil : end.isNil() ? beyond : Exact.one.dividedBy(end));
  return { least: over(most, null), most: over(least, null) };
}

function raised(range: Range, exponent: number): Range {
  const power = (end: End): End => {
    if (typeof end !== "string") return Exact.ratio(end.numerator ** BigInt(exponent), end.denominator ** BigInt(exponent));
    return exponent === 0 ? Exact.one : end === "below" && exponent % 2 === 0 ? "above" : end;
  };
  const span = spanned(ends(range).map(power));
  // A square is nil where what is squared may be.
  return exponent > 0 && exponent % 2 === 0 && mayBeNil(range) ? { ...span, least: Exact.nil } : span;
}
