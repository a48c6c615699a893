// Forgetting what was used leaves each figure of a settlement as it was or not known, and the periods that are recorded add up as before.
import fc from "fast-check";
import { expect, test } from "vitest";
import { daysAfter } from "../../server/finance/day.ts";
import { Exact } from "../../server/finance/exact.ts";
import { settlement } from "../../server/finance/memberBalances.ts";
import type { RuledPeriod, SettlementFacts, SettlementRules, UseFacts } from "../../server/finance/settlement.ts";
import { statement } from "../../server/finance/settlementStatement.ts";
import { internalMarket, settlementTable } from "../../server/finance/settlementTable.ts";
import { figureOf } from "../../server/finance/unknown.ts";
import { runs } from "../setup/samples.ts";

const partners = ["A", "B", "C"].map((name) => ({ id: name, name, shares: name !== "C" }));
const days = [
  ["2024-04-01", "2024-06-30"],
  ["2024-07-01", "2024-09-30"],
  ["2024-10-01", "2024-12-31"],
] as const;
const price = fc.option(fc.integer({ min: 1, max: 9_999 }).map(String), { nil: null });
const pool = fc.record({ part: fc.option(fc.nat(99), { nil: null }), weights: fc.option(fc.constant([Exact.one, Exact.one, null]), { nil: null }) });
const rules = fc
  .record({
    settledBy: fc.constantFrom("places allocated" as const, "bed-weeks used" as const),
    internalPricePounds: price,
    outsidePricePounds: price,
    outsideFeePounds: price,
    pools: fc.array(pool, { minLength: 1, maxLength: 2 }),
  })
  .map(
    ({ pools, ...more }): SettlementRules => ({
      ...more,
      partners,
      administration: pools.map(({ part, weights }, index) => ({ id: `pool${index}`, name: `Pool ${index}`, part: part === null ? null : Exact.whole(part), weights })),
    }),
  );
const use = fc
  .record({ user: fc.constantFrom("A", "B", "C", null), host: fc.constantFrom("A", "B"), places: fc.nat(3), from: fc.nat(274), length: fc.nat(120) })
  .map(({ user, host, places, from, length }): UseFacts => {
    const startsOn = daysAfter("2024-04-01", from);
    return { userId: user, buyer: user === null ? "Elsewhere" : null, hostId: host, places, startsOn, endsOn: daysAfter(startsOn, length) };
  });
const partnership = fc
  .record({
    rules,
    uses: fc.array(use, { maxLength: 6 }),
    costs: fc.array(fc.nat(9_999_999), { minLength: 6, maxLength: 6 }),
    count: fc.integer({ min: 1, max: 3 }),
    ahead: fc.nat(99_999),
  })
  .map(({ rules, uses, costs, count, ahead }): SettlementFacts => {
    const periods = days.slice(0, count).map(
      ([startsOn, endsOn], index): RuledPeriod => ({
        id: `q${index}`,
        name: `Quarter ${index + 1}`,
        startsOn,
        endsOn,
        costPence: costs[index] as number,
        administrationPence: costs[index + 3] as number,
        issued: false,
        rules,
      }),
    );
    return {
      name: "Any",
      source: null,
      lead: { id: "A", name: "A" },
      allocations: ["A", "B"].map((partnerId) => ({ partnerId, places: 3, startsOn: "2024-04-01", endsOn: null })),
      uses,
      periods,
      upFront: [{ periodId: `q${count - 1}`, partnerId: "B", amountPence: ahead }],
      issued: [],
    };
  });

const lastOf = (facts: SettlementFacts) => facts.periods[facts.periods.length - 1] as RuledPeriod;

/** The same without any use that falls in the last period. */
function forgotten(facts: SettlementFacts): SettlementFacts {
  const { startsOn } = lastOf(facts);
  const before = facts.uses.filter((each) => each.startsOn < startsOn);
  return { ...facts, uses: before.map((each) => (each.endsOn < startsOn ? each : { ...each, endsOn: daysAfter(startsOn, -1) })) };
}

const shown = (facts: SettlementFacts) => settlementTable(facts, "pounds").rows.flatMap(({ key, cells }) => cells.map((cell, index) => ({ at: `${key} ${index}`, cell })));

test("Without the use of the last period each figure is as it was, or is not known", () => {
  fc.assert(
    fc.property(partnership, (facts) => {
      const less = forgotten(facts);
      const all = shown(facts);
      for (const [index, { at, cell }] of shown(less).entries()) {
        if (cell.figure === null) continue;
        const whole = all[index]?.cell.figure;
        expect(whole && cell.figure.value.equals(whole.value), at).toBe(true);
      }
      for (const { id } of partners) {
        const [known, before] = [statement(less, id), statement(facts, id)];
        if (known.balancePence === null) expect(known.sentence).toMatch(/^What [ABC] is to pay is not known: .*\.$/);
        else expect([known.balancePence, known.sentence]).toEqual([before.balancePence, before.sentence]);
        for (const { words, pence, notKnown } of known.lines.filter((line) => line.pence !== null || line.notKnown))
          expect(notKnown || before.lines.some((line) => line.pence === pence), words).toBe(true);
      }
      // What is not known is said once in the table, and its market has no amount of it.
      const { notes } = settlementTable(less, "pounds");
      expect(notes.filter((note) => note.startsWith("[x]: no use is recorded"))).toHaveLength(1);
      expect(internalMarket(less, "pounds").rows).toEqual([]);
    }),
    runs(400),
  );
});

test("What members owe for a period that is known is what the lead paid for it, whatever is not known of those before", () => {
  fc.assert(
    fc.property(partnership, fc.boolean(), (facts, nobody) => {
      const { startsOn, endsOn, costPence, administrationPence } = lastOf(facts);
      // In the period itself it is recorded at least that one member used none.
      const recorded = nobody ? forgotten(facts) : facts;
      const of = { ...recorded, uses: [...recorded.uses, { userId: "A", buyer: null, hostId: "B", places: 0, startsOn, endsOn }] };
      const { members, trades, unknown } = settlement(of);
      const balances = members.map(({ balance }) => figureOf(balance)?.value ?? null);
      expect(balances.every((each) => (each === null) === (unknown.balance !== null))).toBe(true);
      if (unknown.balance) return;
      const outside = trades.filter(({ buyer }) => buyer !== null).map(({ amount, fee }) => amount.value.plus(fee.value));
      const ahead = Exact.pence(facts.upFront[0]?.amountPence as number);
      const together = [...balances, ...outside, ahead].reduce<Exact>((total, each) => total.plus(each as Exact), Exact.nil);
      expect(together.equals(Exact.pence(costPence + administrationPence))).toBe(true);
    }),
    runs(400),
  );
});
