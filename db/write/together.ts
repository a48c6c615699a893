// Batches of several authorities that are saved as one: all of them or none, and undone in the same way.
import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import type { On } from "../engine/open.ts";
import type { Row } from "../tables.ts";
import type { Batch, Kept } from "./change.ts";
import { Refusal } from "./refusal.ts";

/**
 * Applies batches, each of another authority, by `apply`, in the caller's one transaction. Each is given the same `togetherId`, unless there is only one.
 * @throws Refusal BAD_INPUT where some of them had been kept under their key before and others had not.
 */
export async function applyTogether(batches: readonly Batch[], apply: (batch: Batch) => Promise<Kept>): Promise<Kept[]> {
  const togetherId = randomUUID();
  const kept: Kept[] = [];
  for (const batch of batches) kept.push(await apply(batches.length === 1 ? batch : { ...batch, togetherId }));
  if (new Set(kept.map(({ repeated }) => repeated)).size > 1) throw new Refusal("BAD_INPUT", "key", "This key was used before for a change of one of these authorities.");
  return kept;
}

/** A batch and those that were saved as one with it, itself first; none where there is no such batch. */
export async function savedWith(on: On, batchId: number): Promise<Row<"changeBatch">[]> {
  const { changeBatch } = on.t;
  const [batch] = await on.q.select().from(changeBatch).where(eq(changeBatch.id, batchId));
  if (!batch) return [];
  if (batch.togetherId === null) return [batch];
  const all = await on.q.select().from(changeBatch).where(eq(changeBatch.togetherId, batch.togetherId)).orderBy(asc(changeBatch.id));
  return [batch, ...all.filter(({ id }) => id !== batchId)];
}
