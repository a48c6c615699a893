// What the arrangements sheet asks.
import type { ResultOf } from "gql.tada";
import { reportTable, rowWorkings } from "../documents.ts";
import { graphql } from "../graphql.ts";

export const registerQuery = graphql(
  `query Register($authority: ID!, $asAt: Day!, $unit: MoneyUnit!) { arrangementRegister(authority: $authority, asAt: $asAt, unit: $unit) { ...ReportTable } }`,
  [reportTable],
);
export const registerWorkingsQuery = graphql(
  `
  query RegisterWorkings($authority: ID!, $asAt: Day!, $unit: MoneyUnit!, $rows: [ID!]!) {
    arrangementRegister(authority: $authority, asAt: $asAt, unit: $unit) { rows(keys: $rows) { ...RowWorkings } }
  }
`,
  [rowWorkings],
);
export const arrangementsQuery = graphql(`
  query Arrangements($authority: ID!, $asAt: Day!, $arrangementsAfter: String) {
    arrangements(authority: $authority, asAt: $asAt, first: 100, after: $arrangementsAfter) {
      endCursor hasNextPage
      nodes {
        id name kind openList opensOn statedEndOn openEnded estimatedValuePence valueBasis breakMonths firstReviewMonths reviewEveryMonths
        mostPlacesInHome mostProviders voidsCarriedBy followsId interim source note endsOn longestEndOn state nextReviewOn earliestBreakOn
        participants { name role authorities detail }
        lots { id name detail fundedFrom averageWeeklyPounds providerCount wasId }
        providers { lotId name places detail }
        terms { part months state startsOn endsOn }
        stages { name startsOn endsOn complete state daysLate }
        weights { criterion weightShare }
        routes { name detail }
        gaps { from to days sentence }
        value { estimatedPence committedPence overPence overShare exceeded }
      }
    }
  }
`);
export const createArrangement = graphql(`
  mutation CreateArrangement($authority: ID!, $input: ArrangementInput!, $key: String) { createArrangement(authority: $authority, input: $input, key: $key) { id batchId } }
`);
export const changeArrangement = graphql(`
  mutation ChangeArrangement($id: ID!, $input: ArrangementInput!, $seen: DataVersion!, $key: String) { changeArrangement(id: $id, input: $input, seen: $seen, key: $key) { batchId } }
`);
export const removeArrangement = graphql(
  `mutation RemoveArrangement($id: ID!, $seen: DataVersion!, $key: String) { removeArrangement(id: $id, seen: $seen, key: $key) { batchId } }`,
);

export type Arrangement = ResultOf<typeof arrangementsQuery>["arrangements"]["nodes"][number];
