// Tables of outcomes as the DfE and councils write them: long and wide, with denominators beside or in another row, marks, and regions within each other.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outcomesIn } from "../../server/reading/outcomes.ts";
import { periodOf } from "../../server/reading/periods.ts";
import type { Proposed } from "../../server/reading/proposal.ts";
import { runs } from "../setup/samples.ts";
import { cleanRows, tableOf } from "./given.ts";

const dfe = "time_period|time_identifier|geographic_level|country_code|country_name|region_code|region_name|old_la_code|la_name|new_la_code";
const national = (year: string) => `${year}|Reporting year|National|E92000001|England|||||`;
const regional = (year: string, code: string, name: string) => `${year}|Reporting year|Regional|E92000001|England|${code}|${name}|||`;
const local = (year: string, old: string, name: string, code: string) =>
  `${year}|Reporting year|Local authority|E92000001|England|E12000006|East of England|${old}|${name}|${code}`;

/** What came in of each place: "KPI place numerator/denominator value". */
function facts(read: Proposed): string[] {
  const { columns, rows } = (read.clean as NonNullable<Proposed["clean"]>).table;
  const at = (name: string) => columns.indexOf(name);
  return rows.map(({ values }) => {
    const place = values[at("Subject")] ?? (values[at("la_name")] || values[at("region_name")] || values[at("country_name")]);
    const [over, under, value] = ["Numerator", "Denominator", "Value"].map((name) => values[at(name)]);
    return `${values[at("KPI")]}, ${place}: ${value || (under ? `${over}/${under}` : over)}`;
  });
}

