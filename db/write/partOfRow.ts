// What a row is a part of, as the log keeps it: what was changed, added or removed of a thing is found by it.
import { partOfBy } from "../references.ts";
import type { FactTable, Row } from "../tables.ts";

/** What a row is a part of, as the log keeps it. */
export function partOfRow(table: FactTable, image: Readonly<Record<string, unknown>> | null): string | null {
  if (image === null) return null;
  if (table === "budgetLine") return cellOfLine(image as Row<"budgetLine">);
  if (table === "forecast") return cellOfForecast(image as Row<"forecast">);
  const by = partOfBy[table];
  return by === undefined ? null : ((image[by] as string | null) ?? null);
}

/** The cell that a budget line fills, whichever line it is. */
export function cellOfLine({ versionId, costCentreId, year }: Pick<Row<"budgetLine">, "versionId" | "costCentreId" | "year">): string {
  return `${versionId}:${costCentreId}:${year}`;
}

/** The cell that a forecast fills, whichever row holds it. */
export function cellOfForecast({ costCentreId, year, asAt, part }: Pick<Row<"forecast">, "costCentreId" | "year" | "asAt" | "part">): string {
  return `${costCentreId}:${year}:${asAt}:${part}`;
}
