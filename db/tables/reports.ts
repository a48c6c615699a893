// Named sets of tables, in the order in which a report prints them.
import type { Kinds } from "../engine/dialect.ts";
import { type Owner, pointing } from "./authorities.ts";

export function declareReports(k: Kinds, owner: Owner) {
  const { partOf } = pointing(k);

  /** A report's tables, under the report's name. */
  const report = k.table(
    "report",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      name: k.text().notNull(),
      position: k.whole().notNull(),
    },
    (t) => [k.uniqueIndex("report_name").on(t.authorityId, t.name), k.index("report_order").on(t.authorityId, t.position, t.id)],
  );

  /** One table of a report. */
  const reportItem = k.table(
    "report_item",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      reportId: partOf(() => report.id),
      position: k.whole().notNull(),
      /** Which table, of whom and shown how: "mediumTermTable?authority=essex&unit=THOUSANDS". It may be another authority's. */
      address: k.text().notNull(),
      /** What the report calls it; null for the table's own title. */
      heading: k.text(),
    },
    (t) => [k.index("report_item_of").on(t.reportId, t.position), k.index("report_item_owner").on(t.authorityId)],
  );

  return { report, reportItem };
}
