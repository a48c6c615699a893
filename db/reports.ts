// Reports: named sets of tables, each with its tables in their order.

import type { On } from "./engine/open.ts";
import type { Viewer } from "./viewer.ts";
import type { Kept } from "./write/change.ts";
import { Refusal } from "./write/refusal.ts";
import { type Stated, type Whole, wholes } from "./write/whole.ts";

const parts = { items: { table: "reportItem", key: ["address"] } } as const;

export const reports = wholes({ table: "report", said: "report", parts });

export type ReportWithItems = Whole<"report", typeof parts>;
export type StatedReport = Stated<"report", typeof parts>;

/** Puts a report as stated in place of the authority's own with this id. @throws Refusal NOT_FOUND, STALE, or DUPLICATE for a name that another has. */
export async function changeReport(on: On, viewer: Viewer, authorityId: string, id: string, stated: StatedReport, seen: number): Promise<Kept> {
  const held = await reports.byId(on, viewer, id);
  if (held.authorityId !== authorityId) throw new Refusal("NOT_FOUND", "id", "There is no such report in this authority.");
  return reports.change(on, viewer, id, stated, seen);
}
