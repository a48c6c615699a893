// The shares that a printed table has: a column or a row of percentages, each of which is one figure of the table out of another, as far as their digits tell.
import { Exact } from "../finance/exact.ts";
import { printedNumber } from "./cellKinds.ts";
import { isOfPercent } from "./columns.ts";
import type { PlaceInTable } from "./placeInTable.ts";
import type { TableReading } from "./table.ts";

/** A printed percentage beside what it is made of. */
export interface CheckedShare {
  readonly at: PlaceInTable;
  readonly of: PlaceInTable;
  readonly outOf: PlaceInTable;
  /** As it is printed: 27 for 27%. */
  readonly stated: Exact;
  readonly computed: Exact;
  readonly agrees: boolean;
}

interface Figure {
  readonly value: Exact;
  readonly half: Exact;
}
type FigureAt = (place: PlaceInTable) => Figure | null;

/** Of what a percentage is: of which figure out of which, for each place of a column or a row. */
type Made = (at: PlaceInTable) => { readonly of: PlaceInTable; readonly outOf: PlaceInTable };

const hundred = Exact.whole(100);
/** So many of the percentages that can be compared tell what a column or a row is made of; the others are then wrong. */
const enough = 0.6;

/** The percentages of a table whose making its figures tell. A share of 27% stands for 26.5% to 27.5%, and what it is made of for what lies as near to its figures. */
export function sharesIn(table: TableReading, figureAt: FigureAt): CheckedShare[] {
  return [...shareColumns(table, figureAt), ...shareRows(table, figureAt)];
}

/** A column of percentages: of an amount beside it out of the same column's total, or out of another amount of its row. */
function shareColumns(table: TableReading, figureAt: FigureAt): CheckedShare[] {
  const rows = table.rows.flatMap(({ kind }, row) => (kind === "blank" || kind === "heading" || kind === "note" ? [] : [row]));
  const totals = table.totals.map(({ row }) => row);
  return table.columns
    .filter(({ holds }) => holds === "share")
    .flatMap(({ index: column }) => {
      const amounts = [...table.adding].filter(({ index }) => index !== column).sort((one, other) => Math.abs(one.index - column) - Math.abs(other.index - column));
      const ofTotals = [...totals].reverse().flatMap((total) =>
        amounts.map(
          ({ index }): Made =>
            ({ row }) => ({ of: { row, column: index }, outOf: { row: total, column: index } }),
        ),
      );
      const besides = amounts.flatMap((of) =>
        amounts.flatMap((outOf): Made[] => (of === outOf ? [] : [({ row }) => ({ of: { row, column: of.index }, outOf: { row, column: outOf.index } })])),
      );
      return (
        bestOf(
          rows.map((row) => ({ row, column })),
          [...ofTotals, ...besides],
          figureAt,
        ) ?? []
      );
    });
}

/** A row of percentages: of one row above it out of another. */
function shareRows(table: TableReading, figureAt: FigureAt): CheckedShare[] {
  return table.rows.flatMap(({ label, cells }, row) => {
    const columns = table.adding.filter(({ index }) => printedNumber(cells[index] ?? "")?.percent).map(({ index }) => index);
    if (columns.length < 2 || !(isOfPercent(label) || /%|per ?cent|share|proportion|ratio/i.test(`${label} ${cells.join(" ")}`))) return [];
    const above = table.rows.flatMap(({ kind, cells: others }, index) => {
      const isOfAmounts = columns.some((column) => printedNumber(others[column] ?? "")?.percent === false);
      return index !== row && kind !== "blank" && isOfAmounts ? [index] : [];
    });
    const made = above.flatMap((of) => above.flatMap((outOf): Made[] => (of === outOf ? [] : [({ column }) => ({ of: { row: of, column }, outOf: { row: outOf, column } })])));
    return (
      bestOf(
        columns.map((column) => ({ row, column })),
        made,
        figureAt,
      ) ?? []
    );
  });
}

/** The making by which the most of some percentages come out: enough of those that can be compared, and two at least that no 0% or 100% makes. */
function bestOf(places: readonly PlaceInTable[], made: readonly Made[], figureAt: FigureAt): CheckedShare[] | null {
  let best: CheckedShare[] | null = null;
  let most = 0;
  for (const make of made) {
    const checked = places.flatMap((at) => check(at, make(at), figureAt) ?? []);
    const right = checked.filter(({ agrees }) => agrees).length;
    const telling = checked.filter(({ agrees, stated }) => agrees && !stated.isNil() && !stated.equals(hundred)).length;
    if (telling >= 2 && right >= checked.length * enough && right > most) [best, most] = [checked, right];
  }
  return best;
}

function check(at: PlaceInTable, { of, outOf }: ReturnType<Made>, figureAt: FigureAt): CheckedShare | null {
  const [stated, part, whole] = [figureAt(at), figureAt(of), figureAt(outOf)];
  if (!stated || !part || !whole || whole.value.isNil()) return null;
  const computed = part.value.times(hundred).dividedBy(whole.value);
  const size = (value: Exact) => (value.isNegative() ? value.negated() : value);
  // What lies half of a digit around both moves a quotient by so much at most.
  const least = size(whole.value).minus(whole.half);
  if (least.isNil() || least.isNegative()) return null;
  const width = stated.half.plus(
    part.half
      .times(hundred)
      .plus(whole.half.times(size(computed)))
      .dividedBy(least),
  );
  return { at, of, outOf, stated: stated.value, computed, agrees: size(stated.value.minus(computed)).compare(width) <= 0 };
}
