// Interleaved rounds: A B C A B C …, so that whatever else the machine does falls on all of them, and the median of each.

/** Measures each once to warm up and then `rounds` times, in turn. */
export async function inTurn<Name extends string>(rounds: number, measures: Record<Name, () => number | Promise<number>>): Promise<Record<Name, number>> {
  const names = Object.keys(measures) as Name[];
  const taken = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const name of names) await measures[name]();
  for (let round = 0; round < rounds; round += 1) for (const name of names) taken[name].push(await measures[name]());
  return Object.fromEntries(names.map((name) => [name, median(taken[name])])) as Record<Name, number>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
