// Moving, grouping and removing the rows of a table.
import { graphql } from "../graphql.ts";

export const arrangeCostCentres = graphql(`
  mutation ArrangeCostCentres($authority: ID!, $ids: [ID!]!, $seen: DataVersion!, $before: ID, $after: ID, $group: String, $key: String) {
    arrangeCostCentres(authority: $authority, ids: $ids, seen: $seen, before: $before, after: $after, group: $group, key: $key) { batchId seen }
  }
`);
export const arrangeCommitments = graphql(`
  mutation ArrangeCommitments($authority: ID!, $ids: [ID!]!, $seen: DataVersion!, $before: ID, $after: ID, $group: String, $key: String) {
    arrangeCommitments(authority: $authority, ids: $ids, seen: $seen, before: $before, after: $after, group: $group, key: $key) { batchId seen }
  }
`);
export const removeCostCentres = graphql(
  `mutation RemoveCostCentres($authority: ID!, $ids: [ID!]!, $seen: DataVersion!, $key: String) { removeCostCentres(authority: $authority, ids: $ids, seen: $seen, key: $key) { batchId seen } }`,
);
export const removeCommitments = graphql(
  `mutation RemoveCommitments($authority: ID!, $ids: [ID!]!, $seen: DataVersion!, $key: String) { removeCommitments(authority: $authority, ids: $ids, seen: $seen, key: $key) { batchId seen } }`,
);
