// Which column is which field: what a mapping may say, and what is wrong with one that is refused.
import { describe, expect, test } from "vitest";
import type { InputError } from "../../server/finance/inputError.ts";
import { readMapping } from "../../server/import/mapping.ts";

const columns = ["Period", "Place", "Moved", "Children", "Share", "Gender", "2024/25", "Name", "Beds", "From", "Price", "Year", "Amount"];
const dfe = ["time_period", "time_identifier", "geographic_level", "percent"];
const rows = { target: "outcomes", layout: "rows", period: "Period", subject: "Place", values: [{ kpi: "moves", numerator: "Moved", denominator: "Children" }] };
const budget = { target: "budget lines", version: "Draft", costCentre: "Name", years: { "2024/25": "2024/25" } };
const commitments = { target: "commitments", name: "Name", weeklyPrice: "Price", places: "Beds", startsOn: "From" };

function refused(map: unknown, has: readonly string[] | null = columns): InputError {
  try {
    readMapping(typeof map === "string" ? map : JSON.stringify(map), has);
  } catch (error) {
    return error as InputError;
  }
  throw new Error("Nothing was refused.");
}

describe("a mapping is read", () => {
  test.each<[string, object, readonly string[] | null]>([
    ["of rows of outcomes", rows, columns],
    [
      "of outcomes with all that it may have",
      { ...rows, authority: "Sefton", breakdowns: ["Gender"], wholeIs: "All", where: { Gender: ["All", "Female"] }, newSubjects: true, release: "2025" },
      columns,
    ],
    ["of several KPIs", { ...rows, values: [...rows.values, { kpi: "share", version: 2, value: "Share", percentAs: "0.832" }] }, columns],
    ["of the DfE's layout", { target: "outcomes", layout: "dfe", values: [{ kpi: "moves", value: "percent" }] }, dfe],
    ["of a budget by columns", budget, columns],
    ["of a budget by rows", { ...budget, years: undefined, year: "Year", amount: "Amount", unit: "thousands", newCostCentres: false }, columns],
    ["of commitments at a price", commitments, columns],
    ["of commitments by year", { target: "commitments", name: "Name", statusIs: "approved", years: { "2024/25": "2024/25" } }, columns],
    ["before its file is known", { ...rows, period: "Anything" }, null],
  ])("%s", (_, map, has) => {
    expect(readMapping(JSON.stringify(map), has)).toEqual(JSON.parse(JSON.stringify(map)));
  });
});

test.each<[string, unknown, string, RegExp?]>([
  ["no JSON", "{", "map", /not JSON/],
  ["a list", "[]", "map", /object of JSON/],
  ["null", "null", "map"],
  ["no target", { layout: "rows" }, "map.target"],
  ["a target that is none", { ...rows, target: "letters" }, "map.target", /outcomes, budget lines, commitments, .*or neighbours/],
  ["an entry that it does not have", { ...rows, perid: "Period" }, "map.perid", /no entry “perid”/],
  ["an entry of another target", { ...budget, layout: "rows" }, "map.layout"],
  ["no layout", { ...rows, layout: undefined }, "map.layout", /needs “layout”/],
  ["a layout that is none", { ...rows, layout: "wide" }, "map.layout", /dfe, rows/],
  ["no values", { ...rows, values: undefined }, "map.values"],
  ["an empty list of values", { ...rows, values: [] }, "map.values"],
  ["101 values", { ...rows, values: Array(101).fill(rows.values[0]) }, "map.values"],
  ["a column that the file does not have", { ...rows, period: "Quarter" }, "map.period", /no column “Quarter”\. It has Period, Place/],
  ["a column of another case", { ...rows, subject: "place" }, "map.subject"],
  ["a column that is no text", { ...rows, subject: 5 }, "map.subject", /does not name a column/],
  ["an empty column", { ...rows, subject: "" }, "map.subject"],
  ["rows without a period", { ...rows, period: undefined }, "map.period"],
  ["rows without a subject", { ...rows, subject: undefined }, "map.subject"],
  ["a breakdown that is no list", { ...rows, breakdowns: "Gender" }, "map.breakdowns"],
  ["a breakdown that the file does not have", { ...rows, breakdowns: ["Gender", "Age"] }, "map.breakdowns[1]"],
  ["a filter that is a list", { ...rows, where: ["Gender"] }, "map.where"],
  ["a filter by a column that the file does not have", { ...rows, where: { Age: ["1"] } }, "map.where"],
  ["a filter by nothing", { ...rows, where: { Gender: [] } }, "map.where.Gender"],
  ["a flag that is a text", { ...rows, newSubjects: "yes" }, "map.newSubjects"],
  ["a release that is a number", { ...rows, release: 2025 }, "map.release"],
  ["a KPI without a code", { ...rows, values: [{ value: "Share" }] }, "map.values[0].kpi"],
  ["a KPI without a column", { ...rows, values: [...rows.values, { kpi: "x" }] }, "map.values[1].value"],
  ["a KPI with a column that the file does not have", { ...rows, values: [{ kpi: "x", value: "Rate" }] }, "map.values[0].value"],
  ["a value beside counts", { ...rows, values: [{ kpi: "x", value: "Share", numerator: "Moved" }] }, "map.values[0].value"],
  ["a denominator alone", { ...rows, values: [{ kpi: "x", denominator: "Children" }] }, "map.values[0].numerator"],
  ["half a version", { ...rows, values: [{ kpi: "x", value: "Share", version: 1.5 }] }, "map.values[0].version"],
  ["a percentage as it is not written", { ...rows, values: [{ kpi: "x", value: "Share", percentAs: "832" }] }, "map.values[0].percentAs"],
  ["an entry that a KPI does not have", { ...rows, values: [{ kpi: "x", value: "Share", unit: "x" }] }, "map.values[0].unit"],
  [
    "the DfE's layout for another file",
    { target: "outcomes", layout: "dfe", values: [{ kpi: "x", value: "Share" }] },
    "file",
    /does not have the DfE's layout: there is no column time_period/,
  ],
  ["a budget without a version", { ...budget, version: " " }, "map.version"],
  ["a budget without amounts", { ...budget, years: undefined }, "map.years"],
  ["a budget with a year and no amount", { ...budget, years: undefined, year: "Year" }, "map.years"],
  ["years that are a list", { ...budget, years: ["2024/25"] }, "map.years"],
  ["no years", { ...budget, years: {} }, "map.years"],
  ["a year's column that the file does not have", { ...budget, years: { "2024/25": "2024-25" } }, "map.years.2024/25"],
  ["a unit that is none", { ...budget, unit: "dozens" }, "map.unit", /pounds, thousands, millions/],
  ["commitments without a name", { ...commitments, name: undefined }, "map.name"],
  ["commitments at a price without places", { ...commitments, places: undefined }, "map.years"],
])("%s is refused", (_, map, field, said) => {
  const error = refused(map);
  expect(error).toMatchObject({ code: "BAD_INPUT", field });
  expect(error.message).toMatch(said ?? /^[A-Z].{10,}\.$/);
});

test("a list of many columns is cut short where it is said", () => {
  const many = Array.from({ length: 40 }, (_, index) => `c${index}`);
  expect(refused({ ...rows, period: "x" }, many).message).toMatch(/c11 and 28 more\.$/);
});
