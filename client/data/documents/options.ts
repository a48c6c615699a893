// What the options sheet asks.
import type { ResultOf } from "gql.tada";
import { optionStored } from "../../written/option.ts";
import { reportTable, rowWorkings } from "../documents.ts";
import { graphql } from "../graphql.ts";

export const decisionsQuery = graphql(`query Decisions($authority: ID!) { decisions(authority: $authority) { decision options } }`);
export const optionsQuery = graphql(
  `
  query Options($authority: ID!, $decision: String!, $optionsAfter: String, $commitmentsAfter: String) {
    options(authority: $authority, decision: $decision, first: 500, after: $optionsAfter) {
      endCursor hasNextPage
      nodes { ...OptionStored adoptedAt adoptedBy commitments { id name } }
    }
    commitments(authority: $authority, first: 500, after: $commitmentsAfter) { endCursor hasNextPage nodes { id name } }
  }
`,
  [optionStored],
);
export const optionsTableQuery = graphql(
  `
  query OptionsTable($authority: ID!, $decision: String!, $unit: MoneyUnit!, $reference: ID) {
    optionsTable(authority: $authority, decision: $decision, unit: $unit, reference: $reference) { ...ReportTable }
  }
`,
  [reportTable],
);
export const optionsWorkingsQuery = graphql(
  `
  query OptionsWorkings($authority: ID!, $decision: String!, $unit: MoneyUnit!, $reference: ID, $rows: [ID!]!) {
    optionsTable(authority: $authority, decision: $decision, unit: $unit, reference: $reference) { rows(keys: $rows) { ...RowWorkings } }
  }
`,
  [rowWorkings],
);
export const addToOption = graphql(
  `mutation AddToOption($option: ID!, $input: CommitmentInput!, $key: String) { addToOption(option: $option, input: $input, key: $key) { id batchId seen } }`,
);
export const adoptOption = graphql(
  `mutation AdoptOption($id: ID!, $status: ID, $seen: DataVersion!, $key: String) { adoptOption(id: $id, status: $status, seen: $seen, key: $key) { batchId seen } }`,
);

export type SpendingOption = ResultOf<typeof optionsQuery>["options"]["nodes"][number];
