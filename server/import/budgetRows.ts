// Rows of a file as the budget lines of a draft.
import { linesAsStated, type StatedLine, versionNamed } from "../../db/budgets.ts";
import { costCentreNames } from "../../db/costCentres.ts";
import type { On } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import { nameGiven, nameIfGiven } from "../entry/words.ts";
import { financialYear } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { type MoneyUnit, typedPence } from "../finance/money.ts";
import type { BudgetMap } from "./mapping.ts";
import type { Cells, RowReader } from "./rowReader.ts";

/** Makes a reader of budget lines. Amounts are written as into the sheet: 4,646 or £4.646m, brackets for a deduction. */
export async function budgetRows(on: On, viewer: Viewer, authorityId: string, map: BudgetMap): Promise<RowReader> {
  const version = await versionNamed(on, viewer, authorityId, map.version, "map.version");
  const years = Object.entries(map.years ?? {}).map(([year, column]) => ({ year: financialYear(year, `map.years.${year}`), column }));
  const unit: MoneyUnit = map.unit ?? "pounds";
  const known = map.newCostCentres === false ? await costCentreNames(on, viewer, authorityId) : null;
  const stated: StatedLine[] = [];
  const seen = new Map<string, number>();
  return {
    read(cells: Cells, line: number) {
      const costCentre = nameGiven(cells(map.costCentre), map.costCentre);
      if (known && !known.has(costCentre)) throw new InputError(map.costCentre, `There is no cost centre “${costCentre}”.`);
      const amounts = map.years
        ? years.map(({ year, column }) => ({ year, column, pence: typedPence(cells(column), unit, column) }))
        : [
            {
              year: financialYear(cells(map.year as string).trim(), map.year as string),
              column: map.amount as string,
              pence: typedPence(cells(map.amount as string), unit, map.amount as string),
            },
          ];
      for (const { year, column, pence } of amounts) {
        if (pence === null) continue;
        const before = seen.get(`${costCentre}|${year}`);
        if (before !== undefined) throw new InputError(column, `${costCentre} already has an amount for ${year} on line ${before}.`);
        seen.set(`${costCentre}|${year}`, line);
        stated.push({
          costCentre,
          code: map.code ? nameIfGiven(cells(map.code), map.code) : null,
          serviceGroup: map.serviceGroup ? nameIfGiven(cells(map.serviceGroup), map.serviceGroup) : null,
          year,
          amountPence: pence,
          at: `line ${line}`,
        });
      }
      return amounts.filter(({ pence }) => pence !== null).length;
    },
    changes: async (writing) => linesAsStated(writing, version, stated, map.newCostCentres ?? true),
  };
}
