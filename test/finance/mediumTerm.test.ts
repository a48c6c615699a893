// The medium-term table of any facts: totals added before rounding, notes where they are owed, and nowhere else.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellAddress, readCellAddress } from "../../server/finance/cellAddress.ts";
import { Exact } from "../../server/finance/exact.ts";
import type { CommitmentFacts, MediumTermFacts } from "../../server/finance/facts.ts";
import { yearsFrom } from "../../server/finance/financialYear.ts";
import { mediumTerm } from "../../server/finance/mediumTerm.ts";
import { type MoneyUnit, shownFigure } from "../../server/finance/money.ts";
import type { ReportTable } from "../../server/finance/table.ts";
import { runs } from "../setup/samples.ts";
import { statedCommitment } from "./statedCommitment.ts";

const years = yearsFrom("2024/25", 3);
const stated = (id: string, amounts: number[], change: Partial<CommitmentFacts> = {}): CommitmentFacts => statedCommitment(id, years, amounts, change);
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
          // A total of which a part is not known is not known, and neither is what remains of it.
          const held = new Set(given.lines.filter((line) => line.year === year).map(({ costCentreId }) => costCentreId));
          const known = given.costCentres.length > 0 && given.costCentres.every(({ id }) => held.has(id));
          const at = (key: string) => table.rows.find((row) => row.key === key)?.cells[column];
          if (known) {
            expect(at("total")?.figure?.value.equals(Exact.ratio(budget, 100n))).toBe(true);
            expect(at("remaining")?.figure?.value.equals(Exact.ratio(budget - committed, 100n))).toBe(true);
            expect(at("total")?.partial).toBeNull();
          } else if (table.rows.length > 0) {
            expect([at("total")?.shown, at("remaining")?.shown, at("remaining")?.partial]).toEqual(["[x]", "[x]", null]);
            expect(table.notes.filter((note) => note.includes("exceed") && note.includes(year))).toEqual([]);
            const partial =
              held.size === 0 ? null : { shown: shownFigure(Exact.ratio(budget, 100n), "thousands"), known: held.size, of: given.costCentres.length, parts: "cost centres" };
            expect(at("total")?.partial).toEqual(partial);
          }
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
          if (cell.figure === null) {
            expect(cell.note).toBeNull();
            continue;
          }
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

  test("shows what is not held as [x], says so, and has no total of it", () => {
    const table = mediumTerm(facts({ costCentres: [{ id: "a", name: "a", serviceGroup: null }], lines: [{ costCentreId: "a", year: "2024/25", amountPence: 100 }] }), {
      ...options,
      unit: "pounds",
    });
    expect(table.rows[0]?.cells.map((cell) => cell.shown)).toEqual(["1.00", "[x]", "[x]"]);
    expect(table.notes).toContain("[x]: no amount is recorded, so it is not known, and neither is what would be worked out from it. That is not nil.");
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
    expect(table.notes).toContain("Prices states no uplift for 2026/27; prices are left unchanged there.");
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

  test("a cell's entry is what one would type to leave it as it is, and is null where nothing can be typed", () => {
    const given = facts({
      costCentres: [{ id: "a", name: "a", serviceGroup: null }],
      lines: [{ costCentreId: "a", year: "2024/25", amountPence: 464_650_000 }],
      commitments: [stated("k", [42_250_000, 0, 0])],
    });
    // £4,646,500 and £422,500 in £000s, nothing rounded away; no amount is held for 2025/26.
    expect(mediumTerm(given, options).rows.map((row) => row.cells.slice(0, 2).map((cell) => cell.entry))).toEqual([
      ["4646.5", null],
      [null, null],
      ["-422.5", "0"],
      [null, null],
    ]);
    expect(
      mediumTerm(given, { ...options, editable: false })
        .rows.flatMap((row) => row.cells.map((cell) => cell.entry))
        .filter((entry) => entry !== null),
    ).toEqual([]);
  });
});

const weekly = (id: string, change: Partial<CommitmentFacts>): CommitmentFacts =>
  stated(id, [], {
    basis: "weekly price",
    weeklyRatePounds: "5963.00",
    weeksPerYear: "52.14 weeks",
    partYear: "by days",
    places: [{ places: 9, startsOn: "2024-10-01", endsOn: null, firstYearShare: null, lastYearShare: null }],
    ...change,
  });

