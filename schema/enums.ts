// The choices that a stored column or an argument may take. In GraphQL they are words in capitals; stored and printed they are plain words.
import { registerEnumType } from "type-graphql";
import {
  arrangementKinds,
  benefitComparisons,
  benefitFrequencies,
  commitmentBases,
  computedKpis,
  contributionBases,
  figureUnits,
  fundingSources,
  grantConditions,
  importTargets,
  kpiCategories,
  kpiCounts,
  kpiUnits,
  missingReasons,
  nettedKinds,
  nettedTimes,
  optionPointKinds,
  overrideFields,
  participantRoles,
  partYearMethods,
  periodKinds,
  placementAreas,
  polarities,
  poolKinds,
  priceUnits,
  printedUnits,
  settlementBases,
  statusKinds,
  subjectKinds,
  suppressionMarks,
  termStates,
  toleranceUnits,
  versionStates,
  voidCarriers,
  volumes,
  weekConventions,
} from "../db/tables/choices.ts";

const registered = new Map<readonly string[], object>();

export function choice<const Values extends readonly string[]>(name: string, description: string, values: Values, said: { [Value in Values[number]]: [string, string] }) {
  const choices: Record<string, string> = {};
  const valuesConfig: Record<string, { description: string }> = {};
  for (const value of values) {
    const [key, meaning] = said[value as Values[number]];
    choices[key] = value;
    valuesConfig[key] = { description: meaning };
  }
  registerEnumType(choices, { name, description, valuesConfig });
  registered.set(values, choices);
  return choices;
}

/** The GraphQL enum of a column's values. They are registered as this file loads, before any class asks. */
export function enumOf(values: readonly string[]): object {
  for (const [known, choices] of registered) if (known.join() === values.join()) return choices;
  throw new Error(`These values have no GraphQL enum in schema/enums.ts: ${values.join(", ")}.`);
}

export const FundingSource = choice("FundingSource", "Where a cost centre's money comes from.", fundingSources, {
  "general fund": ["GENERAL_FUND", "The council's general fund."],
  "high needs block": ["HIGH_NEEDS_BLOCK", "The High Needs Block of the Dedicated Schools Grant."],
  grant: ["GRANT", "A specific grant."],
  health: ["HEALTH", "The health service: an integrated care board, once a clinical commissioning group."],
  "other authority": ["OTHER_AUTHORITY", "Another authority's contribution."],
});

export const VersionState = choice("VersionState", "Where a budget version stands.", versionStates, {
  base: ["BASE", "The base that later versions start from."],
  draft: ["DRAFT", "Being worked on; it can be changed."],
  approved: ["APPROVED", "Published. It never changes."],
  superseded: ["SUPERSEDED", "Published, and replaced by a later one. It never changes."],
});

export const CommitmentStatusKind = choice("CommitmentStatusKind", "How firm what has a status is. It changes no figure.", statusKinds, {
  proposed: ["PROPOSED", "Put forward; nobody has decided on it."],
  "in governance": ["IN_GOVERNANCE", "On its way to a decision."],
  approved: ["APPROVED", "Decided, and not yet under contract."],
  contracted: ["CONTRACTED", "Under contract."],
  ended: ["ENDED", "It has run out, or was given up."],
});

export const CommitmentBasis = choice("CommitmentBasis", "What a commitment's cost follows from.", commitmentBases, {
  "weekly price": ["WEEKLY_PRICE", "Places at a price a week."],
  "amounts by year": ["AMOUNTS_BY_YEAR", "An amount stated for each year."],
  "yearly price": ["YEARLY_PRICE", "Places at a price a year."],
  "fixed by year": ["FIXED_BY_YEAR", "A fixed amount a year, whatever is used."],
});

export const WeekConvention = choice("WeekConvention", "How many weeks a year is taken to have.", weekConventions, {
  "52 weeks": ["WEEKS_52", "52 weeks."],
  "52.14 weeks": ["WEEKS_52_14", "52.14 weeks."],
  "365/7 weeks": ["WEEKS_365_7", "365/7 weeks, exactly."],
  "actual days / 7": ["ACTUAL_DAYS_7", "The days of the year over 7: 366/7 in a financial year with a 29 February."],
});

export const PartYear = choice("PartYear", "How a part of a year is counted.", partYearMethods, {
  stated: ["STATED", "As the terms state it: half a year is 0.5."],
  "by months": ["BY_MONTHS", "Whole months over 12, a part of a month by its days."],
  "by days": ["BY_DAYS", "Days over the days of the year."],
});

