// Suppression: no reader works out a hidden count, by algebra or by trying every table; and nothing is hidden without need.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../server/finance/inputError.ts";
import { type CountCell, type Sum, suppress } from "../../server/finance/suppression.ts";

const rule = { hiddenUpTo: 5 };

/** `cellsOf({ a: 3, b: [1, 20] })` has a cell a of one count and a cell b of two. */
const cellsOf = (counts: Record<string, number | number[]>): CountCell[] => Object.entries(counts).map(([key, each]) => ({ key, counts: [each].flat().map(BigInt) }));
const hiddenIn = (counts: Record<string, number | number[]>, sums: Sum[], hiddenUpTo = 5) => Object.fromEntries(suppress(cellsOf(counts), sums, { hiddenUpTo }));

describe("worked examples", () => {
  test("one row: 3 + 9 + 20 = 32 hides 3, and 9 as the smallest other", () => {
    expect(hiddenIn({ a: 3, b: 9, c: 20, all: 32 }, [{ total: "all", parts: ["a", "b", "c"] }])).toEqual({ a: "primary", b: "secondary" });
  });

  test("two small counts that their sum does not give away hide each other: 2 + 4 = 26 - 20", () => {
    expect(hiddenIn({ a: 2, b: 4, c: 20, all: 26 }, [{ total: "all", parts: ["a", "b", "c"] }])).toEqual({ a: "primary", b: "primary" });
  });

  test("1 + 1 = 2 and 5 + 5 = 10 are given away by the rule itself, so one more is hidden", () => {
    const sums = [{ total: "all", parts: ["a", "b", "c", "d"] }];
    expect(hiddenIn({ a: 1, b: 1, c: 20, d: 30, all: 52 }, sums)).toEqual({ a: "primary", b: "primary", c: "secondary" });
    expect(hiddenIn({ a: 5, b: 5, c: 20, d: 30, all: 60 }, sums)).toEqual({ a: "primary", b: "primary", c: "secondary" });
  });

  test("ties go to parts before totals and then by key, and a count of nil is hidden only when there is no other", () => {
    expect(hiddenIn({ a: 3, c: 9, b: 9, all: 21 }, [{ total: "all", parts: ["a", "b", "c"] }])).toEqual({ a: "primary", b: "secondary" });
    expect(hiddenIn({ a: 3, nil: 0, b: 9, all: 12 }, [{ total: "all", parts: ["a", "nil", "b"] }])).toEqual({ a: "primary", b: "secondary" });
  });

  test("a two-way table: one small count takes the other three corners of a rectangle, the smallest of each step", () => {
    // Row 1: 3 + 30 + 50 = 83; row 2: 40 + 10 + 60 = 110; row 3: 70 + 80 + 90 = 240. Totals of columns: 113, 120, 200; of all 433.
    const counts = { a1: 3, b1: 30, c1: 50, t1: 83, a2: 40, b2: 10, c2: 60, t2: 110, a3: 70, b3: 80, c3: 90, t3: 240, at: 113, bt: 120, ct: 200, tt: 433 };
    expect(hiddenIn(counts, twoWay(["a", "b", "c"], ["1", "2", "3"]))).toEqual({ a1: "primary", b1: "secondary", a2: "secondary", b2: "secondary" });
  });

  test("a hierarchy: a region whose only small authority hides it is itself hidden behind another region", () => {
    const sums = [
      { total: "England", parts: ["North", "South"] },
      { total: "North", parts: ["Leeds"] },
      { total: "South", parts: ["Dover", "Hove"] },
      { total: "Leeds", parts: ["Leeds boys", "Leeds girls"] },
    ];
    const counts = { England: 60, North: 20, South: 40, Leeds: 20, Dover: 15, Hove: 25, "Leeds boys": 4, "Leeds girls": 16 };
    expect(hiddenIn(counts, sums)).toEqual({ "Leeds boys": "primary", "Leeds girls": "secondary" });
    const small = { England: 44, North: 4, South: 40, Leeds: 4, Dover: 15, Hove: 25, "Leeds boys": 4, "Leeds girls": 0 };
    // South is the only other part of England; Dover then keeps South from being added up.
    expect(hiddenIn(small, sums)).toMatchObject({ North: "primary", Leeds: "primary", "Leeds boys": "primary", South: "secondary", Dover: "secondary" });
  });

  test("a cell is hidden as a whole: a small numerator hides its denominator", () => {
    const sums = [{ total: "all", parts: ["a", "b", "c"] }];
    expect(hiddenIn({ a: [2, 40], b: [9, 60], c: [30, 50], all: [41, 150] }, sums)).toEqual({ a: "primary", c: "secondary" });
  });

  test("numerators that add up to nil are known to be nil, so their total is hidden", () => {
    const sums = [{ total: "all", parts: ["a", "b", "c"] }];
    expect(hiddenIn({ a: [0, 3], b: [0, 40], c: [0, 90], all: [0, 133] }, sums)).toEqual({ a: "primary", all: "secondary" });
  });

  test("nil is shown, and nothing is hidden up to 0", () => {
    const sums = [{ total: "all", parts: ["a", "b"] }];
    expect(hiddenIn({ a: 0, b: 20, all: 20 }, sums)).toEqual({});
    expect(hiddenIn({ a: 3, b: 20, all: 23 }, sums, 0)).toEqual({});
    expect(hiddenIn({ lone: 5, other: 6 }, [])).toEqual({ lone: "primary" });
  });

  test("a missing part hides a small one, and is protected itself where it is small", () => {
    const sums = [{ total: "all", parts: ["a", "b", "missing"] }];
    expect(hiddenIn({ a: 3, b: 20, all: 60 }, sums)).toEqual({ a: "primary" });
    // 40 - 20 - 17 = 3 children are in no cell, and 80 - 20 - 17 = 43 are.
    expect(hiddenIn({ a: 20, b: 17, all: 40 }, sums)).toEqual({ b: "secondary" });
    expect(hiddenIn({ a: 20, b: 17, all: 80 }, sums)).toEqual({});
  });

  test("a missing total gives nothing away", () => {
    expect(hiddenIn({ a: 3, b: 20 }, [{ total: "missing", parts: ["a", "b"] }])).toEqual({ a: "primary" });
  });

  test("a sum of rounded statistics is a sum: 3 + 20 + 40 = 65", () => {
    expect(hiddenIn({ a: 3, b: 20, c: 40, all: 65 }, [{ total: "all", parts: ["a", "b", "c"] }])).toEqual({ a: "primary", b: "secondary" });
  });

  test("where nothing else is left, every cell of the sum is hidden", () => {
    expect(hiddenIn({ a: 3, all: 3 }, [{ total: "all", parts: ["a"] }])).toEqual({ a: "primary", all: "primary" });
    expect(hiddenIn({ a: 1, all: 8 }, [{ total: "all", parts: ["a"] }])).toEqual({ a: "primary", all: "secondary" });
  });

  test.each([-1, 2.5, Number.NaN])("hidden up to %s is refused", (hiddenUpTo) => {
    expect(() => suppress([], [], { hiddenUpTo })).toThrow(expect.objectContaining({ field: "rule.hiddenUpTo" }));
  });

  test("a cell listed twice is refused", () => {
    const twice = [...cellsOf({ a: 3 }), ...cellsOf({ a: 3 })];
    expect(() => suppress(twice, [], rule)).toThrow(InputError);
    expect(() => suppress(twice, [], rule)).toThrow(expect.objectContaining({ field: "cells[1].key" }));
  });
});

