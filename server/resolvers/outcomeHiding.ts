// What of outcomes is hidden from a viewer: by the rule of whosever they are, from all that is published of them, whatever was asked.
import { setImmediate as breathe } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import type { On } from "../../db/engine/open.ts";
import { type KpiWithParts, publications } from "../../db/outcomes.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { seesWholeCounts, type Viewer } from "../../db/viewer.ts";
import { Refusal } from "../../db/write/refusal.ts";
import type { Day } from "../finance/day.ts";
import type { OutcomeFacts } from "../finance/kpi.ts";
import { hiddenOutcomes, type PublicationRule, usualRule } from "../finance/published.ts";
import { type Fact, factsOf } from "./outcomeFacts.ts";
import { aloneIn, type SharedSet } from "./sharedSet.ts";

/** By which rule a viewer sees the outcomes of each owner; null for whole counts. */
export interface HidingRules {
  readonly of: (ownerId: string) => PublicationRule | null;
  /** The rule that hides most; null where nothing is hidden. */
  readonly strictest: PublicationRule | null;
}

/**
 * The rules that a viewer sees a set's outcomes by. Without the right to an owner's whole counts there is one rule only for its outcomes: two would tell
 * more than either. As an authority publishes them, its publishers' outcomes are hidden by the stricter of its rule and theirs.
 */
export async function rulesFor(on: On, viewer: Viewer, { owners }: SharedSet, publicationId: string | null | undefined): Promise<HidingRules> {
  const [authorityId, ...publisherIds] = owners;
  const all = await publications.all(on, viewer, owners);
  const stated = (owner: string) => all.filter((each) => each.authorityId === owner);
  const rules = new Map<string, PublicationRule | null>([[authorityId, ownRule(viewer, authorityId, stated(authorityId), publicationId)]]);
  const asked = seesWholeCounts(viewer, authorityId) ? (rules.get(authorityId) ?? null) : null;
  for (const id of publisherIds) {
    const [first] = stated(id);
    if (!seesWholeCounts(viewer, id)) rules.set(id, stricter([first ?? usualRule, asked]));
    else rules.set(id, asked && stricter([asked, first ?? null]));
  }
  return { of: (owner) => rules.get(owner) ?? null, strictest: stricter([...rules.values()]) };
}

function ownRule(viewer: Viewer, authorityId: string, stated: readonly (PublicationRule & { id: string })[], publicationId: string | null | undefined): PublicationRule | null {
  if (!seesWholeCounts(viewer, authorityId)) return stated[0] ?? usualRule;
  if (!publicationId) return null;
  const found = stated.find(({ id }) => id === publicationId);
  if (!found) throw new Refusal("NOT_FOUND", "publication", "There is no such publication, or you may not see it.");
  return found;
}

function stricter(rules: readonly (PublicationRule | null)[]): PublicationRule | null {
  return rules.reduce((most, rule) => (rule !== null && (most === null || rule.hiddenUpTo > most.hiddenUpTo) ? rule : most), null);
}

/** One place of a table of outcomes. */
type Place = Pick<OutcomeFacts, "kpiId" | "subjectId" | "startsOn" | "breakdown">;
type Hidden = ReadonlyMap<string, Place>;
/** The version of each owner's data. */
type Versions = ReadonlyMap<string, number>;

/** The KPIs and the period of outcomes that are hidden together; without a period over all time. */
interface Group {
  readonly versions: readonly KpiWithParts[];
  readonly startsOn: Day | null;
}

/** What is hidden of one KPI and period, kept until a version of its owners' data moves: it follows from all that is published of them, and takes long. */
const kept = new LRUCache<string, Hidden>({ maxSize: 5_000_000, sizeCalculation: ({ size }) => size + 1 });

/**
 * The ids of what is hidden among outcomes: from everybody's outcomes of the same KPI and period with all their parts, and where a KPI is counted by
 * several sorts of period, from all of them. So it never depends on what was asked.
 */
