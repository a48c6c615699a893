// Placements' activity read out of the tables that councils keep of it: a row a period, periods across, measures down.
import { describe, expect, test } from "vitest";
import { activityIn } from "../../server/reading/activity.ts";
import { targetOf } from "../../server/reading/targetOf.ts";
import { cleanRows, tableOf } from "./given.ts";

const long = [
  "Children’s placements, activity by provider|||||",
  "Quarter|Provider|Contract|In or out of area|Children|Nights|Cost (£)",
  "Q1 2024/25|Alder Care Ltd|Block North|Inside|12|1,092|£652,860.00",
  "Q1 2024/25|Birch Homes|Spot|Outside|3|270|£174,150.50",
  "Q2 2024/25|Alder Care Ltd|Block North|Inside|11|1,001|£598,455.00",
  "Total||||26|2,363|£1,425,465.50",
];
const known = { own: "Essex County Council", subjects: ["Alder Care", "Essex County Council"], arrangements: ["Block North"] };

describe("a row a period", () => {
  test("is read with nights as bed-weeks, and its total checked and left out", () => {
    const table = tableOf(long);
    expect(targetOf(table)).toMatchObject({ as: "activity", ask: null });
    // The unit of one column is none of those beside it.
    expect(table.columns.slice(4).map(({ holds }) => holds)).toEqual(["count", "count", "money"]);
    const read = activityIn(table);
    // 1,092 nights are 156 weeks; 270 are 38.571428…
    expect(cleanRows(read)).toEqual([
      "Alder Care Ltd|2024/25 Q1|Block North|inside|12|156|652860",
      "Birch Homes|2024/25 Q1||outside|3|38.571429|174150.5",
      "Alder Care Ltd|2024/25 Q2|Block North|inside|11|143|598455",
    ]);
    expect(read).toMatchObject({
      incoming: { count: 3, sumPence: 142_546_550 },
      totals: [{ label: "Total", stated: [142_546_550], computed: [142_546_550], agrees: [true] }],
      leftOut: [{ at: "row 6", why: "it is the sum of what stands above it" }],
      refused: null,
      period: "2024/25 Q1 and 2024/25 Q2",
    });
    expect(read.asks).toMatchObject([{ about: "places", taken: "seven nights" }]);
  });

  test("has names matched with those that are stored, and asks of others", () => {
    const read = activityIn(tableOf(long), {}, known);
    expect(read.clean).toBeNull();
    expect(read.asks).toContainEqual({
      about: "unknown",
      question: "Birch Homes is not among those whose outcomes are counted. Is it a new provider?",
      options: ["add them", "leave them out"],
    });
    expect(cleanRows(activityIn(tableOf(long), { unknown: "add them" }, known))).toContain("Alder Care|2024/25 Q1|Block North|inside|12|156|652860");
    const without = activityIn(tableOf(long), { unknown: "leave them out" }, known);
    expect(without).toMatchObject({ incoming: { count: 2 }, leftOut: [{}, { at: "row 4", label: "Birch Homes", why: "nobody of this name is stored" }] });
    const renamed = (arrangement?: string) => activityIn(tableOf(long), { unknown: "add them", ...(arrangement && { arrangement }) }, { ...known, arrangements: [] });
    expect(renamed().asks.filter(({ taken }) => taken === undefined)).toMatchObject([{ about: "arrangement", options: ["as spot purchase", "leave them out"] }]);
    expect(renamed("leave them out").leftOut).toContainEqual(expect.objectContaining({ at: "row 3", why: "there is no arrangement “Block North”" }));
    expect(cleanRows(renamed("as spot purchase"))).toContain("Alder Care|2024/25 Q1||inside|12|156|652860");
  });

  test("adds up what differs in what is not stored, takes no row twice, and says so", () => {
    const read = activityIn(
      tableOf([
        "Month|Provider|Placement type|Placements|Bed weeks|Total cost",
        "Apr-24|Alder|Residential|2|8.5|17000",
        "Apr-24|Alder|Fostering|3|12.5|12000",
        "May-24|Alder|Residential|2|9|18000",
        "May-24|Alder|Residential|2|9|18000",
      ]),
    );
    expect(cleanRows(read)).toEqual(["Alder|April 2024||not known|5|21|29000", "Alder|May 2024||not known|2|9|18000"]);
    expect(read.asks.map(({ question }) => question)).toEqual([
      "2 rows of one provider and period differ in “Placement type”, by which nothing is stored: they are added up.",
      "No column says whether placements were inside or outside the area: they come in as not known.",
    ]);
    expect(read.leftOut).toMatchObject([{ at: "row 5", why: "row 4 says the same" }]);
  });

  test("leaves out with its reason what is not whole, and rows that only look like sums stay", () => {
    const read = activityIn(
      tableOf([
        "Year|Provider|Children|Weeks|Spend|Average weekly cost",
        "2023/24|Alder|1|52|100000|1923",
        "2023/24|Birch|2|104|200000|1923",
        "2023/24|Cedar|3|156|300000|1923",
        "2023/24|Dogwood|3||300000|",
        "2023/24|Elm|[c]|52|100000|1923",
        "some time|Fir|3|156|300000|1923",
      ]),
    );
    expect(cleanRows(read)).toHaveLength(3);
    expect(read.leftOut.map(({ at, why }) => `${at}: ${why}`)).toEqual([
      "row 6: Children says “[c]”",
      "row 7: “some time” is no period",
      "row 5: of 2023/24 it has no bed-weeks",
      "row 6: of 2023/24 it has no number of placements",
    ]);
    expect(read.columnsLeftOut["Average weekly cost"]).toBe("activity has no place for it");
  });

  test("keeps nothing of a child", () => {
    const read = activityIn(tableOf(["Child ID|Quarter|Provider|Placements|Nights|Cost", "98765|2024/25 Q1|Alder|1|91|45000", "98766|2024/25 Q1|Alder|1|90|44000"]));
    expect(JSON.stringify(read)).not.toMatch(/9876/);
    expect(cleanRows(read)).toEqual(["Alder|2024/25 Q1||not known|2|25.857143|89000"]);
  });
});

