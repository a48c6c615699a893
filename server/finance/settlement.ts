// What each member of a partnership owes or is owed for a period, to the penny, so that the lead is left with its own part of what it paid.
import { apportion } from "./apportion.ts";
import { type Day, dayInWords, daysAfter, daysInclusive } from "./day.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, product, quotient, settled, sum } from "./figure.ts";
import { dayInYears } from "./financialYear.ts";
import { InputError } from "./inputError.ts";
import { listed } from "./listed.ts";
import { poundsAndPence } from "./money.ts";
import type { PartnershipFacts } from "./partnership.ts";

/** Places used from one day to another, by a member or by an outside buyer, in places that a member holds. */
export interface UseFacts {
  userId: string | null;
  buyer: string | null;
  hostId: string;
  places: number;
  startsOn: Day;
  endsOn: Day;
}

export interface PeriodFacts {
  id: string;
  name: string;
  startsOn: Day;
  endsOn: Day;
  costPence: number;
  administrationPence: number;
}

/** A pool that administration is paid from. */
export interface AdministrationPool {
  id: string;
  name: string;
  /** What it is stated to cost in the year, by which a period's administration is divided where there are several pools. */
  part: Exact;
  /** The members' weights in it, in their order; null is no share. Null altogether where it is shared by the bed-weeks used. */
  weights: readonly (Exact | null)[] | null;
}

/** By what a period is settled, and among whom. A period that was issued keeps its own, whatever the partnership comes to say later. */
export interface SettlementRules extends Pick<PartnershipFacts, "settledBy" | "internalPricePounds" | "outsidePricePounds" | "outsideFeePounds" | "partners"> {
  administration: readonly AdministrationPool[];
}

export interface RuledPeriod extends PeriodFacts {
  rules: SettlementRules;
}

export interface SettlementFacts extends Pick<PartnershipFacts, "name" | "allocations"> {
  source: string | null;
  /** Who pays the providers; a lead that is no member itself has no id here. */
  lead: { id: string | null; name: string };
  uses: readonly UseFacts[];
  /** Every period up to the one in question, the earliest first. */
  periods: readonly RuledPeriod[];
  upFront: readonly { periodId: string; partnerId: string; amountPence: number }[];
  /** The balances of the statements that were issued, adjustments and all. */
  issued: readonly { periodId: string; partnerId: string; balancePence: number }[];
}

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

/** What a period comes to for one member. Each figure is a cost to the member, in pounds; below nil it is to its credit. */
export interface MemberBalance {
  readonly partnerId: string;
  readonly placesHeld: Figure;
  readonly bedWeeksUsed: Figure;
  readonly share: Figure;
  readonly bought: Figure;
  readonly sold: Figure;
  readonly outside: Figure;
  readonly administration: Figure;
  readonly upFront: Figure;
  /** The period alone, as the facts now stand. */
  readonly balance: Figure;
}

/** A member's balance with what earlier statements have to be put right by. */
export interface SettledMember extends MemberBalance {
  readonly adjustment: { readonly periods: readonly string[]; readonly amount: Figure } | null;
  readonly owed: Figure;
}

export interface Settlement {
  readonly period: RuledPeriod;
  readonly members: readonly SettledMember[];
  readonly trades: readonly Trade[];
  /** Why the cost was shared otherwise than the partnership says, where it was. */
  readonly notes: readonly string[];
}

const nothing = sum([]);
const pounds = (pence: bigint | number) => input(Exact.ratio(BigInt(pence), 100n), "pounds");

/**
 * Checks what was used, against the partnership as it is and, in periods that were issued, against the rules that they were issued by.
 * @throws InputError naming `at[index].field`: an end before its start, a use by nobody or by two, a period of use that overlaps another of
 * the same user in the same member's places, or on some day more of a member's places used than it holds.
 */
