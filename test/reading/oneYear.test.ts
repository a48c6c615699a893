// A table of one year: its year names a column where it stands over amounts, beside names or alone, and nowhere else.
import { expect, test } from "vitest";
import { gridRow } from "../../server/reading/grid.ts";
import { readTable } from "../../server/reading/table.ts";

const read = (...rows: string[][]) => readTable(rows.map((cells, index) => gridRow(index + 1, cells)));
const lines = [
  ["Fostering North", "4,646"],
  ["Fostering South", "2,632"],
];

test("the year is a column's name", () => {
  for (const first of ["Cost centre", ""]) expect(read([first, "2026/27"], ...lines)?.rows.map(({ kind }) => kind)).toEqual(["leaf", "leaf"]);
  expect(read(["Budget book, £000s", ""], ["", "2026/27"], ...lines)).toMatchObject({ header: { row: 1 }, unit: "thousands" });
});

test("the year of a line is none", () => {
  const table = read(["Cost centre", "Year", "Amount"], ["Fostering North", "2026/27", "4,646"], ["Fostering South", "2026/27", ""]);
  expect(table?.header.row).toBe(0);
});
