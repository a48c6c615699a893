// Money as it is shown and as it is typed: every unit, every way of writing a deduction, and what is refused.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { InputError } from "../../server/finance/inputError.ts";
import {
  largestAmountPence,
  type MoneyUnit,
  poundsAndPence,
  roundedToUnit,
  shownMoney,
  shownRounded,
  storablePence,
  typedAs,
  typedPence,
  unitDecimals,
  unitLabel,
  unitSaid,
} from "../../server/finance/money.ts";
import { runs } from "../setup/samples.ts";

const moneyUnits: MoneyUnit[] = ["pounds", "thousands", "millions"];
/** Pence in one of the last place that each unit shows: a penny, £1,000, £100,000. */
const pencePerStep: Record<MoneyUnit, bigint> = { pounds: 1n, thousands: 100_000n, millions: 10_000_000n };
const pence = fc.oneof(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: -largestAmountPence, max: largestAmountPence }));
const unit = fc.constantFrom(...moneyUnits);

describe("shown", () => {
  test.each<[string, MoneyUnit, string]>([
    ["-1399098.69", "thousands", "(1,399)"],
    ["-1399098.69", "pounds", "(1,399,098.69)"],
    ["-1399098.69", "millions", "(1.4)"],
    ["10698081.31", "thousands", "10,698"],
    ["1399500", "thousands", "1,400"], // on the half: up
    ["-1399500", "thousands", "(1,400)"], // and as far down
    ["1399499.99", "thousands", "1,399"],
    ["0", "thousands", "–"], // nil
    ["0.00", "pounds", "–"],
    ["499.99", "thousands", "0"], // something, rounded to nil
    ["-499.99", "thousands", "0"],
    ["500", "thousands", "1"],
    ["0.005", "pounds", "0.01"],
    ["999999.995", "pounds", "1,000,000.00"],
    ["50000", "millions", "0.1"],
    ["49999.99", "millions", "0.0"],
    ["999950000", "millions", "1,000.0"],
  ])("%s in %s is %s", (pounds, of, shown) => {
    expect(shownMoney(Exact.decimal(pounds), of)).toBe(shown);
  });

  test("a rounded number of a unit's last place", () => {
    expect(shownRounded(-1399n, "thousands")).toBe("(1,399)");
    expect(shownRounded(0n, "thousands")).toBe("0");
    expect(shownRounded(47n, "millions")).toBe("4.7");
    expect(shownRounded(-5n, "pounds")).toBe("(0.05)");
    expect(roundedToUnit(Exact.decimal("1399500"), "thousands")).toBe(1400n);
  });

  test("is the nearest of the unit's last place, the half away from nil", () => {
    fc.assert(
      fc.property(pence, unit, (amount, of) => {
        const magnitude = BigInt(Math.abs(amount));
        const steps = (magnitude + pencePerStep[of] / 2n) / pencePerStep[of];
        expect(roundedToUnit(Exact.pence(amount), of)).toBe(amount < 0 ? -steps : steps);
      }),
    );
  });

  test.each([
    ["1399098.69", "£1,399,098.69"],
    ["-422000", "–£422,000.00"],
    ["0", "£0.00"],
    ["2876546.90664", "£2,876,546.91"],
    ["-0.004", "£0.00"],
    ["-0.005", "–£0.01"],
  ])("%s said in full is %s", (pounds, said) => {
    expect(poundsAndPence(Exact.decimal(pounds))).toBe(said);
  });

  test("the units' names", () => {
    expect(moneyUnits.map((each) => [unitLabel(each), unitSaid(each), unitDecimals(each)])).toEqual([
      ["£", "pounds and pence", 2],
      ["£000s", "thousands of pounds", 0],
      ["£m", "millions of pounds", 1],
    ]);
  });
});

