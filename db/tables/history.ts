// The log of every change.
import { sql } from "drizzle-orm";
import type { Kinds } from "../engine/dialect.ts";
import type { Owner } from "./authorities.ts";

export function declareHistory(k: Kinds, owner: Owner) {
  const changeBatch = k.table(
    "change_batch",
    {
      id: k.sequence().primaryKey(),
      authorityId: owner(),
      madeBy: k.text().notNull(),
      madeAt: k.instant().notNull(),
      why: k.text().notNull(),
      requestKey: k.text(),
      undoesId: k.sequenceOf(),
      /** Which version of the authority's data it left: one more than before where it changed facts. */
      dataVersion: k.sequenceOf().notNull(),
      /** Which of the authority's batches it is. */
      logNumber: k.sequenceOf().notNull(),
      /** The versions of the publishers that the authority used when it was kept, by their ids, as JSON; null where it used none. */
      publisherVersions: k.text(),
      /** The same in the batches of several authorities that were saved as one, and are undone as one; null in a batch that is alone. */
      togetherId: k.text(),
    },
    (t) => [
      k.uniqueIndex("change_batch_log_number").on(t.authorityId, t.logNumber),
      k.uniqueIndex("change_batch_request").on(t.authorityId, t.requestKey),
      k.index("change_batch_order").on(t.authorityId, t.id),
      // What a person may take back is found from the newest of her own batches, and what took a batch back by its number.
      k.index("change_batch_of_person").on(t.authorityId, t.madeBy, t.id),
      k.index("change_batch_undoes").on(t.undoesId),
      k.index("change_batch_together").on(t.togetherId).where(sql`together_id is not null`),
    ],
  );

  const change = k.table(
    "change",
    {
      id: k.sequence().primaryKey(),
      authorityId: owner(),
      batchId: k
        .sequenceOf()
        .notNull()
        .references(() => changeBatch.id),
      tableName: k.text().notNull(),
      rowId: k.text().notNull(),
      field: k.text().notNull(),
      fromValue: k.text(),
      toValue: k.text(),
      /** What the row is a part of: a thing's id; of a budget line its cell, which stays the same however often it is emptied and filled. */
      partOf: k.text(),
    },
    (t) => [
      k.index("change_of_batch").on(t.batchId, t.id),
      k.index("change_of_row").on(t.authorityId, t.rowId, t.batchId),
      k.index("change_of_part").on(t.authorityId, t.partOf, t.id).where(sql`part_of is not null`),
    ],
  );

  /** What the store's data meant otherwise before an upgrade, and the last batch that was kept before it: 0 in a store that began after it. */
  const upgrade = k.table("upgrade", { id: k.text().primaryKey(), batchId: k.sequenceOf().notNull() });

  return { changeBatch, change, upgrade };
}
