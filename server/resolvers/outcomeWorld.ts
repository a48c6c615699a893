// What an answer about outcomes is made from: definitions, subjects and outcomes, with what the viewer may not see hidden before anything is computed.
import type { On } from "../../db/engine/open.ts";
import { type KpiSubjectWithParts, type KpiWithParts, kpiSeen } from "../../db/outcomes.ts";
import type { Viewer } from "../../db/viewer.ts";
import { addMonths } from "../finance/day.ts";
import type { OutcomeWorld, SubjectFacts } from "../finance/outcomeWorld.ts";
import { hiddenNote, type PublicationRule, withHidden } from "../finance/published.ts";
import { type FactFilter, factsOf } from "./outcomeFacts.ts";
import { hiddenAmong, rulesFor } from "./outcomeHiding.ts";
import { notesOnShared } from "./sharedNotes.ts";
import type { SharedSet } from "./sharedSet.ts";

/** Of the filter, `subjectIds` undefined reads those of every subject. */
export interface WorldAsked extends FactFilter {
  readonly kpis: (kpi: KpiWithParts) => boolean;
  /** Shows them as this publication does, to whoever asks. */
  readonly publicationId?: string | undefined;
}

export interface World extends OutcomeWorld {
  readonly kpis: readonly KpiWithParts[];
  readonly subjects: readonly (SubjectFacts & KpiSubjectWithParts)[];
  readonly stored: ReadonlyMap<string, { release: string | null; note: string | null }>;
  readonly hiddenNote: string | null;
  /** What of it is publishers', in sentences. */
  readonly sharedNotes: readonly string[];
}

/** Reads a world of a set. What was counted up to a year before `from` is there too, to compare with. */
export async function outcomeWorld(on: On, viewer: Viewer, set: SharedSet, asked: WorldAsked): Promise<World> {
  const kpis = set.kpis.filter(asked.kpis).map((kpi) => kpiSeen(viewer, kpi));
  const subjects = set.subjects.map((each) => ({ ...each, neighbourIds: each.neighbours.map(({ neighbourId }) => neighbourId) }));
  const { to, subjectIds, breakdown } = asked;
  const facts = await factsOf(on, viewer, set, kpis, { from: asked.from && addMonths(asked.from, -12), to, subjectIds, breakdown });
  const stored = facts.outcomes.map(({ id, release = null, note = null }) => [id, { release, note }] as const);
  const rules = await rulesFor(on, viewer, set, asked.publicationId);
  const sharedNotes = await notesOnShared(on, set, asked.kpis, kpis, facts);
  if (rules.strictest === null) return { kpis, subjects, outcomes: facts.outcomes, stored: new Map(stored), hiddenNote: null, sharedNotes };
  const hidden = await hiddenAmong(on, viewer, set, facts.outcomes, rules);
  const ruleOf = ({ authorityId }: { authorityId: string }) => rules.of(authorityId);
  const hiding = new Map<string, number>();
  for (const outcome of facts.outcomes) if (hidden.has(outcome.id)) hiding.set(outcome.authorityId, (hiding.get(outcome.authorityId) ?? 0) + 1);
  const hiddenNotes = [...hiding].map(([owner, count]) => hiddenNote(rules.of(owner) as PublicationRule, count));
  return {
    kpis,
    subjects,
    outcomes: withHidden(facts.outcomes, kpis, hidden, ruleOf),
    // A note on what is hidden may tell the count.
    stored: new Map(stored.map(([id, row]) => [id, hidden.has(id) ? { ...row, note: null } : row])),
    hiddenNote: [...new Set(hiddenNotes)].join(" ") || null,
    sharedNotes,
  };
}
