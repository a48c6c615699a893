// Settlement: all that members owe and paid is what the lead paid, to the penny, whatever was used and whatever is corrected later.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysAfter } from "../../server/finance/day.ts";
import { Exact } from "../../server/finance/exact.ts";
import type { Figure } from "../../server/finance/figure.ts";
import { InputError } from "../../server/finance/inputError.ts";
import { settlement } from "../../server/finance/memberBalances.ts";
import { checkPeriods, checkUses, type RuledPeriod, type SettlementFacts, type SettlementRules, type UseFacts } from "../../server/finance/settlement.ts";
import { statement } from "../../server/finance/settlementStatement.ts";
import { internalMarket, settlementTable } from "../../server/finance/settlementTable.ts";
import { figureOf, type Known } from "../../server/finance/unknown.ts";

const partners = ["Lead", "Second", "Third", "Without"].map((name, index) => ({ id: `p${index}`, name, shares: name !== "Without" }));
const rules: SettlementRules = {
  settledBy: "places allocated",
  internalPricePounds: "1000.00",
  outsidePricePounds: "1500.00",
  outsideFeePounds: "70.00",
  partners,
  administration: [{ id: "office", name: "Office", part: Exact.nil, weights: [Exact.one, Exact.one, Exact.one, null] }],
};
const quarters: RuledPeriod[] = [
  { id: "q1", name: "Quarter 1", startsOn: "2019-04-01", endsOn: "2019-06-30", costPence: 9_100_000, administrationPence: 300_000, issued: false, rules },
  { id: "q2", name: "Quarter 2", startsOn: "2019-07-01", endsOn: "2019-09-30", costPence: 9_200_000, administrationPence: 300_000, issued: false, rules },
  { id: "q3", name: "Quarter 3", startsOn: "2019-10-01", endsOn: "2019-12-31", costPence: 9_200_001, administrationPence: 300_001, issued: false, rules },
];
const use = (userId: string | null, hostId: string, places: number, startsOn: string, endsOn: string, buyer: string | null = null): UseFacts => ({
  userId,
  buyer,
  hostId,
  places,
  startsOn,
  endsOn,
});
/** That nobody used any place, in each quarter. */
const noneUsed = quarters.map(({ startsOn, endsOn }) => use("p0", "p0", 0, startsOn, endsOn));
const facts: SettlementFacts = {
  name: "Three and one",
  source: null,
  lead: { id: "p0", name: "Lead" },
  allocations: [
    { partnerId: "p0", places: 5, startsOn: "2019-04-01", endsOn: null },
    { partnerId: "p1", places: 3, startsOn: "2019-04-01", endsOn: null },
    { partnerId: "p2", places: 2, startsOn: "2019-04-01", endsOn: null },
  ],
  uses: noneUsed,
  periods: [quarters[0] as RuledPeriod],
  upFront: [],
  issued: [],
};
/** The same with every period by these rules. */
const ruled = (of: SettlementFacts, more: Partial<SettlementRules>): SettlementFacts => ({
  ...of,
  periods: of.periods.map((period) => ({ ...period, rules: { ...period.rules, ...more } })),
});
const pence = (value: Exact) => value.times(Exact.whole(100));
/** The value of what is known. */
const valued = (known: Known): Exact => (figureOf(known) as Figure).value;
const owed = (of: SettlementFacts) => settlement(of).members.map((member) => Number(pence(valued(member.owed)).rounded(0)));

