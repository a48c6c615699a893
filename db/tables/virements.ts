// Virements: budget moved between cost centres of a version, by decision. They stand beside the version's lines and never rewrite them.
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Kinds } from "../engine/dialect.ts";
import { type Owner, pointing } from "./authorities.ts";
import type { declareBudgets } from "./budgets.ts";

export function declareVirements(k: Kinds, owner: Owner, { budgetVersion, costCentre }: ReturnType<typeof declareBudgets>) {
  const { of } = pointing(k);
  const virement = k.table(
    "virement",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      versionId: of(() => budgetVersion.id),
      /** Its number in the authority's register. */
      number: k.whole().notNull(),
      year: k.financialYear().notNull(),
      /** True where it moves each later year of the version, too. */
      permanent: k.flag().notNull(),
      /** The post that approved it. */
      approver: k.text().notNull(),
      reference: k.text().notNull(),
      approvedOn: k.day().notNull(),
      reason: k.text(),
      /** The virement that this one takes back; that one stays as long as this does. */
      reversesId: k.id().references((): AnyPgColumn => virement.id),
    },
    (t) => [k.index("virement_order").on(t.authorityId, t.number, t.id), k.index("virement_version").on(t.versionId)],
  );

  const virementLine = k.table(
    "virement_line",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      virementId: of(() => virement.id),
      costCentreId: of(() => costCentre.id),
      /** Above nil what the cost centre gains, below nil what it gives. */
      amountPence: k.pence().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [
      k.uniqueIndex("virement_line_of").on(t.virementId, t.costCentreId),
      k.index("virement_line_cost_centre").on(t.costCentreId),
      k.index("virement_line_owner").on(t.authorityId),
    ],
  );

  return { virement, virementLine };
}
