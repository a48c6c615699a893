// A printed table is checked by itself: whatever one figure is spoilt, that is found, and the figure is named where nothing else could be at fault.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gridRow } from "../../server/reading/grid.ts";
import { checkPrinted } from "../../server/reading/printed.ts";
import { readTable, type TableReading } from "../../server/reading/table.ts";
import { runs } from "../setup/samples.ts";

const read = (rows: readonly (readonly (string | number)[])[]): TableReading =>
  readTable(
    rows.map((cells, index) =>
      gridRow(
        index + 1,
        cells.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en-GB") : cell)),
      ),
    ),
  ) as TableReading;
const told = (table: TableReading) => {
  const { failing, named, suspects } = checkPrinted(table);
  const name = (at: { row: number; column: number }) => `${table.rows[at.row]?.label} ${table.columns[at.column]?.name}`;
  return {
    failing: failing.map(({ at, goes, tooMuch }) => `${name(at)} ${goes} ${tooMuch.rounded(0)}`),
    named: named && `${name(named.at)}: ${named.instead.rounded(0)}`,
    suspects: suspects.map(({ at }) => name(at)),
  };
};

describe("A table as a report printed it", () => {
  const book = (spoilt: number) => [
    ["Net budget, £000s"],
    ["", "2026/27", "2027/28"],
    ["Residential"],
    ["North", 4_646, 4_614],
    ["Mid", 2_632, 2_614],
    ["Residential total", 7_278, 7_228],
    ["Fostering"],
    ["Carers", 5_200, 5_300],
    ["Agencies", 6_100, 6_200],
    ["Fostering total", 11_300, 11_500],
    ["TOTAL", 18_578, 18_728 + spoilt],
  ];

  test("that adds up has nothing to be told of", () => {
    expect(told(read(book(0)))).toEqual({ failing: [], named: null, suspects: [] });
  });

  test("has its wrong total named, since its subtotals add up", () => {
    expect(told(read(book(10)))).toEqual({ failing: ["TOTAL 2027/28 down 10"], named: "TOTAL 2027/28: 18728", suspects: ["TOTAL 2027/28"] });
  });

  test("of one sum alone has no figure named: any of them may be at fault", () => {
    const { failing, named, suspects } = told(read([["£000s"], ["", "2026/27"], ["North", 4_646], ["Mid", 2_632], ["Total", 7_288]]));
    expect([failing, named, suspects]).toEqual([["Total 2026/27 down 10"], null, ["Total 2026/27", "North 2026/27", "Mid 2026/27"]]);
  });

  test("has a line named that spoils its total down and its total across", () => {
    const table = read([["£000s"], ["", "2026/27", "2027/28", "Total"], ["North", 4_646, 4_641, 9_260], ["Mid", 2_632, 2_614, 5_246], ["Total", 7_278, 7_228, 14_506]]);
    expect(told(table)).toEqual({ failing: ["Total 2027/28 down -27", "North Total across -27"], named: "North 2027/28: 4614", suspects: ["North 2027/28"] });
  });

  test("of figures rounded to thousands may be off by half of each", () => {
    const rows = (total: number) => read([["£000s"], ["", "2026/27", "2027/28"], ["North", 4_646, 4_614], ["Mid", 2_632, 2_614], ["Total", total, 7_228]]);
    expect(told(rows(7_279)).failing).toEqual([]);
    // Half of a thousand each of three: one and a half at the most.
    expect(told(rows(7_280)).failing).toEqual(["Total 2026/27 down 2"]);
  });

  test("says what remains of a budget after what is committed, which is printed without a minus", () => {
    const rows = (remaining: number) =>
      read([["£000s"], ["", "2026/27", "2027/28"], ["Total budget", 9_000, 9_100], ["Block contract", 5_000, 5_100], ["Remaining unallocated", remaining, 4_000]]);
    expect(told(rows(4_000)).failing).toEqual([]);
    expect(told(rows(4_100)).failing).toEqual(["Remaining unallocated 2026/27 down 100"]);
  });

  test("whichever one figure of it is spoilt, the sums that it stands in fail, and it is among the suspects", () => {
    const amounts = fc.array(fc.array(fc.integer({ min: 1_000, max: 90_000 }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(amounts, fc.nat(), fc.nat({ max: 3 }), fc.integer({ min: 100, max: 900 }), (lines, at, column, by) => {
        const across = (line: readonly number[]) => [...line, line.reduce((sum, each) => sum + each, 0)];
        const totals = across([0, 1, 2].map((year) => lines.reduce((sum, line) => sum + (line[year] as number), 0)));
        const body = [...lines.map(across), totals];
        const row = at % body.length;
        (body[row] as number[])[column] = (body[row]?.[column] as number) + by;
        const table = read([
          ["£000s"],
          ["", "2026/27", "2027/28", "2028/29", "Total"],
          ...body.map((line, index) => [index === lines.length ? "Total" : `Line ${index + 1}`, ...line]),
        ]);
        const { failing, suspects, named } = told(table);
        const spoilt = `${row === lines.length ? "Total" : `Line ${row + 1}`} ${["2026/27", "2027/28", "2028/29", "Total"][column]}`;
        // In its row and in its column.
        expect(failing).toHaveLength(2);
        expect(suspects).toContain(spoilt);
        expect(named).toMatch(spoilt);
      }),
      runs(500),
    );
  });
});
