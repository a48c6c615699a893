// What an authority's budget is monitored against: the version that is approved, its cost centres and their lines.
import { and, asc, desc, eq, gte, lte, sql } from "drizzle-orm";
import { type BudgetVersion, currentVersion } from "../budgets.ts";
import type { On } from "../engine/open.ts";
import { readable, type Viewer } from "../viewer.ts";
import { Refusal } from "../write/refusal.ts";
import { publishedFacts } from "./mediumTermFacts.ts";

const given = (name: string) => sql.placeholder(name);

/** The approved version; where none is, the one that an officer is at work on. @throws Refusal NOT_FOUND where there is none at all. */
export async function monitoredVersion(on: On, viewer: Viewer, authority: { id: string; name: string }): Promise<BudgetVersion> {
  const { budgetVersion } = on.t;
  const [approved] = await on.q
    .select()
    .from(budgetVersion)
    .where(and(readable(viewer, budgetVersion.authorityId), eq(budgetVersion.authorityId, authority.id), eq(budgetVersion.state, "approved")))
    .orderBy(desc(budgetVersion.publishedAt), desc(budgetVersion.id))
    .limit(1);
  const version = approved ?? (await currentVersion(on, viewer, authority.id));
  if (!version) throw new Refusal("NOT_FOUND", "version", `${authority.name} has no budget version yet. Start one, and its budget can be monitored.`);
  return version;
}

export interface MonitoredBudget {
  /** Those that were removed, or came after a version was published, stand in its table only where something is held of them. */
  costCentres: { id: string; name: string; serviceGroup: string | null; onlyIfHeld: boolean }[];
  lines: { costCentreId: string; year: string; amountPence: number }[];
}

/**
 * A version's cost centres and its lines of some years: of a published one as they were published, with those cost centres behind them that
 * came later. The caller has checked that the viewer may read the version.
 */
export async function monitoredBudget(on: On, { id: versionId, authorityId, publishedAt }: BudgetVersion, fromYear: string, toYear: string): Promise<MonitoredBudget> {
  const centres = await on
    .prepared("monitoredCentres", ({ q, t: { costCentre: c } }) =>
      q
        .select({ id: c.id, name: c.name, serviceGroup: c.serviceGroup, removedAt: c.removedAt })
        .from(c)
        .where(eq(c.authorityId, given("authorityId")))
        .orderBy(asc(c.position), asc(c.id)),
    )
    .execute({ authorityId });
  const published = publishedAt === null ? null : await publishedFacts(on, versionId);
  if (published) {
    const known = new Set(published.costCentres.map(({ id }) => id));
    return {
      costCentres: [
        ...published.costCentres.map((centre) => ({ ...centre, onlyIfHeld: false })),
        ...centres.filter(({ id }) => !known.has(id)).map(({ removedAt: _, ...centre }) => ({ ...centre, onlyIfHeld: true })),
      ],
      lines: published.lines.filter(({ year }) => year >= fromYear && year <= toYear),
    };
  }
  const lines = await on
    .prepared("monitoredLines", ({ q, t: { budgetLine: l } }) =>
      q
        .select({ costCentreId: l.costCentreId, year: l.year, amountPence: l.amountPence })
        .from(l)
        .where(and(eq(l.versionId, given("versionId")), gte(l.year, given("fromYear")), lte(l.year, given("toYear")))),
    )
    .execute({ versionId, fromYear, toYear });
  return { costCentres: centres.map(({ removedAt, ...centre }) => ({ ...centre, onlyIfHeld: removedAt !== null })), lines };
}
