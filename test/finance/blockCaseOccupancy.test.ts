// A block case at an occupancy: every amount follows it, whoever carries the empty places; recomputed with whole numbers, apart from the code's own arithmetic.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BlockCaseFacts } from "../../server/finance/blockCase.ts";
import { breakEven, costsOf } from "../../server/finance/blockCaseCosts.ts";
import { blockCaseTable } from "../../server/finance/blockCaseTable.ts";
import { Exact } from "../../server/finance/exact.ts";
import type { Figure } from "../../server/finance/figure.ts";
import { figureOf } from "../../server/finance/unknown.ts";
import { occupancyKey, voidCurve } from "../../server/finance/voidCurve.ts";

/** Four beds at £1,988.00 a week against £2,149.00, 52 weeks, five years (Sefton 5.5). */
const sefton: BlockCaseFacts = {
  name: "Care Assist",
  source: null,
  places: 4,
  priceUnit: "week",
  weeksPerYear: "52 weeks",
  startsOn: null,
  spotPounds: "2149.00",
  blockPounds: "1988.00",
  spotValuePence: null,
  blockValuePence: null,
  termMonths: 60,
  sharing: 1,
  directPlaces: 0,
  voidsCarriedBy: "authority",
  voidShare: null,
  items: [],
};
const havering: BlockCaseFacts = {
  ...sefton,
  places: 35,
  priceUnit: "year",
  weeksPerYear: null,
  spotPounds: "179848",
  blockPounds: "131561",
  spotValuePence: 5_035_740_200,
  blockValuePence: 3_683_714_700,
  termMonths: 96,
  sharing: 7,
  items: [{ name: "Administration", kind: "cost", time: "each year", amountPence: 7_000_000, fromYear: 4, toYear: 8 }],
};
const tableAt = (facts: BlockCaseFacts, occupancy: Exact) => blockCaseTable(facts, { unit: "pounds", occupancy });
const rowAt = (facts: BlockCaseFacts, key: string, occupancy: string) => tableAt(facts, Exact.decimal(occupancy)).rows.find((row) => row.key === key);
const shown = (facts: BlockCaseFacts, key: string, occupancy: string) => rowAt(facts, key, occupancy)?.cells.map((cell) => cell.shown);
const curveAt = (facts: BlockCaseFacts, occupancy: Exact) => voidCurve(facts, { unit: "pounds", occupancy });

describe("Havering at 78%", () => {
  test("saves £305,203.32 a year and £2,091,626.56 net over the term, in every column", () => {
    // 78% of 6,294,675.25 is 4,909,846.695; less 4,604,643.375 is 305,203.32; × 8 is 2,441,626.56; less 5 × 70,000 is 2,091,626.56.
    expect(shown(havering, "spot", "0.78")).toEqual(["4,909,846.70", "701,406.67", "39,278,773.56", "5,611,253.37"]);
    expect(shown(havering, "block", "0.78")).toEqual(["4,604,643.38", "657,806.20", "36,837,147.00", "5,262,449.57"]);
    expect(shown(havering, "saving", "0.78")).toEqual(["305,203.32", "43,600.47", "2,441,626.56", "348,803.79"]);
    expect(shown(havering, "net", "0.78")).toEqual(["", "", "2,091,626.56", "298,803.79"]);
    expect(shown(havering, "void", "0.78")).toEqual(["1,013,021.54", "144,717.36", "8,104,172.34", "1,157,738.91"]);
    expect(rowAt(havering, "saving", "0.78")?.cells[0]?.derivation?.workings).toBe("Spot cost of the used places £4,909,846.695 – Block cost £4,604,643.375");
    expect(rowAt(havering, "spot", "0.78")?.cells[2]?.derivation?.workings).toBe("£50,357,402.00 × 78%");
  });

  test("and so do the prices as printed, with what rounding those can move", () => {
    // 35 × (179,848 × 78% - 131,561) = 305,215.40, × 8 = 2,441,723.20: £96.64 more, where £140 and 78% of £140 can.
    expect(shown(havering, "given:saving", "0.78")).toEqual(["305,215.40", "43,602.20", "2,441,723.20", "348,817.60"]);
    expect(tableAt(havering, Exact.decimal("0.78")).notes).toContain(
      "Over the term the printed values give £96.64 less for the saving than the printed prices do. Rounding those can move it by up to £249.20, so rounding explains it.",
    );
  });

  test("says which occupancy its amounts are at", () => {
    const { title, notes } = tableAt(havering, Exact.decimal("0.78"));
    expect(title).toBe("Care Assist: block against spot at 78% occupancy");
    expect(notes[0]).toBe("Amounts are in pounds and pence, for 35 places over 96 months, at 78% occupancy, which is 27.3 places used. Brackets are deductions; – is nil.");
  });

  test("is a point of the curve", () => {
    const { rows } = curveAt(havering, Exact.decimal("0.78"));
    expect(rows.map(({ label }) => label).slice(14, 19)).toEqual(["70%", "73.15%, break-even", "75%", "78%", "80%"]);
    expect(rows.find(({ key }) => key === "occupancy:78")?.cells.map((cell) => cell.shown)).toEqual(["7.70", "1,013,021.54", "305,203.32"]);
    expect(curveAt(havering, Exact.decimal("0.80")).rows).toHaveLength(22);
  });
});

