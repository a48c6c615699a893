// The three verdicts on a printed total, and that rounding alone is never called an error.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Verdict, verdict } from "../../server/finance/rounding.ts";
import { runs } from "../setup/samples.ts";

test.each<[bigint, bigint, number, Verdict]>([
  [16_603n, 16_604n, 5, "consistent with rounding"], // off by 1, below (5 + 1) / 2 = 3
  [16_604n, 16_604n, 5, "adds up"],
  [16_606n, 16_604n, 5, "consistent with rounding"], // off by 2
  [16_607n, 16_604n, 5, "does not add up"], // off by 3, which is not below 3
  [16_601n, 16_604n, 5, "does not add up"],
  [9_300n, 9_400n, 1, "does not add up"],
  [2n, 1n, 1, "does not add up"], // off by 1, which is not below (1 + 1) / 2
  [2n, 1n, 2, "consistent with rounding"], // below 1.5
  [-4_345n, -4_346n, 7, "consistent with rounding"],
  [-1n, 1n, 2, "does not add up"], // off by 2, above 1.5
  [0n, 0n, 0, "adds up"],
])("%s printed beside %s of %i parts: %s", (printed, computed, parts, expected) => {
  expect(verdict(printed, computed, parts)).toBe(expected);
});

describe("for any parts", () => {
  /** Half-up on the amount, of tenths. */
  const rounded = (tenths: bigint) => (tenths < 0n ? -((-tenths + 5n) / 10n) : (tenths + 5n) / 10n);
  const tenths = fc.array(fc.bigInt({ min: -10_000n, max: 10_000n }), { minLength: 1, maxLength: 20 });

  test("parts and a total that were each rounded are never said not to add up", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          tenths,
          tenths.map((parts) => parts.map((part) => (part / 10n) * 10n + 5n)),
        ),
        (parts) => {
          const displayed = parts.reduce((total, part) => total + rounded(part), 0n);
          const exact = rounded(parts.reduce((total, part) => total + part, 0n));
          expect(verdict(displayed, exact, parts.length)).toBe(displayed === exact ? "adds up" : "consistent with rounding");
        },
      ),
      runs(500),
    );
  });

  test("the bound is tight: parts that are all rounded the same way reach the most that is consistent", () => {
    for (let parts = 2; parts <= 20; parts += 2) {
      // So many parts of 0.5 are shown as 1 each and come to half as many; one unit more cannot be rounding.
      const [displayed, exact] = [BigInt(parts), BigInt(parts / 2)];
      expect(verdict(displayed, exact, parts)).toBe("consistent with rounding");
      expect(verdict(displayed + 1n, exact, parts)).toBe("does not add up");
    }
  });

  test("it is the same either way round, and for deductions", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -50n, max: 50n }), fc.bigInt({ min: -50n, max: 50n }), fc.nat({ max: 40 }), (printed, computed, parts) => {
        const found = verdict(printed, computed, parts);
        expect(verdict(computed, printed, parts)).toBe(found);
        expect(verdict(-printed, -computed, parts)).toBe(found);
        expect(found === "adds up").toBe(printed === computed);
      }),
    );
  });
});
