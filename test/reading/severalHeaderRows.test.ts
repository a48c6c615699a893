// Published tables whose headers have several rows, years over groups, notes glued to words, and places that nothing but their names tells.
import { describe, expect, test } from "vitest";
import { budgetIn } from "../../server/reading/budget.ts";
import { outcomesIn } from "../../server/reading/outcomes.ts";
import { targetOf } from "../../server/reading/targetOf.ts";
import { cleanRows, tableOf } from "./given.ts";

const names = (lines: readonly string[]) => tableOf(lines).columns.map(({ name }) => name);

describe("a header of several rows", () => {
  const underYears = [
    "Table 3: attainment of children looked after for at least twelve months1",
    "Years: 2023 - 20242",
    "|||2023||||2024|||",
    "LA Code|||Number at the end|Percentage of pupils:|||Number at the end|Percentage of pupils:|||",
    "||||Passing3|Entering|||Passing3|Entering|",
    "||||||||||",
    "||ENGLAND|4,960|15.9|7.5||4,890|17.5|8.2|",
    "||NORTH EAST|290|13.8|8.0||290|22.5|6.5|",
    "E06000005|841|Darlington|20|x|x||10|x|12.5|",
    "E10000012|881|Essex|95|17.2|x||85|10.5|x|",
    "1. Children in respite care are left out.||||||||||",
    "2. The latest year is provisional.||||||||||",
    "3. At grade 4 or above.||||||||||",
  ];

  test("has years over groups, and parts of a heading below it", () => {
    const table = tableOf(underYears);
    expect(table.header.rows).toBe(3);
    expect(table.columns.filter(({ over }) => over !== null).map(({ called, over, holds }) => `${called}, ${over}: ${holds}`)).toEqual([
      "Number at the end, 2023: count",
      "Percentage of pupils: Passing, 2023: share",
      "Percentage of pupils: Entering, 2023: share",
      "Number at the end, 2024: count",
      "Percentage of pupils: Passing, 2024: share",
      "Percentage of pupils: Entering, 2024: share",
    ]);
  });

  test("gives each figure its own year, whatever years the title has", () => {
    const read = outcomesIn(tableOf(underYears));
    expect(read.asks).toEqual([]);
    expect(read.incoming.count).toBe(24);
    const rows = cleanRows(read).map((row) => row.split("|"));
    const of = (place: string, year: string, kpi: string) => rows.find((row) => row.includes(place) && row[0] === year && row.includes(kpi))?.slice(-3);
    expect(of("Essex", "2024", "Percentage of pupils: Passing")).toEqual(["", "", "10.5"]);
    expect(of("England", "2023", "Number at the end")).toEqual(["", "", "4960"]);
    expect(of("North East", "2023", "Percentage of pupils: Entering")).toEqual(["", "", "8"]);
  });

  test("may have its parts three rows below, and a heading that is a leaf", () => {
    expect(
      names([
        "|Children aged 5 to 16|Banded score||||",
        "|||||",
        "||Percentage||||",
        "||Normal|Borderline|Concern||",
        "|||||",
        "England|36,140|50|13|37",
        "North East|2,270|49|13|38",
      ]).slice(1, 5),
    ).toEqual(["Children aged 5 to 16", "Banded score: Percentage: Normal", "Banded score: Percentage: Borderline", "Banded score: Percentage: Concern"]);
  });

  test("does not take the first group of lines for names of columns", () => {
    const table = tableOf(["Service|2026/27 £000|2027/28 £000", "Children in care||", "Residential care|4,200|4,300", "Fostering|2,100|2,150", "Total|6,300|6,450"]);
    expect(table.rows[0]).toMatchObject({ kind: "heading", label: "Children in care" });
  });

  test("of a budget has a year over each of its gross and net", () => {
    const lines = [
      "Children's services, £000",
      "|2026/27|||2027/28|||",
      "Cost centre|Gross|Income|Net|Gross|Income|Net",
      "Residential care|4,646|(400)|4,246|4,800|(410)|4,390",
      "Fostering|2,632|-|2,632|2,700|-|2,700",
      "Total|7,278|(400)|6,878|7,500|(410)|7,090",
    ];
    const asked = budgetIn(tableOf(lines), {});
    expect(asked.asks).toEqual([{ about: "amount", question: "Which column has the amounts?", options: ["Gross", "Income", "Net"] }]);
    expect(asked.lines).toEqual([]);
    const read = budgetIn(tableOf(lines), { amount: "Net" });
    expect(read.years).toEqual(["2026/27", "2027/28"]);
    expect(read.lines.map(({ name, pence }) => [name, ...pence])).toEqual([
      ["Residential care", 424_600_000, 439_000_000],
      ["Fostering", 263_200_000, 270_000_000],
    ]);
    expect(read.totals.map(({ agrees }) => agrees)).toEqual([[true, true]]);
  });
});

describe("the numbers of notes", () => {
  test("are taken off where a note has them, and left where none does", () => {
    const lines = ["Place|Score2|Level 2|SDQ score7", "Essex5|10|20|30", "Kent|11|21|31", "2. As published.", "5. Provisional."];
    expect(names(lines)).toEqual(["Place", "Score", "Level 2", "SDQ score7"]);
    expect(tableOf(lines).rows[0]?.label).toBe("Essex");
  });
});

