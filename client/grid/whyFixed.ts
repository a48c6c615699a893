// Why a cell cannot be typed over, and where what it shows can be changed.
import { cellAt, type SheetColumn, type SheetRow, type SheetTable } from "./table.ts";

const opens = "Press Enter to open it and change it there.";

/** The sentence for a cell without `edits`; `column` is undefined for a row's heading. */
export function whyFixed(table: SheetTable, row: SheetRow, column: SheetColumn | undefined): string {
  if (table.locked) return table.locked;
  const fixed = column && cellAt(table, row, column.key)?.fixed;
  if (fixed) return fixed;
  if (row.kind === "HEADING") return "This cannot be typed over: it is a heading.";
  if (row.kind === "SUBTOTAL" || row.kind === "TOTAL" || row.kind === "REMAINING") {
    return column ? "This cannot be typed over: it is worked out from the rows above it. Change one of those, and it follows." : "This cannot be typed over: it is a heading.";
  }
  if (!column) return row.subjectId ? `This cannot be typed over: it is a heading. ${opens}` : "This cannot be typed over: it is a heading.";
  if (column.words) return row.subjectId ? `This cannot be typed over. ${opens}` : "This cannot be typed over.";
  if (row.kind === "COMMITMENT" && row.subjectId) return "This cannot be typed over: it is worked out from its terms. Press Enter to open them.";
  return "This cannot be typed over: it is worked out, as shown above the sheet.";
}
