// A year's commitments as they are drawn: costs one upon the other above nil, income below it, and nothing where an amount is not known.
import { countOf } from "../../finance/counted.ts";
import { Exact } from "../../finance/exact.ts";
import { poundsAndPence } from "../../finance/money.ts";
import type { ReportRow } from "../../finance/table.ts";

export interface Part {
  readonly key: string;
  readonly label: string;
  /** The same in every year, so that a commitment keeps its colour. */
  readonly tone: number;
  readonly income: boolean;
  /** Where it begins and ends, in pounds: a float does no harm there. */
  readonly from: number;
  readonly to: number;
  /** Its amount to the penny: "£855.19", "income of £20.00". */
  readonly said: string;
}

export interface Stack {
  readonly parts: readonly Part[];
  /** The commitments whose amounts are not known. */
  readonly unknown: readonly ReportRow[];
}

/** What a commitment costs in a column, income below nil; null where it is not known. */
export const costIn = ({ cells }: ReportRow, column: number): Exact | null => cells[column]?.figure?.value.negated() ?? null;

/** True of a commitment that brings income in some year and is a cost in none. */
export function isIncome(row: ReportRow): boolean {
  const costs = row.cells.flatMap((_, column) => costIn(row, column) ?? []);
  return costs.some((cost) => cost.isNegative()) && costs.every((cost) => cost.compare(Exact.nil) <= 0);
}

/** `own` are those drawn each by itself; all others of a year are drawn as one, their costs and their income apart. */
export function stackOf(commitments: readonly ReportRow[], own: ReadonlyMap<string, number>, column: number): Stack {
  const parts: Part[] = [];
  const ends = { cost: Exact.nil, income: Exact.nil };
  const put = (key: string, label: string, tone: number, cost: Exact) => {
    const side = cost.isNegative() ? "income" : "cost";
    const from = ends[side];
    ends[side] = from.plus(cost);
    const income = side === "income";
    const said = income ? `income of ${poundsAndPence(cost.negated())}` : poundsAndPence(cost);
    parts.push({ key, label, tone, income, from: Number(from), to: Number(ends[side]), said });
  };
  const others: Exact[] = [];
  for (const row of commitments) {
    const cost = costIn(row, column);
    if (cost === null || cost.isNil()) continue;
    const tone = own.get(row.key);
    if (tone === undefined) others.push(cost);
    else put(row.key, row.label, tone, cost);
  }
  for (const income of [false, true]) {
    const its = others.filter((cost) => cost.isNegative() === income);
    const together = its.reduce((sum, cost) => sum.plus(cost), Exact.nil);
    if (its.length > 0) put(income ? "others: income" : "others", countOf(its.length, "other commitments"), own.size, together);
  }
  return { parts, unknown: commitments.filter((row) => costIn(row, column) === null) };
}
