// What the block case sheet asks.
import type { ResultOf } from "gql.tada";
import { reportTable, rowWorkings } from "../documents.ts";
import { graphql } from "../graphql.ts";

export const blockCasesQuery = graphql(`
  query BlockCases($authority: ID!, $blockCasesAfter: String, $arrangementsAfter: String) {
    blockCases(authority: $authority, first: 500, after: $blockCasesAfter) {
      endCursor hasNextPage
      nodes {
        id name arrangementId places priceUnit weeksPerYear spotPounds blockPounds spotValuePence blockValuePence termMonths sharing directPlaces source
        items { name kind time amountPence fromYear toYear }
      }
    }
    arrangements(authority: $authority, first: 500, after: $arrangementsAfter) { endCursor hasNextPage nodes { id name terms { months } } }
  }
`);
export const blockCaseQuery = graphql(
  `
  query BlockCase($id: ID!, $occupancy: Decimal!, $unit: MoneyUnit!) {
    blockCase(id: $id, occupancy: $occupancy, unit: $unit) { table { ...ReportTable } curve { ...ReportTable } }
  }
`,
  [reportTable],
);
export const blockCaseWorkingsQuery = graphql(
  `
  query BlockCaseWorkings($id: ID!, $occupancy: Decimal!, $unit: MoneyUnit!, $rows: [ID!]!) {
    blockCase(id: $id, occupancy: $occupancy, unit: $unit) { table { rows(keys: $rows) { ...RowWorkings } } curve { rows(keys: $rows) { ...RowWorkings } } }
  }
`,
  [rowWorkings],
);
export const createBlockCase = graphql(
  `mutation CreateBlockCase($authority: ID!, $input: BlockCaseInput!, $key: String) { createBlockCase(authority: $authority, input: $input, key: $key) { id batchId } }`,
);
export const changeBlockCase = graphql(
  `mutation ChangeBlockCase($id: ID!, $input: BlockCaseInput!, $seen: DataVersion!, $key: String) { changeBlockCase(id: $id, input: $input, seen: $seen, key: $key) { batchId } }`,
);
export const removeBlockCase = graphql(`mutation RemoveBlockCase($id: ID!, $seen: DataVersion!, $key: String) { removeBlockCase(id: $id, seen: $seen, key: $key) { batchId } }`);

export type StoredBlockCase = ResultOf<typeof blockCasesQuery>["blockCases"]["nodes"][number];
