// What a page opens with before anybody has chosen: where there is something to read.
import { and, count, desc, eq, inArray, lte, max } from "drizzle-orm";
import { authorityById } from "../authorities.ts";
import type { On } from "../engine/open.ts";
import type { Row } from "../tables.ts";
import { readable, type Viewer } from "../viewer.ts";

/** Of the authorities that the viewer may read, the one with the most amounts in its budgets; null where none has any. */
export async function fullestAuthority(on: On, viewer: Viewer): Promise<Row<"authority"> | null> {
  const { budgetLine } = on.t;
  on.noteReadOfAll?.();
  const [found] = await on.q
    .select({ id: budgetLine.authorityId })
    .from(budgetLine)
    .where(readable(viewer, budgetLine.authorityId))
    .groupBy(budgetLine.authorityId)
    .orderBy(desc(count()), budgetLine.authorityId)
    .limit(1);
  return found ? authorityById(on, viewer, found.id) : null;
}

/** Up to which version of an authority's data a blank was shown as nil; null where it has begun since. */
export async function blanksWereNilUntil(on: On, authorityId: string): Promise<number | null> {
  const { upgrade, changeBatch } = on.t;
  const [found] = await on.q
    .select({ last: max(changeBatch.dataVersion) })
    .from(upgrade)
    .innerJoin(changeBatch, and(eq(changeBatch.authorityId, authorityId), lte(changeBatch.id, upgrade.batchId)))
    .where(eq(upgrade.id, "blanks"));
  return found?.last || null;
}

/** Which of several subjects, each by all the ids that it has, is the first with outcomes of these owners, or with placements from which they are worked out; -1 where none is. */
export async function firstWithOutcomes(on: On, owners: readonly string[], subjects: readonly (readonly string[])[]): Promise<number> {
  const { outcome, placementActivity } = on.t;
  // One after the other, and nearly always the first: asked of all at once, Postgres reads every outcome that there is.
  for (const [index, ids] of subjects.entries()) {
    for (const table of [outcome, placementActivity]) {
      const [found] = await on.q
        .select({ id: table.id })
        .from(table)
        .where(and(inArray(table.subjectId, [...ids]), inArray(table.authorityId, [...owners])))
        .limit(1);
      if (found) return index;
    }
  }
  return -1;
}
