// An authority's own targets and baselines of a publisher's KPI, which it may state without changing the KPI.
import type { On } from "../../db/engine/open.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import type { Row } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Kept } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { partChanges } from "../../db/write/parts.ts";
import { refuseIfMovedSince } from "../../db/write/seen.ts";
import { InputError } from "../finance/inputError.ts";
import { checkKpi } from "../finance/kpi.ts";
import { kpiIn } from "../resolvers/sharedSet.ts";

type Stated<Part> = Omit<Part, "id" | "authorityId" | "kpiId" | "position">;

export interface OwnTargets {
  readonly targets: readonly Stated<Row<"kpiTarget">>[];
  readonly baselines: readonly Stated<Row<"kpiBaseline">>[];
}

export async function writeOwnTargets(on: On, viewer: Viewer, authorityId: string, kpiId: string, given: OwnTargets, seen: number): Promise<Kept> {
  const { kpi } = await kpiIn(on, viewer, authorityId, kpiId);
  if (kpi.authorityId === authorityId) throw new InputError("kpi", "This KPI is the authority's own. Its targets are changed with it.");
  const targets = given.targets.map((target) => ({ ...target, toleranceIn: target.tolerance === null ? null : (target.toleranceIn ?? ("points" as const)) }));
  checkKpi({ ...kpi, targets });
  const inOrder = <Part extends { position: number }>(parts: Part[]) => parts.sort((a, b) => a.position - b.position);
  const held = {
    targets: inOrder(await rowsWith(on, "kpiTarget", authorityId, "kpiId", [kpi.id])),
    baselines: inOrder(await rowsWith(on, "kpiBaseline", authorityId, "kpiId", [kpi.id])),
  };
  await refuseIfMovedSince(on, authorityId, [kpi.id, ...held.targets.map(({ id }) => id), ...held.baselines.map(({ id }) => id)], seen, "kpi");
  const owner = { authorityId, kpiId: kpi.id };
  return applyBatch(on, viewer, {
    authorityId,
    why: `Change own targets of ${kpi.name}`,
    changes: [...partChanges("kpiTarget", held.targets, targets, owner, "input.targets"), ...partChanges("kpiBaseline", held.baselines, given.baselines, owner, "input.baselines")],
  });
}
