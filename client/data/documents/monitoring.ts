// What the monitoring sheet and the comparison of versions ask.
import type { ResultOf } from "gql.tada";
import { reportTable, rowWorkings } from "../documents.ts";
import { graphql } from "../graphql.ts";

export const monitoringQuery = graphql(`
  query Monitoring($authority: ID!, $version: ID!, $year: FinancialYear!, $asAt: Day!, $unit: MoneyUnit!, $gross: Boolean!) {
    monitoringTable(authority: $authority, version: $version, year: $year, asAt: $asAt, unit: $unit, gross: $gross) {
      address charted title source unit dataVersion notes
      rowUses { of in sign } columnUses { of in sign }
      columns { key label status words varianceSign }
      rows { key kind level label status subjectId cells { pence shown partial { shown known of parts } note rag edits entry } }
    }
  }
`);
export const monitoringWorkingsQuery = graphql(
  `
  query MonitoringWorkings($authority: ID!, $version: ID!, $year: FinancialYear!, $asAt: Day!, $unit: MoneyUnit!, $gross: Boolean!, $rows: [ID!]!) {
    monitoringTable(authority: $authority, version: $version, year: $year, asAt: $asAt, unit: $unit, gross: $gross) { rows(keys: $rows) { ...RowWorkings } }
  }
`,
  [rowWorkings],
);
export const forecastMonthsQuery = graphql(`query ForecastMonths($authority: ID!, $year: FinancialYear!) { forecastMonths(authority: $authority, year: $year) }`);
/** How forecasts would stand after what is typed into them, and what would be refused of it. */
export const previewForecasts = graphql(`
  query PreviewForecasts($authority: ID!, $edits: [CellEditInput!]!, $unit: MoneyUnit!) {
    previewForecasts(authority: $authority, edits: $edits, unit: $unit) { shown error question { said readings { typed said as } } }
  }
`);
export const editForecasts = graphql(`
  mutation EditForecasts($authority: ID!, $edits: [CellEditInput!]!, $unit: MoneyUnit!, $why: String, $key: String!) {
    editForecasts(authority: $authority, edits: $edits, unit: $unit, why: $why, key: $key) { batchId seen amountsPence cells { pence shown } }
  }
`);

export const monitoringSettingsQuery = graphql(
  `query MonitoringSettings($authority: ID!) { monitoringSettings(authority: $authority) { varianceSign toleranceShare tolerancePence own } }`,
);
export const changeMonitoringSettings = graphql(`
  mutation ChangeMonitoringSettings($authority: ID!, $input: MonitoringSettingsInput!, $seen: DataVersion!, $key: String) {
    changeMonitoringSettings(authority: $authority, input: $input, seen: $seen, key: $key) { batchId seen }
  }
`);

export const virementRegisterQuery = graphql(
  `
  query VirementRegister($authority: ID!, $version: ID!, $costCentre: ID) {
    virementRegister(authority: $authority, version: $version, costCentre: $costCentre) { ...ReportTable }
  }
`,
  [reportTable],
);
export const virementRegisterWorkings = graphql(
  `
  query VirementRegisterWorkings($authority: ID!, $version: ID!, $costCentre: ID, $rows: [ID!]!) {
    virementRegister(authority: $authority, version: $version, costCentre: $costCentre) { rows(keys: $rows) { ...RowWorkings } }
  }
`,
  [rowWorkings],
);

/** One page of virements with their lines. */
export const virementsQuery = graphql(`
  query Virements($authority: ID!, $filter: VirementFilterInput, $after: String) {
    virements(authority: $authority, filter: $filter, first: 50, after: $after) {
      endCursor hasNextPage
      nodes { id number versionId year permanent approver reference approvedOn reason movedPence reversesId reversedById lines { costCentreId amountPence } }
    }
  }
`);
export const createVirement = graphql(`
  mutation CreateVirement($authority: ID!, $input: VirementInput!, $key: String!) { createVirement(authority: $authority, input: $input, key: $key) { id batchId seen } }
`);
export const reverseVirement = graphql(`
  mutation ReverseVirement($id: ID!, $input: ApprovalInput!, $key: String!) { reverseVirement(id: $id, input: $input, key: $key) { id batchId seen } }
`);

export const comparisonQuery = graphql(
  `
  query VersionComparison($authority: ID!, $one: ID!, $other: ID!, $from: FinancialYear!, $years: Int!, $unit: MoneyUnit!, $differing: Boolean!) {
    versionComparison(authority: $authority, one: $one, other: $other, from: $from, years: $years, unit: $unit, differing: $differing) { ...ReportTable }
  }
`,
  [reportTable],
);
export const comparisonWorkingsQuery = graphql(
  `
  query VersionComparisonWorkings($authority: ID!, $one: ID!, $other: ID!, $from: FinancialYear!, $years: Int!, $unit: MoneyUnit!, $differing: Boolean!, $rows: [ID!]!) {
    versionComparison(authority: $authority, one: $one, other: $other, from: $from, years: $years, unit: $unit, differing: $differing) { rows(keys: $rows) { ...RowWorkings } }
  }
`,
  [rowWorkings],
);

export type Virement = ResultOf<typeof virementsQuery>["virements"]["nodes"][number];
export type MonitoringSettings = ResultOf<typeof monitoringSettingsQuery>["monitoringSettings"];
