// The change log as it grows: what was kept after a batch that the reader knows, in the order in which it was kept.
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { On } from "../engine/open.ts";
import type { Row } from "../tables.ts";

export interface KeptBatch extends Pick<Row<"changeBatch">, "id" | "authorityId" | "madeBy" | "madeAt" | "why"> {
  /** What it touched, up to `touchesTold`. */
  touched: Pick<Row<"change">, "tableName" | "rowId" | "field">[];
  /** True where it touched more than is told. */
  many: boolean;
}

/** How many changes of one batch are told. */
export const touchesTold = 50;

/** The batches after a number, at most `limit`, of these authorities. Numbers rise in the order of commits, so that none appears later below one that was read. */
export async function changesSince(on: On, after: number, authorityIds: readonly string[], limit: number): Promise<KeptBatch[]> {
  const { changeBatch, change } = on.t;
  const { id, authorityId, madeBy, madeAt, why } = changeBatch;
  const batches = await on.q
    .select({ id, authorityId, madeBy, madeAt, why })
    .from(changeBatch)
    .where(and(gt(id, after), inArray(authorityId, [...authorityIds])))
    .orderBy(asc(id))
    .limit(limit);
  const kept: KeptBatch[] = [];
  for (const batch of batches) {
    const touched = await on.q
      .select({ tableName: change.tableName, rowId: change.rowId, field: change.field })
      .from(change)
      .where(eq(change.batchId, batch.id))
      .orderBy(asc(change.id))
      .limit(touchesTold + 1);
    kept.push({ ...batch, touched: touched.slice(0, touchesTold), many: touched.length > touchesTold });
  }
  return kept;
}
