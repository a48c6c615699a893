// The medium-term table of any facts: totals added before rounding, notes where they are owed, and nowhere else.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import type { CommitmentFacts, MediumTermFacts } from "../../server/finance/facts.ts";
import { yearsFrom } from "../../server/finance/financialYear.ts";
import { mediumTerm } from "../../server/finance/mediumTerm.ts";

const years = yearsFrom("2024/25", 3);
const stated = (id: string, amounts: number[], change: Partial<CommitmentFacts> = {}): CommitmentFacts => ({
  id,
  name: id,
  status: "approved",
  basis: "amounts by year",
  weeklyRatePounds: null,
  weeksPerYear: null,
  partYear: null,
  upliftSeriesId: null,
  priceBaseYear: null,
  firstYearUplifted: false,
  endsOn: null,
  endYearShare: null,
  places: [],
  amounts: amounts.map((amountPence, index) => ({ year: years[index] as string, amountPence })),
  ...change,
});
const facts = (change: Partial<MediumTermFacts>): MediumTermFacts => ({
  authorityName: "Anyshire",
  versionName: "Draft",
  source: null,
  firstYear: "2024/25",
  yearCount: 3,
  costCentres: [],
  lines: [],
  commitments: [],
  upliftSeries: [],
  printed: [],
  ...change,
});
const options = { from: "2024/25", years: 3, unit: "thousands" as const, editable: true };

const anyFacts = fc
  .record({
    lines: fc.array(fc.tuple(fc.constantFrom("A", "B", null), fc.array(fc.option(fc.integer({ min: -9_000_000, max: 90_000_000 })), { minLength: 3, maxLength: 3 })), {
      minLength: 1,
      maxLength: 12,
    }),
    commitments: fc.array(fc.array(fc.integer({ min: 0, max: 50_000_000 }), { minLength: 3, maxLength: 3 }), { maxLength: 6 }),
  })
  .map(({ lines, commitments }) =>
    facts({
      costCentres: lines.map(([serviceGroup], index) => ({ id: `c${index}`, name: `Centre ${index}`, serviceGroup })),
      lines: lines.flatMap(([, amounts], index) =>
        amounts.flatMap((amountPence, year) => (amountPence === null ? [] : [{ costCentreId: `c${index}`, year: years[year] as string, amountPence }])),
      ),
      commitments: commitments.map((amounts, index) => stated(`k${index}`, amounts)),
    }),
  );

describe("The medium-term table", () => {
  test("adds every line and takes off every commitment, exactly, in every year", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const table = mediumTerm(given, options);
        for (const [column, year] of years.entries()) {
          const budget = given.lines.filter((line) => line.year === year).reduce((total, line) => total + BigInt(line.amountPence), 0n);
          const committed = given.commitments.reduce((total, commitment) => total + BigInt(commitment.amounts[column]?.amountPence ?? 0), 0n);
          const at = (key: string) => table.rows.find((row) => row.key === key)?.cells[column]?.figure?.value as Exact;
          expect(at("total").equals(Exact.ratio(budget, 100n))).toBe(true);
          expect(at("remaining").equals(Exact.ratio(budget - committed, 100n))).toBe(true);
        }
      }),
    );
  });

  test("owes a rounding note exactly where its displayed parts do not add up to its displayed total", () => {
    const shown = (text: string) => (text === "–" || text === "[x]" ? 0 : (text.startsWith("(") ? -1 : 1) * Number(text.replace(/[(),]/g, "")));
    fc.assert(
      fc.property(anyFacts, (given) => {
        const table = mediumTerm(given, options);
        const remaining = table.rows.find((row) => row.kind === "remaining");
        for (const [column, cell] of (remaining?.cells ?? []).entries()) {
          const parts = table.rows.filter((row) => row.kind === "total" || row.kind === "commitment").reduce((total, row) => total + shown(row.cells[column]?.shown ?? ""), 0);
          expect(cell.note?.includes("The figures shown add up to") ?? false).toBe(parts !== shown(cell.shown));
        }
      }),
    );
  });

  test("sums before it rounds: three of £400 are £1,200, shown as 1 and not as 0", () => {
    const table = mediumTerm(
      facts({
        costCentres: ["a", "b", "c"].map((id) => ({ id, name: id, serviceGroup: "G" })),
        lines: ["a", "b", "c"].map((costCentreId) => ({ costCentreId, year: "2024/25", amountPence: 40_000 })),
      }),
      options,
    );
    const subtotal = table.rows.find((row) => row.kind === "subtotal")?.cells[0];
    expect([subtotal?.shown, subtotal?.pence]).toEqual(["1", 120_000]);
    expect(table.notes).toContain("Figures may not sum due to rounding: Total G in 2024/25.");
    expect(subtotal?.derivation?.workings).toBe("a £400.00 + b £400.00 + c £400.00");
  });

  test("shows what is not held as [x], says so, and leaves it out of totals", () => {
    const table = mediumTerm(facts({ costCentres: [{ id: "a", name: "a", serviceGroup: null }], lines: [{ costCentreId: "a", year: "2024/25", amountPence: 100 }] }), {
      ...options,
      unit: "pounds",
    });
    expect(table.rows[0]?.cells.map((cell) => cell.shown)).toEqual(["1.00", "[x]", "[x]"]);
    expect(table.notes).toContain("[x]: no amount is held for this year. Totals leave it out.");
  });

  test("says by how much commitments exceed the budget", () => {
    const table = mediumTerm(
      facts({
        costCentres: [{ id: "a", name: "a", serviceGroup: null }],
        lines: [{ costCentreId: "a", year: "2024/25", amountPence: 100_000 }],
        commitments: [stated("k", [250_000, 0, 0])],
      }),
      options,
    );
    expect(table.notes).toContain("Commitments exceed the budget in 2024/25 by £1,500.00.");
  });

  test("says for which years a price has no uplift", () => {
    const commitment = stated("k", [], {
      basis: "weekly price",
      weeklyRatePounds: "100",
      weeksPerYear: "52 weeks",
      partYear: "by days",
      upliftSeriesId: "s",
      priceBaseYear: "2024/25",
      places: [{ places: 1, startsOn: "2024-04-01", endsOn: null, firstYearShare: null, lastYearShare: null }],
    });
    const table = mediumTerm(facts({ commitments: [commitment], upliftSeries: [{ id: "s", name: "Prices", rates: [{ year: "2025/26", rateShare: "0.1" }] }] }), options);
    expect(table.notes).toContain("Prices states no uplift for 2026/27; prices are carried forward unchanged there.");
    // 100 × 52, then × 1.1, then unchanged.
    expect(table.rows[1]?.cells.map((cell) => cell.exact)).toEqual(["-5200", "-5720", "-5720"]);
  });

  test("lets nothing be typed over that is worked out, that has ended, or that is published", () => {
    const given = facts({ costCentres: [{ id: "a", name: "a", serviceGroup: null }], commitments: [stated("k", [1, 2, 3], { endsOn: "2025-06-30" })] });
    const edits = (table: ReturnType<typeof mediumTerm>) => table.rows.map((row) => row.cells.map((cell) => cell.edits));
    expect(edits(mediumTerm(given, options))).toEqual([
      ["budget:a:2024/25", "budget:a:2025/26", "budget:a:2026/27"],
      [null, null, null],
      ["commitment:k:2024/25", "commitment:k:2025/26", null],
      [null, null, null],
    ]);
    expect(
      edits(mediumTerm(given, { ...options, editable: false }))
        .flat()
        .every((address) => address === null),
    ).toBe(true);
  });
});
