// Workings as one types them: what they give, how they are printed back, and what cannot be read.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derive } from "../../server/finance/derivation.ts";
import { Exact } from "../../server/finance/exact.ts";
import { type Figure, input, named } from "../../server/finance/figure.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { readWorkings, referencesIn } from "../../server/finance/workings.ts";
import { runs } from "../setup/samples.ts";

const nothing = () => null;
const read = (text: string) => readWorkings(text, nothing);
const worth = (text: string) => read(text).value.reduced();
const printed = (text: string) => derive(read(text)).workings;

describe("what workings give", () => {
  test.each<[string, string]>([
    ["63 / 1150", "63/1150"],
    ["2 + 3 * 4", "14/1"],
    ["(2 + 3) * 4", "20/1"],
    ["2 - 3 - 4", "-5/1"],
    ["2 - (3 - 4)", "3/1"],
    ["24 / 4 / 2", "3/1"],
    ["24 / (4 / 2)", "12/1"],
    ["24 / 4 * 2", "12/1"],
    ["24 / (4 * 2)", "3/1"],
    ["-3 * 4", "-12/1"],
    ["-3 - -4", "1/1"],
    ["--3", "3/1"],
    ["2 * -3", "-6/1"],
    ["-(2 + 3) * 2", "-10/1"],
    ["8 ÷ 2 × 3", "12/1"],
    ["5 – 7", "-2/1"],
    ["5 − 7", "-2/1"],
    ["= 1 + 1", "2/1"],
    ["£4.7m", "4700000/1"],
    ["4,646k", "4646000/1"],
    ["1.5bn", "1500000000/1"],
    ["£1,234.56", "30864/25"],
    ["10% * 15,323,000", "1532300/1"],
    ["100% - 3%", "97/100"],
    ["9M", "9000000/1"],
    ["2 ^ 10", "1024/1"],
    ["2 ^ -2", "1/4"],
    ["2 * 3 ^ 2", "18/1"],
    ["5 - 2 ^ 2", "1/1"],
    ["(-2) ^ 2", "4/1"],
    ["-(2 ^ 2)", "-4/1"],
    ["(1 + 3%) ^ 4", "112550881/100000000"],
    ["0 ^ 0", "1/1"],
    ["(2 + 3)%", "1/20"],
    ["200 * 5%%", "1/10"],
    ["+5 - +3", "2/1"],
    ["1\u00a0234\u202f567 * 2", "2469134/1"],
    ["0.1 + 0.2", "3/10"],
    ["months(2018-10-09, 2019-06-30)", "271/31"], // 23 of October's 31 days, and eight months
    ["months(2019-04-01, 2024-03-31) / 12", "5/1"],
    ["MONTHS( 2024-02-01 , 2024-02-29 )", "1/1"],
  ])("%s is %s", (text, expected) => {
    expect(worth(text).fraction()).toBe(expected);
  });
});

describe("how workings are printed", () => {
  test.each([
    ["2 - (3 + 4)", "2 – (3 + 4)"],
    ["2 - (3 - 4)", "2 – (3 – 4)"],
    ["-(3 + 4)", "–(3 + 4)"],
    ["24 / (4 / 2)", "24 ÷ (4 ÷ 2)"],
    ["24 / (4 * 2)", "24 ÷ (4 × 2)"],
    ["24 / 4 / 2", "24 ÷ 4 ÷ 2"],
    ["(2 + 3) * 4", "(2 + 3) × 4"],
    ["2 * 3 * 4", "2 × 3 × 4"],
    ["£14m - £9m", "£14,000,000.00 – £9,000,000.00"],
    ["2 * £0.005", "2 × 0.005"],
    ["(1 + 3%) ^ 4", "(1 + 3%)^4"],
    ["£5 * 2 ^ -3", "£5.00 × 2^(–3)"],
    ["-(2 ^ 2)", "–(2^2)"],
    ["(2 + 3)%", "(2 + 3) × 1%"],
    ["months(2018-10-09, 2019-06-30)", "271/31 months from 2018-10-09 to 2019-06-30"],
    ["months(2024-02-01, 2024-02-29)", "1 month from 2024-02-01 to 2024-02-29"],
  ])("%s as %s", (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  type Tree = { text: string; value: Exact | null };
  const number = fc.oneof(
    fc.nat(100_000).map((whole): Tree => ({ text: String(whole), value: Exact.whole(whole) })),
    fc.tuple(fc.nat(9_999), fc.nat(999)).map(([whole, part]): Tree => {
      const text = `${whole}.${String(part).padStart(3, "0")}`;
      return { text: `£${text}`, value: Exact.decimal(text) };
    }),
    fc.nat(300).map((share): Tree => ({ text: `${share}%`, value: Exact.ratio(BigInt(share), 100n) })),
    fc.nat(50).map((thousands): Tree => ({ text: `${thousands}k`, value: Exact.whole(thousands * 1_000) })),
  );
  // Every operand in brackets: what the brackets mean is then beyond doubt, and reading has to keep it.
  const tree = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      number,
      fc.tuple(tie("tree"), fc.constantFrom("+", "-", "*", "/"), tie("tree")).map(([a, sign, b]): Tree => {
        const text = `(${a.text}) ${sign} (${b.text})`;
        if (a.value === null || b.value === null || (sign === "/" && b.value.isNil())) return { text, value: null };
        const value = sign === "+" ? a.value.plus(b.value) : sign === "-" ? a.value.minus(b.value) : sign === "*" ? a.value.times(b.value) : a.value.dividedBy(b.value);
        return { text, value };
      }),
      tie("tree").map(({ text, value }): Tree => ({ text: `-(${text})`, value: value?.negated() ?? null })),
      fc.tuple(tie("tree"), fc.integer({ min: -3, max: 4 })).map(([{ text, value }, to]): Tree => {
        if (value === null || (to < 0 && value.isNil())) return { text: `(${text})^${to}`, value: null };
        const times = Array.from({ length: Math.abs(to) }).reduce((so: Exact) => so.times(value), Exact.one);
        return { text: `(${text})^${to}`, value: to < 0 ? Exact.one.dividedBy(times) : times };
      }),
    ),
  })).tree;

  test("of any expression are read back to the same value, exactly", () => {
    fc.assert(
      fc.property(
        tree.filter(({ text }) => text.length <= 400),
        ({ text, value }) => {
          if (value === null) {
            expect(() => read(text)).toThrow(/divide by nil/);
            return;
          }
          const figure = read(text);
          expect(figure.value.equals(value)).toBe(true);
          const { workings } = derive(figure);
          // A lone number is "as entered"; and brackets may make the print longer than what can be typed.
          if (workings === "as entered" || workings.length > 500) return;
          expect(read(workings).value.equals(value), `${text} → ${workings}`).toBe(true);
        },
      ),
      runs(500),
    );
  });
});

