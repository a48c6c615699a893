// What the arrangements sheet asks.
import type { ResultOf } from "gql.tada";
import { arrangementStored } from "../../written/arrangement.ts";
import { rowWorkings } from "../documents.ts";
import { graphql } from "../graphql.ts";
import { registerTable } from "./fields.ts";

export const registerQuery = graphql(
  `query Register($authority: ID!, $asAt: Day!, $unit: MoneyUnit!) { arrangementRegister(authority: $authority, asAt: $asAt, unit: $unit) { ...RegisterTable } }`,
  [registerTable],
);
export const registerWorkingsQuery = graphql(
  `
  query RegisterWorkings($authority: ID!, $asAt: Day!, $unit: MoneyUnit!, $rows: [ID!]!) {
    arrangementRegister(authority: $authority, asAt: $asAt, unit: $unit) { rows(keys: $rows) { ...RowWorkings } }
  }
`,
  [rowWorkings],
);
export const arrangementsQuery = graphql(
  `
  query Arrangements($authority: ID!, $asAt: Day!, $arrangementsAfter: String) {
    arrangements(authority: $authority, asAt: $asAt, first: 100, after: $arrangementsAfter) {
      endCursor hasNextPage
      nodes {
        ...ArrangementStored endsOn longestEndOn state nextReviewOn earliestBreakOn
        termsOn: terms { part months state startsOn endsOn }
        stagesOn: stages { name startsOn endsOn state daysLate }
        gaps { from to days sentence }
        value { estimatedPence committedPence committedNotKnown overPence overShare exceeded }
      }
    }
  }
`,
  [arrangementStored],
);

export type Arrangement = ResultOf<typeof arrangementsQuery>["arrangements"]["nodes"][number];