describe("one quarter by hand", () => {
  const used: SettlementFacts = {
    ...facts,
    uses: [
      use("p0", "p0", 5, "2019-04-01", "2019-06-30"),
      use("p1", "p1", 2, "2019-04-01", "2019-06-30"),
      // Two weeks in a place of the second, and one week sold outside.
      use("p2", "p1", 1, "2019-05-01", "2019-05-14"),
      use(null, "p2", 1, "2019-06-01", "2019-06-07", "Elsewhere"),
    ],
    upFront: [
      { periodId: "q1", partnerId: "p1", amountPence: 2_000_000 },
      { periodId: "q1", partnerId: "p2", amountPence: 2_000_000 },
    ],
  };

  test("each pays for its places, buys and sells at the stated price, and shares administration less outside fees", () => {
    const [lead, second, third, without] = settlement(used).members;
    const shown = (member: typeof lead) =>
      ["share", "bought", "sold", "outside", "administration", "upFront", "owed"].map((key) => (member?.[key as "share"] as { value: Exact } | undefined)?.value.toString());
    // £91,000 by 5, 3 and 2 of 10 places; £3,000 less £70 is £2,930: £976.67, £976.67 and £976.66.
    expect(shown(lead)).toEqual(["45500", "0", "0", "0", "976.67", "0", "46476.67"]);
    // Sold two weeks at £1,000: 27,300 - 2,000 + 976.67 - 20,000.
    expect(shown(second)).toEqual(["27300", "0", "-2000", "0", "976.67", "-20000", "6276.67"]);
    // Bought those, and had £1,500 from outside: 18,200 + 2,000 - 1,500 + 976.66 - 20,000.
    expect(shown(third)).toEqual(["18200", "2000", "0", "-1500", "976.66", "-20000", "-323.34"]);
    expect(shown(without)).toEqual(["0", "0", "0", "0", "0", "0", "0"]);
  });

  test("the table's last line is nil, and its first column is what each owes", () => {
    const table = settlementTable(used, "pounds");
    const at = (key: string) => table.rows.find((row) => row.key === key)?.cells[0]?.shown;
    expect(["partner:p0", "partner:p2", "total", "members", "paid", "difference"].map(at)).toEqual(["46,476.67", "(323.34)", "52,430.00", "94,000.00", "94,000.00", "–"]);
    expect(table.rows.every((row) => row.cells.every((cell) => cell.figure === null || cell.derivation !== null))).toBe(true);
  });

  test("the market has each trade once, with its price", () => {
    expect(internalMarket(used, "pounds").rows.map((row) => [row.label, ...row.cells.map((cell) => cell.shown)])).toEqual([
      ["Third in places of Second", "2.00", "£1,000.00 a week", "2,000.00", "–"],
      ["Elsewhere in places of Third", "1.00", "£1,500.00 a week", "1,500.00", "70.00"],
    ]);
  });

  test("a statement can be read by one who was not there, and its lines add up to its balance", () => {
    const third = statement(used, "p2");
    expect(third.lines.map((line) => line.words)).toEqual([
      "From 1 April 2019 to 30 June 2019, 91 days, Third held 2 of the partnership's 10 places and used 2 bed-weeks.",
      "Its share of the £91,000.00 that Lead paid the providers, by the places it held",
      "Used 2 bed-weeks in places of Second",
      "Elsewhere, from outside the partnership, used 1 bed-week in its places",
      "Its part of the £3,000.00 for administration, less what outside buyers paid towards it",
      "Paid ahead",
    ]);
    expect(third.lines.reduce((sum, line) => sum + (line.pence ?? 0), 0)).toBe(third.balancePence);
    expect(third.sentence).toBe("Lead owes Third £323.34.");
    expect(statement(used, "p1").sentence).toBe("Second owes Lead £6,276.67.");
    expect(third.lines[2]?.workings).toBe("1 place × 2 weeks × £1,000.00 a week");
  });

  test("by bed-weeks used, what outside buyers left is shared by use, and empty places are nobody's alone", () => {
    const byUse = ruled(used, { settledBy: "bed-weeks used" });
    // £91,000 less £1,500 is £89,500 by 65, 26 and 2 bed-weeks of 93.
    expect(settlement(byUse).members.map((member) => valued(member.share).toString())).toEqual(["62553.76", "25021.51", "1924.73", "0"]);
  });
});

