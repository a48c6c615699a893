// Cost centres: where an authority's budget is held, in the order that its tables print them.
import { and, eq, inArray, isNull, max } from "drizzle-orm";
import type { On } from "./engine/open.ts";
import { contains, type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./read/paging.ts";
import type { Row } from "./tables.ts";
import { readable, requireChange, type Viewer } from "./viewer.ts";
import { arrangement, placedRows } from "./write/arranging.ts";
import { type Change, fieldChanges, insertion, type Kept } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { Refusal } from "./write/refusal.ts";
import { refuseIfMovedSince } from "./write/seen.ts";

export interface CostCentreFilter {
  authorityId: string;
  nameContains?: string | null | undefined;
  serviceGroup?: string | null | undefined;
  fundingSource?: Row<"costCentre">["fundingSource"] | null | undefined;
  by?: "position" | "name";
}

export async function costCentres(on: On, viewer: Viewer, filter: CostCentreFilter, args: PageArgs): Promise<Page<Row<"costCentre">>> {
  const { costCentre } = on.t;
  const by = filter.by ?? "position";
  const rows = await on.q
    .select()
    .from(costCentre)
    .where(
      and(
        readable(viewer, costCentre.authorityId),
        eq(costCentre.authorityId, filter.authorityId),
        isNull(costCentre.removedAt),
        contains(costCentre.name, filter.nameContains),
        filter.serviceGroup ? eq(costCentre.serviceGroup, filter.serviceGroup) : undefined,
        filter.fundingSource ? eq(costCentre.fundingSource, filter.fundingSource) : undefined,
        pageStart(costCentre[by], costCentre.id, args),
      ),
    )
    .orderBy(...pageOrder(costCentre[by], costCentre.id, args))
    .limit(pageLimit(args));
  return page(rows, by, args);
}

/** @throws Refusal NOT_FOUND, the same for a cost centre that the viewer may not see. */
export async function costCentresById(on: On, viewer: Viewer, authorityId: string, ids: readonly string[], field: string): Promise<Map<string, Row<"costCentre">>> {
  const found = await costCentresAmong(on, viewer, authorityId, ids);
  if (ids.some((id) => !found.has(id))) throw new Refusal("NOT_FOUND", field, "There is no such cost centre in this authority.");
  return found;
}

/** Those of these cost centres that there are. */
export async function costCentresAmong(on: On, viewer: Viewer, authorityId: string, ids: readonly string[]): Promise<Map<string, Row<"costCentre">>> {
  const { costCentre } = on.t;
  const found = new Map<string, Row<"costCentre">>();
  for (let start = 0; start < ids.length; start += 400) {
    const rows = await on.q
      .select()
      .from(costCentre)
      .where(
        and(readable(viewer, costCentre.authorityId), eq(costCentre.authorityId, authorityId), isNull(costCentre.removedAt), inArray(costCentre.id, ids.slice(start, start + 400))),
      );
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}

export type CostCentreNamed = Pick<Row<"costCentre">, "id" | "name" | "code">;

/** All of an authority's cost centres, by what a file may call them. */
export function costCentresNamed(on: On, viewer: Viewer, authorityId: string): Promise<CostCentreNamed[]> {
  const { costCentre } = on.t;
  return on.q
    .select({ id: costCentre.id, name: costCentre.name, code: costCentre.code })
    .from(costCentre)
    .where(and(readable(viewer, costCentre.authorityId), eq(costCentre.authorityId, authorityId), isNull(costCentre.removedAt)));
}

/** The names of all of an authority's cost centres. */
export async function costCentreNames(on: On, viewer: Viewer, authorityId: string): Promise<Set<string>> {
  const { costCentre } = on.t;
  const rows = await on.q
    .select({ name: costCentre.name })
    .from(costCentre)
    .where(and(readable(viewer, costCentre.authorityId), eq(costCentre.authorityId, authorityId), isNull(costCentre.removedAt)));
  return new Set(rows.map(({ name }) => name));
}

export interface NewCostCentre {
  id: string;
  name: string;
  code: string | null;
  serviceGroup: string | null;
  fundingSource: Row<"costCentre">["fundingSource"];
  /** First amounts, in the version that the officer has open. */
  lines: { id: string; year: string; amountPence: number; entered?: string | null }[];
}

/** Adds cost centres behind those there are, or before one of them, with their first amounts in one version, as one batch. */
export async function addCostCentres(on: On, viewer: Viewer, authorityId: string, versionId: string, added: readonly NewCostCentre[], before?: string | null): Promise<Kept> {
  requireChange(viewer, authorityId);
  const { budgetVersion } = on.t;
  const [version] = await on.q
    .select()
    .from(budgetVersion)
    .where(and(eq(budgetVersion.id, versionId), eq(budgetVersion.authorityId, authorityId)));
  if (!version) throw new Refusal("NOT_FOUND", "version", "There is no such budget version in this authority.");
  const why = added.length === 1 ? `Add ${added[0]?.name}` : `Add ${added.length} cost centres`;
  const changes = [...(await newCostCentres(on, authorityId, versionId, added, "rows")), ...(before ? await placesBefore(on, authorityId, added, before) : [])];
  return applyBatch(on, viewer, { authorityId, why, changes });
}

/** The changes that add cost centres behind those there are, for a batch of their own or a larger one. `at` is where the caller named them. */
export async function newCostCentres(on: On, authorityId: string, versionId: string, added: readonly NewCostCentre[], at: string): Promise<Change[]> {
  const refusal = (await newNameRefusals(on, authorityId, added, at)).find((each) => each !== null);
  if (refusal) throw refusal;
  const { costCentre } = on.t;
  const [last] = await on.q
    .select({ position: max(costCentre.position) })
    .from(costCentre)
    .where(eq(costCentre.authorityId, authorityId));
  const start = Math.floor(last?.position ?? 0) + 1;
  const centres = added.map(({ lines: _, ...row }, index) => insertion("costCentre", { ...row, authorityId, position: start + index }, `${at}[${index}].name`));
  const lines = added.flatMap((row, index) =>
    row.lines.map((line) => insertion("budgetLine", { ...line, authorityId, versionId, costCentreId: row.id }, `${at}[${index}].amounts`)),
  );
  return [...centres, ...lines];
}

/** Of each new cost centre, why its name is refused; null where it is free. */
export async function newNameRefusals(on: On, authorityId: string, added: readonly { name: string }[], at: string): Promise<(Refusal | null)[]> {
  const { costCentre } = on.t;
  const names = added.map(({ name }) => name);
  const held = new Map<string, string | null>();
  for (let start = 0; start < names.length; start += 400) {
    const rows = await on.q
      .select({ name: costCentre.name, removedAt: costCentre.removedAt })
      .from(costCentre)
      .where(and(eq(costCentre.authorityId, authorityId), inArray(costCentre.name, names.slice(start, start + 400))));
    for (const { name, removedAt } of rows) held.set(name, removedAt);
  }
  const seen = new Set<string>();
  return names.map((name, index) => {
    const refused = (sentence: string) => new Refusal("DUPLICATE", `${at}[${index}].name`, sentence);
    const removed = held.get(name);
    if (removed) return refused(`“${name}” was removed, and published versions still have it. Undo its removal, or choose another name.`);
    if (removed === null) return refused(`There is already a cost centre “${name}”. Choose another name.`);
    if (seen.has(name)) return refused(`“${name}” is named twice here. Each cost centre has a name of its own.`);
    seen.add(name);
    return null;
  });
}

/** The changes that put rows that this batch makes before one that is there. */
async function placesBefore(on: On, authorityId: string, added: readonly NewCostCentre[], before: string): Promise<Change[]> {
  const rows = await placedRows(on, "costCentre", authorityId);
  const last = rows.reduce((highest, { position }) => Math.max(highest, position), 0);
  const made = added.map(({ id, name, serviceGroup }, index) => ({ id, name, group: serviceGroup, position: Math.floor(last) + 1 + index }));
  return arrangement("costCentre", [...rows, ...made], { ids: made.map(({ id }) => id), before });
}

export type CostCentreFields = Partial<Pick<Row<"costCentre">, "name" | "code" | "serviceGroup" | "fundingSource" | "position">>;

export async function changeCostCentre(on: On, viewer: Viewer, id: string, wanted: CostCentreFields, seen: number): Promise<Kept> {
  const { costCentre } = on.t;
  const [current] = await on.q
    .select()
    .from(costCentre)
    .where(and(readable(viewer, costCentre.authorityId), eq(costCentre.id, id)));
  if (!current) throw new Refusal("NOT_FOUND", "id", "There is no such cost centre, or you may not see it.");
  requireChange(viewer, current.authorityId);
  await refuseIfMovedSince(on, current.authorityId, [id], seen, "id");
  return applyBatch(on, viewer, { authorityId: current.authorityId, why: `Change ${current.name}`, changes: fieldChanges("costCentre", id, current, wanted, "input") });
}
