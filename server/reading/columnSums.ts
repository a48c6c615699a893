// Columns that are made of others in the same row: sums beside each other, sums of one measure over several services, and differences; by name and by arithmetic.
import { Exact } from "../finance/exact.ts";
import { type PrintedNumber, printedNumber } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { type FoundSum, isTotalName, type SumRow, within } from "./foundSum.ts";
import { type Grid, isBlankRow } from "./grid.ts";
import { halfOf } from "./rows.ts";
import { sumsIn } from "./sums.ts";

/** A column that is one column less another, by their places. */
export interface FoundDifference {
  readonly column: number;
  readonly from: number;
  readonly less: number;
}

/** What a column is made of, and in how many of the rows that have figures that holds. */
export interface ColumnCheck {
  readonly column: string;
  /** "C1 + C2", by the columns' names. */
  readonly is: string;
  readonly rows: number;
  readonly agrees: number;
  /** The rows in which it does not, by where they are in the file; the first few of them. */
  readonly wrong: readonly number[];
}

export interface ColumnsMade {
  readonly sums: readonly FoundSum[];
  readonly differences: readonly FoundDifference[];
  readonly checks: readonly ColumnCheck[];
}

/** By so many rows what columns are made of is found; all are then checked. */
const looked = 200;
/** How far to the left the parts of a difference stand. */
const near = 12;
const mostly = 0.9;
const shownWrong = 5;

/** What columns are made of, by the rows of a table; `adding` are those with figures. */
export function columnsMade(body: Grid, adding: readonly Column[], inUnit: (number: PrintedNumber) => Exact, numberOf = printedNumber): ColumnsMade {
  const lines = body.filter((row) => !isBlankRow(row));
  const few = columnRows(lines.slice(0, looked), adding, inUnit, numberOf);
  // One column alone is no sum, unless it has the same figures: two services that are nil in most rows are not.
  const sums = sumsIn(few)
    .map((sum) => (agreesMostly(sum) ? sum : (ofOneMeasure(few, sum) ?? sum)))
    .filter(({ of, agrees }) => of.length > 1 || !agrees.includes(false));
  const differences = differencesIn(few, new Set(sums.map(({ row }) => row)));
  const all = lines.length > looked && sums.length + differences.length > 0 ? columnRows(lines, adding, inUnit, numberOf) : few;
  const name = (column: number) => (adding[column] as Column).name;
  const place = (column: number) => (adding[column] as Column).index;
  const checks = [
    ...sums.map(({ row, of }) => check(all, lines, row, of, [], name(row), of.map(name).join(" + "))),
    ...differences.map(({ column, from, less }) => check(all, lines, column, [from], [less], name(column), `${name(from)} − ${name(less)}`)),
  ];
  return {
    sums: sums.map((sum) => ({ ...sum, row: place(sum.row), of: sum.of.map(place) })),
    differences: differences.map(({ column, from, less }) => ({ column: place(column), from: place(from), less: place(less) })),
    // What comes to it in fewer than half of the rows is no finding but a guess by its name.
    checks: checks.filter(({ rows, agrees }) => agrees * 2 >= rows && rows > 0),
  };
}

function columnRows(lines: Grid, adding: readonly Column[], inUnit: (number: PrintedNumber) => Exact, numberOf: typeof printedNumber): SumRow[] {
  return adding.map(({ index, name }) => {
    const numbers = lines.map(({ cells }) => numberOf(cells[index] ?? ""));
    return { label: name, figures: numbers.map((number) => number && inUnit(number)), halves: numbers.map(halfOf) };
  });
}

function agreesMostly({ agrees }: FoundSum): boolean {
  const compared = agrees.filter((each) => each !== null);
  return compared.filter(Boolean).length >= compared.length * mostly;
}

/** A column that is one measure of a service: "Employees" of "Education services - Employees (C1)". Null of what is not called so. */
export function measureOfService(label: string): { service: string; measure: string } | null {
  const found = /^(.*?\S)(?: +[-–:] *|[-–:] +)(\S.*)$/.exec(withoutFormula(label));
  return found && { service: found[1] as string, measure: found[2] as string };
}

/** A heading without what it says its column is made of: "Net (C7 = C3 - C6)" is "Net". */
export const withoutFormula = (label: string) => label.replace(/ *\((C\d+|[^()]*=[^()]*)\)$/, "");