describe("periods across", () => {
  const expected = [
    "Alder|2024/25 Q1||not known|12|156|652860",
    "Alder|2024/25 Q2||not known|11|143|598455",
    "Birch|2024/25 Q1||not known|3|39|174000",
    "Birch|2024/25 Q2||not known|2|26|120000",
  ];
  test.each([
    [
      "with measures in groups of periods",
      [
        "|Q1 2024/25|||Q2 2024/25||",
        "Provider|Children|Nights|Cost|Children|Nights|Cost",
        "Alder|12|1092|652860|11|1001|598455",
        "Birch|3|273|174000|2|182|120000",
        "Total|15|1365|826860|13|1183|718455",
      ],
    ],
    [
      "with periods in groups of measures",
      ["Activity 2024/25||||||", "|Children||Bed weeks||Cost (£)|", "Provider|Q1|Q2|Q1|Q2|Q1|Q2", "Alder|12|11|156|143|652860|598455", "Birch|3|2|39|26|174000|120000"],
    ],
    [
      "with measures down",
      [
        "Provider|Measure|Q1 2024/25|Q2 2024/25|Total",
        "Alder|Children|12|11|23",
        "Alder|Bed nights|1092|1001|2093",
        "Alder|Cost|652860|598455|1251315",
        "Birch|Children|3|2|5",
        "Birch|Bed nights|273|182|455",
        "Birch|Cost|174000|120000|294000",
      ],
    ],
  ])("%s", (_name, lines) => {
    const table = tableOf(lines);
    expect(targetOf(table)).toMatchObject({ as: "activity", ask: null });
    expect(cleanRows(activityIn(table)).sort()).toEqual(expected);
  });

  test("without a provider are the authority's own", () => {
    const lines = ["Type|Placements|Bed weeks|Cost", "Inside the area|30|1500|3000000", "Outside the area|12|600|2400000"];
    const table = tableOf(["Activity 2023/24|||", ...lines]);
    expect(targetOf(table).as).toBe("activity");
    const read = activityIn(table, {}, { ...known, subjects: ["Essex"] });
    expect(cleanRows(read)).toEqual(["Essex|2023/24||inside|30|1500|3000000", "Essex|2023/24||outside|12|600|2400000"]);
    expect(read.asks.map(({ about, taken }) => [about, taken])).toEqual([
      ["subject", "Essex"],
      ["period", "2023/24"],
    ]);
  });
});
