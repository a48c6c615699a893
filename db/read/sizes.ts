// How many facts there are of an authority, or of all, counted no further than is asked: enough to tell few from many at the cost of few.
import { count, eq, inArray, type SQL, sql, type Table } from "drizzle-orm";
import type { On } from "../engine/open.ts";
import { ownersUsed } from "../write/owners.ts";

/** Of what tables are made: of outcomes, or of budgets and commitments. */
export type FactsOf = "outcomes" | "budgets";

/** How many facts; `most` or more where there are so many. Of every authority where none is named. */
export async function factsUpTo(on: On, of: FactsOf, authorityId: string | null, most: number): Promise<number> {
  const { kpi, outcome, budgetLine, commitment, commitmentAmount } = on.t;
  if (of === "outcomes") {
    const owned = on.q
      .select({ id: kpi.id })
      .from(kpi)
      .where(authorityId === null ? undefined : inArray(kpi.authorityId, await ownersUsed(on, authorityId)));
    return counted(on, outcome, inArray(outcome.kpiId, owned), most);
  }
  let found = 0;
  for (const table of [budgetLine, commitment, commitmentAmount]) {
    if (found < most) found += await counted(on, table, authorityId === null ? undefined : eq(table.authorityId, authorityId), most - found);
  }
  return found;
}

async function counted(on: On, table: Table, where: SQL | undefined, most: number): Promise<number> {
  const some = on.q
    .select({ one: sql`1`.as("one") })
    .from(table)
    .where(where)
    .limit(most)
    .as("some");
  const [found] = await on.q.select({ rows: count() }).from(some);
  return found?.rows ?? 0;
}
