// What an authority's budgets hold by the names that people know them by, for whoever reads a table of somebody's.
import { and, eq, isNull } from "drizzle-orm";
import type { On } from "./engine/open.ts";
import { readable, type Viewer } from "./viewer.ts";

/** The names of an authority's drafts, in the order in which they were made. */
export async function draftNames(on: On, viewer: Viewer, authorityId: string): Promise<string[]> {
  const { budgetVersion } = on.t;
  const found = await on.q
    .select({ name: budgetVersion.name })
    .from(budgetVersion)
    .where(and(readable(viewer, budgetVersion.authorityId), eq(budgetVersion.authorityId, authorityId), eq(budgetVersion.state, "draft")))
    .orderBy(budgetVersion.createdAt, budgetVersion.id);
  return found.map(({ name }) => name);
}

export interface NamedAmount {
  readonly costCentre: string;
  readonly year: string;
  readonly amountPence: number;
}

/** Every amount of a version. */
export async function amountsByName(on: On, viewer: Viewer, authorityId: string, versionName: string): Promise<NamedAmount[]> {
  const { budgetVersion, budgetLine, costCentre } = on.t;
  return on.q
    .select({ costCentre: costCentre.name, year: budgetLine.year, amountPence: budgetLine.amountPence })
    .from(budgetLine)
    .innerJoin(budgetVersion, eq(budgetLine.versionId, budgetVersion.id))
    .innerJoin(costCentre, eq(budgetLine.costCentreId, costCentre.id))
    .where(and(readable(viewer, budgetVersion.authorityId), eq(budgetVersion.authorityId, authorityId), eq(budgetVersion.name, versionName), isNull(costCentre.removedAt)));
}

export interface NamedCommitment {
  readonly name: string;
  readonly provider: string | null;
  readonly weeklyRatePounds: string | null;
}

/** An authority's commitments by their names, with whose they are and at which price. */
export async function commitmentsNamed(on: On, viewer: Viewer, authorityId: string): Promise<NamedCommitment[]> {
  const { commitment } = on.t;
  return on.q
    .select({ name: commitment.name, provider: commitment.provider, weeklyRatePounds: commitment.weeklyRatePounds })
    .from(commitment)
    .where(and(readable(viewer, commitment.authorityId), eq(commitment.authorityId, authorityId)));
}
