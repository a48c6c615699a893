// Which rows of a table are sums of the rows above them: by their name and by arithmetic, nested, each to the precision that it is printed with.
import { Exact } from "../finance/exact.ts";

/** A row (or a column, where a table adds up across) as a sum sees it: its name, and its figures, null where it has none. */
export interface SumRow {
  readonly label: string;
  readonly figures: readonly (Exact | null)[];
  /** Half of the last digit that each figure is printed with: 0.5 of whole thousands, 0.05 of one decimal of a million. */
  readonly halves: readonly Exact[];
  readonly bold?: boolean;
}

/** A row that is a total, of which rows (by their places, totals among them), and what they come to. */
export interface FoundSum {
  readonly row: number;
  readonly of: readonly number[];
  readonly sums: readonly (Exact | null)[];
  /** For each figure whether it is what they come to, as far as its digits tell; null where there is nothing to compare. */
  readonly agrees: readonly (boolean | null)[];
  /** Rows above that its name leaves out: "(excluding CERA)". */
  readonly excluded: readonly number[];
}

const totalName = /\b(sub-?totals?|totals?)\b/i;
const perhapsTotal = /\b(sum|overall|all services|net (cost|budget|current|revenue|expenditure)|aggregate|gross|budget \()/i;
const excludes = /\bexcl(?:uding|\.)?\s+([\w&' -]{2,40})/i;

/** Whether a name says that its row adds up others. */
export function isTotalName(label: string): boolean {
  return totalName.test(label);
}

/**
 * The sums of a table, from its first row to its last. What one has added up stands for its parts in the sums below it, so that a grand total is of
 * subtotals and of what stands beside them. A total that repeats another's figures is a sum of that one.
 */
export function sumsIn(rows: readonly SumRow[], isLeftOut: (row: number) => boolean = () => false): FoundSum[] {
  const found: FoundSum[] = [];
  /** Rows that no sum has added up yet. */
  let open: number[] = [];
  for (const row of rows.keys()) {
    if (isLeftOut(row) || (rows[row] as SumRow).figures.every((figure) => figure === null)) continue;
    const sum = sumAt(rows, open, row) ?? again(rows, found, row);
    if (sum) found.push(sum);
    open = sum ? [...open.filter((each) => !sum.of.includes(each)), row] : [...open, row];
  }
  return found;
}

/** As many figures as tell a sum from chance; all are looked at where these agree. */
const probed = 8;
/** How many rows a sum may have that no name tells of. */
const mostUnnamed = 60;

/** The rows just above that a row adds up, the fewest that come to it; without a name that says so, only where chance can hardly have made it. */
function sumAt(rows: readonly SumRow[], open: readonly number[], row: number): FoundSum | null {
  const total = rows[row] as SumRow;
  const named = isTotalName(total.label);
  const excluded = open.filter((each) => isExcludedBy(total.label, (rows[each] as SumRow).label));
  const parts = open.filter((each) => !excluded.includes(each));
  const least = named || excluded.length > 0 || perhapsTotal.test(total.label) ? 1 : 2;
  const probes = [...total.figures.keys()].filter((column) => total.figures[column] && !total.figures[column]?.isNil()).slice(0, probed);
  if (probes.length === 0 && !named) return null;
  const sums = new Map(probes.map((column) => [column, Exact.nil]));
  const widths = new Map(probes.map((column) => [column, total.halves[column] as Exact]));
  for (let count = 1; count <= parts.length && (named || count <= mostUnnamed); count += 1) {
    const part = rows[parts[parts.length - count] as number] as SumRow;
    for (const column of probes) {
      sums.set(column, (sums.get(column) as Exact).plus(part.figures[column] ?? Exact.nil));
      widths.set(column, (widths.get(column) as Exact).plus(part.halves[column] as Exact));
    }
    if (count < least || !probes.every((column) => within(total.figures[column] as Exact, sums.get(column) as Exact, widths.get(column) as Exact))) continue;
    const sum = added(rows, row, parts.slice(-count), excluded);
    const wrong = sum.agrees.filter((each) => each === false).length;
    if (wrong === 0 && (least === 1 || isNoChance(rows, sum))) return sum;
  }
  return named && parts.length > 0 ? nearest(rows, row, parts, excluded) : null;
}

/** What is called a total and comes to nothing above in all of its figures: the rows that it comes to in the most of them, or all that are left. */
function nearest(rows: readonly SumRow[], row: number, parts: readonly number[], excluded: readonly number[]): FoundSum {
  let best = added(rows, row, parts, excluded);
  const right = ({ agrees }: FoundSum) => agrees.filter((each) => each === true).length;
  for (let count = Math.min(parts.length - 1, mostUnnamed); count >= 1; count -= 1) {
    const sum = added(rows, row, parts.slice(-count), excluded);
    if (right(sum) > right(best)) best = sum;
  }
  return best;
}

function added(rows: readonly SumRow[], row: number, of: readonly number[], excluded: readonly number[]): FoundSum {
  const { figures, halves } = rows[row] as SumRow;
  const sums: (Exact | null)[] = [];
  const agrees: (boolean | null)[] = [];
  for (const column of figures.keys()) {
    let sum: Exact | null = null;
    let width = halves[column] as Exact;
    for (const each of of) {
      const figure = rows[each]?.figures[column] ?? null;
      if (figure === null) continue;
      sum = (sum ?? Exact.nil).plus(figure);
      width = width.plus(rows[each]?.halves[column] as Exact);
    }
    const figure = figures[column] ?? null;
    sums.push(sum);
    agrees.push(figure === null || sum === null ? null : within(figure, sum, width));
  }
  return { row, of, sums, agrees, excluded };
}

function within(figure: Exact, sum: Exact, width: Exact): boolean {
  const apart = figure.minus(sum);
  return !width.minus(apart.isNegative() ? apart.negated() : apart).isNegative();
}

/** A sum that no name tells: two figures of it, or one in bold, are each made of two that are not nil. */
function isNoChance(rows: readonly SumRow[], { row, of }: FoundSum): boolean {
  const total = rows[row] as SumRow;
  const telling = total.figures.filter((figure, column) => figure !== null && !figure.isNil() && of.filter((each) => rows[each]?.figures[column]?.isNil() === false).length >= 2);
  return telling.length >= (total.bold ? 1 : 2);
}

/** "… (excluding CERA)" leaves out the row in whose name CERA stands. */
function isExcludedBy(total: string, label: string): boolean {
  const name = excludes.exec(total)?.[1]?.trim().toLowerCase();
  return name !== undefined && new RegExp(`(^|[^a-z])${name.replace(/[^a-z0-9 ]/g, ".")}([^a-z]|$)`, "i").test(label);
}

/** A row with the figures of a total that was found before, two of them at least and none of them nil. */
function again(rows: readonly SumRow[], found: readonly FoundSum[], row: number): FoundSum | null {
  const { figures } = rows[row] as SumRow;
  if (figures.filter((figure) => figure !== null && !figure.isNil()).length < 2) return null;
  const same = found.find((sum) =>
    (rows[sum.row] as SumRow).figures.every((figure, column) => (figure === null ? figures[column] === null : figures[column]?.equals(figure) === true)),
  );
  return same ? added(rows, row, [same.row], []) : null;
}
