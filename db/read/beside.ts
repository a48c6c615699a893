// The largest amounts that stand beside a cell: what a number is measured by where nothing was there before.
import { and, eq, inArray, max, min, type SQL } from "drizzle-orm";
import type { AnyPgColumn, AnyPgTable } from "drizzle-orm/pg-core";
import type { On } from "../engine/open.ts";

export interface BesideCell {
  kind: "budget" | "commitment" | "forecast";
  subjectId: string;
  year: string;
}

/** For each cell, in order, the largest amount of its row and of its column, whatever its sign; null where there is none. The caller has checked the rights. */
export async function largestBeside(on: On, of: { authorityId: string; versionId: string | null }, cells: readonly BesideCell[]): Promise<(number | null)[]> {
  const { budgetLine, commitmentAmount, forecast } = on.t;
  const found = new Map<string, number>();
  const largest = async (kind: BesideCell["kind"], table: AnyPgTable, amount: AnyPgColumn, subject: AnyPgColumn, year: AnyPgColumn, whose: SQL | undefined) => {
    const some = cells.filter((cell) => cell.kind === kind);
    if (some.length === 0) return;
    for (const [column, wanted] of [
      [subject, some.map(({ subjectId }) => subjectId)],
      [year, some.map((cell) => cell.year)],
    ] as const) {
      const keys = [...new Set(wanted)];
      for (let start = 0; start < keys.length; start += 400) {
        const rows = await on.q
          .select({ key: column, least: min(amount), most: max(amount) })
          .from(table)
          .where(and(whose, inArray(column, keys.slice(start, start + 400))))
          .groupBy(column);
        for (const { key, least, most } of rows) {
          const at = `${kind} ${key}`;
          found.set(at, Math.max(found.get(at) ?? 0, Math.abs(Number(least ?? 0)), Math.abs(Number(most ?? 0))));
        }
      }
    }
  };
  const ofLines = of.versionId === null ? eq(budgetLine.authorityId, of.authorityId) : eq(budgetLine.versionId, of.versionId);
  await largest("budget", budgetLine, budgetLine.amountPence, budgetLine.costCentreId, budgetLine.year, ofLines);
  await largest(
    "commitment",
    commitmentAmount,
    commitmentAmount.amountPence,
    commitmentAmount.commitmentId,
    commitmentAmount.year,
    eq(commitmentAmount.authorityId, of.authorityId),
  );
  // A forecast stands beside the budgets that it is of, and beside other forecasts.
  await largest("forecast", budgetLine, budgetLine.amountPence, budgetLine.costCentreId, budgetLine.year, ofLines);
  await largest("forecast", forecast, forecast.amountPence, forecast.costCentreId, forecast.year, eq(forecast.authorityId, of.authorityId));
  return cells.map(({ kind, subjectId, year }) => {
    const largestOf = Math.max(found.get(`${kind} ${subjectId}`) ?? 0, found.get(`${kind} ${year}`) ?? 0);
    return largestOf === 0 ? null : largestOf;
  });
}
