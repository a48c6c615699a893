// Budget versions and their lines: what each cost centre is given in each year, and the versions that a plan goes through.
import { randomUUID } from "node:crypto";
import { and, desc, eq, gte, isNotNull, lte, notInArray, sql } from "drizzle-orm";
import type { On } from "./engine/open.ts";
import { lastNumber } from "./read/numbers.ts";
import { type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./read/paging.ts";
import type { FactTable, Row } from "./tables.ts";
import { mayRead, readable, requireChange, type Viewer } from "./viewer.ts";
import { type Change, fieldChanges, insertion, type Kept } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { Refusal } from "./write/refusal.ts";
import { refuseIfMovedSince, refuseIfTablesMovedSince } from "./write/seen.ts";

export type BudgetVersion = Row<"budgetVersion">;

export async function budgetVersions(
  on: On,
  viewer: Viewer,
  filter: { authorityId: string; state?: BudgetVersion["state"] | null | undefined },
  args: PageArgs,
): Promise<Page<BudgetVersion>> {
  const { budgetVersion } = on.t;
  const rows = await on.q
    .select()
    .from(budgetVersion)
    .where(
      and(
        readable(viewer, budgetVersion.authorityId),
        eq(budgetVersion.authorityId, filter.authorityId),
        filter.state ? eq(budgetVersion.state, filter.state) : undefined,
        pageStart(budgetVersion.createdAt, budgetVersion.id, args),
      ),
    )
    .orderBy(...pageOrder(budgetVersion.createdAt, budgetVersion.id, args))
    .limit(pageLimit(args));
  return page(rows, "createdAt", args);
}

/** @throws Refusal NOT_FOUND, the same for a version that the viewer may not see. */
export async function versionById(on: On, viewer: Viewer, id: string, authorityId?: string): Promise<BudgetVersion> {
  const query = on.prepared("versionById", ({ q, t }) =>
    q
      .select()
      .from(t.budgetVersion)
      .where(eq(t.budgetVersion.id, sql.placeholder("id"))),
  );
  const [found] = await query.execute({ id });
  if (!found || !mayRead(viewer, found.authorityId) || (authorityId !== undefined && found.authorityId !== authorityId)) {
    throw new Refusal("NOT_FOUND", "version", noSuchVersion);
  }
  on.noteRead?.(found.authorityId);
  return found;
}

export interface VersionOfTable {
  authority: Row<"authority">;
  /** The version named; where none is, the one that an officer is at work on; null where there is none. */
  version: BudgetVersion | null;
  /** The authority's. */
  dataVersion: number;
}

/** What a table of a version begins with, in one query. @throws Refusal NOT_FOUND, the same for what the viewer may not see. */
export async function versionOfTable(on: On, viewer: Viewer, authorityId: string, versionId: string | undefined): Promise<VersionOfTable> {
  const query = on.prepared("versionOfTable", (own) => {
    const { authority, budgetVersion } = own.t;
    return own.q
      .select({ authority, version: budgetVersion, dataVersion: lastNumber(own, "dataVersion") })
      .from(authority)
      .leftJoin(budgetVersion, eq(budgetVersion.authorityId, authority.id))
      .where(eq(authority.id, sql.placeholder("authorityId")))
      .orderBy(desc(budgetVersion.createdAt), desc(budgetVersion.id));
  });
  const rows = await query.execute({ authorityId });
  const [first] = rows;
  if (!first || !mayRead(viewer, authorityId)) throw new Refusal("NOT_FOUND", "authority", "There is no such authority, or you may not see it.");
  on.noteRead?.(authorityId);
  const versions = rows.flatMap(({ version }) => version ?? []);
  const named = versions.find(({ id }) => id === versionId);
  if (versionId !== undefined && !named) throw new Refusal("NOT_FOUND", "version", noSuchVersion);
  return { authority: first.authority, dataVersion: first.dataVersion, version: named ?? atWork(versions) };
}

const noSuchVersion = "There is no such budget version, or you may not see it.";

/** Of versions, the newest first: the newest draft, else the newest of all. */
function atWork(versions: readonly BudgetVersion[]): BudgetVersion | null {
  return versions.find((version) => version.publishedAt === null) ?? versions[0] ?? null;
}

/** The version that an officer is at work on: the newest draft, else the newest of all; null where there is none. */
export async function currentVersion(on: On, viewer: Viewer, authorityId: string): Promise<BudgetVersion | null> {
  const { budgetVersion } = on.t;
  const rows = await on.q
    .select()
    .from(budgetVersion)
    .where(and(readable(viewer, budgetVersion.authorityId), eq(budgetVersion.authorityId, authorityId)))
    .orderBy(desc(budgetVersion.createdAt), desc(budgetVersion.id));
  return atWork(rows);
}

export interface BudgetLineFilter {
  authorityId: string;
  versionId?: string | null | undefined;
  costCentreId?: string | null | undefined;
  fromYear?: string | null | undefined;
  toYear?: string | null | undefined;
}

export async function budgetLines(on: On, viewer: Viewer, filter: BudgetLineFilter, args: PageArgs): Promise<Page<Row<"budgetLine">>> {
  const { budgetLine } = on.t;
  const rows = await on.q
    .select()
    .from(budgetLine)
    .where(
      and(
        readable(viewer, budgetLine.authorityId),
        eq(budgetLine.authorityId, filter.authorityId),
        filter.versionId ? eq(budgetLine.versionId, filter.versionId) : undefined,
        filter.costCentreId ? eq(budgetLine.costCentreId, filter.costCentreId) : undefined,
        filter.fromYear ? gte(budgetLine.year, filter.fromYear) : undefined,
        filter.toYear ? lte(budgetLine.year, filter.toYear) : undefined,
        pageStart(budgetLine.year, budgetLine.id, args),
      ),
    )
    .orderBy(...pageOrder(budgetLine.year, budgetLine.id, args))
    .limit(pageLimit(args));
  return page(rows, "year", args);
}

export interface NewVersion {
  id: string;
  authorityId: string;
  name: string;
  firstYear: string;
  yearCount: number;
  source: string | null;
}

export async function createVersion(on: On, viewer: Viewer, version: NewVersion): Promise<Kept> {
  const row = newVersion(version, null);
  return applyBatch(on, viewer, {
    authorityId: version.authorityId,
    why: `Start ${version.name}`,
    changes: [insertion("budgetVersion", row, "input.name")],
  });
}

/** Copies a version with all its lines as a new draft. */
export async function copyVersion(on: On, viewer: Viewer, copiedId: string, id: string, name: string): Promise<Kept> {
  const copied = await versionById(on, viewer, copiedId);
  requireChange(viewer, copied.authorityId);
  const { budgetLine, costCentre } = on.t;
  const removed = on.q
    .select({ id: costCentre.id })
    .from(costCentre)
    .where(and(eq(costCentre.authorityId, copied.authorityId), isNotNull(costCentre.removedAt)));
  // What was removed since is not worked on any more.
  const lines = await on.q
    .select()
    .from(budgetLine)
    .where(and(eq(budgetLine.versionId, copiedId), notInArray(budgetLine.costCentreId, removed)));
  const { authorityId, firstYear, yearCount } = copied;
  const row = newVersion({ id, authorityId, name, firstYear, yearCount, source: `Copy of ${copied.name}` }, copiedId);
  const changes = [insertion("budgetVersion", row, "name"), ...lines.map((line) => insertion("budgetLine", { ...line, id: randomUUID(), versionId: id }))];
  return applyBatch(on, viewer, { authorityId, why: `Copy ${copied.name} as ${name}`, changes });
}

function newVersion(version: NewVersion, copiedFromId: string | null) {
  return { ...version, state: "draft" as const, copiedFromId, publishedAt: null, publishedBy: null, createdAt: new Date().toISOString() };
}

export type VersionFields = Partial<Pick<BudgetVersion, "name" | "firstYear" | "yearCount" | "source">>;

export async function changeVersion(on: On, viewer: Viewer, id: string, wanted: VersionFields, seen: number): Promise<Kept> {
  const current = await versionById(on, viewer, id);
  requireChange(viewer, current.authorityId);
  await refuseIfMovedSince(on, current.authorityId, [id], seen, "version");
  return applyBatch(on, viewer, { authorityId: current.authorityId, why: `Change ${current.name}`, changes: fieldChanges("budgetVersion", id, current, wanted, "input") });
}

/** What the table of a version is made from. */
const publishedFrom: readonly FactTable[] = [
  "budgetVersion",
  "budgetLine",
  "printedCell",
  "costCentre",
  "commitment",
  "commitmentPlaces",
  "commitmentAmount",
  "commitmentDraw",
  "upliftSeries",
  "upliftRate",
];

/**
 * Publishes a version: keeps the facts that its table is made from as they are now, marks it approved, and marks the version that was approved
 * before it as superseded. `facts` is what `mediumTermFacts` gave in this same transaction.
 */
export async function publishVersion(on: On, viewer: Viewer, version: BudgetVersion, facts: string, seen: number): Promise<Kept> {
  requireChange(viewer, version.authorityId);
  if (version.publishedAt !== null) throw new Refusal("PUBLISHED", "version", `${version.name} has been published already.`);
  await refuseIfTablesMovedSince(on, version.authorityId, publishedFrom, seen, "version");
  const { budgetVersion, publication } = on.t;
  const approved = await on.q
    .select()
    .from(budgetVersion)
    .where(and(eq(budgetVersion.authorityId, version.authorityId), eq(budgetVersion.state, "approved")));
  const changes: Change[] = [
    ...approved.map((before): Change => ({ table: "budgetVersion", id: before.id, field: "state", from: "approved", to: "superseded" })),
    ...fieldChanges("budgetVersion", version.id, version, { state: "approved", publishedAt: new Date().toISOString(), publishedBy: viewer.name }, "version"),
  ];
  const kept = await applyBatch(on, viewer, { authorityId: version.authorityId, why: `Publish ${version.name}`, changes });
  await on.q.insert(publication).values({ versionId: version.id, authorityId: version.authorityId, dataVersion: kept.seen as number, facts });
  return kept;
}

/** A cost centre's amount in a year, as a file states it. */
export interface StatedLine {
  costCentre: string;
  code: string | null;
  serviceGroup: string | null;
  year: string;
  amountPence: number;
  at: string;
}

/**
 * The changes that make a draft's lines those stated; lines that nothing is stated of stay. Cost centres are known by their names, and one
 * that is not there is added at the foot where `mayAdd` says so.
 */
export async function linesAsStated(on: On, version: BudgetVersion, stated: readonly StatedLine[], mayAdd: boolean): Promise<Change[]> {
  if (version.publishedAt !== null) throw new Refusal("PUBLISHED", "map.version", `${version.name} has been published and takes no more changes. Copy it as a new draft.`);
  const centresOf = on.prepared("centresOfAuthority", ({ q, t: { costCentre } }) =>
    q
      .select()
      .from(costCentre)
      .where(eq(costCentre.authorityId, sql.placeholder("authorityId"))),
  );
  const linesOf = on.prepared("linesOfVersion", ({ q, t: { budgetLine } }) =>
    q
      .select()
      .from(budgetLine)
      .where(eq(budgetLine.versionId, sql.placeholder("versionId"))),
  );
  const centres = new Map((await centresOf.execute({ authorityId: version.authorityId })).map((row) => [row.name, row]));
  const held = new Map((await linesOf.execute({ versionId: version.id })).map((row) => [`${row.costCentreId}:${row.year}`, row]));
  const changes: Change[] = [];
  let position = Math.max(0, ...[...centres.values()].map((row) => row.position));
  for (const { costCentre: name, code, serviceGroup, year, amountPence, at } of stated) {
    let centre = centres.get(name);
    if (centre?.removedAt) throw new Refusal("NOT_FOUND", at, `“${name}” was removed. Undo its removal first, or name another.`);
    if (!centre) {
      if (!mayAdd) throw new Refusal("NOT_FOUND", at, `There is no cost centre “${name}”.`);
      position += 1;
      centre = { id: randomUUID(), authorityId: version.authorityId, name, code, serviceGroup, fundingSource: "general fund", position, removedAt: null };
      centres.set(name, centre);
      changes.push(insertion("costCentre", centre, at));
    }
    const line = held.get(`${centre.id}:${year}`);
    // Another amount is no longer what was typed; the same one still is.
    if (line && line.amountPence !== amountPence) changes.push(...fieldChanges("budgetLine", line.id, line, { amountPence, entered: null }, at));
    if (!line) changes.push(insertion("budgetLine", { id: randomUUID(), versionId: version.id, costCentreId: centre.id, year, amountPence }, at));
  }
  return changes;
}

/** A version by its name. @throws Refusal NOT_FOUND. */
export async function versionNamed(on: On, viewer: Viewer, authorityId: string, name: string, field: string): Promise<BudgetVersion> {
  const query = on.prepared("versionNamed", ({ q, t: { budgetVersion } }) =>
    q
      .select()
      .from(budgetVersion)
      .where(and(eq(budgetVersion.authorityId, sql.placeholder("authorityId")), eq(budgetVersion.name, sql.placeholder("name")))),
  );
  const [found] = mayRead(viewer, authorityId) ? await query.execute({ authorityId, name }) : [];
  if (!found) throw new Refusal("NOT_FOUND", field, `There is no budget version “${name.slice(0, 60)}”. Add it first, or name one that there is.`);
  return found;
}