export const MoneyUnit = choice("MoneyUnit", "What a table's money is shown in.", printedUnits, {
  pounds: ["POUNDS", "Pounds and pence."],
  thousands: ["THOUSANDS", "Thousands of pounds, no decimals."],
  millions: ["MILLIONS", "Millions of pounds, one decimal."],
});

export const Volume = choice("Volume", "What sort of volume a period of places is.", volumes, {
  guaranteed: ["GUARANTEED", "Guaranteed: paid for whether it is used or not."],
  "call-off": ["CALL_OFF", "Expected beside what is guaranteed, and called off as it is needed."],
  used: ["USED", "Used places alone are paid for, as while a service scales up."],
  support: ["SUPPORT", "Specialist support on top of the base price, at a price of its own."],
});

export const ArrangementKind = choice("ArrangementKind", "What sort of way of buying it is.", arrangementKinds, {
  framework: ["FRAMEWORK", "A framework: a closed list for a fixed term."],
  "dynamic purchasing system": ["DYNAMIC_PURCHASING_SYSTEM", "A dynamic purchasing system: an open list, continually open to new providers."],
  "flexible purchasing system": ["FLEXIBLE_PURCHASING_SYSTEM", "A flexible purchasing system: an open list under the light-touch regime."],
  "provider-partner agreement": ["PROVIDER_PARTNER_AGREEMENT", "A provider-partner agreement."],
  "block contract": ["BLOCK_CONTRACT", "A block contract: places held and paid for."],
  "spot purchase": ["SPOT_PURCHASE", "Spot purchase: one placement at a time."],
  "in-house": ["IN_HOUSE", "The authority's own provision."],
});

export const ParticipantRole = choice("ParticipantRole", "What part an authority takes.", participantRoles, {
  lead: ["LEAD", "It contracts and pays."],
  partner: ["PARTNER", "It takes part."],
  "named user": ["NAMED_USER", "It is named as one that may use it."],
});

export const TermState = choice("TermState", "Where a term stands.", termStates, {
  agreed: ["AGREED", "Agreed: the initial period."],
  proposed: ["PROPOSED", "An extension that is proposed."],
  exercised: ["EXERCISED", "An extension that has been taken up."],
  available: ["AVAILABLE", "An extension that may yet be taken up."],
  lapsed: ["LAPSED", "An extension that was not taken up."],
});

export const VoidCarrier = choice("VoidCarrier", "Who pays for places that stand empty.", voidCarriers, {
  authority: ["AUTHORITY", "The authority."],
  provider: ["PROVIDER", "The provider."],
  shared: ["SHARED", "Both, by a stated rule."],
});

export const PriceUnit = choice("PriceUnit", "What time a price is for.", priceUnits, {
  week: ["WEEK", "A place for a week."],
  year: ["YEAR", "A place for a year."],
});

export const NettedKind = choice("NettedKind", "What is netted off a saving.", nettedKinds, {
  cost: ["COST", "A cost, such as administration: it is taken off."],
  grant: ["GRANT", "A grant: it is added."],
  "conditional grant": ["CONDITIONAL_GRANT", "A grant that depends on something: it is shown and not counted."],
});

export const NettedTime = choice("NettedTime", "How often an amount falls.", nettedTimes, {
  "each year": ["EACH_YEAR", "In each of the years named."],
  once: ["ONCE", "Once over the years named."],
});

export const PoolKind = choice("PoolKind", "What a cost pool is for.", poolKinds, {
  placements: ["PLACEMENTS", "Placements."],
  administration: ["ADMINISTRATION", "Administration."],
  other: ["OTHER", "Anything else."],
});

export const ContributionBasis = choice("ContributionBasis", "By what the members share a pool.", contributionBases, {
  equal: ["EQUAL", "In equal parts."],
  "places allocated": ["PLACES_ALLOCATED", "By the places allocated to each."],
  "bed-weeks used": ["BED_WEEKS_USED", "By the bed-weeks that each used."],
  population: ["POPULATION", "By population."],
  "stated shares": ["STATED_SHARES", "By stated shares, which add up to exactly 1."],
});

export const GrantCondition = choice("GrantCondition", "Whether a grant depends on something.", grantConditions, {
  none: ["NONE", "It depends on nothing."],
  awaited: ["AWAITED", "Its condition has yet to be met: it is not counted."],
  met: ["MET", "Its condition was met."],
  "not met": ["NOT_MET", "Its condition was not met: it does not come."],
});

