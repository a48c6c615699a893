// Block against spot: hand-computed tables on both bases, voids at any occupancy, and what cannot be worked out.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BlockCaseFacts, checkBlockCase, readOccupancy } from "../../server/finance/blockCase.ts";
import { breakEven, costsOf } from "../../server/finance/blockCaseCosts.ts";
import { blockCaseTable } from "../../server/finance/blockCaseTable.ts";
import { Exact } from "../../server/finance/exact.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { figureOf } from "../../server/finance/unknown.ts";
import { voidCurve } from "../../server/finance/voidCurve.ts";

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
/** 35 places for seven, by the totals over eight years and by the averages as printed (Havering 1.7, 3.2). */
const havering: BlockCaseFacts = {
  ...sefton,
  name: "Havering",
  places: 35,
  priceUnit: "year",
  weeksPerYear: null,
  spotPounds: "179848",
  blockPounds: "131561",
  spotValuePence: 5_035_740_200,
  blockValuePence: 3_683_714_700,
  termMonths: 96,
  sharing: 7,
};
const share = (text: string) => Exact.decimal(text);
const tableOf = (facts: BlockCaseFacts, occupancy = "1") => blockCaseTable(facts, { unit: "pounds", occupancy: share(occupancy) });
const curveOf = (facts: BlockCaseFacts, occupancy = "1") => voidCurve(facts, { unit: "pounds", occupancy: share(occupancy) });
const rowOf = (facts: BlockCaseFacts, key: string, occupancy = "1") => tableOf(facts, occupancy).rows.find((row) => row.key === key);
const shown = (facts: BlockCaseFacts, key: string, occupancy = "1") => rowOf(facts, key, occupancy)?.cells.map((cell) => cell.shown);

