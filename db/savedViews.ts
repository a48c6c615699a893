// Saved views of sheets: read a page at a time by sheet, kept under a name of their own.
import { and, eq } from "drizzle-orm";
import type { On } from "./engine/open.ts";
import { type Page, type PageArgs, page, pageLimit, pageOrder, pageStart } from "./read/paging.ts";
import type { Row } from "./tables.ts";
import { readable, type Viewer } from "./viewer.ts";
import type { Kept } from "./write/change.ts";
import { refuseIfRemovedSince } from "./write/seen.ts";
import { wholes } from "./write/whole.ts";

const stored = wholes({ table: "savedView", said: "view", parts: {} });

/** An authority's views of a sheet, in the order that they were saved in. */
export async function savedViews(on: On, viewer: Viewer, authorityId: string, sheet: string, args: PageArgs): Promise<Page<Row<"savedView">>> {
  const { savedView } = on.t;
  const rows = await on.q
    .select()
    .from(savedView)
    .where(and(readable(viewer, savedView.authorityId), eq(savedView.authorityId, authorityId), eq(savedView.sheet, sheet), pageStart(savedView.position, savedView.id, args)))
    .orderBy(...pageOrder(savedView.position, savedView.id, args))
    .limit(pageLimit(args));
  return page(rows, "position", args);
}

/** Saves a view under its name, in place of the one of this sheet that had it. `id` is of a new one. */
export async function saveView(
  on: On,
  viewer: Viewer,
  authorityId: string,
  id: string,
  stated: Pick<Row<"savedView">, "sheet" | "name" | "held">,
  seen: number,
): Promise<Kept & { id: string }> {
  const { savedView } = on.t;
  const [held] = await on.q
    .select()
    .from(savedView)
    .where(and(readable(viewer, savedView.authorityId), eq(savedView.authorityId, authorityId), eq(savedView.sheet, stated.sheet), eq(savedView.name, stated.name)));
  if (!held) await refuseIfRemovedSince<Row<"savedView">>(on, authorityId, "savedView", seen, "name", (view) => view.sheet === stated.sheet && view.name === stated.name);
  return held ? { ...(await stored.change(on, viewer, held.id, stated, seen)), id: held.id } : { ...(await stored.create(on, viewer, authorityId, id, stated)), id };
}

/** Removes a view. @throws Refusal NOT_FOUND, the same for one that the viewer may not see. */
export function removeView(on: On, viewer: Viewer, id: string, seen: number): Promise<Kept> {
  return stored.remove(on, viewer, id, seen);
}
