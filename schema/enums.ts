// The choices that a stored column or an argument may take. In GraphQL they are words in capitals; stored and printed they are plain words.
import { registerEnumType } from "type-graphql";
import { commitmentBases, commitmentStatuses, fundingSources, partYearMethods, printedUnits, versionStates, weekConventions } from "../db/tables.ts";

const registered = new Map<readonly string[], object>();

function choice<const Values extends readonly string[]>(name: string, description: string, values: Values, said: { [Value in Values[number]]: [string, string] }) {
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

export const CommitmentStatus = choice("CommitmentStatus", "How firm a commitment is.", commitmentStatuses, {
  approved: ["APPROVED", "Approved."],
  "in governance": ["IN_GOVERNANCE", "On its way through governance."],
  "at Design Authority": ["AT_DESIGN_AUTHORITY", "At the Design Authority."],
  proposed: ["PROPOSED", "Proposed."],
  "block bookings": ["BLOCK_BOOKING", "Places block booked."],
});

export const CommitmentBasis = choice("CommitmentBasis", "What a commitment's cost follows from.", commitmentBases, {
  "weekly price": ["WEEKLY_PRICE", "Places at a price a week."],
  "amounts by year": ["AMOUNTS_BY_YEAR", "An amount stated for each year."],
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
