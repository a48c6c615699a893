// What an authority holds that tables can be made of: names and ids alone, so that a list of its tables reads no figure.
import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { BudgetVersion } from "../budgets.ts";
import type { On } from "../engine/open.ts";
import { decisions } from "../options.ts";
import type { Row } from "../tables.ts";
import { readable, type Viewer } from "../viewer.ts";
import { monitoredVersion } from "./monitored.ts";

export interface Named {
  id: string;
  name: string;
}

export interface TableSources {
  authorityId: string;
  /** The newest first. */
  versions: (Named & { hasVirements: boolean })[];
  /** The version that budget is monitored in; null where there is none at all. */
  monitored: BudgetVersion | null;
  blockCases: Named[];
  /** Each with its settlement periods, the earliest first. */
  partnerships: (Named & { periods: Named[] })[];
  decisions: string[];
  /** Those that have outcomes, or something to compute them from. */
  kpis: (Named & Pick<Row<"kpi">, "version">)[];
  /** Those who have outcomes: the authority itself, its partnerships, arrangements and lots. */
  subjects: Named[];
  /** The publication that outcomes are shown as where nothing else is said. */
  publication: Named | null;
  /** Whether there is at least one of each. */
  has: { commitments: boolean; arrangements: boolean; benefits: boolean; printedFigures: boolean };
}

/** The caller has checked that the viewer may read the authority. */
export async function tableSources(on: On, viewer: Viewer, authority: Named): Promise<TableSources> {
  const { t, q } = on;
  const own = (table: { authorityId: AnyPgColumn }) => and(readable(viewer, table.authorityId), eq(table.authorityId, authority.id));
  const inOrder = (name: "blockCase" | "partnership" | "outcomePublication") => {
    const table = t[name] as typeof t.blockCase;
    return q.select({ id: table.id, name: table.name }).from(table).where(own(table)).orderBy(asc(table.position), asc(table.id));
  };
  const any = async (name: "commitment" | "arrangement" | "benefit" | "printedFigure", more?: SQL) => {
    const table = t[name] as typeof t.commitment;
    return (
      (
        await q
          .select({ id: table.id })
          .from(table)
          .where(and(own(table), more))
          .limit(1)
      ).length > 0
    );
  };

  const { budgetVersion, virement, settlementPeriod, kpi, kpiSubject, outcome, placementActivity } = t;
  const versions = await q
    .select({ id: budgetVersion.id, name: budgetVersion.name })
    .from(budgetVersion)
    .where(own(budgetVersion))
    .orderBy(desc(budgetVersion.createdAt), desc(budgetVersion.id));
  const moved = await q.selectDistinct({ id: virement.versionId }).from(virement).where(own(virement));
  const periods = await q
    .select({ id: settlementPeriod.id, name: settlementPeriod.name, partnershipId: settlementPeriod.partnershipId })
    .from(settlementPeriod)
    .where(own(settlementPeriod))
    .orderBy(asc(settlementPeriod.startsOn), asc(settlementPeriod.id));
  const found = (table: typeof outcome | typeof placementActivity, where: SQL) =>
    exists(
      q
        .select({ one: sql`1` })
        .from(table as typeof outcome)
        .where(where),
    );
  const ownSubjects = or(inArray(kpiSubject.kind, ["partnership", "arrangement", "lot"]), and(eq(kpiSubject.kind, "authority"), eq(kpiSubject.name, authority.name)));
  const partnerships = await inOrder("partnership");
  return {
    authorityId: authority.id,
    versions: versions.map((version) => ({ ...version, hasVirements: moved.some(({ id }) => id === version.id) })),
    monitored: versions.length === 0 ? null : await monitoredVersion(on, viewer, authority),
    blockCases: await inOrder("blockCase"),
    partnerships: partnerships.map((partnership) => ({ ...partnership, periods: periods.filter(({ partnershipId }) => partnershipId === partnership.id) })),
    decisions: (await decisions(on, viewer, authority.id)).map(({ decision }) => decision),
    kpis: await q
      .select({ id: kpi.id, name: kpi.name, version: kpi.version })
      .from(kpi)
      .where(
        and(own(kpi), or(found(outcome, eq(outcome.kpiId, kpi.id)), and(isNotNull(kpi.computed), found(placementActivity, eq(placementActivity.authorityId, kpi.authorityId))))),
      )
      .orderBy(asc(kpi.position), asc(kpi.id)),
    subjects: await q
      .select({ id: kpiSubject.id, name: kpiSubject.name })
      .from(kpiSubject)
      .where(and(own(kpiSubject), ownSubjects, or(found(outcome, eq(outcome.subjectId, kpiSubject.id)), found(placementActivity, eq(placementActivity.subjectId, kpiSubject.id)))))
      .orderBy(asc(kpiSubject.position), asc(kpiSubject.id)),
    publication: (await inOrder("outcomePublication"))[0] ?? null,
    has: {
      commitments: await any("commitment", isNull(t.commitment.optionId)),
      arrangements: await any("arrangement"),
      benefits: await any("benefit"),
      printedFigures: await any("printedFigure"),
    },
  };
}
