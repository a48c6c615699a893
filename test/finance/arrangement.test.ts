// What follows from an arrangement on a day: its dates, its state, its reviews, what is late, its gaps; and what cannot be.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ArrangementFacts, checkArrangement, ends, type StoredArrangementFacts, type TermState, termDates } from "../../server/finance/arrangement.ts";
import { type Cover, followersOf, gapAfter } from "../../server/finance/arrangementCover.ts";
import { arrangementDetail, nextReview, overValue, stageState, stateOn, warnings } from "../../server/finance/arrangementOn.ts";
import { arrangementRegister } from "../../server/finance/arrangementTable.ts";
import { addMonths, daysAfter } from "../../server/finance/day.ts";
import { Exact } from "../../server/finance/exact.ts";
import { input } from "../../server/finance/figure.ts";
import { InputError } from "../../server/finance/inputError.ts";

const plain: StoredArrangementFacts = {
  id: "one",
  name: "One",
  kind: "framework",
  openList: false,
  opensOn: "2019-03-01",
  statedEndOn: null,
  openEnded: false,
  estimatedValuePence: null,
  breakMonths: null,
  firstReviewMonths: null,
  reviewEveryMonths: null,
  mostPlacesInHome: null,
  mostProviders: null,
  followsId: null,
  interim: false,
  committed: null,
  participants: [],
  lots: [],
  providers: [],
  terms: [],
  stages: [],
  weights: [],
};
const terms = (...given: [months: number, state: TermState][]) => given.map(([months, state]) => ({ months, state }));
const lot = (name: string, more: object = {}) => ({ name, averageWeeklyPounds: null, providerCount: null, ...more });

