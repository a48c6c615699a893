// What the options sheet asks.
import type { ResultOf } from "gql.tada";
import { reportTable, rowWorkings } from "../documents.ts";
import { graphql } from "../graphql.ts";

export const decisionsQuery = graphql(`query Decisions($authority: ID!) { decisions(authority: $authority) { decision options } }`);
export const optionsQuery = graphql(`
  query Options($authority: ID!, $decision: String!) {
    options(authority: $authority, decision: $decision, first: 500) {
      nodes {
        id decision name summary recommended costed adoptedAt adoptedBy source
        points { kind said }
        overrides { commitmentId field value }
        commitments { id name }
      }
    }
    commitments(authority: $authority, first: 500) { nodes { id name } }
  }
`);
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
export const createOption = graphql(
  `mutation CreateOption($authority: ID!, $input: OptionInput!, $key: String) { createOption(authority: $authority, input: $input, key: $key) { id batchId } }`,
);
export const changeOption = graphql(
  `mutation ChangeOption($id: ID!, $input: OptionInput!, $seen: DataVersion!, $key: String) { changeOption(id: $id, input: $input, seen: $seen, key: $key) { batchId } }`,
);
export const removeOption = graphql(`mutation RemoveOption($id: ID!, $seen: DataVersion!, $key: String) { removeOption(id: $id, seen: $seen, key: $key) { batchId } }`);
export const addToOption = graphql(
  `mutation AddToOption($option: ID!, $input: CommitmentInput!, $key: String) { addToOption(option: $option, input: $input, key: $key) { id batchId } }`,
);
export const adoptOption = graphql(
  `mutation AdoptOption($id: ID!, $status: ID, $seen: DataVersion!, $key: String) { adoptOption(id: $id, status: $status, seen: $seen, key: $key) { batchId } }`,
);

export type SpendingOption = ResultOf<typeof optionsQuery>["options"]["nodes"][number];
