// What a commitment costs, year by year: terms in, one figure a year out.
import type { Day } from "./day.ts";
import { Exact } from "./exact.ts";
import { type Figure, input, product, sum } from "./figure.ts";
import { type FinancialYear, firstDay, lastDay, startOf, yearOf, yearsFrom } from "./financialYear.ts";
import { shareOfYear } from "./partYear.ts";
import { type CommitmentTerms, type PlacesPeriod, type PricedTerms, statedShare } from "./terms.ts";
import type { Known } from "./unknown.ts";
import { type UpliftFactor, upliftFactors } from "./uplift.ts";
import { weeksIn } from "./weeks.ts";

const nothing = sum([]);

/**
 * The cost of a commitment in each year, in pounds, as a figure: places × price a week × weeks × share of the year × uplifts, added over
 * the periods that fall in the year. The terms must have passed `checkTerms`.
 * Source: Essex 6.1.6. Nine places at £5,963.00 a week from 2023-10-01, 52.14 weeks, half of 2023/24: £1,399,098.69.
 */
export function projectCommitment(terms: CommitmentTerms, years: readonly FinancialYear[]): Figure[] {
  if (terms.basis === "amounts by year") return years.map((year) => statedAmount(terms, year));
  const unit = priceUnits[terms.basis];
  const price = input(terms.price, unit);
  const bought = terms.places.map((period) => ({ period, factors: [...volumeOf(terms, period), period.price ? input(period.price, unit) : price] }));
  const last = years.reduce((latest, year) => (year > latest ? year : latest), "");
  const uplifts = terms.uplift ? upliftFactors(terms.uplift, last) : [];
  return years.map((year) => pricedCost(terms, year, bought, uplifts));
}

const priceUnits = { "weekly price": "pounds a week", "yearly price": "pounds a year", "fixed by year": "pounds a year" } as const;

/** How many places, as a factor; a fixed amount is multiplied by none. */
function volumeOf(terms: PricedTerms, { places, label }: PlacesPeriod): Figure[] {
  if (terms.basis === "fixed by year") return [];
  return [input(Exact.whole(places), label ? { count: `places (${label})` } : "places")];
}

function statedAmount(terms: Extract<CommitmentTerms, { basis: "amounts by year" }>, year: FinancialYear): Figure {
  const amount = terms.amounts.get(year);
  // A commitment that ends in a year keeps the amount stated for that year; nothing is charged after it.
  if (amount === undefined || (terms.endsOn !== null && yearOf(terms.endsOn) < year)) return nothing;
  return input(amount, "pounds", terms.entered?.get(year));
}

/**
 * What a commitment costs in a year, for whoever takes one year out of it. Where its amounts are stated by year and that year's is not, it is
 * not known, until the commitment ends. £500,000.00 stated for 2023/24 alone: of 2024/25 nothing is known.
 */
export function costOfYear(name: string, terms: CommitmentTerms, year: FinancialYear): Known {
  const ended = terms.endsOn !== null && yearOf(terms.endsOn) < year;
  if (terms.basis === "amounts by year" && !ended && !terms.amounts.has(year)) return { kind: "unknown", why: `${name} has no amount for ${year}.` };
  return projectCommitment(terms, [year])[0] as Figure;
}

/** What was bought in one period: how many places at what price. */
interface Bought {
  readonly period: PlacesPeriod;
  readonly factors: readonly Figure[];
}

function pricedCost(terms: PricedTerms, year: FinancialYear, bought: readonly Bought[], uplifts: readonly UpliftFactor[]): Figure {
  const opens = firstDay(year);
  const closes = lastDay(year);
  const parts: Figure[] = [];
  let weeks: Figure | undefined;
  for (const { period, factors: quantityAndPrice } of bought) {
    const share = coveredShare(terms, period, year, opens, closes);
    if (share === null) continue;
    const factors = [...quantityAndPrice];
    if (terms.weeksPerYear !== null) {
      weeks ??= input(weeksIn(year, terms.weeksPerYear), "weeks");
      factors.push(weeks);
    }
    if (share !== Exact.one) factors.push(input(share, "share of a year"));
    for (const uplift of uplifts) if (uplift.unit.upliftFor <= year) factors.push(uplift);
    parts.push(product(factors));
  }
  return parts.length === 1 ? (parts[0] as Figure) : parts.length === 0 ? nothing : sum(parts);
}

/** The last day that terms charge anything; null while they run on. */
export function lastCharged(terms: CommitmentTerms): Day | null {
  if (terms.basis === "amounts by year") return terms.endsOn;
  const own = terms.places.some((period) => period.endsOn === null) ? null : terms.places.reduce((last, { endsOn }) => (endsOn !== null && endsOn > last ? endsOn : last), "");
  if (own === null || terms.endsOn === null) return own ?? terms.endsOn;
  return own < terms.endsOn ? own : terms.endsOn;
}

/**
 * What terms come to from their first year to their last, or over the amounts that they state. Places without an end are counted until
 * `until`, the end of what they are bought under (where part years are stated, to the end of that year). Null where that is not known
 * either: what runs on without an end comes to no amount. One place at £1,000.00 a week from 2024-04-01, and nothing that ends it, is null.
 */
export function wholeCost(terms: CommitmentTerms, until: Day | null = null): Figure | null {
  if (terms.basis === "amounts by year") return sum(projectCommitment(terms, [...terms.amounts.keys()].sort()));
  const first = yearOf(terms.places.reduce((earliest, { startsOn }) => (startsOn < earliest ? startsOn : earliest), "9999-12-31"));
  const own = lastCharged(terms);
  const cut = own === null && until !== null && terms.partYear !== "stated" ? { ...terms, endsOn: until } : terms;
  const last = own ?? until;
  if (last === null) return null;
  const count = Math.max(0, startOf(yearOf(last)) - startOf(first) + 1);
  return sum(projectCommitment(cut, yearsFrom(first, count)));
}

/** The share of a year in which a period's places are charged; null where the period does not touch the year. */
function coveredShare(terms: PricedTerms, period: PlacesPeriod, year: FinancialYear, opens: Day, closes: Day): Exact | null {
  const cut = terms.endsOn !== null && (period.endsOn === null || terms.endsOn < period.endsOn);
  const endsOn = cut ? terms.endsOn : period.endsOn;
  const first = period.startsOn > opens ? period.startsOn : opens;
  const last = endsOn !== null && endsOn < closes ? endsOn : closes;
  if (first > last) return null;
  if (first === opens && last === closes) return Exact.one;
  if (terms.partYear !== "stated") return shareOfYear(year, first, last, terms.partYear);
  const share = statedShare({ ...period, endsOn, lastYearShare: cut ? terms.endYearShare : period.lastYearShare }, year);
  return share.compare(Exact.nil) > 0 ? share : null;
}
