// Monitoring: what virements, forecasts and signs come to, for any facts.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { type ForecastFacts, forecastMonth, monthEnd, outturnPence, standing, usualMonth } from "../../server/finance/forecast.ts";
import { monitoring } from "../../server/finance/monitoring.ts";
import type { MonitoringFacts } from "../../server/finance/monitoringLines.ts";
import type { ReportTable } from "../../server/finance/table.ts";
import { shownVariance, varianceRag } from "../../server/finance/variance.ts";
import { checkLines, type Movement, movesIn, refuseOverdrawn } from "../../server/finance/virement.ts";

const year = "2024/25";
const asAt = "2024-09-30";
const centres = ["a", "b", "c", "d"];
const facts = (more: Partial<MonitoringFacts> = {}): MonitoringFacts => ({
  authorityName: "Shire",
  versionName: "Budget",
  source: null,
  published: true,
  costCentres: centres.map((id, index) => ({ id, name: id.toUpperCase(), serviceGroup: index < 2 ? "Homes" : null })),
  lines: [],
  movements: [],
  forecasts: [],
  settings: null,
  ...more,
});
const build = (of: MonitoringFacts, gross = false) => monitoring(of, { year, asAt, unit: "pounds", gross, editable: false });
const pence = (table: ReportTable, row: string, column: string) =>
  table.rows.find(({ key }) => key === row)?.cells[table.columns.findIndex(({ key }) => key === column)]?.pence ?? null;

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
/** A virement of any number of lines that come to nil. */
const virement = fc
  .record({
    year: fc.constantFrom("2023/24", "2024/25", "2025/26"),
    permanent: fc.boolean(),
    amounts: fc.uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c"), amount), { minLength: 1, selector: ([centre]) => centre }),
  })
  .map(({ amounts, ...of }) => ({ ...of, lines: [...amounts, ["d", -amounts.reduce((sum, [, each]) => sum + each, 0)] as [string, number]] }));
const movementsOf = (virements: { year: string; permanent: boolean; lines: [string, number][] }[]): Movement[] =>
  virements.flatMap(({ lines, ...of }, index) => lines.map(([costCentreId, amountPence]) => ({ ...of, number: index + 1, costCentreId, amountPence })));
/** A total is its cost centres' sum where each has an amount; else it has none, and what there is of it stands beside. */
function checkTotals(table: ReportTable, column: string): void {
  for (const [key, below] of [
    ["subtotal:Homes", ["a", "b"]],
    ["total", centres],
  ] as const) {
    const parts = below.map((centre) => pence(table, `costCentre:${centre}`, column));
    const known = parts.filter((part) => part !== null);
    const sum = known.reduce((added, part) => added + part, 0);
    const cell = table.rows.find((row) => row.key === key)?.cells[table.columns.findIndex((each) => each.key === column)];
    if (known.length === parts.length) expect([cell?.pence, cell?.partial]).toEqual([sum, null]);
    else {
      expect([cell?.pence, cell?.shown]).toEqual([null, "[x]"]);
      expect(cell?.partial?.known ?? 0).toBe(known.length);
      if (cell?.partial) expect(cell.partial.of).toBe(parts.length);
    }
  }
}
const lines = fc.array(fc.option(amount, { nil: null }), { minLength: 4, maxLength: 4 });
const linesOf = (amounts: readonly (number | null)[]) =>
  amounts.flatMap((each, index) => (each === null ? [] : [{ costCentreId: centres[index] as string, year, amountPence: each }]));

