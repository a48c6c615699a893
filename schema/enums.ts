// The choices that a stored column or an argument may take.

import {
  arrangementKinds,
  commitmentBases,
  contributionBases,
  figureUnits,
  fundingSources,
  grantConditions,
  importTargets,
  nettedKinds,
  nettedTimes,
  optionPointKinds,
  overrideFields,
  participantRoles,
  partYearMethods,
  poolKinds,
  priceUnits,
  printedUnits,
  settlementBases,
  statusKinds,
  termStates,
  versionStates,
  voidCarriers,
  volumes,
  weekConventions,
} from "../db/tables/choices.ts";
import { choice } from "./choice.ts";

export const FundingSource = choice("FundingSource", "Where a cost centre's money comes from.", fundingSources, {
  "general fund": ["GENERAL_FUND", "The council's general fund."],
  "high needs block": ["HIGH_NEEDS_BLOCK", "The High Needs Block of the Dedicated Schools Grant.", "High Needs Block"],
  grant: ["GRANT", "A specific grant."],
  health: ["HEALTH", "The health service: an integrated care board, once a clinical commissioning group."],
  "other authority": ["OTHER_AUTHORITY", "Another authority's contribution.", "Another authority"],
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
  "weekly price": ["WEEKLY_PRICE", "Places at a price a week.", "A price a week"],
  "amounts by year": ["AMOUNTS_BY_YEAR", "An amount stated for each year.", "Stated year by year"],
  "yearly price": ["YEARLY_PRICE", "Places at a price a year.", "A price a year"],
  "fixed by year": ["FIXED_BY_YEAR", "A fixed amount a year, whatever is used.", "A fixed amount a year"],
});

export const WeekConvention = choice("WeekConvention", "How many weeks a year is taken to have.", weekConventions, {
  "52 weeks": ["WEEKS_52", "52 weeks."],
  "52.14 weeks": ["WEEKS_52_14", "52.14 weeks."],
  "365/7 weeks": ["WEEKS_365_7", "365/7 weeks, exactly."],
  "actual days / 7": ["ACTUAL_DAYS_7", "The days of the year over 7: 366/7 in a financial year with a 29 February."],
});

export const PartYear = choice("PartYear", "How a part of a year is counted.", partYearMethods, {
  stated: ["STATED", "As the terms state it: half a year is 0.5.", "As stated"],
  "by months": ["BY_MONTHS", "Whole months over 12, a part of a month by its days."],
  "by days": ["BY_DAYS", "Days over the days of the year."],
});

export const MoneyUnit = choice("MoneyUnit", "What a table's money is shown in.", printedUnits, {
  pounds: ["POUNDS", "Pounds and pence."],
  thousands: ["THOUSANDS", "Thousands of pounds, no decimals."],
  millions: ["MILLIONS", "Millions of pounds, one decimal."],
});

export const Volume = choice("Volume", "What sort of volume a period of places is.", volumes, {
  guaranteed: ["GUARANTEED", "Guaranteed: paid for whether it is used or not.", "Guaranteed: paid whether used or not"],
  "call-off": ["CALL_OFF", "Expected beside what is guaranteed, and called off as it is needed.", "Call-off: expected beside the guarantee"],
  used: ["USED", "Used places alone are paid for, as while a service scales up.", "Used: only what is used is paid"],
  support: ["SUPPORT", "Specialist support on top of the base price, at a price of its own.", "Support: on top of the base price"],
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
  authority: ["AUTHORITY", "The authority.", "The authority"],
  provider: ["PROVIDER", "The provider.", "The provider"],
  shared: ["SHARED", "Both, by a stated rule.", "Both, by a rule"],
});

export const PriceUnit = choice("PriceUnit", "What time a price is for.", priceUnits, {
  week: ["WEEK", "A place for a week.", "A place for a week"],
  year: ["YEAR", "A place for a year.", "A place for a year"],
});

export const NettedKind = choice("NettedKind", "What is netted off a saving.", nettedKinds, {
  cost: ["COST", "A cost, such as administration: it is taken off."],
  grant: ["GRANT", "A grant: it is added."],
  "conditional grant": ["CONDITIONAL_GRANT", "A grant that depends on something: it is shown and not counted.", "Grant, not counted"],
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
  equal: ["EQUAL", "In equal parts.", "In equal parts"],
  "places allocated": ["PLACES_ALLOCATED", "By the places allocated to each.", "By places allocated"],
  "bed-weeks used": ["BED_WEEKS_USED", "By the bed-weeks that each used.", "By bed-weeks used"],
  population: ["POPULATION", "By population.", "By population"],
  "stated shares": ["STATED_SHARES", "By stated shares, which add up to exactly 1.", "By stated shares"],
});

export const GrantCondition = choice("GrantCondition", "Whether a grant depends on something.", grantConditions, {
  none: ["NONE", "It depends on nothing."],
  awaited: ["AWAITED", "Its condition has yet to be met: it is not counted."],
  met: ["MET", "Its condition was met."],
  "not met": ["NOT_MET", "Its condition was not met: it does not come."],
});

export const SettlementBasis = choice("SettlementBasis", "By what the cost of a period is settled.", settlementBases, {
  "places allocated": [
    "PLACES_ALLOCATED",
    "Each pays for the places it holds; what others use of them is bought and sold between members.",
    "The places held, with an internal market",
  ],
  "bed-weeks used": ["BED_WEEKS_USED", "Each pays for what it used.", "The bed-weeks used"],
});

export const OptionPointKind = choice("OptionPointKind", "What is said of an option.", optionPointKinds, {
  benefit: ["BENEFIT", "A benefit."],
  risk: ["RISK", "A risk."],
  mitigation: ["MITIGATION", "What is done about a risk."],
});

export const OverrideField = choice("OverrideField", "What an option takes otherwise in a commitment.", overrideFields, {
  price: ["PRICE", "Its price, in pounds, in the commitment's own unit.", "Price, £"],
  places: ["PLACES", "Its places, in every period."],
  uplift: ["UPLIFT", "One uplift for every year after the price's base year, as a share.", "Uplift, %"],
  starts: ["STARTS", "The day on which its first places start.", "Starts on"],
  ends: ["ENDS", "The last day charged.", "Ends on"],
  occupancy: ["OCCUPANCY", "The share of its places that is paid for.", "Occupancy, %"],
  "left out": ["LEFT_OUT", "It is left out; the value is yes."],
});

export const FigureUnit = choice("FigureUnit", "What a printed figure is in.", figureUnits, {
  pounds: ["POUNDS", "Pounds."],
  percent: ["PERCENT", "Per cent.", "Per cent"],
  months: ["MONTHS", "Months."],
  years: ["YEARS", "Years."],
  number: ["NUMBER", "A plain number.", "A plain number"],
});

export const ImportTarget = choice("ImportTarget", "What a file is imported as.", importTargets, {
  outcomes: ["OUTCOMES", "Outcomes of KPIs."],
  "budget lines": ["BUDGET_LINES", "Budget lines of a version."],
  commitments: ["COMMITMENTS", "Commitments."],
  activity: ["ACTIVITY", "Placements' activity in periods.", "Placements' activity"],
  forecasts: ["FORECASTS", "Forecasts of a year's outturn by month."],
  contributions: ["CONTRIBUTIONS", "Members' shares of a partnership's cost pools, and what those cost.", "Contributions"],
  neighbours: ["NEIGHBOURS", "Statistical neighbours of councils."],
  "printed table": ["PRINTED_TABLE", "A table as a report printed it, beside the computed one.", "A printed table"],
});
