// A list of placements read as commitments: one for each home at its price, with a period of places for each row.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commitmentsIn } from "../../server/reading/placements.ts";
import { targetOf } from "../../server/reading/targetOf.ts";
import { runs } from "../setup/samples.ts";
import { cleanRows, tableOf } from "./given.ts";

const header = "Supplier|Home|Type|In borough|Placed from|Placed to|Weekly fee (£)|Remarks";
const rows = [
  "Oak Ltd|Oak House|Residential|Y|01/04/2024|31/03/2025|£5,000.00|",
  "Oak Ltd|Oak House|Residential|Y|15/06/2024|31/03/2025|£5,000.00|",
  "Elm Homes|Elm Lodge|Residential|N|01/09/2024||£6,100.50|no end agreed",
  "Ash Carers||Agency fostering|N|13/05/2024|12/05/2025|900|",
  "Ash Carers||Agency fostering|Y|01/02/2024|ongoing|900.00|reviewed",
];
const clean = [
  "Oak Ltd, Oak House|Oak Ltd|1|2024-04-01|2025-03-31|5000|",
  "Oak Ltd, Oak House|Oak Ltd|1|2024-06-15|2025-03-31|5000|",
  "Elm Homes, Elm Lodge|Elm Homes|1|2024-09-01||6100.5|no end agreed",
  "Ash Carers, Agency fostering|Ash Carers|1|2024-05-13|2025-05-12|900|reviewed",
  "Ash Carers, Agency fostering|Ash Carers|1|2024-02-01||900|reviewed",
];

test("days that a spreadsheet wrote as numbers are days under a heading of days, and numbers elsewhere", () => {
  const table = tableOf(["Provider|Start date|End date|Weekly cost £|Reference", "Alder Care|45748|46112|5250|45748", "Birch Homes|45809||4900|45809"]);
  expect(table.columns.map(({ holds }) => holds)).toEqual(["words", "day", "day", "money", "code"]);
  expect(table.rows.map(({ cells }) => cells.slice(1, 3))).toEqual([
    ["2025-04-01", "2026-03-31"],
    ["2025-06-01", ""],
  ]);
});