export function checkUses(
  facts: Pick<PartnershipFacts, "partners" | "allocations" | "settledBy" | "internalPricePounds" | "outsidePricePounds">,
  uses: readonly UseFacts[],
  at: string,
  issued: readonly RuledPeriod[] = [],
): void {
  const name = (id: string) => facts.partners.find((each) => each.id === id)?.name ?? "a member";
  for (const [index, use] of uses.entries()) {
    const field = `${at}[${index}]`;
    dayInYears(use.startsOn, `${field}.startsOn`);
    if (dayInYears(use.endsOn, `${field}.endsOn`) < use.startsOn) throw new InputError(`${field}.endsOn`, `The use ends on ${use.endsOn}, before it starts on ${use.startsOn}.`);
    if (!Number.isSafeInteger(use.places) || use.places < 1 || use.places > 100_000)
      throw new InputError(`${field}.places`, `The number of places used is a whole number, 1 or more; ${use.places} is not.`);
    if ((use.userId === null) === (use.buyer === null)) throw new InputError(`${field}.userId`, "Say who used the places: a member, or an outside buyer by name.");
    const unpriced = unpricedUse(facts, use);
    if (unpriced) throw new InputError(`${field}.${unpriced}`, `State the partnership's price for ${unpriced === "buyer" ? "outside buyers" : "a place of another member"} first.`);
    for (const period of issued.filter(({ startsOn, endsOn }) => startsOn <= use.endsOn && use.startsOn <= endsOn)) checkIssuedUse(period, use, field, name);
    const overlaps = uses.findIndex((other) => sameUser(other, use) && other.hostId === use.hostId && other.startsOn <= use.endsOn && use.startsOn <= other.endsOn);
    if (overlaps < index) {
      throw new InputError(
        `${field}.startsOn`,
        `${use.buyer ?? name(use.userId as string)} is recorded twice in places of ${name(use.hostId)} on ${dayInWords(later(use.startsOn, uses[overlaps]?.startsOn ?? ""))}. Let one end before the other starts.`,
      );
    }
  }
  // The places in use change only where a use or an allocation starts, so those days are enough; a use that outlasts its places is caught the day after they end.
  for (const [index, use] of uses.entries()) {
    const days = [use.startsOn, ...facts.allocations.filter((each) => each.partnerId === use.hostId && each.endsOn !== null).map((each) => daysAfter(each.endsOn as Day, 1))];
    for (const day of days.filter((each) => each >= use.startsOn && each <= use.endsOn)) {
      const used = uses.filter((other) => other.hostId === use.hostId && other.startsOn <= day && day <= other.endsOn).reduce((total, other) => total + other.places, 0);
      const held = placesOn(facts.allocations, use.hostId, day);
      if (used > held)
        throw new InputError(
          `${at}[${index}].places`,
          `On ${dayInWords(day)} ${used} ${used === 1 ? "place" : "places"} of ${name(use.hostId)} would be used, and it holds ${held}.`,
        );
    }
  }
}

/** The field of a use that has no price by these rules. */
function unpricedUse(rules: Pick<SettlementRules, "settledBy" | "internalPricePounds" | "outsidePricePounds">, use: UseFacts): "buyer" | "userId" | null {
  if (use.buyer !== null) return rules.outsidePricePounds === null ? "buyer" : null;
  return use.userId !== use.hostId && rules.settledBy === "places allocated" && rules.internalPricePounds === null ? "userId" : null;
}

/** A use that came to light after its period was issued is settled by the period's own rules, which must know its members and its price. */
function checkIssuedUse({ name, rules }: RuledPeriod, use: UseFacts, field: string, nameNow: (id: string) => string): void {
  for (const [key, id] of [["userId", use.userId] as const, ["hostId", use.hostId] as const]) {
    if (id !== null && !rules.partners.some((partner) => partner.id === id))
      throw new InputError(`${field}.${key}`, `${nameNow(id)} was no member in ${name}, whose statements have been issued. Let the use start after it.`);
  }
  const unpriced = unpricedUse(rules, use);
  if (unpriced) throw new InputError(`${field}.${unpriced}`, `${name} was issued without a price for such a use. Let the use start after it.`);
}

/** Checks the periods to be settled, in any order. @throws InputError naming the field: an end before the start, two periods that overlap. */
export function checkPeriods(periods: readonly PeriodFacts[], changed: PeriodFacts, at: string): void {
  dayInYears(changed.startsOn, `${at}.startsOn`);
  if (dayInYears(changed.endsOn, `${at}.endsOn`) < changed.startsOn)
    throw new InputError(`${at}.endsOn`, `The period ends on ${changed.endsOn}, before it starts on ${changed.startsOn}.`);
  const over = periods.find((other) => other.id !== changed.id && other.startsOn <= changed.endsOn && changed.startsOn <= other.endsOn);
  if (over) throw new InputError(`${at}.startsOn`, `This overlaps ${over.name}, ${over.startsOn} to ${over.endsOn}. Each day belongs to one period.`);
}

/**
 * Settles the last of the periods. By places allocated, each member pays for the places it holds, used or not; another member's places are
 * bought at the internal price, and what an outside buyer pays is the host's. By bed-weeks used, what is left after outside buyers is shared
 * by use. Administration less outside fees is shared by its own weights. All members' balances, what they paid ahead and what came from
 * outside are together what the lead paid, to the penny. Each period is settled by its own rules, among its own members.
 * What was corrected in periods whose statements are issued comes in as an adjustment: what they would now come to, less what was issued.
 * Source: Havering 5.4 to 5.9.
 */
