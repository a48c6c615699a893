// The outcomes of a set as they were entered, and those that are worked out from placements: of several owners, own first.
import type { On } from "../../db/engine/open.ts";
import { activityRead, type KpiWithParts, outcomesRead } from "../../db/outcomes.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Activity } from "../finance/activity.ts";
import type { Day } from "../finance/day.ts";
import type { OutcomeFacts } from "../finance/kpi.ts";
import { type OwnFirst, ownFirst } from "../finance/sharedFacts.ts";
import type { SharedSet } from "./sharedSet.ts";

/** An outcome with whose it is, and what is stored beside it where it was entered. */
export type Fact = OutcomeFacts & { readonly authorityId: string; readonly release?: string | null; readonly note?: string | null };

export interface FactFilter {
  readonly subjectIds?: readonly string[] | undefined;
  /** First days of periods. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly breakdown?: string | undefined;
}

/** The outcomes of some KPIs of a set: each place has one, that of the owner who comes first. */
export async function factsOf(on: On, viewer: Viewer, set: SharedSet, of: readonly KpiWithParts[], filter: FactFilter): Promise<OwnFirst<Fact>> {
  const entered = set.all(of.filter((kpi) => kpi.computed === null).map(({ id }) => id));
  const rows = await outcomesRead(on, viewer, set.owners, { ...filter, kpiIds: entered, subjectIds: filter.subjectIds && set.all(filter.subjectIds) });
  const computed = of.filter((kpi) => kpi.computed !== null);
  const worked = computed.length === 0 ? [] : workedOut(computed, await activityRead(on, viewer, set.owners, { from: filter.from, to: filter.to }), set);
  if (set.owners.length === 1) return { outcomes: [...rows, ...worked], replaced: [] };
  const places = new Map(set.owners.map((owner, place) => [owner, place]));
  return ownFirst<Fact>([...rows, ...worked], ({ authorityId }) => places.get(authorityId) ?? 0, set.one);
}

/** Activity as the outcomes of the KPIs that are computed from it: those of a KPI's own sort of period, each owner's by itself. */
function workedOut(computed: readonly KpiWithParts[], rows: Awaited<ReturnType<typeof activityRead>>, set: SharedSet): Fact[] {
  const outcomes = new Map<string, Fact & { activity: Activity[] }>();
  for (const kpi of computed) {
    for (const row of rows) {
      if (row.kind !== kpi.frequency) continue;
      const { authorityId, startsOn } = row;
      const subjectId = set.one(row.subjectId);
      const id = `computed:${kpi.id}:${subjectId}:${startsOn}${authorityId === set.owners[0] ? "" : `:${authorityId}`}`;
      const before = outcomes.get(id);
      if (before) before.activity.push(row);
      else
        outcomes.set(id, { id, authorityId, kpiId: kpi.id, subjectId, startsOn, breakdown: "", numerator: null, denominator: null, value: null, missing: null, activity: [row] });
    }
  }
  return [...outcomes.values()];
}
