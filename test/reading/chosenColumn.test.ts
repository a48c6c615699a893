// What the heading of a column of amounts says by itself: nobody is asked for a year or a unit that it names.
import { expect, test } from "vitest";
import { budgetIn } from "../../server/reading/budget.ts";
import { tableOf } from "./given.ts";

const abouts = (lines: readonly string[], choices = {}) => budgetIn(tableOf(lines), choices).asks.map(({ about }) => about);

test("a column that names its year answers the year once it is chosen", () => {
  const lines = [
    "Cost centre|2025-26 Original Budget|2025-26 Revised Budget|2026-27 Base Budget|Change",
    "Block|1,000,000|1,100,000|1,200,000|100,000",
    "Spot|3,000,000|3,050,000|3,400,000|350,000",
  ];
  expect(abouts(lines)).toEqual(["amount"]);
  const read = budgetIn(tableOf(lines), { amount: "2026-27 Base Budget" });
  expect(read).toMatchObject({ asks: [], years: ["2026/27"] });
  expect(read.lines.map(({ pence }) => pence)).toEqual([[120_000_000], [340_000_000]]);
  expect(budgetIn(tableOf(lines), { amount: "2025-26 Original Budget" }).years).toEqual(["2025/26"]);
  // One that names none is asked for all the same.
  expect(abouts(["Service|2025-26 Budget|Latest|2025-26 Actual", "Care|1,000,000|1|2", "Foster|5|6|7"], { amount: "Latest" })).toEqual([]);
  expect(abouts(["Service|Original|Latest", "Care|1,000,000|1", "Foster|5|6"], { amount: "Latest" })).toEqual(["year"]);
});

test("headings that end in a £ say that amounts are in pounds", () => {
  const lines = [
    "Budget Book 2026/27|||",
    "Service|Gross Expenditure £|Gross Income £|Net Expenditure £",
    "Residential|500,000|(20,000)|480,000",
    "Fostering|300,000|(5,000)|295,000",
  ];
  expect(abouts(lines)).toEqual(["amount"]);
  const some = ["Budget Book 2026/27|||", "Service|Spend|Net Expenditure £", "Residential|500,000|480,000", "Fostering|300,000|295,000"];
  expect(abouts(some, { amount: "Net Expenditure £" })).toEqual([]);
  expect(abouts(some, { amount: "Spend" })).toEqual(["unit"]);
});

test("what does not come in is told of by its own year, and a header that is repeated as that", () => {
  const under = ["Budget £000||||", "|2025/26||2026/27|", "Service|Gross|Net|Gross|Net", "Residential|500|480|520|495", "Fostering|300|300|310|310"];
  expect(budgetIn(tableOf(under), { amount: "Net" }).columnsLeftOut).toEqual({ "Gross (2025/26)": "“Net” has the amounts", "Gross (2026/27)": "“Net” has the amounts" });
  const across = [
    "Service|2025/26 £000|2026/27 £000|Actual to P6 2026/27",
    "Residential|500|510|7",
    "Service|2025/26 £000|2026/27 £000|Actual to P6 2026/27",
    "Fostering|300|310|8",
  ];
  const read = budgetIn(tableOf(across), {});
  expect(read.columnsLeftOut).toEqual({ "Actual to P6 2026/27": "it is another amount of 2026/27" });
  expect(read.leftOut.map(({ why }) => why)).toEqual(["it repeats the header"]);
});