describe("a period of which no use is recorded", () => {
  const none = { ...facts, uses: [] };
  const unpriced = { internalPricePounds: null, outsidePricePounds: null, outsideFeePounds: null };
  const reason = "no use is recorded from 1 April 2019 to 30 June 2019. Record the places used, or that none were.";
  const notKnown = (of: SettlementFacts) => {
    const { columns, rows } = settlementTable(of, "pounds");
    return Object.fromEntries(rows.map(({ key, cells }) => [key, columns.filter((_, index) => cells[index]?.shown === "[x]").map((column) => column.key)]));
  };
  const everyRow = (...keys: string[]) => Object.fromEntries([...partners.map(({ id }) => `partner:${id}`), "total"].map((key) => [key, keys]));
  const checks = { members: ["owed"], paid: [], difference: ["owed"] };

  test("and that has prices does not know what was traded, nor what is owed", () => {
    expect(notKnown(none)).toEqual({ ...everyRow("owed", "bedWeeksUsed", "bought", "sold", "outside", "administration"), ...checks });
    const table = settlementTable(none, "pounds");
    expect(table.notes.filter((note) => note.includes("no use"))).toEqual([`[x]: ${reason}`]);
    expect(internalMarket(none, "pounds")).toMatchObject({ rows: [], notes: [`[x]: ${reason}`] });
  });

  test("and that is settled by bed-weeks does not know the shares either", () => {
    expect(notKnown(ruled(none, { ...unpriced, settledBy: "bed-weeks used" }))).toEqual({ ...everyRow("owed", "bedWeeksUsed", "share", "bought", "sold", "outside"), ...checks });
  });

  test("knows all but the bed-weeks where nothing depends on them", () => {
    const of = ruled(none, unpriced);
    expect(notKnown(of)).toEqual({ ...everyRow("bedWeeksUsed"), members: [], paid: [], difference: [] });
    expect(owed(of)).toEqual([4_650_000, 2_830_000, 1_920_000, 0]);
    expect(statement(of, "p2")).toMatchObject({ balancePence: 1_920_000, sentence: "Third owes Lead £19,200.00." });
    const shared = ruled(of, { administration: [{ id: "office", name: "Office", part: Exact.nil, weights: null }] });
    expect(notKnown(shared)).toEqual({ ...everyRow("owed", "bedWeeksUsed", "bought", "sold", "outside", "administration"), ...checks });
  });

  test("has statements that say what has to be recorded", () => {
    const third = statement({ ...none, upFront: [{ periodId: "q1", partnerId: "p2", amountPence: 100 }] }, "p2");
    expect(third).toMatchObject({ balancePence: null, sentence: `What Third is to pay is not known: ${reason}` });
    expect(third.lines.map(({ words, pence, notKnown }) => [words, pence, notKnown])).toEqual([
      ["From 1 April 2019 to 30 June 2019, 91 days, Third held 2 of the partnership's 10 places; no use is recorded in it.", null, false],
      ["Its share of the £91,000.00 that Lead paid the providers, by the places it held", 1_820_000, false],
      ["Places of other members that it used, and its own that others used", null, true],
      ["Its part of the £3,000.00 for administration, less what outside buyers paid towards it", null, true],
      ["Paid ahead", -100, false],
    ]);
    const [, share] = statement(ruled(none, { settledBy: "bed-weeks used" }), "p2").lines;
    expect(share).toMatchObject({ words: "Its share of the £91,000.00 that Lead paid the providers, by the bed-weeks it used", pence: null, notKnown: true });
  });

  test("that was issued so keeps what it came to, and what is put right later starts from it", () => {
    const of = ruled({ ...none, periods: none.periods.map((each) => ({ ...each, issued: true })) }, { settledBy: "bed-weeks used" });
    expect(owed(of)).toEqual([4_650_000, 2_830_000, 1_920_000, 0]);
    const { notes } = settlementTable(of, "pounds");
    expect(notes.slice(1)).toEqual(["[x]: no use was recorded from 1 April 2019 to 30 June 2019.", "The cost is shared by the places held, since no use was recorded."]);
    expect(statement(of, "p2").lines[1]?.words).toContain(", by the places it held, since no use was recorded");
    const issued = owed(of).map((balancePence, index) => ({ periodId: "q1", partnerId: `p${index}`, balancePence }));
    const later = {
      ...of,
      uses: noneUsed.slice(1),
      issued,
      periods: [...of.periods, { ...(quarters[1] as RuledPeriod), rules: { ...rules, settledBy: "bed-weeks used" as const } }],
    };
    expect(settlement(later).members.map(({ adjustment }) => adjustment)).toEqual([null, null, null, null]);
  });
});

