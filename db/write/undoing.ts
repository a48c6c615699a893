// The changes that take a batch back.
import { count, desc, eq } from "drizzle-orm";
import { authorityById } from "../authorities.ts";
import type { On } from "../engine/open.ts";
import type { FactTable, Row } from "../tables.ts";
import { mayChange, mayRead, requireChange, requireWholeCounts, type Viewer } from "../viewer.ts";
import type { Batch } from "./change.ts";
import { Refusal } from "./refusal.ts";
import { savedWith } from "./together.ts";

/** What these hold may be a count of so few that it is hidden; a note may speak of one. */
export const countsOfPeople = ["outcome", "placementActivity", "kpiBaseline", "benefit", "benefitReview", "note"];

/**
 * The changes that take a batch back: each in reverse, expecting what the batch left. Those that were saved as one with it are taken back with it: its own
 * comes first. @throws Refusal NOT_FOUND; FORBIDDEN where one of them is of an authority that the viewer may not change.
 */
export async function undoing(on: On, viewer: Viewer, batchId: number): Promise<[Batch, ...Batch[]]> {
  const [batch, ...others] = await savedWith(on, batchId);
  // The same for a batch that the viewer may not see: its number tells nothing.
  if (!batch || !mayRead(viewer, batch.authorityId)) throw new Refusal("NOT_FOUND", "batch", "There is no such change to undo.");
  requireChange(viewer, batch.authorityId);
  for (const { authorityId } of others) await requireChangeOfOther(on, viewer, authorityId);
  const undone: Batch[] = [];
  for (const each of others) undone.push(await reversed(on, viewer, each));
  return [await reversed(on, viewer, batch), ...undone];
}

async function requireChangeOfOther(on: On, viewer: Viewer, authorityId: string): Promise<void> {
  if (mayChange(viewer, authorityId)) return;
  const other = mayRead(viewer, authorityId) ? (await authorityById(on, viewer, authorityId)).name : "an authority that you may not see";
  throw new Refusal("FORBIDDEN", "batch", `This was saved as one with changes of ${other}, and can only be undone with them. You may not change those.`);
}

async function reversed(on: On, viewer: Viewer, batch: Row<"changeBatch">): Promise<Batch> {
  const { change } = on.t;
  const changes = await on.q.select().from(change).where(eq(change.batchId, batch.id)).orderBy(desc(change.id));
  // What a batch left is told to whoever cannot take it back for its having changed since.
  if (changes.some(({ tableName }) => countsOfPeople.includes(tableName))) requireWholeCounts(viewer, batch.authorityId);
  if (changes.some((each) => each.tableName === "authority" && each.field === "*")) {
    throw new Refusal("IN_USE", "batch", "An authority that was added stays: what changed since is part of its history.");
  }
  return {
    authorityId: batch.authorityId,
    why: `Undo: ${batch.why}`,
    undoesId: batch.id,
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

/** How long it is to take a batch back with those that were saved as one with it: whose they are, and whether they have so many changes. */
export async function undoingSize(on: On, batchId: number, many: number): Promise<{ owners: readonly string[]; isLong: boolean }> {
  const batches = await savedWith(on, batchId);
  const { change } = on.t;
  let changes = 0;
  for (const { id } of batches) {
    if (changes >= many) break;
    const [found] = await on.q.select({ count: count() }).from(change).where(eq(change.batchId, id));
    changes += found?.count ?? 0;
  }
  return { owners: batches.map(({ authorityId }) => authorityId), isLong: changes >= many };
}
