// Cost centres as they are typed with their first amounts: read into rows, and seen beforehand.
import { randomUUID } from "node:crypto";
import type { NewCostCentre } from "../../db/costCentres.ts";
import type { Refusal } from "../../db/write/refusal.ts";
import type { CellPreview } from "../../schema/budget.ts";
import type { CostCentrePreview, NewCostCentreInput } from "../../schema/costCentre.ts";
import { InputError } from "../finance/inputError.ts";
import type { MoneyUnit } from "../finance/money.ts";
import { typedAmount } from "../finance/typedAmount.ts";
import { previewOf } from "./cellEdits.ts";
import { nameGiven, nameIfGiven } from "./words.ts";

/** A new cost centre as it is to be stored. @throws InputError naming the field below `at` that cannot be read. */
export function newCostCentre(row: NewCostCentreInput, years: readonly string[], unit: MoneyUnit, at: string): NewCostCentre {
  const amounts = row.amounts ?? [];
  if (amounts.length > years.length) {
    throw new InputError(
      `${at}.amounts`,
      `“${row.name.slice(0, 60)}” has ${amounts.length} amounts, and the version has ${years.length} years. Give one a year, from ${years[0]}.`,
    );
  }
  return {
    id: randomUUID(),
    name: nameGiven(row.name, `${at}.name`),
    code: nameIfGiven(row.code, `${at}.code`),
    serviceGroup: nameIfGiven(row.serviceGroup, `${at}.serviceGroup`),
    fundingSource: row.fundingSource ?? "general fund",
    lines: amounts.flatMap((typed, index) => {
      const { pence, entered } = typedAmount(typed, unit, `${at}.amounts[${index}]`);
      return pence === null ? [] : [{ id: randomUUID(), year: years[index] as string, amountPence: pence, entered }];
    }),
  };
}

/** What each new cost centre comes to, in order: every amount, and why it would be refused. */
export async function costCentrePreviews(
  rows: readonly NewCostCentreInput[],
  years: readonly string[],
  unit: MoneyUnit,
  refusalsOf: (rows: readonly { name: string }[]) => Promise<readonly (Refusal | null)[]>,
): Promise<CostCentrePreview[]> {
  const refusals = await refusalsOf(rows.map(({ name }) => ({ name: name.normalize("NFC").trim() })));
  return rows.map((row, index) => {
    const cells = (row.amounts ?? []).map((typed) => previewOf(typed, unit));
    return { name: row.name.trim(), error: unreadable(row, years, unit, cells) ?? refusals[index]?.message ?? null, cells };
  });
}

/** Why a row cannot be read, its amounts apart, which say so themselves. */
function unreadable(row: NewCostCentreInput, years: readonly string[], unit: MoneyUnit, cells: readonly CellPreview[]): string | null {
  try {
    newCostCentre({ ...row, amounts: (row.amounts ?? []).map((typed, index) => (cells[index]?.error ? "" : typed)) }, years, unit, "rows");
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
