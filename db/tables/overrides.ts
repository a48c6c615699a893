// What an option takes otherwise in a commitment that is a fact. It stands apart because commitments name their option.
import type { Kinds } from "../engine/dialect.ts";
import { type Owner, pointing } from "./authorities.ts";
import { overrideFields } from "./choices.ts";
import type { declareCommitments } from "./commitments.ts";
import type { declareOptions } from "./options.ts";

export function declareOverrides(k: Kinds, owner: Owner, { option, commitment }: ReturnType<typeof declareOptions> & ReturnType<typeof declareCommitments>) {
  const { of, partOf } = pointing(k);
  const optionOverride = k.table(
    "option_override",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      optionId: partOf(() => option.id),
      commitmentId: of(() => commitment.id),
      field: k.oneOf(overrideFields).notNull(),
      value: k.text().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.index("option_override_of").on(t.optionId, t.position), k.index("option_override_owner").on(t.authorityId), k.index("option_override_commitment").on(t.commitmentId)],
  );

  return { optionOverride };
}
