// What the import page guesses of a file from the names of its columns.
import { describe, expect, test } from "vitest";
import type { ImportedKpi } from "../../client/data/documents/importing.ts";
import { fits, fromText, guess, guessTarget, yearIn } from "../../client/import/mapping.ts";

test.each([
  ["2024/25", "2024/25"],
  ["Budget 24/25", "2024/25"],
  ["2024-2025 draft", "2024/25"],
  ["99/00 outturn", null],
  ["FY2024_25", "2024/25"],
  ["24/26", null],
  ["01/04/2025", null],
  ["01/02/2025", null],
  ["1999/00", null],
  ["1999", null],
])("the column %s is of the year %s", (column, year) => {
  expect(yearIn(column)).toBe(year);
});

const kpi = (code: string, name: string, version = 1): ImportedKpi => ({
  id: `${code}${version}`,
  code,
  name,
  version,
  unit: "PERCENT",
  computed: null,
  numeratorSaid: null,
  denominatorSaid: null,
});
const guessed = (columns: string[], kpis: ImportedKpi[] = [], sample: string[][] = []) => {
  const look = { columns, sheets: [], sample };
  return guess(guessTarget(look), look, { kpis, version: "Draft" });
};

describe("A file is guessed to be", () => {
  test("the DfE's open data, its parts the columns of words that are no place", () => {
    const columns = ["time_period", "time_identifier", "geographic_level", "country_name", "la_name", "characteristic", "number", "rate"];
    expect(guessed(columns, [], [["2024", "Reporting year", "National", "England", "", "Male", "20", "c"]])).toEqual({
      target: "outcomes",
      layout: "dfe",
      breakdowns: ["characteristic"],
      values: [{ kpi: "", value: "rate" }],
    });
  });

  test("rows of outcomes, each KPI known by its code or its name and the newest version taken", () => {
    const kpis = [kpi("within20", "Within 20 miles"), kpi("within20", "Within 20 miles", 2), kpi("good", "Good or Outstanding"), kpi("other", "Another")];
    expect(guessed(["Quarter", "Local authority", "within20_numerator", "within20_denominator", "Good or outstanding"], kpis)).toEqual({
      target: "outcomes",
      layout: "rows",
      period: "Quarter",
      subject: "Local authority",
      values: [
        { kpi: "within20", numerator: "within20_numerator", denominator: "within20_denominator" },
        { kpi: "good", value: "Good or outstanding" },
      ],
    });
  });

  test("budget lines by rows", () => {
    expect(guessed(["Cost Centre Code", "Cost Centre", "Service Group", "Financial Year", "Amount £m"])).toEqual({
      target: "budget lines",
      version: "Draft",
      costCentre: "Cost Centre",
      code: "Cost Centre Code",
      serviceGroup: "Service Group",
      year: "Financial Year",
      amount: "Amount £m",
      unit: "millions",
    });
  });

  test("commitments by years", () => {
    expect(guessed(["Contract", "Supplier", "Status", "2025/26", "2026/27"])).toEqual({
      target: "commitments",
      name: "Contract",
      provider: "Supplier",
      status: "Status",
      years: { "2025/26": "2025/26", "2026/27": "2026/27" },
    });
  });
});

test("a mapping fits a file that has each column that it names", () => {
  const read = fromText('{ "target": "budget lines", "version": "Draft", "costCentre": "Name", "years": { "2025/26": "A" } }');
  if (!("map" in read)) throw new Error(read.trouble);
  expect([fits(read.map, ["Name", "A", "B"]), fits(read.map, ["Name", "B"])]).toEqual([true, false]);
});

test.each([["{"], ["[]"], ["null"], ['{ "target": "else" }']])("%s is no mapping yet, and is told why", (text) => {
  expect(fromText(text)).toEqual({ trouble: expect.stringMatching(/\w+/) });
});