describe("a period of which it is recorded that nobody used any place", () => {
  test("has nil, and no line in its market", () => {
    expect(settlement(facts).members.map(({ bedWeeksUsed }) => valued(bedWeeksUsed).toString())).toEqual(["0", "0", "0", "0"]);
    expect(owed(facts)).toEqual([4_650_000, 2_830_000, 1_920_000, 0]);
    expect(internalMarket(facts, "pounds")).toMatchObject({ rows: [], notes: ["No use of another member's place is recorded from 1 April 2019 to 30 June 2019."] });
    expect(settlementTable(facts, "pounds").notes.filter((note) => note.startsWith("[x]"))).toEqual([]);
    expect(statement(facts, "p2").lines[0]?.words).toBe("From 1 April 2019 to 30 June 2019, 91 days, Third held 2 of the partnership's 10 places and used 0 bed-weeks.");
  });

  test("by bed-weeks is shared by the places held, and says so once", () => {
    const of = ruled(facts, { settledBy: "bed-weeks used", administration: [{ id: "office", name: "Office", part: Exact.nil, weights: null }] });
    expect(owed(of)).toEqual([4_700_000, 2_820_000, 1_880_000, 0]);
    expect(settlementTable(of, "pounds").notes.slice(1)).toEqual(["The cost and Office are shared by the places held, since nobody used any."]);
    expect(statement(of, "p2").lines[1]?.words).toBe("Its share of the £91,000.00 that Lead paid the providers, by the places it held, since nobody used any");
    const sold = { ...of, uses: [use(null, "p2", 1, "2019-04-01", "2019-04-07", "Elsewhere")] };
    expect(settlement(sold).notes).toEqual(["The cost and Office are shared by the places held, since no member used any."]);
  });

  test("is told from one in which each used its own, where a member that used none has nil", () => {
    const own = { ...facts, uses: [use("p0", "p0", 1, "2019-04-01", "2019-04-07")] };
    expect(settlement(own).members.map(({ bedWeeksUsed }) => valued(bedWeeksUsed).toString())).toEqual(["1", "0", "0", "0"]);
    expect(internalMarket(own, "pounds").notes).toEqual(["No use of another member's place is recorded from 1 April 2019 to 30 June 2019."]);
  });
});

