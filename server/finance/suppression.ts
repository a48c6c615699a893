// Decides which counts of tables with totals are hidden, so that no small count can be worked out from those that are shown.
import { InputError } from "./inputError.ts";

/** A cell of a table with its counts, such as [numerator, denominator]. It is shown or hidden as a whole. */
export interface CountCell {
  readonly key: string;
  readonly counts: readonly bigint[];
  /** Up to which count it is small, where its owner's rule is another than that of the rest. */
  readonly hiddenUpTo?: number;
  /** True where its reader sees it whatever it counts: it is never hidden, and what could be worked out from it is. */
  readonly whole?: boolean;
}

/** `total` is the sum of `parts`, count by count. A part may be the total of another sum; a key that no cell has is never shown. */
export interface Sum {
  readonly total: string;
  readonly parts: readonly string[];
}

/** Why a cell is hidden: it has a small count itself, or a hidden one could be worked out from it. Both are printed as [c]. */
export type Suppression = "primary" | "secondary";

/** A sum as an equation: its parts (1) less its total (-1) are nil. */
type Relation = ReadonlyMap<string, bigint>;

/** What a reader makes of the relations: unknown cells by key, and by number how many times each relation was added to get there. */
type Equation = Map<string | number, bigint>;

/** A hidden cell that a reader can work out, and the shown cells that the working uses. */
interface Breach {
  readonly cell: string;
  readonly used: readonly string[];
}

/**
 * The cells to hide. Primary: a count is from 1 to `hiddenUpTo`; nil is shown. Secondary: further cells, until
 * - no hidden cell follows from shown ones by adding and subtracting, through any chain of sums (linear algebra, exact);
 * - no count of a primary cell follows once it is known that no count is below nil;
 * - no sum leaves its hidden cells nothing but nil, nor a remainder that they could meet in one way only if all were from 1 to `hiddenUpTo`.
 * Each time the smallest cell that the reader would use is hidden: by its largest count, parts before totals, then by key, and cells with
 * a count of nil last, since nil protects little. Sums whose stored parts do not add up (rounded statistics) give away as much as exact ones.
 * Cells of `alsoHidden` are hidden and protected whatever they count.
 * A cell that is shown whole is taken for known, so that others are hidden in its place; where nothing else could be, what follows from it is known too.
 * A missing cell that follows from the stored ones is protected too, where its count is small. The order of cells and sums makes no difference.
 * Example: 3 + 9 + 20 = 32 hides 3 (primary) and 9 (secondary): a reader learns only that they are 12 together.
 * Source: Government Analysis Function, primary and secondary suppression.
 * @throws InputError naming `rule.hiddenUpTo`, unless it is whole and nil or more; `cells[i].key`, where a key is listed twice.
 */
export function suppress(
  cells: readonly CountCell[],
  sums: readonly Sum[],
  rule: { readonly hiddenUpTo: number; readonly alsoHidden?: ReadonlySet<string> },
): Map<string, Suppression> {
  const stored = countsByKey(cells, rule.hiddenUpTo);
  const limit = BigInt(rule.hiddenUpTo);
  const hidden = new Map<string, Suppression>();
  for (const { key, counts, hiddenUpTo, whole } of cells) {
    if (whole) continue;
    if (hasSmall(counts, hiddenUpTo === undefined ? limit : BigInt(hiddenUpTo))) hidden.set(key, "primary");
    else if (limit > 0n && rule.alsoHidden?.has(key)) hidden.set(key, "secondary");
  }
  const wholes = new Set(cells.flatMap(({ key, whole }) => (whole ? [key] : [])));
  if (limit > 0n) for (const relations of connected(sums)) hideSecondary(relations, stored, hidden, limit, wholes);
  return new Map([...hidden].sort(([a], [b]) => inOrder(a, b)));
}

