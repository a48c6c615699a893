// The choices of KPIs, outcomes and benefits.

import {
  benefitComparisons,
  benefitFrequencies,
  computedKpis,
  kpiCategories,
  kpiCounts,
  kpiUnits,
  missingReasons,
  periodKinds,
  placementAreas,
  polarities,
  subjectKinds,
  suppressionMarks,
  toleranceUnits,
} from "../db/tables/choices.ts";
import { choice } from "./choice.ts";

export const PeriodKind = choice("PeriodKind", "How often a KPI is counted, and so what its periods are.", periodKinds, {
  month: ["MONTH", "A calendar month.", "Each month"],
  quarter: ["QUARTER", "A quarter of a financial year: 2024/25 Q1 is April to June 2024.", "Each quarter"],
  "financial year": ["FINANCIAL_YEAR", "1 April to 31 March, said 2024/25.", "Each financial year"],
  "reporting year": ["REPORTING_YEAR", "The year that ends on 31 March, said by that year: 2025.", "Each reporting year, to 31 March"],
  "academic year": ["ACADEMIC_YEAR", "1 September to 31 August.", "Each academic year"],
});

export const KpiUnit = choice("KpiUnit", "What a KPI is measured in.", kpiUnits, {
  percent: ["PERCENT", "A percentage; its figures are shares of 1.", "Per cent"],
  count: ["COUNT", "A number of something.", "A number"],
  pounds: ["POUNDS", "Pounds."],
  "pounds a week": ["POUNDS_A_WEEK", "Pounds a week."],
  weeks: ["WEEKS", "Weeks."],
  score: ["SCORE", "A score or a rate.", "A score"],
});

export const Polarity = choice("Polarity", "Which way is better.", polarities, {
  "higher is better": ["HIGHER_IS_BETTER", "More is better."],
  "lower is better": ["LOWER_IS_BETTER", "Less is better."],
  neither: ["NEITHER", "Neither: it is not rated or ranked.", "Neither way"],
});

export const KpiCategory = choice("KpiCategory", "What a KPI is about.", kpiCategories, {
  stability: ["STABILITY", "Stability of placements."],
  suitability: ["SUITABILITY", "Suitability of placements."],
  "education and employment": ["EDUCATION_AND_EMPLOYMENT", "Education, employment and training."],
  general: ["GENERAL", "General."],
  financial: ["FINANCIAL", "What placements cost and save."],
});

export const KpiCounts = choice("KpiCounts", "What a count is of.", kpiCounts, {
  "over the period": ["OVER_THE_PERIOD", "All that happened in its period: counts of several periods add up.", "over the period"],
  "at its end": ["AT_ITS_END", "What there was on its last day: counts of several periods are of the same people, and are not added.", "at its end"],
});

export const ComputedKpi = choice("ComputedKpi", "What a financial KPI is computed as, from placements' activity.", computedKpis, {
  "average weekly cost inside the area": ["WEEKLY_COST_INSIDE", "Cost of placements inside the area over their bed-weeks."],
  "average weekly cost outside the area": ["WEEKLY_COST_OUTSIDE", "Cost of placements outside the area over their bed-weeks."],
  "premium outside the area": ["PREMIUM_OUTSIDE", "The weekly cost outside less the weekly cost inside."],
  "average duration": ["AVERAGE_DURATION", "The weeks that ended placements had lasted, over how many ended."],
  "share under an arrangement": ["UNDER_ARRANGEMENT", "Placements bought under an arrangement, of all."],
  "occupancy of block places": ["OCCUPANCY", "Bed-weeks used of those that were paid for."],
  "cost avoided": ["COST_AVOIDED", "Bed-weeks of children placed directly inside the area, each at the premium that a place outside would have cost."],
});

export const ToleranceUnit = choice("ToleranceUnit", "What a tolerance is in.", toleranceUnits, {
  points: ["POINTS", "The KPI's own unit: of a percentage 0.05 is 5 points.", "points"],
  relative: ["RELATIVE", "A share of the target: 0.05 is a twentieth of it.", "% of it"],
});

export const SubjectKind = choice("SubjectKind", "What sort of subject outcomes are of.", subjectKinds, {
  authority: ["AUTHORITY", "A local authority."],
  region: ["REGION", "A region."],
  country: ["COUNTRY", "A country: England."],
  "statistical neighbours": ["STATISTICAL_NEIGHBOURS", "The statistical neighbours of an authority, together."],
  partnership: ["PARTNERSHIP", "A partnership."],
  arrangement: ["ARRANGEMENT", "An arrangement."],
  lot: ["LOT", "A lot or category of an arrangement."],
  provider: ["PROVIDER", "A provider."],
});

export const MissingReason = choice("MissingReason", "Why there is no figure, as statistics mark it.", missingReasons, {
  c: ["C", "Confidential: hidden, because it would tell of so few.", "c: confidential"],
  x: ["X", "Not available.", "x: not available"],
  z: ["Z", "Not applicable.", "z: does not apply"],
  k: ["K", "Rounds to nil.", "k: rounds to nil"],
  low: ["LOW", "Low: hidden by house style.", "low"],
  unknown: ["UNKNOWN", "Not known. It is not nil.", "not known"],
});

export const PlacementArea = choice("PlacementArea", "Where placements were.", placementAreas, {
  inside: ["INSIDE", "Inside the area."],
  outside: ["OUTSIDE", "Outside it."],
  "not known": ["NOT_KNOWN", "Not known."],
});

export const BenefitFrequency = choice("BenefitFrequency", "How often a benefit is measured.", benefitFrequencies, {
  once: ["ONCE", "Once."],
  "each month": ["EACH_MONTH", "Each month."],
  "each quarter": ["EACH_QUARTER", "Each quarter."],
  "each year": ["EACH_YEAR_AFTER", "Each year."],
});

export const BenefitComparison = choice("BenefitComparison", "What a benefit is compared with.", benefitComparisons, {
  "its baseline": ["BASELINE", "How things stood before."],
  "the same period a year before": ["YEAR_BEFORE", "The same period a year before."],
});

export const SuppressionMark = choice("SuppressionMark", "What stands in place of a hidden count.", suppressionMarks, {
  c: ["CONFIDENTIAL", "[c]", "[c]"],
  low: ["LOW_COUNT", "[low]", "[low]"],
});