describe("months after a day", () => {
  test.each([
    ["2024-01-31", 1, "2024-02-29"],
    ["2023-01-31", 1, "2023-02-28"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2024-02-29", 48, "2028-02-29"],
    ["2023-12-31", 2, "2024-02-29"],
    ["2023-11-30", 1, "2023-12-30"],
    ["2024-03-31", -1, "2024-02-29"],
    ["2024-01-15", -1, "2023-12-15"],
    ["2019-03-01", 0, "2019-03-01"],
  ])("%s and %i months is %s", (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });
});

describe("the days of terms", () => {
  test("West Sussex 2.1: 3 + 2 + 2 years from 1 March 2019", () => {
    expect(termDates("2019-03-01", terms([36, "agreed"], [24, "proposed"], [24, "available"]))).toEqual([
      { part: "initial", months: 36, state: "agreed", startsOn: "2019-03-01", endsOn: "2022-02-28" },
      { part: "first extension", months: 24, state: "proposed", startsOn: "2022-03-01", endsOn: "2024-02-29" },
      { part: "second extension", months: 24, state: "available", startsOn: "2024-03-01", endsOn: "2026-02-28" },
    ]);
  });

  test("are counted from the opening, so that a short month in between shortens nothing after it", () => {
    // 31 August and 6 months is 29 February, and 12 months is 31 August again.
    expect(termDates("2023-08-31", terms([6, "agreed"], [6, "exercised"], [1, "available"])).map((term) => [term.startsOn, term.endsOn])).toEqual([
      ["2023-08-31", "2024-02-28"],
      ["2024-02-29", "2024-08-30"],
      ["2024-08-31", "2024-09-29"],
    ]);
  });

  test("an extension that lapsed has none, and takes no time", () => {
    const dated = termDates("2020-04-01", terms([12, "agreed"], [12, "lapsed"], [12, "available"]));
    expect(dated.map((term) => [term.startsOn, term.endsOn])).toEqual([
      ["2020-04-01", "2021-03-31"],
      [null, null],
      ["2021-04-01", "2022-03-31"],
    ]);
    expect(dated.map((term) => term.part)).toEqual(["initial", "first extension", "second extension"]);
  });

  test("without an opening there are none", () => {
    expect(termDates(null, terms([12, "agreed"]))).toEqual([{ part: "initial", months: 12, state: "agreed", startsOn: null, endsOn: null }]);
  });

  test("follow one another without a day between, and end as one long term would", () => {
    const day = fc.tuple(fc.integer({ min: 1990, max: 2030 }), fc.integer({ min: 0, max: 365 })).map(([year, after]) => daysAfter(`${year}-01-01`, after));
    const state = fc.constantFrom<TermState>("agreed", "proposed", "exercised", "available", "lapsed");
    fc.assert(
      fc.property(day, fc.array(fc.record({ months: fc.integer({ min: 1, max: 60 }), state }), { minLength: 1, maxLength: 8 }), (opensOn, given) => {
        const dated = termDates(opensOn, given).filter((term) => term.state !== "lapsed");
        let before = daysAfter(opensOn, -1);
        let months = 0;
        for (const term of dated) {
          expect(term.startsOn).toBe(daysAfter(before, 1));
          months += term.months;
          expect(term.endsOn).toBe(daysAfter(addMonths(opensOn, months), -1));
          before = term.endsOn as string;
        }
        expect(termDates(opensOn, given).filter((term) => term.state === "lapsed" && term.endsOn !== null)).toEqual([]);
      }),
    );
  });
});

describe("where it ends", () => {
  test.each<[string, Partial<ArrangementFacts>, string | null, string | null]>([
    ["by its terms", { terms: terms([36, "agreed"], [24, "exercised"], [24, "available"]) }, "2024-02-29", "2026-02-28"],
    ["by its initial term alone", { terms: terms([36, "agreed"], [24, "proposed"]) }, "2022-02-28", "2024-02-29"],
    ["with nothing left to take up", { terms: terms([36, "agreed"], [24, "lapsed"]) }, "2022-02-28", "2022-02-28"],
    ["as stated", { statedEndOn: "2018-06-30", opensOn: null }, "2018-06-30", "2018-06-30"],
    ["never", { openEnded: true }, null, null],
    ["nobody knows", {}, null, null],
    ["nobody knows without an opening", { opensOn: null, terms: terms([36, "agreed"]) }, null, null],
  ])("%s", (_, change, standing, longest) => {
    expect(ends({ ...plain, ...change })).toEqual({ standing, longest });
  });
});

describe("where it stands", () => {
  const extended = { ...plain, terms: terms([36, "agreed"], [24, "exercised"], [24, "available"]) };
  test.each<[string, ArrangementFacts, string, string]>([
    ["the day before it opens", extended, "2019-02-28", "not yet open"],
    ["the day it opens", extended, "2019-03-01", "running"],
    ["its initial term's last day", extended, "2022-02-28", "running"],
    ["its extension's first day", extended, "2022-03-01", "in its first extension"],
    ["its last day", extended, "2024-02-29", "in its first extension"],
    ["the day after, though it could be extended", extended, "2024-03-01", "ended"],
    ["without an end", { ...plain, openEnded: true }, "2030-01-01", "open ended"],
    ["without an end, before it opens", { ...plain, openEnded: true }, "2018-01-01", "not yet open"],
    ["of which nothing is known", { ...plain, opensOn: null }, "2020-01-01", "dates not known"],
    ["of which only the end is known", { ...plain, opensOn: null, statedEndOn: "2018-06-30" }, "2018-06-30", "running"],
    ["of which only the end is known, after it", { ...plain, opensOn: null, statedEndOn: "2018-06-30" }, "2018-07-01", "ended"],
    ["of which only the opening is known", plain, "2050-01-01", "running"],
  ])("%s", (_, facts, asAt, state) => {
    expect(stateOn(facts, asAt)).toBe(state);
  });
});

describe("a stage", () => {
  const stage = { name: "Evaluation", startsOn: "2020-08-26", endsOn: "2020-09-04", complete: false };
  test.each([
    ["2020-08-25", stage, "due", 0],
    ["2020-08-26", stage, "in progress", 0],
    ["2020-09-04", stage, "in progress", 0],
    ["2020-09-05", stage, "late", 1],
    ["2020-10-04", stage, "late", 30],
    ["2021-09-04", { ...stage, complete: true }, "complete", 0],
    ["2020-08-26", { ...stage, endsOn: null }, "in progress", 0],
    ["2020-08-27", { ...stage, endsOn: null }, "late", 1],
  ] as const)("on %s", (asAt, given, state, daysLate) => {
    expect(stageState(given, asAt)).toEqual({ state, daysLate });
  });
});

describe("the next review", () => {
  test.each<[string, Partial<ArrangementFacts>, string, string | null]>([
    ["every two years, from before it opens", { reviewEveryMonths: 24, openEnded: true }, "2018-01-01", "2021-03-01"],
    ["on the very day it is the one after", { reviewEveryMonths: 24, openEnded: true }, "2021-03-01", "2023-03-01"],
    ["first after 18 months", { firstReviewMonths: 18 }, "2019-06-01", "2020-09-01"],
    ["and then no more", { firstReviewMonths: 18 }, "2020-09-01", null],
    ["first after 6 months, then every 12", { firstReviewMonths: 6, reviewEveryMonths: 12 }, "2019-09-01", "2020-09-01"],
    ["none that would come after its longest end", { reviewEveryMonths: 24, terms: terms([36, "agreed"]) }, "2021-03-01", null],
    ["one that comes within an extension still open", { reviewEveryMonths: 24, terms: terms([36, "agreed"], [24, "available"]) }, "2021-03-01", "2023-03-01"],
    ["none where none is stated", {}, "2020-01-01", null],
    ["none without an opening", { opensOn: null, reviewEveryMonths: 12 }, "2020-01-01", null],
  ])("%s", (_, change, asAt, expected) => {
    expect(nextReview({ ...plain, ...change }, asAt)).toBe(expected);
  });
});

describe("the gap after it", () => {
  const ended: Cover = { ...plain, statedEndOn: "2018-12-31", opensOn: "2013-10-01" };
  const follower = (id: string, opensOn: string | null, more: Partial<Cover> = {}): Cover => ({ ...plain, id, name: id, opensOn, followsId: "one", ...more });
  const nothing = { from: "2019-01-01", to: null, days: null, sentence: "One ends on 31 December 2018, and nothing follows it." };

  test.each<[string, Cover[], object | null]>([
    ["has no end where nothing follows", [], nothing],
    ["has none where the next opens the day after", [follower("Two", "2019-01-01")], null],
    ["has none where the next opens before", [follower("Two", "2018-10-01")], null],
    [
      "is one day",
      [follower("Two", "2019-01-02")],
      { from: "2019-01-01", to: "2019-01-01", days: 1, sentence: "One ends on 31 December 2018; Two opens on 2 January 2019, 1 day without cover." },
    ],
    [
      "goes to the first of several",
      [follower("Three", "2019-06-01"), follower("Two", "2019-03-01")],
      { from: "2019-01-01", to: "2019-02-28", days: 59, sentence: "One ends on 31 December 2018; Two opens on 1 March 2019, 59 days without cover." },
    ],
    ["has no end where the next has no known opening", [follower("Two", null)], nothing],
    ["is closed by what has a lot that was bought by it", [follower("Two", "2019-01-01", { followsId: null, lots: [{ wasId: "other" }, { wasId: "one" }] })], null],
    ["is not closed by a stranger", [follower("Two", "2019-01-01", { followsId: "other", lots: [{ wasId: "other" }] })], nothing],
    // What came in the interim and ended before the end covers nothing after it.
    ["is not closed by a follower that has ended by then", [follower("Two", "2018-01-01", { statedEndOn: "2018-06-30" })], nothing],
    ["is closed by a follower that ends on its first day", [follower("Two", "2018-01-01", { statedEndOn: "2019-01-01" })], null],
  ])("%s", (_, others, expected) => {
    expect(gapAfter(ended, followersOf([ended, ...others])(ended.id))).toEqual(expected);
  });

  test("says until when an extension could close it", () => {
    const extendable = { ...plain, terms: terms([36, "agreed"], [24, "available"]) };
    expect(gapAfter(extendable, [])?.sentence).toBe("One ends on 28 February 2022, and nothing follows it, unless it is extended, at the longest to 29 February 2024.");
    expect(gapAfter(extendable, [follower("Two", "2022-04-01")])?.sentence).toBe(
      "One ends on 28 February 2022; Two opens on 1 April 2022, 31 days without cover, unless it is extended, at the longest to 29 February 2024.",
    );
  });

  test("there is none after what has no end", () => {
    expect(gapAfter({ ...plain, openEnded: true }, [])).toBeNull();
    expect(gapAfter({ ...plain, opensOn: null }, [])).toBeNull();
  });

  test("is as many days as the next opens late", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_000 }), (days) => {
        const gap = gapAfter(ended, [follower("Two", daysAfter("2019-01-01", days))]);
        expect(gap).toMatchObject({ from: "2019-01-01", days, to: daysAfter("2019-01-01", days - 1) });
      }),
    );
  });
});