describe("typed", () => {
  test.each<[string, MoneyUnit, number | null]>([
    ["4,646", "thousands", 464_600_000],
    ["£4.646m", "thousands", 464_600_000],
    ["(422)", "thousands", -42_200_000],
    ["4646", "pounds", 464_600],
    ["4.646", "millions", 464_600_000],
    ["4646.5", "thousands", 464_650_000],
    ["£422,000", "thousands", 42_200_000], // with £ it is pounds
    ["£422,000.01", "thousands", 42_200_001],
    ["422k", "pounds", 42_200_000],
    ["422K", "millions", 42_200_000],
    ["1.5 thousand", "pounds", 150_000],
    ["4.7 million", "thousands", 470_000_000],
    ["£1bn", "pounds", 100_000_000_000],
    ["1b", "thousands", 100_000_000_000],
    ["-422", "thousands", -42_200_000],
    ["+4646", "thousands", 464_600_000],
    ["nil", "thousands", 0],
    ["£1.5 billion", "thousands", 150_000_000_000],
    ["1.5 million", "thousands", 150_000_000],
    ["£50.3mn", "thousands", 5_030_000_000],
    ["\u2011422", "thousands", -42_200_000], // the hyphen that Word does not break a line at
    ["\u200b422", "thousands", 42_200_000], // a sign without width, as a PDF carries it
    ["–422", "thousands", -42_200_000],
    ["−422", "thousands", -42_200_000],
    ["422-", "thousands", -42_200_000],
    ["£-422", "pounds", -42_200],
    ["-£422", "pounds", -42_200],
    ["(£422k)", "pounds", -42_200_000],
    [" 4 646 ", "thousands", 464_600_000],
    ["4\u00a0646", "thousands", 464_600_000], // a space that does not break, as spreadsheets paste it
    [".5", "pounds", 50],
    ["5.", "pounds", 500],
    ["0", "thousands", 0],
    ["-0", "thousands", 0],
    ["–", "thousands", 0],
    ["-", "pounds", 0],
    ["£–", "pounds", 0],
    ["£ -", "pounds", 0], // as an accounting format prints nil
    ["—", "thousands", 0],
    ["£(1,234)", "thousands", -123_400],
    ["£ (1,234.50)", "millions", -123_450],
    ["£(1.2m)", "thousands", -120_000_000],
    ["-£1,234.50", "thousands", -123_450],
    ["1,234-", "thousands", -123_400_000],
    ["1\u202f234", "thousands", 123_400_000],
    ["[x]", "thousands", null],
    [" [X] ", "pounds", null],
    ["", "thousands", null],
    ["   ", "thousands", null],
    ["0.00001", "thousands", 1], // a penny
    ["0.00000001", "millions", 1],
    ["0.000010000", "thousands", 1],
    ["1,000,000,000,000", "pounds", 100_000_000_000_000], // the largest
    ["(1,000,000,000,000)", "pounds", -100_000_000_000_000],
  ])("%j in %s is %s pence", (typed, of, expected) => {
    // toBe tells -0 from 0: a nil that is stored has no sign.
    expect(typedPence(typed, of)).toBe(expected);
  });

  test.each<[string, MoneyUnit, RegExp]>([
    ["abc", "thousands", /not an amount of money/],
    ["46,46", "thousands", /not an amount/],
    ["4,6466", "thousands", /not an amount/],
    ["4646,000", "thousands", /not an amount/],
    [",464", "thousands", /not an amount/],
    ["(422", "thousands", /not an amount/],
    ["422)", "thousands", /not an amount/],
    ["()", "thousands", /not an amount/],
    ["4646 4614", "thousands", /“4646 4614” has a blank between its digits/],
    ["2\n3", "thousands", /a blank between its digits/],
    ["4\t646", "thousands", /a blank between its digits/],
    ["4 64", "thousands", /a blank between its digits/],
    ["£", "thousands", /not an amount/],
    ["4.6.4", "thousands", /not an amount/],
    ["1e3", "thousands", /not an amount/],
    ["5%", "thousands", /“5%” is a percentage.* =4,646\*5%\.$/],
    ["(12.5%)", "thousands", /percentage.* =4,646\*12\.5%\.$/],
    ["-12.5%", "thousands", /percentage/],
    ["£5%", "thousands", /not an amount/],
    ["£(£5)", "pounds", /not an amount/],
    ["£(5", "pounds", /not an amount/],
    ["£(-5)", "pounds", /more than one sign/],
    ["[c]", "thousands", /hidden because it is of few people/],
    ["[z]", "thousands", /does not apply/],
    ["#N/A", "thousands", /“#N\/A” is Excel's error for a value that was not found, and no amount\./],
    ["#REF!", "thousands", /a cell that was deleted/],
    ["#DIV/0!", "thousands", /division by nil/],
    ["#VALUE!", "thousands", /something that is not a number/],
    ["#NAME?", "thousands", /a name that it does not know/],
    ["#NUM!", "thousands", /cannot work out/],
    ["#SPILL!", "thousands", /could not work out/],
    ["######", "thousands", /too narrow/],
    ["=1+1", "thousands", /not an amount/],
    ["$5", "thousands", /not an amount/],
    ["£4£", "pounds", /not an amount/],
    ["--5", "thousands", /more than one sign|not an amount/],
    ["(-5)", "thousands", /more than one sign/],
    ["-5-", "thousands", /more than one sign/],
    ["0.001", "pounds", /whole number of pence/],
    ["0.000001", "thousands", /whole number of pence/],
    ["1,000,000,000,000.01", "pounds", /over a trillion/],
    ["1,000,000,001", "thousands", /over a trillion/],
    ["1001bn", "pounds", /over a trillion/],
    ["9".repeat(30), "pounds", /over a trillion/],
    ["9".repeat(31), "pounds", /too long/],
    [`0.${"0".repeat(40)}`, "pounds", /too long/],
  ])("%j in %s is refused", (typed, of, message) => {
    expect(() => typedPence(typed, of, "cells[3]")).toThrow(expect.objectContaining({ code: "BAD_INPUT", field: "cells[3]", message: expect.stringMatching(message) }));
  });

  test("any text is an amount that can be stored, is no amount, or is refused as an input", () => {
    const alphabet = fc.constantFrom(..."0123456789,..()-–−£kKmMbBn thousandil\u00a0\n");
    const texts = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), fc.string({ unit: alphabet, maxLength: 12 }));
    fc.assert(
      fc.property(texts, unit, (text, of) => {
        try {
          const read = typedPence(text, of);
          if (read !== null) expect(Number.isSafeInteger(read) && Math.abs(read) <= largestAmountPence && !Object.is(read, -0)).toBe(true);
          else expect(text.replace(/\s/g, "")).toMatch(/^(\[x\])?$/i);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      runs(2_000),
    );
  });
});

describe("what is shown can be typed", () => {
  test("at the unit's precision it reads back as the amount rounded to it", () => {
    fc.assert(
      fc.property(pence, unit, (amount, of) => {
        const magnitude = BigInt(Math.abs(amount));
        const nearest = ((magnitude + pencePerStep[of] / 2n) / pencePerStep[of]) * pencePerStep[of];
        const expected = Number(amount < 0 && nearest !== 0n ? -nearest : nearest);
        expect(typedPence(shownMoney(Exact.pence(amount), of), of)).toBe(expected);
      }),
    );
  });

  test("in full it reads back to the penny", () => {
    expect(typedAs(Exact.decimal("4646500"), "thousands")).toBe("4646.5");
    fc.assert(
      fc.property(pence, unit, (amount, of) => {
        expect(typedPence(typedAs(Exact.pence(amount), of), of)).toBe(amount + 0);
      }),
    );
  });

  test("and so does an amount said in pounds and pence, in a table of any unit", () => {
    fc.assert(
      fc.property(pence, unit, (amount, of) => {
        expect(typedPence(poundsAndPence(Exact.pence(amount)), of)).toBe(amount + 0);
      }),
    );
  });
});

describe("storable", () => {
  test("up to a trillion pounds, and ninety such can be added without loss", () => {
    expect(storablePence(100_000_000_000_000n, "amount")).toBe(100_000_000_000_000);
    expect(storablePence(-100_000_000_000_000, "amount")).toBe(-100_000_000_000_000);
    expect(Number.isSafeInteger(90 * largestAmountPence)).toBe(true);
  });

  test.each([100_000_000_000_001n, -100_000_000_000_001n])("%s pence is not", (amount) => {
    expect(() => storablePence(amount, "amount")).toThrow(expect.objectContaining({ code: "BAD_INPUT", field: "amount" }));
  });
});