describe("the table", () => {
  test("of prices a week", () => {
    expect(shown(sefton, "spot")).toEqual(["446,992.00", "2,234,960.00"]); // 4 × 2,149 × 52, × 5
    expect(shown(sefton, "block")).toEqual(["413,504.00", "2,067,520.00"]); // 4 × 1,988 × 52, × 5
    expect(shown(sefton, "saving")).toEqual(["33,488.00", "167,440.00"]);
    expect(shown(sefton, "void", "0.75")).toEqual(["103,376.00", "516,880.00"]); // one of four places
    expect(shown(sefton, "breakEven")).toEqual(["92.51%", ""]);
    expect(tableOf(sefton).columns.map(({ label, status }) => [label, status])).toEqual([
      ["A year", ""],
      ["Whole term", ""],
    ]);
    expect(rowOf(sefton, "block")?.cells[1]?.derivation?.workings).toBe("4 places × £1,988.00 a week × 52 weeks × 5 years");
    expect(rowOf(sefton, "saving")?.cells[0]?.derivation?.workings).toBe("Spot cost £446,992.00 – Block cost £413,504.00");
  });

  test("of a term that is no whole number of years", () => {
    // 18 months are 3/2 years: 413,504 × 1.5
    expect(shown({ ...sefton, termMonths: 18 }, "block")).toEqual(["413,504.00", "620,256.00"]);
  });

  test("of values over the term, beside the prices as printed", () => {
    expect(shown(havering, "saving")).toEqual(["1,690,031.88", "241,433.13", "13,520,255.00", "1,931,465.00"]);
    expect(shown(havering, "block")).toEqual(["4,604,643.38", "657,806.20", "36,837,147.00", "5,262,449.57"]);
    expect(shown(havering, "given:block")).toEqual(["4,604,635.00", "657,805.00", "36,837,080.00", "5,262,440.00"]);
    expect(shown(havering, "given:saving")).toEqual(["1,690,045.00", "241,435.00", "13,520,360.00", "1,931,480.00"]);
    expect(rowOf(havering, "given")?.kind).toBe("heading");
    expect(shown(havering, "void", "0.5")).toEqual(["2,302,321.69", "328,903.10", "18,418,573.50", "2,631,224.79"]);
    expect(tableOf(havering).columns.map(({ status }) => status)).toEqual(["all", "each of 7", "all", "each of 7"]);
  });

  test("of values alone has one basis", () => {
    const alone = { ...havering, spotPounds: null, blockPounds: null };
    expect(tableOf(alone).rows.some((row) => row.key.startsWith("given"))).toBe(false);
    expect(shown(alone, "saving")).toEqual(shown(havering, "saving"));
    expect(tableOf(alone).notes.join(" ")).not.toContain("Rounding");
  });

  const explained = (facts: BlockCaseFacts) => tableOf(facts).notes.filter((note) => note.startsWith("Over the term"));
  test("says that rounding explains the difference, where it does", () => {
    expect(explained(havering)).toEqual([
      "Over the term the printed values give £67.00 more for the block than the printed prices do. Rounding those can move it by up to £140.00, so rounding explains it.",
      "Over the term the printed values give £105.00 less for the saving than the printed prices do. Rounding those can move it by up to £280.00, so rounding explains it.",
    ]);
  });

  test("and that it does not, where it cannot", () => {
    // £1,000 more for the block: £1,067 cannot come of half a pound × 35 × 8 = £140; of the saving £1,105 less, where £280 can.
    expect(explained({ ...havering, blockValuePence: 3_683_814_700 })).toEqual([
      "Over the term the printed values give £1,067.00 more for the block than the printed prices do. Rounding those can move it by up to £140.00, so rounding does not explain it.",
      "Over the term the printed values give £1,105.00 less for the saving than the printed prices do. Rounding those can move it by up to £280.00, so rounding does not explain it.",
    ]);
  });

  test("to the last penny that rounding can move it, and not a penny further", () => {
    // 36,837,080 + 140
    expect(explained({ ...havering, blockValuePence: 3_683_722_000 })[0]).toContain(
      "£140.00 more for the block than the printed prices do. Rounding those can move it by up to £140.00, so rounding explains it.",
    );
    expect(explained({ ...havering, blockValuePence: 3_683_722_001 })[0]).toContain("so rounding does not explain it.");
  });

  test("says so where both bases agree, and rounds by the decimals that are printed and the weeks", () => {
    const weekly = { ...sefton, spotValuePence: 223_496_000, blockValuePence: 206_752_000 };
    expect(explained(weekly)).toEqual([
      "Over the term the printed prices and the printed values give the same for the block.",
      "Over the term the printed prices and the printed values give the same for the saving.",
    ]);
    // Half a penny × 4 places × 52 weeks × 5 years is £5.20.
    expect(explained({ ...weekly, blockValuePence: 206_752_520 })[0]).toContain(
      "£5.20 more for the block than the printed prices do. Rounding those can move it by up to £5.20, so rounding explains it.",
    );
  });

  test("splits saving from avoidance, and never adds the two", () => {
    const facts = { ...sefton, directPlaces: 1 };
    expect(shown(facts, "saving")).toEqual(["25,116.00", "125,580.00"]); // 33,488 × 3/4
    expect(shown(facts, "avoidance")).toEqual(["8,372.00", "41,860.00"]); // 33,488 × 1/4
    expect(rowOf(facts, "saving")?.cells[0]?.derivation?.workings).toBe("(Spot cost £446,992.00 – Block cost £413,504.00) × 3 places ÷ 4 places");
    expect(tableOf(facts).notes).toContain("A place refilled from elsewhere saves; a child placed directly avoids cost. The two are never added together.");
    const all = { ...sefton, directPlaces: 4 };
    expect([shown(all, "saving"), shown(all, "avoidance")]).toEqual([
      ["–", "–"],
      ["33,488.00", "167,440.00"],
    ]);
  });

  test("nets off the saving and not the avoidance", () => {
    const facts: BlockCaseFacts = {
      ...sefton,
      directPlaces: 1,
      items: [
        { name: "Set-up", kind: "cost", time: "once", amountPence: 2_000_000, fromYear: 1, toYear: 1 },
        { name: "Administration", kind: "cost", time: "each year", amountPence: 500_000, fromYear: 2, toYear: 5 },
        { name: "Grant", kind: "grant", time: "each year", amountPence: 1_000_000, fromYear: 1, toYear: 3 },
        { name: "Evaluation grant", kind: "conditional grant", time: "once", amountPence: 900_000, fromYear: 3, toYear: 3 },
      ],
    };
    expect(shown(facts, "item:0")).toEqual(["", "(20,000.00)"]);
    expect(shown(facts, "item:1")).toEqual(["", "(20,000.00)"]); // 4 × 5,000
    expect(shown(facts, "item:2")).toEqual(["", "30,000.00"]);
    expect(shown(facts, "item:3")).toEqual(["", "9,000.00"]);
    // 125,580 - 20,000 - 20,000 + 30,000: neither the £41,860 avoided nor the £9,000 that depends on something.
    expect(shown(facts, "net")).toEqual(["", "115,580.00"]);
    expect(rowOf(facts, "item:3")?.label).toBe("Evaluation grant (not counted)");
    expect(rowOf(facts, "net")?.cells[1]?.derivation?.workings).toBe("Saving £125,580.00 – Set-up £20,000.00 – Administration £20,000.00 + Grant £30,000.00");
  });

  test("of a block that never pays, and of one against nothing", () => {
    expect(tableOf({ ...sefton, blockPounds: "2149.00" }).notes[1]).toBe("The block costs as much as spot or more at every occupancy: it never pays by price alone.");
    expect(shown({ ...sefton, blockPounds: "3000.00" }, "saving")).toEqual(["(177,008.00)", "(885,040.00)"]); // 4 × 851 × 52
    const free = { ...sefton, spotPounds: "0" };
    expect(breakEven(costsOf(free))).toBeNull();
    expect(tableOf(free).notes[1]).toBe("The spot price is nil, so no occupancy makes the block pay.");
    expect(shown(free, "breakEven")).toEqual(["", ""]);
    expect(curveOf(free).rows).toHaveLength(21);
  });
});

