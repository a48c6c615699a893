// The choices that a stored column may take, in the field's own words.

export const ownerKinds = ["publisher"] as const;

export const fundingSources = ["general fund", "high needs block", "grant", "health", "other authority"] as const;
export const versionStates = ["base", "draft", "approved", "superseded"] as const;

/** How firm what has a status is; the words of a status are its authority's own. */
export const statusKinds = ["proposed", "in governance", "approved", "contracted", "ended"] as const;
export const commitmentBases = ["weekly price", "yearly price", "fixed by year", "amounts by year"] as const;
export const weekConventions = ["52 weeks", "52.14 weeks", "365/7 weeks", "actual days / 7"] as const;
export const partYearMethods = ["stated", "by months", "by days"] as const;
/** What sort of volume a period of places is. */
export const volumes = ["guaranteed", "call-off", "used", "support"] as const;
export const printedUnits = ["pounds", "thousands", "millions"] as const;

export const arrangementKinds = [
  "framework",
  "dynamic purchasing system",
  "flexible purchasing system",
  "provider-partner agreement",
  "block contract",
  "spot purchase",
  "in-house",
] as const;
export const participantRoles = ["lead", "partner", "named user"] as const;
export const termStates = ["agreed", "proposed", "exercised", "available", "lapsed"] as const;
export const voidCarriers = ["authority", "provider", "shared"] as const;

export const priceUnits = ["week", "year"] as const;
export const nettedKinds = ["cost", "grant", "conditional grant"] as const;
export const nettedTimes = ["each year", "once"] as const;

export const poolKinds = ["placements", "administration", "other"] as const;
export const contributionBases = ["equal", "places allocated", "bed-weeks used", "population", "stated shares"] as const;
export const grantConditions = ["none", "awaited", "met", "not met"] as const;
export const settlementBases = ["places allocated", "bed-weeks used"] as const;

export const optionPointKinds = ["benefit", "risk", "mitigation"] as const;
export const overrideFields = ["price", "places", "uplift", "occupancy", "starts", "ends", "left out"] as const;

export const figureUnits = ["pounds", "percent", "months", "years", "number"] as const;

export const periodKinds = ["month", "quarter", "financial year", "reporting year", "academic year"] as const;
export const kpiUnits = ["percent", "count", "pounds", "pounds a week", "weeks", "score"] as const;
export const polarities = ["higher is better", "lower is better", "neither"] as const;
export const kpiCategories = ["stability", "suitability", "education and employment", "general", "financial"] as const;
/** What a count is of: all that happened in its period, or what there was on its last day. */
export const kpiCounts = ["over the period", "at its end"] as const;
export const computedKpis = [
  "average weekly cost inside the area",
  "average weekly cost outside the area",
  "premium outside the area",
  "average duration",
  "share under an arrangement",
  "occupancy of block places",
  "cost avoided",
] as const;
export const toleranceUnits = ["points", "relative"] as const;
export const subjectKinds = ["authority", "region", "country", "statistical neighbours", "partnership", "arrangement", "lot", "provider"] as const;
/** Why there is no figure, as statistics mark it. */
export const missingReasons = ["c", "x", "z", "k", "low", "unknown"] as const;
export const placementAreas = ["inside", "outside", "not known"] as const;
export const benefitFrequencies = ["once", "each month", "each quarter", "each year"] as const;
export const benefitComparisons = ["its baseline", "the same period a year before"] as const;
export const suppressionMarks = ["c", "low"] as const;
export const importTargets = ["outcomes", "budget lines", "commitments", "activity", "forecasts", "contributions", "neighbours", "printed table"] as const;

/** What of a year is forecast: one amount net, or gross expenditure and gross income apart. */
export const forecastParts = ["net", "gross expenditure", "gross income"] as const;
/** How an overspend is printed: +12; (12) ADV beside 12 FAV; or (12). */
export const varianceSigns = ["plus", "brackets and words", "brackets"] as const;
/** What a batch is of, for taking it back where that is seen: facts, or the arranging of reports, of saved views and of files' mappings. */
export const undoKinds = ["facts", "reports", "views", "mappings"] as const;

/** What is done with a file that was sent: "leaving" is one that is being removed. */
export const uploadStates = ["sending", "kept", "running", "done", "failed", "leaving"] as const;
