// Ranges over displayed rows and columns: where they lie, what they hold, and how they live through rows that come and go.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Axes, type Box, blockOf, boxesOf, boxOf, extendedTo, oneCell, placeAt, type Ranges, sizeOf, spotsIn } from "../../client/grid/range.ts";

const axes = (rows: string[], columns: string[]): Axes => ({ rowCount: rows.length, columns, rowAt: (index) => rows[index], rowIndex: (key) => rows.indexOf(key) });
const plain = axes(["a", "b", "c", "d"], ["label", "x", "y", "z"]);
const at = (row: string, column: string) => ({ row, column });
const box = (top: number, left: number, bottom: number, right: number): Box => ({ top, left, bottom, right });

describe("A range", () => {
  test("lies between its two ends, whichever way it was drawn", () => {
    expect(boxOf({ anchor: at("c", "y"), head: at("a", "x") }, plain)).toEqual(box(0, 1, 2, 2));
  });

  test.each([
    ["rows", box(1, 0, 2, 3)],
    ["columns", box(0, 1, 3, 2)],
    ["all", box(0, 0, 3, 3)],
  ] as const)("of whole %s goes on to the edge", (whole, expected) => {
    expect(boxOf({ anchor: at("b", "x"), head: at("c", "y"), whole }, plain)).toEqual(expected);
  });

  test("goes along with its rows when they move, and takes in what comes between", () => {
    const range = { anchor: at("b", "x"), head: at("c", "x") };
    expect(boxOf(range, axes(["new", "a", "b", "new 2", "c"], ["label", "x"]))).toEqual(box(2, 1, 4, 1));
    expect(boxOf(range, axes(["a", "c"], ["label", "x"]))).toEqual(box(1, 1, 1, 1));
    expect(boxOf(range, axes(["a"], ["label", "x"]))).toBeNull();
    expect(boxOf({ ...range, whole: "columns" }, axes(["new"], ["label", "x"]))).toEqual(box(0, 1, 0, 1));
  });

  test("reaches on with shift: the last of several, and no longer whole", () => {
    const two: Ranges = [...oneCell(at("a", "x")), { anchor: at("c", "y"), head: at("c", "z"), whole: "rows" }];
    expect(boxesOf(extendedTo(two, at("d", "y")), plain)).toEqual([box(0, 1, 0, 1), box(2, 2, 3, 2)]);
    expect(boxesOf(extendedTo(two, at("d", "z"), true), plain)).toEqual([box(0, 1, 0, 1), box(2, 0, 3, 3)]);
  });
});

const boxes = fc.array(
  fc.record({ top: fc.nat(9), left: fc.nat(6), height: fc.nat(5), width: fc.nat(5) }).map((each) => box(each.top, each.left, each.top + each.height, each.left + each.width)),
  { maxLength: 5 },
);

test("cells of ranges that overlap are each counted once", () => {
  fc.assert(
    fc.property(boxes, (some) => {
      const spots = [...spotsIn(some)].map(({ row, column }) => `${row},${column}`);
      const expected = new Set<string>();
      for (const each of some)
        for (let row = each.top; row <= each.bottom; row += 1) for (let column = each.left; column <= each.right; column += 1) expected.add(`${row},${column}`);
      expect(new Set(spots)).toEqual(expected);
      expect(spots.length).toBe(expected.size);
    }),
  );
});

test("ranges make one block where they share their rows or their columns, and else none", () => {
  expect(blockOf([box(0, 3, 1, 3), box(0, 1, 1, 1)])).toEqual({ rows: [0, 1], columns: [1, 3] });
  expect(blockOf([box(4, 1, 5, 2), box(0, 1, 0, 2)])).toEqual({ rows: [0, 4, 5], columns: [1, 2] });
  expect(blockOf([box(0, 1, 1, 1), box(2, 2, 3, 2)])).toBeNull();
  expect(blockOf([])).toBeNull();
  expect(sizeOf(box(1, 1, 2, 3))).toBe(6);
  expect(placeAt({ row: 9, column: 0 }, plain)).toBeNull();
});
