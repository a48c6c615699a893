// Whether a printed figure follows from its inputs: the verdicts, the rounding at the printed place, and what cannot be stored.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { type Figure, input } from "../../server/finance/figure.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { checkPrinted, type PrintedFigureFacts, printedFiguresTable, printedFinding } from "../../server/finance/printedFigure.ts";

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
    ["just does not", {}, "4649999.99", "does not follow", "The report prints £4.7m; its inputs give £4,649,999.99, which rounds to £4.6m."],
    ["just stays below the next", {}, "4749999.99", "follows", "The report prints £4.7m, and its inputs give £4,749,999.99, which rounds to £4.7m."],
    ["rounds to the next", {}, "4750000", "does not follow", "The report prints £4.7m; its inputs give £4,750,000.00, which rounds to £4.8m."],
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
      "The report prints 5.6%; its inputs give 5.549%, which rounds to 5.5%.",
    ],
    [
      "of tens",
      { printed: "around 90%", printedValue: "90", unit: "percent", nearest: "10" },
      "0.852",
      "follows",
      "The report prints around 90%, and its inputs give 85.2%, which rounds to 90%.",
    ],
    ["of one month", { printed: "a month", printedValue: "1", unit: "months", nearest: "1" }, "1", "follows", "The report prints a month, and its inputs give 1 month."],
    ["of years", { printed: "8 years", printedValue: "8", unit: "years", nearest: "1" }, "9", "does not follow", "The report prints 8 years; its inputs give 9 years."],
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
    [facts({}), "as printed", "The report prints £4.7m. Its workings name what is no longer here, or divide by what is now nil."],
    [facts({ printed: null, printedValue: null }), "not printed", "The report does not print it. Its workings name what is no longer here, or divide by what is now nil."],
  ])("workings that have lost what they name are not said to be missing from the report", (given, verdict, sentence) => {
    expect(printedFinding(given, null)).toEqual({ verdict, shown: null, sentence });
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
          // One step further it does not.
          expect(printedFinding({ ...given, printedValue: rounded.plus(step).toString() }, figure).verdict).toBe("does not follow");
        },
      ),
    );
  });
});

describe("the table", () => {
  test("counts verdicts, prints what there is, and lists what does not follow", () => {
    const table = printedFiguresTable(
      "Essex",
      [facts({ id: "a" }), facts({ id: "b", what: "Another" }), facts({ id: "c", workings: null }), facts({ id: "d", printed: null, printedValue: null })],
      new Map([
        ["a", exactly("4700000")],
        ["b", exactly("1")],
        ["c", null],
        ["d", exactly("5")],
      ]),
    );
    expect(table.notes).toEqual([
      "1 follow from their own inputs, 1 do not, 1 have no inputs in the report, 1 are not printed there.",
      "6.1.4, Another: The report prints £4.7m; its inputs give £1.00, which rounds to £0.0m.",
    ]);
    expect(table.rows.map((row) => row.cells.map((cell) => cell.shown))).toEqual([
      ["6.1.4", "£4.7m", "4,700,000.00", "follows"],
      ["6.1.4", "£4.7m", "1.00", "does not follow"],
      ["6.1.4", "£4.7m", "", "as printed"],
      ["6.1.4", "not printed", "5.00", "not printed"],
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
    ["a number with decimals and no place", { printed: "5.6%", printedValue: "5.6", unit: "percent", nearest: null }, "nearest"],
  ])("%s", (_, change, field) => {
    expect(() => checkPrinted(facts(change), "input")).toThrow(InputError);
    expect(() => checkPrinted(facts(change), "input")).toThrow(expect.objectContaining({ field: `input.${field}` }));
  });

  test("both or neither of text and number can", () => {
    expect(() => checkPrinted(facts({}), "input")).not.toThrow();
    expect(() => checkPrinted(facts({ printed: null, printedValue: null, nearest: null }), "input")).not.toThrow();
  });
});