describe("a long table", () => {
  const header = `${dfe}|cohort|moves|number|percentage`;
  const lines = [
    `${national("2024")}|At 31 March|Total children|80000|100`,
    `${national("2024")}|At 31 March|Three or more moves|8000|10`,
    `${regional("2024", "E12000006", "East of England")}|At 31 March|Total children|6000|100`,
    `${regional("2024", "E12000006", "East of England")}|At 31 March|Three or more moves|540|9`,
    `${local("2024", "881", "Essex", "E10000012")}|At 31 March|Total children|1,100|100`,
    `${local("2024", "881", "Essex", "E10000012")}|At 31 March|Three or more moves|121|11`,
    `${local("2024", "882", "Southend", "E06000033")}|At 31 March|Total children|x|x`,
    `${local("2024", "882", "Southend", "E06000033")}|At 31 March|Three or more moves|x|x`,
    `${local("2024", "883", "Thurrock", "E06000034")}|At 31 March|Total children|0|z`,
    `${local("2024", "883", "Thurrock", "E06000034")}|At 31 March|Three or more moves|0|z`,
  ];
  const found = [
    "Three or more moves, England: 8000/80000",
    "Three or more moves, East of England: 540/6000",
    "Three or more moves, Essex: 121/1100",
    "Three or more moves, Southend: x",
    "Three or more moves, Thurrock: z",
  ];

  test("has a numerator in one row and its denominator in the row of the whole, and the printed percentages check it", () => {
    const read = outcomesIn(tableOf([header, ...lines]));
    expect(facts(read)).toEqual(found);
    expect(read.period).toBe("2024 (reporting year)");
    expect(read.leftOut.map(({ why }) => why)).toEqual(Array(5).fill("it is what the others are out of"));
    expect(read.asks).toMatchObject([{ about: "denominator", taken: "Total children" }]);
    expect(read.asks[0]?.question).toContain("3 of 3 printed percentages agree");
    expect(read.columnsLeftOut).toMatchObject({ cohort: "every row says “At 31 March”", percentage: expect.stringContaining("which is computed") });
    expect(read.clean?.map).toMatchObject({ layout: "dfe", newKpis: [{ name: "Three or more moves", unit: "percent", frequency: "reporting year", outOf: "Total children" }] });
  });

  test("takes the denominator of the same place, period and other parts, and of no other", () => {
    const rows = [2023, 2024].flatMap((year) =>
      ["At 31 March", "During the year"].flatMap((cohort, at) =>
        [
          ["Total children", 1000 + at * 500 + (year - 2023) * 100],
          ["Foster care", 700 + at],
          ["Children's homes", 120],
        ].map(([part, number]) => `${national(String(year))}|${cohort}|${part}|${number}|${Math.round((Number(number) / (1000 + at * 500 + (year - 2023) * 100)) * 1000) / 10}`),
      ),
    );
    const read = outcomesIn(tableOf([`${dfe}|cohort|placement|number|percentage`, ...rows]));
    expect(facts(read)).toEqual([
      "At 31 March: Foster care, England: 700/1000",
      "At 31 March: Children's homes, England: 120/1000",
      "During the year: Foster care, England: 701/1500",
      "During the year: Children's homes, England: 120/1500",
      "At 31 March: Foster care, England: 700/1100",
      "At 31 March: Children's homes, England: 120/1100",
      "During the year: Foster care, England: 701/1600",
      "During the year: Children's homes, England: 120/1600",
    ]);
    expect(read.asks[0]?.question).toContain("8 of 8 printed percentages agree");
  });

  test("gives the same in any order of rows, with blank rows among them, and with thousands' commas or none", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), fc.nat(9), fc.boolean(), (order, blank, commas) => {
        const written = order.map((line) => (commas ? line.replace("|80000|", "|80,000|").replace("|8000|", "|8,000|") : line.replace("1,100", "1100")));
        written.splice(blank, 0, "");
        expect(facts(outcomesIn(tableOf([header, ...written]))).sort()).toEqual([...found].sort());
      }),
      runs(40),
    );
  });

  test("that is of several definitions gives each a KPI of its own, with a denominator beside it where a rate shows one", () => {
    const rates = `${dfe}|population_type|population|children|rate_per_10000`;
    const row = (place: string, type: string, population: number, children: number) => `${place}|${type}|${population}|${children}|${Math.round((children / population) * 10_000)}`;
    const read = outcomesIn(
      tableOf([
        rates,
        row(national("2024"), "Starting", 12_000_000, 33_000),
        row(national("2024"), "In care", 12_000_000, 83_000),
        row(regional("2024", "E12000007", "London"), "Starting", 2_000_000, 4_500),
        row(regional("2024", "E12000007", "London"), "In care", 2_000_000, 9_900),
        row(regional("2024", "E13000001", "Inner London"), "Starting", 800_000, 2_000),
        row(regional("2024", "E13000001", "Inner London"), "In care", 800_000, 4_200),
        row(regional("2023", "E13000001", "Inner London"), "In care", 800_000, 4_300),
      ]),
    );
    expect(facts(read)).toEqual([
      "Starting, England: 33000/12000000",
      "In care, England: 83000/12000000",
      "Starting, London: 4500/2000000",
      "In care, London: 9900/2000000",
      "Starting, Inner London: 2000/800000",
      "In care, Inner London: 4200/800000",
      "In care, Inner London: 4300/800000",
    ]);
    expect(read.columnsLeftOut).toEqual({ rate_per_10000: "it is children over population, times 10,000, which is computed" });
  });

  test("keeps parts of a whole that has a row and no percentages as parts, and leaves out a row that is there twice", () => {
    const read = outcomesIn(
      tableOf([
        `${dfe}|gender|number`,
        `${national("2024")}|Total|90`,
        `${national("2024")}|Girls|40`,
        `${national("2024")}|Boys|50`,
        `${national("2024")}|Boys|50`,
        `${national("2024")}|Girls|41`,
      ]),
      { kpi: "Children" },
    );
    expect(read.clean).toMatchObject({ map: { breakdowns: ["gender"] } });
    expect(read.clean?.table.rows.map(({ values }) => values.slice(10).join("|"))).toEqual(["|Children|||90", "Girls|Children|||40", "Boys|Children|||50"]);
    expect(read.leftOut.map(({ at, why }) => `${at}: ${why}`)).toEqual(["row 5: row 4 says the same", "row 6: row 3 says otherwise"]);
  });

  test("of a council's own names KPIs in a column and places by their names, or asks once whose it is", () => {
    const lines = ["Indicator|2022/23|2023/24", "Stability of placements|88.5%|89%", "Children in care|1,000|1,040", "Homes rated good|[c]|"];
    expect(outcomesIn(tableOf(lines))).toMatchObject({ clean: null, asks: [{ about: "subject" }] });
    const read = outcomesIn(tableOf(lines), { subject: "Essex" });
    expect(facts(read)).toEqual([
      "Stability of placements, Essex: 88.5",
      "Stability of placements, Essex: 89",
      "Children in care, Essex: 1000",
      "Children in care, Essex: 1040",
      "Homes rated good, Essex: c",
    ]);
    const counts = outcomesIn(tableOf(["Indicator|2022/23|2023/24", "Children in care|1,000|1,040", "Price of a week|£5,000|£5,100"]), { subject: "Essex" });
    expect(counts.clean?.map).toMatchObject({
      newKpis: [
        { name: "Children in care", unit: "count" },
        { name: "Price of a week", unit: "pounds" },
      ],
    });
    expect(cleanRows(read)[0]).toBe("2022/23|Essex|Stability of placements|||88.5");
    const own = outcomesIn(tableOf(["Period|Council|Measure|Numerator|Denominator", "2024/25|Essex|Moves|10|100", "2024/25|Kent|Moves|20|100", "2024/25|Kent|Stays|80|100"]));
    expect(facts(own)).toEqual(["Moves, Essex: 10/100", "Moves, Kent: 20/100", "Stays, Kent: 80/100"]);
    expect(own.clean?.map).toMatchObject({ layout: "rows", period: "Period", subject: "Subject" });
  });
});

