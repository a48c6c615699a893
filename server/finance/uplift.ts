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

/** What a price of one year is multiplied by, and what it is divided by, to be that of another. */
export interface Lift {
  readonly times: readonly UpliftFactor[];
  readonly over: readonly UpliftFactor[];
}

/**
 * What makes the stated price that of `year`, one factor a year that has a rate: 2025/26 from a base of 2023/24, at 2.8% and 3%, is
 * × 1.028 × 1.03. The series runs backwards too: 2023/24 from a base of 2025/26 is ÷ (1.028 × 1.03). A year with no rate moves nothing,
 * since an uplift may be sought and none is promised (West Sussex 1.8); see `yearsWithoutRate`.
 */
export function liftTo(uplift: Uplift, year: FinancialYear): Lift {
  const ofSeries = factorsOf(uplift.rates);
  const factors = yearsBetween(uplift, year).flatMap((each) => ofSeries.get(each) ?? []);
  return startOf(year) < statedFor(uplift) ? { times: [], over: factors } : { times: factors, over: [] };
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

/** The years between the stated price's and `year` whose rates would move it and are not in the series, so that the table can say so. */
export function yearsWithoutRate(uplift: Uplift, year: FinancialYear): FinancialYear[] {
  return yearsBetween(uplift, year).filter((each) => !uplift.rates.has(each));
}

/** The start of the year that the price is right for as stated: the one before its base year where that is still to be uplifted. */
function statedFor({ baseYear, firstYearUplifted }: Uplift): number {
  return startOf(baseYear) - (firstYearUplifted ? 1 : 0);
}

/** The years whose rates lie between the stated price and that of `year`, whichever is the earlier. */
function yearsBetween(uplift: Uplift, year: FinancialYear): FinancialYear[] {
  const [stated, asked] = [statedFor(uplift), startOf(year)];
  const first = Math.min(stated, asked) + 1;
  return Array.from({ length: Math.abs(asked - stated) }, (_, index) => yearStarting(first + index));
}
