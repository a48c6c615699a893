// Authorities and publishers, whose facts those of every other table are, and what each table of theirs has in common.
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { type Kinds, ofOwner } from "../engine/dialect.ts";
import { ownerKinds } from "./choices.ts";

export function declareAuthority(k: Kinds) {
  const authority = k.table(
    "authority",
    {
      id: k.id().primaryKey(),
      name: k.text().notNull(),
      oldCode: k.text(),
      gssCode: k.text(),
      /** Null for an authority. A publisher has facts that authorities share: the DfE's open data, a regional partnership's KPIs. */
      kind: k.oneOf(ownerKinds),
    },
    (t) => [k.uniqueIndex("authority_name").on(t.name), k.uniqueIndex("authority_gss_code").on(t.gssCode), k.uniqueIndex("authority_old_code").on(t.oldCode)],
  );
  return { authority };
}

/** Every other table belongs to one authority or publisher, and every query names it. */
export function ownership(k: Kinds, { authority }: ReturnType<typeof declareAuthority>) {
  return () =>
    k
      .id()
      .notNull()
      .references(() => authority.id);
}

/** Which publishers' KPIs, subjects and outcomes an authority uses beside its own. */
export function declarePublisherUse(k: Kinds, owner: Owner, { authority }: ReturnType<typeof declareAuthority>) {
  const publisherUse = k.table(
    "publisher_use",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      publisherId: k
        .id()
        .notNull()
        .references(() => authority.id),
      position: k.whole().notNull(),
    },
    (t) => [k.uniqueIndex("publisher_use_of").on(t.authorityId, t.publisherId), k.index("publisher_use_publisher").on(t.publisherId)],
  );
  return { publisherUse };
}

export type Owner = ReturnType<typeof ownership>;

/** Columns that always name a row of another table: `of` any, `partOf` the thing that their own row is a part of, and is read and written with. */
export function pointing(k: Kinds) {
  const of = (column: () => AnyPgColumn) => k.id().notNull().references(column);
  return { of, partOf: (column: () => AnyPgColumn) => ofOwner(of(column)) };
}
