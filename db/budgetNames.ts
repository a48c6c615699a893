// What an authority's budgets hold by the names that people know them by, for whoever reads a table of somebody's.
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { On } from "./engine/open.ts";
import { mayRead, readable, type Viewer } from "./viewer.ts";

/** The names of authorities' drafts, by the authority's id, in the order in which they were made. */
export async function draftNames(on: On, viewer: Viewer, authorityIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { budgetVersion } = on.t;
  const names = new Map<string, string[]>(authorityIds.map((id) => [id, []]));
  const found = await on.q
    .select({ authorityId: budgetVersion.authorityId, name: budgetVersion.name })
    .from(budgetVersion)
    .where(and(readable(viewer, budgetVersion.authorityId), inArray(budgetVersion.authorityId, [...authorityIds]), eq(budgetVersion.state, "draft")))
    .orderBy(budgetVersion.createdAt, budgetVersion.id);
  for (const { authorityId, name } of found) names.get(authorityId)?.push(name);
  return names;
}

export interface NamedAmount {
  readonly costCentre: string;
  readonly year: string;
  readonly amountPence: number;
}

/** Every amount of a version. */
export async function amountsByName(on: On, viewer: Viewer, authorityId: string, versionName: string): Promise<NamedAmount[]> {
  if (!mayRead(viewer, authorityId)) return [];
  const query = on.prepared("amountsByName", ({ q, t: { budgetVersion, budgetLine, costCentre } }) =>
    q
      .select({ costCentre: costCentre.name, year: budgetLine.year, amountPence: budgetLine.amountPence })
      .from(budgetLine)
      .innerJoin(budgetVersion, eq(budgetLine.versionId, budgetVersion.id))
      .innerJoin(costCentre, eq(budgetLine.costCentreId, costCentre.id))
      .where(and(eq(budgetVersion.authorityId, sql.placeholder("authorityId")), eq(budgetVersion.name, sql.placeholder("versionName")), isNull(costCentre.removedAt))),
  );
  return query.execute({ authorityId, versionName });
}

export interface NamedCommitment {
  readonly name: string;
  readonly provider: string | null;
  readonly weeklyRatePounds: string | null;
}

/** An authority's commitments by their names, with whose they are and at which price. */
export async function commitmentsNamed(on: On, viewer: Viewer, authorityId: string): Promise<NamedCommitment[]> {
  if (!mayRead(viewer, authorityId)) return [];
  const query = on.prepared("commitmentsNamed", ({ q, t: { commitment } }) =>
    q
      .select({ name: commitment.name, provider: commitment.provider, weeklyRatePounds: commitment.weeklyRatePounds })
      .from(commitment)
      .where(eq(commitment.authorityId, sql.placeholder("authorityId"))),
  );
  return query.execute({ authorityId });
}
