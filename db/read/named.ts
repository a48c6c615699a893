// What an authority's things are called, by which a person names one, and who last wrote to a field of one.
import { and, desc, eq, inArray } from "drizzle-orm";
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import type { On } from "../engine/open.ts";
import { type FactTable, sqliteTables } from "../tables.ts";
import type { Conflict } from "../write/refusal.ts";

export interface NamedThing {
  readonly id: string;
  readonly name: string;
}

/** The things of an authority in a table that have names; none where that table's have none. */
export async function namedThings(on: On, authorityId: string, table: FactTable): Promise<NamedThing[]> {
  const stored = on.t[table] as On["t"]["arrangement"];
  if (!("name" in stored)) return [];
  return on.q.select({ id: stored.id, name: stored.name }).from(stored).where(eq(stored.authorityId, authorityId));
}

/** True where no two things of an authority may have one name in this table. */
export function hasOwnNames(table: FactTable): boolean {
  const { indexes } = getTableConfig(sqliteTables[table] as SQLiteTable);
  return indexes.some(({ config: { unique, columns } }) => unique && columns.map((column) => ("name" in column ? column.name : "")).join() === "authorityId,name");
}

/** A field that holds another value than its writer saw. */
export interface StaleField {
  /** Where the caller named it: "edits[3]". */
  readonly field: string;
  /** Its address: "commitment:<id>:endsOn". */
  readonly cell: string;
  readonly rowId: string;
  readonly column: string;
  /** What it holds, as one would type it; null where that is nothing. */
  readonly current: string | null;
}

const rowsAtOnce = 400;

/** The same fields with who wrote there last, and when. */
export async function fieldConflicts(on: On, authorityId: string, stale: readonly StaleField[]): Promise<Conflict[]> {
  const { change, changeBatch } = on.t;
  const columns = [...new Set(stale.map(({ column }) => column)), "*"];
  const ids = [...new Set(stale.map(({ rowId }) => rowId))];
  const last = new Map<string, { by: string; at: string }>();
  for (let start = 0; start < ids.length; start += rowsAtOnce) {
    const found = await on.q
      .select({ rowId: change.rowId, field: change.field, by: changeBatch.madeBy, at: changeBatch.madeAt })
      .from(change)
      .innerJoin(changeBatch, eq(changeBatch.id, change.batchId))
      .where(and(eq(change.authorityId, authorityId), inArray(change.rowId, ids.slice(start, start + rowsAtOnce)), inArray(change.field, columns)))
      .orderBy(desc(change.id));
    for (const { rowId, field, by, at } of found) if (!last.has(`${rowId} ${field}`)) last.set(`${rowId} ${field}`, { by, at });
  }
  return stale.map(({ field, cell, rowId, column, current }) => {
    const made = last.get(`${rowId} ${column}`) ?? last.get(`${rowId} *`);
    return { field, cell, current, by: made?.by ?? null, at: made?.at ?? null };
  });
}
