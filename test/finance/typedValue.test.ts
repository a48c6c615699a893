// Whole numbers, percentages, plain numbers and prices as people type them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalText, Exact } from "../../server/finance/exact.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { poundsAndPence, ratePounds } from "../../server/finance/money.ts";
import { typedPrice } from "../../server/finance/typedAmount.ts";
import { shareInPercent, typedDecimal, typedShare, typedWhole } from "../../server/finance/typedValue.ts";

const refused = (message: RegExp) => expect.objectContaining({ code: "BAD_INPUT", field: "at", message: expect.stringMatching(message) });

describe("a whole number", () => {
  test.each<[string, string | null, number | null]>([
    ["10", null, 10],
    ["1,200", null, 1200],
    ["1 200", null, 1200],
    ["1\u00a0200", null, 1200],
    ["1.2k", null, 1200],
    ["+5", null, 5],
    ["-3", null, -3],
    ["−3", null, -3],
    ["(3)", null, -3],
    ["12.0", null, 12],
    ["nil", null, 0],
    ["–", null, 0],
    ["", null, null],
    ["  ", null, null],
    ["48 months", "month", 48],
    ["1 Month", "month", 1],
    ["=12+12", "month", 24],
    ["=24+6 months", "month", 30],
  ])("%j of %s is %s", (typed, count, whole) => expect(typedWhole(typed, count, "at")).toBe(whole));

  test.each<[string, string | null, RegExp]>([
    ["ten", null, /^“ten” is not a whole number\. Type it in figures, as 10\.$/],
    ["thirty-five", null, /is not a whole number\. Type it in figures/],
    ["2.5", null, /“2\.5” is not a whole number\. Type one without a fraction, as 3\.$/],
    ["1,20", null, /is not a whole number/],
    ["4 years", "month", /is not a whole number/],
    ["48 months", null, /is not a whole number/],
    ["£10", null, /is an amount of money, and a number is wanted here/],
    ["10%", null, /is a percentage, and a number is wanted here/],
    ["=£10+2", null, /has a £ or a %/],
    ["=1/3", null, /is not a whole number/],
    ["12+12", null, /is not a whole number/],
    ["5,000,000,000", null, /too large/],
    ["none", null, /^“none” can mean nil or not known\. Type 0 for nil/],
    ["n/a", null, /can mean nil or not known/],
    ["#N/A", null, /Excel's error for a value that was not found/],
    ["12 34", null, /blank between its digits/],
    ["1. 5", null, /blank between its digits/],
    ["1, 200", null, /blank between its digits/],
    ["--5", null, /is not a whole number|more than one sign/],
    ["(-5)", null, /more than one sign/],
  ])("%j of %s is refused", (typed, count, message) => expect(() => typedWhole(typed, count, "at")).toThrow(refused(message)));

  test("printed with commas it reads back as it was", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_147_483_647, max: 2_147_483_647 }), (whole) => {
        expect(typedWhole(decimalText(BigInt(whole), 0, ","), null, "at")).toBe(whole);
      }),
    );
  });
});

describe("a percentage", () => {
  test.each<[string, string | null]>([
    ["2.8%", "0.028"],
    ["2.8", "0.028"],
    ["2.8 per cent", "0.028"],
    ["2.8 percent", "0.028"],
    [" 2.8 % ", "0.028"],
    [".5%", "0.005"],
    ["100", "1"],
    ["-1%", "-0.01"],
    ["(1%)", "-0.01"],
    ["(1)%", "-0.01"],
    ["−1.5", "-0.015"],
    ["+2%", "0.02"],
    ["nil", "0"],
    ["0", "0"],
    ["", null],
  ])("%j is the share %s", (typed, share) => expect(typedShare(typed, "at")?.toString() ?? null).toBe(share));

  test.each<[string, RegExp]>([
    ["half", /^“half” is not a percentage\. Type it as 2\.8 or 2\.8%\.$/],
    ["1/2", /is not a percentage/],
    ["£5", /is an amount of money, and a percentage is wanted here/],
    ["5k", /is not a percentage/],
    ["5%%", /is not a percentage/],
    ["(5%)%", /is not a percentage/],
    ["=1/3", /is not worked out here/],
    ["2,8", /is not a percentage/],
    ["2.8 points", /is not a percentage/],
  ])("%j is refused", (typed, message) => expect(() => typedShare(typed, "at")).toThrow(refused(message)));

  test("printed it reads back as it was, with every digit", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), (parts) => {
        const share = Exact.ratio(parts, 10n ** 9n);
        expect(typedShare(shareInPercent(share), "at")?.equals(share)).toBe(true);
      }),
    );
  });
});

