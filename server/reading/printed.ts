// A table as a report printed it, checked by itself: of each total, subtotal and difference whether it adds up, down and across; where not, by how much, and which one
// figure would mend it.
import { Exact } from "../finance/exact.ts";
import { printedNumber } from "./cellKinds.ts";
import { within } from "./foundSum.ts";
import type { PlaceInTable } from "./placeInTable.ts";
import { type CheckedShare, sharesIn } from "./printedShares.ts";
import { halfOf } from "./rows.ts";
import type { TableReading } from "./table.ts";
import { scaled } from "./table.ts";

/** A cell that is to be what others come to. */
export interface CheckedSum {
  readonly at: PlaceInTable;
  /** "down" its column, "across" its row. */
  readonly goes: "down" | "across";
  readonly of: readonly (PlaceInTable & { readonly sign: 1 | -1 })[];
  readonly stated: Exact;
  readonly computed: Exact;
  /** By how much what is stated is too large; nil where it agrees as far as its digits tell. */
  readonly tooMuch: Exact;
}

/** One figure whose change would mend every failing sum that it stands in, and spoil none that adds up. */
export interface Suspect {
  readonly at: PlaceInTable;
  readonly stated: Exact;
  readonly instead: Exact;
}

export interface PrintedCheck {
  readonly sums: readonly CheckedSum[];
  readonly failing: readonly CheckedSum[];
  /** Its percentages, so far as its figures tell what they are made of. */
  readonly shares: readonly CheckedShare[];
  /** Of the failing sums together: each cell that alone would mend all that it stands in. */
  readonly suspects: readonly Suspect[];
  /** The one that would mend everything, where there is only one. */
  readonly named: Suspect | null;
}

interface Figure {
  readonly value: Exact;
  readonly half: Exact;
}

/**
 * Checks the sums of a table to the precision that it is printed with: of figures rounded to thousands, a sum of four may be off by two and a half.
 * A subtotal of 4,646 and 2,632 that prints 7,287 is 9 too much.
 */
export function checkPrinted(table: TableReading): PrintedCheck {
  const figures = new Map<string, Figure>();
  const figureAt = (place: PlaceInTable): Figure | null => {
    const key = keyOf(place);
    const known = figures.get(key);
    if (known) return known;
    const number = printedNumber(table.rows[place.row]?.cells[place.column] ?? "");
    if (!number) return null;
    const found = { value: scaled(number, table.unit), half: halfOf(number) };
    figures.set(key, found);
    return found;
  };
  const sums = [...downIn(table), ...differencesDown(table, figureAt), ...acrossIn(table)].flatMap((sum) => checked(sum, figureAt) ?? []);
  const failing = sums.filter(({ tooMuch }) => !tooMuch.isNil());
  const suspects = suspectsAmong(sums, failing, figureAt);
  const allOfThem = suspects.filter(({ at }) => failing.every((sum) => signIn(sum, at) !== 0));
  return { sums, failing, shares: sharesIn(table, figureAt), suspects, named: allOfThem.length === 1 ? (allOfThem[0] as Suspect) : null };
}

const keyOf = ({ row, column }: PlaceInTable) => `${row},${column}`;

type Sum = Pick<CheckedSum, "at" | "goes" | "of">;

function downIn({ totals, adding }: TableReading): Sum[] {
  return totals.flatMap(({ row, sum }) =>
    adding.map(({ index: column }): Sum => ({ at: { row, column }, goes: "down", of: sum.of.map((each) => ({ row: each, column, sign: 1 })) })),
  );
}

