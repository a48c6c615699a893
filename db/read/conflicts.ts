// Two writers at one cell: all the cells of a batch that hold another amount than its writer saw, with who put it there, so that a person can choose.
import { and, desc, eq, inArray, isNull, max } from "drizzle-orm";
import type { On } from "../engine/open.ts";
import { partOfRow } from "../write/partOfRow.ts";
import { type Conflict, Refusal } from "../write/refusal.ts";

/** A cell of a batch that holds another amount than its writer expected. */
export interface StaleCell {
  /** Where the caller named it: "edits[3]". */
  field: string;
  /** Its address: "budget:north:2023/24". */
  cell: string;
  table: "budgetLine" | "commitmentAmount" | "forecast";
  /** The row that holds the amount; null where there is none now. */
  rowId: string | null;
  /** What the row belongs to, as its columns name it. */
  owner: Record<string, string>;
  current: number | null;
}

const changedFirst = "Somebody changed this first. Look at the amount that is there now, then change it again.";

/** One such cell as it is refused by itself. */
export class StaleRefusal extends Refusal {
  constructor(readonly cell: StaleCell) {
    super("STALE", cell.field, changedFirst, cell.current);
  }
}

/** Of so many cells that were emptied it is said who did; of more, that they are empty. */
const emptiedTold = 20;
const rowsAtOnce = 400;

/** The refusal of a whole batch, naming each of its conflicts; its field and its value are the first one's. */
export async function conflicting(on: On, authorityId: string, stale: readonly [StaleCell, ...StaleCell[]]): Promise<Refusal> {
  const batchOf = await lastBatches(on, authorityId, stale);
  const { changeBatch } = on.t;
  const made = new Map<number, { madeBy: string; madeAt: string }>();
  const numbers = [...new Set(batchOf.values())];
  for (let start = 0; start < numbers.length; start += rowsAtOnce) {
    const batches = await on.q
      .select()
      .from(changeBatch)
      .where(inArray(changeBatch.id, numbers.slice(start, start + rowsAtOnce)));
    for (const batch of batches) made.set(batch.id, batch);
  }
  const conflicts = stale.map((each): Conflict => {
    const batch = made.get(batchOf.get(each.cell) ?? 0);
    return { field: each.field, cell: each.cell, current: each.current, by: batch?.madeBy ?? null, at: batch?.madeAt ?? null };
  });
  const [first] = stale;
  return new Refusal("STALE", first.field, changedFirst, first.current, conflicts);
}

/** The last batch that touched each cell, by the cell's address. */
async function lastBatches(on: On, authorityId: string, stale: readonly StaleCell[]): Promise<Map<string, number>> {
  const { change } = on.t;
  const found = new Map<string, number>();
  const cellOf = new Map(stale.flatMap(({ rowId, cell }) => (rowId === null ? [] : [[rowId, cell]])));
  const rowIds = [...cellOf.keys()];
  for (let start = 0; start < rowIds.length; start += rowsAtOnce) {
    const rows = await on.q
      .select({ rowId: change.rowId, last: max(change.batchId) })
      .from(change)
      .where(and(eq(change.authorityId, authorityId), inArray(change.rowId, rowIds.slice(start, start + rowsAtOnce))))
      .groupBy(change.rowId);
    for (const { rowId, last } of rows) found.set(cellOf.get(rowId) as string, last ?? 0);
  }
  // An amount that was taken away is no row any more; the log says what it was a part of: of a commitment, which has an amount for each year. Whoever
  // meets this had seen the amount, so that it was taken away since, and no row of the log is as old as those that do not say it.
  for (const { cell, table, owner } of stale.filter(({ rowId }) => rowId === null).slice(0, emptiedTold)) {
    const taken = await on.q
      .select({ batchId: change.batchId, image: change.fromValue })
      .from(change)
      .where(
        and(eq(change.authorityId, authorityId), eq(change.partOf, partOfRow(table, owner) as string), eq(change.tableName, table), eq(change.field, "*"), isNull(change.toValue)),
      )
      .orderBy(desc(change.id));
    const last = taken.find(({ image }) => image !== null && (JSON.parse(image) as { year: string }).year === owner.year);
    if (last) found.set(cell, last.batchId);
  }
  return found;
}
