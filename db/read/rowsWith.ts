// Rows of one table in bulk, for rules: by the values of a field, of one authority or of several owners.
import { and, inArray } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { On } from "../engine/open.ts";
import type { FactTable, Row } from "../tables.ts";
import { ownedBy } from "../write/owners.ts";
import { inChunks } from "../write/storing.ts";

/** The rows of a table, of an authority or of several owners, that have one of these values in a field. */
export async function rowsWith<Name extends FactTable>(
  on: On,
  table: Name,
  owners: string | readonly string[],
  field: keyof Row<Name> & string,
  values: Iterable<string>,
): Promise<Row<Name>[]> {
  const stored = on.t[table] as unknown as Record<string, AnyPgColumn>;
  const owner = stored[table === "authority" ? "id" : "authorityId"] as AnyPgColumn;
  const found: Row<Name>[] = [];
  for (const some of inChunks([...new Set(values)])) {
    const rows = await on.q
      .select()
      .from(on.t[table] as never)
      .where(and(ownedBy(owner, owners), inArray(stored[field] as AnyPgColumn, some)));
    found.push(...(rows as Row<Name>[]));
  }
  return found;
}
