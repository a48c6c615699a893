// Who used whose places in a period, for how long, and what that costs.
import { daysInclusive, later } from "./day.ts";
import { Exact } from "./exact.ts";
import { type Figure, input, named, product, settled, sum } from "./figure.ts";
import type { PeriodFacts, RuledPeriod, SettlementFacts, SettlementRules, UseFacts } from "./settlement.ts";
import { nothing } from "./settlementShares.ts";

/** One line of the internal market, or of what was sold outside: who used whose places, for how long, and what that costs. */
export interface Trade {
  readonly userId: string | null;
  readonly buyer: string | null;
  readonly hostId: string;
  readonly bedWeeks: Figure;
  readonly amount: Figure;
  /** What an outside buyer pays towards administration. */
  readonly fee: Figure;
}

/** Who used whose places in a period: one trade for each user and host, so that both sides of it are the same penny. */
export function tradesIn(facts: SettlementFacts, period: RuledPeriod): Trade[] {
  const { internalPricePounds, outsidePricePounds, outsideFeePounds } = period.rules;
  const groups = new Map<string, { use: UseFacts; parts: Figure[] }>();
  for (const use of facts.uses.filter(({ places }) => places > 0)) {
    const first = later(use.startsOn, period.startsOn);
    const last = use.endsOn < period.endsOn ? use.endsOn : period.endsOn;
    if (first > last) continue;
    const weeks = Exact.ratio(BigInt(daysInclusive(first, last)), 7n);
    const part = product([input(Exact.whole(use.places), "places"), input(weeks, "weeks")]);
    const key = `${use.userId ?? `buyer:${use.buyer}`}>${use.hostId}`;
    const group = groups.get(key);
    if (group) group.parts.push(part);
    else groups.set(key, { use, parts: [part] });
  }
  return [...groups.values()].map(({ use, parts }) => {
    const bedWeeks = parts.length === 1 ? (parts[0] as Figure) : sum(parts);
    const own = use.userId === use.hostId;
    const price = own ? null : use.buyer === null ? internalPricePounds : outsidePricePounds;
    return {
      userId: use.userId,
      buyer: use.buyer,
      hostId: use.hostId,
      bedWeeks,
      amount: price === null ? nothing : toThePenny(product([bedWeeks, input(Exact.decimal(price), "pounds a week")])),
      fee: use.buyer === null || outsideFeePounds === null ? nothing : toThePenny(product([bedWeeks, input(Exact.decimal(outsideFeePounds), "pounds a week")])),
    };
  });
}

function toThePenny(exact: Figure): Figure {
  const value = Exact.ratio(exact.value.rounded(2), 100n);
  return value.equals(exact.value) ? exact : settled(exact, value, "to the penny");
}

export function usedBy(rules: SettlementRules, trades: readonly Trade[], partnerId: string): Figure {
  const own = trades.filter((trade) => trade.userId === partnerId);
  return own.length === 1 ? (own[0] as Trade).bedWeeks : sum(own.map((trade) => named(`In places of ${nameOf(rules, trade.hostId)}`, trade.bedWeeks)));
}

export function nameOf({ partners }: SettlementRules, id: string): string {
  return partners.find((each) => each.id === id)?.name ?? "";
}

export function sumPence(figures: readonly Figure[]): bigint {
  return sum(figures).value.rounded(2);
}

export function placeDays(allocations: SettlementFacts["allocations"], partnerId: string, period: PeriodFacts): Exact {
  let days = 0;
  for (const each of allocations) {
    if (each.partnerId !== partnerId) continue;
    const first = later(each.startsOn, period.startsOn);
    const last = each.endsOn !== null && each.endsOn < period.endsOn ? each.endsOn : period.endsOn;
    if (first <= last) days += each.places * daysInclusive(first, last);
  }
  return Exact.whole(days);
}
