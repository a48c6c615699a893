// Virements: reading the register, moving budget, and taking a move back by an opposite one.
import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, max, type SQL, sql } from "drizzle-orm";
import { type BudgetVersion, versionById } from "./budgets.ts";
import { costCentresById } from "./costCentres.ts";
import type { On } from "./engine/open.ts";
import { type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./read/paging.ts";
import type { Row } from "./tables.ts";
import { readable, requireChange, type Viewer } from "./viewer.ts";
import { insertion, type Kept } from "./write/change.ts";
import { applyBatch } from "./write/changes.ts";
import { partsOf } from "./write/parts.ts";
import { Refusal } from "./write/refusal.ts";

export interface VirementWithLines extends Row<"virement"> {
  lines: Row<"virementLine">[];
  /** The virement that took it back, where one did. */
  reversedById: string | null;
}

export interface VirementFilter {
  authorityId: string;
  versionId?: string | null | undefined;
  /** Only those that say this year. */
  year?: string | null | undefined;
  costCentreId?: string | null | undefined;
}

async function withLines(on: On, rows: readonly Row<"virement">[]): Promise<VirementWithLines[]> {
  const ids = rows.map((row) => row.id);
  const lines = await partsOf(on, "virementLine", "virementId", ids);
  const { virement } = on.t;
  const authorityIds = [...new Set(rows.map((row) => row.authorityId))];
  const reversals =
    ids.length === 0
      ? []
      : await on.q
          .select({ id: virement.id, reversesId: virement.reversesId })
          .from(virement)
          .where(and(inArray(virement.authorityId, authorityIds), inArray(virement.reversesId, ids)));
  return rows.map((row) => ({ ...row, lines: lines.get(row.id) ?? [], reversedById: reversals.find((each) => each.reversesId === row.id)?.id ?? null }));
}

/** The register, the newest virement first; `descending` reads it backwards, the oldest first. */
export async function virements(on: On, viewer: Viewer, filter: VirementFilter, args: PageArgs): Promise<Page<VirementWithLines>> {
  const { virement, virementLine } = on.t;
  const inOrder = { ...args, descending: !args.descending };
  const ofCentre: SQL | undefined = filter.costCentreId
    ? inArray(virement.id, on.q.select({ id: virementLine.virementId }).from(virementLine).where(eq(virementLine.costCentreId, filter.costCentreId)))
    : undefined;
  const rows = await on.q
    .select()
    .from(virement)
    .where(
      and(
        readable(viewer, virement.authorityId),
        eq(virement.authorityId, filter.authorityId),
        filter.versionId ? eq(virement.versionId, filter.versionId) : undefined,
        filter.year ? eq(virement.year, filter.year) : undefined,
        ofCentre,
        pageStart(virement.number, virement.id, inOrder),
      ),
    )
    .orderBy(...pageOrder(virement.number, virement.id, inOrder))
    .limit(pageLimit(inOrder));
  return page(await withLines(on, rows), "number", inOrder);
}

/** @throws Refusal NOT_FOUND, the same for a virement that the viewer may not see. */
export async function virementById(on: On, viewer: Viewer, id: string): Promise<VirementWithLines> {
  const { virement } = on.t;
  const [found] = await withLines(
    on,
    await on.q
      .select()
      .from(virement)
      .where(and(readable(viewer, virement.authorityId), eq(virement.id, id))),
  );
  if (!found) throw new Refusal("NOT_FOUND", "id", "There is no such virement, or you may not see it.");
  return found;
}

/** What virements move between the cost centres of a version, a row a line, the oldest first. The caller has checked that the viewer may read the version. */
export function movementsOf(on: On, { id: versionId, authorityId }: Pick<BudgetVersion, "id" | "authorityId">) {
  return on
    .prepared("movementsOf", ({ q, t: { virement: v, virementLine: l } }) =>
      q
        .select({ number: v.number, year: v.year, permanent: v.permanent, costCentreId: l.costCentreId, amountPence: l.amountPence })
        .from(v)
        .innerJoin(l, eq(l.virementId, v.id))
        .where(and(eq(v.versionId, sql.placeholder("versionId")), eq(l.authorityId, sql.placeholder("authorityId"))))
        .orderBy(asc(v.number), asc(l.position), asc(l.id)),
    )
    .execute({ versionId, authorityId });
}

export interface StatedVirement extends Pick<Row<"virement">, "versionId" | "year" | "permanent" | "approver" | "reference" | "approvedOn" | "reason"> {
  lines: { costCentreId: string; amountPence: number }[];
}

/** The version that budget is to be moved in. @throws Refusal where it takes no virements. */
export async function virementVersion(on: On, viewer: Viewer, versionId: string, authorityId: string): Promise<BudgetVersion> {
  const version = await versionById(on, viewer, versionId, authorityId);
  requireChange(viewer, authorityId);
  if (version.state === "superseded")
    throw new Refusal("PUBLISHED", "input.version", `${version.name} has been superseded by a later version. Move budget in the version that is approved now.`);
  return version;
}

/** Moves budget: `stated` has been checked to balance, and `check` is what is yet to be checked. */
export async function createVirement(on: On, viewer: Viewer, authorityId: string, id: string, stated: StatedVirement, check: () => Promise<void>): Promise<Kept> {
  requireChange(viewer, authorityId);
  await costCentresById(
    on,
    viewer,
    authorityId,
    stated.lines.map((line) => line.costCentreId),
    "input.lines",
  );
  await check();
  return keep(on, viewer, authorityId, id, { ...stated, reversesId: null }, (number) => `Virement ${number}: ${stated.reference}`);
}

/** Takes a virement back by an opposite one, with its own approval. The first stays in the register. */
export async function reverseVirement(
  on: On,
  viewer: Viewer,
  held: VirementWithLines,
  id: string,
  stated: Pick<StatedVirement, "approver" | "reference" | "approvedOn" | "reason">,
  check: () => Promise<void>,
): Promise<Kept> {
  requireChange(viewer, held.authorityId);
  if (held.reversedById !== null) throw new Refusal("IN_USE", "id", `Virement ${held.number} has been reversed already. A virement is reversed once.`);
  if (held.reversesId !== null) throw new Refusal("IN_USE", "id", `Virement ${held.number} is itself a reversal. Enter a new virement instead.`);
  await check();
  const { versionId, year, permanent } = held;
  const lines = held.lines.map(({ costCentreId, amountPence }) => ({ costCentreId, amountPence: -amountPence }));
  const row = { ...stated, versionId, year, permanent, lines, reversesId: held.id };
  return keep(on, viewer, held.authorityId, id, row, (number) => `Virement ${number}, which reverses virement ${held.number}: ${stated.reference}`);
}

async function keep(
  on: On,
  viewer: Viewer,
  authorityId: string,
  id: string,
  { lines, ...row }: StatedVirement & { reversesId: string | null },
  why: (number: number) => string,
): Promise<Kept> {
  const { virement } = on.t;
  const [last] = await on.q
    .select({ number: max(virement.number) })
    .from(virement)
    .where(eq(virement.authorityId, authorityId));
  const number = Number(last?.number ?? 0) + 1;
  const changes = [
    insertion("virement", { ...row, id, authorityId, number }, "input"),
    ...lines.map((line, index) => insertion("virementLine", { ...line, id: randomUUID(), virementId: id, position: index + 1 }, `input.lines[${index}]`)),
  ];
  return applyBatch(on, viewer, { authorityId, why: why(number), changes });
}

/** Whether a cost centre is named by a virement or a forecast, so that it cannot be removed. */
export async function isMonitored(on: On, authorityId: string, costCentreId: string): Promise<boolean> {
  const { virementLine: l, forecast: f } = on.t;
  const [moved] = await on.q
    .select({ id: l.id })
    .from(l)
    .where(and(eq(l.authorityId, authorityId), eq(l.costCentreId, costCentreId)))
    .limit(1);
  const [forecast] = await on.q
    .select({ id: f.id })
    .from(f)
    .where(and(eq(f.authorityId, authorityId), eq(f.costCentreId, costCentreId)))
    .limit(1);
  return Boolean(moved ?? forecast);
}
