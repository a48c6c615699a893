// What a reader works out from sums that are known: the attacker of the tests of suppression.

/** An equation: how many times each unknown count stands in a sum that is known. */
export type Equation = Map<string, bigint>;

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : greatestCommonDivisor(b, a % b);
}

/** Solves equations as a reader would, and says which unknowns they determine: whole-number elimination with no rounding. */
export function determined(equations: readonly Equation[]): Set<string> {
  const less = (row: Equation, pivot: Equation, at: string): void => {
    const [taken, by] = [row.get(at) as bigint, pivot.get(at) as bigint];
    for (const key of new Set([...row.keys(), ...pivot.keys()])) {
      const left = (row.get(key) ?? 0n) * by - (pivot.get(key) ?? 0n) * taken;
      if (left === 0n) row.delete(key);
      else row.set(key, left);
    }
    let shared = 0n;
    for (const times of row.values()) shared = greatestCommonDivisor(shared, times);
    if (shared > 1n) for (const [key, times] of row) row.set(key, times / shared);
  };
  const pivots = new Map<string, Equation>();
  for (const equation of equations) {
    const row = new Map(equation);
    for (const [at, pivot] of pivots) if (row.has(at)) less(row, pivot, at);
    const [lead] = row.keys();
    if (lead === undefined) continue;
    for (const pivot of pivots.values()) if (pivot.has(lead)) less(pivot, row, lead);
    pivots.set(lead, row);
  }
  return new Set([...pivots].flatMap(([lead, row]) => (row.size === 1 ? [lead] : [])));
}