export async function hiddenAmong(on: On, viewer: Viewer, set: SharedSet, outcomes: readonly Fact[], rules: HidingRules): Promise<ReadonlySet<string>> {
  const versions = new Map<string, number>();
  for (const owner of set.owners) versions.set(owner, await dataVersion(on, owner));
  const hidden = new Set<string>();
  for (const group of groupsOf(set.kpis, outcomes)) for (const id of (await hiddenIn(on, viewer, set, group, rules, versions)).keys()) hidden.add(id);
  return hidden;
}

/** The KPIs and periods of outcomes; a code that is counted by several sorts of period is one, over all time. */
function groupsOf(set: readonly KpiWithParts[], outcomes: readonly Pick<OutcomeFacts, "kpiId" | "startsOn">[]): Group[] {
  const known = new Map(set.map((kpi) => [kpi.id, kpi]));
  const groups = new Map<string, Group>();
  for (const { kpiId, startsOn } of outcomes) {
    const kpi = known.get(kpiId);
    if (!kpi?.ofPeople) continue;
    const versions = set.filter(({ code }) => code === kpi.code);
    const alike = versions.every(({ frequency }) => frequency === kpi.frequency);
    const name = alike ? `${kpi.id}|${startsOn}` : `code ${kpi.code}`;
    if (!groups.has(name)) groups.set(name, alike ? { versions: [kpi], startsOn } : { versions, startsOn: null });
  }
  return [...groups.values()];
}

async function hiddenIn(on: On, viewer: Viewer, set: SharedSet, group: Group, rules: HidingRules, dataVersions: Versions): Promise<Hidden> {
  const { versions, startsOn } = group;
  const owners = set.owners.map((owner) => [owner, rules.of(owner)?.hiddenUpTo ?? 0, dataVersions.get(owner)]);
  const key = JSON.stringify([owners, versions.map(({ id }) => id), startsOn]);
  const before = kept.get(key);
  if (before) return before;
  const strictest = stricter(set.owners.map(rules.of));
  const found = new Map<string, Place>();
  if (strictest !== null) {
    const elsewhere = set.owners.length === 1 ? new Set<string>() : await hiddenAlone(on, viewer, set, group, rules, dataVersions);
    const { outcomes } = await factsOf(on, viewer, set, versions, startsOn === null ? {} : { from: startsOn, to: startsOn });
    const subjects = set.subjects.map((each) => ({ ...each, neighbourIds: each.neighbours.map(({ neighbourId }) => neighbourId) }));
    const alsoHidden = new Set(outcomes.flatMap((outcome) => (elsewhere.has(nameOf(outcome, set)) ? [outcome.id] : [])));
    const ids = hiddenOutcomes({ kpis: versions, subjects, outcomes }, strictest, { ruleOf: (outcome) => rules.of((outcome as Fact).authorityId), alsoHidden });
    for (const { id, kpiId, subjectId, startsOn: starts, breakdown } of outcomes) if (ids.has(id)) found.set(id, { kpiId, subjectId, startsOn: starts, breakdown });
  }
  kept.set(key, found);
  // Others are let in between two of them.
  await breathe();
  return found;
}

const nameOf = ({ kpiId, subjectId, startsOn, breakdown }: Place, { one }: SharedSet) => `${one(kpiId)}|${one(subjectId)}|${startsOn}|${breakdown}`;

/**
 * What a publisher hides by itself, wherever it is used: what authorities show beside it must not make it show more, nor less where their own figures
 * do not add up with its own.
 */
async function hiddenAlone(on: On, viewer: Viewer, set: SharedSet, { versions, startsOn }: Group, rules: HidingRules, dataVersions: Versions): Promise<ReadonlySet<string>> {
  const there = new Set(versions.map(({ id }) => id));
  const names = new Set<string>();
  for (const publisher of set.owners.slice(1)) {
    if (rules.of(publisher) === null) continue;
    const alone = aloneIn(set, publisher);
    const its = alone.kpis.filter(({ id }) => there.has(set.one(id)));
    const groups =
      startsOn === null
        ? [{ versions: its, startsOn }]
        : groupsOf(
            alone.kpis,
            its.map(({ id }) => ({ kpiId: id, startsOn })),
          );
    for (const group of groups) for (const place of (await hiddenIn(on, viewer, alone, group, rules, dataVersions)).values()) names.add(nameOf(place, set));
  }
  return names;
}
