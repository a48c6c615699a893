// Places in an order: what is wanted is printed, few rows are given another place, and room is made where it runs out.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PlacedRow, placesFor, printedOrder } from "../../db/write/places.ts";
import { runs } from "../setup/samples.ts";

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).join("");
/** Rows "a", "b", … at 1, 2, …; each letter of `groups` is the group of one, and "." is none. */
const rowsOf = (groups: string): PlacedRow[] =>
  [...groups].map((group, index) => ({ id: String.fromCharCode(97 + index), group: group === "." ? null : group, position: index + 1 }));

const byPlace = (rows: readonly PlacedRow[]) => [...rows].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));

/** Moves rows before another (or to the end), as a table prints it then, and gives the rows with their new places. */
function move(rows: readonly PlacedRow[], moving: readonly string[], before: string | null, group?: string | null) {
  const printed = printedOrder(byPlace(rows));
  const taken = printed.filter(({ id }) => moving.includes(id)).map((row) => (group === undefined ? row : { ...row, group }));
  const left = printed.filter(({ id }) => !moving.includes(id));
  const at = before === null ? left.length : left.findIndex(({ id }) => id === before);
  const wanted = printedOrder([...left.slice(0, at), ...taken, ...left.slice(at)]);
  const places = placesFor(wanted, new Set(moving));
  return { wanted, places, rows: wanted.map((row) => ({ ...row, position: places.get(row.id) ?? row.position })) };
}

describe("a row that moves", () => {
  test.each<[string, string[], string | null, string, Record<string, number>]>([
    ["....", ["c"], "a", "cabd", { c: 0 }],
    ["....", ["a"], null, "bcda", { a: 5 }],
    ["....", ["d"], "b", "adbc", { d: 1.5 }],
    ["....", ["c", "d"], "b", "acdb", { c: 1 + 1 / 3, d: 1 + 2 / 3 }],
    ["AAA", ["c"], "b", "acb", { c: 1.5 }],
  ])("%s: %s before %s prints %s", (groups, moving, before, printed, places) => {
    const found = move(rowsOf(groups), moving, before);
    expect(ids(printedOrder(byPlace(found.rows)))).toBe(printed);
    expect(Object.fromEntries(found.places)).toEqual(places);
  });

  test("leaves its group where it stood, though the group stood by that row", () => {
    // a and c are of A, b stands alone: printed a c b. With a behind c, A is still above b.
    const found = move(rowsOf("A.A"), ["a"], "b", "A");
    expect(ids(printedOrder(byPlace(found.rows)))).toBe("cab");
    expect([...found.places.keys()].sort()).toEqual(["a", "c"]);
  });

  test("into a group that another began does not take the group along", () => {
    const found = move(rowsOf("..AA"), ["b"], "d", "A");
    expect(ids(printedOrder(byPlace(found.rows)))).toBe("acbd");
    expect([...found.places.keys()]).toEqual(["b"]);
  });
});

describe("of 10,000 rows", () => {
  const many = (group: (index: number) => string | null): PlacedRow[] =>
    Array.from({ length: 10_000 }, (_, index) => ({ id: `r${index}`, group: group(index), position: index + 1 }));

  test.each<[string, (index: number) => string | null]>([
    ["alone", () => null],
    ["in groups that stand together", (index) => `G${Math.floor(index / 100)}`],
    ["in groups whose rows are far apart", (index) => `G${index % 100}`],
  ])("%s, one moves and one is given another place", (_, group) => {
    const rows = many(group);
    const target = rows[5_000] as PlacedRow;
    const found = move(rows, ["r7777"], target.id, target.group);
    expect(found.places.size).toBe(1);
    expect(ids(printedOrder(byPlace(found.rows)))).toBe(ids(found.wanted));
  });

  test("of those that all move into one gap, a few rows more are given other places now and then", () => {
    let rows = many(() => null).slice(0, 1_000);
    let most = 0;
    let all = 0;
    for (let turn = 0; turn < 300; turn += 1) {
      const found = move(rows, [`r${999 - turn}`], "r100");
      rows = found.rows;
      most = Math.max(most, found.places.size);
      all += found.places.size;
    }
    expect(ids(printedOrder(byPlace(rows)).slice(98, 104))).toBe("r98r99r999r998r997r996");
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThan(200);
    expect(all).toBeLessThan(3_000);
  });
});

test("whatever moves wherever, tables print what was wanted", () => {
  const group = fc.constantFrom("A", "B", "C", null);
  fc.assert(
    fc.property(
      fc.array(group, { minLength: 2, maxLength: 12 }),
      fc.array(fc.tuple(fc.array(fc.nat(11), { minLength: 1, maxLength: 4 }), fc.nat(11), fc.option(group, { nil: undefined })), { maxLength: 12 }),
      (groups, moves) => {
        let rows: PlacedRow[] = groups.map((of, index) => ({ id: String.fromCharCode(97 + index), group: of, position: index + 1 }));
        for (const [moving, before, to] of moves) {
          const names = [...new Set(moving.map((index) => String.fromCharCode(97 + (index % rows.length))))];
          const target = String.fromCharCode(97 + (before % rows.length));
          const found = move(rows, names, names.includes(target) ? null : target, to);
          rows = found.rows;
          expect(ids(printedOrder(byPlace(rows)))).toBe(ids(found.wanted));
        }
      },
    ),
    runs(1_000),
  );
});
