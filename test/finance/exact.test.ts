// Exact arithmetic: nothing is lost between an input and its rounding, and rounding is half-up on the amount.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalText, Exact } from "../../server/finance/exact.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { runs } from "../setup/samples.ts";

const ratios = fc.tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 9n }));
const exact = ([numerator, denominator]: [bigint, bigint]) => Exact.ratio(numerator, denominator);
/** Whether an Exact is n / d, by cross multiplication and nothing of its own. */
const is = (value: Exact, n: bigint, d: bigint) => value.numerator * d === n * value.denominator;

describe("Exact", () => {
  test("keeps the worked examples of its docstrings", () => {
    expect(is(Exact.decimal("52.14"), 5214n, 100n)).toBe(true);
    expect(is(Exact.pence(139_909_869), 139_909_869n, 100n)).toBe(true);
    expect(Exact.decimal("2.50").toString()).toBe("2.5");
    expect(Exact.ratio(365n, 7n).toString()).toBe("52.14285714285714285714");
    expect(decimalText(139_909_869n, 2, ",")).toBe("1,399,098.69");
    expect(decimalText(-5n, 2, "")).toBe("-0.05");
  });

  test("adds, takes away, multiplies and divides without losing anything", () => {
    fc.assert(
      fc.property(ratios, ratios, (a, b) => {
        const [n1, d1] = a;
        const [n2, d2] = b;
        expect(is(exact(a).plus(exact(b)), n1 * d2 + n2 * d1, d1 * d2)).toBe(true);
        expect(is(exact(a).minus(exact(b)), n1 * d2 - n2 * d1, d1 * d2)).toBe(true);
        expect(is(exact(a).times(exact(b)), n1 * n2, d1 * d2)).toBe(true);
        if (n2 !== 0n) expect(is(exact(a).dividedBy(exact(b)), n1 * d2, d1 * n2)).toBe(true);
        expect(exact(a).compare(exact(b))).toBe(n1 * d2 < n2 * d1 ? -1 : n1 * d2 > n2 * d1 ? 1 : 0);
      }),
    );
  });

  test.each([
    ["0.5", 0, 1n],
    ["-0.5", 0, -1n],
    ["1399.5", 0, 1400n],
    ["-1399.5", 0, -1400n],
    ["1399.4999999999", 0, 1399n],
    ["2876546.90664", 2, 287654691n],
    ["0.005", 2, 1n],
    ["0.0049", 2, 0n],
  ])("rounds %s half-up at %i places", (text, places, rounded) => {
    expect(Exact.decimal(text).rounded(places)).toBe(rounded);
  });

  test("is never off by more than half of the last place, and rounds a deduction as it rounds an amount", () => {
    fc.assert(
      fc.property(ratios, fc.integer({ min: 0, max: 6 }), ([n, d], places) => {
        const rounded = Exact.ratio(n, d).rounded(places);
        // |rounded / 10^p - n/d| ≤ 1 / (2 × 10^p), multiplied out.
        const off = rounded * d - n * 10n ** BigInt(places);
        expect((off < 0n ? -off : off) * 2n <= d).toBe(true);
        expect(Exact.ratio(-n, d).rounded(places)).toBe(-rounded);
      }),
    );
  });

  test("prints a decimal that reads back as itself", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 12 }), (scaled, places) => {
        const text = decimalText(scaled, places, "");
        expect(is(Exact.decimal(text), scaled, 10n ** BigInt(places))).toBe(true);
        expect(is(Exact.decimal(Exact.decimal(text).toString()), scaled, 10n ** BigInt(places))).toBe(true);
      }),
    );
  });

  test.each(["", "1,000", "1e5", "£5", "..", "Infinity", "9".repeat(50)])("refuses %j as a decimal, naming the field", (text) => {
    expect(() => Exact.decimal(text, "terms.price")).toThrowError(expect.objectContaining({ field: "terms.price", code: "BAD_INPUT" }));
  });

  test("refuses a denominator of nil", () => {
    expect(() => Exact.ratio(1n, 0n)).toThrow(RangeError);
    expect(() => Exact.one.dividedBy(Exact.nil)).toThrow(RangeError);
    expect(new InputError("a", "b").field).toBe("a");
  });
});

