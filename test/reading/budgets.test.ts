// Budgets as returns and open data have them: a measure of each service across, a year a row, totals whose parts are withheld, and lines that are numbered.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { whoseAsked } from "../../server/import/whoseAsked.ts";
import { budgetIn } from "../../server/reading/budget.ts";
import { targetOf } from "../../server/reading/targetOf.ts";
import { runs } from "../setup/samples.ts";
import { tableOf } from "./given.ts";

describe("a return with several measures of each service across", () => {
  const measures = ["Employees (C1)", "Running expenses (C2)", "Total expenditure (C3 = C1 + C2)", "Income (C4)", "Net expenditure (C5 = C3 - C4)"];
  const services = ["Education services", "Children social care", "Total service expenditure"];
  const heading = ["ONS code", "Local authority", ...services.flatMap((service) => measures.map((measure) => `${service} - ${measure}`))];
  const line = (code: string, name: string, figures: readonly (readonly [number, number, number])[]) => {
    const all = [...figures, figures.reduce<[number, number, number]>(([a, b, c], [d, e, f]) => [a + d, b + e, c + f], [0, 0, 0])];
    return [code, name, ...all.flatMap(([staff, running, income]) => [staff, running, staff + running, income, staff + running - income])].join("|");
  };
  const lines = (headings = heading) => [
    "Revenue outturn 2024-25, £ thousand",
    headings.join("|"),
    line("E06000001", "Northam", [
      [180, 116, 30],
      [28, 55, 4],
    ]),
    line("E06000002", "Southam", [
      [55, 92, 28],
      [18, 27, 3],
    ]),
    line("E06000003", "Westham", [
      [20, 13, 6],
      [7, 9, 1],
    ]),
  ];
  const of = (headings?: string[]) => tableOf(lines(headings), { where: [{ column: "Local authority", value: "Northam" }] });

  test("is asked which of them the amounts are: income is not added to what is spent", () => {
    const read = budgetIn(of(), {});
    expect(read.asks).toEqual([
      { about: "amount", question: "Which of these are the amounts?", options: ["Employees", "Running expenses", "Total expenditure", "Income", "Net expenditure"] },
    ]);
    expect(read.lines).toEqual([]);
  });

  test.each([
    ["as it stands", heading],
    ["with a column that has its measure alone", heading.map((name) => name.replace("Children social care - Net", "Net"))],
  ])("has each service's, and their total, %s", (_, headings) => {
    const read = budgetIn(of(headings), { amount: "Net expenditure" });
    expect(read.lines.map(({ name, pence }) => [name, ...pence])).toEqual([
      ["Education services", 26_600_000],
      ["Children social care", 7_900_000],
    ]);
    expect(read.totals).toMatchObject([{ stated: [34_500_000], computed: [34_500_000], agrees: [true] }]);
  });
});

test("a dash in a heading makes no measure of it", () => {
  const lines = [
    "|||Adult care||||Children’s care|||",
    "ONS code|Local authority|Class|Support - adults|Support - older people|Needs - adults|Needs - older people|Homes|Fostering|TOTAL CARE",
    "E06000001|Northam|UA|1|2|3|4|50|60|110",
    "E06000002|Southam|UA|5|6|7|8|70|80|150",
    "E06000003|Westham|UA|9|10|11|12|90|95|185",
  ];
  const read = budgetIn(tableOf(lines, { where: [{ column: "Local authority", value: "Southam" }], unit: "thousands" }), { year: "2026/27", unit: "thousands" });
  expect(read.asks).toMatchObject([{ about: "amount", taken: "Children’s care" }]);
  expect(read.lines.map(({ name }) => name)).toEqual(["Homes", "Fostering"]);
});

test("a return without a row of groups has them by the totals that end them", () => {
  const lines = [
    "ONS code|Local authority|Schools|Post-16|TOTAL EDUCATION|Children's social care: homes|Children's social care: fostering|TOTAL CHILDREN'S CARE|TOTAL SERVICES",
    "E06000001|Northam|100|20|120|30|15|45|165",
    "E06000002|Southam|200|21|221|40|16|56|277",
    "E06000003|Westham|300|22|322|50|17|67|389",
  ];
  const of = (amount?: string) =>
    budgetIn(tableOf(lines, { where: [{ column: "Local authority", value: "Southam" }], unit: "thousands" }), { year: "2026/27", unit: "thousands", amount });
  expect(of().asks).toEqual([
    { about: "amount", question: "Which group of columns has the lines?", options: ["TOTAL EDUCATION", "TOTAL CHILDREN'S CARE"], taken: "TOTAL CHILDREN'S CARE" },
  ]);
  expect(of().lines.map(({ name, pence }) => [name, ...pence])).toEqual([
    ["Children's social care: homes", 4_000_000],
    ["Children's social care: fostering", 1_600_000],
  ]);
  expect(of("total education")).toMatchObject({ lines: [{ name: "Schools" }, { name: "Post-16" }], totals: [{ agrees: [true] }], asks: [] });
});

