// What leaves by the clipboard and what comes in by it, and what fills work out, without a browser.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { copied } from "../../client/grid/copied.ts";
import { displayedTable } from "../../client/grid/displayed.ts";
import { filledOn, grown, repeated, repeatedFrom } from "../../client/grid/fill.ts";
import { planned } from "../../client/grid/planned.ts";
import { restTo } from "../../client/grid/range.ts";
import type { SheetCell, SheetRow, SheetTable } from "../../client/grid/table.ts";
import { readTabSeparated, writeTabSeparated } from "../../client/grid/tabSeparated.ts";
import { Exact } from "../../server/finance/exact.ts";
import { typedPence } from "../../server/finance/money.ts";

const amount = (pence: number | null, shown: string, edits: string | null = "budget:x"): SheetCell => ({
  pence,
  shown,
  edits,
  entry: pence === null ? null : String(pence / 100_000),
});
const row = (key: string, label: string, cells: SheetCell[]): SheetRow => ({ key, kind: "COST_CENTRE", level: 0, label, status: null, subjectId: null, cells });
const table: SheetTable = {
  title: "Table",
  unit: "£000s",
  notes: [],
  columns: [
    { key: "2023/24", label: "2023/24", status: "budget" },
    { key: "2024/25", label: "2024/25", status: "draft" },
    { key: "said", label: "Said", status: "", words: true },
  ],
  rows: [
    row("one", "One", [amount(464_600_000, "4,646"), amount(null, "[x]"), { shown: "=danger" }]),
    row("two", "Two & <three>", [amount(-139_909_869, "(1,399)"), amount(0, "–"), { shown: 'so "called"\nthen' }]),
    row("sum", "Sum", [amount(324_690_131, "3,247", null), amount(0, "–", null), { shown: "" }]),
  ],
};
const displayed = displayedTable(table);
const all = { rows: [0, 1, 2], columns: [1, 2, 3], columnHeadings: false, rowHeadings: false, mark: "mark" };

describe("Tab-separated text", () => {
  test("comes back as it went, whatever the cells hold", () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom("", "\t", '"', "a\nb", '"a"', "\r\n", " "));
    const block = fc.integer({ min: 1, max: 5 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
    fc.assert(
      fc.property(block, (rows) => {
        expect(readTabSeparated(writeTabSeparated(rows))).toEqual(rows);
      }),
    );
  });

  test("is read as Excel, Sheets and LibreOffice write it", () => {
    expect(readTabSeparated("1,234\t(422)\r\n\t5\r\n")).toEqual([
      ["1,234", "(422)"],
      ["", "5"],
    ]);
    expect(readTabSeparated('1\n"two\r\nlines"\t"6"" pipe"')).toEqual([["1"], ["two\r\nlines", '6" pipe']]);
  });
});

describe("A copied block", () => {
  test("is plain digits in the table's unit as text, in full, and says nothing for a place to type", () => {
    expect(copied(table, displayed, all).text.split("\r\n")[0]).toBe("4646\t\t=danger");
    expect(readTabSeparated(copied(table, displayed, all).text)).toEqual([
      ["4646", "", "=danger"],
      ["-1399.09869", "0", 'so "called"\nthen'],
      ["3246.90131", "0", ""],
    ]);
  });

  test("has numbers that are no amounts as a spreadsheet reads them: with its own minus, and a nil", () => {
    const points = {
      ...table,
      unit: "",
      columns: table.columns.slice(0, 2),
      rows: [row("one", "One", [{ shown: "–5.5%" }, { shown: "–£2.50" }]), row("two", "Two", [{ shown: "–" }, { shown: "[x]" }])],
    };
    const block = { rows: [0, 1], columns: [1, 2], columnHeadings: false, rowHeadings: false, mark: "m" };
    expect(copied(points, displayedTable(points), block).text).toBe("-5.5%\t-£2.50\r\n0\t[x]");
  });

  test("carries its headings where they are asked for", () => {
    const { text, html } = copied(table, displayed, { ...all, rows: [0], columnHeadings: true, rowHeadings: true });
    expect(text).toBe("£000s\t2023/24 budget\t2024/25 draft\tSaid\r\nOne\t4646\t\t=danger");
    expect(html).toContain("<thead><tr><th>£000s</th><th>2023/24 budget</th>");
  });

  test("is a table with numbers that are numbers, and words that become no formula", () => {
    const { html } = copied(table, displayed, { ...all, columns: [0, 1, 2, 3] });
    expect(html).toMatch(/<td x:num="-1399\.09869" sdval="-1399\.09869" [^>]*data-sheets-value='\{"1":3,"3":-1399\.09869\}'[^>]*>\(1,399\)<\/td>/);
    expect(html).toContain("<td>Two &amp; &lt;three&gt;</td>");
    expect(html).toMatch(/<td style='mso-number-format:"\\@"'[^>]*>=danger<\/td>/);
    expect(html).not.toContain("<thead>");
  });
});

