// The words for what the server names in capitals, of KPIs and benefits.

import type { BenefitHeld, KpiHeld, PublicationHeld, SubjectHeld } from "./documents/outcomes.ts";
import { poundsSaid } from "./format.ts";
import { shareAsPercent } from "./percent.ts";

export const categoriesSaid: Record<KpiHeld["category"], string> = {
  STABILITY: "Stability",
  SUITABILITY: "Suitability",
  EDUCATION_AND_EMPLOYMENT: "Education and employment",
  GENERAL: "General",
  FINANCIAL: "Financial",
};
export const kpiUnitsSaid: Record<KpiHeld["unit"], string> = {
  PERCENT: "Per cent",
  COUNT: "A number",
  POUNDS: "Pounds",
  POUNDS_A_WEEK: "Pounds a week",
  WEEKS: "Weeks",
  SCORE: "A score",
};
export const polaritiesSaid: Record<KpiHeld["polarity"], string> = { HIGHER_IS_BETTER: "Higher is better", LOWER_IS_BETTER: "Lower is better", NEITHER: "Neither way" };
export const frequenciesSaid: Record<KpiHeld["frequency"], string> = {
  MONTH: "Each month",
  QUARTER: "Each quarter",
  FINANCIAL_YEAR: "Each financial year",
  REPORTING_YEAR: "Each reporting year, to 31 March",
  ACADEMIC_YEAR: "Each academic year",
};
export const countsSaid: Record<KpiHeld["counts"], string> = { OVER_THE_PERIOD: "over the period", AT_ITS_END: "at its end" };
export const kindsSaid: Record<SubjectHeld["kind"], string> = {
  AUTHORITY: "Authorities",
  REGION: "Regions",
  COUNTRY: "Countries",
  STATISTICAL_NEIGHBOURS: "Statistical neighbours",
  PARTNERSHIP: "Partnerships",
  ARRANGEMENT: "Arrangements",
  LOT: "Lots",
  PROVIDER: "Providers",
};
export const kindSaid: Record<SubjectHeld["kind"], string> = {
  AUTHORITY: "Authority",
  REGION: "Region",
  COUNTRY: "Country",
  STATISTICAL_NEIGHBOURS: "Statistical neighbours",
  PARTNERSHIP: "Partnership",
  ARRANGEMENT: "Arrangement",
  LOT: "Lot",
  PROVIDER: "Provider",
};
export const marksSaid: Record<PublicationHeld["mark"], string> = { CONFIDENTIAL: "[c]", LOW_COUNT: "[low]" };
export const missingSaid = {
  C: "c: confidential",
  X: "x: not available",
  Z: "z: does not apply",
  K: "k: rounds to nil",
  LOW: "low",
  UNKNOWN: "not known",
} as const;
export const benefitFrequenciesSaid: Record<BenefitHeld["frequency"], string> = {
  ONCE: "Once",
  EACH_MONTH: "Each month",
  EACH_QUARTER: "Each quarter",
  EACH_YEAR_AFTER: "Each year",
};
export const comparisonsSaid: Record<BenefitHeld["comparedWith"], string> = { BASELINE: "Its baseline", YEAR_BEFORE: "The same period a year before" };

/** A target or a baseline as it was stated, with every digit. */
export function statedValue({ unit }: Pick<KpiHeld, "unit">, value: string): string {
  if (unit === "PERCENT") return `${shareAsPercent(value)}%`;
  return unit === "POUNDS" || unit === "POUNDS_A_WEEK" ? `£${poundsSaid(value)}` : value;
}