export const SettlementBasis = choice("SettlementBasis", "By what the cost of a period is settled.", settlementBases, {
  "places allocated": ["PLACES_ALLOCATED", "Each pays for the places it holds; what others use of them is bought and sold between members."],
  "bed-weeks used": ["BED_WEEKS_USED", "Each pays for what it used."],
});

export const OptionPointKind = choice("OptionPointKind", "What is said of an option.", optionPointKinds, {
  benefit: ["BENEFIT", "A benefit."],
  risk: ["RISK", "A risk."],
  mitigation: ["MITIGATION", "What is done about a risk."],
});

export const OverrideField = choice("OverrideField", "What an option takes otherwise in a commitment.", overrideFields, {
  price: ["PRICE", "Its price, in pounds, in the commitment's own unit."],
  places: ["PLACES", "Its places, in every period."],
  uplift: ["UPLIFT", "One uplift for every year after the price's base year, as a share."],
  starts: ["STARTS", "The day on which its first places start."],
  ends: ["ENDS", "The last day charged."],
  occupancy: ["OCCUPANCY", "The share of its places that is paid for."],
  "left out": ["LEFT_OUT", "It is left out; the value is yes."],
});

export const FigureUnit = choice("FigureUnit", "What a printed figure is in.", figureUnits, {
  pounds: ["POUNDS", "Pounds."],
  percent: ["PERCENT", "Per cent."],
  months: ["MONTHS", "Months."],
  years: ["YEARS", "Years."],
  number: ["NUMBER", "A plain number."],
});

export const PeriodKind = choice("PeriodKind", "How often a KPI is counted, and so what its periods are.", periodKinds, {
  month: ["MONTH", "A calendar month."],
  quarter: ["QUARTER", "A quarter of a financial year: 2024/25 Q1 is April to June 2024."],
  "financial year": ["FINANCIAL_YEAR", "1 April to 31 March, said 2024/25."],
  "reporting year": ["REPORTING_YEAR", "The year that ends on 31 March, said by that year: 2025."],
  "academic year": ["ACADEMIC_YEAR", "1 September to 31 August."],
});

export const KpiUnit = choice("KpiUnit", "What a KPI is measured in.", kpiUnits, {
  percent: ["PERCENT", "A percentage; its figures are shares of 1."],
  count: ["COUNT", "A number of something."],
  pounds: ["POUNDS", "Pounds."],
  "pounds a week": ["POUNDS_A_WEEK", "Pounds a week."],
  weeks: ["WEEKS", "Weeks."],
  score: ["SCORE", "A score or a rate."],
});

export const Polarity = choice("Polarity", "Which way is better.", polarities, {
  "higher is better": ["HIGHER_IS_BETTER", "More is better."],
  "lower is better": ["LOWER_IS_BETTER", "Less is better."],
  neither: ["NEITHER", "Neither: it is not rated or ranked."],
});

export const KpiCategory = choice("KpiCategory", "What a KPI is about.", kpiCategories, {
  stability: ["STABILITY", "Stability of placements."],
  suitability: ["SUITABILITY", "Suitability of placements."],
  "education and employment": ["EDUCATION_AND_EMPLOYMENT", "Education, employment and training."],
  general: ["GENERAL", "General."],
  financial: ["FINANCIAL", "What placements cost and save."],
});

export const KpiCounts = choice("KpiCounts", "What a count is of.", kpiCounts, {
  "over the period": ["OVER_THE_PERIOD", "All that happened in its period: counts of several periods add up."],
  "at its end": ["AT_ITS_END", "What there was on its last day: counts of several periods are of the same people, and are not added."],
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
  points: ["POINTS", "The KPI's own unit: of a percentage 0.05 is 5 points."],
  relative: ["RELATIVE", "A share of the target: 0.05 is a twentieth of it."],
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
  c: ["C", "Confidential: hidden, because it would tell of so few."],
  x: ["X", "Not available."],
  z: ["Z", "Not applicable."],
  k: ["K", "Rounds to nil."],
  low: ["LOW", "Low: hidden by house style."],
  unknown: ["UNKNOWN", "Not known. It is not nil."],
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
  c: ["CONFIDENTIAL", "[c]"],
  low: ["LOW_COUNT", "[low]"],
});

export const ImportTarget = choice("ImportTarget", "What a file is imported as.", importTargets, {
  outcomes: ["OUTCOMES", "Outcomes of KPIs."],
  "budget lines": ["BUDGET_LINES", "Budget lines of a version."],
  commitments: ["COMMITMENTS", "Commitments."],
});
