// What the partnership sheet asks.
import type { ResultOf } from "gql.tada";
import { partnershipStored } from "../../written/partnership.ts";
import { periodStored } from "../../written/period.ts";
import { placeUseStored } from "../../written/placeUse.ts";
import { reportTable, rowWorkings } from "../documents.ts";
import { graphql } from "../graphql.ts";

export const partnershipsQuery = graphql(
  `
  query Partnerships($authority: ID!, $partnershipsAfter: String, $arrangementsAfter: String) {
    partnerships(authority: $authority, first: 50, after: $partnershipsAfter) {
      endCursor hasNextPage
      nodes { ...PartnershipStored periods { ...SettlementPeriodStored issuedAt issuedBy } }
    }
    arrangements(authority: $authority, first: 500, after: $arrangementsAfter) { endCursor hasNextPage nodes { id name } }
  }
`,
  [partnershipStored, periodStored],
);
export const contributionsQuery = graphql(
  `
  query Contributions($partnership: ID!, $from: FinancialYear!, $years: Int!, $unit: MoneyUnit!) {
    contributionTable(partnership: $partnership, from: $from, years: $years, unit: $unit) { ...ReportTable }
  }
`,
  [reportTable],
);
export const contributionWorkingsQuery = graphql(
  `
  query ContributionWorkings($partnership: ID!, $from: FinancialYear!, $years: Int!, $unit: MoneyUnit!, $rows: [ID!]!) {
    contributionTable(partnership: $partnership, from: $from, years: $years, unit: $unit) { rows(keys: $rows) { ...RowWorkings } }
  }
`,
  [rowWorkings],
);
export const settlementQuery = graphql(
  `
  query Settlement($period: ID!, $unit: MoneyUnit!) {
    settlement(period: $period, unit: $unit) {
      table { ...ReportTable }
      market { ...ReportTable }
      statements { partnerId title lines { words pence notKnown workings } balancePence sentence issued }
    }
  }
`,
  [reportTable],
);
export const settlementWorkingsQuery = graphql(
  `query SettlementWorkings($period: ID!, $unit: MoneyUnit!, $rows: [ID!]!) { settlement(period: $period, unit: $unit) { table { rows(keys: $rows) { ...RowWorkings } } } }`,
  [rowWorkings],
);
export const placeUsesQuery = graphql(
  `
  query PlaceUses($partnership: ID!, $after: String) {
    placeUses(partnership: $partnership, first: 100, after: $after) { endCursor hasNextPage nodes { ...PlaceUseStored } }
  }
`,
  [placeUseStored],
);
export const recordPlaceUses = graphql(`
  mutation RecordPlaceUses($partnership: ID!, $uses: [PlaceUseInput!]!, $removed: [ID!]!, $seen: DataVersion!, $key: String!) {
    recordPlaceUses(partnership: $partnership, uses: $uses, removed: $removed, seen: $seen, key: $key) { batchId seen }
  }
`);
export const writePeriod = graphql(`
  mutation WritePeriod($partnership: ID!, $input: SettlementPeriodInput!, $period: ID, $seen: DataVersion!, $key: String) {
    writeSettlementPeriod(partnership: $partnership, input: $input, period: $period, seen: $seen, key: $key) { batchId seen }
  }
`);
export const issueStatements = graphql(
  `mutation IssueStatements($period: ID!, $seen: DataVersion!, $key: String) { issueStatements(period: $period, seen: $seen, key: $key) { batchId seen } }`,
);

export type Partnership = ResultOf<typeof partnershipsQuery>["partnerships"]["nodes"][number];
export type Period = Partnership["periods"][number];
export type PlaceUse = ResultOf<typeof placeUsesQuery>["placeUses"]["nodes"][number];
export type Statement = ResultOf<typeof settlementQuery>["settlement"]["statements"][number];
