// What the panel of statuses asks, and whatever chooses one.
import type { ResultOf } from "gql.tada";
import { statusStored } from "../../written/status.ts";
import { graphql } from "../graphql.ts";

export const commitmentStatusesQuery = graphql(
  `
  query CommitmentStatuses($authority: ID!, $commitmentStatusesAfter: String) {
    commitmentStatuses(authority: $authority, first: 500, after: $commitmentStatusesAfter) { endCursor hasNextPage nodes { ...CommitmentStatusStored } }
  }
`,
  [statusStored],
);
export type CommitmentStatus = ResultOf<typeof commitmentStatusesQuery>["commitmentStatuses"]["nodes"][number];
