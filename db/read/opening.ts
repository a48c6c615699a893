// What a page opens with before anybody has chosen: where there is something to read.
import { and, count, desc, eq, lte, max } from "drizzle-orm";
import { authorityById } from "../authorities.ts";
import type { On } from "../engine/open.ts";
import { type KpiSubjectWithParts, kpiSubjects } from "../outcomes.ts";
import type { Row } from "../tables.ts";
import { readable, type Viewer } from "../viewer.ts";

/** Of the authorities that the viewer may read, the one with the most amounts in its budgets; null where none has any. */
export async function fullestAuthority(on: On, viewer: Viewer): Promise<Row<"authority"> | null> {
  const { budgetLine } = on.t;
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

/** The first subject of an authority's set that has outcomes, or placements from which they are worked out; she herself first. Null where none has. */
export async function firstSubjectWithOutcomes(on: On, viewer: Viewer, authority: Row<"authority">): Promise<KpiSubjectWithParts | null> {
  const { outcome, placementActivity } = on.t;
  const subjects = await kpiSubjects.all(on, viewer, authority.id);
  const isOwn = ({ kind, name }: KpiSubjectWithParts) => kind === "authority" && name === authority.name;
  // One after the other, and nearly always the first: asked of all at once, Postgres reads every outcome that there is.
  for (const subject of [...subjects.filter(isOwn), ...subjects.filter((each) => !isOwn(each))]) {
    for (const table of [outcome, placementActivity]) {
      const [found] = await on.q.select({ id: table.id }).from(table).where(eq(table.subjectId, subject.id)).limit(1);
      if (found) return subject;
    }
  }
  return null;
}
