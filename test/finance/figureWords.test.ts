// A figure in the words of a report: what suits its unit, rounded once from the exact value, and never more than the cell shows.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { deducted, input } from "../../server/finance/figure.ts";
import { type FigureRounding, figureRoundings, figureWords } from "../../server/finance/figureWords.ts";
import { type CellUnit, moneyUnits, typedPence } from "../../server/finance/money.ts";
import { ReportCell } from "../../server/finance/table.ts";

const worded = (value: Exact, unit: CellUnit) => figureWords(input(value, "plain"), unit).map(({ text }) => text);
const as = (pounds: string, rounding: FigureRounding) => figureWords(input(Exact.decimal(pounds), "pounds"), "thousands").find((each) => each.rounding === rounding)?.text;

describe("money", () => {
  test("is said in every way that a report would", () => {
    // The worked example of the docstring: £4,346,123.45 in a table of £000s.
    expect(figureWords(input(Exact.decimal("4346123.45"), "pounds"), "thousands")).toEqual([
      { rounding: "as printed", text: "4,346", unit: "£000s" },
      { rounding: "£m with one decimal", text: "£4.3m", unit: null },
      { rounding: "£m with two decimals", text: "£4.35m", unit: null }, // 4.34612345, once: not 4.346, then 4.35
      { rounding: "thousands in full", text: "£4,346,000", unit: null },
      { rounding: "thousands with k", text: "£4,346k", unit: null },
      { rounding: "thousands in £000s", text: "4,346 (£000s)", unit: null },
      { rounding: "pounds", text: "£4,346,123", unit: null },
      { rounding: "pence", text: "£4,346,123.45", unit: null },
    ]);
  });

  test("that is deducted is below nil, and the table's brackets are only as the table prints it", () => {
    // 9 places × £5,963.00 × 52.14 weeks × 0.5 year = £1,399,098.69
    const deduction = figureWords(deducted(input(Exact.decimal("1399098.69"), "pounds")), "thousands").map(({ text }) => text);
    expect(deduction).toEqual(["(1,399)", "–£1.4m", "–£1.40m", "–£1,399,000", "–£1,399k", "–1,399 (£000s)", "–£1,399,099", "–£1,399,098.69"]);
  });

  test.each<[string, FigureRounding, string | undefined]>([
    // Half-up on the amount, from the exact value.
    ["4350000", "£m with one decimal", "£4.4m"],
    ["4349999.99", "£m with one decimal", "£4.3m"],
    ["-4350000", "£m with one decimal", "–£4.4m"],
    ["4345000", "£m with two decimals", "£4.35m"],
    ["4346500", "thousands with k", "£4,347k"],
    ["4346499.99", "thousands in full", "£4,346,000"],
    ["0.5", "pounds", "£1"],
    ["0.005", "pence", "£0.01"],
    ["999950000", "£m with one decimal", "£1,000.0m"],
    // What would make nil of what is none is left out.
    ["49999.99", "£m with one decimal", undefined],
    ["50000", "£m with one decimal", "£0.1m"],
    ["499.99", "thousands with k", undefined],
    ["0.49", "pounds", undefined],
    ["0.49", "pence", "£0.49"],
    ["-0.49", "pence", "–£0.49"],
  ])("£%s %s is %s", (pounds, rounding, expected) => {
    expect(as(pounds, rounding)).toBe(expected);
  });

  test("that is truly nil is £0, or nil; what the table rounds to nil is said in pence", () => {
    expect(worded(Exact.nil, "thousands")).toEqual(["–", "£0", "nil"]);
    expect(worded(Exact.decimal("12.34"), "thousands")).toEqual(["0", "£12", "£12.34"]);
  });

  test("with its own £ leaves no unit unsaid", () => {
    // A price a week, which is printed with its pound.
    expect(figureWords(input(Exact.decimal("5963"), "pounds"), { poundsTo: 2 })[0]).toEqual({ rounding: "as printed", text: "£5,963.00", unit: null });
    expect(worded(Exact.decimal("5963"), { poundsTo: 2 }).slice(-3)).toEqual(["6 (£000s)", "£5,963", "£5,963.00"]);
  });

  test("is within half a step of the exact amount, however it is said, and can be typed again", () => {
    const steps: Partial<Record<FigureRounding, bigint>> = {
      "£m with one decimal": 10_000_000n,
      "£m with two decimals": 1_000_000n,
      "thousands in full": 100_000n,
      "thousands with k": 100_000n,
      pounds: 100n,
      pence: 1n,
    };
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), fc.constantFrom(...moneyUnits), (pence, unit) => {
        for (const { rounding, text } of figureWords(input(Exact.pence(pence), "pounds"), unit)) {
          const step = steps[rounding];
          if (step === undefined) continue;
          const off = BigInt(typedPence(text, unit) as number) - BigInt(pence);
          expect((off < 0n ? -off : off) * 2n).toBeLessThanOrEqual(step);
        }
      }),
    );
  });
});

