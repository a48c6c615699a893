// What the block case sheet asks.
import type { ResultOf } from "gql.tada";
import { blockCaseStored } from "../../written/blockCase.ts";
import { reportTable, rowWorkings } from "../documents.ts";
import { graphql } from "../graphql.ts";

export const blockCasesQuery = graphql(
  `
  query BlockCases($authority: ID!, $blockCasesAfter: String, $arrangementsAfter: String) {
    blockCases(authority: $authority, first: 300, after: $blockCasesAfter) {
      endCursor hasNextPage
      nodes { ...StoredBlockCaseStored }
    }
    arrangements(authority: $authority, first: 300, after: $arrangementsAfter) { endCursor hasNextPage nodes { id name opensOn voidsCarriedBy terms { months state } } }
  }
`,
  [blockCaseStored],
);
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

export type BlockCaseArrangement = ResultOf<typeof blockCasesQuery>["arrangements"]["nodes"][number];
export type StoredBlockCase = ResultOf<typeof blockCasesQuery>["blockCases"]["nodes"][number];