describe("what is no figure", () => {
  test("is left out and told, and never becomes a mark", () => {
    const read = outcomesIn(
      tableOf([
        "Period|Council|Homes",
        ...["Essex", "Kent", "Bexley", "Barnet", "Camden", "Ealing", "Brent", "Bury", "Hull"].map((name, index) => `2024/25|${name}|${index + 1}`),
        "2024/25|Leeds|see note",
      ]),
    );
    expect(read.incoming.count).toBe(9);
    expect(read.leftOut.map(({ at, why }) => `${at}: ${why}`)).toEqual(["row 11: it has no figure"]);
    const two = outcomesIn(
      tableOf([
        "Period|Council|Homes|Beds",
        ...["Essex", "Kent", "Bexley", "Barnet", "Camden", "Ealing", "Brent", "Bury", "Hull"].map((name, index) => `2024/25|${name}|${index + 1}|7`),
        "2024/25|Leeds|see note|7",
      ]),
    );
    expect(two.incoming.count).toBe(19);
    expect(two.leftOut.map(({ at, label, why }) => `${at}: ${label}: ${why}`)).toEqual(["row 11: Homes, Leeds: Homes says “see note”"]);
  });
});

describe("a wide table", () => {
  const lines = [
    "order|code|level|old|geog_n|In_Mar2017|Fost",
    "1|E92000001|NATIONAL|999|ENGLAND|72670|53420",
    "2|E12000007|REGION|G|LONDON|9910|7180",
    "3|E12000007|REGION|H|INNER LONDON|4230|3090",
    "4|E12000007|REGION|I|OUTER LONDON|5680|4090",
    "5|E12000003|REGION|C|YORKSHIRE AND THE HUMBER|7720|x",
    "6|E09000016|LA|311|Havering|253|z",
    "7|E10000012|LA|881|Essex|1,021|c",
  ];

  test("asks once for the period that only headings have, and offers it", () => {
    expect(outcomesIn(tableOf(lines))).toMatchObject({ incoming: { count: 14 }, clean: null, asks: [{ about: "period", options: ["2017"] }] });
  });

  test("has a KPI a column, and tells London from its parts by their names where they have its code", () => {
    const read = outcomesIn(tableOf(lines), { period: "2017" });
    expect(facts(read).filter((fact) => fact.startsWith("In_Mar2017"))).toEqual(
      ["England: 72670", "London: 9910", "Inner London: 4230", "Outer London: 5680", "Yorkshire and The Humber: 7720", "Havering: 253", "Essex: 1021"].map(
        (fact) => `In_Mar2017, ${fact}`,
      ),
    );
    expect(facts(read).filter((fact) => /: [a-z]$/.test(fact))).toEqual(["Fost, Yorkshire and The Humber: x", "Fost, Havering: z", "Fost, Essex: c"]);
    const codes = cleanRows(read).map((row) => row.split("|")[5]);
    expect(new Set(codes)).toEqual(new Set(["", "E12000007", "E13000001", "E13000002", "E12000003"]));
    // Every place's figures are its own: none is a sum of others' that would count London twice.
    expect(read.leftOut).toEqual([]);
  });

  test("of money in thousands is in pounds, of the title's year and one column where that is chosen, without what stands below a repeated header", () => {
    const header = "Code|Council|Class|Care - Cost (C1 = A + B)|Care - Net (C7 = C1 - C6)";
    const read = outcomesIn(
      tableOf([
        "Revenue outturn 2024-25: data are in £ thousand|",
        header,
        "E09000016|Havering|L|61,000|52,100.25",
        "E10000012|Essex|C|[x]|[x]",
        "E10000014|Kent|C|1|-5",
        header,
        "E10|Counties|C|62,001|52,095",
      ]),
      { amount: "care, net (C7)" },
    );
    expect(facts(read).map((fact) => fact.split(", ")[1])).toEqual(["Havering: 52100250", "Essex: x", "Kent: -5000"]);
    expect(read).toMatchObject({ period: "2024/25", asks: [{ about: "period", taken: "2024/25" }] });
    expect(read.leftOut.map(({ why }) => why)).toEqual(["it repeats the header", "it is of another table below this one"]);
    expect(read.clean?.map).toMatchObject({ newKpis: [{ unit: "pounds", frequency: "financial year" }] });
  });
});

