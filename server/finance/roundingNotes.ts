// Says by itself, and only then, where the figures that a table shows do not add up to the total that it shows.
import { listed } from "./listed.ts";
import { type MoneyUnit, poundsAndPence, roundedToUnit, shownRounded } from "./money.ts";
import type { ReportRow } from "./table.ts";

/** A row that adds others up, with the rows it adds: the rounding note and the verdicts compare the two. */
export interface Total {
  row: ReportRow;
  parts: ReportRow[];
}

/** The totals among the rows of a table, with what each says that it adds. */
export function totalsIn(rows: readonly ReportRow[]): Total[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return rows.flatMap((row) => {
    const added = row.uses?.every(({ sign }) => sign === 1) ? row.uses : [];
    return added.length === 0 ? [] : [{ row, parts: added.flatMap(({ of }) => byKey.get(of) ?? []) }];
  });
}

/**
 * Marks each cell of a total whose displayed parts add up to something else, and returns the note for the table: Essex's remaining budget
 * in 2024/25 is 4,346, and its displayed parts give 4,345.
 */
export function roundingNotes(totals: readonly Total[], unit: MoneyUnit, columnLabels: readonly string[]): string[] {
  const places: string[] = [];
  for (const { row, parts } of totals) {
    const columns: string[] = [];
    for (const [column, cell] of row.cells.entries()) {
      if (cell.figure === null) continue;
      const displayed = roundedToUnit(cell.figure.value, unit);
      let added = 0n;
      for (const part of parts) {
        const figure = part.cells[column]?.figure;
        if (figure) added += roundedToUnit(figure.value, unit);
      }
      if (added === displayed) continue;
      columns.push(columnLabels[column] as string);
      cell.note = `The figures shown add up to ${shownRounded(added, unit)}. The exact sum is ${poundsAndPence(cell.figure.value)}, shown as ${cell.shown}.`;
    }
    if (columns.length > 0) places.push(`${row.label} in ${listed(columns)}`);
  }
  return places.length === 0 ? [] : [`Figures may not sum due to rounding: ${places.join("; ")}.`];
}