describe("Virements", () => {
  test("whatever is moved, the total budget stays, and latest is original and movements to the penny", () => {
    fc.assert(
      fc.property(lines, fc.array(virement, { maxLength: 8 }), (amounts, virements) => {
        const movements = movementsOf(virements);
        const table = build(facts({ lines: linesOf(amounts), movements }));
        expect(pence(table, "total", "movements")).toBe(0);
        if (pence(table, "total", "original") !== null) expect(pence(table, "total", "latest")).toBe(pence(table, "total", "original"));
        for (const { key } of table.rows.filter(({ kind }) => kind === "cost centre")) {
          const [original, moved, latest] = ["original", "movements", "latest"].map((column) => pence(table, key, column));
          expect(latest).toBe(original === null || original === undefined ? null : original + (moved as number));
        }
        for (const column of ["original", "movements", "latest"]) checkTotals(table, column);
        for (const centre of centres) {
          const expected = movements.filter((each) => each.costCentreId === centre && movesIn(year, each)).reduce((sum, each) => sum + each.amountPence, 0);
          expect(pence(table, `costCentre:${centre}`, "movements")).toBe(expected);
        }
      }),
    );
  });

  test("move no more in all than can be stored, so that the register can say how much", () => {
    const trillion = 100_000_000_000_000;
    const pairs = (count: number) => Array.from({ length: count * 2 }, (_, index) => ({ costCentreId: `centre-${index}`, amountPence: index % 2 === 0 ? trillion : -trillion }));
    checkLines(pairs(1));
    expect(() => checkLines(pairs(2))).toThrow("over a trillion pounds");
  });

  test("balance or are refused by exactly how far they are off", () => {
    fc.assert(
      fc.property(virement, fc.integer({ min: -500, max: 500 }), ({ lines: of }, off) => {
        const wanted = of.map(([costCentreId, amountPence], index) => ({ costCentreId, amountPence: amountPence + (index === 0 ? off : 0) }));
        fc.pre(wanted.every(({ amountPence }) => amountPence !== 0));
        if (off === 0) checkLines(wanted);
        else expect(() => checkLines(wanted)).toThrow(`£${(Math.abs(off) / 100).toFixed(2)} more is ${off > 0 ? "given to" : "taken from"}`);
      }),
    );
  });

  test("take what there is and not a penny more", () => {
    const budget = {
      versionName: "Budget",
      firstYear: year,
      yearCount: 2,
      costCentres: [{ id: "a", name: "North" }],
      lines: [
        { costCentreId: "a", year, amountPence: 10_000 },
        { costCentreId: "a", year: "2025/26", amountPence: 9_000 },
      ],
      movements: [] as Movement[],
    };
    const take =
      (amountPence: number, permanent = false) =>
      () =>
        refuseOverdrawn(budget, { year, permanent, lines: [{ costCentreId: "a", amountPence: -amountPence }] });
    expect(take(10_000)).not.toThrow();
    expect(take(10_001)).toThrow("North has a latest budget of £100.00 in 2024/25, and £100.01 would be taken from it. Move less");
    expect(take(9_000, true)).not.toThrow();
    expect(take(9_001, true)).toThrow("£90.00 in 2025/26");
    expect(take(10_001, true)).toThrow("It would be short in 2025/26, too.");
  });
});

describe("Variances", () => {
  const forecasts = fc.array(fc.option(amount, { nil: null }), { minLength: 4, maxLength: 4 });

  test("are forecast less latest where both are known, and a total's is where all of its parts have one", () => {
    fc.assert(
      fc.property(lines, fc.array(virement, { maxLength: 3 }), forecasts, (amounts, virements, wanted) => {
        const held = wanted.flatMap((each, index): ForecastFacts[] => (each === null ? [] : [{ costCentreId: centres[index] as string, asAt, part: "net", amountPence: each }]));
        const table = build(facts({ lines: linesOf(amounts), movements: movementsOf(virements), forecasts: held }));
        for (const [index, centre] of centres.entries()) {
          const row = `costCentre:${centre}`;
          const variance = pence(table, row, "variance");
          const each = wanted[index] ?? null;
          const latest = pence(table, row, "latest");
          expect(variance).toBe(each === null || latest === null ? null : each - latest);
          const rag = table.rows.find(({ key }) => key === row)?.cells.at(-1);
          expect(rag?.rag === null).toBe(variance === null);
        }
        for (const column of ["forecast", "variance"]) checkTotals(table, column);
      }),
    );
  });

  test.each([
    ["plus", "+12", "–12", "+1.5%", "–1.5%"],
    ["brackets and words", "(12) ADV", "12 FAV", "(1.5%)", "1.5%"],
    ["brackets", "(12)", "12", "(1.5%)", "1.5%"],
  ] as const)("are printed by the convention: %s", (sign, over, under, percentOver, percentUnder) => {
    const [amountOver, share] = [Exact.whole(12_000), Exact.decimal("0.015")];
    expect(shownVariance(amountOver, "thousands", sign)).toBe(over);
    expect(shownVariance(amountOver.negated(), "thousands", sign)).toBe(under);
    expect(shownVariance(Exact.nil, "thousands", sign)).toBe("–");
    expect(shownVariance(share, { percent: 1 }, sign)).toBe(percentOver);
    expect(shownVariance(share.negated(), { percent: 1 }, sign)).toBe(percentUnder);
  });

  test("are rated on the exact value, tolerances inclusive and all of them together", () => {
    const settings = { varianceSign: "plus" as const, toleranceShare: "0.02", tolerancePence: null };
    const rated = (variance: string, latest = "100000", more: object = {}) => varianceRag(Exact.decimal(variance), Exact.decimal(latest), { ...settings, ...more });
    expect([rated("0"), rated("-5"), rated("2000.00"), rated("2000.01")]).toEqual(["green", "green", "amber", "red"]);
    expect(rated("1", "0")).toBe("red");
    // An income budget's tolerance is a share of its size.
    expect([rated("2000", "-100000"), rated("2001", "-100000")]).toEqual(["amber", "red"]);
    expect([rated("1500", "100000", { tolerancePence: 150_000 }), rated("1500.01", "100000", { tolerancePence: 150_000 })]).toEqual(["amber", "red"]);
    expect([rated("1", "100000", { toleranceShare: null }), rated("1", "0", { toleranceShare: null, tolerancePence: 100 })]).toEqual(["red", "amber"]);
  });
});