describe("open data of spending", () => {
  const header =
    "time_period|geographic_level|country_code|country_name|region_code|region_name|old_la_code|la_name|new_la_code|description|own_provision|private_provision|total_expenditure|income|net_expenditure";
  const national = (year: string, name: string, ...figures: (number | string)[]) => `${year}|National|E92000001|England||||||${name}|${figures.join("|")}`;
  const local = (year: string, name: string, ...figures: (number | string)[]) =>
    `${year}|Local authority|E92000001|England|E12000006|East of England|881|Essex|E10000012|${name}|${figures.join("|")}`;
  const lines = [
    header,
    national("202324", "3.1.1 Residential care", 900, 9000, 9900, 100, 9800),
    local("202324", "3.1.1 Residential care", 2_000_000, 12_000_000, 14_000_000, 1_000_000, 13_000_000),
    local("202324", "3.1.2a Fostering services (fees)", "x", "x", "x", "x", "x"),
    local("202324", "3.1.2b Fostering services (other)", "x", "x", "x", "x", "x"),
    local("202324", "3.1.2 Total fostering services", 9_000_000, 6_000_000, 15_000_000, 0, 15_000_000),
    local("202324", "3.1.3 Total children looked after", 11_000_000, 18_000_000, 29_000_000, 1_000_000, 28_000_000),
    local("202425", "3.1.1 Residential care", 2_500_000, 12_500_000, 15_000_000, 1_000_000, 14_000_000),
    local("202425", "3.1.2a Fostering services (fees)", 4_000_000, 1_000_000, 5_000_000, 0, 5_000_000),
    local("202425", "3.1.2b Fostering services (other)", 5_000_000, 6_000_000, 11_000_000, 0, 11_000_000),
    local("202425", "3.1.2 Total fostering services", 9_000_000, 7_000_000, 16_000_000, 0, 16_000_000),
    local("202425", "3.1.3 Total children looked after", 11_500_000, 19_500_000, 31_000_000, 1_000_000, 30_000_000),
  ];
  const essex = { where: [{ column: "la_name", value: "Essex" }] };

  test("is a budget, of the authority that a person says", () => {
    const table = tableOf(lines);
    expect(targetOf(table)).toMatchObject({ as: "budget", ask: null });
    expect(whoseAsked(table, "budget", null, null, undefined)).toMatchObject({ about: "where", options: ["la_name=Essex"] });
    expect(table.columns.flatMap(({ name, holds }) => (holds === "money" ? name : []))).toEqual([
      "own_provision",
      "private_provision",
      "total_expenditure",
      "income",
      "net_expenditure",
    ]);
  });

  test("has a year of each row, and a total whose parts are withheld as a line of its own", () => {
    const read = budgetIn(tableOf(lines, essex), { amount: "net_expenditure" });
    expect(read.years).toEqual(["2023/24", "2024/25"]);
    expect(read.lines.map(({ name, pence }) => [name, ...pence.map((each) => each && each / 100)])).toEqual([
      ["3.1.1 Residential care", 13_000_000, 14_000_000],
      ["3.1.2 Total fostering services", 15_000_000, null],
      ["3.1.2a Fostering services (fees)", null, 5_000_000],
      ["3.1.2b Fostering services (other)", null, 11_000_000],
    ]);
    expect(read.totals.flatMap(({ agrees }) => agrees).filter((each) => each !== null)).toEqual([true, true, true]);
    expect(read.leftOut).toContainEqual({ at: "row 4", label: "3.1.2a Fostering services (fees)", why: "it has no amount", pence: [null] });
  });

  test("of one year has that year's rows alone", () => {
    const read = budgetIn(tableOf(lines, essex), { amount: "net_expenditure", year: "2024/25" });
    expect(read.lines.map(({ pence }) => pence[0])).toEqual([1_400_000_000, 500_000_000, 1_100_000_000]);
    expect(budgetIn(tableOf(lines, essex), { amount: "net_expenditure", year: "2030/31" }).asks).toMatchObject([{ about: "year", options: ["2023/24", "2024/25"] }]);
  });

  test("comes to the same whether its years go down or across", () => {
    const amounts = fc.array(fc.tuple(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 1, max: 9_999 })), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(amounts, (rows) => {
        const named = rows.map((pair, index) => [`Service ${String.fromCharCode(65 + index)}`, ...pair] as const);
        const down = tableOf(["Year|Service|Budget £", ...[0, 1].flatMap((year) => named.map(([name, ...pair]) => `${["2025/26", "2026/27"][year]}|${name}|${pair[year]}`))]);
        const across = tableOf(["Service|2025/26 £|2026/27 £", ...named.map((row) => row.join("|"))]);
        const told = (table: typeof down) => budgetIn(table, { unit: "pounds" }).lines.map(({ name, pence }) => [name, ...pence]);
        expect(told(down)).toEqual(told(across));
      }),
      runs(100),
    );
  });
});

