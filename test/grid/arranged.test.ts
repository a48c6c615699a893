// Arranging a table: no row is lost or doubled, no total moves or changes, and the address brings the same arrangement back.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arranged, meets } from "../../client/arranging/arranged.ts";
import { type Arrangement, arrangementIn, asItStands, partsOf, rowKinds, tests, valuesTaken } from "../../client/arranging/arrangement.ts";
import { shownDay, shownNumber } from "../../client/arranging/cellValue.ts";
import { foundIn, markedIn, nextMatch } from "../../client/arranging/finding.ts";
import type { SheetRow, SheetTable } from "../../client/grid/table.ts";

type Kind = SheetRow["kind"];
const column = (key: string) => ({ key, label: key, status: "" });
const row = (key: string, kind: Kind, level: number, ...shown: string[]): SheetRow => ({
  key,
  kind,
  level,
  label: key,
  status: null,
  subjectId: null,
  cells: shown.map((each) => ({ shown: each })),
});
const tableOf = (...rows: SheetRow[]): SheetTable => ({ title: "", unit: "£000s", notes: [], columns: [column("2023/24"), column("2024/25")], rows });

const budget = tableOf(
  row("north", "COST_CENTRE", 1, "4,646", "4,614"),
  row("mid", "COST_CENTRE", 1, "2,632", "2,614"),
  row("west", "COST_CENTRE", 1, "[x]", "3,244"),
  row("Total residential", "SUBTOTAL", 0, "7,278", "10,472"),
  row("unregistered", "COST_CENTRE", 0, "1,280", "1,280"),
  row("Total budget", "TOTAL", 0, "8,558", "11,752"),
  row("homes", "COMMITMENT", 0, "(1,000)", "–"),
  row("of north", "COST_CENTRE", 1, "(600)", "–"),
  row("of mid", "COST_CENTRE", 1, "(400)", "–"),
  row("block", "COMMITMENT", 0, "(1,399)", "(2,877)"),
  row("Remaining", "REMAINING", 0, "6,159", "8,875"),
);
const keysOf = (change: Partial<Arrangement>, table = budget) => arranged(table, { ...asItStands, ...change }).table.rows.map(({ key }) => key);

describe("Sorting", () => {
  test("keeps each row in its group, totals at its end, and what stands under a row with it", () => {
    // -1,399 is before -1,000; west holds no figure and comes last; mid's share is before north's.
    expect(keysOf({ sort: { column: "2023/24", down: false } })).toEqual([
      ...["mid", "north", "west", "Total residential"],
      ...["unregistered", "Total budget"],
      ...["block", "homes", "of north", "of mid", "Remaining"],
    ]);
    expect(keysOf({ sort: { column: "2023/24", down: true } }).slice(0, 4)).toEqual(["north", "mid", "west", "Total residential"]);
    expect(keysOf({ sort: { column: "label", down: false } }).slice(6, 8)).toEqual(["block", "homes"]);
  });

  test("is by days where days are shown, and by exact pence where figures are shown alike", () => {
    const days = tableOf(row("a", "LINE", 0, "1 Oct 2023"), row("b", "LINE", 0, "30 Sept 2023"), row("c", "LINE", 0, "2 Jan 2024"));
    expect(keysOf({ sort: { column: "2023/24", down: false } }, days)).toEqual(["b", "a", "c"]);
    const alike = tableOf(row("a", "LINE", 0, "1"), row("b", "LINE", 0, "1"));
    const [first, second] = alike.rows as [SheetRow, SheetRow];
    first.cells[0] = { shown: "1", pence: 140_000 };
    second.cells[0] = { shown: "1", pence: 60_000 };
    expect(keysOf({ sort: { column: "2023/24", down: false } }, alike)).toEqual(["b", "a"]);
  });
});

