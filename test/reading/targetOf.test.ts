// What a table is to come in as, by what its columns hold and are called.
import { describe, expect, test } from "vitest";
import { targetOf } from "../../server/reading/targetOf.ts";
import { tableOf } from "./given.ts";

const placed = (title: string) => [
  title,
  "Code|Council|Class|Roads|Care|Total",
  "E09000016|Havering|L|61,000|52,100|113,100",
  "E10000012|Essex|C|71,000|62,100|133,100",
  "E10000014|Kent|C|11,000|22,100|33,100",
];

describe("what a table is", () => {
  test.each([
    ["a budget of lines by year", ["£000|", "Line|2026/27|2027/28", "Homes|4,646|4,700", "Fostering|1,200|1,300"], "budget"],
    ["a return of lines", ["Council|Line|Gross|Net expenditure", "Essex|Homes|£5|£4", "Essex|Fostering|£3|£2", "Kent|Homes|£6|£4", "Kent|Fostering|£9|£1"], "budget"],
    ["budgets of councils", placed("Revenue budget 2024-25, £ thousand"), "budget"],
    ["outturns of councils", placed("Revenue outturn 2024-25, £ thousand"), "outcomes"],
    ["counts of councils", ["New code|Area|In care", "E09000016|Havering|253", "E10000012|Essex|1,021"], "outcomes"],
    ["indicators", ["Indicator|2022/23|2023/24", "In care|1,000|1,040", "Moves|10|12"], "outcomes"],
    ["a list of placements", ["Provider|Placed from|Placed to|£ a week", "Oak Ltd|01/04/2024||£5,000", "Elm Ltd|01/05/2024||£6,000"], "commitments"],
    ["a list of placements by another heading", ["Home|Date placed|Per week", "Oak House|01/04/2024|£5,000", "Elm House|01/05/2024|£6,000"], "commitments"],
    ["a list of neighbours", ["LA code|LA name|SN1|SN2", "881|Essex|886|938", "311|Havering|303|822"], "neighbours"],
    ["activity of providers", ["Provider|Quarter|Children|Nights|Cost", "Alder|2024/25 Q1|2|180|£90,000", "Birch|2024/25 Q1|1|90|£40,000"], "activity"],
    ["a list of children in care by type", ["Placement type|Children|Nights", "Residential|2|180", "Fostering|3|270"], "outcomes?"],
    ["forecasts", ["Cost centre|Apr-25|May-25|Jun-25", "Homes|£1|£2|£3", "Fostering|£2|£3|£4"], "forecasts"],
    ["counts by month", ["Council|Apr-25|May-25|Jun-25", "Essex|12|13|14", "Kent|9|8|7"], "outcomes"],
    ["shares of members", ["Member|Share", "Essex|60%", "Kent|40%"], "contributions"],
    ["a share of councils that is an outcome", ["Council|Stable placements %", "Essex|60%", "Kent|40%"], "outcomes"],
    ["contributions of councils", ["Contributions to the partnership, £000s|", "Council|2025/26|2026/27", "Essex|60|61", "Kent|40|42"], "contributions"],
    [
      "a return of councils among whose services is a contribution",
      [
        "£ thousand|",
        ["Council", ...Array.from({ length: 13 }, (_, at) => `Service ${at}`), "Pooled contributions"].join("|"),
        ...["Essex", "Kent"].map((name) => [name, ...Array(14).fill("1,234")].join("|")),
      ],
      "outcomes?",
    ],
  ] as const)("%s", (_name, lines, as) => {
    // What is marked so is asked.
    const ask = as === "outcomes?" ? { about: "as" } : null;
    expect(targetOf(tableOf(lines))).toMatchObject({ as: as.replace("?", ""), ask, why: expect.stringMatching(/\w/) });
  });

  test("is asked where two are as likely", () => {
    expect(targetOf(tableOf(placed("Services, £ thousand")))).toMatchObject({ as: "outcomes", ask: { about: "as", options: ["budget", "outcomes"] } });
    expect(targetOf(tableOf(["Line|Figure", "Homes|12", "Fostering|14"]))).toMatchObject({ ask: { about: "as", options: ["outcomes", "budget"] } });
  });
});
