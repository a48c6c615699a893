// Which rows of a table are sums of the rows above them: by their name and by arithmetic, nested, each to the precision that it is printed with.
import { Exact } from "../finance/exact.ts";

/** A row (or a column, where a table adds up across) as a sum sees it: its name, and its figures, null where it has none. */
export interface SumRow {
  readonly label: string;
  readonly figures: readonly (Exact | null)[];
  /** Half of the last digit that each figure is printed with: 0.5 of whole thousands, 0.05 of one decimal of a million. */
  readonly halves: readonly Exact[];
  readonly bold?: boolean;
  /** What somebody said that it is. */
  readonly told?: "sum" | "line";
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

/** How many rows a sum may have that no name tells of. */
const mostUnnamed = 60;
/** From so many rows on a table is a list, and what is a sum in it has a name that says so: arithmetic would find chance. */
const longList = 3_000;
/** As many figures as tell a sum from chance; all are looked at where these agree. */
const probed = 8;
/** Binary fractions are off by less than this part of themselves: they only find what exact arithmetic then confirms. */
const slack = 1e-9;

/** A table's figures as binary fractions, for looking. */
interface Looked {
  readonly rows: readonly SumRow[];
  readonly figures: readonly (readonly (number | null)[])[];
  readonly halves: readonly (readonly number[])[];
}

const binary = ({ numerator, denominator }: Exact) => Number(numerator) / Number(denominator);

/**
 * The sums of a table, from its first row to its last. What one has added up stands for its parts in the sums below it, so that a grand total is of
 * subtotals and of what stands beside them. A total that repeats another's figures is a sum of that one.
 */
export function sumsIn(rows: readonly SumRow[], isLeftOut: (row: number) => boolean = () => false): FoundSum[] {
  const looked: Looked = {
    rows,
    figures: rows.map(({ figures }) => figures.map((figure) => figure && binary(figure))),
    halves: rows.map(({ halves }) => halves.map(binary)),
  };
  const found: FoundSum[] = [];
  const byFigures = new Map<string, number>();
  /** Rows that no sum has added up yet. */
  let open: number[] = [];
  /** Whether the row above is a line whose figures are all unknown. */
  let belowUnknown = false;
  for (const row of rows.keys()) {
    const figures = looked.figures[row] as readonly (number | null)[];
    if (isLeftOut(row)) continue;
    const partsUnknown = belowUnknown;
    belowUnknown = figures.every((figure) => figure === null);
    if (belowUnknown) continue;
    const telling = figures.filter((figure) => figure !== null && figure !== 0).length >= 2 ? figures.join() : null;
    const same = telling === null ? undefined : byFigures.get(telling);
    const isLine = rows[row]?.told === "line";
    const sum = isLine ? null : (sumAt(looked, open, row, partsUnknown) ?? (same === undefined ? null : added(rows, row, [same], [])));
    if (sum) {
      found.push(sum);
      const parts = new Set(sum.of);
      open = open.filter((each) => !parts.has(each));
      if (telling !== null && !byFigures.has(telling)) byFigures.set(telling, row);
    }
    open.push(row);
  }
  return found;
}

/**
 * The rows just above that a row adds up, the fewest that come to it; without a name that says so, only where chance can hardly have made it. A total whose parts
 * are unknown is a line: it is all that is known of them.
 */
function sumAt({ rows, figures, halves }: Looked, open: readonly number[], row: number, partsUnknown: boolean): FoundSum | null {
  const total = rows[row] as SumRow;
  const named = total.told === "sum" || isTotalName(total.label);
  if (!named && rows.length > longList) return null;
  const leaves = excludes.test(total.label) ? open.filter((each) => isExcludedBy(total.label, (rows[each] as SumRow).label)) : [];
  const parts = leaves.length === 0 ? open : open.filter((each) => !leaves.includes(each));
  const least = named || leaves.length > 0 || perhapsTotal.test(total.label) ? 1 : 2;
  const wanted = figures[row] as readonly (number | null)[];
  const probes = [...wanted.keys()].filter((column) => wanted[column]).slice(0, probed);
  const [first] = probes;
  if (first === undefined && !named) return null;
  const comes = (column: number, sum: number, width: number) => Math.abs((wanted[column] as number) - sum) <= width + Math.abs(sum) * slack;
  let sum = 0;
  let width = first === undefined ? 0 : (halves[row]?.[first] as number);
  for (let count = 1; count <= parts.length && (named || count <= mostUnnamed); count += 1) {
    const part = parts[parts.length - count] as number;
    if (first !== undefined) {
      sum += figures[part]?.[first] ?? 0;
      width += halves[part]?.[first] as number;
      if (count < least || !comes(first, sum, width)) continue;
      const others = probes.slice(1).every((column) => {
        const at = parts.slice(-count);
        return comes(
          column,
          at.reduce((total, each) => total + (figures[each]?.[column] ?? 0), 0),
          at.reduce((total, each) => total + (halves[each]?.[column] as number), halves[row]?.[column] as number),
        );
      });
      if (!others) continue;
    } else if (count < least) continue;
    const whole = added(rows, row, parts.slice(-count), leaves);
    if (whole.agrees.every((each) => each !== false) && (least === 1 || isNoChance(rows, whole))) return whole;
  }
  return named && parts.length > 0 && !partsUnknown ? nearest(rows, row, parts, leaves) : null;
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

/** Whether a figure is a sum, as far as the digits that both are printed with tell. */
export function within(figure: Exact, sum: Exact, width: Exact): boolean {
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
