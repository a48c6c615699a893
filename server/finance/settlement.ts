// What each member of a partnership owes or is owed for a period, to the penny, so that the lead is left with its own part of what it paid.
import { apportion } from "./apportion.ts";
import { type Day, dayInWords, daysAfter, daysInclusive } from "./day.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, product, quotient, settled, sum } from "./figure.ts";
import { dayInYears } from "./financialYear.ts";
import { InputError } from "./inputError.ts";
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

export interface SettlementFacts
  extends Pick<PartnershipFacts, "name" | "settledBy" | "internalPricePounds" | "outsidePricePounds" | "outsideFeePounds" | "partners" | "allocations"> {
  source: string | null;
  uses: readonly UseFacts[];
  /** Every period up to the one in question, the earliest first. */
  periods: readonly PeriodFacts[];
  upFront: readonly { periodId: string; partnerId: string; amountPence: number }[];
  /** The balances of the statements that were issued, adjustments and all. */
  issued: readonly { periodId: string; partnerId: string; balancePence: number }[];
  /** The members' weights by which administration is shared, in their order; null is no share. */
  administration: readonly (Exact | null)[];
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
  readonly period: PeriodFacts;
  readonly members: readonly SettledMember[];
  readonly trades: readonly Trade[];
  /** Why the cost was shared otherwise than the partnership says, where it was. */
  readonly notes: readonly string[];
}

const nothing = sum([]);
const pounds = (pence: bigint | number) => input(Exact.ratio(BigInt(pence), 100n), "pounds");

/**
 * Checks what was used.
 * @throws InputError naming `at[index].field`: an end before its start, a use by nobody or by two, a period of use that overlaps another of
 * the same user in the same member's places, or on some day more of a member's places used than it holds.
 */
