// What the status bar says of selected figures, against the same sums in fractions.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everything } from "../../client/grid/adding.ts";
import { digitsOf, shownAmount } from "../../client/grid/amounts.ts";
import { summaryOf } from "../../client/grid/summary.ts";
import type { SheetCell } from "../../client/grid/table.ts";
import { Exact } from "../../server/finance/exact.ts";
import { shownMoney, typedAs, typedPence } from "../../server/finance/money.ts";
import { shownVariance } from "../../server/finance/variance.ts";

const units = { "£": "pounds", "£000s": "thousands", "£m": "millions" } as const;
const anyUnit = fc.constantFrom("£", "£000s", "£m" as const) as fc.Arbitrary<keyof typeof units>;
const anyPence = fc.maxSafeInteger();
const money = (pence: number, unit: keyof typeof units = "£000s"): SheetCell => ({ pence, shown: shownMoney(Exact.ratio(BigInt(pence), 100n), units[unit]) });
const said = (cells: SheetCell[], unit = "£000s") => {
  const { count, unit: of, figures } = summaryOf(cells, unit);
  return { count, unit: of, ...(Object.fromEntries(figures.map(({ name, shown }) => [name, shown])) as Partial<Record<(typeof figures)[number]["name"], string>>) };
};

test("an amount is shown as the server shows it, and its digits are read back to the penny", () => {
  fc.assert(
    fc.property(fc.oneof(anyPence, fc.integer({ min: -1_000_000, max: 1_000_000 })), anyUnit, (pence, unit) => {
      const pounds = Exact.ratio(BigInt(pence), 100n);
      expect(shownAmount(BigInt(pence), unit)).toBe(shownMoney(pounds, units[unit]));
      expect(digitsOf(BigInt(pence), unit)).toBe(typedAs(pounds, units[unit]));
      if (Math.abs(pence) <= 100_000_000_000_000) expect(typedPence(digitsOf(BigInt(pence), unit), units[unit])).toBe(pence + 0);
    }),
  );
});

test("bare numbers of unlike columns are only counted", () => {
  const numbers = [{ shown: "14,000.00" }, { shown: "18" }];
  expect(summaryOf(numbers, "Commitment").figures.map(({ shown }) => shown)).toEqual(["18", "14,000.00"]);
  expect(summaryOf(numbers, "Commitment", false)).toMatchObject({ count: 2, unit: "", figures: [] });
});

test("sum, mean, least and most of amounts are exact, whatever their size", () => {
  fc.assert(
    fc.property(fc.array(anyPence, { minLength: 1, maxLength: 40 }), anyUnit, (amounts, unit) => {
      const total = amounts.reduce((sum, pence) => sum.plus(Exact.ratio(BigInt(pence), 100n)), Exact.whole(0));
      const mean = total.times(Exact.ratio(1n, BigInt(amounts.length)));
      const told = said(
        amounts.map((pence) => money(pence, unit)),
        unit,
      );
      expect(told.Sum).toBe(shownMoney(total, units[unit]));
      expect(told.Mean).toBe(shownMoney(mean, units[unit]));
      expect(told.Minimum).toBe(money(Math.min(...amounts), unit).shown);
      expect(told.Maximum).toBe(money(Math.max(...amounts), unit).shown);
      expect(told.count).toBe(amounts.length);
    }),
  );
});

