// Views of a sheet that an authority has saved under names.
import type { Kinds } from "../engine/dialect.ts";
import type { Owner } from "./authorities.ts";

export function declareSavedViews(k: Kinds, owner: Owner) {
  /** How a sheet was arranged, and of what it was. */
  const savedView = k.table(
    "saved_view",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      /** The sheet's name in its address: "medium-term". */
      sheet: k.text().notNull(),
      name: k.text().notNull(),
      /** The search part of the address, without whose it is and without the selected cell: "sort=2023%2F24+down". */
      held: k.text().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.uniqueIndex("saved_view_name").on(t.authorityId, t.sheet, t.name), k.index("saved_view_order").on(t.authorityId, t.sheet, t.position, t.id)],
  );

  return { savedView };
}
