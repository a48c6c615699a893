// What the import page asks: the KPIs that a file may fill, and the mappings that are kept.
import type { ResultOf } from "gql.tada";
import { graphql } from "../graphql.ts";

export const importMapsQuery = graphql(`
  query ImportMaps($authority: ID!, $importMapsAfter: String) { importMaps(authority: $authority, first: 500, after: $importMapsAfter) { endCursor hasNextPage nodes { id name target map } } }
`);
export const saveImportMap = graphql(`
  mutation SaveImportMap($authority: ID!, $name: String!, $map: String!, $seen: DataVersion!, $key: String) { saveImportMap(authority: $authority, name: $name, map: $map, seen: $seen, key: $key) { batchId seen } }
`);
export const removeImportMap = graphql(
  `mutation RemoveImportMap($id: ID!, $seen: DataVersion!, $key: String) { removeImportMap(id: $id, seen: $seen, key: $key) { batchId seen } }`,
);

export const importedKpisQuery = graphql(`
  query ImportedKpis($authority: ID!, $kpisAfter: String) {
    kpis(authority: $authority, first: 500, after: $kpisAfter) { endCursor hasNextPage nodes { id code version name unit computed numeratorSaid denominatorSaid } }
  }
`);

export type SavedMap = ResultOf<typeof importMapsQuery>["importMaps"]["nodes"][number];
export type ImportedKpi = ResultOf<typeof importedKpisQuery>["kpis"]["nodes"][number];
