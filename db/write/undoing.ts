// The changes that take a batch back.
import { asc, desc, eq } from "drizzle-orm";
import type { On } from "../engine/open.ts";
import type { FactTable } from "../tables.ts";
import { mayRead, requireChange, requireWholeCounts, type Viewer } from "../viewer.ts";
import type { Batch } from "./change.ts";
import { Refusal } from "./refusal.ts";

/** What these hold may be a count of so few that it is hidden; a note may speak of one. */
export const countsOfPeople = ["outcome", "placementActivity", "kpiBaseline", "benefit", "benefitReview", "note"];

/** The changes that take a batch back: each in reverse, expecting what the batch left. @throws Refusal NOT_FOUND. */
export async function undoing(on: On, viewer: Viewer, batchId: number): Promise<Batch> {
  const { changeBatch, change } = on.t;
  const [batch] = await on.q.select().from(changeBatch).where(eq(changeBatch.id, batchId));
  // The same for a batch that the viewer may not see: its number tells nothing.
  if (!batch || !mayRead(viewer, batch.authorityId)) throw new Refusal("NOT_FOUND", "batch", "There is no such change to undo.");
  requireChange(viewer, batch.authorityId);
  const changes = await on.q.select().from(change).where(eq(change.batchId, batchId)).orderBy(desc(change.id));
  // What a batch left is told to whoever cannot take it back for its having changed since.
  if (changes.some(({ tableName }) => countsOfPeople.includes(tableName))) requireWholeCounts(viewer, batch.authorityId);
  if (changes.some((each) => each.tableName === "authority" && each.field === "*")) {
    throw new Refusal("IN_USE", "batch", "An authority that was added stays: what changed since is part of its history.");
  }
  return {
    authorityId: batch.authorityId,
    why: `Undo: ${batch.why}`,
    undoesId: batchId,
    changes: changes.map((each, index) => ({
      at: `changes[${index}]`,
      table: each.tableName as FactTable,
      id: each.rowId,
      field: each.field,
      from: each.toValue === null ? null : JSON.parse(each.toValue),
      to: each.fromValue === null ? null : JSON.parse(each.fromValue),
    })),
  };
}

/** Whether a batch has so many changes. */
export async function hasChanges(on: On, batchId: number, many: number): Promise<boolean> {
  const { change } = on.t;
  const found = await on.q
    .select({ id: change.id })
    .from(change)
    .where(eq(change.batchId, batchId))
    .orderBy(asc(change.id))
    .limit(1)
    .offset(many - 1);
  return found.length > 0;
}