describe("its value", () => {
  const pounds = (amount: number) => input(Exact.whole(amount), "pounds");
  test.each([
    [100_000_000, pounds(2_000_000), "1000000", "1"],
    [100_000_000, pounds(1_000_000), "0", "0"],
    [100_000_000, null, "-1000000", "-1"],
    [0, pounds(5), "5", null],
  ])("of %i pence", (value, committed, over, share) => {
    const found = overValue(value, committed);
    expect([found?.over.toString(), found?.share?.toString() ?? null]).toEqual([over, share]);
  });

  test("is measured by nothing where none is stated", () => {
    expect(overValue(null, pounds(5))).toBeNull();
  });
});

describe("its detail and its warnings", () => {
  test("the earliest break is counted from the day, from the opening, or stops at the end", () => {
    const broken = (asAt: string, change: Partial<StoredArrangementFacts> = {}) =>
      arrangementDetail({ ...plain, breakMonths: 6, terms: terms([36, "agreed"]), ...change }, [], asAt).earliestBreakOn;
    expect(broken("2020-01-31")).toBe("2020-07-31");
    expect(broken("2018-01-01")).toBe("2019-09-01");
    expect(broken("2021-12-01")).toBe("2022-02-28");
    expect(broken("2022-03-01")).toBeNull();
    expect(broken("2020-08-31", { openEnded: true, terms: [] })).toBe("2021-02-28");
    expect(broken("2020-01-01", { breakMonths: null })).toBeNull();
  });

  const all = (change: Partial<StoredArrangementFacts>, asAt: string) => warnings({ ...plain, ...change }, [], asAt);
  test("a gap is told from a year before it", () => {
    const soon = { terms: terms([36, "agreed"]) }; // ends 2022-02-28: without cover from 1 March
    expect(all(soon, "2021-02-28")).toEqual([]);
    expect(all(soon, "2021-03-01")).toEqual(["Gap in cover: One ends on 28 February 2022, and nothing follows it."]);
    const two = { ...plain, id: "two", name: "Two", opensOn: "2022-04-01", followsId: "one" };
    expect(warnings({ ...plain, ...soon }, [two], "2022-03-31")).toHaveLength(1);
    expect(warnings({ ...plain, ...soon }, [two], "2022-04-01")).toEqual([]);
  });

  test("what is late, and by how much more is committed than its value", () => {
    const stages = [
      { name: "Evaluation", startsOn: "2020-08-26", endsOn: "2020-09-04", complete: false },
      { name: "Award", startsOn: "2020-09-09", endsOn: null, complete: false },
    ];
    expect(all({ stages, openEnded: true, estimatedValuePence: 300_000_00, committed: input(Exact.whole(400_000), "pounds") }, "2020-09-10")).toEqual([
      "Late in One on 10 September 2020: Evaluation (6 days), Award (1 day).",
      "More is committed under One than its value: £100,000.00 more, 33.3% over.",
    ]);
    expect(all({ openEnded: true, estimatedValuePence: 400_000_00, committed: input(Exact.whole(400_000), "pounds") }, "2020-09-10")).toEqual([]);
  });
});

