// A table with what waits in it: what a person typed stands in its cell at once, then what the server answered, until the table is read again.
import type { Unit } from "../../address.ts";
import { shownAmount } from "../../grid/amounts.ts";
import { isBare, shownTyped, withUnit } from "../../grid/bareAmount.ts";
import { headingCell, type SheetCell, type SheetRow, type SheetTable } from "../../grid/table.ts";
import { unitLabels as labels } from "./expected.ts";
import { leftSince, type Stand, type Stands } from "./stands.ts";
import type { WaitingCell, WaitingChange } from "./waiting.ts";

interface Standing {
  cell: WaitingCell;
  into: WaitingChange["into"];
  unit: Unit;
  waits: NonNullable<SheetCell["waits"]>;
}

const nowhere: Stands["cells"] = new Map();

/** The table of a version with its waiting cells. A text that waits is shown; where two wrote to a cell, what is stored is shown, and marked. */
export function withWaiting(table: SheetTable, version: string, list: readonly WaitingChange[], stepping: Stands | null): SheetTable {
  const standing = new Map<string, Standing>();
  for (const change of list) {
    if (change.version !== version) continue;
    const stale = new Set(change.conflicts?.map(({ cell }) => cell));
    const waits = change.state === "waiting" && change.delayed ? "delayed" : change.state;
    for (const cell of change.cells) {
      if (change.state !== "conflict" || stale.has(cell.address)) standing.set(cell.address, { cell, into: change.into, unit: change.unit, waits });
    }
  }
  const left = leftSince(version, table.dataVersion ?? Number.POSITIVE_INFINITY);
  const goingTo = stepping?.version === version ? stepping.cells : nowhere;
  if (standing.size + left.size + goingTo.size === 0) return table;

  function shownCell(row: SheetRow, cell: SheetCell): SheetCell {
    if (!cell.edits) return cell;
    const stepped = goingTo.get(cell.edits);
    const own = stepped ?? left.get(cell.edits);
    const answered: SheetCell = own ? { ...cell, ...stood(own), ahead: true, ...(stepped && { waits: "waiting" }) } : cell;
    const found = standing.get(cell.edits);
    if (!found) return answered;
    if (found.waits === "conflict" || found.waits === "refused") return { ...answered, waits: found.waits };
    // What the text comes to is not known before the server has read it.
    const { pence: _, ...rest } = answered;
    const { typed } = found.cell;
    // Of a register's cells those that hold money are amounts; a name, a day and a count stand as they were typed.
    if (found.into === "fields" && typeof cell.pence !== "number") return { ...rest, shown: typed, entry: typed, waits: found.waits, ahead: true };
    const entry = entryOf(typed, found.unit);
    const shown = labels[found.unit] === table.unit ? shownTyped(typed, table.unit, found.into !== "fields" && row.kind === "COMMITMENT") : entry;
    return { ...rest, shown, entry, waits: found.waits, ahead: true };
  }
  function stood({ pence, shown, entry, unit }: Stand): Pick<SheetCell, "pence" | "shown" | "entry"> {
    return { pence, entry: pence === null ? entry : entryOf(entry, unit), shown: pence === null || labels[unit] === table.unit ? shown : shownAmount(BigInt(pence), table.unit) };
  }
  /** A text as one would type it into this table: in a table of another unit it says its own. */
  function entryOf(typed: string, unit: Unit): string {
    return labels[unit] === table.unit ? (isBare(typed) ? typed.replaceAll(",", "") : typed) : withUnit(typed, labels[unit]);
  }

  const stands = (edits: string | null | undefined) => Boolean(edits) && (standing.has(edits as string) || left.has(edits as string) || goingTo.has(edits as string));
  /** A row whose name was typed over. */
  function named(row: SheetRow): SheetRow {
    const heading = stands(row.edits) ? headingCell(row) : undefined;
    if (!heading) return row;
    const { shown, waits, ahead } = shownCell(row, heading);
    return { ...row, label: shown, ...(waits && { waits }), ...(ahead && { ahead }) };
  }
  const rows = table.rows.map((row) => {
    if (!row.cells.some(({ edits }) => stands(edits))) return named(row);
    return { ...named(row), cells: row.cells.map((cell) => shownCell(row, cell)) };
  });
  return { ...table, rows };
}
