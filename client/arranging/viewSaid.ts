// What is arranged of a sheet, in sentences: above the sheet, and on paper.
import type { SheetTable } from "../grid/table.ts";
import type { ArrangedTable } from "./arranged.ts";
import type { Arrangement } from "./arrangement.ts";
import { arrangementSaid } from "./said.ts";

/** "Sorted by 2023/24 budget, the largest first. Totals are of all rows, 3 of 10 are shown."; empty where nothing is arranged. */
export function viewSaid(whole: SheetTable, { shown, of }: ArrangedTable, arrangement: Arrangement): string {
  const said = arrangementSaid(whole, arrangement).join("; ");
  const counted =
    shown < of || filters(arrangement) ? `${hasTotals(whole) ? "Totals are of all rows, " : ""}${shown} of ${of} ${hasTotals(whole) ? "are" : "rows are"} shown.` : "";
  return [said && `${said.slice(0, 1).toUpperCase()}${said.slice(1)}.`, counted].filter(Boolean).join(" ");
}

function filters({ rows, kinds, where }: Arrangement): boolean {
  return rows !== "" || kinds.length > 0 || where.length > 0;
}

function hasTotals(table: SheetTable): boolean {
  return table.rows.some(({ kind }) => kind === "TOTAL" || kind === "SUBTOTAL" || kind === "REMAINING");
}
