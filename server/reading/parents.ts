// Totals that stand over the rows that they add up, and not below them.
import { added, type FoundSum, isNoChance, isTotalName, longList, mostUnnamed, type SumRow } from "./foundSum.ts";
import { growingSum, type Looked } from "./lookedSums.ts";

/** Totals over the rows that they add up: called one and first of all, or by arithmetic in two figures that chance can hardly have made. */
export function parentsFirst(looked: Looked, isLeftOut: (row: number) => boolean): FoundSum[] {
  const { rows } = looked;
  const hasFigures = (row: number) => !isLeftOut(row) && (rows[row] as SumRow).figures.some((figure) => figure !== null);
  const outer = overSetIn(rows, hasFigures);
  const setIn = new Set(outer.flatMap(({ of }) => of));
  const lines = [...rows.keys()].filter((row) => hasFigures(row) && !setIn.has(row));
  return lines.length > longList ? outer : [...outer, ...overAsMany(looked, lines)];
}

/** Rows over others that are set in further than they are, and come to them in most of their figures. */
function overSetIn(rows: readonly SumRow[], hasFigures: (row: number) => boolean): FoundSum[] {
  const depth = (row: number) => rows[row]?.indent ?? 0;
  if (rows.length > longList || rows.every(({ indent }) => indent === undefined)) return [];
  return [...rows.keys()].filter(hasFigures).flatMap((row) => {
    const end = rows.findIndex(({ label }, each) => each > row && label !== "" && depth(each) <= depth(row));
    const within = [...rows.keys()].slice(row + 1, end < 0 ? undefined : end).filter(hasFigures);
    const nearest = Math.min(...within.map(depth));
    const sum = added(
      rows,
      row,
      within.filter((each) => depth(each) === nearest),
      [],
    );
    const compared = sum.agrees.filter((each) => each !== null);
    return compared.length > 0 && compared.filter(Boolean).length * 2 > compared.length ? [sum] : [];
  });
}

function overAsMany(looked: Looked, lines: readonly number[]): FoundSum[] {
  const { rows } = looked;
  const found: FoundSum[] = [];
  const chance: FoundSum[] = [];
  const isNamedTotal = lines.map((row) => isTotalName((rows[row] as SumRow).label));
  for (let at = 0; at < lines.length - 1; at += 1) {
    const row = lines[at] as number;
    const isNamed = at === 0 && isNamedTotal[at] === true;
    if (rows[row]?.told === "line" || (isNamedTotal[at] && !isNamed)) continue;
    const most = Math.min(lines.length - at - 1, mostUnnamed);
    const least = isNamed ? most : 2;
    const mayComeTo = growingSum(looked, row);
    for (let count = 1; count <= most; count += 1) {
      if (!isNamed && isNamedTotal[at + count]) break;
      if (!mayComeTo(lines[at + count] as number) || count < least) continue;
      const sum = added(rows, row, lines.slice(at + 1, at + 1 + count), []);
      if (sum.agrees.includes(false) || !sum.agrees.includes(true)) continue;
      const isSure = isNamed ? count > 1 : isNoChance(rows, sum);
      (isSure ? found : chance).push(sum);
      at += count;
      break;
    }
  }
  // One alone may be chance; parents over their parts come one after the other, or are called a total.
  if (found.length > 1 || found.some(({ row }) => isTotalName((rows[row] as SumRow).label))) return found;
  const all = [...found, ...chance];
  return all.length > 0 && totalIsWithout(rows, lines, new Set(all.flatMap(({ of }) => of))) ? all : [];
}

/** Whether a total at the end is what stands above it without some rows, and is not with them. */
function totalIsWithout(rows: readonly SumRow[], lines: readonly number[], parts: ReadonlySet<number>): boolean {
  const total = lines.at(-1);
  if (total === undefined || !isTotalName((rows[total] as SumRow).label)) return false;
  const above = lines.slice(0, -1);
  const agrees = (of: readonly number[]) => !added(rows, total, of, []).agrees.includes(false);
  return agrees(above.filter((row) => !parts.has(row))) && !agrees(above);
}