/** The rows that a total adds, by the order of the table and nothing of its making. */
function partsOf(table: ReportTable, key: string): ReportTable["rows"] {
  const at = table.rows.findIndex((row) => row.key === key);
  const total = table.rows[at];
  if (total?.kind === "remaining") return table.rows.filter((row) => row.kind === "total" || row.kind === "commitment");
  if (total?.kind === "total") return table.rows.slice(0, at).filter((row) => row.level === 0);
  let first = at;
  while (table.rows[first - 1]?.level === 1) first -= 1;
  return table.rows.slice(first, at);
}

/** A displayed figure in whole units of its last place: "(1,399.5)" is -13995. */
function displayedUnits(shown: string): bigint {
  if (shown === "–" || shown === "[x]") return 0n;
  const digits = BigInt(shown.replace(/\D/g, ""));
  return shown.startsWith("(") ? -digits : digits;
}

describe("Any table, in any unit", () => {
  const day = fc.nat({ max: 1_300 }).map((days) => new Date(Date.parse("2023-10-01") + days * 86_400_000).toISOString().slice(0, 10));
  const period = fc.record({ places: fc.nat({ max: 20 }), startsOn: day, endsOn: fc.constant(null), firstYearShare: fc.constant(null), lastYearShare: fc.constant(null) });
  const anyWeekly = fc
    .record({
      weeklyRatePounds: fc.nat({ max: 1_500_000 }).map((pence) => `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, "0")}`),
      weeksPerYear: fc.constantFrom("52 weeks" as const, "52.14 weeks" as const, "365/7 weeks" as const, "actual days / 7" as const),
      partYear: fc.constantFrom("by days" as const, "by months" as const),
      upliftSeriesId: fc.constantFrom("s", null),
      priceBaseYear: fc.constantFrom("2023/24", "2024/25"),
      firstYearUplifted: fc.boolean(),
      places: fc.array(period, { minLength: 1, maxLength: 3 }),
      endsOn: fc.option(day),
    })
    .map((change) => change as Partial<CommitmentFacts>);
  const given = fc.tuple(anyFacts, fc.array(anyWeekly, { maxLength: 4 }), fc.constantFrom<MoneyUnit>("pounds", "thousands", "millions")).map(
    ([base, weeklies, unit]) =>
      [
        {
          ...base,
          commitments: [...base.commitments, ...weeklies.map((change, index) => weekly(`w${index}`, change))],
          upliftSeries: [{ id: "s", name: "Prices", rates: [{ year: "2025/26", rateShare: "0.0333" }] }],
        },
        unit,
      ] as const,
  );

  test("every total is exactly its parts, and remaining is the total with the commitments, which are deductions", () => {
    fc.assert(
      fc.property(given, ([anyGiven, unit]) => {
        const table = mediumTerm(anyGiven, { ...options, unit });
        for (const row of table.rows.filter((each) => ["subtotal", "total", "remaining"].includes(each.kind))) {
          for (const [column, cell] of row.cells.entries()) {
            let [n, d] = [0n, 1n];
            const parts = partsOf(table, row.key);
            expect(cell.figure === null).toBe(parts.length === 0 || parts.some((part) => part.cells[column]?.figure === null));
            if (cell.figure === null) continue;
            for (const part of parts) {
              const value = part.cells[column]?.figure?.value ?? Exact.nil;
              if (part.kind === "commitment") expect(value.numerator <= 0n).toBe(true);
              [n, d] = [n * value.denominator + value.numerator * d, d * value.denominator];
            }
            expect(cell.figure.value.equals(Exact.ratio(n, d))).toBe(true);
          }
        }
      }),
    );
  });

  test("a rounding note stands at a total, and in the table's notes, just where the displayed parts do not add up", () => {
    let [noted, clean] = [0, 0];
    fc.assert(
      fc.property(given, ([anyGiven, unit]) => {
        const table = mediumTerm(anyGiven, { ...options, unit });
        const places: string[] = [];
        for (const row of table.rows) {
          const computed = ["subtotal", "total", "remaining"].includes(row.kind);
          const off = years.filter((_, column) => {
            if (computed && row.cells[column]?.figure === null) return false;
            const added = partsOf(table, row.key).reduce((sum, part) => sum + displayedUnits(part.cells[column]?.shown ?? "–"), 0n);
            const differs = computed && added !== displayedUnits(row.cells[column]?.shown ?? "–");
            expect(row.cells[column]?.note?.startsWith("The figures shown add up to ") ?? false).toBe(differs);
            return differs;
          });
          const [last, ...before] = [...off].reverse();
          if (last !== undefined) places.push(`${row.label} in ${before.length === 0 ? last : `${before.reverse().join(", ")} and ${last}`}`);
        }
        if (places.length > 0) noted += 1;
        else clean += 1;
        expect(table.notes.filter((note) => note.startsWith("Figures may not sum"))).toEqual(
          places.length === 0 ? [] : [`Figures may not sum due to rounding: ${places.join("; ")}.`],
        );
      }),
      runs(300),
    );
    // Both cases were met.
    expect(Math.min(noted, clean)).toBeGreaterThan(10);
  });

  test("every cell's pence are its exact value rounded once", () => {
    fc.assert(
      fc.property(given, ([anyGiven, unit]) => {
        for (const row of mediumTerm(anyGiven, { ...options, unit }).rows) {
          for (const { figure, pence } of row.cells) {
            if (figure === null) expect(pence).toBeNull();
            else {
              const off = BigInt(pence as number) * figure.value.denominator - 100n * figure.value.numerator;
              expect((off < 0n ? -off : off) * 2n <= figure.value.denominator).toBe(true);
            }
          }
        }
      }),
    );
  });
});

