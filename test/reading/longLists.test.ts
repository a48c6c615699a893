// How much is worked out for a list of many lines, and that looking for its sums with binary fractions misses none.
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { added } from "../../server/reading/foundSum.ts";
import { gridRow } from "../../server/reading/grid.ts";
import { growingSum, lookedAt } from "../../server/reading/lookedSums.ts";
import { readTable } from "../../server/reading/table.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Lines whose amounts nobody would take for sums of each other. */
function listOf(lines: number) {
  const rows = Array.from({ length: lines }, (_, line) => [`Service ${line + 1}`, String(1_000 + ((line * 7_919) % 9_000))]);
  return [["Line", "Net expenditure (£)"], ...rows].map((cells, index) => gridRow(index + 1, cells));
}

test.each([100, 200, 400])("a list of %i lines is read with a few exact additions a line, however long it is", (lines) => {
  const plus = vi.spyOn(Exact.prototype, "plus");
  expect(readTable(listOf(lines))?.rows.length).toBe(lines);
  expect(plus.mock.calls.length / lines).toBeLessThan(10);
});

test("whatever adds up exactly, binary fractions find", () => {
  const figure = fc.option(fc.record({ digits: fc.bigInt(-(10n ** 13n), 10n ** 13n), decimals: fc.integer({ min: 0, max: 4 }) }));
  fc.assert(
    fc.property(fc.array(fc.array(figure, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 12 }), fc.boolean(), (given, isRounded) => {
      const parts = given.map((figures) => ({
        label: "",
        figures: figures.map((each) => each && Exact.ratio(each.digits, 10n ** BigInt(each.decimals))),
        halves: figures.map((each) => (each && isRounded ? Exact.ratio(1n, 2n * 10n ** BigInt(each.decimals)) : Exact.nil)),
      }));
      const sumOf = (column: number) => parts.reduce<Exact>((sum, { figures }) => sum.plus(figures[column] ?? Exact.nil), Exact.nil);
      const rows = [...parts, { label: "", figures: [sumOf(0), sumOf(1)], halves: [Exact.nil, Exact.nil] }];
      const total = parts.length;
      const mayBe = growingSum(lookedAt(rows), total);
      const found = parts.map((_, part) => mayBe(part)).at(-1);
      const { agrees } = added(rows, total, [...parts.keys()], []);
      expect(found).toBe(agrees.includes(true) && !agrees.includes(false));
    }),
  );
});
