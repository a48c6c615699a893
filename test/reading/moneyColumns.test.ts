// Which columns of figures are money where nothing has a £: by the words over them, unless a table is one of measures or they count something; and a variance is no amount.
import { expect, test } from "vitest";
import { budgetIn } from "../../server/reading/budget.ts";
import { targetOf } from "../../server/reading/targetOf.ts";
import { tableOf } from "./given.ts";

const holds = (headings: string) => Object.fromEntries(tableOf([headings, "Care|70|30|40", "Foster|50|20|30"]).columns.map((column) => [column.name, column.holds]));

test.each(["Net", "Gross", "Income", "Actual", "Actuals to date", "Budget", "Outturn", "Variance", "Underspend", "Net 2026"])("%s alone is money", (heading) => {
  const table = tableOf([`Service|${heading}`, "Care|5000", "Foster|6000"]);
  expect(table.columns[1]?.holds).toBe("money");
  expect(targetOf(table)).toMatchObject({ as: "budget" });
});

test("what is counted is none, and nothing is in a table of measures that does not say so", () => {
  expect(holds("Service|Actual places|Net change in children|Gross")).toEqual({ Service: "words", "Actual places": "count", "Net change in children": "count", Gross: "money" });
  expect(holds("Indicator|Actual|Budget|Average cost")).toEqual({ Indicator: "words", Actual: "count", Budget: "count", "Average cost": "money" });
});

test("a variance is a difference, and no column of amounts", () => {
  const lines = ["Service|Budget|Actual|Variance", "Care|70|30|40", "Foster|50|20|30", "Play|40|10|30"];
  const table = tableOf(lines);
  expect(table.columnChecks).toEqual([{ column: "Variance", is: "Budget − Actual", rows: 3, agrees: 3, wrong: [] }]);
  expect(budgetIn(table, {}).asks.find(({ about }) => about === "amount")?.options).toEqual(["Budget", "Actual"]);
  // One that comes to something else in one row is one all the same.
  expect(budgetIn(tableOf([...lines, "Care home|70|30|91"]), {}).asks.find(({ about }) => about === "amount")?.options).toEqual(["Budget", "Actual"]);
  expect(budgetIn(tableOf(["Service|Budget|Variance", "Care|5000000|1"]), { amount: "Variance" }).lines[0]?.pence).toEqual([100]);
});

test("a net that is gross less income is an amount", () => {
  const table = tableOf(["Service|Gross|Income|Net", "Care|70|30|40", "Foster|50|20|30", "Play|40|15|25"]);
  expect(table.columnChecks[0]?.is).toBe("Gross − Income");
  expect(budgetIn(table, {}).asks.find(({ about }) => about === "amount")?.options).toEqual(["Gross", "Income", "Net"]);
});
