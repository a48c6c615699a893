// Addresses that name a KPI or a subject by its id: tables of reports, saved views, and cells that notes are on.
import type { On } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import type { FactTable } from "../../db/tables.ts";
import { type Change, fieldChanges } from "../../db/write/change.ts";

const places: readonly (readonly [table: FactTable, columns: readonly string[]])[] = [
  ["reportItem", ["address"]],
  ["savedView", ["held"]],
  ["note", ["subject", "rowKey", "columnKey"]],
];

/** The changes by which an authority's reports, views and notes name others in the place of some ids. */
export async function renamed(on: On, authorityId: string, to: ReadonlyMap<string, string>): Promise<Change[]> {
  if (to.size === 0) return [];
  const changes: Change[] = [];
  for (const [table, columns] of places) {
    const rows = (await rowsWith(on, table, authorityId, "authorityId" as "id", [authorityId])) as unknown as (Record<string, string> & { id: string })[];
    for (const row of rows) {
      const wanted = Object.fromEntries(columns.map((column) => [column, (row[column] ?? "").replace(idsInAddress, (id) => to.get(id) ?? id)]));
      changes.push(...fieldChanges(table, row.id, row, wanted, "publisher"));
    }
  }
  return changes;
}

/** Whatever may be an id: what stands between the signs of an address. */
const idsInAddress = /[\w-]+/g;