describe("A block that is pasted", () => {
  const typed = (block: string[][], top: number, left: number, bottom: number, right: number) => repeated(block, { top, left, bottom, right }).map((each) => each.typed);
  test("fills a range that is a multiple of it, and else stands once", () => {
    expect(typed([["1", "2"]], 0, 1, 2, 2)).toEqual(["1", "2", "1", "2", "1", "2"]);
    expect(typed([["1"]], 0, 1, 1, 2)).toEqual(["1", "1", "1", "1"]);
    expect(typed([["1"], ["2"]], 0, 1, 2, 1)).toEqual(["1", "2"]);
    expect(typed([["1", "2"], ["3"]], 0, 1, 0, 1)).toEqual(["1", "2", "3", ""]);
  });

  test("is planned: what changes, what cannot, what is so already and what falls beside the table", () => {
    const block = [
      ["5,000", "1"],
      ["-1,399.09869", ""],
      ["7", "–"],
      ["8", "9"],
    ];
    const plan = planned(table, displayed, repeated(block, { top: 0, left: 1, bottom: 0, right: 1 }));
    expect(plan.cells.map(({ row, column, typed }) => [row, column, typed])).toEqual([
      ["one", "2023/24", "5,000"],
      ["one", "2024/25", "1"],
      ["two", "2024/25", ""],
    ]);
    expect(plan.refused).toEqual([
      { place: { row: "sum", column: "2023/24" }, said: "Sum, 2023/24", sentence: "This cannot be typed over: it is worked out, as shown above the sheet." },
    ]);
    expect([plan.same, plan.beside]).toEqual([2, 0]);
    // As the rows that they could become.
    expect([...plan.onFixed]).toEqual([["sum", { name: "", amounts: { "2023/24": "7", "2024/25": "–" } }]]);
    expect(plan.below).toEqual([{ name: "", amounts: { "2023/24": "8", "2024/25": "9" } }]);
  });
});

describe("A fill", () => {
  test("takes the first row down, the first column right, or what stands before a single one", () => {
    expect(filledOn(displayed, { top: 0, left: 1, bottom: 1, right: 2 }, "down")).toEqual([
      { row: 1, column: 1, typed: "£4646000.00" },
      { row: 1, column: 2, typed: "" },
    ]);
    expect(filledOn(displayed, { top: 1, left: 1, bottom: 1, right: 2 }, "right")).toEqual([{ row: 1, column: 2, typed: "£-1399098.69" }]);
    expect(filledOn(displayed, { top: 1, left: 1, bottom: 1, right: 1 }, "down")).toEqual([{ row: 1, column: 1, typed: "£4646000.00" }]);
    expect(filledOn(displayed, { top: 0, left: 1, bottom: 0, right: 1 }, "down")).toEqual([]);
  });

  test("goes on in turn from a corner that is dragged down or right", () => {
    const source = { top: 0, left: 1, bottom: 1, right: 1 };
    expect(restTo(source, { row: 4, column: 2 })).toEqual({ top: 2, left: 1, bottom: 4, right: 1 });
    expect(restTo(source, { row: 1, column: 3 })).toEqual({ top: 0, left: 2, bottom: 1, right: 3 });
    expect(restTo(source, { row: 1, column: 1 })).toBeNull();
    expect(repeatedFrom(displayed, source, { top: 2, left: 1, bottom: 4, right: 1 }).map((each) => each.typed)).toEqual(["£4646000.00", "£-1399098.69", "£4646000.00"]);
  });

  test("by a rate is worked out from the first figure and rounded once", () => {
    const years = displayedTable({
      ...table,
      rows: [row("one", "One", [amount(10_000_000, "100"), amount(null, ""), amount(null, ""), amount(null, "")])],
      columns: [...table.columns.slice(0, 2), { key: "c", label: "c", status: "" }, { key: "d", label: "d", status: "" }],
    });
    // 100,000 × 1.035 = 103,500; × 1.035² = 107,122.50; × 1.035³ = 110,871.7875.
    expect(grown(years, { top: 0, left: 1, bottom: 0, right: 4 }, { numerator: 35n, denominator: 1_000n }).map((each) => each.typed)).toEqual([
      "£103500.00",
      "£107122.50",
      "£110871.79",
    ]);
    // A year that is hidden is a year all the same, and one that stands before the first has one less.
    const some = ["2024/25", "2026/27", "2023/24"].map((key) => ({ key, label: key, status: "" }));
    const apart = displayedTable({ ...table, columns: some, rows: [row("one", "One", [amount(10_000_000, "100"), amount(null, ""), amount(null, "")])] });
    expect(grown(apart, { top: 0, left: 1, bottom: 0, right: 3 }, { numerator: 35n, denominator: 1_000n }).map((each) => each.typed)).toEqual(["£107122.50", "£96618.36"]);
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), fc.integer({ min: -9_999, max: 99_999 }), (pence, rate) => {
        const one = displayedTable({ ...table, rows: [row("one", "One", [amount(pence, ""), amount(null, ""), amount(null, "")])] });
        const factor = Exact.whole(1).plus(Exact.ratio(BigInt(rate), 10_000n));
        const next = grown(one, { top: 0, left: 1, bottom: 0, right: 2 }, { numerator: BigInt(rate), denominator: 10_000n })[0]?.typed as string;
        expect(BigInt(typedPence(next, "thousands") ?? Number.NaN)).toBe(Exact.whole(BigInt(pence)).times(factor).rounded(0));
      }),
    );
  });
});
