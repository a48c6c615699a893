// What an answer about outcomes is made from: definitions, subjects and outcomes, with what the viewer may not see hidden before anything is computed.
import { setImmediate as breathe } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import type { On } from "../../db/engine/open.ts";
import { activityRead, type KpiSubjectWithParts, type KpiWithParts, kpiSeen, kpis, outcomesRead, publications } from "../../db/outcomes.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { seesWholeCounts, type Viewer } from "../../db/viewer.ts";
import { Refusal } from "../../db/write/refusal.ts";
import type { Activity } from "../finance/activity.ts";
import { addMonths, type Day } from "../finance/day.ts";
import type { OutcomeFacts } from "../finance/kpi.ts";
import type { OutcomeWorld, SubjectFacts } from "../finance/outcomeWorld.ts";
import { hiddenNote, hiddenOutcomes, type PublicationRule, usualRule, withHidden } from "../finance/published.ts";
import { subjectsRead } from "./subjects.ts";

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
  const set = await kpis.all(on, viewer, authorityId);
  const held = set.filter(asked.kpis).map((kpi) => kpiSeen(viewer, kpi));
  const subjects = (await subjectsRead(on, viewer, authorityId)).map((each) => ({ ...each, neighbourIds: each.neighbours.map(({ neighbourId }) => neighbourId) }));
  const from = asked.from && addMonths(asked.from, -12);
  const entered = held.filter((kpi) => kpi.computed === null).map(({ id }) => id);
  const rows = await outcomesRead(on, viewer, authorityId, { kpiIds: entered, from, to: asked.to, subjectIds: asked.subjectIds, breakdown: asked.breakdown });
  const computed = held.filter((kpi) => kpi.computed !== null);
  const worked = computed.length === 0 ? [] : workedOut(computed, await activityRead(on, viewer, authorityId, { from, to: asked.to }));
  const outcomes: OutcomeFacts[] = [...rows, ...worked];
  const rule = await ruleFor(on, viewer, authorityId, asked.publicationId);
  if (rule === null) return { kpis: held, subjects, outcomes, stored: new Map(rows.map((row) => [row.id, row])), hiddenNote: null };
  const hidden = await hiddenAmong(on, viewer, authorityId, { set, subjects, outcomes, rule });
  return {
    kpis: held,
    subjects,
    outcomes: withHidden(outcomes, held, hidden, rule),
    // A note on what is hidden may tell the count.
    stored: new Map(rows.map((row) => [row.id, hidden.has(row.id) ? { ...row, note: null } : row])),
    hiddenNote: hiddenNote(rule, outcomes.filter(({ id }) => hidden.has(id)).length),
  };
}

/** What is hidden of one KPI and period, kept until the data's version moves: it follows from all that is published of them, and takes long. */
const kept = new LRUCache<string, ReadonlySet<string>>({ maxSize: 5_000_000, sizeCalculation: ({ size }) => size + 1 });

interface ToHide {
  /** Every KPI of the authority's set. */
  readonly set: readonly KpiWithParts[];
  readonly subjects: readonly SubjectFacts[];
  /** Those that are to be shown. */
  readonly outcomes: readonly OutcomeFacts[];
  readonly rule: PublicationRule;
}

/**
 * What is hidden among outcomes: from everybody's outcomes of the same KPI and period with all their parts, and where a KPI is counted by
 * several sorts of period, from all of them. So it never depends on what was asked.
 */
async function hiddenAmong(on: On, viewer: Viewer, authorityId: string, { set, subjects, outcomes, rule }: ToHide): Promise<ReadonlySet<string>> {
  const version = await dataVersion(on, authorityId);
  const hidden = new Set<string>();
  for (const [name, { versions, startsOn }] of groupsOf(set, outcomes)) {
    const key = JSON.stringify([authorityId, version, rule.hiddenUpTo, name]);
    let found = kept.get(key);
    if (!found) {
      const days = startsOn === null ? {} : { from: startsOn, to: startsOn };
      const entered = versions.filter((kpi) => kpi.computed === null).map(({ id }) => id);
      const rows = await outcomesRead(on, viewer, authorityId, { kpiIds: entered, ...days });
      const computed = versions.filter((kpi) => kpi.computed !== null);
      const worked = computed.length === 0 ? [] : workedOut(computed, await activityRead(on, viewer, authorityId, days));
      found = hiddenOutcomes({ kpis: versions, subjects, outcomes: [...rows, ...worked] }, rule);
      kept.set(key, found);
      // Others are let in between two of them.
      await breathe();
    }
    for (const id of found) hidden.add(id);
  }
  return hidden;
}

/** The KPIs and periods of outcomes; a code that is counted by several sorts of period is one, over all time. */
function groupsOf(set: readonly KpiWithParts[], outcomes: readonly OutcomeFacts[]): Map<string, { versions: KpiWithParts[]; startsOn: Day | null }> {
  const known = new Map(set.map((kpi) => [kpi.id, kpi]));
  const groups = new Map<string, { versions: KpiWithParts[]; startsOn: Day | null }>();
  for (const { kpiId, startsOn } of outcomes) {
    const kpi = known.get(kpiId);
    if (!kpi?.ofPeople) continue;
    const versions = set.filter(({ code }) => code === kpi.code);
    const alike = versions.every(({ frequency }) => frequency === kpi.frequency);
    const name = alike ? `${kpi.id}|${startsOn}` : `code ${kpi.code}`;
    if (!groups.has(name)) groups.set(name, alike ? { versions: [kpi], startsOn } : { versions, startsOn: null });
  }
  return groups;
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