describe("what is no money", () => {
  test("is said with as many decimals as asked, from the exact ratio", () => {
    // 63 / 1150 = 0.054782…, whose 5.48 is not rounded again to 5.5 from there.
    expect(worded(Exact.ratio(63n, 1150n), { percent: 1 })).toEqual(["5.5%", "5%", "5.5%", "5.48%"]);
    expect(worded(Exact.ratio(1n, 8n), { percent: 0 })).toEqual(["13%", "13%", "12.5%", "12.50%"]);
    expect(worded(Exact.ratio(-32n, 1000n), { points: 1 })).toEqual(["–3.2 points", "–3 points", "–3.2 points", "–3.20 points"]);
    expect(worded(Exact.ratio(1n, 1000n), { percent: 1 })).toEqual(["0.1%", "0.1%", "0.10%"]); // 0% would say that there is none
    expect(worded(Exact.nil, { percent: 1 })).toEqual(["0.0%", "0%", "0.0%", "0.00%"]);
  });

  test("of things has their noun, and no decimals that it has not", () => {
    expect(worded(Exact.whole(1150), { count: "bed-weeks", decimals: 2 })).toEqual(["1,150.00", "1,150 bed-weeks"]);
    expect(worded(Exact.decimal("26.07"), { count: "weeks", decimals: 2 })).toEqual(["26.07", "26 weeks", "26.1 weeks", "26.07 weeks"]);
    expect(worded(Exact.whole(63), { count: "", decimals: 0 })).toEqual(["63"]);
  });
});

describe("what has no figure", () => {
  test.each([["[x]"], ["[c]"], ["[z]"], ["low"], ["open list"]])("%s is said as it is", (shown) => {
    expect(ReportCell.words(shown).said).toEqual([{ rounding: "as printed", text: shown, unit: null }]);
  });

  test("is [x] where nothing is held, and a blank says nothing", () => {
    expect(new ReportCell(null, "thousands").said).toEqual([{ rounding: "as printed", text: "[x]", unit: null }]);
    expect(ReportCell.words("").said).toEqual([]);
  });
});

test("no wording is offered twice of one figure, and the first is what the cell shows", () => {
  const units: CellUnit[] = [...moneyUnits, { poundsTo: 2 }, { percent: 1 }, { points: 1 }, { count: "places", decimals: 1 }];
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 1, max: 5_000 }), fc.constantFrom(...units), (numerator, denominator, unit) => {
      const cell = new ReportCell(input(Exact.ratio(numerator, BigInt(denominator)), "plain"), unit);
      const { said } = cell;
      expect(said[0]?.text).toBe(cell.shown);
      expect(new Set(said.map(({ rounding }) => rounding)).size).toBe(said.length);
      for (const { rounding } of said) expect(figureRoundings).toContain(rounding);
    }),
  );
});