describe("The rows and their order", () => {
  const centre = (id: string, serviceGroup: string | null) => ({ id, name: id, serviceGroup });
  const keys = (table: ReportTable) => table.rows.map((row) => `${row.level} ${row.key}`);

  test("a group's cost centres stand together where its first stands, with their subtotal", () => {
    const table = mediumTerm(facts({ costCentres: [centre("a", null), centre("b", "G"), centre("c", null), centre("d", "G")], commitments: [stated("k", [1])] }), options);
    expect(keys(table)).toEqual(["0 costCentre:a", "1 costCentre:b", "1 costCentre:d", "0 subtotal:G", "0 costCentre:c", "0 total", "0 commitment:k", "0 remaining"]);
  });

  test("a group is told from a cost centre that stands alone, whatever it is called", () => {
    const table = mediumTerm(facts({ costCentres: [centre("a", null), centre("b", "alone:a")] }), options);
    expect(keys(table)).toEqual(["0 costCentre:a", "1 costCentre:b", "0 subtotal:alone:a", "0 total", "0 remaining"]);
  });

  test("no facts make no rows", () => {
    expect(mediumTerm(facts({}), options).rows).toEqual([]);
  });

  test("the first year is the budget, and the years after it drafts", () => {
    expect(mediumTerm(facts({}), options).columns).toEqual([
      { key: "2024/25", label: "2024/25", status: "budget" },
      { key: "2025/26", label: "2025/26", status: "draft" },
      { key: "2026/27", label: "2026/27", status: "draft" },
    ]);
  });
});

