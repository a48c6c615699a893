// What the status bar says of selected figures, against the same sums in fractions.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digitsOf, shownAmount } from "../../client/grid/amounts.ts";
import { summaryOf } from "../../client/grid/summary.ts";
import type { SheetCell } from "../../client/grid/table.ts";
import { Exact } from "../../server/finance/exact.ts";
import { shownMoney, typedAs, typedPence } from "../../server/finance/money.ts";

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
