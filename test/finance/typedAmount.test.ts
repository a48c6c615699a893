// Expressions typed into a cell: exact, kept as they were typed, and the same amount in whichever unit the table is shown later.
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { derive } from "../../server/finance/derivation.ts";
import { Exact } from "../../server/finance/exact.ts";
import { deducted, input, named } from "../../server/finance/figure.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { largestAmountPence, type MoneyUnit, moneyUnits } from "../../server/finance/money.ts";
import { ReportCell } from "../../server/finance/table.ts";
import { enteredIn, isRounded, typedAmount } from "../../server/finance/typedAmount.ts";
import { runs } from "../setup/samples.ts";

const unit = fc.constantFrom(...moneyUnits);

describe("what is typed", () => {
  test.each<[string, MoneyUnit, number | null, string | null]>([
    ["4,646", "thousands", 464_600_000, null],
    ["", "thousands", null, null],
    ["=5963*9*26.07", "pounds", 139_909_869, "=5963*9*26.07 in £"],
    // Source: Essex 6.1.6. Nine places at £5,963.00 a week for half of 52.14 weeks are £1,399,098.69.
    ["=£5,963*9*26.07", "thousands", 139_909_869, "=£5,963*9*26.07"],
    ["=£5,963*9*26.07", "millions", 139_909_869, "=£5,963*9*26.07"],
    ["=4646+354", "thousands", 500_000_000, "=4646+354 in £000s"],
    ["=4.6+0.4", "millions", 500_000_000, "=4.6+0.4 in £m"],
    ["=4646+354 in £000s", "pounds", 500_000_000, "=4646+354 in £000s"],
    ["=4646+354 in £", "thousands", 500_000, "=4646+354 in £"],
    ["=4.6m/2", "thousands", 230_000_000, "=4.6m/2"],
    ["=£5m-£200k", "thousands", 480_000_000, "=£5m-£200k"],
    ["  =  100   *  5%  ", "thousands", 500_000, "= 100 * 5% in £000s"],
    ["=-(3+4)", "thousands", -700_000, "=-(3+4) in £000s"],
    ["=£100*(1+3%)^4", "thousands", 11_255, "=£100*(1+3%)^4"],
    ["=10/3", "thousands", 333_333, "=10/3 in £000s"],
    ["=£1/3", "thousands", 33, "=£1/3"],
    ["=£0.005", "pounds", 1, "=£0.005"],
    ["=-£0.005", "pounds", -1, "=-£0.005"],
    ["=1-1", "thousands", 0, "=1-1 in £000s"],
    ["=£0+5*£2", "thousands", 1_000, "=£0+5*£2"],
    ["=1\u00a0234*2", "thousands", 246_800_000, "=1\u00a0234*2 in £000s"],
  ])("%j in %s", (typed, of, pence, entered) => {
    expect(typedAmount(typed, of)).toEqual({ pence, entered });
  });

  test.each<[string, RegExp]>([
    ["=", /end where a number is wanted/],
    ["=A1+B2", /“A1” cannot be read: .*Excel's names/],
    ["=[value:one]", /other figures are not referred to in a cell/],
    ["=1/0", /divide by nil/],
    ["=(1+2", /opened in these workings and not closed/],
    ["=1+2)", /closed in these workings that was not opened/],
    ["=2^1000000", /whole powers up to 100/],
    ["=9^99", /over a trillion/],
    [`=${"1+".repeat(500)}1`, /1,?002 characters; 1,?000 is the most/],
    [`=${"(".repeat(60)}1${")".repeat(60)}`, /more than 50 deep/],
    ["=4646+£200", /One part of this sum is in pounds and another does not say so/],
    ["=2*(4646+£200)", /One part of this sum is in pounds/],
    ["=£5 in £000s", /its end says £000s/],
    ["=5 in £bn", /cannot be read/],
    ["lots", /not an amount/],
  ])("%s is refused", (typed, message) => {
    expect(() => typedAmount(typed, "thousands", "edits[3].typed")).toThrow(
      expect.objectContaining({ code: "BAD_INPUT", field: "edits[3].typed", message: expect.stringMatching(message) }),
    );
  });

  test("any text is an amount that can be stored, or is refused as an input", () => {
    const texts = fc.string({ unit: fc.constantFrom(..."0123456789.,£%kmbn()+-*/^ in£0s÷–A"), maxLength: 40 });
    fc.assert(
      fc.property(texts, unit, (text, of) => {
        try {
          const { pence, entered } = typedAmount(`=${text}`, of);
          expect(Number.isSafeInteger(pence) && Math.abs(pence as number) <= largestAmountPence && !Object.is(pence, -0)).toBe(true);
          expect(typeof isRounded(entered as string)).toBe("boolean");
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      runs(3_000),
    );
  });
});

// An expression as a tree, printed with the fewest brackets and evaluated apart from Tabled, as a fraction of two BigInts.
type Fraction = readonly [bigint, bigint];
interface Tree {
  text: string;
  /** How tightly its outermost sign holds: 1 for a sum, 2 for a product, 3 for a power, 4 for a number or a bracket. */
  holds: 1 | 2 | 3 | 4;
  value: Fraction | null;
}
const inBrackets = (tree: Tree, atLeast: number) => (tree.holds >= atLeast ? tree.text : `(${tree.text})`);

const number = fc.oneof(
  fc.nat(1_000_000).map((whole): Tree => ({ text: whole.toLocaleString("en-GB"), holds: 4, value: [BigInt(whole), 1n] })),
  fc
    .tuple(fc.nat(9_999), fc.nat(999))
    .map(([whole, part]): Tree => ({ text: `${whole}.${String(part).padStart(3, "0")}`, holds: 4, value: [BigInt(whole * 1_000 + part), 1_000n] })),
  fc.nat(300).map((share): Tree => ({ text: `${share}%`, holds: 4, value: [BigInt(share), 100n] })),
);
const expressions = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    number,
    fc.tuple(tie("tree"), fc.constantFrom("+", "-"), tie("tree")).map(([a, sign, b]): Tree => {
      const value: Fraction | null = a.value && b.value && [a.value[0] * b.value[1] + (sign === "+" ? 1n : -1n) * b.value[0] * a.value[1], a.value[1] * b.value[1]];
      return { text: `${inBrackets(a, 1)} ${sign} ${inBrackets(b, 2)}`, holds: 1, value };
    }),
    fc.tuple(tie("tree"), tie("tree")).map(([a, b]): Tree => {
      const value: Fraction | null = a.value && b.value && [a.value[0] * b.value[0], a.value[1] * b.value[1]];
      return { text: `${inBrackets(a, 2)}*${inBrackets(b, 3)}`, holds: 2, value };
    }),
    fc.tuple(tie("tree"), tie("tree")).map(([a, b]): Tree => {
      const value: Fraction | null = a.value && b.value && b.value[0] !== 0n ? [a.value[0] * b.value[1], a.value[1] * b.value[0]] : null;
      return { text: `${inBrackets(a, 2)} / ${inBrackets(b, 3)}`, holds: 2, value };
    }),
    fc.tuple(tie("tree"), fc.nat(4)).map(([a, to]): Tree => {
      const value: Fraction | null = a.value && [a.value[0] ** BigInt(to), a.value[1] ** BigInt(to)];
      return { text: `${inBrackets(a, 4)}^${to}`, holds: 3, value };
    }),
  ),
})).tree;

