// What was found of a printed table, in sentences: which total, what it prints, what its parts come to, and what would mend it.
import { decimalText, type Exact } from "../finance/exact.ts";
import type { PlaceInTable } from "./placeInTable.ts";
import type { CheckedSum, Suspect } from "./printed.ts";
import type { CheckedShare } from "./printedShares.ts";
import type { TableReading } from "./table.ts";

/** "TOTAL, 2029/30: printed 17,163; the rows that it adds up come to 17,153, which is 10 less." */
export function sumSaid(table: TableReading, { at, goes, stated, computed, tooMuch }: CheckedSum): string {
  const decimals = decimalsAt(table, at);
  const apart = tooMuch.isNegative() ? tooMuch.negated() : tooMuch;
  return `${nameOf(table, at)}: printed ${shown(stated, decimals)}; ${goes === "down" ? "the rows that it adds up" : "the columns beside it"} come to ${shown(computed, decimals)}, which is ${shown(apart, decimals)} ${tooMuch.isNegative() ? "more" : "less"}.`;
}

/** "TOTAL, 2029/30: 17,153 instead of 17,163 would mend it." */
export function suspectSaid(table: TableReading, { at, stated, instead }: Suspect): string {
  const decimals = decimalsAt(table, at);
  return `${nameOf(table, at)}: ${shown(instead, decimals)} instead of ${shown(stated, decimals)} would mend it.`;
}

/** "Residential, % of total: printed 40%; 4,646 out of 18,578 is 25%." */
export function shareSaid(table: TableReading, { at, of, outOf, stated, computed }: CheckedShare): string {
  const decimals = decimalsAt(table, at);
  const cell = ({ row, column }: PlaceInTable) => table.rows[row]?.cells[column] ?? "";
  return `${nameOf(table, at)}: printed ${shown(stated, decimals)}%; ${cell(of)} out of ${cell(outOf)} is ${shown(computed, decimals)}%.`;
}

function nameOf(table: TableReading, { row, column }: PlaceInTable): string {
  return [table.rows[row]?.label || `Row ${table.rows[row]?.at}`, table.columns.find(({ index }) => index === column)?.name].join(", ");
}

/** With how many decimals a cell is printed. */
export function decimalsAt(table: TableReading, { row, column }: PlaceInTable): number {
  return /\.(\d+)/.exec(table.rows[row]?.cells[column] ?? "")?.[1]?.length ?? 0;
}

function shown(value: Exact, decimals: number): string {
  const rounded = value.rounded(decimals);
  return `${rounded < 0n ? "–" : ""}${decimalText(rounded < 0n ? -rounded : rounded, decimals, ",")}`;
}
