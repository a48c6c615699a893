// What each member of a partnership owes or is owed for a period, to the penny, so that the lead is left with its own part of what it paid.
import { daysInclusive } from "./day.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, quotient, sum } from "./figure.ts";
import { InputError } from "./inputError.ts";
import { listed } from "./listed.ts";
import type { PartnershipFacts } from "./partnership.ts";
import type { RuledPeriod, SettlementFacts } from "./settlement.ts";
import { administrationOf } from "./settlementAdministration.ts";
import { type Basis, pounds, sharedByNobody, shareOf, split, totalOf } from "./settlementShares.ts";
import { nameOf, placeDays, sumPence, type Trade, tradesIn, usedBy } from "./settlementTrades.ts";
import { type UnknownParts, unknownIn } from "./settlementUnknown.ts";
import { figureOf, isUnknown, type Known, ofKnown } from "./unknown.ts";

/** What a period comes to for one member, as far as it is known. Each figure is a cost to the member, in pounds; below nil it is to its credit. */
export interface MemberBalance {
  readonly partnerId: string;
  readonly placesHeld: Figure;
  readonly bedWeeksUsed: Known;
  readonly share: Known;
  readonly bought: Known;
  readonly sold: Known;
  readonly outside: Known;
  readonly administration: Known;
  readonly upFront: Figure;
  /** The period alone, as the facts now stand. */
  readonly balance: Known;
}

/** A member's balance with what earlier statements have to be put right by. */
export interface SettledMember extends MemberBalance {
  readonly adjustment: { readonly periods: readonly string[]; readonly amount: Figure } | null;
  readonly owed: Known;
}

export interface Settlement {
  readonly period: RuledPeriod;
  readonly members: readonly SettledMember[];
  readonly trades: readonly Trade[];
  readonly unknown: UnknownParts;
  /** Why the cost was shared by places held where it is settled by use: "nobody used any"; null where it was not. */
  readonly heldInstead: string | null;
  /** What was shared otherwise than the partnership says, and how administration was divided. */
  readonly notes: readonly string[];
}

/**
 * Settles the last of the periods. By places allocated, each member pays for the places it holds, used or not; another member's places are
 * bought at the internal price, and what an outside buyer pays is the host's. By bed-weeks used, what is left after outside buyers is shared
 * by use. Administration less outside fees is shared by its own weights. All members' balances, what they paid ahead and what came from
 * outside are together what the lead paid, to the penny. Each period is settled by its own rules, among its own members. What is not known of a
 * period is left out of the running total of those after it.
 * What was corrected in periods whose statements are issued comes in as an adjustment: what they would now come to, less what was issued.
 * Source: Havering 5.4 to 5.9.
 */
export function settlement(facts: SettlementFacts): Settlement {
  const notes: string[] = [];
  const trades = facts.periods.map((period) => tradesIn(facts, period));
  const fees = trades.map((of) => sumPence(of.map((trade) => trade.fee)));
  const unknown = facts.periods.map((each, index) => unknownIn(facts.uses, each, fees[index] as bigint));
  const heldInstead: string[] = [];
  const balances = balancesOf(facts, trades, fees, unknown, heldInstead, notes);
  const last = facts.periods.length - 1;
  const period = facts.periods[last] as RuledPeriod;
  const earlier = facts.periods.slice(0, last).map((each, index) => ({ each, index, issued: facts.issued.filter((one) => one.periodId === each.id) }));
  const members = (balances[last] as MemberBalance[]).map((own): SettledMember => {
    const issuedBefore = earlier.filter(({ issued }) => issued.length > 0);
    const moved = issuedBefore.flatMap(({ each, index, issued }) => {
      const now = figureOf(balances[index]?.find((one) => one.partnerId === own.partnerId)?.balance ?? null)?.value ?? Exact.nil;
      const then = Exact.pence(issued.find((one) => one.partnerId === own.partnerId)?.balancePence ?? 0);
      return now.equals(then)
        ? []
        : [{ each, amount: sum([named(`${each.name} as it now stands`, input(now, "pounds")), deducted(named(`${each.name} as issued`, input(then, "pounds")))]) }];
    });
    // What an issued statement already put right is part of what was issued, so that it is not put right a second time.
    const together = sum(moved.map(({ amount }) => amount));
    const adjustment = together.value.isNil() ? null : { periods: moved.map(({ each }) => each.name), amount: together };
    const owed = ofKnown(own.balance, (balance) => sum([named("This period", balance), ...(adjustment ? [named("Adjustment", adjustment.amount)] : [])]));
    return { ...own, adjustment, owed };
  });
  const nobody = unknown[last]?.used ? "no use was recorded" : trades[last]?.length === 0 ? "nobody used any" : "no member used any";
  if (heldInstead.length > 0) notes.unshift(`${listed(heldInstead)} ${heldInstead.length === 1 ? "is" : "are"} shared by the places held, since ${nobody}.`);
  return {
    period,
    members,
    trades: trades[last] as Trade[],
    unknown: unknown[last] as UnknownParts,
    heldInstead: heldInstead.includes(theCost) ? nobody : null,
    notes,
  };
}

const theCost = "The cost";

