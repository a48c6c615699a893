// Whose facts an authority may name beside its own: those of the publishers that it uses.
import { asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { On } from "../engine/open.ts";
import type { FactTable } from "../tables.ts";

/** The tables whose rows a publisher shares. */
export const sharedTables: readonly FactTable[] = ["kpi", "kpiSubject"];

/** An authority with the publishers that it uses: itself first, then each in the order in which it took them up. */
export async function ownersUsed(on: On, authorityId: string): Promise<string[]> {
  const query = on.prepared("publishersUsed", ({ q, t: { publisherUse: u } }) =>
    q
      .select({ id: u.publisherId })
      .from(u)
      .where(eq(u.authorityId, sql.placeholder("authorityId")))
      .orderBy(asc(u.position), asc(u.id)),
  );
  const used = (await query.execute({ authorityId })).map(({ id }) => id);
  on.noteRead?.(authorityId, ...used);
  return [authorityId, ...used];
}

export const several = (owners: string | readonly string[]): readonly string[] => (typeof owners === "string" ? [owners] : owners);

/** The condition that keeps a query to the rows of one owner, or of several. */
export function ownedBy(authorityId: AnyPgColumn, owners: string | readonly string[]): SQL {
  const [first = "", ...others] = several(owners);
  return others.length === 0 ? eq(authorityId, first) : inArray(authorityId, [first, ...others]);
}
