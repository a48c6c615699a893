// What a commitment costs, year by year: terms in, one figure a year out.
import type { Day } from "./day.ts";
import { Exact } from "./exact.ts";
import { type Figure, input, product, sum } from "./figure.ts";
import { type FinancialYear, firstDay, lastDay, yearOf } from "./financialYear.ts";
import { shareOfYear } from "./partYear.ts";
import { type CommitmentTerms, type PlacesPeriod, statedShare, type WeeklyTerms } from "./terms.ts";
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
  const bought = terms.places.map((period) => ({ period, places: input(Exact.whole(period.places), "places") }));
  const rate = input(terms.weeklyRate, "pounds a week");
  const last = years.reduce((latest, year) => (year > latest ? year : latest), "");
  const uplifts = terms.uplift ? upliftFactors(terms.uplift, last) : [];
  return years.map((year) => weeklyCost(terms, year, bought, rate, uplifts));
}

function statedAmount(terms: Extract<CommitmentTerms, { basis: "amounts by year" }>, year: FinancialYear): Figure {
  const amount = terms.amounts.get(year);
  // A commitment that ends in a year keeps the amount stated for that year; nothing is charged after it.
  if (amount === undefined || (terms.endsOn !== null && yearOf(terms.endsOn) < year)) return nothing;
  return input(amount, "pounds");
}

function weeklyCost(terms: WeeklyTerms, year: FinancialYear, bought: readonly { period: PlacesPeriod; places: Figure }[], rate: Figure, uplifts: readonly UpliftFactor[]): Figure {
  const opens = firstDay(year);
  const closes = lastDay(year);
  const parts: Figure[] = [];
  let weeks: Figure | undefined;
  for (const { period, places } of bought) {
    const share = coveredShare(terms, period, year, opens, closes);
    if (share === null) continue;
    weeks ??= input(weeksIn(year, terms.weeksPerYear), "weeks");
    const factors: Figure[] = [places, rate, weeks];
    if (share !== Exact.one) factors.push(input(share, "share of a year"));
    for (const uplift of uplifts) if (uplift.unit.upliftFor <= year) factors.push(uplift);
    parts.push(product(factors));
  }
  return parts.length === 1 ? (parts[0] as Figure) : parts.length === 0 ? nothing : sum(parts);
}

/** The share of a year in which a period's places are charged; null where the period does not touch the year. */
function coveredShare(terms: WeeklyTerms, period: PlacesPeriod, year: FinancialYear, opens: Day, closes: Day): Exact | null {
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
