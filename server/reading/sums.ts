// Which rows of a table are sums of the rows above them: by their name and by arithmetic, nested, each to the precision that it is printed with.
import { added, type FoundSum, isNoChance, isTotalName, longList, mostUnnamed, type SumRow } from "./foundSum.ts";
import { type Looked, lookedAt, slack } from "./lookedSums.ts";
import { parentsFirst } from "./parents.ts";

const perhapsTotal = /^net\b|\b(sum|overall|all services|net (cost|budget|current|revenue|expenditure|position)|aggregate|gross|budget \()/i;
const excludes = /\bexcl(?:uding|\.)?\s+([\w&' -]{2,40})/i;

/** As many figures as tell a sum from chance; all are looked at where these agree. */
const probed = 8;
/**
 * The sums of a table, from its first row to its last. What one has added up stands for its parts in the sums below it, so that a grand total is of
 * subtotals and of what stands beside them. A total that repeats another's figures is a sum of that one.
 */
export function sumsIn(rows: readonly SumRow[], isLeftOut: (row: number) => boolean = () => false): FoundSum[] {
  const looked = lookedAt(rows);
  const found: FoundSum[] = [];
  const byFigures = new Map<string, number>();
  /** Rows that no sum has added up yet. */
  let open: number[] = [];
  /** Whether the row above is a line whose figures are all unknown. */
  let belowUnknown = false;
  const first = parentsFirst(looked, isLeftOut);
  const children = new Set(first.flatMap(({ of }) => of));
  for (const row of rows.keys()) {
    const figures = looked.figures[row] as readonly (number | null)[];
    const parent = first.find((sum) => sum.row === row);
    if (parent) found.push(parent);
    if (isLeftOut(row) || children.has(row)) continue;
    if (parent) {
      open.push(row);
      continue;
    }
    const partsUnknown = belowUnknown;
    belowUnknown = figures.every((figure) => figure === null);
    if (belowUnknown) continue;
    const telling = figures.filter((figure) => figure !== null && figure !== 0).length >= 2 ? figures.join() : null;
    const same = telling === null ? undefined : byFigures.get(telling);
    const isLine = rows[row]?.told === "line";
    const sum = isLine ? null : (sumAt(looked, open, row, partsUnknown) ?? (same === undefined ? null : added(rows, row, [same], [])));
    const again = sum?.agrees.includes(false) || (sum === null && !isLine) ? statedAgain(rows, found, open, row) : null;
    if (again) {
      // It is another total of the same rows, and adds nothing to what stands below.
      found.push(again);
      continue;
    }
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

/** A total right below another that is of the same rows with more or fewer of them: "(excluding CERA)" below "(including CERA)". */
function statedAgain(rows: readonly SumRow[], found: readonly FoundSum[], open: readonly number[], row: number): FoundSum | null {
  const before = found.findLast((sum) => sum.row === open.at(-1));
  const { label } = rows[row] as SumRow;
  if (!before || !isTotalName(label)) return null;
  const excluded = excludes.test(label) ? before.of.filter((each) => isExcludedBy(label, (rows[each] as SumRow).label)) : [];
  const of = before.of.filter((each) => !excluded.includes(each));
  const again = added(rows, row, of, excluded);
  if (excluded.length > 0 && !again.agrees.includes(false)) return again;
  // It is called a total of what is above, and is none of lines below.
  return /\b(in|ex)cluding\b/i.test(label) && /\b(in|ex)cluding\b/i.test((rows[before.row] as SumRow).label) ? again : null;
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
  /** One that comes to it as far as its digits tell: a few more rows, of next to nothing, may come to it exactly. */
  let rounded: FoundSum | null = null;
  for (let count = 1; count <= parts.length && (named || count <= mostUnnamed); count += 1) {
    const part = parts[parts.length - count] as number;
    sum += first === undefined ? 0 : (figures[part]?.[first] ?? 0);
    width += first === undefined ? 0 : (halves[part]?.[first] as number);
    if (count < least) continue;
    const comesTo = probes.every((column, probe) => {
      if (probe === 0) return comes(column, sum, width);
      const of = parts.slice(-count);
      return comes(
        column,
        of.reduce((total, each) => total + (figures[each]?.[column] ?? 0), 0),
        of.reduce((total, each) => total + (halves[each]?.[column] as number), halves[row]?.[column] as number),
      );
    });
    const whole = comesTo ? added(rows, row, parts.slice(-count), leaves) : null;
    // What is called net or gross may be the only line of its kind, and is then no sum of one.
    const enough = whole !== null && (named || leaves.length > 0 || (least === 1 && whole.of.length > 1) || isNoChance(rows, whole));
    if (enough && !whole.agrees.includes(false)) {
      if (isExact(rows, whole)) return whole;
      rounded ??= whole;
    } else if (rounded) break;
  }
  if (rounded) return rounded;
  if (parts.length === 0 || partsUnknown) return null;
  if (named) return nearest(rows, row, parts, leaves);
  // "Net expenditure" that is right in some years, and as many as it is wrong in, is one with a mistake.
  const near = perhapsTotal.test(total.label) ? nearest(rows, row, parts, leaves) : null;
  const right = near?.agrees.filter((each) => each === true).length ?? 0;
  return near && near.of.length > 1 && right > 0 && right * 2 >= near.agrees.filter((each) => each !== null).length ? near : null;
}

function isExact(rows: readonly SumRow[], { row, sums }: FoundSum): boolean {
  return sums.every((sum, column) => {
    const figure = rows[row]?.figures[column] ?? null;
    return sum === null || figure === null || figure.minus(sum).isNil();
  });
}

/** What is called a total and comes to nothing above in all of its figures: the rows that it comes to in the most of them, or all that are left. */
function nearest(rows: readonly SumRow[], row: number, parts: readonly number[], excluded: readonly number[]): FoundSum {
  let best = added(rows, row, parts, excluded);
  const right = ({ agrees }: FoundSum) => agrees.filter((each) => each === true).length;
  // What is right in most of its figures is of all of them, with a mistake.
  if (right(best) * 2 > best.agrees.filter((each) => each !== null).length) return best;
  for (let count = Math.min(parts.length - 1, mostUnnamed); count >= 1; count -= 1) {
    const sum = added(rows, row, parts.slice(-count), excluded);
    if (right(sum) > right(best)) best = sum;
  }
  return best;
}

/** "… (excluding CERA)" leaves out the row in whose name CERA stands. */
function isExcludedBy(total: string, label: string): boolean {
  const name = excludes.exec(total)?.[1]?.trim().toLowerCase();
  return name !== undefined && new RegExp(`(^|[^a-z])${name.replace(/[^a-z0-9 ]/g, ".")}([^a-z]|$)`, "i").test(label);
}
