// The change log as it grows: what was kept after the numbers that the reader knows, each authority's in the order in which it was kept.
import { and, asc, eq, gt } from "drizzle-orm";
import type { On } from "../engine/open.ts";
import type { Row } from "../tables.ts";
import { logNumbers } from "./numbers.ts";

export interface KeptBatch extends Pick<Row<"changeBatch">, "id" | "authorityId" | "dataVersion" | "logNumber" | "madeBy" | "madeAt" | "why"> {
  /** What it touched, up to `touchesTold`. */
  touched: Pick<Row<"change">, "tableName" | "rowId" | "field">[];
  /** True where it touched more than is told. */
  many: boolean;
}

/** How many changes of one batch are told. */
export const touchesTold = 50;

/**
 * The batches after the number in the log that is known of each authority, at most `limit` of each. An authority's batches are kept one after the
 * other, so that none appears later below one that was read; another authority's may be kept in any order beside them.
 */
export async function changesSince(on: On, known: ReadonlyMap<string, number>, limit: number): Promise<KeptBatch[]> {
  const { changeBatch, change } = on.t;
  const { id, authorityId, dataVersion, logNumber, madeBy, madeAt, why } = changeBatch;
  const newest = await logNumbers(on);
  const kept: KeptBatch[] = [];
  for (const [of, after] of known) {
    if ((newest.get(of) ?? 0) <= after) continue;
    const batches = await on.q
      .select({ id, authorityId, dataVersion, logNumber, madeBy, madeAt, why })
      .from(changeBatch)
      .where(and(eq(authorityId, of), gt(logNumber, after)))
      .orderBy(asc(logNumber))
      .limit(limit);
    for (const batch of batches) {
      const touched = await on.q
        .select({ tableName: change.tableName, rowId: change.rowId, field: change.field })
        .from(change)
        .where(eq(change.batchId, batch.id))
        .orderBy(asc(change.id))
        .limit(touchesTold + 1);
      kept.push({ ...batch, touched: touched.slice(0, touchesTold), many: touched.length > touchesTold });
    }
  }
  return kept;
}
