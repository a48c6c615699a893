// What a rule's refusal names: the field of the form where a form made the change, else where the caller named the row.
import type { LeftRow } from "../../db/engine/open.ts";
import { InputError } from "../finance/inputError.ts";

/** Runs a check of one thing that was touched. @throws InputError with the check's sentence. A check names its fields below "input". */
export function checked(touched: LeftRow, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(fieldOf(touched, error.field), error.message);
  }
}

/** The field of the form where a form made the change; else where the caller named the row. */
export function fieldOf({ at }: LeftRow, ofForm: string): string {
  return at.startsWith("input") ? ofForm : at.replace(/^id\..*$/, "id");
}

/** Rows of parts by the thing that they are parts of, which a row that is gone belonged to. */
export function ownersOf(rows: readonly LeftRow[], field: string): Map<string, LeftRow> {
  const owners = new Map<string, LeftRow>();
  for (const row of rows) {
    const owner = (row.after ?? row.before)?.[field];
    if (typeof owner === "string" && !owners.has(owner)) owners.set(owner, row);
  }
  return owners;
}

/** The list that a part stands in, where a form made the change: "input.terms[1].months" is of "input.terms". */
export function listOf({ at }: LeftRow): string {
  return at.startsWith("input.") ? at.replace(/\[.*$/, "") : at;
}