/** The sums of a two-way table whose totals are called t. */
function twoWay(columns: readonly string[], rows: readonly string[], suffix = ""): Sum[] {
  const key = (column: string, row: string) => `${column}${row}${suffix}`;
  const along = (row: string) => ({ total: key("t", row), parts: columns.map((column) => key(column, row)) });
  const down = (column: string) => ({ total: key(column, "t"), parts: rows.map((row) => key(column, row)) });
  return [...rows.map(along), ...columns.map(down), along("t"), down("t")];
}

interface Tables {
  readonly cells: CountCell[];
  readonly sums: Sum[];
}

/** Fills in the totals of sums that are listed from the innermost outwards. */
function withTotals(inner: ReadonlyMap<string, readonly number[]>, sums: readonly Sum[]): Tables {
  const counts = new Map(inner);
  for (const { total, parts } of sums) {
    const added = parts.map((part) => counts.get(part) ?? []);
    counts.set(
      total,
      (added[0] ?? []).map((_, at) => added.reduce((sum, each) => sum + (each[at] ?? 0), 0)),
    );
  }
  return { cells: [...counts].map(([key, each]) => ({ key, counts: each.map(BigInt) })), sums: [...sums] };
}

const count = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 8 }) }, { weight: 2, arbitrary: fc.nat({ max: 60 }) });
/** A numerator and a denominator that is no smaller. */
const pair = fc.tuple(count, count).map(([numerator, rest]) => [numerator, numerator + rest]);
const counts = (each: fc.Arbitrary<number[]>, cells: number) => fc.array(each, { minLength: cells, maxLength: cells });
const letters = ["a", "b", "c", "d"];
const digits = ["1", "2", "3", "4"];

