// Whether a printed figure follows from its inputs: the verdicts, the rounding at the printed place, and what cannot be stored.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { type Figure, input } from "../../server/finance/figure.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { checkPrinted, type PrintedFigureFacts, printedFiguresTable, printedFinding } from "../../server/finance/printedFigure.ts";
import { readPrintedWorkings } from "../../server/finance/printedWorkings.ts";
import type { Known } from "../../server/finance/unknown.ts";
import { runs } from "../setup/samples.ts";

const facts = (change: Partial<PrintedFigureFacts>): PrintedFigureFacts => ({
  id: "f",
  reference: "6.1.4",
  what: "A figure",
  printed: "£4.7m",
  printedValue: "4700000",
  unit: "pounds",
  nearest: "100000",
  workings: "1",
  why: null,
  ...change,
});
const exactly = (text: string): Figure => input(Exact.decimal(text), "plain");

describe("verdicts", () => {
  test.each<[string, Partial<PrintedFigureFacts>, string, string, string]>([
    // Half-up, at the printed place: 4.65m is 4.7m, a penny less is not.
    ["just rounds up", {}, "4650000", "follows", "The report prints £4.7m, and its inputs give £4,650,000.00, which rounds to £4.7m."],
    [
      "just does not",
      {},
      "4649999.99",
      "does not follow",
      "The report prints £4.7m; its inputs give £4,649,999.99, which rounds to £4.6m. That is £50,000.01 less than is printed, and £0.01 less than rounding can explain.",
    ],
    ["just stays below the next", {}, "4749999.99", "follows", "The report prints £4.7m, and its inputs give £4,749,999.99, which rounds to £4.7m."],
    [
      "just rounds to the next",
      {},
      "4750000",
      "consistent with rounding",
      "The report prints £4.7m; its inputs give £4,750,000.00, which rounds to £4.8m. That is half-way between the two, and a half may be rounded either way.",
    ],
    [
      "rounds to the next",
      {},
      "4750000.001",
      "does not follow",
      "The report prints £4.7m; its inputs give £4,750,000.00, which rounds to £4.8m. That is £50,000.00 more than is printed, and less than £0.01 more than rounding can explain.",
    ],
    [
      "is the same to the penny",
      { printed: "£75,223.20", printedValue: "75223.20", nearest: "0.01" },
      "75223.2",
      "follows",
      "The report prints £75,223.20, and its inputs give £75,223.20.",
    ],
    ["says why", { why: "It is so." }, "4700000", "follows", "The report prints £4.7m, and its inputs give £4,700,000.00. It is so."],
    [
      "of a per cent",
      { printed: "5.6%", printedValue: "5.6", unit: "percent", nearest: "0.1" },
      "0.0555",
      "follows",
      "The report prints 5.6%, and its inputs give 5.55%, which rounds to 5.6%.",
    ],
    [
      "of a per cent below",
      { printed: "5.6%", printedValue: "5.6", unit: "percent", nearest: "0.1" },
      "0.05549",
      "does not follow",
      "The report prints 5.6%; its inputs give 5.549%, which rounds to 5.5%. That is 0.051 points less than is printed, and 0.001 points less than rounding can explain.",
    ],
    [
      "of tens",
      { printed: "around 90%", printedValue: "90", unit: "percent", nearest: "10" },
      "0.852",
      "follows",
      "The report prints around 90%, and its inputs give 85.2%, which rounds to 90%.",
    ],
    ["of one month", { printed: "a month", printedValue: "1", unit: "months", nearest: "1" }, "1", "follows", "The report prints a month, and its inputs give 1 month."],
    [
      "of years",
      { printed: "8 years", printedValue: "8", unit: "years", nearest: "1" },
      "9",
      "does not follow",
      "The report prints 8 years; its inputs give 9 years. That is 1 year more than is printed, and 0.5 years more than rounding can explain.",
    ],
    ["of a number", { printed: "1,150", printedValue: "1150", unit: "number", nearest: null }, "1150", "follows", "The report prints 1,150, and its inputs give 1,150."],
    ["of a loss", { printed: "–£4.7m", printedValue: "-4700000" }, "-4650000", "follows", "The report prints –£4.7m, and its inputs give –£4,650,000.00, which rounds to –£4.7m."],
    [
      "of a fall",
      { printed: "a fall of 5%", printedValue: "-5", unit: "percent", nearest: "1" },
      "-0.052",
      "follows",
      "The report prints a fall of 5%, and its inputs give –5.2%, which rounds to –5%.",
    ],
  ])("%s", (_, change, exact, verdict, sentence) => {
    expect(printedFinding(facts(change), exactly(exact))).toMatchObject({ verdict, sentence });
  });

  test("without inputs it is as printed", () => {
    expect(printedFinding(facts({ workings: null, why: "An award." }), null)).toEqual({
      verdict: "as printed",
      shown: null,
      sentence: "The report prints £4.7m, and gives nothing that it could be worked out from. An award.",
    });
  });

  test("without print it is worked out", () => {
    expect(printedFinding(facts({ printed: null, printedValue: null, nearest: "0.01" }), exactly("108711.2"))).toEqual({
      verdict: "not printed",
      shown: "£108,711.20",
      sentence: "The report does not print it; its inputs give £108,711.20.",
    });
  });

  test.each([
    [facts({}), "not known", "The report prints £4.7m. Whether it follows is not known. Beds has no amount for 2025/26."],
    [facts({ printed: null, printedValue: null }), "not printed", "The report does not print it. What it comes to is not known. Beds has no amount for 2025/26."],
  ])("workings that need what is not known give no figure, and not nil", (given, verdict, sentence) => {
    expect(printedFinding(given, { kind: "unknown", why: "Beds has no amount for 2025/26." })).toEqual({ verdict, shown: null, sentence });
  });

  test("what was rounded from the exact value always follows", () => {
    const place = fc.constantFrom("0.001", "0.01", "0.1", "1", "10", "25", "1000", "100000", "1000000");
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.bigInt({ min: 1n, max: 10_000n }),
        place,
        fc.constantFrom("pounds", "percent", "number"),
        (top, below, nearest, unit) => {
          const value = Exact.ratio(top, below);
          const step = Exact.decimal(nearest);
          const inUnit = unit === "percent" ? value.times(Exact.whole(100)) : value;
          const rounded = Exact.whole(inUnit.dividedBy(step).rounded(0)).times(step);
          const figure = input(value, "plain");
          const given = facts({ printed: "so", printedValue: rounded.toString(), nearest, unit: unit as "pounds" });
          expect(() => checkPrinted(given, "input")).not.toThrow();
          expect(printedFinding(given, figure).verdict).toBe("follows");
          // One step further it does not: where it lies half-way, and was rounded down, it may have been.
          const further = (steps: number) => printedFinding({ ...given, printedValue: rounded.plus(step.times(Exact.whole(steps))).toString() }, figure).verdict;
          expect(further(1)).toBe(inUnit.minus(rounded).equals(step.times(Exact.decimal("0.5"))) ? "consistent with rounding" : "does not follow");
          expect(further(2)).toBe("does not follow");
        },
      ),
    );
  });
});

