// Removing cost centres: with what drafts hold of them, and never out of what was published.
import { and, eq, inArray } from "drizzle-orm";
import { costCentresById } from "../costCentres.ts";
import type { On } from "../engine/open.ts";
import { requireChange, type Viewer } from "../viewer.ts";
import { type Change, fieldChanges, type Kept, removal } from "./change.ts";
import { applyBatch } from "./changes.ts";
import { refuseIfMovedSince } from "./seen.ts";

/**
 * Removes cost centres with their amounts in drafts, as one batch that can be taken back. One that a published version or a forecast has
 * stays stored, so that these stay whole, and is in no table that is still worked on.
 */
export async function removeCostCentres(on: On, viewer: Viewer, authorityId: string, ids: readonly string[], seen: number): Promise<Kept> {
  requireChange(viewer, authorityId);
  const centres = await costCentresById(on, viewer, authorityId, ids, "ids");
  const { budgetLine, budgetVersion, commitmentDraw, forecast, virement, virementLine } = on.t;
  const chosen = [...centres.keys()];
  await refuseIfMovedSince(on, authorityId, chosen, seen, "ids");

  const moved = await on.q
    .select({ costCentreId: virementLine.costCentreId, number: virement.number, publishedAt: budgetVersion.publishedAt })
    .from(virementLine)
    .innerJoin(virement, eq(virement.id, virementLine.virementId))
    .innerJoin(budgetVersion, eq(budgetVersion.id, virement.versionId))
    .where(inArray(virementLine.costCentreId, chosen));
  const lines = await on.q
    .select({ line: budgetLine, publishedAt: budgetVersion.publishedAt })
    .from(budgetLine)
    .innerJoin(budgetVersion, eq(budgetVersion.id, budgetLine.versionId))
    .where(and(inArray(budgetLine.costCentreId, chosen)));
  const forecasts = await on.q.select({ costCentreId: forecast.costCentreId }).from(forecast).where(inArray(forecast.costCentreId, chosen));
  const draws = await on.q.select({ costCentreId: commitmentDraw.costCentreId }).from(commitmentDraw).where(inArray(commitmentDraw.costCentreId, chosen));
  const kept = new Set(
    [...lines.filter(({ publishedAt }) => publishedAt !== null).map(({ line }) => line), ...moved, ...forecasts, ...draws].map(({ costCentreId }) => costCentreId),
  );
  // One that is drawn from stays, too, so that the rule that refuses it can name the commitment.
  const removedAt = new Date().toISOString();
  const drafted = lines.filter(({ publishedAt }) => publishedAt === null).map(({ line }) => line);
  await refuseIfMovedSince(
    on,
    authorityId,
    drafted.map(({ id }) => id),
    seen,
    "ids",
  );
  const changes: Change[] = [
    ...drafted.map((line) => removal("budgetLine", line, "ids")),
    ...[...centres.values()].flatMap((centre) =>
      kept.has(centre.id) ? fieldChanges("costCentre", centre.id, centre, { removedAt }, "ids") : [removal("costCentre", centre, "ids")],
    ),
  ];
  const why = chosen.length === 1 ? `Remove ${centres.get(chosen[0] as string)?.name}` : `Remove ${chosen.length} cost centres`;
  return applyBatch(on, viewer, { authorityId, why, changes });
}