describe("a period that was issued keeps its rules", () => {
  const office = (...weights: (string | null)[]) => [
    { id: "office", name: "Office", part: Exact.nil, weights: weights.map((weight) => (weight === null ? null : Exact.decimal(weight))) },
  ];
  const three = partners.slice(0, 3);
  const first: RuledPeriod = {
    ...(quarters[0] as RuledPeriod),
    costPence: 0,
    administrationPence: 100_000,
    rules: { ...rules, partners: three, administration: office("0.5", "0.5", null) },
  };
  const second: RuledPeriod = { ...(quarters[1] as RuledPeriod), costPence: 0, administrationPence: 100_000 };
  const issuedOf = (of: SettlementFacts) => owed(of).map((balancePence, index) => ({ periodId: "q1", partnerId: `p${index}`, balancePence }));
  const following = (changed: Partial<SettlementRules>, more: Partial<SettlementFacts> = {}, of = first) => {
    const one = { ...facts, ...more, periods: [of] };
    return {
      ...one,
      periods: [
        { ...of, issued: true },
        { ...second, rules: { ...rules, ...changed } },
      ],
      issued: issuedOf(one),
    };
  };

  test("shares that change with the year put nothing right in the year before", () => {
    const of = following({ partners: three, administration: office("0.9", "0.1", null) });
    expect(settlement(of).members.map((member) => member.adjustment)).toEqual([null, null, null]);
    expect(owed(of)).toEqual([90_000, 10_000, 0]);
  });

  test("a member that joins owes nothing for the time before, and a new price or basis is for the time after", () => {
    const uses = [use("p1", "p0", 1, "2019-04-01", "2019-04-07")];
    for (const changed of [
      { partners: [...partners].reverse(), administration: office(null, "1", "1", "1") },
      { internalPricePounds: "2000.00" },
      { internalPricePounds: null, settledBy: "bed-weeks used" as const },
    ]) {
      const { members } = settlement(following(changed, { uses }, { ...first, costPence: 90_000 }));
      expect(members.map((member) => member.adjustment)).toEqual(members.map(() => null));
    }
  });

  test("what was used is taken as it now stands, at the price of its time", () => {
    const of = following({ internalPricePounds: "2000.00" });
    // A week that came to light later, at £1,000.
    const [lead, other] = settlement({ ...of, uses: [use("p1", "p0", 1, "2019-04-01", "2019-04-07")] }).members;
    expect([lead?.adjustment?.amount.value.toString(), other?.adjustment?.amount.value.toString()]).toEqual(["-1000", "1000"]);
  });

  test("who leads is known by its id, whatever its name", () => {
    const named = { ...facts, lead: { id: "p0", name: "Lead as it was" } };
    expect(statement(named, "p0").sentence).toContain("Lead leads and pays the providers");
    expect(statement(named, "p1").sentence).toContain("Second owes Lead as it was");
  });
});

