// Stored rows as they are, or as they were before they were removed: what a change in the log is about.
import { and, desc, eq, inArray } from "drizzle-orm";
import type { On } from "../engine/open.ts";
import type { FactTable } from "../tables.ts";
import { ownedBy, sharedTables } from "../write/owners.ts";

export type Image = Record<string, unknown>;

/** A stored row by its table and its id. */
export interface RowRef {
  table: FactTable;
  id: string;
}

export const refKey = ({ table, id }: RowRef) => `${table}:${id}`;

const rowsAtOnce = 400;

/**
 * The rows of an authority by `refKey`; of a row that is gone, what it was when it was removed. Another authority's row is not there, but for what those
 * of `sharing` share.
 */
export async function rowImages(on: On, authorityId: string, refs: readonly RowRef[], sharing: readonly string[] = []): Promise<Map<string, Image>> {
  const images = new Map<string, Image>();
  const byTable = new Map<FactTable, Set<string>>();
  for (const { table, id } of refs) if (table in on.t) byTable.set(table, (byTable.get(table) ?? new Set()).add(id));
  for (const [name, ids] of byTable) {
    const table = on.t[name] as On["t"]["costCentre"];
    const owner = name === "authority" ? on.t.authority.id : table.authorityId;
    for (const some of inLots([...ids])) {
      const rows = await on.q
        .select()
        .from(table)
        .where(and(ownedBy(owner, sharedTables.includes(name) ? [authorityId, ...sharing] : authorityId), inArray(table.id, some)));
      for (const row of rows) images.set(`${name}:${row.id}`, row);
    }
  }
  const { change } = on.t;
  const gone = [...new Set(refs.filter((ref) => !images.has(refKey(ref))).map(({ id }) => id))];
  for (const some of inLots(gone)) {
    const rows = await on.q
      .select()
      .from(change)
      .where(and(eq(change.authorityId, authorityId), inArray(change.rowId, some), eq(change.field, "*")))
      .orderBy(desc(change.id));
    for (const { tableName, rowId, fromValue, toValue } of rows) {
      const key = `${tableName}:${rowId}`;
      const image = fromValue ?? toValue;
      if (image !== null && !images.has(key)) images.set(key, JSON.parse(image) as Image);
    }
  }
  return images;
}

function* inLots(ids: readonly string[]): Generator<string[]> {
  for (let start = 0; start < ids.length; start += rowsAtOnce) yield ids.slice(start, start + rowsAtOnce);
}