test("a period that a person says stands for rows without one, and never for those that have their own", () => {
  const lines = ["Period|Council|Homes", "2023/24|Essex|4", "2024/25|Essex|5", "|Kent|6", "2024/25|Bexley|7"];
  expect(outcomesIn(tableOf(lines))).toMatchObject({ clean: null, asks: [{ about: "period", question: "1 figure has no period that can be read. Which is it?" }] });
  expect(cleanRows(outcomesIn(tableOf(lines), { period: "2022/23" })).map((row) => row.split("|").slice(0, 2).join(" "))).toEqual([
    "2023/24 Essex",
    "2024/25 Essex",
    "2022/23 Kent",
    "2024/25 Bexley",
  ]);
});

describe("periods", () => {
  test.each([
    ["2017", "", "2017 Reporting year"],
    ["2024 (reporting year)", "", "2024 Reporting year"],
    ["202425", "Financial year", "202425 Financial year"],
    ["202425", "", "202425 Financial year"],
    ["202425", "Academic year", "202425 Academic year"],
    ["2024/25", "", "202425 Financial year"],
    ["24/25", "", "202425 Financial year"],
    ["2024-25 Q2", "", "202425 Financial year Q2"],
    ["June 2024", "", "2024 June"],
    ["2024", "June", "2024 June"],
    ["all", "", null],
    ["12", "", null],
  ])("%s %s is %s", (text, identifier, wanted) => {
    const found = periodOf(text, identifier);
    expect(found && `${found.time} ${found.identifier}`).toBe(wanted);
  });

  test("never say of a column that every row says nothing", () => {
    const empty = outcomesIn(tableOf(["Council|Year|Band|Figure", "Essex|2024/25||12", "Kent|2024/25||14", "Surrey|2024/25|High|", "Devon|2024/25||15"]));
    expect(empty.columnsLeftOut).toMatchObject({ Band: "no row that comes in has anything in it" });
    expect(JSON.stringify([empty, outcomesIn(tableOf(["Pupil|School|Band|Score", "A Jones|North|Red|12", "B Smith|South|Blue|14"]))])).not.toContain("“”");
  });
});

describe("a year behind what is measured", () => {
  test("is the period of its column, beside years across", () => {
    const lines = ["LA code|Local authority|2023|2024|Rate per 10,000 2024", "E92000001|England|83,840|83,630|70", "E09000016|Havering|298|302|48", "E10000012|Essex|1,149|c|35"];
    const read = outcomesIn(tableOf(lines));
    expect(read.columnsLeftOut).toEqual({});
    const essex = cleanRows(read).filter((row) => row.includes("Essex"));
    expect(essex.find((row) => row.includes("Rate per 10,000"))).toMatch(/^2024\|.*\|Rate per 10,000\|.*\|35$/);
    expect(read.incoming.count).toBe(9);
  });

  test("leaves years across what the title or a person says that they measure", () => {
    const lines = [
      "Table A1: Children looked after|||",
      "LA code|Local authority|2023|2024|Rate per 10,000 2024",
      "E92000001|England|83,840|83,630|70",
      "E09000016|Havering|298|302|48",
    ];
    const kpis = (choices = {}) => new Set(cleanRows(outcomesIn(tableOf(lines), choices)).map((row) => row.split("|").at(-4)));
    expect(kpis()).toEqual(new Set(["Children looked after", "Rate per 10,000"]));
    expect(kpis({ kpi: "CLA" })).toEqual(new Set(["CLA", "Rate per 10,000"]));
  });

  test("is that of each column where all have one", () => {
    const lines = ["LA code|Local authority|Rate per 10000 2023|Rate per 10000 2024|Number (2024)", "E09000016|Havering|47|48|302", "E10000012|Essex|36|35|1,149"];
    const read = outcomesIn(tableOf(lines));
    expect(read.asks).toEqual([]);
    expect(
      cleanRows(read).map((row) =>
        row
          .split("|")
          .filter((cell, at) => at === 0 || cell.startsWith("Rate") || cell === "Number")
          .join(" "),
      ),
    ).toEqual(["2023 Rate per 10000", "2024 Rate per 10000", "2024 Number", "2023 Rate per 10000", "2024 Rate per 10000", "2024 Number"]);
  });
});