const pence = fc.integer({ min: 1, max: 1_000_000 }).map((amount) => (amount / 100).toFixed(2));
const anyCase = fc.record({
  places: fc.integer({ min: 1, max: 200 }),
  spotPounds: pence,
  blockPounds: pence,
  termMonths: fc.integer({ min: 1, max: 240 }),
  sharing: fc.integer({ min: 1, max: 9 }),
});

describe("for any block", () => {
  test("the void is the block's price times the empty places, at any occupancy", () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 0, max: 1_000 }), (change, permille) => {
        const facts = { ...sefton, ...change };
        const table = tableOf(facts, (permille / 1_000).toFixed(3));
        const [block, empty] = ["block", "void"].map((key) => table.rows.find((row) => row.key === key));
        for (const [index, cell] of (empty?.cells ?? []).entries()) {
          const whole = block?.cells[index]?.figure?.value as Exact;
          expect(cell.figure?.value.equals(whole.times(Exact.ratio(BigInt(1_000 - permille), 1_000n)))).toBe(true);
        }
      }),
    );
  });

  test("saving and avoidance are the whole difference between them, whatever is filled directly", () => {
    fc.assert(
      fc.property(anyCase, fc.nat(200), (change, direct) => {
        const facts = { ...sefton, ...change, directPlaces: direct % (change.places + 1) };
        const value = (key: string, of = facts) => rowOf(of, key)?.cells[0]?.figure?.value ?? Exact.nil;
        expect(
          value("saving")
            .plus(value("avoidance"))
            .equals(value("saving", { ...facts, directPlaces: 0 })),
        ).toBe(true);
      }),
    );
  });

  test("the curve holds break-even, where the saving is nil, and rises with occupancy", () => {
    fc.assert(
      fc.property(anyCase, (change) => {
        const facts = { ...sefton, ...change };
        const { rows } = curveOf(facts);
        const even = rows.find((row) => row.key === "occupancy:breakEven");
        expect(even !== undefined).toBe((figureOf(breakEven(costsOf(facts)))?.value.compare(Exact.one) ?? 1) <= 0);
        if (even) {
          expect(even.cells[2]?.figure?.value.isNil()).toBe(true);
          expect(even.cells[2]?.shown).toBe("–");
        }
        for (const [index, row] of rows.entries()) {
          if (index === 0) continue;
          const before = rows[index - 1] as (typeof rows)[number];
          expect(row.cells[2]?.figure?.value.compare(before.cells[2]?.figure?.value as Exact)).not.toBe(-1);
          expect(row.cells[1]?.figure?.value.compare(before.cells[1]?.figure?.value as Exact)).not.toBe(1);
        }
      }),
    );
  });

  test("what each pays is what all pay over their number", () => {
    fc.assert(
      fc.property(anyCase, (change) => {
        const facts = { ...sefton, ...change, sharing: change.sharing + 1 };
        for (const row of tableOf(facts, "0.9").rows) {
          const [all, each] = row.cells;
          if (all?.figure && each?.figure) expect(each.figure.value.times(Exact.whole(facts.sharing)).equals(all.figure.value)).toBe(true);
        }
      }),
    );
  });
});

test("the curve has every twentieth and break-even in its place", () => {
  const { rows } = curveOf(sefton);
  expect(rows.map((row) => row.label)).toEqual([...Array.from({ length: 19 }, (_, index) => `${index * 5}%`), "92.51%, break-even", "95%", "100%"]);
  // At 50%: 2 places empty, 413,504 / 2, and 446,992 / 2 - 413,504.
  expect(rows[10]?.cells.map((cell) => cell.shown)).toEqual(["2.00", "206,752.00", "(190,008.00)"]);
  expect(rows[0]?.cells.map((cell) => cell.shown)).toEqual(["4.00", "413,504.00", "(413,504.00)"]);
  expect(rows[21]?.cells.map((cell) => cell.shown)).toEqual(["0.00", "–", "33,488.00"]);
});