export function settlement(facts: SettlementFacts): Settlement {
  const notes: string[] = [];
  const trades = facts.periods.map((period) => tradesIn(facts, period));
  const balances = balancesOf(facts, trades, notes);
  const last = facts.periods.length - 1;
  const period = facts.periods[last] as RuledPeriod;
  const earlier = facts.periods.slice(0, last).map((each, index) => ({ each, index, issued: facts.issued.filter((one) => one.periodId === each.id) }));
  const members = (balances[last] as MemberBalance[]).map((own): SettledMember => {
    const issuedBefore = earlier.filter(({ issued }) => issued.length > 0);
    const moved = issuedBefore.flatMap(({ each, index, issued }) => {
      const now = balances[index]?.find((one) => one.partnerId === own.partnerId)?.balance.value ?? Exact.nil;
      const then = Exact.pence(issued.find((one) => one.partnerId === own.partnerId)?.balancePence ?? 0);
      return now.equals(then)
        ? []
        : [{ each, amount: sum([named(`${each.name} as it now stands`, input(now, "pounds")), deducted(named(`${each.name} as issued`, input(then, "pounds")))]) }];
    });
    // What an issued statement already put right is part of what was issued, so that it is not put right a second time.
    const together = sum(moved.map(({ amount }) => amount));
    const adjustment = together.value.isNil() ? null : { periods: moved.map(({ each }) => each.name), amount: together };
    const owed = sum([named("This period", own.balance), ...(adjustment ? [named("Adjustment", adjustment.amount)] : [])]);
    return { ...own, adjustment, owed };
  });
  return { period, members, trades: trades[last] as Trade[], notes };
}

/** By what something is shared in one period: each member's weight, by its id, and what the weights count. */
interface Basis {
  readonly of: ReadonlyMap<string, Exact | null>;
  readonly count: "place-days" | "bed-weeks" | null;
}

const runningTotal = "to the penny on the running total";

function balancesOf(facts: SettlementFacts, trades: readonly Trade[][], notes: string[]): MemberBalance[][] {
  // The members in the order in which they came to be so: ties go by it, and it stays for the periods that were issued.
  const ids = [...new Set(facts.periods.flatMap(({ rules }) => rules.partners.map(({ id }) => id)))];
  const held = facts.periods.map((period) => new Map(period.rules.partners.map(({ id }) => [id, placeDays(facts.allocations, id, period)])));
  const used = facts.periods.map(({ rules }, index) => new Map(rules.partners.map(({ id }) => [id, usedBy(rules, trades[index] as Trade[], id)])));
  const income = trades.map((of) => sumPence(of.filter((trade) => trade.buyer !== null).map((trade) => trade.amount)));
  const fees = trades.map((of) => sumPence(of.map((trade) => trade.fee)));
  const byUse = facts.periods.map(({ rules }) => rules.settledBy === "bed-weeks used");
  const isLast = (index: number) => index === facts.periods.length - 1;
  /** By the bed-weeks used, and where there are none by the places held. */
  const usedOrHeld = (index: number, what: string, ofThese: (partner: PartnershipFacts["partners"][number]) => boolean): Basis => {
    const partners = (facts.periods[index] as RuledPeriod).rules.partners;
    const weights = (by: ReadonlyMap<string, Exact>) => new Map(partners.map((partner) => [partner.id, ofThese(partner) ? (by.get(partner.id) as Exact) : null]));
    const bedWeeks = weights(new Map([...(used[index] as Map<string, Figure>)].map(([id, figure]) => [id, figure.value])));
    if (!sharedByNobody(bedWeeks)) return { of: bedWeeks, count: "bed-weeks" };
    if (isLast(index)) notes.push(`No member used a place in this period, so ${what} is shared by the places held.`);
    return { of: weights(held[index] as Map<string, Exact>), count: "place-days" };
  };
  const bases = facts.periods.map((_, index): Basis => (byUse[index] ? usedOrHeld(index, "its cost", () => true) : { of: held[index] as Map<string, Exact>, count: "place-days" }));
  const costs = facts.periods.map((period, index) => BigInt(period.costPence) - (byUse[index] ? (income[index] as bigint) : 0n));
  for (const [index, { name }] of facts.periods.entries()) {
    if (costs[index] !== 0n && sharedByNobody((bases[index] as Basis).of))
      throw new InputError("period.costPence", `Nobody holds a place in ${name}, so there is nobody to bear what it cost. State who holds places then.`);
  }
  const parts = split(costs, bases, ids);
  const administered = administrationOf(facts, fees, ids, usedOrHeld, notes);
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
      const share = shareOf(cost, of.get(partner.id) ?? null, together, count, parts.get(partner.id)?.[index] ?? 0n);
      const administration = administered(index, partner.id);
      const market = byUse[index] ? [] : (trades[index] as Trade[]);
      const bought = sum(market.filter((trade) => trade.userId === partner.id && trade.hostId !== partner.id).map((trade) => named(nameOf(rules, trade.hostId), trade.amount)));
      const sold = sum(
        market
          .filter((trade) => trade.hostId === partner.id && trade.userId !== null && trade.userId !== partner.id)
          .map((trade) => deducted(named(nameOf(rules, trade.userId as string), trade.amount))),
      );
      const outside = sum(market.filter((trade) => trade.hostId === partner.id && trade.buyer !== null).map((trade) => deducted(named(trade.buyer as string, trade.amount))));
      const paid = facts.upFront.find((each) => each.periodId === period.id && each.partnerId === partner.id)?.amountPence ?? 0;
      const upFront = deducted(pounds(paid));
      const balance = sum(
        [
          named("Share of cost", share),
          named("Bought from members", bought),
          named("Sold to members", sold),
          named("Outside buyers", outside),
          named("Administration", administration),
          named("Paid ahead", upFront),
        ].filter((part) => !part.value.isNil()),
      );
      return {
        partnerId: partner.id,
        placesHeld: quotient(input(held[index]?.get(partner.id) as Exact, { count: "place-days" }), input(Exact.whole(days), { count: "days" })),
        bedWeeksUsed: used[index]?.get(partner.id) as Figure,
        share,
        bought,
        sold,
        outside,
        administration,
        upFront,
        balance,
      };
    });
  });
}