const twoWayTables = (each: fc.Arbitrary<number[]>, most: number) =>
  fc.tuple(fc.integer({ min: 2, max: most }), fc.integer({ min: 2, max: most })).chain(([width, height]) =>
    counts(each, width * height).map((values) => {
      const [columns, rows] = [letters.slice(0, width), digits.slice(0, height)];
      const inner = columns.flatMap((column, x) => rows.map((row, y) => [`${column}${row}`, values[x * height + y] ?? []] as const));
      return withTotals(new Map(inner), twoWay(columns, rows));
    }),
  );

/** Sex × age × place, with totals in every direction. */
const threeWayTables = counts(
  count.map((each) => [each]),
  12,
).map((values) => {
  const [columns, rows, places] = [letters.slice(0, 2), digits.slice(0, 3), ["x", "y"]];
  const inner = places.flatMap((place, z) => columns.flatMap((column, x) => rows.map((row, y) => [`${column}${row}${place}`, values[z * 6 + x * 3 + y] ?? []] as const)));
  const across = [...columns, "t"].flatMap((column) => [...rows, "t"].map((row) => ({ total: `${column}${row}t`, parts: places.map((place) => `${column}${row}${place}`) })));
  return withTotals(new Map(inner), [...places.flatMap((place) => twoWay(columns, rows, place)), ...across, ...twoWay(columns, rows, "t")]);
});

/** Breakdowns of authorities by two things, regions of authorities and a country of regions, each for every part of the breakdowns. */
const hierarchies = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 3 }).chain((sizes) => {
  const authorities = sizes.flatMap((size, region) => Array.from({ length: size }, (_, each) => `${region}.${each}`));
  return counts(pair, authorities.length * 4).map((values) => {
    const inner = authorities.flatMap((place, at) =>
      ["boy young", "boy old", "girl young", "girl old"].map((kind, of) => [`${place} ${kind}`, values[at * 4 + of] ?? []] as const),
    );
    const kinds = ["boy young", "boy old", "girl young", "girl old", "boy", "girl", "young", "old", "all"];
    const breakdown = (place: string): Sum[] => [
      ...["boy", "girl"].map((sex) => ({ total: `${place} ${sex}`, parts: [`${place} ${sex} young`, `${place} ${sex} old`] })),
      ...["young", "old"].map((age) => ({ total: `${place} ${age}`, parts: [`${place} boy ${age}`, `${place} girl ${age}`] })),
      { total: `${place} all`, parts: [`${place} boy`, `${place} girl`] },
      { total: `${place} all`, parts: [`${place} young`, `${place} old`] },
    ];
    const regions = sizes.flatMap((size, region) =>
      kinds.map((kind) => ({ total: `R${region} ${kind}`, parts: Array.from({ length: size }, (_, each) => `${region}.${each} ${kind}`) })),
    );
    const country = kinds.map((kind) => ({ total: `England ${kind}`, parts: sizes.map((_, region) => `R${region} ${kind}`) }));
    return withTotals(new Map(inner), [...authorities.flatMap(breakdown), ...regions, ...country]);
  });
});

type Fraction = readonly [bigint, bigint];
const lowest = (top: bigint, bottom: bigint): Fraction => {
  let [x, y] = [top, bottom];
  while (y !== 0n) [x, y] = [y, x % y];
  return [top / x, bottom / x];
};
const less = ([a, b]: Fraction, [c, d]: Fraction) => lowest(a * d - c * b, b * d);
const times = ([a, b]: Fraction, [c, d]: Fraction) => lowest(a * c, b * d);
const over = ([a, b]: Fraction, [c, d]: Fraction) => lowest(a * d, b * c);