describe("a plain number and a price", () => {
  test.each<[string, string | null]>([
    ["26.5", "26.5"],
    ["1,200.50", "1200.5"],
    ["=365/5", "73"],
    ["(2)", "-2"],
    ["", null],
  ])("the number %j is %s", (typed, number) => expect(typedDecimal(typed, "at")?.toString() ?? null).toBe(number));

  test.each<[string, RegExp]>([
    ["ten", /^“ten” is not a number\. Type it in figures, as 1,200 or 26\.5\.$/],
    ["£5", /amount of money, and a number is wanted/],
    ["5%", /percentage, and a number is wanted/],
    ["=1/3", /decimals of this sum do not end/],
    ["1e3", /is not a number/],
  ])("the number %j is refused", (typed, message) => expect(() => typedDecimal(typed, "at")).toThrow(refused(message)));

  test.each<[string, string | null]>([
    ["£2,149.125", "2149.125"],
    ["5963", "5963"],
    ["£1.2m", "1200000"],
    ["=5963*1.028", "6129.964"],
    ["=£5,963*9", "53667"],
    ["nil", "0"],
    ["", null],
  ])("the price %j is %s", (typed, pounds) => expect(typedPrice(typed, "pounds", "at")?.toString() ?? null).toBe(pounds));

  test.each<[string, RegExp]>([
    ["five", /not an amount of money/],
    ["5%", /is a percentage, and an amount of money is wanted here/],
    ["=1000/7", /decimals of this sum do not end/],
    ["1001bn", /over a trillion pounds/],
  ])("the price %j is refused", (typed, message) => expect(() => typedPrice(typed, "pounds", "at")).toThrow(refused(message)));

  test("a price as it is printed reads back as it was", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 2, max: 5 }), (parts, places) => {
        const pounds = Exact.ratio(parts, 10n ** BigInt(places));
        expect(typedPrice(ratePounds(pounds), "pounds", "at")?.equals(pounds)).toBe(true);
        const whole = Exact.whole(pounds.rounded(0));
        expect(typedPrice(poundsAndPence(whole), "thousands", "at")?.equals(whole)).toBe(true);
      }),
    );
  });
});

test("any text is read, is nothing, or is refused with a sentence, and never as something without its digits", () => {
  const signs = fc.array(fc.constantFrom(..."0123456789,. £%()+-–km=/\u00a0\u200b\n", "bn", "nil", "per cent", "Ⅷ", "٣", "½"), { maxLength: 12 });
  fc.assert(
    fc.property(
      fc.oneof(
        signs.map((parts) => parts.join("")),
        fc.string(),
      ),
      (typed) => {
        for (const read of [typedWhole, typedShare, typedDecimal] as ((text: string) => number | Exact | null)[]) {
          try {
            const found = read(typed);
            // A number without a multiple has the digits that were typed, and no others.
            if (found !== null && !/[km=b]|million|billion|thousand/i.test(typed) && read !== typedShare) {
              expect(Exact.decimal((typed.match(/[\d.]/g) ?? ["0"]).join("").replace(/^\./, "0.").replace(/\.$/, "")).toString()).toBe(String(found).replace("-", ""));
            }
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
            expect((error as InputError).message).toMatch(/^[A-Z“[].*\.$/s);
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});
