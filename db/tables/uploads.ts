// Files that were sent to be imported, for as long as that takes: no facts, and not in the log.
import type { Kinds } from "../engine/dialect.ts";
import type { Owner } from "./authorities.ts";
import { uploadStates } from "./choices.ts";

export function declareUploads(k: Kinds, owner: Owner) {
  const upload = k.table(
    "upload",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      /** Who sent it, to whom alone it is there. */
      person: k.text().notNull(),
      name: k.text().notNull(),
      bytes: k.whole().notNull(),
      state: k.oneOf(uploadStates).notNull(),
      /** The import that runs, or ran last. */
      run: k.text(),
      /** True where somebody has asked for it to stop. */
      stopping: k.flag().notNull(),
      /** JSON, as the page is told. */
      progress: k.text(),
      result: k.text(),
      error: k.text(),
      /** When its person last asked for it. */
      touchedAt: k.instant().notNull(),
      /** When the server that keeps or imports it last said that it was at it. */
      beatAt: k.instant().notNull(),
    },
    (t) => [k.index("upload_owner").on(t.authorityId)],
  );

  const uploadPart = k.table(
    "upload_part",
    {
      id: k.id().primaryKey(),
      uploadId: k
        .id()
        .notNull()
        .references(() => upload.id),
      /** Its place in the file, from 0. */
      number: k.whole().notNull(),
      content: k.bytes().notNull(),
    },
    (t) => [k.uniqueIndex("upload_part_of").on(t.uploadId, t.number)],
  );

  return { upload, uploadPart };
}
