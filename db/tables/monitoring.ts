// What each cost centre is forecast to come to, month by month, and how an authority prints and rates what that is over its budget.
import type { Kinds } from "../engine/dialect.ts";
import { type Owner, pointing } from "./authorities.ts";
import type { declareBudgets } from "./budgets.ts";
import { forecastParts, varianceSigns } from "./choices.ts";

export function declareMonitoring(k: Kinds, owner: Owner, { costCentre }: ReturnType<typeof declareBudgets>) {
  const { of } = pointing(k);
  /** What a cost centre's year was forecast to come to, as it was seen at the end of a month. Each month keeps its own. */
  const forecast = k.table(
    "forecast",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      costCentreId: of(() => costCentre.id),
      year: k.financialYear().notNull(),
      /** The last day of the month that it is as at. */
      asAt: k.day().notNull(),
      part: k.oneOf(forecastParts).notNull(),
      /** Income is held above nil, and is deducted. */
      amountPence: k.pence().notNull(),
      /** The expression that it was typed as, with its unit; null where it was an amount. */
      entered: k.text(),
    },
    (t) => [k.uniqueIndex("forecast_cell").on(t.costCentreId, t.year, t.asAt, t.part), k.index("forecast_year").on(t.authorityId, t.year, t.asAt)],
  );

  /** One row an authority at most; without one, the usual settings hold. */
  const monitoringSetting = k.table(
    "monitoring_setting",
    {
      id: k.id().primaryKey(),
      authorityId: owner(),
      varianceSign: k.oneOf(varianceSigns).notNull(),
      /** Over budget by no more than this share of it is amber; null where there is no such tolerance. */
      toleranceShare: k.exact(),
      /** Over budget by no more than this amount is amber; null where there is no such tolerance. */
      tolerancePence: k.pence(),
    },
    (t) => [k.uniqueIndex("monitoring_setting_of").on(t.authorityId)],
  );

  return { forecast, monitoringSetting };
}