describe("references", () => {
  const held: Record<string, Figure> = { "value:one": named("Value of One", input(Exact.whole(100), "pounds")), "term:one": input(Exact.whole(84), { count: "months" }) };
  const references = (name: string) => held[name] ?? null;

  test("are used, and printed by their names", () => {
    const figure = readWorkings("2 * [ value:one ] - [value:one] / [term:one]", references);
    expect(figure.value.fraction()).toBe("4175/21"); // 200 - 100/84
    expect(derive(figure)).toMatchObject({
      workings: "2 × Value of One £100.00 – Value of One £100.00 ÷ 84 months",
      inputs: [{ name: "plain", value: "2" }, { name: "Value of One" }, { name: "Value of One" }, { name: "months" }],
    });
  });

  test("are found in a text", () => {
    expect(referencesIn("2 * [value:x] + [ weight:y:Price ]")).toEqual(["value:x", "weight:y:Price"]);
    expect(referencesIn("1 + 1")).toEqual([]);
  });

  test("to nothing are refused by name", () => {
    expect(() => readWorkings("[value:two]", references, "input.workings")).toThrow(
      expect.objectContaining({ field: "input.workings", message: "Nothing here is called [value:two]." }),
    );
  });
});

describe("workings that cannot be read", () => {
  test.each<[string, RegExp]>([
    ["", /end where a number is wanted/],
    ["   ", /end where a number is wanted/],
    ["1 +", /end where a number is wanted/],
    ["* 2", /“\*” where it makes no sense/],
    ["1 2", /a number where it makes no sense/],
    ["(1 + 2", /opened in these workings and not closed/],
    ["1 + 2)", /closed in these workings that was not opened/],
    ["()", /“\)” where it makes no sense/],
    ["1 / 0", /divide by nil/],
    ["1 / (2 - 2)", /divide by nil/],
    ["1,23", /commas in odd places/],
    ["1,2345", /commas in odd places/],
    ["12x", /“12x” cannot be read/],
    ["1e5", /cannot be read/],
    ["1.2.3", /“\.3” cannot be read/],
    ["five", /“five” cannot be read/],
    ["$5", /cannot be read/],
    ["[value:x", /cannot be read/],
    ["2 ^ 0.5", /whole powers up to 100; this one is 0\.5/],
    ["2 ^ (1 / 3)", /this one is 1\/3/],
    ["2 ^ 101", /whole powers up to 100; this one is 101/],
    ["2 ^ -101", /this one is -101/],
    ["2 ^", /end where a number is wanted/],
    ["(0 * 5) ^ -1", /divide by nil/],
    ["2 ^ 3 ^ 2", /A power of a power can be read in two ways/],
    ["-2 ^ 2", /A minus before a power can be read in two ways/],
    ["5 * -2 ^ 2", /A minus before a power can be read in two ways/],
    [`(${"9".repeat(39)}^100)^100`, /too large to be worked out/],
    ["A1 + B2", /“A1” cannot be read: cells and sums are not referred to here by Excel's names/],
    ["SUM(1, 2)", /“SUM” cannot be read: .*Excel's names/],
    ["$A$1", /“\$A\$1” cannot be read: .*Excel's names/],
    ["Sheet1!A1", /“Sheet1” cannot be read/],
    ["[anything]", /Nothing here is called/],
    ["months(2024-02-30, 2024-03-01)", /February 2024 has 29 days/],
    ["months(2024-03-01, 2024-02-01)", /counted forwards/],
    ["months(2024-03-01)", /cannot be read/],
    ["months(2024, 2025)", /is not a day/],
    [`${"(".repeat(51)}1${")".repeat(51)}`, /more than 50 deep/],
    [`${"-".repeat(51)}1`, /more than 50 deep/],
    ["1 + ".repeat(200), /500 is the most/],
    ["9".repeat(45), /not a decimal number/],
  ])("%s", (text, message) => {
    let error: unknown;
    try {
      readWorkings(text, nothing, "input.workings");
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ field: "input.workings", message: expect.stringMatching(message) });
  });

  test("any text is read or refused, and nothing else", () => {
    const characters = fc.string({ unit: fc.constantFrom(..."0123456789.,£%kmbn()+-*/^[]: \n÷×–=months"), maxLength: 40 });
    fc.assert(
      fc.property(characters, (text) => {
        try {
          expect(read(text).value).toBeInstanceOf(Exact);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      runs(2_000),
    );
  });
});
