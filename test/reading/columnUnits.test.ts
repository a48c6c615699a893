// What the money of each column is in where headings differ: no figure is ever taken in the unit of another column.
import { expect, test } from "vitest";
import { budgetIn } from "../../server/reading/budget.ts";
import { tableOf } from "./given.ts";

const penceOf = (lines: readonly string[], choices = {}) => budgetIn(tableOf(lines, choices), choices).lines.map(({ pence }) => pence);
const care = [520_000_000, 540_000_000];

test("each column is in the unit of its own heading", () => {
  const lines = ["Service|2026/27 £m|2027/28 £000", "Residential|5.2|5,400", "Fostering|3.1|3,200", "Total|8.3|8,600"];
  expect(penceOf(lines)).toEqual([care, [310_000_000, 320_000_000]]);
  expect(budgetIn(tableOf(lines), {}).totals).toMatchObject([{ stated: [830_000_000, 860_000_000], agrees: [true, true] }]);
  // Whatever somebody says that the table is in, which is of columns that do not say it.
  for (const unit of ["pounds", "thousands", "millions"] as const) expect(penceOf(lines, { unit })[0]).toEqual(care);
});

test.each([
  ["a row of units under the header", ["Service|2026/27|2027/28", "|£m|£000", "Residential|5.2|5,400", "Fostering|3.1|3,200"]],
  ["one heading other than the title", ["Budget £000||", "Service|2026/27 £m|2027/28", "Residential|5.2|5,400", "Fostering|3.1|3,200"]],
  ["pounds beside millions", ["Service|2026/27 (£)|2027/28 £m", "Residential|5,200,000|5.4", "Fostering|3,100,000|3.2"]],
])("%s", (_, lines) => {
  expect(penceOf(lines)[0]).toEqual(care);
});

test("a figure stands for what is half of its own last digit around it", () => {
  // 8.4 is 5.2 and 3.1 but for their rounding; 8,700 is no sum of 5,400 and 3,200.
  const read = budgetIn(tableOf(["Service|2026/27 £m|2027/28 £000", "Residential|5.2|5,400", "Fostering|3.1|3,200", "Total|8.4|8,700"]), {});
  expect(read.totals[0]?.agrees).toEqual([true, false]);
});

test("what is counted is left as it is, and so is what names its own multiple", () => {
  const table = tableOf(["Service|Places|2026/27 £m|2027/28 £000", "Residential|40|5.2|£5.4m", "Fostering|50|3.1|3,200"]);
  expect(table.below.map(({ cells }) => cells)).toEqual([
    ["Residential", "40", "5.2", "£5.4m"],
    ["Fostering", "50", "3.1", "3.200"],
  ]);
});

test("the merged name of the lines may stand beside the units again", () => {
  expect(tableOf(["Directorate|2026/27|2027/28", "Directorate|£'000|£'000", "Placements|45,200|47,100"]).unit).toBe("thousands");
});
