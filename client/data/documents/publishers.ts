// What is asked of publishers: which there are, which an authority uses, and what their facts would take the place of.
import type { ResultOf } from "gql.tada";
import { graphql } from "../graphql.ts";

/** The publishers by their names, for choosing whose facts are shown. */
export const publishersQuery = graphql(
  `query Publishers($publishersAfter: String) { publishers(first: 500, after: $publishersAfter) { endCursor hasNextPage nodes { id name } } }`,
);
export const createPublisher = graphql(`mutation CreatePublisher($input: NewPublisherInput!, $key: String) { createPublisher(input: $input, key: $key) { id batchId seen } }`);
export const takeUpPublisher = graphql(`
  mutation UsePublisher($authority: ID!, $publisher: ID!, $key: String) { usePublisher(authority: $authority, publisher: $publisher, key: $key) { batchId seen } }
`);
export const stopUsingPublisher = graphql(`
  mutation StopUsingPublisher($authority: ID!, $publisher: ID!, $seen: DataVersion!, $key: String) {
    stopUsingPublisher(authority: $authority, publisher: $publisher, seen: $seen, key: $key) { batchId seen }
  }
`);
export const replacementQuery = graphql(`
  query ReplacementByPublisher($authority: ID!, $publisher: ID!) {
    replacementByPublisher(authority: $authority, publisher: $publisher) { kpis subjects outcomes moved leftCount left { what why } }
  }
`);
export const replaceByPublisher = graphql(`
  mutation ReplaceByPublisher($authority: ID!, $publisher: ID!, $seen: DataVersion!, $key: String) {
    replaceByPublisher(authority: $authority, publisher: $publisher, seen: $seen, key: $key) { batchId seen }
  }
`);
export const changeOwnTargets = graphql(`
  mutation ChangeOwnTargets($authority: ID!, $kpi: ID!, $input: OwnTargetsInput!, $seen: DataVersion!, $key: String) {
    written: changeOwnTargets(authority: $authority, kpi: $kpi, input: $input, seen: $seen, key: $key) { id batchId seen }
  }
`);

export type PublisherNamed = ResultOf<typeof publishersQuery>["publishers"]["nodes"][number];
