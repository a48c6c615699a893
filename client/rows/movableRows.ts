// The rows of a table that can be moved, grouped and removed, and what is chosen of them.
import type { SheetTable } from "../grid/table.ts";

export type MovableKind = "cost centre" | "commitment";

export interface MovableRow {
  kind: MovableKind;
  /** The row's key in its table. */
  key: string;
  /** The stored thing's id. */
  id: string;
  label: string;
  /** The group that it is added up under; empty where it stands alone. */
  group: string;
}

const subtotals = { "cost centre": "subtotal:", commitment: "commitments:" } as const;

/** Those of the medium-term table: its cost centres and its commitments, each with the group whose subtotal follows it. */
export function movableRows(table: SheetTable): MovableRow[] {
  const rows: MovableRow[] = [];
  const groups = { "cost centre": "", commitment: "" };
  for (const row of [...table.rows].reverse()) {
    for (const kind of ["cost centre", "commitment"] as const) if (row.key.startsWith(subtotals[kind])) groups[kind] = row.key.slice(subtotals[kind].length);
    const kind = row.key.startsWith("costCentre:") ? "cost centre" : row.key.startsWith("commitment:") ? "commitment" : null;
    if (kind && row.subjectId) rows.push({ kind, key: row.key, id: row.subjectId, label: row.label, group: row.level > 0 ? groups[kind] : "" });
  }
  return rows.reverse();
}

/** The chosen rows, all of one kind: that of the first. */
export function chosenRows(rows: readonly MovableRow[], keys: readonly string[]): MovableRow[] {
  const wanted = new Set(keys);
  const chosen = rows.filter(({ key }) => wanted.has(key));
  return chosen.filter(({ kind }) => kind === chosen[0]?.kind);
}

/** The row that the chosen ones pass when they move: the one above the first, or below the last; undefined at the end. */
export function passed(rows: readonly MovableRow[], chosen: readonly MovableRow[], way: "up" | "down"): MovableRow | undefined {
  const ofKind = rows.filter(({ kind }) => kind === chosen[0]?.kind);
  const at = ofKind.indexOf((way === "up" ? chosen[0] : chosen[chosen.length - 1]) as MovableRow);
  return ofKind[at + (way === "up" ? -1 : 1)];
}

/** "North", "North and South", "North and 3 more". */
export function rowsSaid(chosen: readonly MovableRow[]): string {
  const [first, second] = chosen;
  if (chosen.length === 2) return `${first?.label} and ${second?.label}`;
  return chosen.length === 1 ? `${first?.label}` : `${first?.label} and ${chosen.length - 1} more`;
}

/** Where a cost centre goes that is inserted above a row or below it ("above:north"): before which, and into which group. */
export function insertedAt(rows: readonly MovableRow[], said: string): { before: string | null; group: string } {
  const [where, id] = [said.slice(0, said.indexOf(":")), said.slice(said.indexOf(":") + 1)];
  const row = rows.find((each) => each.id === id);
  if (!row) return { before: null, group: "" };
  if (where === "above") return { before: id, group: row.group };
  const next = passed(rows, [row], "down");
  // At the end of its group it stands before none: the last of the group is where it is put.
  return { before: next && (row.group === "" || next.group === row.group) ? next.id : null, group: row.group };
}
