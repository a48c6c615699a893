// What was said of a file beside what is in it: a choice of a row or a column that it does not have is refused, and not passed over.
import { InputError } from "../finance/inputError.ts";
import { measureOfService } from "../reading/columnSums.ts";
import { eachIsPool } from "../reading/contributionColumns.ts";
import { alike, columnCalled } from "../reading/named.ts";
import type { Choices } from "../reading/proposal.ts";
import { isRowNumber } from "../reading/rows.ts";
import type { OpenTable } from "../reading/table.ts";

/** @throws InputError on "choices…" */
export function checkKnown({ where = [], columns = {}, rows = {}, amount }: Choices, { columns: ofTable, below }: OpenTable): void {
  const isColumn = (name: string) => columnCalled(ofTable, name) !== null;
  for (const { column } of where) if (!isColumn(column)) throw none("where", `no column “${column}”`);
  for (const name of Object.keys(columns)) if (!isColumn(name)) throw none("columns", `no column “${name}”`);
  const isCell = (name: string) => below.some(({ cells }) => cells.some((cell) => alike(cell, name)));
  for (const row of Object.keys(rows))
    if (isRowNumber(row) ? !below.some(({ at }) => at === Number(row)) : !isCell(row)) throw none("rows", isRowNumber(row) ? `no row ${row} below its header` : `no row “${row}”`);
  if (amount !== undefined && amount !== eachIsPool && !isColumn(amount)) {
    const isCalled = ofTable.some(({ name, group, called, over }) => [group, called, over, measureOfService(name)?.measure].some((each) => alike(each, amount)));
    if (!isCalled) throw none("amount", `no column or group of columns “${amount}”`);
  }
}

function none(choice: keyof Choices, what: string): InputError {
  return new InputError(`choices.${choice}`, `The table has ${what.slice(0, 120)}.`);
}
