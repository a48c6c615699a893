// The lines of a budget that was read, and what its cells come to in pence.
import type { Exact } from "../finance/exact.ts";
import { type MoneyUnit, poundsIn } from "../finance/money.ts";
import { printedNumber } from "./cellKinds.ts";
import type { Ask, Choices, LeftOut, ReadTotal } from "./proposal.ts";
import { halfOf } from "./rows.ts";
import { scaled } from "./table.ts";

export interface BudgetLineRead {
  /** The row of the file, or of a table that goes across, the column. */
  readonly at: string;
  /** The number of its row in the file; of several years that go down, of the first. */
  readonly row: number;
  /** Where each of its amounts stands: the number of the row and the place of the column. */
  readonly places: readonly { readonly row: number; readonly column: number }[];
  readonly name: string;
  /** The headings over it. */
  readonly group: string | null;
  /** By which others know it, where somebody wants the column that has it. */
  readonly code: string | null;
  /** Of each year in turn; null where the table has none. */
  readonly pence: readonly (number | null)[];
  /** Half of the last digit that each is printed with, in pence: what was rounded to it lies so near. */
  readonly halves: readonly number[];
}

export interface BudgetRead {
  readonly unit: MoneyUnit;
  readonly years: readonly string[];
  /** The places of the columns of its amounts: one a year, one where years go down, or where its lines go across, one a line and a total. */
  readonly columns: readonly number[];
  readonly across: boolean;
  readonly lines: readonly BudgetLineRead[];
  readonly totals: readonly ReadTotal[];
  readonly leftOut: readonly LeftOut[];
  /** Why columns do not come in, by their names. */
  readonly columnsLeftOut: Readonly<Record<string, string>>;
  readonly asks: readonly Ask[];
}

/** What a person has said of it. */
export type BudgetChoices = Pick<Choices, "year" | "years" | "amount" | "unit" | "pounds" | "columns" | "apart">;

/** Why a row of a kind that is no line does not come in. */
export function whyLeftOut(kind: string, label: string, chosen = false): string {
  if (chosen) return kind === "excluded" ? "you left it out" : kind === "leaf" ? "it has no amount" : `you said that it is a ${kind}`;
  if (kind === "subtotal") return "it is the sum of lines above it";
  if (kind === "total") return "it is the sum of what stands above it";
  if (kind === "memorandum") return "it is counted in other lines already";
  if (kind === "excluded") return "the total below leaves it out by name";
  if (kind === "leaf") return "it has no amount";
  return label === "" ? "it has no name" : "it is a note";
}

/** A cell in whole pence; null where it has no amount. With `ownPounds` what has a £ of its own is in pounds. */
export function penceIn(cell: string, unit: MoneyUnit, ownPounds = false): number | null {
  const number = printedNumber(cell);
  return number && !number.percent ? inPence(scaled(number, unit, ownPounds), unit) : null;
}

export function halfIn(cell: string, unit: MoneyUnit): number {
  return inPence(halfOf(printedNumber(cell)), unit) ?? 0;
}

export function inPence(value: Exact | null, unit: MoneyUnit): number | null {
  return value && Number(value.times(poundsIn(unit)).rounded(2));
}