/** Splits each period's total among its own members, on the running total of them all. */
function split(totals: readonly bigint[], bases: readonly Basis[], ids: readonly string[]): ReadonlyMap<string, readonly bigint[]> {
  if (totals.every((total) => total === 0n)) return new Map();
  const members = ids.map((name) => ({ name, weights: bases.map(({ of }) => of.get(name) ?? null) }));
  return new Map(apportion(totals, members, 1n, "settlement").map(({ name, amounts }) => [name, amounts ?? []]));
}

/** A member's part of an amount, which the running total has brought to `due` pence. */
function shareOf(amount: Figure, own: Exact | null, together: Exact, count: Basis["count"], due: bigint): Figure {
  if (own === null || own.isNil() || together.isNil()) return due === 0n && own === null ? nothing : pounds(due);
  const unit = count === null ? "plain" : { count };
  return settled(product([amount, quotient(input(own, unit), input(together, unit))]), Exact.ratio(due, 100n), runningTotal);
}

function totalOf(weights: ReadonlyMap<string, Exact | null>): Exact {
  return [...weights.values()].reduce<Exact>((total, weight) => (weight === null ? total : total.plus(weight)), Exact.nil);
}

function sharedByNobody(weights: ReadonlyMap<string, Exact | null>): boolean {
  return totalOf(weights).isNil();
}

/**
 * Each member's part of a period's administration, less outside fees: divided among the pools that it is paid from by what each is stated to
 * cost in the year, and shared within each pool by the pool's own basis.
 */
function administrationOf(
  facts: SettlementFacts,
  fees: readonly bigint[],
  ids: readonly string[],
  usedOrHeld: (index: number, what: string, ofThese: (partner: PartnershipFacts["partners"][number]) => boolean) => Basis,
  notes: string[],
): (index: number, partnerId: string) => Figure {
  const last = facts.periods[facts.periods.length - 1] as RuledPeriod;
  /** What each pool bears of each period. */
  const ofPools = facts.periods.map((period, index) => {
    const pools = period.rules.administration;
    const total = BigInt(period.administrationPence) - (fees[index] as bigint);
    const stated = pools.some(({ part }) => !part.isNil());
    const basis: Basis = { of: new Map(pools.map(({ id, part }) => [id, stated ? part : Exact.one])), count: null };
    if (period === last && pools.length > 1 && total !== 0n) notes.push(dividedSaid(pools));
    return { basis, due: split([total], [basis], [...basis.of.keys()]) };
  });
  const shared = new Map(
    [...new Set(facts.periods.flatMap(({ rules }) => rules.administration.map(({ id }) => id)))].map((poolId) => {
      const due = ofPools.map((of) => of.due.get(poolId)?.[0] ?? 0n);
      const bases = facts.periods.map((period, index) => poolBasis(period, poolId, due[index] as bigint, (what, ofThese) => usedOrHeld(index, what, ofThese)));
      return [poolId, { due, bases, parts: split(due, bases, ids) }];
    }),
  );
  return (index, partnerId) => {
    const { rules, administrationPence } = facts.periods[index] as RuledPeriod;
    const { basis } = ofPools[index] as (typeof ofPools)[number];
    const whole = sum([named("Administration", pounds(administrationPence)), ...(fees[index] !== 0n ? [deducted(named("Outside fees", pounds(fees[index] as bigint)))] : [])]);
    const several = rules.administration.length > 1;
    const figures = rules.administration.map(({ id, name }) => {
      const { due, bases, parts } = shared.get(id) as { due: bigint[]; bases: Basis[]; parts: ReturnType<typeof split> };
      const { of, count } = bases[index] as Basis;
      const amount = several ? named(name, shareOf(whole, basis.of.get(id) ?? null, totalOf(basis.of), null, due[index] as bigint)) : whole;
      return named(name, shareOf(amount, of.get(partnerId) ?? null, totalOf(of), count, parts.get(partnerId)?.[index] ?? 0n));
    });
    const [only] = figures;
    return !several && only?.kind === "named" ? only.of : sum(figures.filter(({ value }) => !value.isNil()));
  };
}

