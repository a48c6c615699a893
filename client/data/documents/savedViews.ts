// What is asked of the views that an authority has saved of a sheet.
import type { ResultOf } from "gql.tada";
import { graphql } from "../graphql.ts";

export const savedViewsQuery = graphql(`
  query SavedViews($authority: ID!, $sheet: String!, $savedViewsAfter: String) { savedViews(authority: $authority, sheet: $sheet, first: 500, after: $savedViewsAfter) { endCursor hasNextPage nodes { id name held } } }
`);
export const saveView = graphql(`
  mutation SaveView($authority: ID!, $sheet: String!, $name: String!, $held: String!, $seen: DataVersion!, $key: String) {
    saveView(authority: $authority, sheet: $sheet, name: $name, held: $held, seen: $seen, key: $key) { batchId seen }
  }
`);
export const removeView = graphql(`mutation RemoveView($id: ID!, $seen: DataVersion!, $key: String) { removeView(id: $id, seen: $seen, key: $key) { batchId seen } }`);

export type SavedView = ResultOf<typeof savedViewsQuery>["savedViews"]["nodes"][number];