/** The reader: solves the sums for the cells that are not shown, and says which have one solution only. */
function solvedBy({ cells, sums }: Tables, hidden: ReadonlyMap<string, unknown>): string[] {
  const shown = new Map(cells.filter(({ key }) => !hidden.has(key)).map(({ key, counts: each }) => [key, each[0] as bigint]));
  const unknown = [...new Set(sums.flatMap(({ total, parts }) => [total, ...parts]))].filter((key) => !shown.has(key));
  const matrix = sums.map(({ total, parts }): Fraction[] => {
    const row = Array.from({ length: unknown.length + 1 }, (): bigint => 0n);
    for (const [key, sign] of [[total, -1n] as const, ...parts.map((part) => [part, 1n] as const)]) {
      const at = shown.has(key) ? unknown.length : unknown.indexOf(key);
      row[at] = (row[at] as bigint) + sign * (shown.get(key) ?? 1n);
    }
    return row.map((each) => [each, 1n]);
  });
  let rank = 0;
  for (let column = 0; column < unknown.length && rank < matrix.length; column += 1) {
    const found = matrix.findIndex((row, at) => at >= rank && row[column]?.[0] !== 0n);
    if (found < 0) continue;
    [matrix[rank], matrix[found]] = [matrix[found] as Fraction[], matrix[rank] as Fraction[]];
    const pivot = matrix[rank] as Fraction[];
    const lead = pivot[column] as Fraction;
    matrix[rank] = pivot.map((each) => over(each, lead));
    for (const [at, row] of matrix.entries()) {
      const factor = row[column] as Fraction;
      if (at !== rank && factor[0] !== 0n) matrix[at] = row.map((each, x) => less(each, times(factor, matrix[rank]?.[x] as Fraction)));
    }
    rank += 1;
  }
  return matrix.flatMap((row) => {
    const left = unknown.filter((_, at) => row[at]?.[0] !== 0n);
    return left.length === 1 ? left : [];
  });
}

/** The reader who knows that no count is below nil: narrows what each may be, sum by sum, and says which can be one thing only. */
function pinnedBy({ cells, sums }: Tables, at: number, hidden: ReadonlyMap<string, unknown>): Set<string> {
  const ranges = new Map(cells.map(({ key, counts: each }) => [key, hidden.has(key) ? [0, Number.POSITIVE_INFINITY] : [Number(each[at]), Number(each[at])]]));
  const least = (key: string) => ranges.get(key)?.[0] ?? 0;
  const most = (key: string) => ranges.get(key)?.[1] ?? Number.POSITIVE_INFINITY;
  for (let changed = true; changed; ) {
    changed = false;
    const narrow = (key: string, low: number, high: number) => {
      if (low <= least(key) && high >= most(key)) return;
      ranges.set(key, [Math.max(low, least(key)), Math.min(high, most(key))]);
      changed = true;
    };
    const added = (keys: readonly string[], of: (key: string) => number) => keys.reduce((sum, key) => sum + of(key), 0);
    for (const { total, parts } of sums) {
      narrow(total, added(parts, least), added(parts, most));
      for (const part of parts) {
        const others = parts.filter((each) => each !== part);
        const low = least(total) - added(others, most);
        narrow(part, low, most(total) - added(others, least));
      }
    }
  }
  return new Set([...ranges].filter(([, [low, high]]) => low === high).map(([key]) => key));
}

const isSmall = (each: bigint) => each >= 1n && each <= 5n;
/** The innermost cells, with counts above 3 put to nil. */
function sparse({ cells, sums }: Tables): (readonly [string, number[]])[] {
  const totals = new Set(sums.map(({ total }) => total));
  return cells.filter(({ key }) => !totals.has(key)).map(({ key, counts: values }) => [key, values.map((value) => (value > 3n ? 0 : Number(value)))] as const);
}
const attacked = [
  ["two-way tables", twoWayTables(pair, 4)],
  ["three-way tables", threeWayTables],
  ["hierarchies", hierarchies],
] as const;

