// What an answer about outcomes is made from: definitions, subjects and outcomes, with what the viewer may not see hidden before anything is computed.
import type { On } from "../../db/open.ts";
import { activityRead, type KpiSubjectWithParts, type KpiWithParts, kpiSeen, kpiSubjects, kpis, outcomesRead, publications } from "../../db/outcomes.ts";
import { Refusal } from "../../db/refusal.ts";
import { seesWholeCounts, type Viewer } from "../../db/viewer.ts";
import type { Activity } from "../finance/activity.ts";
import { addMonths, type Day } from "../finance/day.ts";
import type { OutcomeFacts } from "../finance/kpi.ts";
import type { OutcomeWorld, SubjectFacts } from "../finance/outcomes.ts";
import { asPublished, hiddenNote, type PublicationRule, usualRule } from "../finance/published.ts";

export interface WorldAsked {
  readonly kpis: (kpi: KpiWithParts) => boolean;
  /** Undefined reads those of every subject. */
  readonly subjectIds?: readonly string[] | undefined;
  /** First days of periods. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly breakdown?: string | undefined;
  /** Shows them as this publication does, to whoever asks. */
  readonly publicationId?: string | undefined;
}

export interface World extends OutcomeWorld {
  readonly kpis: readonly KpiWithParts[];
  readonly subjects: readonly (SubjectFacts & KpiSubjectWithParts)[];
  readonly stored: ReadonlyMap<string, { release: string | null; note: string | null }>;
  readonly hiddenNote: string | null;
}

/** Reads a world. What was counted up to a year before `from` is there too, to compare with. */
export async function outcomeWorld(on: On, viewer: Viewer, authorityId: string, asked: WorldAsked): Promise<World> {
  const held = (await kpis.all(on, viewer, authorityId)).filter(asked.kpis).map((kpi) => kpiSeen(viewer, kpi));
  const subjects = (await kpiSubjects.all(on, viewer, authorityId)).map((each) => ({ ...each, neighbourIds: each.neighbours.map(({ neighbourId }) => neighbourId) }));
  const rule = await ruleFor(on, viewer, authorityId, asked.publicationId);
  const from = asked.from && addMonths(asked.from, -12);
  // What is hidden follows from all that is published, and not from what is asked for.
  const narrowed = rule === null ? { subjectIds: asked.subjectIds, breakdown: asked.breakdown } : {};
  const entered = held.filter((kpi) => kpi.computed === null).map(({ id }) => id);
  const rows = await outcomesRead(on, viewer, authorityId, { kpiIds: entered, from, to: asked.to, ...narrowed });
  const computed = held.filter((kpi) => kpi.computed !== null);
  const worked = computed.length === 0 ? [] : workedOut(computed, await activityRead(on, viewer, authorityId, { from, to: asked.to }));
  const world = { kpis: held, subjects, outcomes: [...rows, ...worked] };
  const published = rule === null ? null : asPublished(world, rule);
  const shown = new Set<OutcomeFacts>(published?.outcomes ?? world.outcomes);
  return {
    ...world,
    outcomes: published?.outcomes ?? world.outcomes,
    // What is hidden is another object in its place, and a note on it may tell the count.
    stored: new Map(rows.map((row) => [row.id, shown.has(row) ? row : { ...row, note: null }])),
    hiddenNote: rule && published ? hiddenNote(rule, published.hidden) : null,
  };
}

/** The rule that a viewer sees an authority's outcomes by; null for whole counts. Without the right to those there is one rule only: two would tell more than either. */
async function ruleFor(on: On, viewer: Viewer, authorityId: string, publicationId: string | null | undefined): Promise<PublicationRule | null> {
  const stated = await publications.all(on, viewer, authorityId);
  if (!seesWholeCounts(viewer, authorityId)) return stated[0] ?? usualRule;
  if (!publicationId) return null;
  const found = stated.find(({ id }) => id === publicationId);
  if (!found) throw new Refusal("NOT_FOUND", "publication", "There is no such publication, or you may not see it.");
  return found;
}

/** Activity as the outcomes of the KPIs that are computed from it: those of a KPI's own sort of period. */
function workedOut(computed: readonly KpiWithParts[], rows: readonly (Activity & { subjectId: string; kind: string; startsOn: Day })[]): OutcomeFacts[] {
  const outcomes = new Map<string, OutcomeFacts & { activity: Activity[] }>();
  for (const kpi of computed) {
    for (const row of rows) {
      if (row.kind !== kpi.frequency) continue;
      const id = `computed:${kpi.id}:${row.subjectId}:${row.startsOn}`;
      const before = outcomes.get(id);
      if (before) before.activity.push(row);
      else
        outcomes.set(id, {
          id,
          kpiId: kpi.id,
          subjectId: row.subjectId,
          startsOn: row.startsOn,
          breakdown: "",
          numerator: null,
          denominator: null,
          value: null,
          missing: null,
          activity: [row],
        });
    }
  }
  return [...outcomes.values()];
}
