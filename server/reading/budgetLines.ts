// The lines of a budget that was read, and what its cells come to in pence.
import type { Exact } from "../finance/exact.ts";
import { type MoneyUnit, poundsIn } from "../finance/money.ts";
import { printedNumber } from "./cellKinds.ts";
import type { Ask, LeftOut, ReadTotal } from "./proposal.ts";
import { halfOf } from "./rows.ts";
import { scaled } from "./table.ts";

export interface BudgetLineRead {
  /** The row of the file, or of a table that goes across, the column. */
  readonly at: string;
  readonly name: string;
  /** The headings over it. */
  readonly group: string | null;
  /** Of each year in turn; null where the table has none. */
  readonly pence: readonly (number | null)[];
  /** Half of the last digit that each is printed with, in pence: what was rounded to it lies so near. */
  readonly halves: readonly number[];
}

export interface BudgetRead {
  readonly unit: MoneyUnit;
  readonly years: readonly string[];
  readonly lines: readonly BudgetLineRead[];
  readonly totals: readonly ReadTotal[];
  readonly leftOut: readonly LeftOut[];
  readonly asks: readonly Ask[];
}

/** What a person has said of it. */
export interface BudgetChoices {
  readonly year?: string | undefined;
  /** The column of the amounts, or the group of columns that are the lines. */
  readonly amount?: string | undefined;
  readonly unit?: MoneyUnit | undefined;
}

/** Whether two headings are the same, in any case. */
export const alike = (one: string | null, other: string) => one !== null && one.trim().toLowerCase() === other.trim().toLowerCase();

/** Why a row of a kind that is no line does not come in. */
export function whyLeftOut(kind: string, label: string): string {
  if (kind === "subtotal") return "it is the sum of lines above it";
  if (kind === "total") return "it is the sum of what stands above it";
  if (kind === "memorandum") return "it is counted in other lines already";
  if (kind === "excluded") return "the total below leaves it out by name";
  return label === "" ? "it has no name" : "it is a note";
}

/** A cell in whole pence; null where it has no amount. */
export function penceIn(cell: string, unit: MoneyUnit): number | null {
  const number = printedNumber(cell);
  return number && !number.percent ? inPence(scaled(number, unit), unit) : null;
}

export function halfIn(cell: string, unit: MoneyUnit): number {
  return inPence(halfOf(printedNumber(cell)), unit) ?? 0;
}

export function inPence(value: Exact | null, unit: MoneyUnit): number | null {
  return value && Number(value.times(poundsIn(unit)).rounded(2));
}