describe("who carries empty places decides whose cost they are", () => {
  // At 75% of four beds one is empty: 1,988.00 × 52 = 103,376.00 a year; the three others cost 335,244.00 one at a time.
  const at = (change: Partial<BlockCaseFacts>) => ["paid", "saving", "void", "voidProvider"].map((key) => shown({ ...sefton, ...change }, key, "0.75")?.[0]);

  test("the authority: it pays for the whole block", () => {
    expect(at({})).toEqual([undefined, "(78,260.00)", "103,376.00", undefined]); // 335,244 - 413,504
    expect(tableAt(sefton, Exact.one).notes).toContain("The authority pays for empty places.");
  });

  test("the provider: the authority pays for the used places alone, and the block pays at every occupancy", () => {
    const facts = { ...sefton, voidsCarriedBy: "provider" as const };
    expect(at(facts)).toEqual(["310,128.00", "25,116.00", "–", "103,376.00"]); // 413,504 - 103,376; 3 × 161 × 52
    expect(breakEven(costsOf(facts))).toBeNull();
    expect(rowAt(facts, "paid", "0.75")?.cells[0]?.derivation?.workings).toBe("Block cost £413,504.00 – Cost of empty places at 75% occupancy, to the provider £103,376.00");
    expect(tableAt(facts, Exact.decimal("0.75")).notes).toEqual(
      expect.arrayContaining([
        "The block costs less than buying the used places one at a time, at every occupancy above 0%.",
        "The provider carries empty places: the authority pays for the used places alone. The saving is the authority’s.",
      ]),
    );
    expect(tableAt({ ...facts, blockPounds: "2150" }, Exact.one).notes[1]).toContain("it never pays by price alone");
  });

  test("both, by a stated share: the authority pays that of the empty places", () => {
    const facts = { ...sefton, voidsCarriedBy: "shared" as const, voidShare: "0.4" };
    expect(at(facts)).toEqual(["351,478.40", "(16,234.40)", "41,350.40", "62,025.60"]); // 40% and 60% of 103,376
    // 0.4 × 1,988 / (2,149 - 0.6 × 1,988) = 795.2 / 956.2
    expect(shown(facts, "breakEven", "0.75")).toEqual(["83.16%", ""]);
    expect(figureOf(breakEven(costsOf(facts)))?.value.equals(Exact.ratio(7952n, 9562n))).toBe(true);
    expect(rowAt(facts, "breakEven", "1")?.cells[0]?.derivation?.workings).toBe("Block cost £413,504.00 × 40% ÷ (Spot cost £446,992.00 – Block cost £413,504.00 × 60%)");
    expect(curveAt(facts, Exact.one).columns.map(({ label, status }) => `${label} ${status}`)).toEqual([
      "Empty places ",
      "Cost of empty places a year, to the authority",
      "Cost of empty places a year, to the provider",
      "Saving against spot a year",
    ]);
    expect(curveAt(facts, Exact.one).notes[0]).toContain("The authority pays for the used places and for 40% of the cost of empty places; the provider carries the rest.");
  });

  test("both, by a share that is not known: nothing that needs it has a value", () => {
    const facts = { ...sefton, voidsCarriedBy: "shared" as const };
    expect(at(facts)).toEqual(["[x]", "[x]", "[x]", "[x]"]);
    expect(["spot", "block", "saving", "void"].map((key) => shown(facts, key, "1")?.[0])).toEqual(["446,992.00", "413,504.00", "33,488.00", "–"]);
    expect(shown(facts, "breakEven", "1")).toEqual(["[x]", ""]);
    expect(tableAt(facts, Exact.one).notes.filter((note) => note.startsWith("[x]"))).toEqual([
      expect.stringContaining("which share of their cost the authority carries is not stated"),
    ]);
  });
});

