// What the Exports sheet and the export panel ask.
import type { ResultOf } from "gql.tada";
import { graphql } from "../graphql.ts";

/** The reports of an authority: named sets of tables, in their author's order. */
export const reportsQuery = graphql(`
  query Reports($authority: ID!, $reportsAfter: String) { reports(authority: $authority, first: 500, after: $reportsAfter) { endCursor hasNextPage nodes { id name items { address heading } } } }
`);
/** One page of the tables that can be made of an authority's facts. */
export const reportTablesQuery = graphql(`
  query ReportTables($authority: ID!, $after: String) {
    reportTables(authority: $authority, first: 100, after: $after) { endCursor hasNextPage nodes { address title sheet place } }
  }
`);
/** What stands at an address, so that a report's table is named as it is, or said not to be there any more. */
export const tableAtQuery = graphql(`query TableAt($address: ID!) { reportTable(id: $address) { title unit dataVersion } }`);

export const saveReport = graphql(`
  mutation SaveReport($authority: ID!, $id: ID, $name: String!, $items: [ReportItemInput!]!, $seen: DataVersion, $key: String) {
    saveReport(authority: $authority, id: $id, name: $name, items: $items, seen: $seen, key: $key) { id batchId seen }
  }
`);
export const removeReport = graphql(`mutation RemoveReport($id: ID!, $seen: DataVersion!, $key: String) { removeReport(id: $id, seen: $seen, key: $key) { batchId seen } }`);

export type Report = ResultOf<typeof reportsQuery>["reports"]["nodes"][number];
export type ReportItem = Report["items"][number];