test("the numbers of lines are no part of their names", () => {
  const lines = ["Line|Net expenditure £", "1 Residential care|400", "2 Fostering|300", "3 Total|700", "4 Adoption|50"];
  expect(budgetIn(tableOf(lines), { year: "2024/25", unit: "pounds" }).lines.map(({ name }) => name)).toEqual(["Residential care", "Fostering", "Adoption"]);
  expect(budgetIn(tableOf(["Home|Net expenditure £", "12 High Street|400", "7 Mill Lane|300", "3 The Close|50"]), { year: "2024/25", unit: "pounds" }).lines[0]?.name).toBe(
    "12 High Street",
  );
});

test("shares among amounts are no money", () => {
  const read = budgetIn(tableOf(["£m|2026/27|2027/28", "Base budget|92.40|98.15", "Pressures|5.75|3.15", "Net budget|98.15|101.30", "Increase|6.2%|3.2%"]), {});
  expect(read.lines.map(({ name }) => name)).toEqual(["Base budget", "Pressures"]);
  expect(read.leftOut.at(-1)).toMatchObject({ label: "Increase", why: "its figures are shares, and no amounts" });
});

test("lines are called by words rather than by their accounts, and stand in the groups that a column has", () => {
  const lines = [
    "Directorate|Service|Cost centre|Description|2026/27 £",
    "Children|Placements|C1001|Residential|500",
    "Children|Placements|C1002|Fostering|300",
    "Children|Safeguarding|C2001|Social work|900",
  ];
  expect(budgetIn(tableOf(lines), {}).lines.map(({ group, name }) => `${group}: ${name}`)).toEqual([
    "Placements: Residential",
    "Placements: Fostering",
    "Safeguarding: Social work",
  ]);
  expect(budgetIn(tableOf(["Cost centre|2026/27 £", "C1001|500", "C1002|300"]), {}).lines.map(({ name }) => name)).toEqual(["C1001", "C1002"]);
});

test("the year of monitoring is that of the month in its title", () => {
  const read = budgetIn(tableOf(["Monitoring, period 10 (January 2027), £000", "Service|Forecast", "Residential|500", "Fostering|300"]), {});
  expect(read.asks).toMatchObject([{ about: "year", taken: "2026/27" }]);
  expect(read.years).toEqual(["2026/27"]);
});

test("words where an amount would stand are said, and make no heading", () => {
  const read = budgetIn(tableOf(["|2026/27|2027/28", "|£m|£m", "Residential|4.2|4.3", "Fostering|tbc|2.1", "Adoption|see note|", "Total|4.2|6.4"]), {});
  expect(read.lines.map(({ name, group }) => [group, name])).toEqual([
    [null, "Residential"],
    [null, "Fostering"],
  ]);
  expect(read.leftOut.map(({ at, why }) => `${at}: ${why}`)).toEqual([
    "row 2: it says what the amounts are in",
    "row 4, 2026/27: “tbc” is no amount",
    "row 5: “see note” is no amount",
    "row 6: it is the sum of what stands above it",
  ]);
});

test("credits and debits of a ledger have their signs", () => {
  const read = budgetIn(tableOf(["Account|2026/27 £", "Residential|1,250.00 DR", "Income|50.00 CR", "Total|1,200.00"]), {});
  expect(read.lines.map(({ pence }) => pence[0])).toEqual([125_000, -5_000]);
  expect(read.totals).toMatchObject([{ agrees: [true] }]);
});
