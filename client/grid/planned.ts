// What a paste, a fill or an emptying would change, before anything is sent: which cells take which text, which cannot, and what stays as it is.
import type { Displayed } from "./displayed.ts";
import { type Given, typedAgain } from "./fill.ts";
import { type CellPlace, labelColumnId, notHeld, placeSaid, type SheetCell, type SheetTable } from "./table.ts";
import type { AddedRow, TypedCell } from "./typing.ts";
import { whyFixed } from "./whyFixed.ts";

export interface Planned {
  cells: TypedCell[];
  /** Cells that cannot take what is meant for them, each with the sentence that says why. */
  refused: { place: CellPlace; said: string; sentence: string }[];
  /** How many say the same already, and are left as they are. */
  same: number;
  /** The lines that fall below the last row, as the rows that they could become. */
  below: AddedRow[];
  /** The lines that fall on rows in which nothing can be typed over, as the rows that they could become instead, by the rows they fall on. */
  onFixed: Map<string, AddedRow>;
  /** How many texts fall right of the last column. */
  beside: number;
  /** True where lines go to the rows of their names, so that `below` is those that have no row. */
  byName?: true;
}

export const nothingPlanned: Planned = { cells: [], refused: [], same: 0, below: [], onFixed: new Map(), beside: 0 };

/** Puts texts to the cells that they fall on. */
export function planned(table: SheetTable, displayed: Displayed, given: readonly Given[]): Planned {
  const plan: Planned = { cells: [], refused: [], same: 0, below: [], onFixed: new Map(), beside: 0 };
  const lines = new Map<number, AddedRow>();
  const typedOver = new Set<number>();
  for (const { row, column, typed } of given) {
    const [rowAt, columnId] = [displayed.row(row), displayed.columns[column]];
    const text = inOwnUnit(typed.trim(), table.unit);
    if (columnId === undefined) {
      // A blank beside the sheet is nothing that could be lost.
      if (text !== "") plan.beside += 1;
      continue;
    }
    if (text !== "") lines.set(row, withText(lines.get(row), columnId, text));
    if (!rowAt) continue;
    const place = { row: rowAt.key, column: columnId };
    const cell = displayed.cell({ row, column });
    if (cell?.edits) {
      typedOver.add(row);
      if (saysTheSame(text, cell)) plan.same += 1;
      else plan.cells.push({ ...place, cell, typed: text });
    } else if (text === displayed.text({ row, column }) || text === "") plan.same += 1;
    else {
      plan.refused.push({ place, said: placeSaid(table, place), sentence: whyFixed(table, rowAt, displayed.column(column)) });
    }
  }
  const refused = new Set(plan.refused.map(({ place }) => place.row));
  for (const [index, line] of lines) {
    const key = displayed.rowAt(index);
    if (key === undefined) plan.below.push(line);
    else if (refused.has(key) && !typedOver.has(index)) plan.onFixed.set(key, line);
  }
  return plan;
}

function withText(line: AddedRow = { name: "", amounts: {} }, column: string, text: string): AddedRow {
  if (column === labelColumnId) line.name = text;
  else line.amounts[column] = text;
  return line;
}

/** A sum that comes with its unit, which it need not say where that is the table's own. */
function inOwnUnit(text: string, unit: string): string {
  const ending = ` in ${unit}`;
  return text.startsWith("=") && text.endsWith(ending) ? text.slice(0, -ending.length) : text;
}

export function saysTheSame(text: string, cell: SheetCell): boolean {
  const blank = (cell.pence ?? null) === null && !cell.entry;
  if (text === "" || blank) return blank && (text === "" || (text === cell.shown && text !== notHeld));
  // What is no money says the same as it is shown, too: a day, a choice.
  return text.replaceAll(",", "") === cell.entry || text === typedAgain(cell) || (typeof cell.pence !== "number" && text === cell.shown);
}
