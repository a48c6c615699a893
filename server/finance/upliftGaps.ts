// Years for which a series of uplifts states no rate, though a price is charged across them: every table that they matter to says so.
import { lastCharged } from "./commitment.ts";
import { type FinancialYear, yearOf } from "./financialYear.ts";
import { listed } from "./listed.ts";
import type { CommitmentTerms } from "./terms.ts";
import { yearsWithoutRate } from "./uplift.ts";

/** Collects such years by series, commitment by commitment. */
export class UpliftGaps {
  private readonly gaps = new Map<string, Set<FinancialYear>>();

  /** Notes what lies between a commitment's stated price and each of `years`, in order, in which it is charged. */
  add(series: string, terms: CommitmentTerms, years: readonly FinancialYear[]): void {
    if (terms.basis === "amounts by year" || terms.uplift === null) return;
    const [first, last] = [years[0], years[years.length - 1]];
    if (first === undefined || last === undefined) return;
    const starts = yearOf(terms.places.reduce((earliest, { startsOn }) => (startsOn < earliest ? startsOn : earliest), "9999-12-31"));
    const ends = lastCharged(terms);
    const charged = [starts > first ? starts : first, ends !== null && yearOf(ends) < last ? yearOf(ends) : last] as const;
    if (charged[0] > charged[1]) return;
    const found = charged.flatMap((year) => yearsWithoutRate(terms.uplift as NonNullable<typeof terms.uplift>, year));
    if (found.length > 0) this.gaps.set(series, new Set([...(this.gaps.get(series) ?? []), ...found]));
  }

  /** "Fees states no uplift for 2026/27; prices are left unchanged there." */
  notes(): string[] {
    return [...this.gaps].map(([series, years]) => `${series} states no uplift for ${listed([...years].sort())}; prices are left unchanged there.`);
  }
}
