// What a paste, a fill or an emptying would change, before anything is sent: which cells take which text, which cannot, and what stays as it is.
import type { Displayed } from "./displayed.ts";
import { type Given, typedAgain } from "./fill.ts";
import { type CellPlace, placeSaid, type SheetCell, type SheetTable } from "./table.ts";
import type { TypedCell } from "./typing.ts";

export interface Planned {
  cells: TypedCell[];
  /** Cells that cannot take what is meant for them, each with the sentence that says why. */
  refused: { place: CellPlace; said: string; sentence: string }[];
  /** How many say the same already, and are left as they are. */
  same: number;
  /** How many texts fall beside the sheet: below its last row, and right of its last column. */
  below: number;
  beside: number;
}

/** Puts texts to the cells that they fall on. */
export function planned(table: SheetTable, displayed: Displayed, given: readonly Given[]): Planned {
  const plan: Planned = { cells: [], refused: [], same: 0, below: 0, beside: 0 };
  for (const { row, column, typed } of given) {
    const [rowAt, columnId] = [displayed.row(row), displayed.columns[column]];
    if (!rowAt || columnId === undefined) {
      // A blank beside the sheet is nothing that could be lost.
      if (typed.trim() !== "") plan[rowAt ? "beside" : "below"] += 1;
      continue;
    }
    const place = { row: rowAt.key, column: columnId };
    const text = typed.trim();
    const cell = displayed.cell({ row, column });
    if (cell?.edits) {
      if (saysTheSame(text, cell)) plan.same += 1;
      else plan.cells.push({ ...place, cell, typed: text });
    } else if (text === displayed.text({ row, column }) || text === "") plan.same += 1;
    else {
      const heading = displayed.column(column);
      const why = !heading ? "is a heading, which is changed in its own panel" : heading.words ? "cannot be typed over" : "cannot be typed over: it is worked out";
      plan.refused.push({ place, said: placeSaid(table, place), sentence: `${rowAt.label}${heading ? ` in ${heading.label}` : ""} ${why}.` });
    }
  }
  return plan;
}

function saysTheSame(text: string, cell: SheetCell): boolean {
  const blank = (cell.pence ?? null) === null && !cell.entry;
  if (text === "" || blank) return text === "" && blank;
  return text.replaceAll(",", "") === cell.entry || text === typedAgain(cell);
}