describe("Essex 6.1.6, from the printed cost centres and the terms", () => {
  const essexYears = yearsFrom("2023/24", 4);
  // Total budget, Roach Vale with Woodlands and New Farm Road, in £000s as printed: 16,499 = 4,614 + 2,614 + 3,244 + 4,747 + 1,280 in 2024/25.
  const budget = [16_604, 16_499, 15_842, 15_132];
  const others = [1_222, 2_523, 3_023, 3_023];
  const beds = (id: string, weeklyRatePounds: string, periods: [string, string | null][]): CommitmentFacts =>
    weekly(id, {
      weeklyRatePounds,
      partYear: "stated",
      upliftSeriesId: "s",
      priceBaseYear: "2023/24",
      places: periods.map(([startsOn, endsOn]) => ({ places: 9, startsOn, endsOn, firstYearShare: "0.5", lastYearShare: endsOn === null ? null : "0.5" })),
    });
  const essex = facts({
    firstYear: "2023/24",
    costCentres: [{ id: "all", name: "Budget", serviceGroup: null }],
    lines: essexYears.map((year, column) => ({ costCentreId: "all", year, amountPence: (budget[column] as number) * 100_000 })),
    commitments: [
      stated("others", [], { amounts: essexYears.map((year, column) => ({ year, amountPence: (others[column] as number) * 100_000 })) }),
      beds("solo", "14000.00", [["2023-10-01", "2026-09-30"]]),
      beds("group", "5963.00", [
        ["2023-10-01", null],
        ["2026-10-01", null],
      ]),
    ],
    upliftSeries: [{ id: "s", name: "Prices", rates: ["0.028", "0.03", "0.03"].map((rateShare, index) => ({ year: essexYears[index + 1] as string, rateShare })) }],
    printed: [
      { rowKey: "total", year: "2023/24", printed: "16603", unit: "thousands", reference: "Essex 6.1.6" },
      { rowKey: "remaining", year: "2024/25", printed: "4346", unit: "thousands", reference: "Essex 6.1.6" },
      { rowKey: "commitment:solo", year: "2023/24", printed: "-3300", unit: "thousands", reference: "Somebody" },
      { rowKey: "commitment:group", year: "2023/24", printed: "-1400", unit: "thousands", reference: "Somebody" },
    ],
  });
  const table = mediumTerm(essex, { from: "2023/24", years: 4, unit: "thousands", editable: false });
  const row = (key: string) => table.rows.find((each) => each.key === key);

  test("what remains, each year", () => {
    expect(row("remaining")?.cells.map((cell) => [cell.shown, cell.exact])).toEqual([
      ["10,698", "10698081.31"], // 16,604,000 - 1,222,000 - 3,284,820.00 - 1,399,098.69
      ["4,346", "4345863.17336"], // 16,499,000 - 2,523,000 - 6,753,589.92 - 2,876,546.90664
      ["2,900", "2899959.0685608"], // 15,842,000 - 3,023,000 - 6,956,197.6176 - 2,962,843.3138392
      ["3,949", "3948965.307054436"], // 15,132,000 - 3,023,000 - 3,582,441.773064 - 4,577,592.919881564
    ]);
  });

  test("one rounding note: 16,499 - 2,523 - 6,754 - 2,877 is 4,345", () => {
    expect(row("remaining")?.cells[1]?.note).toBe("The figures shown add up to 4,345. The exact sum is £4,345,863.17, shown as 4,346.");
    expect(table.notes).toContain("Figures may not sum due to rounding: Remaining unallocated budget in 2024/25.");
  });

  test("what the report prints is set beside what its facts give, only where they differ", () => {
    expect(table.notes.filter((note) => note.includes(" prints "))).toEqual([
      // One part and so no rounding of others: off by 1 is not below (1 + 1) / 2.
      "Essex 6.1.6 prints 16,603 for Total budget in 2023/24, where these facts give 16,604 (£000s): does not add up.",
      "Somebody prints (3,300) for solo in 2023/24, where these facts give (3,285) (£000s): does not add up.",
      // A row that adds nothing up has one figure: (1,399,098.69) cannot be rounded to (1,400).
      "Somebody prints (1,400) for group in 2023/24, where these facts give (1,399) (£000s): does not add up.",
    ]);
    expect(row("total")?.cells[0]?.note).toContain("Essex 6.1.6 prints 16,603");
  });

  test("the workings of a deducted commitment are its cost's, with its minus", () => {
    expect(row("commitment:solo")?.cells[0]?.derivation?.workings).toBe("–(9 places × £14,000.00 a week × 52.14 weeks × 0.5 year)");
    expect(row("commitment:solo")?.cells[0]?.shown).toBe("(3,285)");
  });
});

describe("The address of a cell", () => {
  test("reads back as it was given out", () => {
    expect(cellAddress({ kind: "budget", subjectId: "c1", year: "2023/24" })).toBe("budget:c1:2023/24");
    fc.assert(
      fc.property(
        fc.constantFrom("budget" as const, "commitment" as const),
        fc.stringMatching(/^[\w-]{1,64}$/),
        fc.constantFrom(...yearsFrom("1990/91", 100)),
        (kind, subjectId, year) => {
          expect(readCellAddress(cellAddress({ kind, subjectId, year }), "address")).toEqual({ kind, subjectId, year });
        },
      ),
    );
  });

  test.each(["", "budget:c1", "total:c1:2023/24", "budget::2023/24", "budget:c1:2023/25", "budget:c1:2023/24:x", `budget:${"c".repeat(65)}:2023/24`])("%j is none", (address) => {
    expect(() => readCellAddress(address, "edits[0].address")).toThrow(expect.objectContaining({ code: "BAD_INPUT", field: "edits[0].address" }));
  });
});

test("a commitment that ended owes no note on uplifts after its end", () => {
  const ended = stated("k", [], {
    basis: "weekly price",
    weeklyRatePounds: "100",
    weeksPerYear: "52 weeks",
    partYear: "by days",
    upliftSeriesId: "s",
    priceBaseYear: "2024/25",
    endsOn: "2026-03-31",
    places: [{ places: 1, startsOn: "2024-04-01", endsOn: null, firstYearShare: null, lastYearShare: null }],
  });
  const table = mediumTerm(facts({ commitments: [ended], upliftSeries: [{ id: "s", name: "Prices", rates: [{ year: "2025/26", rateShare: "0.1" }] }] }), options);
  expect(table.notes.filter((note) => note.includes("states no uplift"))).toEqual([]);
});
