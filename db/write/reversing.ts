// Applying what takes batches back: all of those that were saved as one, or none, with the reason in words.
import { and, eq } from "drizzle-orm";
import { authorityById } from "../authorities.ts";
import type { On } from "../engine/open.ts";
import type { Row } from "../tables.ts";
import type { Viewer } from "../viewer.ts";
import type { Batch, Kept } from "./change.ts";
import type { Apply } from "./changes.ts";
import { Refusal } from "./refusal.ts";
import { applyTogether } from "./together.ts";

/** Runs the write of a batch that takes another back, and may say more of its refusal. */
export type Explaining = (batch: Batch, apply: () => Promise<Kept>) => Promise<Kept>;

/** Applies the batches that take back what was saved as one, and gives what came of the first. @throws Refusal that names the authority, where it is not the first. */
export async function applyReversed(on: On, viewer: Viewer, batches: readonly Batch[], explaining: Explaining, apply: Apply): Promise<Kept> {
  const [first] = batches;
  const kept = await applyTogether(batches, async (batch) => {
    try {
      return await explaining(batch, async () => {
        await refuseFilled(on, batch);
        return apply(on, viewer, batch);
      });
    } catch (error) {
      if (!(error instanceof Refusal) || batch === first) throw error;
      const { name } = await authorityById(on, viewer, batch.authorityId);
      throw new Refusal(error.code, error.field, `${name}, whose changes were saved as one with these: ${error.message}`, error.current);
    }
  });
  return kept[0] as Kept;
}

/** More rows than this that come back are left to the store's own rules. */
const mostLooked = 2_000;

/**
 * A line or an amount that is to come back, where its cell has been filled by another meanwhile.
 * @throws Refusal STALE with the amount that is there, naming the change by its place in the batch.
 */
async function refuseFilled(on: On, { changes }: Batch): Promise<void> {
  const { budgetLine, commitmentAmount } = on.t;
  const coming = changes.filter(({ table, field, from }) => field === "*" && from === null && (table === "budgetLine" || table === "commitmentAmount"));
  if (coming.length > mostLooked) return;
  const leaving = new Set(changes.filter(({ field, to }) => field === "*" && to === null).map(({ id }) => id));
  for (const { table, to, at, id } of coming) {
    const row = to as Row<"budgetLine"> & Row<"commitmentAmount">;
    const found =
      table === "budgetLine"
        ? await on.q
            .select()
            .from(budgetLine)
            .where(and(eq(budgetLine.versionId, row.versionId), eq(budgetLine.costCentreId, row.costCentreId), eq(budgetLine.year, row.year)))
        : await on.q
            .select()
            .from(commitmentAmount)
            .where(and(eq(commitmentAmount.commitmentId, row.commitmentId), eq(commitmentAmount.year, row.year)));
    const other = found.find((each) => each.id !== id && !leaving.has(each.id));
    if (other) throw new Refusal("STALE", at as string, "Somebody has filled this cell since.", other.amountPence);
  }
}