describe("figures that a report worked out from numbers that it rounded", () => {
  const judged = (workings: string, change: Partial<PrintedFigureFacts>) => {
    const given = facts({ workings, ...change });
    return printedFinding(
      given,
      readPrintedWorkings(workings, given.unit, () => null, "workings"),
    );
  };
  const pounds = (printedValue: string, nearest: string) => ({ printed: `£${printedValue}`, printedValue, unit: "pounds", nearest }) as const;
  const percent = (printedValue: string, nearest = "1") => ({ printed: `${printedValue}%`, printedValue, unit: "percent", nearest }) as const;

  test.each<[string, Partial<PrintedFigureFacts>, string, string]>([
    // 3.05/1.65 - 1 to 3.15/1.55 - 1
    ["3.1/1.6-1", percent("96"), "consistent with rounding", "What its inputs were rounded from can give 84.848% to 103.226%, so rounding can explain it."],
    ["3.1/1.6-1", percent("104"), "does not follow", "That is 10.25 points less than is printed, and 0.274 points less than rounding can explain."],
    // Three amounts, each to the pound: 1,308,418.50 to 1,308,421.50.
    ["£436,140 + £436,140 + £436,140", pounds("1308421", "1"), "consistent with rounding", "£1,308,418.50 to £1,308,421.50"],
    ["436140 + 436140 + 436140", pounds("1308421", "1"), "consistent with rounding", "£1,308,418.50 to £1,308,421.50"],
    ["436140 + 436140 + 436140", pounds("1308423", "1"), "does not follow", "That is £3.00 less than is printed, and £1.00 less than rounding can explain."],
    // A price and its weeks: 25,161.92 to the penny, for 52 weeks, is within 26 pence of 1,308,419.84.
    ["25161.92 * 52", pounds("1308420", "1"), "follows", "which rounds to £1,308,420."],
    ["25161.93 * 52", pounds("1308421", "1"), "consistent with rounding", "£1,308,420.10 to £1,308,420.62"],
    ["£12.345m + £1.234m - £0.567m", pounds("13013000", "1000"), "consistent with rounding", "£13,010,500.00 to £13,013,500.00"],
    ["12.345 + 1.234 - 0.567", { printed: "13.015", printedValue: "13.015", unit: "number", nearest: "0.001" }, "does not follow", "0.001 less than rounding can explain."],
    // A number that counts something, and one that is said to be exact, are no others than they are.
    ["18 / 63", percent("29.5", "0.1"), "does not follow", "0.879 points less than rounding can explain."],
    ["35 * £1,000", pounds("35017", "1"), "consistent with rounding", "£34,982.50 to £35,017.50"],
    ["35 * £1,000", pounds("35019", "1"), "does not follow", "£1.00 less than rounding can explain."],
    ["2000 - 100", { printed: "1,901", printedValue: "1901", unit: "number", nearest: "1" }, "does not follow", "0.5 less than rounding can explain."],
    ["15323000 * 10%", pounds("1520000", "10000"), "consistent with rounding", "£1,455,684.95 to £1,608,915.05"],
    ["15323000 * 10 %", pounds("1520000", "10000"), "consistent with rounding", "£1,455,684.95 to £1,608,915.05"],
    ["15323000 * exact(10%)", pounds("1520000", "10000"), "does not follow", "£7,299.95 more than rounding can explain."],
    ["100 / (3.14 - 3.1)", percent("7"), "consistent with rounding", "Something is divided by a number that may be nil before it is rounded"],
    // The divisor is nil at the least and 0.2 at the most: what is over it is 5 or more.
    ["1 / (2.1 - 2.0)", { printed: "3", printedValue: "3", unit: "number", nearest: "1" }, "does not follow", "1.5 more than rounding can explain."],
    ["1 / (2.1 - 2.0)", { printed: "-9", printedValue: "-9", unit: "number", nearest: "1" }, "does not follow", "more than rounding can explain."],
    ["1 / (2.1 - 2.0)", { printed: "70", printedValue: "70", unit: "number", nearest: "1" }, "consistent with rounding", "may be nil before it is rounded"],
    // Where no place is stated it is the last one that is printed.
    ["4712345", { printed: "£4.7m", printedValue: "4700000", unit: "pounds", nearest: null }, "follows", "which rounds to £4.7m"],
    ["1200000", { printed: "c. £1 million", printedValue: "1000000", unit: "pounds", nearest: null }, "follows", "which rounds to £1m"],
    ["4762345", { printed: "£4.7m", printedValue: "4700000", unit: "pounds", nearest: null }, "does not follow", "more than rounding can explain."],
    ["1308422", { printed: "£1,308,421", printedValue: "1308421", unit: "pounds", nearest: null }, "consistent with rounding", "£1,308,421.50 to"],
    ["5.56%", { printed: "5.6%", printedValue: "5.6", unit: "percent", nearest: null }, "follows", "which rounds to 5.6%"],
    ["(0.2 - 0.1)^2", { printed: "0", printedValue: "0", unit: "number", nearest: "0.001" }, "consistent with rounding", "0 to 0.04"],
  ])("%s against %o", (workings, change, verdict, sentence) => {
    const found = judged(workings, change);
    expect(found).toMatchObject({ verdict, sentence: expect.stringContaining(sentence) });
  });

  /** Printed numbers with what they were rounded from, which may be any. */
  const leaf = fc
    .record({ tenths: fc.integer({ min: -9_999, max: 9_999 }), off: fc.integer({ min: -50, max: 50 }) })
    .map(({ tenths, off }) => ({ text: tenths < 0 ? `(-${-tenths / 10})` : `${(tenths / 10).toFixed(1)}`, from: Exact.ratio(BigInt(tenths * 100 + off), 1_000n) }))
    .map(({ text, from }) => ({ text: text.includes(".") ? text : text.replace(")", ".0)"), from: from as Exact | null }));
  const tree = fc.letrec<{ tree: { text: string; from: Exact | null } }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.tuple(tie("tree"), fc.constantFrom("+", "-", "*", "/"), tie("tree")).map(([a, sign, b]) => {
        const text = `(${a.text} ${sign} ${b.text})`;
        if (!a.from || !b.from || (sign === "/" && b.from.isNil())) return { text, from: null };
        return { text, from: sign === "+" ? a.from.plus(b.from) : sign === "-" ? a.from.minus(b.from) : sign === "*" ? a.from.times(b.from) : a.from.dividedBy(b.from) };
      }),
      fc.tuple(tie("tree"), fc.integer({ min: 1, max: 3 })).map(([a, to]) => ({
        text: `(${a.text})^${to}`,
        from: a.from && Array.from({ length: to }).reduce((product: Exact) => product.times(a.from as Exact), Exact.one),
      })),
    ),
  })).tree;

  test("are never accused where the numbers that they were rounded from give what is printed", () => {
    fc.assert(
      fc.property(
        tree.filter(({ text, from }) => from !== null && text.length < 300),
        fc.constantFrom("0.01", "1", "100"),
        ({ text, from }, nearest) => {
          const step = Exact.decimal(nearest);
          const printedValue = Exact.whole((from as Exact).dividedBy(step).rounded(0))
            .times(step)
            .toString();
          try {
            const { verdict } = judged(text, { printed: "so", printedValue, unit: "number", nearest });
            expect(["follows", "consistent with rounding"], text).toContain(verdict);
          } catch (error) {
            // As they are printed, some divide by nil.
            if (!(error instanceof InputError)) throw error;
          }
        },
      ),
      runs(500),
    );
  });
});