function countsByKey(cells: readonly CountCell[], hiddenUpTo: number): Map<string, readonly bigint[]> {
  if (!Number.isSafeInteger(hiddenUpTo) || hiddenUpTo < 0)
    throw new InputError("rule.hiddenUpTo", `Counts cannot be hidden up to ${hiddenUpTo}. Give a whole number, such as 5, or 0 to hide nothing.`);
  const stored = new Map<string, readonly bigint[]>();
  for (const [index, { key, counts }] of cells.entries()) {
    if (stored.has(key)) throw new InputError(`cells[${index}].key`, `The cell ${key} is listed twice. List each cell once.`);
    stored.set(key, counts);
  }
  return stored;
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const hasSmall = (counts: readonly bigint[], limit: bigint): boolean => counts.some((count) => count >= 1n && count <= limit);

/** The relations, in an order of their own, apart where they have no cell in common. */
function connected(sums: readonly Sum[]): Relation[][] {
  const leaders = new Map<string, string>();
  const leaderOf = (key: string): string => {
    let leader = key;
    for (let next = leaders.get(leader); next !== undefined; next = leaders.get(leader)) leader = next;
    if (leader !== key) leaders.set(key, leader);
    return leader;
  };
  for (const { total, parts } of sums) {
    for (const part of parts) {
      const [from, to] = [leaderOf(part), leaderOf(total)];
      if (from !== to) leaders.set(from, to);
    }
  }
  const named = sums.map(({ total, parts }) => ({ total, parts: [...parts].sort(inOrder) }));
  const ordered = named.map((sum) => ({ sum, name: JSON.stringify([sum.total, sum.parts]) })).sort((a, b) => inOrder(a.name, b.name));
  const groups = new Map<string, Relation[]>();
  for (const { sum } of ordered) {
    const relation = new Map([[sum.total, -1n]]);
    for (const part of sum.parts) add(relation, part, 1n);
    const leader = leaderOf(sum.total);
    const group = groups.get(leader);
    if (group) group.push(relation);
    else groups.set(leader, [relation]);
  }
  return [...groups.values()];
}

function add<Key>(terms: Map<Key, bigint>, key: Key, amount: bigint): void {
  const together = (terms.get(key) ?? 0n) + amount;
  if (together === 0n) terms.delete(key);
  else terms.set(key, together);
}

function hideSecondary(
  relations: readonly Relation[],
  stored: ReadonlyMap<string, readonly bigint[]>,
  hidden: Map<string, Suppression>,
  limit: bigint,
  wholes: ReadonlySet<string>,
): void {
  const counts = withMissing(relations, stored);
  const keys = [...new Set(relations.flatMap((relation) => [...relation.keys()]))].sort(inOrder);
  const small = new Set(keys.filter((key) => hidden.has(key) || hasSmall(counts.get(key) ?? [], limit)));
  if (small.size === 0) return;
  const totals = new Set(relations.flatMap((relation) => [...relation.keys()].filter((key) => relation.get(key) === -1n)));
  const size = (key: string): bigint => (stored.get(key) ?? []).reduce((most, count) => (count > most ? count : most), 0n);
  const nilLast = (key: string): number => (stored.get(key)?.every((count) => count > 0n) ? 0 : totals.has(key) ? 1 : 2);
  const better = (a: string, b: string): number => nilLast(a) - nilLast(b) || Number(size(a) - size(b)) || Number(totals.has(a)) - Number(totals.has(b)) || inOrder(a, b);
  const isShown = (key: string): boolean => stored.has(key) && !hidden.has(key);
  const shownIn = (equation: Equation): string[] => shownTerms(equation, relations).filter(isShown);

  /** Cells that can be neither higher nor lower than they are, where these counts are nil and so no lower. */
  const settled = (nils: readonly string[]): Breach[] => {
    const unknown = keys.filter((key) => !isShown(key));
    const last = new Set(nils);
    const solved = reduced(equationsOf(relations, unknown), [...unknown.filter((key) => !last.has(key)), ...nils]);
    const { noHigher, noLower } = bounds([...solved, ...equationsOf(relations, unknown)], nils);
    return unknown.flatMap((cell) => {
      const [above, below] = [noHigher.get(cell), noLower.get(cell)];
      return above && below ? [{ cell, used: [...new Set([...above, ...below].flatMap(shownIn))] }] : [];
    });
  };
  /** Hidden cells that follow from one sum alone: most of them, and found without solving anything. */
  const obvious = (): Breach[] =>
    relations.flatMap((relation) => {
      const [cell, ...others] = [...relation.keys()].filter((key) => !isShown(key));
      return cell !== undefined && others.length === 0 && (small.has(cell) || hidden.has(cell)) ? [{ cell, used: [...relation.keys()].filter(isShown) }] : [];
    });
  /** Hidden cells that follow by adding and subtracting. */
  const recovered = (): Breach[] => settled([]).filter(({ cell }) => hidden.has(cell) || small.has(cell));
  /** Primary cells that follow once it is known that no count is below nil. */
  const pinned = (): Breach[] =>
    [...(counts.get([...small][0] as string) ?? []).keys()].flatMap((at) => {
      const nils = keys.filter((key) => !isShown(key) && (counts.get(key)?.[at] ?? 1n) <= 0n);
      return nils.length === 0 ? [] : settled(nils).filter(({ cell }) => small.has(cell));
    });
  /** Sums whose remainder fits its hidden cells in one way only. */
  const forced = (): Breach[] =>
    relations.flatMap((relation) => {
      const unknown = [...relation.keys()].filter((key) => !isShown(key));
      const cell = unknown.find((key) => small.has(key));
      if (cell === undefined) return [];
      const shown = [...relation.keys()].filter(isShown);
      const minus = BigInt(unknown.filter((key) => relation.get(key) === -1n).length);
      const plus = BigInt(unknown.length) - minus;
      const isForced = (counts.get(cell) ?? []).some((_, at) => {
        const rest = -shown.reduce((sum, key) => sum + (relation.get(key) as bigint) * (stored.get(key)?.[at] ?? 0n), 0n);
        return (minus === 0n && rest <= 0n) || rest === plus - minus * limit || rest === plus * limit - minus;
      });
      return isForced ? [{ cell, used: shown }] : [];
    });

  const hideMore = (breaches: readonly Breach[]): boolean => {
    const now = new Set<string>();
    for (const { used } of [...breaches].sort((a, b) => a.used.length - b.used.length || inOrder(a.cell, b.cell))) {
      const [best] = used.some((key) => now.has(key)) ? [] : used.filter((key) => !wholes.has(key)).sort(better);
      if (best !== undefined) now.add(best);
    }
    for (const key of now) hidden.set(key, "secondary");
    return now.size > 0;
  };
  while ([obvious, forced, recovered, pinned].some((breaches) => hideMore(breaches())));
}

/** The stored counts, and those of the missing cells that follow from them: the one missing cell of a sum is the rest of it. */
function withMissing(relations: readonly Relation[], stored: ReadonlyMap<string, readonly bigint[]>): Map<string, readonly bigint[]> {
  const counts = new Map<string, readonly bigint[]>();
  for (const key of relations.flatMap((relation) => [...relation.keys()])) if (stored.has(key)) counts.set(key, stored.get(key) as readonly bigint[]);
  for (let before = -1; before !== counts.size; ) {
    before = counts.size;
    for (const relation of relations) {
      const [missing, ...others] = [...relation.keys()].filter((key) => !counts.has(key));
      if (missing === undefined || others.length > 0) continue;
      const known = [...relation].filter(([key]) => key !== missing);
      const rest = (counts.get(known[0]?.[0] ?? "") ?? []).map((_, at) => known.reduce((sum, [key, times]) => sum + times * (counts.get(key)?.[at] ?? 0n), 0n));
      counts.set(missing, relation.get(missing) === -1n ? rest : rest.map((count) => -count));
    }
  }
  return counts;
}

function equationsOf(relations: readonly Relation[], unknowns: readonly string[]): Equation[] {
  const sought = new Set(unknowns);
  const known = relations.map((relation, index): Equation => new Map<string | number, bigint>([...[...relation].filter(([key]) => sought.has(key)), [index, 1n]]));
  return known.filter((equation) => equation.size > 1);
}

/** The equations solved for the unknowns, one after the other, in place: whole-number Gauss-Jordan elimination. */
function reduced(equations: Equation[], unknowns: readonly string[]): Equation[] {
  const open = new Set(equations);
  // Which equations have each unknown: there are thousands of both, and few of one in the other.
  const having = new Map<string | number, Set<Equation>>();
  for (const equation of equations) for (const key of equation.keys()) having.set(key, (having.get(key) ?? new Set()).add(equation));
  for (const unknown of unknowns) {
    const those = having.get(unknown) ?? [];
    let pivot: Equation | undefined;
    for (const equation of those) if (open.has(equation) && (pivot === undefined || equation.size < pivot.size)) pivot = equation;
    if (pivot === undefined) continue;
    open.delete(pivot);
    for (const equation of [...those]) {
      if (equation === pivot) continue;
      eliminate(unknown, equation, pivot);
      for (const key of pivot.keys()) {
        if (equation.has(key)) having.get(key)?.add(equation);
        else having.get(key)?.delete(equation);
      }
    }
  }
  return equations;
}

function eliminate(unknown: string, equation: Equation, pivot: Equation): void {
  const [taken, by] = [equation.get(unknown) as bigint, pivot.get(unknown) as bigint];
  for (const [key, times] of equation) equation.set(key, times * by);
  for (const [key, times] of pivot) add(equation, key, -times * taken);
  let shared = 0n;
  for (const times of equation.values()) shared = greatestCommonDivisor(shared, times);
  if (shared > 1n) for (const [key, times] of equation) equation.set(key, times / shared);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

const unknownsOf = (equation: Equation): string[] => [...equation.keys()].filter((key) => typeof key === "string");

/** The cells that are left over when the relations of an equation are added up. */
function shownTerms(equation: Equation, relations: readonly Relation[]): string[] {
  const together = new Map<string, bigint>();
  for (const [index, times] of equation) if (typeof index === "number") for (const [key, each] of relations[index] ?? []) add(together, key, times * each);
  return [...together.keys()];
}

/**
 * Which cells cannot be higher or lower than they are, each with the equations that say so. A count of nil cannot be lower, and a cell
 * cannot move where no other cell of an equation can make up for it.
 */
function bounds(equations: readonly Equation[], nils: readonly string[]): { noHigher: Map<string, Set<Equation>>; noLower: Map<string, Set<Equation>> } {
  const noHigher = new Map<string, Set<Equation>>();
  const noLower = new Map(nils.map((key) => [key, new Set<Equation>()]));
  for (let before = -1; before !== noHigher.size + noLower.size; ) {
    before = noHigher.size + noLower.size;
    for (const equation of equations) {
      for (const sign of [1n, -1n]) {
        const along = (key: string) => ((equation.get(key) as bigint) * sign > 0n ? noHigher : noLower);
        const against = (key: string) => ((equation.get(key) as bigint) * sign > 0n ? noLower : noHigher);
        const unknowns = unknownsOf(equation);
        const [mover, ...others] = unknowns.filter((key) => !along(key).has(key));
        if (others.length > 0) continue;
        for (const key of mover === undefined ? unknowns : [mover]) {
          const workings = unknowns.flatMap((other) => (other === key ? [] : [...(along(other).get(other) ?? [])]));
          if (!against(key).has(key)) against(key).set(key, new Set([equation, ...workings]));
        }
      }
    }
  }
  return { noHigher, noLower };
}
