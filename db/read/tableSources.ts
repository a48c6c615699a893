// What an authority holds that tables can be made of: names and ids alone, so that a list of its tables reads no figure.
import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { BudgetVersion } from "../budgets.ts";
import type { On } from "../engine/open.ts";
import { decisions } from "../options.ts";
import { ownersRead } from "../publishers.ts";
import type { Row } from "../tables.ts";
import { readable, type Viewer } from "../viewer.ts";
import { ownedBy } from "../write/owners.ts";
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
export async function tableSources(on: On, viewer: Viewer, authority: Named & Pick<Row<"authority">, "oldCode" | "gssCode">): Promise<TableSources> {
  const { t, q } = on;
  const owners = await ownersRead(on, viewer, authority.id);
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
  const found = (table: typeof outcome | typeof placementActivity, where: SQL | undefined) =>
    exists(
      q
        .select({ one: sql`1` })
        .from(table as typeof outcome)
        .where(where),
    );
  // Of what publishers share, what the authority has itself is listed once, as its own.
  const shared = (table: { authorityId: AnyPgColumn }) => and(readable(viewer, table.authorityId), ownedBy(table.authorityId, owners));
  const ofThese = (table: { authorityId: AnyPgColumn }) => ownedBy(table.authorityId, owners);
  const itself = or(
    eq(kpiSubject.name, authority.name),
    authority.gssCode === null ? undefined : eq(kpiSubject.gssCode, authority.gssCode),
    authority.oldCode === null ? undefined : eq(kpiSubject.oldCode, authority.oldCode),
  );
  const ownSubjects = or(
    and(eq(kpiSubject.authorityId, authority.id), inArray(kpiSubject.kind, ["partnership", "arrangement", "lot"])),
    and(eq(kpiSubject.kind, "authority"), itself),
  );
  const partnerships = await inOrder("partnership");
  const hasOutcomes = or(found(outcome, and(eq(outcome.kpiId, kpi.id), ofThese(outcome))), and(isNotNull(kpi.computed), found(placementActivity, ofThese(placementActivity))));
  const subjectHas = or(
    found(outcome, and(eq(outcome.subjectId, kpiSubject.id), ofThese(outcome))),
    found(placementActivity, and(eq(placementActivity.subjectId, kpiSubject.id), ofThese(placementActivity))),
  );
  return {
    authorityId: authority.id,
    versions: versions.map((version) => ({ ...version, hasVirements: moved.some(({ id }) => id === version.id) })),
    monitored: versions.length === 0 ? null : await monitoredVersion(on, viewer, authority),
    blockCases: await inOrder("blockCase"),
    partnerships: partnerships.map((partnership) => ({ ...partnership, periods: periods.filter(({ partnershipId }) => partnershipId === partnership.id) })),
    decisions: (await decisions(on, viewer, authority.id)).map(({ decision }) => decision),
    kpis: once(
      await q
        .select({ id: kpi.id, name: kpi.name, version: kpi.version, code: kpi.code, owner: kpi.authorityId, has: sql<unknown>`${hasOutcomes}` })
        .from(kpi)
        .where(owners.length === 1 ? and(shared(kpi), hasOutcomes) : shared(kpi))
        .orderBy(asc(kpi.position), asc(kpi.id)),
      owners,
      ({ code, version }) => `${version} ${code}`,
    ),
    subjects: once(
      await q
        .select({ id: kpiSubject.id, name: kpiSubject.name, kind: kpiSubject.kind, owner: kpiSubject.authorityId, has: sql<unknown>`${subjectHas}` })
        .from(kpiSubject)
        .where(owners.length === 1 ? and(shared(kpiSubject), ownSubjects, subjectHas) : and(shared(kpiSubject), ownSubjects))
        .orderBy(asc(kpiSubject.position), asc(kpiSubject.id)),
      owners,
      ({ kind, id }) => (kind === "authority" ? "itself" : id),
    ),
    publication: (await inOrder("outcomePublication"))[0] ?? null,
    has: {
      commitments: await any("commitment", isNull(t.commitment.optionId)),
      arrangements: await any("arrangement"),
      benefits: await any("benefit"),
      printedFigures: await any("printedFigure"),
    },
  };
}

/** Those that have something, own first and each once: what an owner has counts for the one that comes first. */
function once<Item extends Named & { owner: string; has: unknown }>(rows: readonly Item[], owners: readonly string[], keyOf: (item: Item) => string): Item[] {
  const inOrder = owners.flatMap((owner) => rows.filter((row) => row.owner === owner));
  const has = new Set(inOrder.flatMap((row) => (row.has ? [keyOf(row)] : [])));
  return inOrder.filter((row, index) => has.has(keyOf(row)) && inOrder.findIndex((other) => keyOf(other) === keyOf(row)) === index);
}