describe("the table", () => {
  test("counts verdicts, prints what there is, and lists what does not follow", () => {
    const table = printedFiguresTable(
      "Essex",
      [
        facts({ id: "a" }),
        facts({ id: "b", what: "Another" }),
        facts({ id: "c", workings: null }),
        facts({ id: "d", printed: null, printedValue: null }),
        facts({ id: "e" }),
        facts({ id: "f", what: "A third" }),
      ],
      new Map<string, Known | null>([
        ["a", exactly("4700000")],
        ["b", exactly("1")],
        ["c", null],
        ["d", exactly("5")],
        ["e", exactly("4750000")],
        ["f", { kind: "unknown", why: "Beds has no amount for 2025/26." }],
      ]),
    );
    expect(table.notes).toEqual([
      "1 follows from its own inputs, 1 is consistent with rounding, 1 does not follow, 1 needs something that is not known, 1 has no inputs in the report, 1 is not printed there.",
      "6.1.4, Another: The report prints £4.7m; its inputs give £1.00, which rounds to £0.0m. That is £4,699,999.00 less than is printed, and £4,649,999.00 less than rounding can explain.",
      "6.1.4, A third: The report prints £4.7m. Whether it follows is not known. Beds has no amount for 2025/26.",
    ]);
    expect(table.rows.map((row) => row.cells.map((cell) => cell.shown))).toEqual([
      ["6.1.4", "£4.7m", "4,700,000.00", "follows"],
      ["6.1.4", "£4.7m", "1.00", "does not follow"],
      ["6.1.4", "£4.7m", "", "as printed"],
      ["6.1.4", "not printed", "5.00", "not printed"],
      ["6.1.4", "£4.7m", "4,750,000.00", "consistent with rounding"],
      ["6.1.4", "£4.7m", "[x]", "not known"],
    ]);
  });

  test("of nothing has no notes", () => {
    expect(printedFiguresTable("Essex", [], new Map())).toMatchObject({ rows: [], notes: [] });
  });
});

describe("what cannot be stored", () => {
  test.each<[string, Partial<PrintedFigureFacts>, string]>([
    ["a text without its number", { printedValue: null }, "printedValue"],
    ["a number without its text", { printed: null }, "printed"],
    ["a number that is none", { printedValue: "4.7m" }, "printedValue"],
    ["a place of nil", { nearest: "0" }, "nearest"],
    ["a place below nil", { nearest: "-1" }, "nearest"],
    ["a place that the number is no multiple of", { printedValue: "4710000" }, "nearest"],
    // Without a place it would be judged in whole per cent, and 5.6 could never follow.
    ["a number with decimals, in words, and no place", { printed: "a third", printedValue: "33.3", unit: "percent", nearest: null }, "nearest"],
  ])("%s", (_, change, field) => {
    expect(() => checkPrinted(facts(change), "input")).toThrow(InputError);
    expect(() => checkPrinted(facts(change), "input")).toThrow(expect.objectContaining({ field: `input.${field}` }));
  });

  test("both or neither of text and number can", () => {
    expect(() => checkPrinted(facts({}), "input")).not.toThrow();
    expect(() => checkPrinted(facts({ printed: null, printedValue: null, nearest: null }), "input")).not.toThrow();
  });
});