/** By what a pool's part of a period is shared. @throws InputError where there is something to share and nobody to bear it. */
function poolBasis(
  { name, rules }: RuledPeriod,
  poolId: string,
  due: bigint,
  usedOrHeld: (what: string, ofThese: (partner: PartnershipFacts["partners"][number]) => boolean) => Basis,
): Basis {
  const pool = rules.administration.find(({ id }) => id === poolId);
  const weights = pool?.weights;
  if (!pool || (!weights && due === 0n)) return { of: new Map(), count: null };
  const basis: Basis = weights
    ? { of: new Map(rules.partners.map(({ id }, index) => [id, weights[index] ?? null])), count: null }
    : usedOrHeld(pool.name.toLowerCase(), ({ shares }) => shares);
  if (due !== 0n && sharedByNobody(basis.of))
    throw new InputError(
      "period.administrationPence",
      `Nobody has a share in ${pool.name} in ${name}, so there is nobody to bear its administration. State the shares in it then.`,
    );
  return basis;
}

function dividedSaid(pools: readonly AdministrationPool[]): string {
  if (pools.every(({ part }) => part.isNil()))
    return `None of ${listed(pools.map(({ name }) => name))} states what it costs in the year, so administration is divided equally among them.`;
  return `Administration is divided by what its pools are stated to cost in the year: ${listed(pools.map(({ name, part }) => `${name} ${poundsAndPence(part)}`))}.`;
}

/** Who used whose places in a period: one trade for each user and host, so that both sides of it are the same penny. */
function tradesIn(facts: SettlementFacts, period: RuledPeriod): Trade[] {
  const { internalPricePounds, outsidePricePounds, outsideFeePounds } = period.rules;
  const groups = new Map<string, { use: UseFacts; parts: Figure[] }>();
  for (const use of facts.uses) {
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

function usedBy(rules: SettlementRules, trades: readonly Trade[], partnerId: string): Figure {
  const own = trades.filter((trade) => trade.userId === partnerId);
  return own.length === 1 ? (own[0] as Trade).bedWeeks : sum(own.map((trade) => named(`In places of ${nameOf(rules, trade.hostId)}`, trade.bedWeeks)));
}

function nameOf({ partners }: SettlementRules, id: string): string {
  return partners.find((each) => each.id === id)?.name ?? "";
}

function sumPence(figures: readonly Figure[]): bigint {
  return sum(figures).value.rounded(2);
}

function placeDays(allocations: SettlementFacts["allocations"], partnerId: string, period: PeriodFacts): Exact {
  let days = 0;
  for (const each of allocations) {
    if (each.partnerId !== partnerId) continue;
    const first = later(each.startsOn, period.startsOn);
    const last = each.endsOn !== null && each.endsOn < period.endsOn ? each.endsOn : period.endsOn;
    if (first <= last) days += each.places * daysInclusive(first, last);
  }
  return Exact.whole(days);
}

function placesOn(allocations: SettlementFacts["allocations"], partnerId: string, day: Day): number {
  return allocations
    .filter((each) => each.partnerId === partnerId && each.startsOn <= day && (each.endsOn === null || day <= each.endsOn))
    .reduce((total, each) => total + each.places, 0);
}

function sameUser(a: UseFacts, b: UseFacts): boolean {
  return a.userId === b.userId && a.buyer === b.buyer;
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
