// The address of a stored amount behind a cell, as a table gives it out and takes it back.
import { type FinancialYear, financialYear } from "./financialYear.ts";
import { InputError } from "./inputError.ts";

export interface CellAddress {
  kind: "budget" | "commitment";
  subjectId: string;
  year: FinancialYear;
}

/** "budget:<cost centre>:2023/24" */
export function cellAddress({ kind, subjectId, year }: CellAddress): string {
  return `${kind}:${subjectId}:${year}`;
}

/** Reads an address back. @throws InputError naming `field` where it is none. */
export function readCellAddress(address: string, field: string): CellAddress {
  const match = /^(budget|commitment):([^:]{1,64}):([^:]+)$/.exec(address);
  if (!match) throw new InputError(field, "This is not the address of a cell that can be changed. Give the `edits` of a cell, as the table has it.");
  return { kind: match[1] as CellAddress["kind"], subjectId: match[2] as string, year: financialYear(match[3] as string, field) };
}