/** Half-up to the penny, on the amount and not on its sign. */
function penceOf([above, below]: Fraction, pencePerOne: bigint): bigint {
  const sign = above < 0n !== below < 0n ? -1n : 1n;
  const [n, d] = [(above < 0n ? -above : above) * pencePerOne, below < 0n ? -below : below];
  return sign * ((2n * n + d) / (2n * d));
}
const pencePerOne = { pounds: 100n, thousands: 100_000n, millions: 100_000_000n };

describe("an expression", () => {
  test("is worth what its fraction is, to the penny, in a table of any unit", () => {
    let kept = 0;
    fc.assert(
      fc.property(
        expressions.filter(({ text }) => text.length < 400),
        unit,
        ({ text, value }, of) => {
          if (value === null) {
            expect(() => typedAmount(`=${text}`, of)).toThrow(/divide by nil/);
            return;
          }
          const expected = penceOf(value, pencePerOne[of]);
          const magnitude = expected < 0n ? -expected : expected;
          if (magnitude > BigInt(largestAmountPence)) {
            expect(() => typedAmount(`=${text}`, of)).toThrow(/over a trillion/);
            return;
          }
          kept += 1;
          const { pence, entered } = typedAmount(`=${text}`, of);
          expect(BigInt(pence as number)).toBe(expected);
          expect(isRounded(entered as string)).toBe((value[0] * pencePerOne[of]) % value[1] !== 0n);
        },
      ),
      runs(1_000),
    );
    expect(kept).toBeGreaterThan(runs(1_000).numRuns / 5);
  });

  test.each([
    ["a long product", `=${Array.from({ length: 199 }, () => "7^99").join("*")}`],
    ["a long quotient", `=£1${"/7".repeat(490)}`],
    ["a long sum of fractions", `=${Array.from({ length: 140 }, (_, index) => `1/${index + 101}`).join("+")}`],
    ["many high powers", `=${Array.from({ length: 70 }, () => "999999991^99").join("/")}`],
    ["many percent signs", `=£1${"%".repeat(990)}`],
  ])("%s, as long as an expression may be, is read or refused after little work", (_, typed) => {
    let digits = 0;
    for (const name of ["plus", "times", "dividedBy"] as const) {
      const usual = Exact.prototype[name];
      vi.spyOn(Exact.prototype, name).mockImplementation(function (this: Exact, other: Exact) {
        const result = usual.call(this, other);
        digits += result.numerator.toString(16).length + result.denominator.toString(16).length;
        return result;
      });
    }
    try {
      typedAmount(typed, "pounds");
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
    } finally {
      vi.restoreAllMocks();
    }
    // A batch may hold four thousand such. The time that one takes is that of the digits, of sixteen, that it comes to on its way.
    expect(digits).toBeLessThan(1_500_000);
  });

  test("typed again as the cell gives it is the same amount, in a table of any unit", () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(9_999), fc.integer({ min: 1, max: 99 }), fc.constantFrom("", "£", "(", "-")), unit, unit, ([a, b, form], typedIn, shownIn) => {
        const text = form === "(" ? `=(${a}+${b})/7` : form === "-" ? `=-${a}-${b}` : `=${form}${a}*${b}`;
        const first = typedAmount(text, typedIn);
        const figure = named("North", deducted(deducted(input(Exact.pence(first.pence as number), "pounds", first.entered))));
        const { entry } = new ReportCell(figure, shownIn, "budget:north:2024/25");
        expect(typedAmount(entry as string, shownIn)).toEqual(first);
      }),
    );
  });

  test("is given back without its unit where the table has it", () => {
    expect(enteredIn("=4646+354 in £000s", "thousands")).toBe("=4646+354");
    expect(enteredIn("=4646+354 in £000s", "pounds")).toBe("=4646+354 in £000s");
    expect(enteredIn("=4646+354 in £", "thousands")).toBe("=4646+354 in £");
    expect(enteredIn("=£5*3", "thousands")).toBe("=£5*3");
  });

  test.each([
    ["=5963*9*26.07", "pounds", "typed as =5963*9*26.07 in £", "£1,399,098.69"],
    ["=£10/3", "thousands", "typed as =£10/3, rounded to the penny", "£3.33"],
  ] as const)("%s is said where its figure is explained", (typed, of, workings, result) => {
    const { pence, entered } = typedAmount(typed, of);
    expect(derive(named("North", input(Exact.pence(pence as number), "pounds", entered)))).toMatchObject({ workings, result });
  });
});