function balancesOf(
  facts: SettlementFacts,
  trades: readonly Trade[][],
  fees: readonly bigint[],
  unknown: readonly UnknownParts[],
  heldInstead: string[],
  notes: string[],
): MemberBalance[][] {
  // The members in the order in which they came to be so: ties go by it, and it stays for the periods that were issued.
  const ids = [...new Set(facts.periods.flatMap(({ rules }) => rules.partners.map(({ id }) => id)))];
  const held = facts.periods.map((period) => new Map(period.rules.partners.map(({ id }) => [id, placeDays(facts.allocations, id, period)])));
  const used = facts.periods.map(({ rules }, index) => new Map(rules.partners.map(({ id }) => [id, usedBy(rules, trades[index] as Trade[], id)])));
  const income = trades.map((of) => sumPence(of.filter((trade) => trade.buyer !== null).map((trade) => trade.amount)));
  const byUse = facts.periods.map(({ rules }) => rules.settledBy === "bed-weeks used");
  const isLast = (index: number) => index === facts.periods.length - 1;
  /** By the bed-weeks used, and where there are none by the places held. */
  const usedOrHeld = (index: number, what: string, ofThese: (partner: PartnershipFacts["partners"][number]) => boolean): Basis => {
    const partners = (facts.periods[index] as RuledPeriod).rules.partners;
    const weights = (by: ReadonlyMap<string, Exact>) => new Map(partners.map((partner) => [partner.id, ofThese(partner) ? (by.get(partner.id) as Exact) : null]));
    const bedWeeks = weights(new Map([...(used[index] as Map<string, Figure>)].map(([id, figure]) => [id, figure.value])));
    if (!sharedByNobody(bedWeeks)) return { of: bedWeeks, count: "bed-weeks" };
    if (isLast(index) && (!unknown[index]?.used || facts.periods[index]?.issued)) heldInstead.push(what);
    return { of: weights(held[index] as Map<string, Exact>), count: "place-days" };
  };
  const bases = facts.periods.map((_, index): Basis => (byUse[index] ? usedOrHeld(index, theCost, () => true) : { of: held[index] as Map<string, Exact>, count: "place-days" }));
  const costs = facts.periods.map((period, index) => BigInt(period.costPence) - (byUse[index] ? (income[index] as bigint) : 0n));
  for (const [index, { name }] of facts.periods.entries()) {
    if (costs[index] !== 0n && sharedByNobody((bases[index] as Basis).of))
      throw new InputError("period.costPence", `Nobody holds a place in ${name}, so there is nobody to bear what it cost. State who holds places then.`);
  }
  const parts = split(
    costs.map((cost, index) => (unknown[index]?.share ? 0n : cost)),
    bases,
    ids,
  );
  const administered = administrationOf(facts, fees, unknown, ids, usedOrHeld, notes);
  return facts.periods.map((period, index) => {
    const { rules } = period;
    const { of, count } = bases[index] as Basis;
    const together = totalOf(of);
    const cost = sum([
      named("Paid to providers", pounds(period.costPence)),
      ...(byUse[index] && income[index] !== 0n ? [deducted(named("From outside buyers", pounds(income[index] as bigint)))] : []),
    ]);
    const days = BigInt(daysInclusive(period.startsOn, period.endsOn));
    return rules.partners.map((partner): MemberBalance => {
      const { used: notUsed, share: notShared, traded: notTraded, balance: unknownBalance } = unknown[index] as UnknownParts;
      const share = notShared ?? shareOf(cost, of.get(partner.id) ?? null, together, count, parts.get(partner.id)?.[index] ?? 0n);
      const administration = administered(index, partner.id);
      const market = byUse[index] ? [] : (trades[index] as Trade[]);
      const bought =
        notTraded ?? sum(market.filter((trade) => trade.userId === partner.id && trade.hostId !== partner.id).map((trade) => named(nameOf(rules, trade.hostId), trade.amount)));
      const sold =
        notTraded ??
        sum(
          market
            .filter((trade) => trade.hostId === partner.id && trade.userId !== null && trade.userId !== partner.id)
            .map((trade) => deducted(named(nameOf(rules, trade.userId as string), trade.amount))),
        );
      const outside =
        notTraded ?? sum(market.filter((trade) => trade.hostId === partner.id && trade.buyer !== null).map((trade) => deducted(named(trade.buyer as string, trade.amount))));
      const paid = facts.upFront.find((each) => each.periodId === period.id && each.partnerId === partner.id)?.amountPence ?? 0;
      const upFront = deducted(pounds(paid));
      const made: [string, Known][] = [
        ["Share of cost", share],
        ["Bought from members", bought],
        ["Sold to members", sold],
        ["Outside buyers", outside],
        ["Administration", administration],
        ["Paid ahead", upFront],
      ];
      const balance = made.flatMap(([name, part]) => (isUnknown(part) || part.value.isNil() ? [] : [named(name, part)]));
      return {
        partnerId: partner.id,
        placesHeld: quotient(input(held[index]?.get(partner.id) as Exact, { count: "place-days" }), input(Exact.whole(days), { count: "days" })),
        bedWeeksUsed: notUsed ?? (used[index]?.get(partner.id) as Figure),
        share,
        bought,
        sold,
        outside,
        administration,
        upFront,
        balance: unknownBalance ?? sum(balance),
      };
    });
  });
}
