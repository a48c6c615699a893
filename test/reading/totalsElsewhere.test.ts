// Totals that stand where totals do not usually stand, are stated twice or are called otherwise, and rows of figures that are no amounts of their own.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { besideTotal } from "../../server/reading/apart.ts";
import { budgetIn } from "../../server/reading/budget.ts";
import type { BudgetChoices, BudgetRead } from "../../server/reading/budgetLines.ts";
import type { TableChoices } from "../../server/reading/table.ts";
import { runs } from "../setup/samples.ts";
import { tableOf } from "./given.ts";

const read = (lines: readonly string[], choices: BudgetChoices = {}) => budgetIn(tableOf(lines), { unit: "pounds", year: "2026/27", ...choices });
const pounds = ({ lines }: BudgetRead) => Object.fromEntries(lines.map(({ name, pence }) => [name, (pence[0] as number) / 100]));
const totals = ({ totals }: BudgetRead) => totals.map(({ label, agrees }) => [label, ...agrees]);
const whys = ({ leftOut }: BudgetRead) => Object.fromEntries(leftOut.map(({ label, why }) => [label, why]));

describe("totals over their lines", () => {
  test.each([
    [
      "that are set in",
      ["Service|2026/27|2027/28", "Placements|900|930", "   Residential|600|610", "   Fostering|300|320", "Family support|100|110", "   Early help|100|110", "Total|1000|1040"],
    ],
    [
      "that are set in, a grand total over them all",
      ["Service|2026/27|2027/28", "All|1000|1040", "  Placements|900|930", "    Residential|600|610", "    Fostering|300|320", "  Early help|100|110"],
    ],
    ["told by arithmetic", ["Service|2026/27|2027/28", "Placements|900|930", "Residential|600|610", "Fostering|300|320", "Early help|100|110", "Total|1000|1040"]],
    ["called a total, first of all", ["Service|2026/27|2027/28", "Children's services total|1000|1040", "Residential|600|610", "Fostering|300|320", "Early help|100|110"]],
  ])("%s", (_, lines) => {
    const found = read(lines);
    expect(pounds(found)).toEqual({ Residential: 600, Fostering: 300, "Early help": 100 });
    expect(found.totals.flatMap(({ agrees }) => agrees)).not.toContain(false);
    expect(Object.values(whys(found))).toContain("it is the sum of lines below it");
  });

  test("one of which is wrong in a year is one all the same where its lines are set in", () => {
    const found = read(["Service|2026/27|2027/28|2028/29", "Placements|900|935|950", " Residential|600|610|620", " Fostering|300|320|330"]);
    expect(pounds(found)).toEqual({ Residential: 600, Fostering: 300 });
    expect(totals(found)).toEqual([["Placements", true, false, true]]);
  });

  test("are found however deep the lines are set in, and nothing is counted twice", () => {
    interface Node {
      readonly of: readonly Node[];
      readonly pounds: readonly number[];
    }
    const leaf = fc.tuple(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 1, max: 9_999 })).map((pounds): Node => ({ of: [], pounds }));
    const over = (of: fc.Arbitrary<Node>, least: number) =>
      fc.array(of, { minLength: least, maxLength: 4 }).map((of): Node => ({ of, pounds: [0, 1].map((year) => of.reduce((sum, node) => sum + (node.pounds[year] as number), 0)) }));
    const tree = over(fc.oneof(leaf, over(leaf, 1)), 2);
    fc.assert(
      fc.property(tree, (root) => {
        let count = 0;
        const rows = (node: Node, depth: number): string[] => {
          count += 1;
          return [`${" ".repeat(depth * 2)}Line ${"abcdefghijklmnopqrstuvwxyz"[count % 26]}${count}|${node.pounds.join("|")}`, ...node.of.flatMap((each) => rows(each, depth + 1))];
        };
        const found = read(["Service|2026/27|2027/28", ...rows(root, 0)]);
        for (const year of [0, 1]) expect(found.lines.reduce((sum, { pence }) => sum + (pence[year] as number), 0)).toBe((root.pounds[year] as number) * 100);
      }),
      runs(2_000),
    );
  });
});

describe("totals stated twice", () => {
  test("with a line and without it", () => {
    const lines = ["Description|Net", "Residential care|3000", "Fostering services|2000", "Total children looked after|5000", "CERA|100"];
    const found = read([...lines, "Total services (including CERA)|5100", "Total services (excluding CERA)|5000"]);
    expect(pounds(found)).toEqual({ "Residential care": 3000, "Fostering services": 2000 });
    expect(totals(found).map(([, agrees]) => agrees)).toEqual([true, true, true]);
    expect(whys(found).CERA).toBe("the total below leaves it out by name");
  });

  test("the second of which is wrong adds nothing", () => {
    const found = read(["Service|2026/27", "Residential|3000", "Fostering|2000", "Total including recharges|5000", "Total excluding recharges|4500"]);
    expect(pounds(found)).toEqual({ Residential: 3000, Fostering: 2000 });
    expect(totals(found)).toEqual([
      ["Total including recharges", true],
      ["Total excluding recharges", false],
    ]);
  });
});

