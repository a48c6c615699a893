// Figures as reports printed them outside their tables, with the workings that they ought to follow from.
import { and, asc, eq, max } from "drizzle-orm";
import { applyBatch, fieldChanges, insertion, type Kept, removal } from "./changes.ts";
import type { On } from "./open.ts";
import { requireOwn } from "./parts.ts";
import { Refusal } from "./refusal.ts";
import { refuseIfMovedSince } from "./seen.ts";
import type { Row } from "./tables.ts";
import { readable, requireChange, type Viewer } from "./viewer.ts";

export type StatedFigure = Omit<Row<"printedFigure">, "id" | "authorityId" | "position">;

/** An authority's printed figures, in the order of the report. */
export async function printedFigures(on: On, viewer: Viewer, authorityId: string): Promise<Row<"printedFigure">[]> {
  const { printedFigure } = on.t;
  return on.q
    .select()
    .from(printedFigure)
    .where(and(readable(viewer, printedFigure.authorityId), eq(printedFigure.authorityId, authorityId)))
    .orderBy(asc(printedFigure.position), asc(printedFigure.id));
}

async function figureById(on: On, viewer: Viewer, id: string): Promise<Row<"printedFigure">> {
  const { printedFigure } = on.t;
  const [found] = await on.q
    .select()
    .from(printedFigure)
    .where(and(readable(viewer, printedFigure.authorityId), eq(printedFigure.id, id)));
  if (!found) throw new Refusal("NOT_FOUND", "id", "There is no such figure, or you may not see it.");
  return found;
}

export async function createPrintedFigure(on: On, viewer: Viewer, authorityId: string, id: string, stated: StatedFigure): Promise<Kept> {
  requireChange(viewer, authorityId);
  await requireOwn(on, authorityId, "arrangement", stated.arrangementId, "input.arrangementId");
  const { printedFigure } = on.t;
  const [last] = await on.q
    .select({ position: max(printedFigure.position) })
    .from(printedFigure)
    .where(eq(printedFigure.authorityId, authorityId));
  const row = { ...stated, id, authorityId, position: (last?.position ?? 0) + 1 };
  return applyBatch(on, viewer, { authorityId, why: `Add the figure of ${stated.reference}`, changes: [insertion("printedFigure", row)] });
}

export async function changePrintedFigure(on: On, viewer: Viewer, id: string, stated: StatedFigure, seen: number): Promise<Kept> {
  const held = await figureById(on, viewer, id);
  requireChange(viewer, held.authorityId);
  await refuseIfMovedSince(on, held.authorityId, [id], seen, "id");
  await requireOwn(on, held.authorityId, "arrangement", stated.arrangementId, "input.arrangementId");
  return applyBatch(on, viewer, {
    authorityId: held.authorityId,
    why: `Change the figure of ${held.reference}`,
    changes: fieldChanges("printedFigure", id, held, { ...stated }, "input"),
  });
}

export async function removePrintedFigure(on: On, viewer: Viewer, id: string, seen: number): Promise<Kept> {
  const held = await figureById(on, viewer, id);
  requireChange(viewer, held.authorityId);
  await refuseIfMovedSince(on, held.authorityId, [id], seen, "id");
  return applyBatch(on, viewer, { authorityId: held.authorityId, why: `Remove the figure of ${held.reference}`, changes: [removal("printedFigure", held)] });
}
