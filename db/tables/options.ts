// Options for a decision, with what speaks for and against each, and what each would change.
import type { Kinds } from "../engine/dialect.ts";
import { type Owner, pointing } from "./authorities.ts";
import { optionPointKinds } from "./choices.ts";

export function declareOptions(k: Kinds, owner: Owner) {
  const { partOf } = pointing(k);
  /** An option: what would be bought, and what would be otherwise, without touching the facts. */
  const option = k.table(
    "spending_option",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      /** What is to be decided: the options of one decision are compared. */
      decision: k.text().notNull(),
      name: k.text().notNull(),
      summary: k.text(),
      recommended: k.flag().notNull(),
      /** False where what would be bought instead has no price yet: its cost is then not known, which is not nil. */
      costed: k.flag().notNull(),
      adoptedAt: k.instant(),
      adoptedBy: k.text(),
      /** What the options of its decision were compared by when it was adopted, as JSON: their table is made of nothing else from then on. */
      adoptedFacts: k.text(),
      source: k.text(),
      position: k.whole().notNull(),
    },
    (t) => [k.uniqueIndex("spending_option_name").on(t.authorityId, t.decision, t.name), k.index("spending_option_order").on(t.authorityId, t.position, t.id)],
  );

  const optionPoint = k.table(
    "option_point",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      optionId: partOf(() => option.id),
      kind: k.oneOf(optionPointKinds).notNull(),
      said: k.text().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("option_point_of").on(t.optionId, t.position), k.index("option_point_owner").on(t.authorityId)],
  );

  return { option, optionPoint };
}