describe("Filtering", () => {
  test("by name hides rows, and a subtotal with the last of its group, and no total", () => {
    expect(keysOf({ rows: "NORTH" })).toEqual(["north", "Total residential", "Total budget", "homes", "of north", "Remaining"]);
    expect(keysOf({ rows: "unreg" })).toEqual(["unregistered", "Total budget", "Remaining"]);
    const { shown, of, table } = arranged(budget, { ...asItStands, rows: "unreg" });
    expect([shown, of]).toEqual([1, 8]);
    expect(table.rows.find(({ key }) => key === "Total budget")?.cells[0]?.shown).toBe("8,558");
  });

  test("by a number, by words and by kind", () => {
    const where = (test: (typeof tests)[number], ...values: string[]) => keysOf({ where: [{ column: "2023/24", test, values }] });
    expect(where("over", "4,000")).toEqual(["north", "Total residential", "Total budget", "Remaining"]);
    expect(where("under", "-1200")).toEqual(["Total budget", "block", "Remaining"]);
    expect(where("between", "1200", "2700")).toEqual(["mid", "Total residential", "unregistered", "Total budget", "Remaining"]);
    expect(where("missing")).toEqual(["west", "Total residential", "Total budget", "Remaining"]);
    expect(where("among", "4,646", "[x]")).toEqual(["north", "west", "Total residential", "Total budget", "Remaining"]);
    expect(keysOf({ kinds: ["SUBTOTAL", "TOTAL"] })).toEqual(["Total residential", "Total budget"]);
  });

  test("keeps a heading while a row under it is shown", () => {
    const table = tableOf(row("A", "HEADING", 0), row("one", "LINE", 1, "1"), row("B", "HEADING", 0), row("two", "LINE", 1, "2"), row("Sum", "TOTAL", 0, "3"));
    expect(keysOf({ rows: "one" }, table)).toEqual(["A", "one", "Sum"]);
  });

  test("compares what is shown", () => {
    expect(meets({ shown: "95.6%" }, { test: "over", values: ["95"] })).toBe(true);
    expect(meets({ shown: "–" }, { test: "is", values: ["0"] })).toBe(true);
    expect(meets({ shown: "[x]" }, { test: "not", values: ["0"] })).toBe(false);
    expect(meets({ shown: "1", note: "printed as 2" }, { test: "noted", values: [] })).toBe(true);
  });
});

describe("Columns", () => {
  test("are hidden, ordered and frozen together with their cells", () => {
    const { table } = arranged(budget, { ...asItStands, order: ["2024/25"], freeze: 1, hide: [] });
    expect(table.columns.map(({ key, frozen }) => [key, frozen])).toEqual([
      ["2024/25", true],
      ["2023/24", undefined],
    ]);
    expect(table.rows[0]?.cells.map(({ shown }) => shown)).toEqual(["4,614", "4,646"]);
    expect(arranged(budget, { ...asItStands, hide: ["2023/24"] }).table.rows[0]?.cells.map(({ shown }) => shown)).toEqual(["4,614"]);
    // The last one stays.
    expect(arranged(budget, { ...asItStands, hide: ["2023/24", "2024/25"] }).table.columns).toHaveLength(2);
  });
});

const kinds = fc.constantFrom<Kind>("COST_CENTRE", "LINE", "COMMITMENT", "SUBTOTAL", "TOTAL", "REMAINING", "HEADING");
const shownFigures = fc.constantFrom("1,234", "(56)", "–", "[x]", "", "7.5%", "open", "1 Oct 2023", "30 Sept 2026");
const tables = fc
  .array(fc.record({ kind: kinds, level: fc.nat(2), shown: fc.tuple(shownFigures, shownFigures) }), { maxLength: 30 })
  .map((rows) => tableOf(...rows.map(({ kind, level, shown }, index) => row(`r${index}`, kind, level, ...shown))));
const oneOfColumns = fc.constantFrom("2023/24", "2024/25");
const awkward = fc.constantFrom("a", "b c", "d;e", "f,g", "100%", "%2C", "2023/24|x", "é");
const conditions = fc.constantFrom(...tests).chain((each) => {
  const count = valuesTaken[each];
  return fc.record({ column: fc.oneof(oneOfColumns, awkward), test: fc.constant(each), values: fc.array(awkward, { minLength: count ?? 1, maxLength: count ?? 3 }) });
});
const arrangements: fc.Arbitrary<Arrangement> = fc.record({
  rows: fc.constantFrom("", "r1", "2"),
  kinds: fc.uniqueArray(fc.constantFrom(...(Object.keys(rowKinds) as Kind[])), { maxLength: 3 }),
  where: fc.array(conditions, { maxLength: 2 }),
  sort: fc.option(fc.record({ column: fc.oneof(oneOfColumns, fc.constant("label"), awkward), down: fc.boolean() })),
  hide: fc.uniqueArray(oneOfColumns),
  order: fc.uniqueArray(oneOfColumns),
  freeze: fc.nat(3),
});

