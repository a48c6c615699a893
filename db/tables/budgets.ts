// Cost centres, budget versions, their lines, and what was published of them.
import type { Kinds } from "../engine/dialect.ts";
import { type Owner, pointing } from "./authorities.ts";
import { fundingSources, printedUnits, versionStates } from "./choices.ts";

export function declareBudgets(k: Kinds, owner: Owner) {
  const { of } = pointing(k);
  const costCentre = k.table(
    "cost_centre",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      name: k.text().notNull(),
      code: k.text(),
      serviceGroup: k.text(),
      fundingSource: k.oneOf(fundingSources).notNull(),
      position: k.place().notNull(),
      /** When it was taken out of the tables that are still worked on; published versions have it as they had. */
      removedAt: k.instant(),
    },
    (t) => [k.uniqueIndex("cost_centre_name").on(t.authorityId, t.name), k.index("cost_centre_order").on(t.authorityId, t.position, t.id)],
  );

  const budgetVersion = k.table(
    "budget_version",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      name: k.text().notNull(),
      state: k.oneOf(versionStates).notNull(),
      firstYear: k.financialYear().notNull(),
      yearCount: k.whole().notNull(),
      source: k.text(),
      copiedFromId: k.id(),
      publishedAt: k.instant(),
      publishedBy: k.text(),
      createdAt: k.instant().notNull(),
    },
    (t) => [k.uniqueIndex("budget_version_name").on(t.authorityId, t.name), k.index("budget_version_order").on(t.authorityId, t.createdAt, t.id)],
  );

  const budgetLine = k.table(
    "budget_line",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      versionId: of(() => budgetVersion.id),
      costCentreId: of(() => costCentre.id),
      year: k.financialYear().notNull(),
      amountPence: k.pence().notNull(),
      /** The expression that the amount was typed as, with its unit: "=4646+354 in £000s". */
      entered: k.text(),
    },
    (t) => [
      k.uniqueIndex("budget_line_cell").on(t.versionId, t.costCentreId, t.year),
      k.index("budget_line_order").on(t.authorityId, t.year, t.id),
      k.index("budget_line_cost_centre").on(t.costCentreId),
    ],
  );

  /** A cell of a table as a report printed it, so that Tabled can say whether it follows from the facts. */
  const printedCell = k.table(
    "printed_cell",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      versionId: of(() => budgetVersion.id),
      rowKey: k.text().notNull(),
      year: k.financialYear().notNull(),
      printed: k.exact().notNull(),
      unit: k.oneOf(printedUnits).notNull(),
      reference: k.text().notNull(),
    },
    (t) => [k.uniqueIndex("printed_cell_of").on(t.versionId, t.rowKey, t.year), k.index("printed_cell_owner").on(t.authorityId)],
  );

  /** What a version's table was made from at the moment it was published; it is never written again. */
  const publication = k.table(
    "publication",
    {
      versionId: k
        .id()
        .primaryKey()
        .references(() => budgetVersion.id),
      authorityId: owner(),
      dataVersion: k.sequenceOf().notNull(),
      facts: k.text().notNull(),
    },
    (t) => [k.index("publication_owner").on(t.authorityId)],
  );

  return { costCentre, budgetVersion, budgetLine, printedCell, publication };
}