describe("what cannot be worked out", () => {
  const item = { name: "Set-up", kind: "cost" as const, time: "once" as const, amountPence: 1, fromYear: 1, toYear: 1 };
  test.each<[string, Partial<BlockCaseFacts>, string, RegExp]>([
    ["no places", { places: 0 }, "places", /from 1 to 100000; 0 is not/],
    ["half a place", { places: 1.5 }, "places", /whole number/],
    ["shared by nobody", { sharing: 0 }, "sharing", /whole number from 1/],
    ["no term", { termMonths: 0 }, "termMonths", /term in months/],
    ["a term of more than a century", { termMonths: 1_201 }, "termMonths", /1200/],
    ["more filled directly than there are", { directPlaces: 5 }, "directPlaces", /5 places are filled directly, and only 4 places exist/],
    ["places filled directly below nil", { directPlaces: -1 }, "directPlaces", /from 0/],
    ["a price a week without weeks", { weeksPerYear: null }, "weeksPerYear", /how many weeks/],
    ["no block price", { blockPounds: null }, "blockPounds", /Give the block price/],
    ["a price below nil", { blockPounds: "-1" }, "blockPounds", /negative/],
    ["a price that is none", { spotPounds: "£5" }, "spotPounds", /not a decimal/],
    ["a value below nil", { spotValuePence: -1, blockValuePence: 1 }, "spotValuePence", /negative/],
    ["a value beyond all", { blockValuePence: 100_000_000_000_001 }, "blockValuePence", /trillion/],
    ["a spot value alone", { spotPounds: null, blockPounds: null, spotValuePence: 1 }, "blockPounds", /Give the block price/],
    ["actual days without a start", { weeksPerYear: "actual days / 7" }, "startsOn", /on which day the term starts/],
    ["a share of voids below nil", { voidsCarriedBy: "shared", voidShare: "-0.1" }, "voidShare", /from 0 to 1; -0\.1 is not/],
    ["a share of voids above all", { voidsCarriedBy: "shared", voidShare: "40" }, "voidShare", /from 0 to 1; 40 is not\. 40% is 0\.4/],
    ["an item below nil", { items: [{ ...item, amountPence: -1 }] }, "items[0].amountPence", /positive amount/],
    ["an item after the term", { items: [item, { ...item, toYear: 6 }] }, "items[1].fromYear", /years 1 to 6; the term has years 1 to 5/],
    ["an item before it", { items: [{ ...item, fromYear: 0 }] }, "items[0].fromYear", /years 0 to 1/],
    ["an item that ends before it starts", { items: [{ ...item, fromYear: 3, toYear: 2 }] }, "items[0].fromYear", /years 3 to 2/],
  ])("%s", (_, change, field, message) => {
    const check = () => checkBlockCase({ ...sefton, ...change }, "input");
    expect(check).toThrow(InputError);
    expect(check).toThrow(expect.objectContaining({ field: `input.${field}`, message: expect.stringMatching(message) }));
  });

  test.each<[string, Partial<BlockCaseFacts>]>([
    ["prices alone", {}],
    ["values alone", { spotPounds: null, blockPounds: null, spotValuePence: 1, blockValuePence: 1 }],
    ["both values and one price", { blockPounds: null, spotValuePence: 1, blockValuePence: 1 }],
    ["an item in the part of a year that ends the term", { termMonths: 13, items: [{ ...item, fromYear: 2, toYear: 2 }] }],
    ["all places filled directly", { directPlaces: 4 }],
    ["a block price alone", { spotPounds: null }],
    ["a block value alone, without weeks", { spotPounds: null, blockPounds: null, blockValuePence: 1, weeksPerYear: null }],
    ["a block value alone, by actual days without a start", { spotPounds: null, blockPounds: null, blockValuePence: 1, weeksPerYear: "actual days / 7" }],
    ["a spot price against a block value", { blockPounds: null, blockValuePence: 1 }],
    ["a block price against a spot value", { spotPounds: null, spotValuePence: 1 }],
    ["actual days from a day", { weeksPerYear: "actual days / 7", startsOn: "2023-04-01" }],
    ["voids shared by a rule that is not known", { voidsCarriedBy: "shared" }],
  ])("%s can", (_, change) => {
    expect(() => checkBlockCase({ ...sefton, ...change }, "input")).not.toThrow();
    expect(() => tableOf({ ...sefton, ...change })).not.toThrow();
  });

  test.each([
    ["-0.01", /from 0 to 1/],
    ["1.01", /from 0 to 1; 1\.01 is not\. 85% is 0\.85/],
    ["85", /from 0 to 1/],
    ["many", /not a decimal/],
  ])("an occupancy of %s", (text, message) => {
    expect(() => readOccupancy(text, "occupancy")).toThrow(expect.objectContaining({ field: "occupancy", message: expect.stringMatching(message) }));
  });
});