const differenceName =
  /\b(remain(s|ing|der)?|unallocated|difference|variance|shortfall|surplus|gap|balance|headroom|over\/?\(?under|(over|under)spen[dt]|change|increase|movement)\b/i;

/**
 * Rows that their names call what remains of one row above after another, where no sum has them: of the pairs of rows above the one that they come to in the
 * most columns, which has to be half of them.
 */
function differencesDown({ rows, totals, adding }: TableReading, figureAt: (place: PlaceInTable) => Figure | null): Sum[] {
  const summed = new Set(totals.map(({ row }) => row));
  const columns = adding.map(({ index }) => index);
  return rows.flatMap(({ label, kind }, row) => {
    if (summed.has(row) || kind !== "leaf" || !differenceName.test(label)) return [];
    const above = rows.flatMap((each, index) => (index < row && (each.kind === "leaf" || summed.has(index)) ? [index] : []));
    // A total less a total before a line less a line, and what stands nearer first.
    const ordered = [...above.filter((each) => summed.has(each)), ...above.filter((each) => !summed.has(each))].reverse();
    let best: Sum[] = [];
    let most = 0;
    for (const from of ordered) {
      for (const less of ordered) {
        if (from === less) continue;
        const sums = columns.map(
          (column): Sum => ({
            at: { row, column },
            goes: "down",
            of: [
              { row: from, column, sign: 1 },
              { row: less, column, sign: -1 },
            ],
          }),
        );
        const right = sums.filter((sum) => checked(sum, figureAt)?.tooMuch.isNil()).length;
        if (right > most) [best, most] = [sums, right];
      }
    }
    return most * 2 >= columns.length ? best : [];
  });
}

function acrossIn({ rows, totalColumns, differences }: TableReading): Sum[] {
  const made = [
    ...totalColumns.map(({ row, of }) => ({ column: row, of: of.map((each) => ({ column: each, sign: 1 as const })) })),
    ...differences.map(({ column, from, less }) => ({
      column,
      of: [
        { column: from, sign: 1 as const },
        { column: less, sign: -1 as const },
      ],
    })),
  ];
  const lines = rows.flatMap(({ kind }, row) => (kind === "blank" || kind === "heading" || kind === "note" ? [] : [row]));
  return made.flatMap(({ column, of }) => lines.map((row): Sum => ({ at: { row, column }, goes: "across", of: of.map((each) => ({ row, ...each })) })));
}

function checked(sum: Sum, figureAt: (place: PlaceInTable) => Figure | null): CheckedSum | null {
  const stated = figureAt(sum.at);
  let computed: Exact | null = null;
  let width = stated?.half ?? Exact.nil;
  for (const part of sum.of) {
    const figure = figureAt(part);
    if (!figure) continue;
    computed = (computed ?? Exact.nil).plus(part.sign === 1 ? figure.value : figure.value.negated());
    width = width.plus(figure.half);
  }
  if (!stated || !computed) return null;
  return { ...sum, stated: stated.value, computed, tooMuch: within(stated.value, computed, width) ? Exact.nil : stated.value.minus(computed) };
}

/** How a cell stands in a sum: 1 or -1 among its parts, and as what it comes to the other way round; 0 where it does not. */
function signIn({ at, of }: Sum, place: PlaceInTable): number {
  if (keyOf(at) === keyOf(place)) return -1;
  return of.find((part) => keyOf(part) === keyOf(place))?.sign ?? 0;
}

function suspectsAmong(sums: readonly CheckedSum[], failing: readonly CheckedSum[], figureAt: (place: PlaceInTable) => Figure | null): Suspect[] {
  const places = new Map(failing.flatMap(({ at, of }) => [at, ...of].map((place) => [keyOf(place), { row: place.row, column: place.column }] as const)));
  return [...places.values()].flatMap((at) => {
    const figure = figureAt(at);
    if (!figure) return [];
    const inFailing = failing.filter((sum) => signIn(sum, at) !== 0);
    // By so much it would have to be more, for the first of them.
    const [first] = inFailing as [CheckedSum, ...CheckedSum[]];
    const more = signIn(first, at) === 1 ? first.tooMuch : first.tooMuch.negated();
    const mends = sums.every((sum) => {
      const sign = signIn(sum, at);
      if (sign === 0) return true;
      const moved = sign === 1 ? sum.tooMuch.minus(more) : sum.tooMuch.plus(more);
      const spare = [sum.at, ...sum.of].reduce((width, place) => width.plus(figureAt(place)?.half ?? Exact.nil), Exact.nil);
      return within(moved, Exact.nil, spare);
    });
    return mends ? [{ at, stated: figure.value, instead: figure.value.plus(more) }] : [];
  });
}