describe("the register", () => {
  const one: StoredArrangementFacts = {
    ...plain,
    terms: terms([36, "agreed"], [24, "available"]),
    estimatedValuePence: 100_000_000,
    committed: input(Exact.whole(2_000_000), "pounds"),
    stages: [{ name: "Award", startsOn: "2022-01-31", endsOn: null, complete: false }],
    participants: [
      { name: "Lead", role: "lead", authorities: 1 },
      { name: "Six", role: "partner", authorities: 6 },
    ],
  };
  const table = arrangementRegister(
    { authorityName: "Essex", arrangements: [one, { ...plain, id: "two", name: "Two", interim: true, openEnded: true }] },
    { asAt: "2022-02-15", unit: "thousands" },
  );

  test("shows dates, states and value left", () => {
    expect(table.rows.map((row) => [row.label, row.status, ...row.cells.map((cell) => cell.shown)])).toEqual([
      ["One", null, "framework", "running", "1 Mar 2019", "28 Feb 2022", "29 Feb 2024", "1,000", "2,000", "(1,000)", "100.0%", "Lead", "7"],
      ["Two", "interim", "framework", "open ended", "1 Mar 2019", "open ended", "open ended", "", "", "", "", "", ""],
    ]);
    expect(table.columns).toHaveLength(11);
    expect(table.rows[0]?.cells[10]?.derivation?.workings).toBe("1 authority + 6 authorities");
  });

  test("puts each note at its cell, and all below", () => {
    const gap = "Gap in cover: One ends on 28 February 2022, and nothing follows it, unless it is extended, at the longest to 29 February 2024.";
    const late = "Late in One on 15 February 2022: Award (15 days).";
    const over = "More is committed under One than its value: £1,000,000.00 more, 100% over.";
    expect(table.rows[0]?.cells.map((cell) => cell.note)).toEqual([null, late, null, gap, null, null, null, over, null, null, null]);
    expect(table.notes).toEqual([
      "Amounts are in thousands of pounds. Dates and states are as at 15 February 2022.",
      "Committed is what the commitments under an arrangement come to; of one that is stated year by year, the years that it states.",
      gap,
      late,
      over,
    ]);
  });

  test("has no amount, no value left and no verdict where what is committed is not known, and says why", () => {
    const why = "Ramp has no end, and neither has what it is bought under.";
    const unknown = { ...plain, openEnded: true, estimatedValuePence: 10_000_000, committed: { kind: "unknown" as const, why } };
    const { rows, notes } = arrangementRegister({ authorityName: "Essex", arrangements: [unknown] }, { asAt: "2022-02-15", unit: "thousands" });
    expect(rows[0]?.cells.slice(5, 9).map(({ shown }) => shown)).toEqual(["100", "[x]", "[x]", "[x]"]);
    expect(rows[0]?.cells[6]?.note).toBe(`What is committed under One is not known: ${why}`);
    expect(notes).toEqual([expect.any(String), expect.any(String), `[x]: what is committed under One is not known: ${why} That is not nil.`]);
    expect(arrangementDetail(unknown, [], "2022-02-15").value).toEqual({
      estimatedPence: 10_000_000,
      committedPence: null,
      committedNotKnown: why,
      overPence: null,
      overShare: null,
      exceeded: null,
    });
  });

  test("of nothing says nothing", () => {
    expect(arrangementRegister({ authorityName: "Essex", arrangements: [] }, { asAt: "2022-02-15", unit: "pounds" })).toMatchObject({ rows: [], notes: [] });
  });
});

