// What people note of a cell of a sheet, and what others answer.
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Kinds } from "../engine/dialect.ts";
import type { Owner } from "./authorities.ts";

export function declareNotes(k: Kinds, owner: Owner) {
  const note = k.table(
    "note",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      /** The sheet that the cell is of: "medium-term". */
      sheet: k.text().notNull(),
      /** What the sheet is of, where there are several: a version's id, a partnership's; otherwise empty. */
      subject: k.text().notNull(),
      rowKey: k.text().notNull(),
      columnKey: k.text().notNull(),
      /** The cell in words, as it was called when the note was made: what is left of it where its row has gone. */
      place: k.text().notNull(),
      said: k.text().notNull(),
      madeBy: k.text().notNull(),
      madeAt: k.instant().notNull(),
      resolvedBy: k.text(),
      resolvedAt: k.instant(),
      /** The note that this one answers. */
      answersId: k.id().references((): AnyPgColumn => note.id),
    },
    (t) => [k.index("note_of_sheet").on(t.authorityId, t.sheet, t.subject, t.madeAt, t.id), k.index("note_answers").on(t.answersId)],
  );
  return { note };
}