describe("a case without a spot price", () => {
  const alone: BlockCaseFacts = {
    ...sefton,
    weeksPerYear: null,
    spotPounds: null,
    blockPounds: null,
    blockValuePence: 206_752_000,
    items: [{ name: "Set-up", kind: "cost", time: "once", amountPence: 100, fromYear: 1, toYear: 1 }],
  };
  test("has what the block and its voids cost, and no saving: not known is not nil", () => {
    // 2,067,520.00 / 5 years; a quarter of it.
    expect(shown(alone, "block", "0.75")).toEqual(["413,504.00", "2,067,520.00"]);
    expect(shown(alone, "void", "0.75")).toEqual(["103,376.00", "516,880.00"]);
    for (const key of ["spot", "saving"]) expect([key, shown(alone, key, "0.75")]).toEqual([key, ["[x]", "[x]"]]);
    expect(shown(alone, "net", "0.75")).toEqual(["", "[x]"]);
    expect(shown(alone, "breakEven", "0.75")).toEqual(["[x]", ""]);
    const { notes } = tableAt(alone, Exact.decimal("0.75"));
    expect(notes).toContain("[x]: Neither a spot price nor what spot places would cost over the term is stated, so what the block saves is not known. That is not nil.");
    expect(notes).toContain("What a year of the block costs is worked out from its value over the whole term.");
    expect(notes.join(" ")).not.toMatch(/occupancy the block costs|never pays| price is solved/);
    expect(curveAt(alone, Exact.one).rows.map(({ cells }) => cells[2]?.shown)).toEqual(Array(21).fill("[x]"));
  });

  test("a value of one and a price of the other are compared", () => {
    const facts = { ...sefton, blockPounds: null, blockValuePence: 206_752_000 };
    expect(shown(facts, "saving", "1")).toEqual(["33,488.00", "167,440.00"]);
    expect(shown(facts, "breakEven", "1")).toEqual(["92.51%", ""]);
  });
});

describe("actual days over 7", () => {
  const daily: BlockCaseFacts = { ...sefton, places: 1, spotPounds: "1400", blockPounds: "700", weeksPerYear: "actual days / 7" };
  test.each([
    // £100 a day.
    ["2023-04-01", 12, ["36,600.00", "36,600.00"]],
    ["2022-04-01", 12, ["36,500.00", "36,500.00"]],
    ["2023-04-01", 24, ["36,600.00", "73,100.00"]],
    ["2022-04-01", 24, ["36,500.00", "73,100.00"]],
    ["2023-10-01", 6, ["36,600.00", "18,300.00"]], // 31 + 30 + 31 + 31 + 29 + 31 = 183
  ])("from %s for %i months", (startsOn, termMonths, block) => {
    expect(shown({ ...daily, startsOn, termMonths }, "block", "1")).toEqual(block);
  });

  test("say which days they are, and split a value over the term by them", () => {
    const facts = { ...daily, startsOn: "2023-04-01", termMonths: 24, blockPounds: null, blockValuePence: 7_310_000 };
    expect(shown(facts, "block", "1")).toEqual(["36,600.00", "73,100.00"]);
    expect(shown(facts, "breakEven", "1")?.[0]).toBe("50.00%");
    expect(tableAt(facts, Exact.one).notes).toContain("Weeks are actual days over 7. A year is the first twelve months, 366 days from 1 April 2023; the whole term has 731 days.");
  });

  test("of a case stored without a start are not known", () => {
    expect(shown(daily, "block", "1")).toEqual(["[x]", "[x]"]);
    expect(tableAt(daily, Exact.one).notes.join(" ")).toContain("On which day the term starts is not stated");
  });
});