describe("what is called net", () => {
  test("of two lines or more is their sum", () => {
    expect(pounds(read(["Service|2026/27", "Residential|5000", "Grant|-1200", "Health income|-600", "Net|3200"]))).toEqual({
      Residential: 5000,
      Grant: -1200,
      "Health income": -600,
    });
  });

  test("is one that is wrong in a year, and of one line alone a line", () => {
    const wrong = read(["Service|2025/26|2026/27", "Employees|500|510", "Income|-100|-110", "Net expenditure|400|410"]);
    expect([pounds(wrong), totals(wrong)]).toEqual([{ Employees: 500, Income: -100 }, [["Net expenditure", true, false]]]);
    expect(pounds(read(["Service|2026/27", "Fostering|5000", "Net cost of homes|700"]))).toEqual({ Fostering: 5000, "Net cost of homes": 700 });
  });

  test("is after what is deducted without a minus", () => {
    const found = read(["Service|2026/27|2027/28", "Gross cost|1000|1100", "Less: Health contribution|200|220", "Net cost|800|880"]);
    expect(pounds(found)).toEqual({ "Gross cost": 1000, "Less: Health contribution": -200 });
    expect(totals(found)).toEqual([["Net cost", true, true]]);
  });
});

describe("figures that are no amounts of their own", () => {
  test.each([
    [
      "a gap and what it is measured by",
      ["Total budget|800|830", "Funding available|780|790", "Budget gap|20|40"],
      { "Funding available": "Budget gap is Total budget less this", "Budget gap": "it is Total budget less Funding available" },
    ],
    [
      "a movement from the year before",
      ["Net budget|800|830", "Prior year budget|750|800", "Increase on prior year|50|30"],
      { "Prior year budget": "Increase on prior year is Net budget less this", "Increase on prior year": "it is Net budget less Prior year budget" },
    ],
    ["a running sum", ["Total|800|830", "Cumulative|800|1630"], { Cumulative: "it adds up what is in the years before it" }],
    [
      "what is counted",
      ["Total|800|830", "Number of placements|48|50", "Full time equivalents|12.5|13"],
      { "Number of placements": "it is counted, and no amount", "Full time equivalents": "it is counted, and no amount" },
    ],
  ])("%s", (_, below, why) => {
    const found = read(["Service|2026/27|2027/28", "Residential|500|520", "Fostering|300|310", ...below]);
    expect(pounds(found)).toEqual({ Residential: 500, Fostering: 300 });
    expect(whys(found)).toMatchObject(why);
  });
});

describe("lines that the total of all is without", () => {
  const lines = ["Service|2026/27", "Residential|500", "Fostering|300", "Grand total|800", "Reserves|50", "Capital|70"];

  const beside = (lines: readonly string[], apart?: "in" | "out", rows: TableChoices["rows"] = {}) => {
    const table = tableOf(lines, { rows });
    const found = budgetIn(table, { unit: "pounds", year: "2026/27" });
    return besideTotal(table, found, found.lines, apart);
  };

  test("are asked about, and come in or stay out", () => {
    expect(beside(lines).asks).toEqual([
      {
        about: "apart",
        question: "“Reserves” and “Capital” stand outside “Grand total” of £800. With them £920 comes in.",
        options: ["in", "out"],
        called: ["They come in", "They stay out"],
      },
    ]);
    expect(beside(lines, "in").lines.map(({ name }) => name)).toEqual(["Residential", "Fostering", "Reserves", "Capital"]);
    const out = beside(lines, "out");
    expect([out.lines.map(({ name }) => name), out.asks.map(({ taken }) => taken)]).toEqual([["Residential", "Fostering"], ["out"]]);
    expect(out.leftOut).toMatchObject([{ label: "Reserves", why: "you left it out, since it is in no part of the total" }, { label: "Capital" }]);
  });

  test("are not where somebody said that they are lines, nor where they are nil", () => {
    expect(beside(lines, undefined, { Reserves: "leaf", Capital: "leaf" }).asks).toEqual([]);
    expect(beside([...lines.slice(0, 4), "Reserves|0"]).asks).toEqual([]);
  });
});

describe("the names of lines", () => {
  test("stand in the innermost column of a pivot table, with its group in the first line of each alone", () => {
    const found = read([
      "Directorate|Service|2026/27",
      "Children's|Residential|500",
      "|Fostering|300",
      "Children's Total||800",
      "Adults|Homecare|200",
      "|Day care|100",
      "Adults Total||300",
      "Grand Total||1100",
    ]);
    expect(found.lines.map(({ group, name }) => [group, name])).toEqual([
      ["Children's", "Residential"],
      ["Children's", "Fostering"],
      ["Adults", "Homecare"],
      ["Adults", "Day care"],
    ]);
    expect(totals(found)).toEqual([
      ["Children's Total", true],
      ["Adults Total", true],
      ["Grand Total", true],
    ]);
  });

  test("that stand over several codes are told apart by them", () => {
    expect(pounds(read(["Cost centre|Code|2026/27 Budget", "Residential|CC100|1000", "|CC101|2000", "Fostering|CC200|3000", "TOTAL||6000"]))).toEqual({
      "Residential CC100": 1000,
      "Residential CC101": 2000,
      Fostering: 3000,
    });
  });

  test("are no references of lines beside them", () => {
    const lines = [
      "LA|Line|Description|Net",
      "Essex|3.1.1|Residential care|3000",
      "Essex|3.1.2a|Fostering fees|2000",
      "Essex|3.1.2|Total fostering services|2000",
      "Essex|3.1.6|Total children looked after|5000",
      "Essex|4.0|Memorandum: placements (included in 3.1.1 above)|900",
    ];
    const found = read(lines);
    expect(tableOf(lines).columns.map(({ holds }) => holds)).toEqual(["words", "code", "words", "money"]);
    expect(pounds(found)).toEqual({ "Residential care": 3000, "Fostering fees": 2000 });
  });

  test.each(["1.1.2", "0.25"])("numbers with decimals stay numbers beside no reference of three parts: %s", (first) => {
    expect(tableOf(["Name|Value", `A|${first}`, "B|1.5", "C|2.75", "D|3.1"]).columns[1]?.holds).toBe(first === "0.25" ? "count" : "code");
  });
});