describe("a list of placements", () => {
  test("gives a commitment for each home, or type where there is no home, with a period for each row", () => {
    const read = commitmentsIn(tableOf([header, ...rows]));
    expect(cleanRows(read)).toEqual(clean);
    // 5,000 × 2 + 6,100.50 + 900 × 2 = 17,900.50 a week
    expect(read).toMatchObject({ incoming: { count: 3, sumPence: 1_790_050 }, leftOut: [], refused: null, columnsLeftOut: { "In borough": expect.any(String) } });
    expect(read.asks.filter(({ about }) => about === "days").map(({ question }) => question)).toEqual([
      "Placed from and Placed to are written day first, as 15/06/2024, 13/05/2024 and 31/03/2025 show.",
    ]);
  });

  test("gives a commitment for each row where a person chooses so, each by a name of its own", () => {
    const read = commitmentsIn(tableOf([header, ...rows, rows[0] as string]), { each: true });
    expect(read.incoming.count).toBe(6);
    expect(cleanRows(read).map((row) => row.split("|")[0])).toEqual([
      "Oak Ltd, Oak House from 2024-04-01",
      "Oak Ltd, Oak House from 2024-06-15",
      "Elm Homes, Elm Lodge from 2024-09-01",
      "Ash Carers, Agency fostering from 2024-05-13",
      "Ash Carers, Agency fostering from 2024-02-01",
      "Oak Ltd, Oak House from 2024-04-01 (2)",
    ]);
  });

  test("says which rows have provider and home swapped, and which homes have two prices", () => {
    const read = commitmentsIn(tableOf([header, ...rows, "Oak House|Oak Ltd|Residential|Y|01/07/2024||5,000|", "OAK LTD|Oak house|Residential|Y|01/08/2024||5,500|"]));
    expect(new Set(cleanRows(read).map((row) => row.split("|").slice(0, 2).join("|")))).toEqual(
      new Set([
        "Oak Ltd, Oak House at £5,000.00 a week|Oak Ltd",
        "Oak Ltd, Oak House at £5,500.00 a week|Oak Ltd",
        "Elm Homes, Elm Lodge|Elm Homes",
        "Ash Carers, Agency fostering|Ash Carers",
      ]),
    );
    const questions = read.asks.map(({ question }) => question);
    expect(questions).toContain("row 7 has provider and home the other way round than other rows, and is read as those.");
    expect(questions).toContain("Oak Ltd, Oak House (£5,000.00 and £5,500.00) has more than one weekly price: each price is a commitment of its own.");
  });

  test("leaves out with a reason what is no placement: a total, a row without a price or with a day that is none", () => {
    const read = commitmentsIn(
      tableOf([
        header,
        ...rows,
        "TOTAL||||||17,900.50|",
        "Fir Ltd|Fir House||Y|01/05/2024||tbc|",
        "Fir Ltd|Fir House||Y|31/02/2024||100|",
        "Fir Ltd|Fir House||Y|01/05/2024|01/04/2024|100|",
      ]),
    );
    expect(cleanRows(read)).toEqual(clean);
    expect(read.leftOut.map(({ at, why }) => `${at}: ${why}`)).toEqual([
      "row 7: it is the sum of what stands above it",
      "row 8: its weekly price says “tbc”",
      "row 9: “31/02/2024” is no day",
      "row 10: it ends on 2024-04-01, before it starts on 2024-05-01",
    ]);
  });

  test("reads days by all columns of its days: one that no cell decides as the one beside it", () => {
    const read = commitmentsIn(tableOf(["Provider|Start|End|Weekly cost", "Oak Ltd|04/01/2024|03/31/2025|100", "Elm Ltd|05/01/2024|03/30/2025|200"]));
    expect(cleanRows(read)).toEqual(["Oak Ltd|Oak Ltd|1|2024-04-01|2025-03-31|100|", "Elm Ltd|Elm Ltd|1|2024-05-01|2025-03-30|200|"]);
    expect(read.asks.map(({ question }) => question)).toEqual(["Start and End are written month first, as 03/31/2025 and 03/30/2025 show."]);
  });

  test("asks whether a price is of a week where its heading does not say, and refuses one of a year", () => {
    const lines = (heading: string) => [`Provider|Start|${heading}`, "Oak Ltd|13/04/2024|5,000", "Elm Ltd|01/05/2024|4,000"];
    expect(commitmentsIn(tableOf(lines("Cost")))).toMatchObject({ clean: null, asks: [{ about: "amount", options: ["Cost"] }, { about: "days" }] });
    expect(cleanRows(commitmentsIn(tableOf(lines("Cost")), { amount: "cost" }))).toHaveLength(2);
    expect(commitmentsIn(tableOf(lines("Annual cost")))).toMatchObject({
      clean: null,
      refused: expect.stringMatching(/^No column has the weekly price of each placement\. “Annual cost” is of a year\./),
    });
  });

  test("comes to the same in any order of rows, with blank rows among them, and with or without thousands' commas", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...rows.keys()], { minLength: rows.length }), fc.nat(5), fc.boolean(), (order, blank, commas) => {
        const lines = order.map((index) => (rows[index] as string).replace(/(\d),(\d{3})/g, commas ? "$1,$2" : "$1$2"));
        lines.splice(blank, 0, "|||||||");
        const sorted = (read: ReturnType<typeof commitmentsIn>) => cleanRows(read).sort();
        expect(sorted(commitmentsIn(tableOf([header, ...lines])))).toEqual([...clean].sort());
      }),
      runs(40),
    );
  });

  test("stays one where a start is no day of the calendar, and says how an end that is to come is read", () => {
    const table = tableOf([
      "Provider|Home|Start date|End date|Weekly cost",
      "Alder Care Ltd|Alder House|31/06/2024|31/03/2025|£5,963.00",
      "Birch Homes|Birch Lodge|01/09/2024|tbc|£6,450.50",
    ]);
    expect(targetOf(table).as).toBe("commitments");
    const read = commitmentsIn(table);
    expect(read.leftOut).toMatchObject([{ at: "row 2", label: "Alder Care Ltd", why: "“31/06/2024” is no day" }]);
    expect(read.asks).toContainEqual(expect.objectContaining({ about: "ends", question: "End date says “tbc” in row 3: read as without an end." }));
    expect(cleanRows(read)).toEqual(["Birch Homes, Birch Lodge|Birch Homes|1|2024-09-01||6450.5|"]);
  });

  test.each(["Cost per night", "Nightly rate (£)", "Daily cost", "£ per day", "Day rate"])("takes seven of a price “%s” for a week", (heading) => {
    const read = commitmentsIn(tableOf([`Provider|Home|Start date|${heading}`, "Alder Care Ltd|Alder House|13/04/2024|£851.86", "Birch Homes|Birch Lodge|01/09/2024|£921.50"]));
    expect(read.asks).toContainEqual(expect.objectContaining({ about: "nights", question: `“${heading}” is a price of a night: a week is seven of them.` }));
    expect(cleanRows(read)).toEqual(["Alder Care Ltd, Alder House|Alder Care Ltd|1|2024-04-13||5963.02|", "Birch Homes, Birch Lodge|Birch Homes|1|2024-09-01||6450.5|"]);
  });

  test("of contracts by the year says what to do", () => {
    const read = commitmentsIn(tableOf(["Supplier|Start date|Annual value", "Alder Care Ltd|13/04/2024|£1,500,000", "Birch Homes|01/09/2024|£300,000"]));
    expect(read.refused).toBe(
      "No column has the weekly price of each placement. “Annual value” is of a year. Add a column of weekly prices, or set the columns by hand and give each commitment an amount for each year.",
    );
  });

  test("has every column that has something in it, in what comes in or among those left out", () => {
    const more = fc.subarray(["Placement type", "Comments", "Child ID", "Region", "Beds", "Category", "Manager", "Unit", "Remarks", "Ref", "Reviewed on"]);
    fc.assert(
      fc.property(more, (columns) => {
        const table = tableOf([
          ["Provider", "Home", ...columns, "Start date", "Weekly cost"].join("|"),
          ...[1, 2].map((at) =>
            ["Alder Care Ltd", `Alder House ${at}`, ...columns.map((name) => (name === "Beds" ? `${at}` : `${name} ${at}x`)), `1${at + 2}/04/2024`, "£5,963"].join("|"),
          ),
        ]);
        const read = commitmentsIn(table);
        const values = cleanRows(read).join("\n");
        const lost = columns.filter((name) => !(name in read.columnsLeftOut) && name !== "Beds" && !values.includes(`${name} 1x`));
        expect(lost).toEqual([]);
      }),
      runs(60),
    );
  });
});
