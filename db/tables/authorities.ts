// Authorities, and what each table of theirs has in common.
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Kinds } from "../dialect.ts";

export function declareAuthority(k: Kinds) {
  const authority = k.table(
    "authority",
    {
      id: k.id().primaryKey(),
      name: k.text().notNull(),
      oldCode: k.text(),
      gssCode: k.text(),
    },
    (t) => [k.uniqueIndex("authority_name").on(t.name), k.uniqueIndex("authority_gss_code").on(t.gssCode), k.uniqueIndex("authority_old_code").on(t.oldCode)],
  );
  return { authority };
}

/** Every other table belongs to one authority, and every query names it. */
export function ownership(k: Kinds, { authority }: ReturnType<typeof declareAuthority>) {
  return () =>
    k
      .id()
      .notNull()
      .references(() => authority.id);
}

export type Owner = ReturnType<typeof ownership>;

/** A column that always names a row of another table. */
export function pointing(k: Kinds) {
  return (column: () => AnyPgColumn) => k.id().notNull().references(column);
}