describe("signs and denominators", () => {
  const mixed = fc.tuple(
    fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
    fc.oneof(
      fc.nat({ max: 12 }).map((places) => 10n ** BigInt(places)),
      fc.bigInt({ min: 1n, max: 10n ** 9n }),
    ),
  );

  test("a long sum of mixed denominators loses nothing, in whatever order", () => {
    fc.assert(
      fc.property(fc.array(mixed, { maxLength: 30 }), (parts) => {
        const [n, d] = parts.reduce<[bigint, bigint]>(([a, b], [c, e]) => [a * e + c * b, b * e], [0n, 1n]);
        expect(
          is(
            parts.reduce((total, part) => total.plus(exact(part)), Exact.nil),
            n,
            d,
          ),
        ).toBe(true);
        expect(
          is(
            parts.reduceRight((total, part) => total.plus(exact(part)), Exact.nil),
            n,
            d,
          ),
        ).toBe(true);
      }),
    );
  });

  test("a denominator is above nil, whatever is divided by whatever", () => {
    fc.assert(
      fc.property(mixed, mixed, (a, b) => {
        fc.pre(b[0] !== 0n);
        const quotient = exact(a).dividedBy(exact(b));
        expect(quotient.denominator > 0n).toBe(true);
        expect(quotient.isNegative()).toBe(a[0] !== 0n && a[0] < 0n !== b[0] < 0n);
        expect(Exact.ratio(-a[0], -a[1]).equals(exact(a))).toBe(true);
        expect(is(exact(a).negated(), -a[0], a[1])).toBe(true);
        expect(exact(a).isNil()).toBe(a[0] === 0n);
      }),
    );
  });

  test("every half goes away from nil", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat({ max: 6 }), (units, places) => {
        // (2·units + 1) / 2 of the last place.
        const half = Exact.ratio(2n * units + 1n, 2n * 10n ** BigInt(places));
        expect(half.rounded(places)).toBe(units + 1n);
        expect(half.negated().rounded(places)).toBe(-(units + 1n));
      }),
    );
  });

  test.each([
    ["5963.00", 596_300n, 100n],
    ["-0.05", -5n, 100n],
    ["+7", 7n, 1n],
    [" 14000 ", 14_000n, 1n],
    ["007.50", 750n, 100n],
    ["-0", 0n, 1n],
    ["9".repeat(40), 10n ** 40n - 1n, 1n],
  ])("reads %j", (text, n, d) => {
    expect(is(Exact.decimal(text), n, d)).toBe(true);
  });

  test("any text is a decimal or is refused as an input", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme", maxLength: 50 }), fc.stringMatching(/^[-+0-9., e]{0,12}$/)), (text) => {
        let read: Exact;
        try {
          read = Exact.decimal(text);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          return;
        }
        // What is read is what its digits say, with the point taken out.
        const [whole = "", part = ""] = text.trim().split(".");
        expect(is(read, BigInt(whole.replace(/^[+-]/, "") + part) * (whole.startsWith("-") ? -1n : 1n), 10n ** BigInt(part.length))).toBe(true);
      }),
      runs(500),
    );
  });

  test.each([
    ["100", "100"],
    ["-0.050", "-0.05"],
    ["-0.00", "0"],
    ["10.10", "10.1"],
    ["-1000.000", "-1000"],
  ])("%s is printed %s", (text, printed) => {
    expect(Exact.decimal(text).toString()).toBe(printed);
  });

  test("an unreduced ratio is printed as the decimal that it is, and one that does not end at 20 places", () => {
    expect(Exact.ratio(183n, 366n).toString()).toBe("0.5");
    // 2 / 3 = 0.66666666666666666666|6…
    expect(Exact.ratio(-2n, 3n).toString()).toBe("-0.66666666666666666667");
  });

  test("lowest terms: 6510 = 7 × 930 and 11160 = 12 × 930", () => {
    const { numerator, denominator } = Exact.ratio(6510n, 11_160n).reduced();
    expect([numerator, denominator]).toEqual([7n, 12n]);
    expect([Exact.ratio(730n, 14n).fraction(), Exact.ratio(-6n, 4n).fraction(), Exact.ratio(0n, 5n).fraction()]).toEqual(["365/7", "-3/2", "0/1"]);
  });

  test.each([
    [183n, 366n, true],
    [365n, 7n, false],
    [4n, 365n, false], // 0.0109589041095890410|9…: its twentieth place is rounded to nil, and it goes on
    [7n, 7n, true],
    [0n, 3n, true],
    [-1n, 2n ** 30n, true],
  ])("whether the decimal of %s/%s ends: %s", (n, d, ends) => {
    expect(Exact.ratio(n, d).ends()).toBe(ends);
  });
});