describe("Variances", () => {
  const signs = { PLUS: "plus", BRACKETS: "brackets", BRACKETS_AND_WORDS: "brackets and words" } as const;
  const anySign = fc.constantFrom(...(Object.keys(signs) as (keyof typeof signs)[]));

  test("are summed up by what they are, and shown as their column prints them", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9_000_000, max: 9_000_000 }), { minLength: 1, maxLength: 9 }), anySign, (amounts, sign) => {
        const shownAs = (value: Exact) => shownVariance(value, "pounds", signs[sign]);
        const value = (pence: number) => Exact.ratio(BigInt(pence), 100n);
        const { figures } = summaryOf(
          amounts.map((pence) => ({ pence, shown: shownAs(value(pence)) })),
          "£",
          true,
          everything,
          sign,
        );
        const total = value(amounts.reduce((sum, pence) => sum + pence, 0));
        const shown = [total, total.times(Exact.ratio(1n, BigInt(amounts.length))), value(Math.min(...amounts)), value(Math.max(...amounts))].map(shownAs);
        expect(figures.map((each) => each.shown)).toEqual(shown);
        // Percentages have no value but what is shown.
        const percents = amounts.map((each) => ({ shown: shownVariance(Exact.ratio(BigInt(each), 1_000n), { percent: 1 }, signs[sign]) }));
        const ends = summaryOf(percents, "£", true, everything, sign);
        expect(ends.count).toBe(amounts.length);
        const percent = (thousandths: number) => shownVariance(Exact.ratio(BigInt(thousandths), 1_000n), { percent: 1 }, signs[sign]);
        expect(ends.figures.map((each) => each.shown)).toEqual([percent(Math.min(...amounts)), percent(Math.max(...amounts))]);
      }),
    );
  });

  test("say in full whether they are over or under", () => {
    const cells = [
      { pence: 10_000, shown: "(100.00)" },
      { pence: -2_500, shown: "25.00" },
    ];
    expect(summaryOf(cells, "£", true, everything, "BRACKETS").figures.map(({ name, shown, exact }) => [name, shown, exact])).toEqual([
      ["Sum", "(75.00)", "£75.00 over"],
      ["Mean", "(37.50)", "£75.00 over ÷ 2 = £37.50 over"],
      ["Minimum", "25.00", "£25.00 under"],
      ["Maximum", "(100.00)", "£100.00 over"],
    ]);
    expect(said([{ shown: "+2.4%" }, { shown: "–1.0%" }])).toEqual({ count: 2, unit: "%", Minimum: "–1.0%", Maximum: "+2.4%" });
  });
});

describe("The status bar", () => {
  test("adds what binary fractions would lose, and says it in full", () => {
    // 0.10 + 0.20 = 0.30; a third of it is 0.10.
    const { figures } = summaryOf([money(10, "£"), money(20, "£"), money(0, "£")], "£");
    expect(figures.map(({ name, shown, exact }) => [name, shown, exact])).toEqual([
      ["Sum", "0.30", "£0.30"],
      ["Mean", "0.10", "£0.30 ÷ 3 = £0.10"],
      ["Minimum", "–", "£0.00"],
      ["Maximum", "0.20", "£0.20"],
    ]);
    // 100 ÷ 3 = 33.333…
    expect(summaryOf([money(100, "£"), money(0, "£"), money(0, "£")], "£").figures[1]?.exact).toBe("£1.00 ÷ 3 = £0.33 to the nearest penny");
  });

  test("never adds percentages, points or counts of it knows not what", () => {
    expect(said([{ shown: "95.6%" }, { shown: "80.0%" }, { shown: "–1.2%" }])).toEqual({ count: 3, unit: "%", Minimum: "–1.2%", Maximum: "95.6%" });
    expect(said([{ shown: "1.2 points" }, { shown: "–0.4 points" }])).toEqual({ count: 2, unit: "points", Minimum: "–0.4 points", Maximum: "1.2 points" });
    expect(said([{ shown: "1,200" }, { shown: "35" }])).toEqual({ count: 2, unit: "", Minimum: "35", Maximum: "1,200" });
  });

  test("only counts what is of unlike units, and leaves out words and blanks", () => {
    expect(said([money(100), { shown: "95.6%" }])).toEqual({ count: 2, unit: "" });
    expect(said([money(100_000), { pence: 596_300, shown: "£5,963.00" }])).toEqual({ count: 2, unit: "" });
    expect(said([money(150_000), { shown: "[x]" }, { shown: "" }, { shown: "no share" }])).toMatchObject({ count: 1, "Known so far": "2" });
    expect(said([])).toEqual({ count: 0, unit: "" });
  });
});
