// The change log as it is read: who changed what, when, from which value to which, and why.
import { and, asc, eq, inArray, ne, notInArray, type SQL } from "drizzle-orm";
import type { On } from "../engine/open.ts";
import type { Row } from "../tables.ts";
import { readable, seesWholeCounts, type Viewer } from "../viewer.ts";
import { countsOfPeople } from "../write/undoing.ts";
import { type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./paging.ts";

export interface BatchWithChanges extends Row<"changeBatch"> {
  changes: Row<"change">[];
}

/** A change with the batch that it came in. */
export interface ChangeInBatch extends Row<"change"> {
  madeBy: string;
  madeAt: string;
  why: string;
  undoesId: number | null;
}

/** What a cell's history is of. */
export type CellSubject =
  /** A budget line's cell, by `cellOfLine`: whichever lines have filled it. */
  | { kind: "cell"; cell: string }
  /** A stored thing with its parts. */
  | { kind: "thing"; id: string };

/** The changes of one cell or thing, the newest first; `descending` reads them backwards. */
export async function cellHistory(on: On, viewer: Viewer, authorityId: string, subject: CellSubject, args: PageArgs): Promise<Page<ChangeInBatch>> {
  const { changeBatch, change } = on.t;
  const inOrder = { ...args, descending: !args.descending };
  const read = (which: SQL | undefined) =>
    on.q
      .select({ change, madeBy: changeBatch.madeBy, madeAt: changeBatch.madeAt, why: changeBatch.why, undoesId: changeBatch.undoesId })
      .from(change)
      .innerJoin(changeBatch, eq(changeBatch.id, change.batchId))
      .where(
        and(
          readable(viewer, change.authorityId),
          eq(change.authorityId, authorityId),
          which,
          seesWholeCounts(viewer, authorityId) ? undefined : notInArray(change.tableName, countsOfPeople),
          pageStart(change.id, change.id, inOrder),
        ),
      )
      .orderBy(...pageOrder(change.id, change.id, inOrder))
      .limit(pageLimit(inOrder));
  // Each by its own index, and put together here: the newest of both are the newest.
  const found =
    subject.kind === "cell" ? await read(eq(change.partOf, subject.cell)) : [...(await read(eq(change.rowId, subject.id))), ...(await read(eq(change.partOf, subject.id)))];
  const rows = found.map(({ change: each, ...batch }) => ({ ...each, ...batch }));
  rows.sort((one, other) => (inOrder.descending ? other.id - one.id : one.id - other.id));
  return page(rows.slice(0, pageLimit(inOrder)), "id", inOrder);
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

/** A batch of another authority that was saved as one with a batch. */
export interface SavedTogether {
  readonly authorityId: string;
  readonly authorityName: string;
  readonly batchId: number;
}

/** Of batches of one authority those of others that were saved as one with them, by the authorities' names: as many as the viewer may read. */
export async function savedTogether(on: On, viewer: Viewer, authorityId: string, batches: readonly Row<"changeBatch">[]): Promise<Map<number, SavedTogether[]>> {
  const { authority, changeBatch } = on.t;
  const of = new Map(batches.flatMap(({ id, togetherId }) => (togetherId === null ? [] : [[togetherId, id]])));
  const together = new Map<number, SavedTogether[]>();
  if (of.size === 0) return together;
  const found = await on.q
    .select({ authorityId: authority.id, authorityName: authority.name, batchId: changeBatch.id, togetherId: changeBatch.togetherId })
    .from(changeBatch)
    .innerJoin(authority, eq(authority.id, changeBatch.authorityId))
    .where(and(inArray(changeBatch.togetherId, [...of.keys()]), ne(changeBatch.authorityId, authorityId), readable(viewer, authority.id)))
    .orderBy(authority.name);
  on.noteRead?.(...new Set(found.map((each) => each.authorityId)));
  for (const { togetherId, ...other } of found) {
    const id = of.get(togetherId as string) as number;
    together.set(id, [...(together.get(id) ?? []), other]);
  }
  return together;
}
