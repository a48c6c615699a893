// What an authority's budgets hold by the names that people know them by, for whoever reads a table of somebody's.
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { On } from "./engine/open.ts";
import { mayRead, readable, type Viewer } from "./viewer.ts";
import { inChunks } from "./write/storing.ts";

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
  readonly authorityId: string;
  readonly costCentre: string;
  readonly year: string;
  readonly amountPence: number;
}

/** So many authorities are asked about by one statement. */
const authoritiesAsked = 100;

/** Every amount of one version of each of these authorities: the version by its name, by the authority's id. */
export async function amountsByName(on: On, viewer: Viewer, versions: ReadonlyMap<string, string>): Promise<NamedAmount[]> {
  const { budgetVersion, budgetLine, costCentre } = on.t;
  const amounts: NamedAmount[] = [];
  for (const some of inChunks([...versions], authoritiesAsked)) {
    const [ids, names] = [some.map(([id]) => id), [...new Set(some.map(([, name]) => name))]];
    const found = await on.q
      .select({ authorityId: budgetVersion.authorityId, version: budgetVersion.name, costCentre: costCentre.name, year: budgetLine.year, amountPence: budgetLine.amountPence })
      .from(budgetLine)
      .innerJoin(budgetVersion, eq(budgetLine.versionId, budgetVersion.id))
      .innerJoin(costCentre, eq(budgetLine.costCentreId, costCentre.id))
      .where(and(readable(viewer, budgetVersion.authorityId), inArray(budgetVersion.authorityId, ids), inArray(budgetVersion.name, names), isNull(costCentre.removedAt)));
    for (const { version, ...amount } of found) if (versions.get(amount.authorityId) === version) amounts.push(amount);
  }
  return amounts;
}

/** The names of what each of these authorities has of a kind, by the authority's id: of cost centres those that were not removed. */
export async function namesOfEach(on: On, viewer: Viewer, authorityIds: readonly string[], of: "costCentre" | "commitment"): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Map<string, string[]>(authorityIds.map((id) => [id, []]));
  for (const some of inChunks(authorityIds, authoritiesAsked)) {
    const table = on.t[of];
    const stays = of === "costCentre" ? isNull(on.t.costCentre.removedAt) : undefined;
    const found = await on.q
      .select({ authorityId: table.authorityId, name: table.name })
      .from(table)
      .where(and(readable(viewer, table.authorityId), inArray(table.authorityId, some), stays));
    for (const { authorityId, name } of found) names.get(authorityId)?.push(name);
  }
  return names;
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
