// Moving rows of a table: cost centres and commitments, several at once, before or behind another, into a group or out of it.
import { and, asc, eq, isNull } from "drizzle-orm";
import type { On } from "../engine/open.ts";
import { requireChange, type Viewer } from "../viewer.ts";
import { type Change, fieldChanges, type Kept } from "./change.ts";
import { applyBatch } from "./changes.ts";
import { type PlacedRow, placesFor, printedOrder } from "./places.ts";
import { Refusal } from "./refusal.ts";
import { refuseIfMovedSince } from "./seen.ts";

type ArrangedTable = "costCentre" | "commitment";

/** What its group is called in each table, and what one of its rows is. */
const shapes = {
  costCentre: { group: "serviceGroup", one: "cost centre" },
  commitment: { group: "groupName", one: "commitment" },
} as const;

export type ArrangedRow = PlacedRow & { name: string };

/** Where rows go: before a row or behind it, and into a group (null: each stands alone). What is left out stays. */
export interface Arranging {
  ids: readonly string[];
  before?: string | null | undefined;
  after?: string | null | undefined;
  group?: string | null | undefined;
}

/** An authority's rows in the order of their places. */
export async function placedRows(on: On, table: ArrangedTable, authorityId: string): Promise<ArrangedRow[]> {
  if (table === "costCentre") {
    const { costCentre: c } = on.t;
    return on.q
      .select({ id: c.id, name: c.name, group: c.serviceGroup, position: c.position })
      .from(c)
      .where(and(eq(c.authorityId, authorityId), isNull(c.removedAt)))
      .orderBy(asc(c.position), asc(c.id));
  }
  const { commitment: c } = on.t;
  return on.q
    .select({ id: c.id, name: c.name, group: c.groupName, position: c.position })
    .from(c)
    .where(and(eq(c.authorityId, authorityId), isNull(c.optionId)))
    .orderBy(asc(c.position), asc(c.id));
}

/**
 * The changes that put rows where they are wanted. Rows that move keep their order among each other.
 * @throws Refusal NOT_FOUND for a row that is not among these, BAD_INPUT where a row is to stand beside one that moves with it.
 */
export function arrangement(table: ArrangedTable, rows: readonly ArrangedRow[], { ids, before, after, group }: Arranging): Change[] {
  const shape = shapes[table];
  const moving = new Set(ids);
  const anchor = before ?? after ?? null;
  const field = before ? "before" : "after";
  const known = new Set(rows.map(({ id }) => id));
  const lost = ids.findIndex((id) => !known.has(id));
  if (lost >= 0) throw new Refusal("NOT_FOUND", `ids[${lost}]`, `There is no such ${shape.one} in this authority.`);
  if (anchor !== null && !known.has(anchor)) throw new Refusal("NOT_FOUND", field, `There is no such ${shape.one} in this authority.`);
  if (anchor !== null && moving.has(anchor)) throw new Refusal("BAD_INPUT", field, "This row is among those that move. Name one that stays.");
  if (before && after) throw new Refusal("BAD_INPUT", "after", "Say once where the rows go: before a row, or after one.");

  const regrouped = rows.map((row) => (moving.has(row.id) && group !== undefined ? { ...row, group } : row));
  const printed = printedOrder(rows).map(({ id }) => id);
  const byId = new Map(regrouped.map((row) => [row.id, row]));
  const inOrder = (wanted: readonly string[]) => wanted.map((id) => byId.get(id) as ArrangedRow);
  let places = new Map<string, number>();
  if (anchor !== null) {
    const left = printed.filter((id) => !moving.has(id));
    const at = left.indexOf(anchor) + (before ? 0 : 1);
    const wanted = [...left.slice(0, at), ...printed.filter((id) => moving.has(id)), ...left.slice(at)];
    places = placesFor(inOrder(wanted), moving);
  }
  return rows.flatMap((row) => {
    const position = places.get(row.id) ?? row.position;
    const to = byId.get(row.id)?.group ?? null;
    return fieldChanges(table, row.id, { position: row.position, [shape.group]: row.group }, { position, [shape.group]: to }, "ids");
  });
}

/** Puts rows where they are wanted, as one batch. */
export async function arrangeRows(on: On, viewer: Viewer, table: ArrangedTable, authorityId: string, arranging: Arranging, seen: number): Promise<Kept> {
  requireChange(viewer, authorityId);
  const rows = await placedRows(on, table, authorityId);
  const changes = arrangement(table, rows, arranging);
  await refuseIfMovedSince(on, authorityId, arranging.ids, seen, "ids", { fields: ["position", shapes[table].group] });
  const [first] = rows.filter(({ id }) => id === arranging.ids[0]);
  const what = arranging.ids.length === 1 ? first?.name : `${arranging.ids.length} ${shapes[table].one}s`;
  const why = arranging.before || arranging.after ? `Move ${what}` : arranging.group ? `Group ${what} under ${arranging.group}` : `Ungroup ${what}`;
  return applyBatch(on, viewer, { authorityId, why, changes });
}
