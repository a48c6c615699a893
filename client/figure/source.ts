// Where a figure comes from, in a sentence to stand behind it: whose table, which row and column, and of which version of the data.

import type { CellPlace, SheetRow, SheetTable } from "../grid/table.ts";
import { titleOf } from "../text/authorityName.ts";

/**
 * "Essex County Council: medium-term table, MTRS draft 2023: Remaining unallocated budget, 2024/25 draft. Tabled, data version 482." `unit` stands
 * behind the column where the figure leaves it unsaid; a table that is not headed by its authority has her before it. Null for what the table has not.
 */
export function sourceOf(table: SheetTable, authority: string | undefined, place: CellPlace, unit: string | null): string | null {
  const at = table.rows.findIndex((row) => row.key === place.row);
  const column = table.columns.find((each) => each.key === place.column);
  if (at < 0 || !column) return null;
  const said = [...headingsOf(table.rows, at), labelled(table.rows[at] as SheetRow)].join(", ");
  const columnSaid = [[column.label, column.status].filter(Boolean).join(" "), periodOf(table, at, column.key), unit].filter(Boolean).join(", ");
  const version = table.dataVersion === undefined ? "" : `, data version ${table.dataVersion}`;
  return `${titleOf(table, authority)}: ${said}, ${columnSaid}. Tabled${version}.`;
}

/** The figure with its source behind it: "£4.3m (Essex County Council: …, data version 482)". */
export function withSource(text: string, source: string): string {
  return `${text} (${source.replace(/\.$/, "")})`;
}

/** The period of a row's latest figure, where the table says it in a column of its own; a column of one period is headed by it. */
function periodOf({ columns, rows }: SheetTable, at: number, column: string): string | null {
  const latest = columns.findIndex(({ key }) => key === "latest");
  return latest < 0 || column === "latest" || column.includes("|") ? null : (rows[at]?.cells[latest]?.shown ?? null);
}

function labelled({ label, status }: SheetRow): string {
  return status ? `${label} (${status})` : label;
}

/** The rows that a row stands under, without which its name would not say what it is of: headings, and the thing of which it is a part. */
function headingsOf(rows: readonly SheetRow[], at: number): string[] {
  const row = rows[at] as SheetRow;
  const over: string[] = [];
  let { level } = row;
  for (let index = at - 1; index >= 0 && level > 0; index -= 1) {
    const before = rows[index] as SheetRow;
    if (before.level >= level) continue;
    if (before.kind === "SUBTOTAL" || before.kind === "TOTAL" || before.kind === "REMAINING") break;
    // A row of the same kind stands beside it, in no group of its own.
    if (before.kind === row.kind) continue;
    over.unshift(before.label);
    level = before.level;
  }
  return over;
}
