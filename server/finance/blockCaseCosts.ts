// What the spot places and the block of a block case cost, for a year and over its term, and what is paid and saved at an occupancy.
import { type BlockCaseFacts, countsActualDays } from "./blockCase.ts";
import { addMonths, daysAfter, daysInclusive } from "./day.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, product, quotient, sum } from "./figure.ts";
import { isUnknown, type Known, type Unknown, workedOut } from "./unknown.ts";
import { fixedWeeks, type WeekConvention } from "./weeks.ts";

export type Span = "year" | "term";
/** What the same places cost for a year and over the term. */
export type Costs = Readonly<Record<Span, Known>>;
/** At full occupancy. */
export interface Basis {
  readonly spot: Costs;
  readonly block: Costs;
}

const noSpot: Unknown = {
  kind: "unknown",
  why: "Neither a spot price nor what spot places would cost over the term is stated, so what the block saves is not known.",
};
const noStart: Unknown = { kind: "unknown", why: "On which day the term starts is not stated, so the actual days of its years are not known." };
const noShare: Unknown = {
  kind: "unknown",
  why: "Empty places are shared with the provider, and which share of their cost the authority carries is not stated, so what it pays for them is not known.",
};

export const placesFigure = (count: number) => input(Exact.whole(count), "places");
export const yearsOf = (facts: BlockCaseFacts) => input(Exact.ratio(BigInt(facts.termMonths), 12n).reduced(), { count: "years" });

/** Days of the first year of the term, and of the whole term, by the calendar; null where its start is not known. */
export function actualDays({ startsOn, termMonths }: BlockCaseFacts): Readonly<Record<Span, number>> | null {
  if (startsOn === null) return null;
  const of = (months: number) => daysInclusive(startsOn, daysAfter(addMonths(startsOn, months), -1));
  return { year: of(12), term: of(termMonths) };
}

/**
 * The time that a price of one place is multiplied by: weeks of a convention and years; by actual days the days themselves over 7, of the
 * first twelve months and of the whole term. Four years from 1 April 2023 are 366/7 weeks and 1461/7 weeks.
 */
export function timeOf(facts: BlockCaseFacts, span: Span): Known {
  const years = span === "term" ? [yearsOf(facts)] : [];
  if (facts.priceUnit === "year") return product(years);
  if (!countsActualDays(facts)) return product([input(fixedWeeks[facts.weeksPerYear as Exclude<WeekConvention, "actual days / 7">], "weeks"), ...years]);
  const days = actualDays(facts);
  return days === null ? noStart : input(Exact.ratio(BigInt(days[span]), 7n), "weeks");
}

function fromPrice(facts: BlockCaseFacts, price: string): Costs {
  const places = [placesFigure(facts.places), input(Exact.decimal(price), facts.priceUnit === "week" ? "pounds a week" : "pounds a year")];
  const cost = (span: Span) => workedOut([timeOf(facts, span)], (time) => product([...places, ...(time.kind === "product" ? time.of : [time])]));
  return { year: cost("year"), term: cost("term") };
}

/** A year of a value over the term: by actual days its first year is its part of the days, as it is of a price. */
function fromValue(facts: BlockCaseFacts, pence: number): Costs {
  const term = input(Exact.pence(pence), "pounds");
  const days = countsActualDays(facts) ? actualDays(facts) : null;
  const of = (count: number) => input(Exact.whole(count), { count: "days" });
  return { term, year: days === null ? quotient(term, yearsOf(facts)) : product([term, quotient(of(days.year), of(days.term))]) };
}

/** By the prices as stated; null of either where only its value is. */
function byPrices(facts: BlockCaseFacts): { readonly spot: Costs | null; readonly block: Costs | null } {
  const costs = (price: string | null) => (price === null ? null : fromPrice(facts, price));
  return { spot: costs(facts.spotPounds), block: costs(facts.blockPounds) };
}

function byValues(facts: BlockCaseFacts): { readonly spot: Costs | null; readonly block: Costs | null } {
  const costs = (pence: number | null) => (pence === null ? null : fromValue(facts, pence));
  return { spot: costs(facts.spotValuePence), block: costs(facts.blockValuePence) };
}

const unknownSpot: Costs = { year: noSpot, term: noSpot };

/** What the case is worked out from: of each cost its value over the whole term where there is one, since that is not rounded to a price. */
export function basisOf(facts: BlockCaseFacts): Basis {
  const [values, prices] = [byValues(facts), byPrices(facts)];
  return { spot: values.spot ?? prices.spot ?? unknownSpot, block: (values.block ?? prices.block) as Costs };
}

/** The same by the prices as printed, where those and a value over the term both are; null where there is nothing to compare. */
export function printedBasis(facts: BlockCaseFacts): Basis | null {
  const { spot, block } = byPrices(facts);
  const valued = facts.spotValuePence !== null || facts.blockValuePence !== null;
  if (!valued || block === null || (spot === null && facts.spotValuePence !== null)) return null;
  return { spot: spot ?? unknownSpot, block };
}

