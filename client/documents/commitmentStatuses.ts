// What the panel of statuses asks, and whatever chooses one.
import type { ResultOf } from "gql.tada";
import { graphql } from "../graphql.ts";

export const commitmentStatusesQuery = graphql(`
  query CommitmentStatuses($authority: ID!) { commitmentStatuses(authority: $authority, first: 500) { nodes { id name kind } } }
`);
export const createCommitmentStatus = graphql(`
  mutation CreateCommitmentStatus($authority: ID!, $input: CommitmentStatusInput!, $key: String) { createCommitmentStatus(authority: $authority, input: $input, key: $key) { id batchId } }
`);
export const changeCommitmentStatus = graphql(`
  mutation ChangeCommitmentStatus($id: ID!, $input: CommitmentStatusInput!, $seen: DataVersion!, $key: String) { changeCommitmentStatus(id: $id, input: $input, seen: $seen, key: $key) { batchId } }
`);
export const removeCommitmentStatus = graphql(
  `mutation RemoveCommitmentStatus($id: ID!, $seen: DataVersion!, $key: String) { removeCommitmentStatus(id: $id, seen: $seen, key: $key) { batchId } }`,
);

export type CommitmentStatus = ResultOf<typeof commitmentStatusesQuery>["commitmentStatuses"]["nodes"][number];
