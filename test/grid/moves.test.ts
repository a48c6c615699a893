// Where the keys lead, as in Excel.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Ground, moved, nextWithin } from "../../client/grid/moves.ts";
import type { Spot } from "../../client/grid/range.ts";

// The column of headings, then figures; the row of dots is a blank.
const drawn = ["##.##", "##.##", ".....", "#..##", "##..."];
const ground: Ground = { rowCount: 5, columnCount: 5, firstFigure: 1, pageRows: 3, filled: ({ row, column }) => drawn[row]?.[column] === "#" };
const go = (from: [number, number], key: string, toEdge = false) => {
  const spot = moved({ row: from[0], column: from[1] }, { key, toEdge }, ground);
  return spot && [spot.row, spot.column];
};

describe("A key", () => {
  test.each([
    ["an arrow goes one on", [0, 1], "ArrowDown", false, [1, 1]],
    ["and not beyond the edge", [0, 0], "ArrowUp", false, [0, 0]],
    ["Ctrl and an arrow go to the last filled cell of the block", [0, 3], "ArrowDown", true, [1, 3]],
    ["from its edge over the blanks to the next", [1, 3], "ArrowDown", true, [3, 3]],
    ["and to the edge of the sheet where nothing follows", [3, 3], "ArrowDown", true, [4, 3]],
    ["the same to the right", [3, 0], "ArrowRight", true, [3, 3]],
    ["to the left, from a blank", [2, 4], "ArrowLeft", true, [2, 0]],
    ["up, over a blank", [4, 1], "ArrowUp", true, [1, 1]],
    ["Home leads to the first figure", [3, 4], "Home", false, [3, 1]],
    ["and again to the heading", [3, 1], "Home", false, [3, 0]],
    ["End to the last", [3, 1], "End", false, [3, 4]],
    ["Ctrl+Home to the first figure of all", [3, 4], "Home", true, [0, 1]],
    ["Ctrl+End to the last of all", [0, 1], "End", true, [4, 4]],
    ["a page down", [0, 1], "PageDown", false, [3, 1]],
    ["a page up stops at the top", [1, 1], "PageUp", false, [0, 1]],
    ["any other is no move", [1, 1], "x", false, null],
  ] as const)("%s", (_, from, key, toEdge, expected) => {
    expect(go([...from], key, toEdge)).toEqual(expected);
  });

  test("with Ctrl goes on to something filled, or to an edge, and stays in its line", () => {
    const anyGround = fc.array(fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anyGround, fc.nat(7), fc.nat(5), fc.constantFrom("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"), (cells, down, column, key) => {
        const row = down % cells.length;
        const of: Ground = { rowCount: cells.length, columnCount: 6, firstFigure: 1, pageRows: 3, filled: (spot) => cells[spot.row]?.[spot.column] === true };
        const to = moved({ row, column }, { key, toEdge: true }, of) as Spot;
        const atEdge = { ArrowUp: to.row === 0, ArrowDown: to.row === cells.length - 1, ArrowLeft: to.column === 0, ArrowRight: to.column === 5 }[key];
        expect(of.filled(to) || atEdge).toBe(true);
        expect(key === "ArrowUp" || key === "ArrowDown" ? to.column : to.row).toBe(key === "ArrowUp" || key === "ArrowDown" ? column : row);
      }),
    );
  });
});

test.each(["rows", "columns"] as const)("along the %s every cell of the ranges is come to once, and then the first again; backwards in turn", (along) => {
  const boxes = [
    { top: 1, left: 1, bottom: 2, right: 3 },
    { top: 5, left: 2, bottom: 5, right: 2 },
  ];
  const path: Spot[] = [{ row: 1, column: 1 }];
  for (let step = 0; step < 7; step += 1) path.push(nextWithin(boxes, path[path.length - 1] as Spot, along, false));
  expect(new Set(path.map(({ row, column }) => `${row},${column}`)).size).toBe(7);
  expect(path[7]).toEqual(path[0]);
  expect(path[1]).toEqual(along === "rows" ? { row: 1, column: 2 } : { row: 2, column: 1 });
  for (let step = 7; step > 0; step -= 1) expect(nextWithin(boxes, path[step] as Spot, along, true)).toEqual(path[step - 1]);
});