export function checkUses(
  facts: Pick<SettlementFacts, "partners" | "allocations" | "settledBy" | "internalPricePounds" | "outsidePricePounds">,
  uses: readonly UseFacts[],
  at: string,
): void {
  const name = (id: string) => facts.partners.find((each) => each.id === id)?.name ?? "a member";
  for (const [index, use] of uses.entries()) {
    const field = `${at}[${index}]`;
    dayInYears(use.startsOn, `${field}.startsOn`);
    if (dayInYears(use.endsOn, `${field}.endsOn`) < use.startsOn) throw new InputError(`${field}.endsOn`, `The use ends on ${use.endsOn}, before it starts on ${use.startsOn}.`);
    if (!Number.isSafeInteger(use.places) || use.places < 1 || use.places > 100_000)
      throw new InputError(`${field}.places`, `The number of places used is a whole number, 1 or more; ${use.places} is not.`);
    if ((use.userId === null) === (use.buyer === null)) throw new InputError(`${field}.userId`, "Say who used the places: a member, or an outside buyer by name.");
    if (use.buyer !== null && facts.outsidePricePounds === null) throw new InputError(`${field}.buyer`, "State the partnership's price for outside buyers first.");
    if (use.userId !== null && use.userId !== use.hostId && facts.settledBy === "places allocated" && facts.internalPricePounds === null) {
      throw new InputError(`${field}.userId`, "State the partnership's price for a place of another member first.");
    }
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
 * outside are together what the lead paid, to the penny.
 * What was corrected in periods whose statements are issued comes in as an adjustment: what they would now come to, less what was issued.
 * Source: Havering 5.4 to 5.9.
 */
export function settlement(facts: SettlementFacts): Settlement {
  const notes: string[] = [];
  const trades = facts.periods.map((period) => tradesIn(facts, period));
  const balances = balancesOf(facts, trades, notes);
  const last = facts.periods.length - 1;
  const period = facts.periods[last] as PeriodFacts;
  const earlier = facts.periods.slice(0, last).map((each, index) => ({ each, index, issued: facts.issued.filter((one) => one.periodId === each.id) }));
  const members = facts.partners.map((partner, member): SettledMember => {
    const own = (balances[last] as MemberBalance[])[member] as MemberBalance;
    const issuedBefore = earlier.filter(({ issued }) => issued.length > 0);
    const moved = issuedBefore.flatMap(({ each, index, issued }) => {
      const now = (balances[index] as MemberBalance[])[member]?.balance.value ?? Exact.nil;
      const then = Exact.pence(issued.find((one) => one.partnerId === partner.id)?.balancePence ?? 0);
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

function balancesOf(facts: SettlementFacts, trades: readonly Trade[][], notes: string[]): MemberBalance[][] {
  const byUse = facts.settledBy === "bed-weeks used";
  const last = facts.periods.length - 1;
  const held = facts.periods.map((period) => facts.partners.map(({ id }) => placeDays(facts.allocations, id, period)));
  const used = trades.map((of) => facts.partners.map(({ id }) => usedBy(facts, of, id)));
  const income = trades.map((of) => sumPence(of.filter((trade) => trade.buyer !== null).map((trade) => trade.amount)));
  const fees = trades.map((of) => sumPence(of.map((trade) => trade.fee)));
  const weights = facts.periods.map((_, index) => {
    const bedWeeks = (used[index] as Figure[]).map((figure) => figure.value);
    if (!byUse || bedWeeks.every((each) => each.isNil())) {
      if (byUse && index === last) notes.push("Nobody used a place in this period, so its cost is shared by the places held.");
      return { of: held[index] as Exact[], count: "place-days" };
    }
    return { of: bedWeeks, count: "bed-weeks" };
  });
  const costs = facts.periods.map((period, index) => BigInt(period.costPence) - (byUse ? (income[index] as bigint) : 0n));
  const administration = facts.periods.map((period, index) => BigInt(period.administrationPence) - (fees[index] as bigint));
  const parts = apportion(
    costs,
    facts.partners.map(({ name }, member) => ({ name, weights: weights.map(({ of }) => of[member] as Exact) })),
    1n,
    "settlement",
  );
  const administered = administration.every((total) => total === 0n)
    ? facts.partners.map(({ name }) => ({ name, amounts: null }))
    : apportion(
        administration,
        facts.partners.map(({ name }, member) => ({ name, weights: facts.periods.map(() => facts.administration[member] ?? null) })),
        1n,
        "settlement",
      );
  return facts.periods.map((period, index) => {
    const { of, count } = weights[index] as { of: Exact[]; count: string };
    const together = of.reduce((total, each) => total.plus(each), Exact.nil);
    const cost = sum([
      named("Paid to providers", pounds(period.costPence)),
      ...(byUse && income[index] !== 0n ? [deducted(named("From outside buyers", pounds(income[index] as bigint)))] : []),
    ]);
    const toAdministration = sum([
      named("Administration", pounds(period.administrationPence)),
      ...(fees[index] !== 0n ? [deducted(named("Outside fees", pounds(fees[index] as bigint)))] : []),
    ]);
    const administrators = facts.administration.reduce<Exact>((total, weight) => (weight === null ? total : total.plus(weight)), Exact.nil);
    return facts.partners.map((partner, member): MemberBalance => {
      const due = parts[member]?.amounts?.[index] ?? 0n;
      const own = of[member] as Exact;
      const share =
        together.isNil() || own.isNil()
          ? pounds(due)
          : settled(product([cost, quotient(input(own, { count }), input(together, { count }))]), Exact.ratio(due, 100n), "to the penny on the running total");
      const weight = facts.administration[member] ?? null;
      const dueAdministration = administered[member]?.amounts?.[index] ?? 0n;
      const admin =
        weight === null || administrators.isNil()
          ? nothing
          : settled(
              product([toAdministration, quotient(input(weight, "plain"), input(administrators, "plain"))]),
              Exact.ratio(dueAdministration, 100n),
              "to the penny on the running total",
            );
      const market = byUse ? [] : (trades[index] as Trade[]);
      const bought = sum(market.filter((trade) => trade.userId === partner.id && trade.hostId !== partner.id).map((trade) => named(nameOf(facts, trade.hostId), trade.amount)));
      const sold = sum(
        market
          .filter((trade) => trade.hostId === partner.id && trade.userId !== null && trade.userId !== partner.id)
          .map((trade) => deducted(named(nameOf(facts, trade.userId as string), trade.amount))),
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
          named("Administration", admin),
          named("Paid ahead", upFront),
        ].filter((part) => !part.value.isNil()),
      );
      const days = BigInt(daysInclusive(period.startsOn, period.endsOn));
      return {
        partnerId: partner.id,
        placesHeld: quotient(input(held[index]?.[member] as Exact, { count: "place-days" }), input(Exact.whole(days), { count: "days" })),
        bedWeeksUsed: used[index]?.[member] as Figure,
        share,
        bought,
        sold,
        outside,
        administration: admin,
        upFront,
        balance,
      };
    });
  });
}

/** Who used whose places in a period: one trade for each user and host, so that both sides of it are the same penny. */
function tradesIn(facts: SettlementFacts, period: PeriodFacts): Trade[] {
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
    const price = own ? null : use.buyer === null ? facts.internalPricePounds : facts.outsidePricePounds;
    return {
      userId: use.userId,
      buyer: use.buyer,
      hostId: use.hostId,
      bedWeeks,
      amount: price === null ? nothing : toThePenny(product([bedWeeks, input(Exact.decimal(price), "pounds a week")])),
      fee: use.buyer === null || facts.outsideFeePounds === null ? nothing : toThePenny(product([bedWeeks, input(Exact.decimal(facts.outsideFeePounds), "pounds a week")])),
    };
  });
}

function toThePenny(exact: Figure): Figure {
  const value = Exact.ratio(exact.value.rounded(2), 100n);
  return value.equals(exact.value) ? exact : settled(exact, value, "to the penny");
}

function usedBy(facts: SettlementFacts, trades: readonly Trade[], partnerId: string): Figure {
  const own = trades.filter((trade) => trade.userId === partnerId);
  return own.length === 1 ? (own[0] as Trade).bedWeeks : sum(own.map((trade) => named(`In places of ${nameOf(facts, trade.hostId)}`, trade.bedWeeks)));
}

function nameOf(facts: Pick<SettlementFacts, "partners">, id: string): string {
  return facts.partners.find((each) => each.id === id)?.name ?? "";
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