/** The share of the cost of empty places that the authority pays: all of it, none, or what is stated. */
export function carriedShare({ voidsCarriedBy, voidShare }: BlockCaseFacts): Known {
  if (voidsCarriedBy !== "shared") return input(voidsCarriedBy === "authority" ? Exact.one : Exact.nil, "percent");
  return voidShare === null ? noShare : input(Exact.decimal(voidShare), "percent");
}

const restOf = (share: Figure) => input(Exact.one.minus(share.value), "percent");
const isAll = (share: Figure) => share.value.equals(Exact.one);

/** What stands for the two costs in workings: the places used, and what the authority pays for the block. */
export function costNames(facts: BlockCaseFacts, occupancy: Exact): { readonly spot: string; readonly paid: string } {
  return {
    spot: occupancy.equals(Exact.one) ? "Spot cost" : "Spot cost of the used places",
    paid: facts.voidsCarriedBy === "authority" ? "Block cost" : "Block cost to the authority",
  };
}

/** What empty places at an occupancy are called: "Cost of empty places at 78% occupancy". */
export function voidName(occupancy: Exact): string {
  return `Cost of empty places at ${percent(occupancy)}% occupancy`;
}

export interface AtOccupancy {
  /** What the used places would cost one at a time. */
  readonly spot: Known;
  /** What the authority pays for the block. */
  readonly paid: Known;
  /** The one less the other: what is saved and what is avoided, together. */
  readonly difference: Known;
  /** What the empty places of the block cost, by who carries them. */
  readonly authorityVoid: Known;
  readonly providerVoid: Known;
}

/**
 * Spot for the used places, and for the block its price of the used places with what the authority carries of the empty ones. Havering at 78%:
 * 78% of £6,294,675.25 for the used places, £4,604,643.38 for the block, £305,203.32 saved.
 * Source: DOMAIN "who carries the void"; Havering 5.6, by which it is the authorities.
 */
export function atOccupancy(facts: BlockCaseFacts, { spot, block }: Basis, span: Span, occupancy: Exact): AtOccupancy {
  const full = occupancy.equals(Exact.one);
  const names = costNames(facts, occupancy);
  const empty = input(Exact.one.minus(occupancy), "percent");
  // Of no empty places everybody carries nothing, whatever their shares are.
  const share = full ? input(Exact.one, "percent") : carriedShare(facts);
  const voidOf = (part: Known) => workedOut([block[span], part], (whole, carried) => product([named("Block cost", whole), empty, ...(isAll(carried) ? [] : [carried])]));
  const providerVoid = voidOf(workedOut([share], restOf));
  const used = full ? spot[span] : workedOut([spot[span]], (cost) => product([cost, input(occupancy, "percent")]));
  const paid =
    full || facts.voidsCarriedBy === "authority"
      ? block[span]
      : workedOut([block[span], providerVoid], (cost, carried) => sum([named("Block cost", cost), deducted(named(`${voidName(occupancy)}, to the provider`, carried))]));
  return {
    spot: used,
    paid,
    difference: workedOut([used, paid], (cost, block) => sum([named(names.spot, cost), deducted(named(names.paid, block))])),
    authorityVoid: voidOf(share),
    providerVoid,
  };
}

/**
 * The occupancy at which the block costs the authority as much as buying the used places one at a time. Where it carries all empty places that
 * is block / spot; where it carries a share of them, share × block / (spot – the rest × block). Null where there is none: spot costs nothing,
 * or the block costs less at every occupancy, or more.
 * Source: DOMAIN "block against spot". Sefton 5.5, £1,988.00 against £2,149.00 a week: 92.5%.
 */
export function breakEven(facts: BlockCaseFacts): Known | null {
  const basis = basisOf(facts);
  return workedOut([basis.spot.year, basis.block.year, carriedShare(facts)], (spot, block, share) => {
    const [spotCost, blockCost] = [named("Spot cost", spot), named("Block cost", block)];
    if (spot.value.isNil()) return null;
    if (isAll(share)) return quotient(blockCost, spotCost);
    const over = sum([spotCost, deducted(product([blockCost, restOf(share)]))]);
    if (share.value.isNil() || over.value.isNegative() || over.value.isNil()) return null;
    return quotient(product([blockCost, share]), over);
  });
}

/** Why anything of a case is not known, a sentence each. */
export function notKnownOf(facts: BlockCaseFacts): string[] {
  const { spot, block } = basisOf(facts);
  return [...new Set([spot.year, block.year, carriedShare(facts)].filter(isUnknown).map(({ why }) => why))];
}

/** A share as a percentage of at most two decimals: "73.15", "50". */
export function percent(share: Exact): string {
  return Exact.ratio(share.times(Exact.whole(100)).rounded(2), 100n).toString();
}
