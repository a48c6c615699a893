// Rows of one table in bulk, for rules: by the values of a field, of one authority.
import { and, eq, inArray } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { On } from "../engine/open.ts";
import type { FactTable, Row } from "../tables.ts";
import { inChunks } from "../write/storing.ts";

/** An authority's rows of a table that have one of these values in a field. */
export async function rowsWith<Name extends FactTable>(on: On, table: Name, authorityId: string, field: keyof Row<Name> & string, values: Iterable<string>): Promise<Row<Name>[]> {
  const stored = on.t[table] as unknown as Record<string, AnyPgColumn>;
  const owner = stored[table === "authority" ? "id" : "authorityId"] as AnyPgColumn;
  const found: Row<Name>[] = [];
  for (const some of inChunks([...new Set(values)])) {
    const rows = await on.q
      .select()
      .from(on.t[table] as never)
      .where(and(eq(owner, authorityId), inArray(stored[field] as AnyPgColumn, some)));
    found.push(...(rows as Row<Name>[]));
  }
  return found;
}