describe("Whatever the table and the arrangement", () => {
  test("sorting loses and doubles no row, and leaves every total and heading where it is", () => {
    fc.assert(
      fc.property(tables, arrangements, (table, { sort }) => {
        const { rows } = arranged(table, { ...asItStands, sort }).table;
        expect(rows.map(({ key }) => key).sort()).toEqual(table.rows.map(({ key }) => key).sort());
        table.rows.forEach((each, index) => {
          if (["SUBTOTAL", "TOTAL", "REMAINING", "HEADING"].includes(each.kind)) expect(rows[index]).toBe(each);
        });
      }),
    );
  });

  test("what is shown is of the table, once, unchanged, with every total unless its kind is hidden", () => {
    fc.assert(
      fc.property(tables, arrangements, (table, arrangement) => {
        const { table: made, shown, of } = arranged(table, arrangement);
        const whole = new Map(table.rows.map((each) => [each.key, each]));
        expect(new Set(made.rows.map(({ key }) => key)).size).toBe(made.rows.length);
        for (const each of made.rows) {
          made.columns.forEach(({ key }, index) => {
            expect(each.cells[index]).toBe(whole.get(each.key)?.cells[table.columns.findIndex((one) => one.key === key)]);
          });
        }
        if (arrangement.kinds.length === 0) {
          const totals = (rows: SheetRow[]) => rows.filter(({ kind }) => kind === "TOTAL" || kind === "REMAINING").map(({ key }) => key);
          expect(totals(made.rows)).toEqual(totals(table.rows));
        }
        expect(shown).toBeLessThanOrEqual(of);
      }),
    );
  });

  test("the address brings an arrangement back", () => {
    fc.assert(
      fc.property(arrangements, (arrangement) => {
        const search = new URLSearchParams(Object.entries(partsOf(arrangement)).flatMap(([key, part]) => (part === undefined ? [] : [[key, part]])));
        expect(arrangementIn(Object.fromEntries(new URLSearchParams(search.toString())))).toEqual(arrangement);
      }),
    );
  });
});

test("An address of an arrangement is short and readable", () => {
  const parts = partsOf({ ...asItStands, where: [{ column: "2023/24", test: "between", values: ["1000", "2000"] }], sort: { column: "2023/24", down: true } });
  expect(parts).toMatchObject({ where: "2023/24 between 1000,2000", sort: "2023/24 down", hide: undefined });
  expect(arrangementIn({ where: "2023/24 louder 5;2024/25 over;;2024/25 over 3", kinds: "TOTAL,NONSENSE", freeze: "many" })).toEqual({
    ...asItStands,
    kinds: ["TOTAL"],
    where: [{ column: "2024/25", test: "over", values: ["3"] }],
  });
});

describe("Finding", () => {
  test("is in names, in what is shown, and in the plain number", () => {
    const places = (text: string) => foundIn(budget, text).map(({ row: at, column: of }) => `${at}|${of}`);
    expect(places("4646")).toEqual(["north|2023/24"]);
    expect(places("£4,646")).toEqual(["north|2023/24"]);
    expect(places("4,64")).toEqual(["north|2023/24"]);
    expect(places("-1399")).toEqual(["block|2023/24"]);
    expect(places("(1,399)")).toEqual(["block|2023/24"]);
    expect(places("NORTH")).toEqual(["north|label", "of north|label"]);
    expect(places("[x]")).toEqual(["west|2023/24"]);
    expect(places("  ")).toEqual([]);
    const marked = markedIn(budget, foundIn(budget, "4646"));
    expect(marked.rows[0]?.cells.map(({ found }) => found)).toEqual([true, undefined]);
    // The grid draws no row again that holds none.
    expect(marked.rows[1]).toBe(budget.rows[1]);
  });

  test("goes on from where the cursor is, and round the end", () => {
    const found = foundIn(budget, "1,280");
    expect(nextMatch(budget, found, { row: "north", column: "2023/24" }, 1)).toBe(0);
    expect(nextMatch(budget, found, { row: "unregistered", column: "2023/24" }, 0)).toBe(0);
    expect(nextMatch(budget, found, { row: "unregistered", column: "2023/24" }, 1)).toBe(1);
    expect(nextMatch(budget, found, { row: "unregistered", column: "2024/25" }, 1)).toBe(0);
    expect(nextMatch(budget, found, { row: "unregistered", column: "2023/24" }, -1)).toBe(1);
    expect(nextMatch(budget, [], null, 1)).toBe(-1);
  });
});

test("A shown text is read as a number or a day", () => {
  const numbers = ["(1,399)", "95.6%", "£4.7m", "–", "–£3.50", "[x]", "", "open", "2023/24"];
  expect(numbers.map(shownNumber)).toEqual([-1399, 95.6, 4.7, 0, -3.5, null, null, null, null]);
  expect(["30 Sept 2026", "1 Oct 2023", "2023"].map(shownDay)).toEqual([20260930, 20231001, null]);
});