describe.each(attacked)("a reader of %s", (_, tables: fc.Arbitrary<Tables>) => {
  test("solves the sums for no hidden cell", () => {
    fc.assert(
      fc.property(tables, (each) => {
        const hidden = suppress(each.cells, each.sums, rule);
        for (const { key, counts: values } of each.cells) if (values.some(isSmall)) expect(hidden.get(key)).toBe("primary");
        expect(solvedBy(each, hidden)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("pins no primary count by knowing that none is below nil", () => {
    fc.assert(
      fc.property(tables, fc.boolean(), (each, isSparse) => {
        // Half of the tables are mostly nil, which is where this reader learns most.
        const cells = isSparse ? withTotals(new Map(sparse(each)), each.sums).cells : each.cells;
        const hidden = suppress(cells, each.sums, rule);
        for (const at of (cells[0]?.counts ?? []).keys()) {
          const pinned = pinnedBy({ cells, sums: each.sums }, at, hidden);
          for (const [key, why] of hidden) if (why === "primary") expect(pinned.has(key), key).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("finds nothing hidden where no count is small", () => {
    fc.assert(
      fc.property(tables, (each) => {
        const cells = each.cells.map(({ key, counts: values }) => ({ key, counts: values.map((value) => value * 6n) }));
        expect(suppress(cells, each.sums, rule).size).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  test("solves for no hidden cell where some are missing", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 2, max: 9 }), (each, nth) => {
        const cells = each.cells.filter((_, at) => at % nth !== 1);
        const hidden = suppress(cells, each.sums, rule);
        const solved = new Set(solvedBy({ cells, sums: each.sums }, hidden));
        for (const key of hidden.keys()) expect(solved.has(key)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test("is shown the same whatever the order of cells, sums and parts", () => {
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.nat()), (each, keys) => {
        const shuffled = <Item>(items: readonly Item[]): Item[] =>
          items
            .map((item) => ({ item, at: keys.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        const sums = shuffled(each.sums).map(({ total, parts }) => ({ total, parts: shuffled(parts) }));
        expect([...suppress(shuffled(each.cells), sums, rule)]).toEqual([...suppress(each.cells, each.sums, rule)]);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a reader who tries every table", () => {
  /** For every cell, the values that it has in the tables near the true one that agree with all that is shown. Two are enough. */
  function valuesSeen(inner: readonly string[], { cells, sums }: Tables, at: number, hidden: ReadonlyMap<string, unknown>): Map<string, Set<number>> {
    const truth = new Map(cells.map(({ key, counts: each }) => [key, Number(each[at])]));
    const free = inner.filter((key) => hidden.has(key));
    const seen = new Map<string, Set<number>>();
    const table = new Map(truth);
    const visit = (next: number): void => {
      const key = free[next];
      if (key !== undefined) {
        const value = truth.get(key) as number;
        for (const tried of [value - 1, value, value + 1]) {
          table.set(key, tried);
          if (tried >= 0) visit(next + 1);
        }
        return;
      }
      for (const { total, parts } of sums) {
        const sum = parts.reduce((together, part) => together + (table.get(part) as number), 0);
        if (!hidden.has(total) && sum !== truth.get(total)) return;
        table.set(total, sum);
      }
      for (const [each, value] of table) seen.set(each, (seen.get(each) ?? new Set()).add(value));
    };
    visit(0);
    return seen;
  }

  const small = fc.nat({ max: 8 });
  const shapes = [
    ["2 × 2", 2, 2],
    ["2 × 3", 2, 3],
  ] as const;
  const kinds = [
    ["counts", small.map((each) => [each])],
    ["numerators and denominators", fc.tuple(fc.nat({ max: 2 }), small).map(([numerator, rest]) => [numerator, numerator + rest])],
  ] as const;
  test.each(shapes.flatMap(([name, width, height]) => kinds.map(([kind, each]) => [name, kind, width, height, each] as const)))(
    "%s tables of %s: each primary count may be one of two at least",
    (_name, _kind, width, height, each: fc.Arbitrary<number[]>) => {
      const [columns, rows] = [letters.slice(0, width), digits.slice(0, height)];
      const inner = columns.flatMap((column) => rows.map((row) => `${column}${row}`));
      fc.assert(
        fc.property(counts(each, inner.length), (values) => {
          const tables = withTotals(new Map(inner.map((key, at) => [key, values[at] ?? []])), twoWay(columns, rows));
          const hidden = suppress(tables.cells, tables.sums, rule);
          for (const at of (values[0] ?? []).keys()) {
            const seen = valuesSeen(inner, tables, at, hidden);
            for (const [key, why] of hidden) if (why === "primary") expect(seen.get(key)?.size, key).toBeGreaterThan(1);
          }
        }),
        { numRuns: 200 },
      );
    },
  );
});
