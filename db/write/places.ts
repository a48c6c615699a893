// Places in an order that people arrange: a row that moves gets a place between its new neighbours, and the others keep theirs.

/** A row as tables print it: those of one group stand together, where the first of them stands; a row without a group stands alone. */
export interface PlacedRow {
  id: string;
  group: string | null;
  position: number;
}

/** Rows in the order that tables print them, from the order of their places. */
export function printedOrder<Row extends { group: string | null }>(rows: readonly Row[]): Row[] {
  return unitsOf(rows).flat();
}

/** Each group's rows, and each row that stands alone, in the order of the first of each. */
function unitsOf<Row extends { group: string | null }>(rows: readonly Row[]): Row[][] {
  const units: Row[][] = [];
  const byGroup = new Map<string, Row[]>();
  for (const row of rows) {
    const known = row.group === null ? undefined : byGroup.get(row.group);
    if (known) known.push(row);
    else {
      const unit = [row];
      units.push(unit);
      if (row.group !== null) byGroup.set(row.group, unit);
    }
  }
  return units;
}

/**
 * The new places that make tables print rows in the order wanted: those of the rows in `moved`, and of others only where there is no room
 * left between two of them, or where a group has lost the row that it stood by. Rows 1, 2 and 3 with the third moved between the others:
 * it gets 1.5.
 */
export function placesFor(wanted: readonly PlacedRow[], moved: ReadonlySet<string>): Map<string, number> {
  const units = unitsOf(wanted);
  const held = (row: PlacedRow | undefined) => (row === undefined || moved.has(row.id) ? null : row.position);
  const firsts = spread(units.map(([first, second]) => ({ position: held(first), under: held(second) })));
  const places = new Map<string, number>();
  const put = (row: PlacedRow, place: number) => {
    if (moved.has(row.id) || place !== row.position) places.set(row.id, place);
  };
  for (const [index, unit] of units.entries()) {
    const [first, ...others] = unit as [PlacedRow, ...PlacedRow[]];
    const start = firsts[index] as number;
    put(first, start);
    const within = spread(
      others.map((row) => ({ position: held(row), under: null })),
      start,
    );
    for (const [at, row] of others.entries()) put(row, within[at] as number);
  }
  return places;
}

/** Less room than this between two places, and their neighbours make more. */
const leastRoom = 2 ** -20;

interface ToPlace {
  /** The place that it has; null where it needs one. */
  position: number | null;
  /** It must come before this one, where that is possible. */
  under: number | null;
}

/** Rising places above `lower`: as many as can stay do, and each run of others is spread evenly between those that do. */
function spread(items: readonly ToPlace[], lower = Number.NEGATIVE_INFINITY): number[] {
  const places = longestRising(items, lower);
  for (let at = 0; at < places.length; at += 1) {
    if (places[at] !== null) continue;
    let [start, end] = runAround(places, at);
    let under = items.slice(start, end).reduce((least, each) => Math.min(least, each.under ?? least), Number.POSITIVE_INFINITY);
    for (let wider = 1; ; wider *= 2) {
      const low = start === 0 ? lower : (places[start - 1] as number);
      const high = end === places.length ? Number.POSITIVE_INFINITY : (places[end] as number);
      const found = between(low, under > low ? Math.min(high, under) : high, end - start);
      if (found !== null) {
        for (const [index, place] of found.entries()) places[start + index] = place;
        break;
      }
      for (let index = Math.max(0, start - wider); index < Math.min(places.length, end + wider); index += 1) places[index] = null;
      [start, end] = runAround(places, at);
      under = Number.POSITIVE_INFINITY;
    }
  }
  return places as number[];
}

/** Where the places that are wanting around this one begin and end. */
function runAround(places: readonly (number | null)[], at: number): [number, number] {
  let [start, end] = [at, at];
  while (start > 0 && places[start - 1] === null) start -= 1;
  while (end < places.length && places[end] === null) end += 1;
  return [start, end];
}

/** So many places between two; beyond the last of all there is always room. Null where there is too little. */
function between(low: number, high: number, count: number): number[] | null {
  const places = (place: (index: number) => number) => Array.from({ length: count }, (_, index) => place(index));
  if (low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY) return places((index) => index + 1);
  if (low === Number.NEGATIVE_INFINITY) return places((index) => Math.ceil(high) - count + index);
  if (high === Number.POSITIVE_INFINITY) return places((index) => Math.floor(low) + 1 + index);
  const step = (high - low) / (count + 1);
  return step < leastRoom ? null : places((index) => low + step * (index + 1));
}

/** The places of the longest rising run of items that have one above `lower`; null for each of the others. */
function longestRising(items: readonly ToPlace[], lower: number): (number | null)[] {
  const tails: number[] = [];
  const before: number[] = [];
  for (const [index, { position }] of items.entries()) {
    if (position === null || position <= lower) continue;
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((items[tails[middle] as number]?.position as number) < position) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] as number) : -1;
    tails[low] = index;
  }
  const places: (number | null)[] = items.map(() => null);
  for (let index = tails[tails.length - 1] ?? -1; index >= 0; index = before[index] as number) places[index] = items[index]?.position ?? null;
  return places;
}
