// What a partnership settles: who used whose places, in which periods, by which rules; and what of these cannot be.
import { type Day, dayInWords, daysAfter, later } from "./day.ts";
import type { Exact } from "./exact.ts";
import { dayInYears } from "./financialYear.ts";
import { InputError } from "./inputError.ts";
import type { PartnershipFacts } from "./partnership.ts";

/** Places used from one day to another, by a member or by an outside buyer, in places that a member holds; 0 places state that none were used. */
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
  /** What it is stated to cost in the year, by which a period's administration is divided where there are several pools; null where that is not known. */
  part: Exact | null;
  /** The members' weights in it, in their order; null is no share. Null altogether where it is shared by the bed-weeks used. */
  weights: readonly (Exact | null)[] | null;
}

/** By what a period is settled, and among whom. A period that was issued keeps its own, whatever the partnership comes to say later. */
export interface SettlementRules extends Pick<PartnershipFacts, "settledBy" | "internalPricePounds" | "outsidePricePounds" | "outsideFeePounds" | "partners"> {
  administration: readonly AdministrationPool[];
}

export interface RuledPeriod extends PeriodFacts {
  /** Whether its statements have been issued. */
  issued: boolean;
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
    if (!Number.isSafeInteger(use.places) || use.places < 0 || use.places > 100_000)
      throw new InputError(`${field}.places`, `The number of places used is a whole number, 0 where nobody used any; ${use.places} is not.`);
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

/** The field of a use that has no price by these rules. Where no place was used, none is needed. */
function unpricedUse(rules: Pick<SettlementRules, "settledBy" | "internalPricePounds" | "outsidePricePounds">, use: UseFacts): "buyer" | "userId" | null {
  if (use.places === 0) return null;
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

function placesOn(allocations: SettlementFacts["allocations"], partnerId: string, day: Day): number {
  return allocations
    .filter((each) => each.partnerId === partnerId && each.startsOn <= day && (each.endsOn === null || day <= each.endsOn))
    .reduce((total, each) => total + each.places, 0);
}

function sameUser(a: UseFacts, b: UseFacts): boolean {
  return a.userId === b.userId && a.buyer === b.buyer;
}