describe("places", () => {
  const lines = [
    "||Looked after at 31 March 2010|Possible sessions",
    "|ENGLAND|44,370|7,373,720",
    "|NORTH EAST|2,850|435,803",
    "|||",
    "841|Darlington|85|18684",
    "881|Essex|1,014|179318",
    "311|Havering|137|20486",
  ];

  test("are told by the regions among them, with the codes that stand before them", () => {
    const table = tableOf(lines);
    expect(targetOf(table)).toMatchObject({ as: "outcomes", ask: null });
    const read = outcomesIn(table, { period: "2010" });
    expect(read.asks).toEqual([]);
    expect(cleanRows(read)[0]).toBe("2010|England|Looked after at 31 March 2010|||44370");
    expect(read.incoming.count).toBe(10);
  });

  test("with figures by year are outcomes where nothing says that they are money", () => {
    const counts = ["Looked after children at 31 March|||", "LA|2023|2024|2025", "Havering|262|270|281", "Sefton|623|640|655", "England|83630|83630|81770"];
    expect(targetOf(tableOf(counts))).toMatchObject({ as: "outcomes", ask: null });
    expect(targetOf(tableOf(counts.with(0, "Budget of children's services|||"))).as).toBe("budget");
  });

  test("stand in the first column without losing the counts right of it", () => {
    const read = outcomesIn(
      tableOf(["Years: 2014||", "|Children looked after for at least 12 months|Convicted", "ENGLAND|47,670|1,710", "NORTH EAST|2,840|140", "Darlington|135|10", "Durham|410|15"]),
    );
    expect(read.asks.filter(({ taken }) => taken === undefined)).toEqual([]);
    expect(cleanRows(read)).toContain("2014|Darlington|Children looked after for at least 12 months|||135");
  });
});

describe("what a column says of each value", () => {
  test("names the KPI, and what the values are in", () => {
    const header = "area_code|area_name|period|indicator|measure|unit|value";
    const line = (year: string, value: string) => `E10000003|Cambridgeshire|${year}|Had a health assessment|Percentage|Persons|${value}`;
    const read = outcomesIn(tableOf([header, line("2022/23", "91"), line("2023/24", "86")]));
    expect(read.clean?.map).toMatchObject({ newKpis: [{ name: "Had a health assessment", unit: "percent" }] });
  });
});

test("quarters across are of the title's year, each line in what it says", () => {
  const lines = [
    "Scorecard 2025/26",
    "Indicator|Target|Q1|Q2|Q3",
    "Placements within 20 miles|80%|72%|74%|x",
    "Children in residential care (number)|210|231|236|240",
    "Average weekly cost (£)|4,900|5,150|5,210|5,245",
  ];
  const read = outcomesIn(tableOf(lines), { subject: "Northam" });
  expect(cleanRows(read)).toEqual([
    "2025/26 Q1|Northam|Placements within 20 miles|||72",
    "2025/26 Q2|Northam|Placements within 20 miles|||74",
    "2025/26 Q3|Northam|Placements within 20 miles|||x",
    "2025/26 Q1|Northam|Children in residential care (number)|||231",
    "2025/26 Q2|Northam|Children in residential care (number)|||236",
    "2025/26 Q3|Northam|Children in residential care (number)|||240",
    "2025/26 Q1|Northam|Average weekly cost (£)|||5150",
    "2025/26 Q2|Northam|Average weekly cost (£)|||5210",
    "2025/26 Q3|Northam|Average weekly cost (£)|||5245",
  ]);
  expect(read.clean?.map).toMatchObject({ newKpis: [{ unit: "percent" }, { unit: "count" }, { unit: "pounds" }] });
  expect(read.columnsLeftOut.Target).toBe("no year or quarter stands over it");
});

describe("a name that is merged over the rows of a header", () => {
  const merged = [
    "Budget monitoring £000||||||",
    "Service|2025/26|||2026/27|||Change",
    "Service|Gross|Income|Net|Gross|Income|Net|Change",
    "Residential|500|(20)|480|520|(25)|495|15",
    "Fostering|300|0|300|310|0|310|10",
    "Total|800|(20)|780|830|(25)|805|25",
  ];

  test("leaves the years over what they stand over, and over no more", () => {
    const { columns, header } = tableOf(merged);
    expect(header.rows).toBe(2);
    expect(columns.map(({ called, over }) => `${called}: ${over}`)).toEqual([
      "Service: null",
      "Gross: 2025/26",
      "Income: 2025/26",
      "Net: 2025/26",
      "Gross: 2026/27",
      "Income: 2026/27",
      "Net: 2026/27",
      "Change: null",
    ]);
    const read = budgetIn(tableOf(merged), { amount: "Net" });
    expect(read).toMatchObject({ asks: [], years: ["2025/26", "2026/27"] });
    expect(read.lines.map(({ pence }) => pence)).toEqual([
      [48_000_000, 49_500_000],
      [30_000_000, 31_000_000],
    ]);
  });

  test("is that of no group, of which there may be one alone", () => {
    const lines = ["LA|Children|Percentage:||Notes", "LA|Children|Passing|Entering|Notes", "Essex|95|17.2|12.1|a", "Darlington|20|15.9|7.5|b"];
    expect(tableOf(lines).columns.map(({ name, group }) => `${name}: ${group}`)).toEqual([
      "LA: null",
      "Children: null",
      "Passing: Percentage:",
      "Entering: Percentage:",
      "Notes: null",
    ]);
  });
});
