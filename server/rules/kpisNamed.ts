// The KPIs that an authority's facts name: its own, and those of the publishers that it uses.
import type { On } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import type { Row } from "../../db/tables.ts";
import { ownersUsed } from "../../db/write/owners.ts";

export async function kpisNamed(on: On, authorityId: string, ids: readonly string[]): Promise<Row<"kpi">[]> {
  const own = await rowsWith(on, "kpi", authorityId, "id", ids);
  const known = new Set(own.map(({ id }) => id));
  const others = ids.filter((id) => !known.has(id));
  if (others.length === 0) return own;
  const [, ...publishers] = await ownersUsed(on, authorityId);
  return publishers.length === 0 ? own : [...own, ...(await rowsWith(on, "kpi", publishers, "id", others))];
}
