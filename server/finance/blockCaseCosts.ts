// What the spot places and the block of a block case cost at full occupancy, for a year and over its term, and where they cost the same.
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

/** A case with its costs. Each fact is one input of all that is worked out from it, so that a workbook with formulas has it once. */
export interface CaseCosts {
  readonly facts: BlockCaseFacts;
  readonly places: Figure;
  /** What a price of one place is multiplied by. */
  readonly time: Costs;
  /** Days of the first year of the term and of the whole term, where its price is counted by them. */
  readonly days: Readonly<Record<Span, number>> | null;
  /** By each cost's value over the whole term where there is one, since that is not rounded to a price; else by its price. */
  readonly basis: Basis;
  /** By the prices as printed, where those and a value over the term both are; null where there is nothing to compare. */
  readonly printed: Basis | null;
  /** The share of the cost of empty places that the authority pays (all of it, none, or what is stated), and that of the provider. */
  readonly share: Known;
  readonly providerShare: Known;
}

const unknownSpot: Costs = { year: noSpot, term: noSpot };

export function costsOf(facts: BlockCaseFacts): CaseCosts {
  const { spotPounds, blockPounds, spotValuePence, blockValuePence } = facts;
  const places = input(Exact.whole(facts.places), "places");
  const years = input(Exact.ratio(BigInt(facts.termMonths), 12n).reduced(), { count: "years" });
  const days = countsActualDays(facts) ? actualDays(facts) : null;
  const time = timeOf(facts, years, days);
  const firstYear = days && partOfDays(days);
  const yearOf = (term: Figure) => (firstYear === null ? quotient(term, years) : product([term, firstYear]));
  const prices = { spot: fromPrice(facts, spotPounds, places, time), block: fromPrice(facts, blockPounds, places, time) };
  const values = { spot: fromValue(spotValuePence, yearOf), block: fromValue(blockValuePence, yearOf) };
  const valued = (values.spot ?? values.block) !== null;
  const share = shareOf(facts);
  return {
    facts,
    places,
    time,
    days,
    basis: { spot: values.spot ?? prices.spot ?? unknownSpot, block: (values.block ?? prices.block) as Costs },
    printed: valued && prices.block && (prices.spot || !values.spot) ? { spot: prices.spot ?? unknownSpot, block: prices.block } : null,
    share,
    providerShare: workedOut([share], ({ value }) => input(Exact.one.minus(value), "percent")),
  };
}

/** By the calendar; null where its start is not known. */
function actualDays({ startsOn, termMonths }: BlockCaseFacts): Readonly<Record<Span, number>> | null {
  if (startsOn === null) return null;
  const of = (months: number) => daysInclusive(startsOn, daysAfter(addMonths(startsOn, months), -1));
  return { year: of(12), term: of(termMonths) };
}

/**
 * Weeks of a convention and years; by actual days the days themselves over 7, of the first twelve months and of the whole term. Four years
 * from 1 April 2023 are 366/7 weeks and 1461/7 weeks.
 */
function timeOf(facts: BlockCaseFacts, years: Figure, days: CaseCosts["days"]): Costs {
  if (facts.priceUnit === "year" || facts.weeksPerYear === null) return { year: product([]), term: product([years]) };
  if (countsActualDays(facts)) {
    const weeks = (count: number) => product([input(Exact.ratio(BigInt(count), 7n), "weeks")]);
    return days === null ? { year: noStart, term: noStart } : { year: weeks(days.year), term: weeks(days.term) };
  }
  const weeks = input(fixedWeeks[facts.weeksPerYear as Exclude<WeekConvention, "actual days / 7">], "weeks");
  return { year: product([weeks]), term: product([weeks, years]) };
}

function fromPrice(facts: BlockCaseFacts, price: string | null, places: Figure, time: Costs): Costs | null {
  if (price === null) return null;
  const ofPlace = [places, input(Exact.decimal(price), facts.priceUnit === "week" ? "pounds a week" : "pounds a year")];
  const cost = (span: Known) => workedOut([span], (factors) => product([...ofPlace, ...(factors.kind === "product" ? factors.of : [factors])]));
  return { year: cost(time.year), term: cost(time.term) };
}

function fromValue(pence: number | null, yearOf: (term: Figure) => Figure): Costs | null {
  if (pence === null) return null;
  const term = input(Exact.pence(pence), "pounds");
  return { term, year: yearOf(term) };
}

/** The part of a value over the term that is of its first year: that of its days, as it is of a price by actual days. */
function partOfDays({ year, term }: Readonly<Record<Span, number>>): Figure {
  const days = (count: number) => input(Exact.whole(count), { count: "days" });
  return quotient(days(year), days(term));
}

function shareOf({ voidsCarriedBy, voidShare }: BlockCaseFacts): Known {
  if (voidsCarriedBy !== "shared") return input(voidsCarriedBy === "authority" ? Exact.one : Exact.nil, "percent");
  return voidShare === null ? noShare : input(Exact.decimal(voidShare), "percent");
}

/**
 * The occupancy at which the block costs the authority as much as buying the used places one at a time. Where it carries all empty places that
 * is block / spot; where it carries a share of them, share × block / (spot – the rest × block). Null where there is none: spot costs nothing,
 * or the block costs less at every occupancy, or more.
 * Source: DOMAIN "block against spot". Sefton 5.5, £1,988.00 against £2,149.00 a week: 92.5%.
 */
export function breakEven({ basis, share, providerShare }: CaseCosts): Known | null {
  return workedOut([basis.spot.year, basis.block.year, share, providerShare], (spot, block, carried, rest) => {
    const [spotCost, blockCost] = [named("Spot cost", spot), named("Block cost", block)];
    if (spot.value.isNil()) return null;
    if (rest.value.isNil()) return quotient(blockCost, spotCost);
    const over = sum([spotCost, deducted(product([blockCost, rest]))]);
    if (carried.value.isNil() || over.value.isNegative() || over.value.isNil()) return null;
    return quotient(product([blockCost, carried]), over);
  });
}

/** Why anything of a case is not known, a sentence each. */
export function notKnownOf({ basis, share }: CaseCosts): string[] {
  return [...new Set([basis.spot.year, basis.block.year, share].filter(isUnknown).map(({ why }) => why))];
}

/** A share as a percentage of at most two decimals: "73.15", "50". */
export function percent(share: Exact): string {
  return Exact.ratio(share.times(Exact.whole(100)).rounded(2), 100n).toString();
}
