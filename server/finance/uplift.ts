// Uplift of a price over the years: a series of rates, the price's base year, and whether the base year already carries one.
import { Exact } from "./exact.ts";
import type { Figure } from "./figure.ts";
import { type FinancialYear, startOf, yearStarting } from "./financialYear.ts";

/** A price's uplift. Rates are shares (0.028 is 2.8%) keyed by the year in which they first apply. */
export interface Uplift {
  /** The year that the price is stated in. */
  readonly baseYear: FinancialYear;
  /** True where the base year's own rate is to be added to the stated price; it moves every year by one uplift. */
  readonly firstYearUplifted: boolean;
  readonly rates: ReadonlyMap<FinancialYear, Exact>;
}

/** A factor that lifts a price, with the year that it lifts it for. */
export type UpliftFactor = Extract<Figure, { kind: "input" }> & { readonly unit: { readonly upliftFor: FinancialYear } };

/**
 * The factors that lift a price from its base year to `year`, one a year that has a rate: 2025/26 from a base of 2023/24, at 2.8% and
 * 3%, is × 1.028 × 1.03. A year with no rate lifts nothing, since an uplift may be sought and none is promised (West Sussex 1.8); see
 * `yearsWithoutRate`. A year before the base year takes the price as stated.
 */
export function upliftFactors(uplift: Uplift, year: FinancialYear): UpliftFactor[] {
  const ofSeries = factorsOf(uplift.rates);
  return upliftYears(uplift, year).flatMap((each) => ofSeries.get(each) ?? []);
}

/** A rate is one fact, however many prices its series lifts: one input in all their figures. */
const known = new WeakMap<Uplift["rates"], ReadonlyMap<FinancialYear, UpliftFactor>>();

function factorsOf(rates: Uplift["rates"]): ReadonlyMap<FinancialYear, UpliftFactor> {
  const found = known.get(rates);
  if (found) return found;
  const made = new Map([...rates].map(([year, rate]): [FinancialYear, UpliftFactor] => [year, { kind: "input", unit: { upliftFor: year }, value: Exact.one.plus(rate) }]));
  known.set(rates, made);
  return made;
}

/** The years up to `year` that would lift the price but have no rate in the series, so that the table can say so. */
export function yearsWithoutRate(uplift: Uplift, year: FinancialYear): FinancialYear[] {
  return upliftYears(uplift, year).filter((each) => !uplift.rates.has(each));
}

function upliftYears(uplift: Uplift, year: FinancialYear): FinancialYear[] {
  const years: FinancialYear[] = [];
  const last = startOf(year);
  for (let start = startOf(uplift.baseYear) + (uplift.firstYearUplifted ? 0 : 1); start <= last; start += 1) years.push(yearStarting(start));
  return years;
}