/** A fraction of whole numbers, not brought down. */
type Ratio = readonly [of: bigint, by: bigint];
const times = (a: Ratio, b: Ratio): Ratio => [a[0] * b[0], a[1] * b[1]];
const less = (a: Ratio, b: Ratio): Ratio => [a[0] * b[1] - b[0] * a[1], a[1] * b[1]];
const is = (figure: Figure | null | undefined, [of, by]: Ratio) => figure !== null && figure !== undefined && figure.value.numerator * by === of * figure.value.denominator;

const pence = fc.integer({ min: 0, max: 1_000_000 });
const anyCase = fc.record({
  places: fc.integer({ min: 1, max: 60 }),
  direct: fc.nat(60),
  prices: fc.option(fc.tuple(pence, pence)),
  values: fc.option(fc.tuple(pence, pence)),
  priceUnit: fc.constantFrom("week" as const, "year" as const),
  startsOn: fc.date({ min: new Date("2000-01-01"), max: new Date("2090-12-31"), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
  weeksPerYear: fc.constantFrom("52 weeks" as const, "52.14 weeks" as const, "365/7 weeks" as const, "actual days / 7" as const),
  termMonths: fc.integer({ min: 1, max: 240 }),
  sharing: fc.integer({ min: 1, max: 9 }),
  voidsCarriedBy: fc.constantFrom("authority" as const, "provider" as const, "shared" as const),
  shareMille: fc.integer({ min: 0, max: 1_000 }),
  mille: fc.integer({ min: 0, max: 1_000 }),
  net: fc.array(fc.tuple(fc.boolean(), pence), { maxLength: 3 }),
});
type AnyCase = typeof anyCase extends fc.Arbitrary<infer Case> ? Case : never;

function factsOf(any: AnyCase): BlockCaseFacts {
  const prices = any.prices ?? (any.values ? null : [100_000, 90_000]);
  const pounds = (amount: number | undefined) => (amount === undefined ? null : (amount / 100).toFixed(2));
  return {
    ...sefton,
    ...any,
    directPlaces: any.direct % (any.places + 1),
    spotPounds: pounds(prices?.[0]),
    blockPounds: pounds(prices?.[1]),
    spotValuePence: any.values?.[0] ?? null,
    blockValuePence: any.values?.[1] ?? null,
    voidShare: any.voidsCarriedBy === "shared" ? (any.shareMille / 1_000).toFixed(3) : null,
    items: any.net.map(([cost, amountPence], index) => ({ name: `Item ${index}`, kind: cost ? "cost" : "grant", time: "once", amountPence, fromYear: 1, toYear: 1 })),
  };
}

/** Days from a day to the same so many months later, counted by the calendar of the platform; the last of a shorter month where it has none such. */
function daysOf(startsOn: string, months: number): number {
  const from = new Date(`${startsOn}T00:00:00Z`);
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  to.setUTCDate(Math.min(from.getUTCDate(), new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate()));
  return (to.getTime() - from.getTime()) / 86_400_000;
}

/** What one of the two costs at full occupancy, in pounds. */
function costOf(facts: BlockCaseFacts, kind: "spot" | "block", span: "year" | "term"): Ratio {
  const years: Ratio = [BigInt(facts.termMonths), 12n];
  const [value, price] = [facts[`${kind}ValuePence`], facts[`${kind}Pounds`]];
  const byDays = facts.priceUnit === "week" && facts.weeksPerYear === "actual days / 7" && facts.blockPounds !== null;
  const days = (months: number) => BigInt(daysOf(facts.startsOn as string, months));
  if (value !== null) {
    const term: Ratio = [BigInt(value), 100n];
    return span === "term" ? term : times(term, byDays ? [days(12), days(facts.termMonths)] : [years[1], years[0]]);
  }
  const place: Ratio = [BigInt(facts.places) * BigInt((price as string).replace(".", "")), 100n];
  if (byDays) return times(place, [days(span === "year" ? 12 : facts.termMonths), 7n]);
  const weeks: Record<string, Ratio> = { "52 weeks": [52n, 1n], "52.14 weeks": [5_214n, 100n], "365/7 weeks": [365n, 7n] };
  const year = facts.priceUnit === "year" ? place : times(place, weeks[facts.weeksPerYear as string] as Ratio);
  return span === "year" ? year : times(year, years);
}

const shareOf = (facts: BlockCaseFacts, { shareMille }: AnyCase) => ({ authority: 1_000n, provider: 0n, shared: BigInt(shareMille) })[facts.voidsCarriedBy];

describe("For any case at any occupancy, whoever carries the voids", () => {
  test("used places, block, voids, saving, avoidance and net are what whole numbers give, in all and each", () => {
    fc.assert(
      fc.property(anyCase, (any) => {
        const facts = factsOf(any);
        const [at, share, n] = [BigInt(any.mille), shareOf(facts, any), BigInt(facts.places)];
        const table = tableAt(facts, Exact.ratio(at, 1_000n));
        const refilled: Ratio = [n - BigInt(facts.directPlaces), n];
        for (const [index, { key: column }] of table.columns.entries()) {
          const span = column.startsWith("year") ? "year" : "term";
          const each: Ratio = [1n, column.endsWith("Each") ? BigInt(facts.sharing) : 1n];
          const cell = (key: string) => table.rows.find((row) => row.key === key)?.cells[index]?.figure;
          const [spot, block] = [costOf(facts, "spot", span), costOf(facts, "block", span)];
          const used = times(spot, [at, 1_000n]);
          const paid = times(block, [1_000n * at + (1_000n - at) * share, 1_000_000n]);
          const difference = less(used, paid);
          expect(is(cell("spot"), times(used, each))).toBe(true);
          expect(is(cell("block"), times(block, each))).toBe(true);
          expect(is(cell("void"), times(times(block, [(1_000n - at) * share, 1_000_000n]), each))).toBe(true);
          if (facts.voidsCarriedBy !== "authority") {
            expect(is(cell("paid"), times(paid, each))).toBe(true);
            expect(is(cell("voidProvider"), times(times(block, [(1_000n - at) * (1_000n - share), 1_000_000n]), each))).toBe(true);
          }
          expect(is(cell("saving"), times(times(difference, refilled), each))).toBe(true);
          if (facts.directPlaces > 0) expect(is(cell("avoidance"), times(times(difference, [BigInt(facts.directPlaces), n]), each))).toBe(true);
          if (facts.items.length > 0 && span === "term") {
            const items = any.net.reduce((total, [cost, amount]) => total + BigInt(cost ? amount : -amount), 0n);
            expect(is(cell("net"), times(less(times(difference, refilled), [items, 100n]), each))).toBe(true);
          }
        }
      }),
    );
  });

  test("the curve has the table's amounts at the occupancy asked for, and goes one way throughout", () => {
    fc.assert(
      fc.property(anyCase, (any) => {
        const facts = factsOf(any);
        const occupancy = Exact.ratio(BigInt(any.mille), 1_000n).reduced();
        const [curve, table] = [curveAt(facts, occupancy), tableAt(facts, occupancy)];
        const value = (key: string) => table.rows.find((row) => row.key === key)?.cells[0]?.figure?.value ?? Exact.nil;
        const columnOf = (key: string) => curve.columns.findIndex((column) => column.key === key);
        const point = curve.rows.find(({ key }) => key === occupancyKey(occupancy))?.cells;
        expect(point?.[columnOf("void")]?.figure?.value.equals(value("void"))).toBe(true);
        if (facts.voidsCarriedBy !== "authority") expect(point?.[columnOf("voidProvider")]?.figure?.value.equals(value("voidProvider"))).toBe(true);
        expect(point?.[columnOf("saving")]?.figure?.value.equals(value("saving").plus(value("avoidance")))).toBe(true);
        // A place more that is used saves spot's price of it, and costs what the provider carried of the block's.
        const [spot, block] = [costOf(facts, "spot", "year"), costOf(facts, "block", "year")];
        const [rise] = less(spot, times(block, [1_000n - shareOf(facts, any), 1_000n]));
        for (const [index, row] of curve.rows.entries()) {
          const before = curve.rows[index - 1];
          if (!before) continue;
          const step = (key: string) => {
            const [from, to] = [before, row].map(({ cells }) => cells[columnOf(key)]?.figure?.value as Exact) as [Exact, Exact];
            return to.compare(from);
          };
          expect(step("void")).not.toBe(1);
          expect([0, rise > 0n ? 1 : rise < 0n ? -1 : 0]).toContain(step("saving"));
        }
      }),
    );
  });

  test("break-even is where the saving is nil, and what the notes say of it is so", () => {
    fc.assert(
      fc.property(anyCase, (any) => {
        const facts = factsOf(any);
        const saving = (at: Exact) => {
          const { rows } = tableAt({ ...facts, directPlaces: 0 }, at);
          return rows.find(({ key }) => key === "saving")?.cells[0]?.figure?.value as Exact;
        };
        const even = figureOf(breakEven(costsOf(facts)))?.value ?? null;
        const within = even !== null && even.compare(Exact.one) <= 0;
        if (within) expect(saving(even).isNil()).toBe(true);
        const notes = tableAt(facts, Exact.one).notes.join(" ");
        const samples = [1n, 250n, 500n, 999n, 1_000n].map((mille) => saving(Exact.ratio(mille, 1_000n)));
        const above = (amount: Exact) => !amount.isNil() && !amount.isNegative();
        if (notes.includes("it never pays")) expect(samples.some(above)).toBe(false);
        if (notes.includes("less than buying the used places one at a time, at every occupancy above 0%")) {
          expect(samples.every(above)).toBe(true);
          // With no place used there may be nothing to pay either way.
          expect(saving(Exact.nil).isNegative()).toBe(false);
        }
        expect(notes).not.toMatch(/less [^.]* at every occupancy\./);
        if (notes.includes("Below ") && within && !even.isNil()) expect(saving(even.dividedBy(Exact.whole(2))).isNegative()).toBe(true);
      }),
    );
  });

  test("without a spot price nothing that needs one has a value, and what does not has the same", () => {
    fc.assert(
      fc.property(anyCase, (any) => {
        const facts = factsOf(any);
        const occupancy = Exact.ratio(BigInt(any.mille), 1_000n);
        const [whole, without] = [facts, { ...facts, spotPounds: null, spotValuePence: null }].map((of) => tableAt(of, occupancy)) as [
          ReturnType<typeof tableAt>,
          ReturnType<typeof tableAt>,
        ];
        for (const row of without.rows) {
          const other = whole.rows.find(({ key }) => key === row.key);
          const needsSpot = /^(given:)?(spot|saving|avoidance|net|breakEven)$/.test(row.key);
          for (const [index, cell] of row.cells.entries()) {
            const blank = row.key === "net" || row.key === "breakEven" ? ["[x]", ""] : ["[x]"];
            if (needsSpot) expect([row.key, cell.figure, blank.includes(cell.shown)]).toEqual([row.key, null, true]);
            else if (other) expect([row.key, cell.shown]).toEqual([row.key, other.cells[index]?.shown]);
          }
        }
        expect(without.notes.some((note) => note.startsWith("[x]: Neither a spot price"))).toBe(true);
      }),
    );
  });
});
