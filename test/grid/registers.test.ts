// Registers without a browser: names, days and choices copied and pasted beside prices, rows read from a spreadsheet, and what a change says that it replaces.
import { describe, expect, test } from "vitest";
import { expectedField } from "../../client/data/live/expected.ts";
import { copied } from "../../client/grid/copied.ts";
import { displayedTable } from "../../client/grid/displayed.ts";
import { typedAgain } from "../../client/grid/fill.ts";
import { planned } from "../../client/grid/planned.ts";
import type { SheetCell, SheetTable } from "../../client/grid/table.ts";
import { whyFixed } from "../../client/grid/whyFixed.ts";
import { addedFrom, columnsToFill } from "../../client/rows/addedFrom.ts";

const field = (path: string, shown: string, entry: string, pence: number | null = null): SheetCell => ({ shown, entry, pence, edits: `commitment:beds:${path}` });
const table: SheetTable = {
  title: "Commitments",
  unit: "£",
  notes: [],
  columns: [
    { key: "status", label: "Status", status: "", words: true },
    { key: "price", label: "Price", status: "£" },
    { key: "places", label: "Places", status: "on 1 Oct 2024" },
    { key: "to", label: "To", status: "", words: true },
    { key: "state", label: "State", status: "", words: true },
  ],
  rows: [
    {
      key: "beds",
      kind: "COMMITMENT",
      level: 0,
      label: "Nine beds",
      status: null,
      subjectId: "beds",
      edits: "commitment:beds:name",
      cells: [
        field("status", "Approved", "Approved"),
        field("weeklyRatePounds", "£2,149.125", "2149.125", 214_913),
        field("places[0].places", "9", "9"),
        field("endsOn", "open", ""),
        { shown: "running", fixed: "This cannot be typed over: it follows from the terms." },
      ],
    },
  ],
};
const displayed = displayedTable(table);
const row = table.rows[0];

describe("A register", () => {
  test("is copied as it is shown, and pasted as it would be typed", () => {
    const { text, html } = copied(table, displayed, { rows: [0], columns: [0, 1, 2, 3, 4], columnHeadings: false, rowHeadings: false, mark: "mark" });
    expect(text).toBe("Nine beds\tApproved\t2149.125\t9\topen");
    expect([...html.matchAll(/data-typed="([^"]*)"/g)].map(([, typed]) => typed)).toEqual(["Nine beds", "Approved", "£2149.125", "9", ""]);
    // A price keeps its parts of a penny wherever it is filled to.
    expect(typedAgain(row?.cells[1])).toBe("£2149.125");
  });

  test("leaves alone what says the same, and says why it cannot take the rest", () => {
    const given = ["Nine beds", "Approved", "2,149.125", "9", "open", "ended"].map((typed, column) => ({ row: 0, column, typed }));
    const plan = planned(table, displayed, given);
    expect(plan.cells).toEqual([]);
    expect(plan.same).toBe(5);
    expect(plan.refused).toMatchObject([{ said: "Nine beds, State", sentence: "This cannot be typed over: it follows from the terms." }]);
    expect(whyFixed(table, row as SheetTable["rows"][number], table.columns[4])).toBe("This cannot be typed over: it follows from the terms.");
    expect(planned(table, displayed, [{ row: 0, column: 0, typed: "Ten beds" }]).cells).toMatchObject([
      { column: "label", typed: "Ten beds", cell: { edits: "commitment:beds:name" } },
    ]);
  });

  test("is expected to hold what was seen, of money with its unit", () => {
    expect(expectedField({ entry: "4646.5", pence: 464_650_000 }, "£000s")).toBe("4646.5k");
    expect(expectedField({ entry: "2149.125", pence: 214_913 }, "£")).toBe("£2149.125");
    expect(expectedField({ entry: "12", pence: null }, "£000s")).toBe("12");
    expect(expectedField({ entry: "", pence: null }, "£")).toBeNull();
  });
});

describe("Rows from a spreadsheet", () => {
  const columns = columnsToFill(table, (column) => column !== "state", "Commitment");

  test("fill the columns that are typed into, in the register's order", () => {
    expect(columns.map(({ label }) => label)).toEqual(["Commitment", "Status", "Price", "Places", "To"]);
    expect(addedFrom("Nine beds\tApproved\t5963\r\n\r\n\t\t1\r\n", columns)).toEqual([
      { name: "Nine beds", amounts: { status: "Approved", price: "5963" } },
      { name: "", amounts: { price: "1" } },
    ]);
  });

  test("or those that a first line names; what lies beyond them is refused and not lost", () => {
    expect(addedFrom("name\tTo\tPRICE\nNine beds\t31/3/2026\t5963", columns)).toEqual([{ name: "Nine beds", amounts: { to: "31/3/2026", price: "5963" } }]);
    expect(addedFrom("Nine beds\tApproved\t1\t2\topen\tmore", columns)).toEqual([
      { name: "Nine beds", amounts: { status: "Approved", price: "1", places: "2", to: "open", "beyond 5": "more" } },
    ]);
  });
});