describe("administration", () => {
  const pool = (id: string, part: string, weights: (string | null)[] | null) => ({
    id,
    name: id,
    part: Exact.decimal(part),
    weights: weights?.map((weight) => (weight === null ? null : Exact.decimal(weight))) ?? null,
  });
  const shares = (of: SettlementFacts) => settlement(of).members.map((member) => valued(member.administration).toString());
  const uses = [...noneUsed, use("p1", "p1", 1, "2019-04-01", "2019-04-07"), use("p0", "p0", 1, "2019-04-01", "2019-04-14")];

  test("is shared by the bed-weeks used where its pool says so, and by the places held where none were", () => {
    const of = ruled({ ...facts, uses }, { administration: [pool("Office", "0", null)] });
    // £3,000 by 2 and 1 bed-weeks.
    expect(shares(of)).toEqual(["2000", "1000", "0", "0"]);
    expect(shares({ ...of, uses: noneUsed })).toEqual(["1500", "900", "600", "0"]);
    expect(settlement({ ...of, uses: noneUsed }).notes).toEqual(["Office is shared by the places held, since nobody used any."]);
  });

  test("of several pools is divided by what each is stated to cost, and shared within each by its own basis", () => {
    const legal = pool("Legal", "500", ["0.5", null, "0.5", null]);
    const of = ruled({ ...facts, uses }, { administration: [pool("Office", "1000", null), legal] });
    // £3,000 less nothing is £2,000 by bed-weeks, and £1,000 by halves.
    expect(shares(of)).toEqual(["1833.33", "666.67", "500", "0"]);
    expect(settlement(of).notes).toEqual(["Administration is divided by what its pools are stated to cost in the year: Office £1,000.00 and Legal £500.00."]);
    const unstated = ruled(of, { administration: [pool("Office", "0", null), { ...legal, part: Exact.nil }] });
    expect(shares(unstated)).toEqual(["1750", "500", "750", "0"]);
    expect(settlement(unstated).notes).toEqual(["Office and Legal have no cost in the year, so administration is divided equally among them."]);
  });

  test("of several pools is not known where the cost of one is not, and then nothing is charged by the others alone", () => {
    const of = ruled({ ...facts, uses }, { administration: [pool("Office", "1000", null), { ...pool("Systems", "0", ["1", null, null, null]), part: null }] });
    const reason = "no cost of Systems is recorded for 2019/20, so how administration is divided is not known. State that cost; it may be nil.";
    expect(settlement(of).members.map(({ administration, owed, bought }) => [figureOf(administration), figureOf(owed), valued(bought).toString()])).toEqual(
      partners.map(() => [null, null, "0"]),
    );
    expect(settlementTable(of, "pounds").notes.slice(2)).toEqual([`[x]: ${reason}`]);
    expect(statement(of, "p1")).toMatchObject({ balancePence: null, sentence: `What Second is to pay is not known: ${reason}` });
    // Without use both are missing, and each is said once.
    const neither = statement({ ...of, uses: [] }, "p1").sentence;
    expect(neither).toContain("is not known: no use is recorded from 1 April 2019 to 30 June 2019. Record the places used, or that none were. No cost of Systems");
    expect(neither.split("No cost").length + neither.split("no use").length).toBe(4);
    // With nothing to divide, and with one pool alone, nobody needs to know.
    const free = { ...of, periods: of.periods.map((each) => ({ ...each, administrationPence: 0 })) };
    expect(shares(free)).toEqual(["0", "0", "0", "0"]);
    const only = ruled(of, { administration: [{ ...pool("Office", "0", ["1", null, null, null]), part: null }] });
    expect(shares(only)).toEqual(["3000", "0", "0", "0"]);
  });

  test("is borne to the penny whatever its pools and their shares are in each period", () => {
    const weight = fc.option(fc.nat({ max: 9 }), { nil: null });
    const pools = fc
      .array(fc.record({ part: fc.nat({ max: 99 }), weights: fc.option(fc.array(weight, { minLength: 3, maxLength: 3 }), { nil: null }) }), { minLength: 1, maxLength: 3 })
      .map((of) => of.map(({ part, weights }, index) => pool(`pool${index}`, String(part), weights && ["1", ...weights.map((each) => (each === null ? null : String(each)))])));
    fc.assert(
      fc.property(fc.array(pools, { minLength: 3, maxLength: 3 }), fc.array(fc.nat({ max: 99_999 }), { minLength: 3, maxLength: 3 }), (of, amounts) => {
        const periods = quarters.map((quarter, index) => ({
          ...quarter,
          administrationPence: amounts[index] as number,
          rules: { ...rules, administration: of[index] as SettlementRules["administration"] },
        }));
        for (const count of [1, 2, 3]) {
          const { members } = settlement({ ...facts, uses, periods: periods.slice(0, count) });
          const together = members.reduce((sum, member) => sum.plus(valued(member.administration)), Exact.nil);
          expect(Number(pence(together).rounded(0))).toBe(amounts[count - 1]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("any uses, any costs, any corrections", () => {
  const day = fc.integer({ min: 0, max: 274 }).map((after) => daysAfter("2019-04-01", after));
  const anyUse = fc
    .record({ user: fc.constantFrom("p0", "p1", "p2", null), host: fc.constantFrom("p0", "p1", "p2"), places: fc.integer({ min: 1, max: 3 }), one: day, other: day })
    .map(({ user, host, places, one, other }) => use(user, host, places, one < other ? one : other, one < other ? other : one, user === null ? "Elsewhere" : null));
  const uses = fc.array(anyUse, { maxLength: 8 }).map((of) => [...noneUsed, ...of]);
  const basis = fc.constantFrom("places allocated" as const, "bed-weeks used" as const);
  const costs = fc.array(fc.nat({ max: 99_999_999 }), { minLength: 6, maxLength: 6 });
  const withCosts = (amounts: readonly number[]) =>
    quarters.map((quarter, index) => ({ ...quarter, costPence: amounts[index] as number, administrationPence: amounts[index + 3] as number }));
  /** What came from outside in a period, in pence: each buyer's bed-weeks with each host at each price, to the penny. */
  const outside = (of: SettlementFacts) => {
    const { trades } = settlement(of);
    return trades.filter((trade) => trade.buyer !== null).reduce((sum, trade) => sum + Number(pence(trade.amount.value.plus(trade.fee.value)).rounded(0)), 0);
  };

  test("what members owe and paid ahead, and what came from outside, is what the lead paid", () => {
    fc.assert(
      fc.property(uses, basis, costs, fc.array(fc.nat({ max: 9_999_999 }), { minLength: 3, maxLength: 3 }), (used, settledBy, amounts, ahead) => {
        const periods = withCosts(amounts);
        for (const count of [1, 2, 3]) {
          const upFront = ahead.map((amountPence, index) => ({ periodId: (periods[count - 1] as RuledPeriod).id, partnerId: `p${index}`, amountPence }));
          const of = ruled({ ...facts, uses: used, periods: periods.slice(0, count), upFront }, { settledBy });
          const period = periods[count - 1] as RuledPeriod;
          const balances = settlement(of).members.map((member) => Number(pence(valued(member.balance)).rounded(0)));
          expect(balances.every(Number.isSafeInteger)).toBe(true);
          expect(balances.reduce((sum, each) => sum + each, 0) + ahead.reduce((sum, each) => sum + each, 0) + outside(of)).toBe(period.costPence + period.administrationPence);
          for (const partner of partners) {
            const { lines, balancePence } = statement(of, partner.id);
            expect(lines.reduce((sum, line) => sum + (line.pence ?? 0), 0)).toBe(balancePence);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("when the next statements are issued, all that was issued is what was paid as it now stands, whatever was corrected between", () => {
    fc.assert(
      fc.property(fc.array(uses, { minLength: 3, maxLength: 3 }), fc.array(costs, { minLength: 3, maxLength: 3 }), basis, (versions, amounts, settledBy) => {
        const issued: { periodId: string; partnerId: string; balancePence: number }[] = [];
        for (const [index, quarter] of quarters.entries()) {
          // Between one issue and the next, uses and costs of every period are other ones.
          const of = ruled(
            { ...facts, uses: versions[index] as UseFacts[], periods: withCosts(amounts[index] as number[]).slice(0, index + 1), issued: [...issued] },
            { settledBy },
          );
          const before = JSON.stringify(issued);
          for (const [at, balancePence] of owed(of).entries()) issued.push({ periodId: quarter.id, partnerId: `p${at}`, balancePence });
          expect(JSON.stringify(issued.slice(0, index * partners.length))).toBe(before);
          const paid = of.periods.reduce((sum, period) => sum + period.costPence + period.administrationPence, 0);
          const fromOutside = of.periods.reduce((sum, _, count) => sum + outside({ ...of, periods: of.periods.slice(0, count + 1), issued: [] }), 0);
          expect(issued.reduce((sum, each) => sum + each.balancePence, 0) + fromOutside).toBe(paid);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("each member has then been asked for exactly what its periods now come to", () => {
    fc.assert(
      fc.property(uses, uses, basis, (first, second, settledBy) => {
        const one = ruled({ ...facts, uses: first }, { settledBy });
        const issued = owed(one).map((balancePence, index) => ({ periodId: "q1", partnerId: `p${index}`, balancePence }));
        const two = ruled({ ...facts, uses: second, periods: quarters.slice(0, 2), issued }, { settledBy });
        const now = settlement({ ...two, periods: two.periods.slice(0, 1), issued: [] }).members;
        for (const [index, member] of settlement(two).members.entries()) {
          const asked = Exact.whole(issued[index]?.balancePence as number);
          const first = now[index] ? valued(now[index].balance) : Exact.nil;
          expect(asked.plus(pence(valued(member.owed))).equals(pence(first.plus(valued(member.balance))))).toBe(true);
          expect(member.adjustment === null).toBe(pence(first).equals(asked));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("uses that cannot be", () => {
  const held = { ...rules, allocations: facts.allocations };
  const whole = use("p0", "p0", 5, "2019-04-01", "2019-06-30");
  test.each<[string, UseFacts[], string, RegExp]>([
    ["an end before its start", [use("p0", "p0", 1, "2019-05-01", "2019-04-30")], "uses[0].endsOn", /before it starts/],
    ["fewer places than none", [use("p0", "p0", -1, "2019-05-01", "2019-05-31")], "uses[0].places", /0 where nobody used any; -1 is not/],
    ["neither a member nor a buyer", [use(null, "p0", 1, "2019-05-01", "2019-05-31")], "uses[0].userId", /who used/],
    ["both a member and a buyer", [use("p1", "p0", 1, "2019-05-01", "2019-05-31", "Elsewhere")], "uses[0].userId", /who used/],
    [
      "the same user twice in the same places",
      [whole, use("p0", "p0", 1, "2019-06-30", "2019-07-31")],
      "uses[1].startsOn",
      /Lead is recorded twice in places of Lead on 30 June 2019/,
    ],
    ["more places than a member holds", [use("p1", "p0", 6, "2019-05-01", "2019-05-31")], "uses[0].places", /On 1 May 2019 6 places of Lead would be used, and it holds 5/],
    ["more places together than a member holds", [whole, use("p1", "p0", 1, "2019-05-01", "2019-05-31")], "uses[1].places", /6 places of Lead/],
    ["a place before it is held", [use("p1", "p1", 1, "2019-03-31", "2019-04-02")], "uses[0].places", /On 31 March 2019 1 place of Second would be used, and it holds 0/],
  ])("%s", (_, uses, field, message) => {
    const check = () => checkUses(held, uses, "uses");
    expect(check).toThrow(InputError);
    expect(check).toThrow(expect.objectContaining({ field }));
    expect(check).toThrow(message);
  });

  test("a use that outlasts the places it is in", () => {
    const ending = { ...held, allocations: [{ partnerId: "p0", places: 1, startsOn: "2019-04-01", endsOn: "2019-05-31" }] };
    expect(() => checkUses(ending, [use("p0", "p0", 1, "2019-04-01", "2019-06-01")], "uses")).toThrow(/On 1 June 2019 1 place of Lead would be used, and it holds 0/);
    expect(() => checkUses(ending, [use("p0", "p0", 1, "2019-04-01", "2019-05-31")], "uses")).not.toThrow();
  });

  test("another member's place, or an outside buyer, without a price", () => {
    const unpriced = { ...held, internalPricePounds: null, outsidePricePounds: null };
    expect(() => checkUses(unpriced, [use("p1", "p0", 1, "2019-05-01", "2019-05-31")], "uses")).toThrow(/price for a place of another member/);
    expect(() => checkUses(unpriced, [use(null, "p0", 1, "2019-05-01", "2019-05-31", "Elsewhere")], "uses")).toThrow(/price for outside buyers/);
    expect(() => checkUses(unpriced, [use(null, "p0", 0, "2019-05-01", "2019-05-31", "Elsewhere"), use("p1", "p0", 0, "2019-05-01", "2019-05-31")], "uses")).not.toThrow();
    expect(() => checkUses({ ...unpriced, settledBy: "bed-weeks used" }, [use("p1", "p0", 1, "2019-05-01", "2019-05-31")], "uses")).not.toThrow();
  });

  test("periods that overlap", () => {
    const first = quarters[0] as RuledPeriod;
    expect(() => checkPeriods(quarters, { ...first, id: "new", startsOn: "2019-06-30", endsOn: "2019-07-31" }, "input")).toThrow(/This overlaps Quarter 1/);
    expect(() => checkPeriods(quarters, { ...first, endsOn: "2019-03-31" }, "input")).toThrow(expect.objectContaining({ field: "input.endsOn" }));
    expect(() => checkPeriods(quarters, first, "input")).not.toThrow();
  });
});
