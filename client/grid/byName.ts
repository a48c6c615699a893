// What a table that is pasted by its names would change: each line goes to the row of its name and to its years, whatever their order.
import type { Displayed } from "./displayed.ts";
import { folded } from "./namedBlock.ts";
import type { NamedLines } from "./namedTable.ts";
import { type Planned, saysTheSame } from "./planned.ts";
import { placeSaid, type SheetTable } from "./table.ts";
import type { AddedRow } from "./typing.ts";
import { whyFixed } from "./whyFixed.ts";

export interface ByName {
  plan: Planned;
  /** Years of the table that the sheet does not show. */
  otherYears: readonly string[];
  /** Whether by its place some line would have gone to the row of another. */
  moved: boolean;
}

export function plannedByName(table: SheetTable, displayed: Displayed, top: number, { lines }: NamedLines): ByName {
  const plan: Planned = { cells: [], refused: [], same: 0, below: [], onFixed: new Map(), beside: 0, byName: true };
  const otherYears = new Set<string>();
  let moved = false;
  for (const [index, { name, amounts }] of lines.entries()) {
    const rows = table.rows.filter(({ kind, label }) => kind === "COST_CENTRE" && folded(label) === folded(name));
    const [row] = rows;
    const added: AddedRow = { name, amounts: {} };
    const byPlace = displayed.row(top + index);
    moved ||= row !== undefined && byPlace !== undefined && byPlace.kind === "COST_CENTRE" && byPlace.key !== row.key;
    for (const [year, pounds] of Object.entries(amounts)) {
      const column = table.columns.findIndex(({ key }) => key === year);
      if (column < 0) {
        otherYears.add(year);
        continue;
      }
      if (pounds === "") continue;
      const typed = `£${pounds}`;
      const cell = row?.cells[column];
      if (!row) added.amounts[year] = typed;
      else if (cell?.edits && rows.length === 1) {
        if (saysTheSame(typed, cell)) plan.same += 1;
        else plan.cells.push({ row: row.key, column: year, cell, typed });
      } else {
        const place = { row: row.key, column: year };
        const sentence = rows.length > 1 ? `${rows.length} rows are called this: rename one of them, or paste it by its place.` : whyFixed(table, row, table.columns[column]);
        plan.refused.push({ place, said: placeSaid(table, place), sentence });
      }
    }
    if (!row) plan.below.push(added);
  }
  return { plan, otherYears: [...otherYears], moved };
}