describe("an arrangement that cannot be", () => {
  const lead = { name: "Essex", role: "lead", authorities: 1 };
  const stage = { name: "Award", startsOn: "2020-09-04", endsOn: null, complete: false };
  test.each<[string, Partial<ArrangementFacts>, string, RegExp]>([
    ["opens in a year mistyped", { opensOn: "0219-03-01" }, "opensOn", /outside the years/],
    ["opens on no day", { opensOn: "2023-02-29" }, "opensOn", /28 days/],
    ["ends on no day", { statedEndOn: "2023-06-31" }, "statedEndOn", /30 days/],
    ["has terms and no end", { openEnded: true, terms: terms([12, "agreed"]) }, "openEnded", /without an end/],
    ["has an end and none", { openEnded: true, statedEndOn: "2020-01-01" }, "openEnded", /without an end/],
    ["has an end beside terms", { statedEndOn: "2022-02-28", terms: terms([36, "agreed"]) }, "statedEndOn", /follows from its terms/],
    ["ends before it opens", { statedEndOn: "2019-02-28" }, "statedEndOn", /before it opens on 2019-03-01/],
    ["has an extension before its initial term", { terms: terms([12, "available"], [36, "agreed"]) }, "terms[0].state", /initial term comes first/],
    ["has two initial terms", { terms: terms([12, "agreed"], [36, "agreed"]) }, "terms[1].state", /Only the initial term/],
    ["takes up an extension before the one ahead", { terms: terms([12, "agreed"], [12, "available"], [12, "exercised"]) }, "terms[2].state", /before the one ahead/],
    ["takes up one after one that lapsed", { terms: terms([12, "agreed"], [12, "lapsed"], [12, "exercised"]) }, "terms[2].state", /before the one ahead/],
    ["has a term of no months", { terms: terms([0, "agreed"]) }, "terms[0].months", /1 to 600 months; 0 is not/],
    ["has half a month", { terms: terms([1.5, "agreed"]) }, "terms[0].months", /1\.5 is not/],
    ["runs for more than fifty years at once", { terms: terms([601, "agreed"]) }, "terms[0].months", /601 is not/],
    ["runs beyond all years", { terms: terms([600, "agreed"], [600, "available"]) }, "terms", /outside the years/],
    // So long that no calendar holds its end: it is refused, and does not fail.
    [
      "runs for ten thousand years",
      { terms: terms([600, "agreed"], ...Array.from({ length: 200 }, (): [number, TermState] => [600, "available"])) },
      "terms",
      /at most 1,200 months/,
    ],
    ["has a value below nil", { estimatedValuePence: -1 }, "estimatedValuePence", /negative/],
    ["breaks after no months", { breakMonths: 0 }, "breakMonths", /1 or more/],
    ["is reviewed every part of a month", { reviewEveryMonths: 0.5 }, "reviewEveryMonths", /0\.5 is not/],
    ["is first reviewed before it opens", { firstReviewMonths: -1 }, "firstReviewMonths", /-1 is not/],
    ["has no place in a home", { mostPlacesInHome: 0 }, "mostPlacesInHome", /1 or more/],
    ["has no provider at most", { mostProviders: 0 }, "mostProviders", /1 or more/],
    ["lists a participant twice", { participants: [lead, { ...lead, name: "ESSEX", role: "partner" }] }, "participants[1].name", /ESSEX is listed twice/],
    ["has two leads", { participants: [lead, { ...lead, name: "Kent" }] }, "participants[1].role", /one lead/],
    ["counts nobody", { participants: [{ ...lead, authorities: 0 }] }, "participants[0].authorities", /1 to 1,000/],
    ["has two lots of one name", { lots: [lot("A"), lot("a")] }, "lots[1].name", /two lots called a/],
    ["has a lot at a price below nil", { lots: [lot("A", { averageWeeklyPounds: "-1" })] }, "lots[0].averageWeeklyPounds", /negative/],
    ["has a lot at no price", { lots: [lot("A", { averageWeeklyPounds: "much" })] }, "lots[0].averageWeeklyPounds", /not a decimal/],
    ["has fewer providers than none", { lots: [lot("A", { providerCount: -1 })] }, "lots[0].providerCount", /nil or more/],
    [
      "lists a provider twice in a lot",
      {
        providers: [
          { name: "P", lotId: "l", places: 1 },
          { name: "p", lotId: "l", places: 2 },
        ],
      },
      "providers[1].name",
      /listed twice/,
    ],
    ["has places below nil", { providers: [{ name: "P", lotId: null, places: -1 }] }, "providers[0].places", /nil or more/],
    ["has a stage on no day", { stages: [{ ...stage, startsOn: "2020-02-30" }] }, "stages[0].startsOn", /29 days/],
    ["has a stage that ends before it starts", { stages: [stage, { ...stage, endsOn: "2020-09-03" }] }, "stages[1].endsOn", /Award ends on 2020-09-03, before it starts/],
    [
      "has weights of 90%",
      {
        weights: [
          { criterion: "Price", weightShare: "0.7" },
          { criterion: "Quality", weightShare: "0.2" },
        ],
      },
      "weights",
      /add up to 90%\. They must add up to exactly 100%/,
    ],
    [
      "has weights in per cent",
      {
        weights: [
          { criterion: "Price", weightShare: "70" },
          { criterion: "Quality", weightShare: "30" },
        ],
      },
      "weights",
      /add up to 10000%/,
    ],
    [
      "has a weight of nil",
      {
        weights: [
          { criterion: "Price", weightShare: "1" },
          { criterion: "Quality", weightShare: "0" },
        ],
      },
      "weights[1].weightShare",
      /Quality must be more than nil/,
    ],
    [
      "weighs one thing twice",
      {
        weights: [
          { criterion: "Price", weightShare: "0.5" },
          { criterion: "price", weightShare: "0.5" },
        ],
      },
      "weights[1].criterion",
      /two weights/,
    ],
  ])("%s", (_, change, field, message) => {
    const check = () => checkArrangement({ ...plain, ...change }, "input");
    expect(check).toThrow(InputError);
    expect(check).toThrow(expect.objectContaining({ field: `input.${field}`, message: expect.stringMatching(message) }));
  });

  test.each<[string, Partial<ArrangementFacts>]>([
    ["one that only has a name", { opensOn: null }],
    ["one with thirds that are exactly 100%", { weights: ["0.33", "0.33", "0.34"].map((weightShare, index) => ({ criterion: `${index}`, weightShare })) }],
    [
      "one provider in two lots",
      {
        providers: [
          { name: "P", lotId: "a", places: 1 },
          { name: "P", lotId: "b", places: 1 },
        ],
      },
    ],
    ["terms without an opening", { opensOn: null, terms: terms([36, "agreed"], [24, "exercised"], [12, "proposed"], [12, "lapsed"]) }],
    ["an end on the day it opens", { statedEndOn: "2019-03-01" }],
    ["a stage of one day", { stages: [{ ...stage, endsOn: "2020-09-04" }] }],
  ])("%s can", (_, change) => {
    expect(() => checkArrangement({ ...plain, ...change }, "input")).not.toThrow();
  });
});