describe("Forecasts", () => {
  const held = (of: [ForecastFacts["part"], string, number][]) => of.map(([part, month, amountPence]) => ({ costCentreId: "a", part, asAt: month, amountPence }));

  test("gross amounts from before the newest net one do not come back with gross amounts that come after it", () => {
    const april: [ForecastFacts["part"], string, number] = ["gross expenditure", "2024-04-30", 10_000];
    const forecasts = held([april, ["net", "2024-08-31", 20_000], ["gross income", "2024-09-30", 2_000]]);
    expect(standing(forecasts, "2024-08-31").net?.pence).toBe(20_000);
    expect(standing(forecasts, asAt)).toEqual({ net: null, expenditure: null, income: { pence: 2_000, asAt, entered: null } });
    expect(outturnPence(standing(forecasts, asAt))).toBeNull();
    // Without the net one between them, expenditure is carried forward, and the cell says of which month.
    const carried = held([april, ["gross income", "2024-09-30", 2_000]]);
    const table = build(facts({ forecasts: carried }));
    const cell = table.rows[0]?.cells[table.columns.findIndex(({ key }) => key === "forecast")];
    expect(cell?.pence).toBe(8_000);
    expect(cell?.note).toContain("Gross expenditure is carried forward from April 2024.");
  });

  test("stand until a newer one is held, gross amounts of a month before a net one", () => {
    const rows = held([
      ["net", "2024-04-30", 100],
      ["gross expenditure", "2024-05-31", 300],
      ["gross income", "2024-05-31", 50],
      ["gross expenditure", "2024-06-30", 310],
      ["net", "2024-07-31", 240],
    ]);
    const net = (month: string) => outturnPence(standing(rows, month));
    // 300 less 50; 310 less the 50 of May.
    expect(["2024-03-31", "2024-04-30", "2024-05-31", "2024-06-30", "2024-07-31", "2025-03-31"].map(net)).toEqual([null, 100, 250, 260, 240, 240]);
  });

  test("are as at a month of their year, or of its closing", () => {
    expect(monthEnd("2024-02-03")).toBe("2024-02-29");
    expect(forecastMonth("2024-04-01", year, "asAt")).toBe("2024-04-30");
    expect(forecastMonth("2025-09-01", year, "asAt")).toBe("2025-09-30");
    for (const day of ["2024-03-31", "2025-10-01"]) expect(() => forecastMonth(day, year, "asAt")).toThrow("from April 2024 to September 2025");
    expect([usualMonth("2024-03-31", year), usualMonth("2024-09-05", year), usualMonth("2026-01-01", year)]).toEqual(["2024-04-30", "2024-09-30", "2025-03-31"]);
  });

  test("of a worked example: £100,000 less £20,000, forecast at £85,000, is £5,000 over, 6.3%", () => {
    const table = build(
      facts({
        lines: [{ costCentreId: "a", year, amountPence: 10_000_000 }],
        movements: movementsOf([
          {
            year,
            permanent: false,
            lines: [
              ["a", -2_000_000],
              ["b", 2_000_000],
            ],
          },
        ]),
        forecasts: held([["net", asAt, 8_500_000]]),
      }),
    );
    expect(table.rows[0]?.cells.map((cell) => cell.shown)).toEqual(["100,000.00", "(20,000.00)", "80,000.00", "85,000.00", "+5,000.00", "+6.3%", "Red"]);
  });
});