const measureOf = (label: string) => measureOfService(label)?.measure.toLowerCase() ?? null;

/** A total of one measure over all services before it, which stand apart from each other. */
function ofOneMeasure(columns: readonly SumRow[], { row }: FoundSum): FoundSum | null {
  const { label, figures, halves } = columns[row] as SumRow;
  const measure = measureOf(label);
  if (measure === null) return null;
  const of = [...columns.keys()].filter((each) => each < row && measureOf((columns[each] as SumRow).label) === measure);
  if (of.length < 2) return null;
  const compared = figures.map((figure, line) => comes(columns, line, figure, halves[line] as Exact, of, []));
  const sum: FoundSum = { row, of, sums: compared.map(({ sum }) => sum), agrees: compared.map(({ agrees }) => agrees), excluded: [] };
  return agreesMostly(sum) ? sum : null;
}

/** Whether a figure is some columns less others in a line; null where there is nothing to compare. */
function comes(
  columns: readonly SumRow[],
  line: number,
  figure: Exact | null,
  half: Exact,
  plus: readonly number[],
  less: readonly number[],
): { sum: Exact | null; agrees: boolean | null } {
  let sum: Exact | null = null;
  let width = half;
  for (const [parts, takes] of [
    [plus, false],
    [less, true],
  ] as const)
    for (const each of parts) {
      const part = columns[each]?.figures[line] ?? null;
      if (part === null) continue;
      sum = (sum ?? Exact.nil).plus(takes ? part.negated() : part);
      width = width.plus(columns[each]?.halves[line] as Exact);
    }
  return { sum, agrees: figure === null || sum === null ? null : within(figure, sum, width) };
}

/** Columns that are the difference of two to their left in nine of ten lines: of totals first, and only where two lines tell it from chance. */
function differencesIn(columns: readonly SumRow[], sums: ReadonlySet<number>): FoundDifference[] {
  const found: FoundDifference[] = [];
  const without = new Set(sums);
  for (const column of columns.keys()) {
    if (sums.has(column) || isTotalName((columns[column] as SumRow).label.replace(/ [-–:] .*/, ""))) continue;
    const before = [...Array(Math.min(near, column)).keys()].map((back) => column - 1 - back);
    // A total less a total before a line less a line.
    const ordered = [...before.filter((each) => sums.has(each)), ...before.filter((each) => !without.has(each))];
    const pair = pairs(ordered).find(([from, less]) => isDifference(columns, column, from, less));
    if (pair) found.push({ column, from: pair[0], less: pair[1] });
  }
  return found;
}

function pairs(of: readonly number[]): [number, number][] {
  return of.flatMap((from) => of.flatMap((less): [number, number][] => (from === less ? [] : [[from, less]])));
}

/** Looked for by the first lines that tell, so that nearly every pair is done with at one. */
function isDifference(columns: readonly SumRow[], column: number, from: number, less: number): boolean {
  const { figures, halves } = columns[column] as SumRow;
  const is = (each: number, line: number) => columns[each]?.figures[line] ?? null;
  let telling = 0;
  let compared = 0;
  let wrong = 0;
  for (const [line, figure] of figures.entries()) {
    const [one, other] = [is(from, line), is(less, line)];
    if (figure === null || one === null || other === null) continue;
    compared += 1;
    if (!one.isNil() && !other.isNil() && !figure.isNil()) telling += 1;
    if (!comes(columns, line, figure, halves[line] as Exact, [from], [less]).agrees) wrong += 1;
    if (wrong > 2 && wrong > compared * (1 - mostly)) return false;
  }
  return telling >= 2 && wrong <= compared * (1 - mostly);
}

function check(columns: readonly SumRow[], lines: Grid, column: number, plus: readonly number[], less: readonly number[], name: string, is: string): ColumnCheck {
  const { figures, halves } = columns[column] as SumRow;
  const outcomes = figures.map((figure, line) => comes(columns, line, figure, halves[line] as Exact, plus, less).agrees);
  return {
    column: name,
    is,
    rows: outcomes.filter((each) => each !== null).length,
    agrees: outcomes.filter((each) => each === true).length,
    wrong: outcomes.flatMap((each, line) => (each === false ? (lines[line]?.at ?? []) : [])).slice(0, shownWrong),
  };
}
