// The change log as it is read: who changed what, when, from which value to which, and why.
import { and, asc, eq, inArray, notInArray } from "drizzle-orm";
import { countsOfPeople } from "./changes.ts";
import type { On } from "./open.ts";
import { type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./paging.ts";
import type { Row } from "./tables.ts";
import { readable, seesWholeCounts, type Viewer } from "./viewer.ts";

export interface BatchWithChanges extends Row<"changeBatch"> {
  changes: Row<"change">[];
}

export interface HistoryFilter {
  authorityId: string;
  /** A stored row's id: only batches that touched it, with only its changes. */
  rowId?: string | null | undefined;
}

/** How many changes of one batch are read with it; a paste of thousands is summed up by its `why`. */
const changesShown = 50;

/** Batches, the newest first; `descending` reads them backwards, the oldest first. */
export async function history(on: On, viewer: Viewer, filter: HistoryFilter, args: PageArgs): Promise<Page<BatchWithChanges>> {
  const { changeBatch, change } = on.t;
  const inOrder = { ...args, descending: !args.descending };
  const touching = filter.rowId
    ? inArray(
        changeBatch.id,
        on.q
          .select({ id: change.batchId })
          .from(change)
          .where(and(eq(change.authorityId, filter.authorityId), eq(change.rowId, filter.rowId))),
      )
    : undefined;
  const batches = await on.q
    .select()
    .from(changeBatch)
    .where(and(readable(viewer, changeBatch.authorityId), eq(changeBatch.authorityId, filter.authorityId), touching, pageStart(changeBatch.id, changeBatch.id, inOrder)))
    .orderBy(...pageOrder(changeBatch.id, changeBatch.id, inOrder))
    .limit(pageLimit(inOrder));
  const read: BatchWithChanges[] = [];
  for (const batch of batches) {
    const ofRow = filter.rowId ? eq(change.rowId, filter.rowId) : undefined;
    const seen = seesWholeCounts(viewer, filter.authorityId) ? undefined : notInArray(change.tableName, countsOfPeople);
    const changes = await on.q
      .select()
      .from(change)
      .where(and(eq(change.batchId, batch.id), ofRow, seen))
      .orderBy(asc(change.id))
      .limit(changesShown);
    read.push({ ...batch, changes });
  }
  return page(read, "id", inOrder);
}
