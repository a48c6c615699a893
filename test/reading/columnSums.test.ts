// Columns that are made of others: sums beside each other, totals of a measure over services, and differences, found by arithmetic and checked in every row.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printedNumber } from "../../server/reading/cellKinds.ts";
import { runs } from "../setup/samples.ts";
import { tableOf } from "./given.ts";

const measures = ["Staff (A)", "Running (B)", "Total cost (C = A + B)", "Fees (D)", "Other (E)", "Total income (F = D + E)", "Net cost (G = C - F)"];
const services = ["Care", "Roads"];
const header = `Council|${[...services, "Total services"].flatMap((service) => measures.map((measure) => `${service} - ${measure}`)).join("|")}`;

/** A row by what each service's staff, running, fees and other income are. */
function rowOf(name: string, given: readonly (readonly number[])[], print: (figure: number) => string): string {
  const made = given.map(([a = 0, b = 0, d = 0, e = 0]) => [a, b, a + b, d, e, d + e, a + b - d - e]);
  const total = measures.map((_, index) => made.reduce((sum, each) => sum + (each[index] as number), 0));
  return [name, ...[...made, total].flat().map(print)].join("|");
}

describe("columns made of others", () => {
  const figures = fc.array(fc.array(fc.integer({ min: 10, max: 99_999 }), { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 2 });
  test("are found with what they are made of, whatever the rows' order, blank rows and marks among them, and commas", () => {
    fc.assert(
      fc.property(fc.array(figures, { minLength: 4, maxLength: 12 }), fc.boolean(), (rows, commas) => {
        const print = (figure: number) => (commas ? figure.toLocaleString("en-GB") : String(figure));
        const lines = rows.map((row, index) => rowOf(`Place ${index}`, row, print));
        const marked = `Absent|${measures
          .concat(measures, measures)
          .map(() => "[x]")
          .join("|")}`;
        const { columnChecks } = tableOf([header, ...lines.slice(0, 2), "", marked, ...lines.slice(2)]);
        const made = new Map(columnChecks.map(({ column, is }) => [column, is]));
        for (const service of services) {
          const of = (letter: string) => `${service} - ${measures.find((measure) => measure.includes(`(${letter}`))}`;
          expect([made.get(of("C")), made.get(of("F")), made.get(of("G"))]).toEqual([`${of("A")} + ${of("B")}`, `${of("D")} + ${of("E")}`, `${of("C")} − ${of("F")}`]);
        }
        expect(made.get("Total services - Staff (A)")).toBe("Care - Staff (A) + Roads - Staff (A)");
        expect(columnChecks.every(({ rows: compared, agrees }) => compared === rows.length && agrees === compared)).toBe(true);
      }),
      runs(40),
    );
  });

  test("are said not to come to it in the rows where they do not", () => {
    const lines = Array.from({ length: 20 }, (_, index) =>
      rowOf(
        `Place ${index}`,
        [
          [index * 7 + 11, 20, 3, 4],
          [5, index * 3 + 6, 7, 8],
        ],
        String,
      ),
    );
    // Care's total cost of the first place is 31, and its net 24.
    const wrong = (lines[0] as string).replace("|31|", "|41|");
    const { columnChecks } = tableOf([header, wrong, ...lines.slice(1)]);
    expect(columnChecks.filter(({ agrees, rows }) => agrees < rows).map(({ column, wrong, agrees }) => [column, wrong, agrees])).toEqual(
      expect.arrayContaining([
        ["Care - Total cost (C = A + B)", [2], 19],
        ["Care - Net cost (G = C - F)", [2], 19],
      ]),
    );
  });

  test("are compared without the digits that a binary fraction adds", () => {
    expect(["1101.9000000000001", "40882.199999999997", "23008747.222270001", "0.30000000000000004"].map((text) => printedNumber(text)?.value.toString())).toEqual([
      "1101.9",
      "40882.2",
      "23008747.22227",
      "0.3",
    ]);
    expect(printedNumber("0.123456789")?.value.toString()).toBe("0.123456789");
  });
});

describe("rows of a long list", () => {
  test("are sums by their names alone", () => {
    const lines = Array.from({ length: 3_200 }, (_, index) => `Line ${index}|${index % 3 === 2 ? 300 : 150}|${index % 3 === 2 ? 40 : 20}`);
    const few = tableOf(["Line|2024/25|2025/26", ...lines.slice(0, 6)]);
    expect(few.rows.map(({ kind }) => kind)).toEqual(["leaf", "leaf", "total", "leaf", "leaf", "total"]);
    const long = tableOf(["Line|2024/25|2025/26", ...lines, "Total|639,900|85,320"]);
    expect(new Set(long.rows.slice(0, -1).map(({ kind }) => kind))).toEqual(new Set(["leaf"]));
    // 1,066 × (150 + 150 + 300) + 2 × 150 = 639,900, and 1,066 × 80 + 2 × 20 = 85,320
    expect(long.totals.map(({ sum }) => sum.agrees)).toEqual([[true, true]]);
  });
});
