// An authority's own KPIs, subjects and outcomes together with those of the publishers that it uses: own first, and each thing once.
import type { KpiFacts, OutcomeFacts, TargetFacts } from "./kpi.ts";
import { type CodedSubject, heldBy, withinByCode } from "./subjectCodes.ts";

interface Owned {
  /** Whose it is. */
  readonly authorityId: string;
}

/** A KPI as it is stored, with its targets: of a publisher's, those of whoever uses it among them. */
export interface SharedKpi extends KpiFacts, Owned {
  readonly targets: readonly (TargetFacts & Owned)[];
  readonly baselines: readonly (Owned & { readonly subjectId: string | null })[];
}

export interface SharedSubject extends CodedSubject, Owned {
  readonly name: string;
  readonly oldCode: string | null;
  readonly partnershipId: string | null;
  readonly arrangementId: string | null;
  readonly lotId: string | null;
  readonly neighbours: readonly { readonly neighbourId: string }[];
}

/** What makes a KPI's definition, with what a person calls it. */
const defining = {
  unit: "the unit",
  frequency: "how often it is counted",
  counts: "what a count is of",
  polarity: "which way is better",
  numeratorSaid: "what is counted",
  denominatorSaid: "out of what",
  ofPeople: "whether it counts people",
  computed: "how it is computed",
  appliesFrom: "from when it applies",
} as const;

const plain = (value: unknown) => (typeof value === "string" ? value.trim().toLowerCase() : (value ?? null));

/** What differs between two definitions, in words; empty where they are the same. Only outcomes by one definition are added. */
export function definitionsDiffer(one: KpiFacts, other: KpiFacts): string[] {
  return Object.entries(defining).flatMap(([field, said]) => (plain(one[field as keyof typeof defining]) === plain(other[field as keyof typeof defining]) ? [] : [said]));
}

/** Two KPIs of one code and version are one, or differ by mistake. */
export const kpiKey = ({ code, version }: Pick<KpiFacts, "code" | "version">) => JSON.stringify([code, version]);

/** Whether two are one place or body: of one sort, and of one code, or of one name where their codes do not tell. */
export function isSameSubject(one: SharedSubject, other: SharedSubject): boolean {
  if (one.kind !== other.kind || isOwnThing(one) || isOwnThing(other)) return false;
  if (one.gssCode !== null && other.gssCode !== null) return one.gssCode === other.gssCode;
  if (one.oldCode !== null && other.oldCode !== null) return one.oldCode === other.oldCode;
  return plain(one.name) === plain(other.name);
}

/** Whether a subject is the authority itself, by its name or either of its codes: a publisher knows it by another name than it calls itself. */
export function isItself(
  subject: Pick<SharedSubject, "kind" | "name" | "oldCode" | "gssCode">,
  authority: { name: string; oldCode: string | null; gssCode: string | null },
): boolean {
  if (subject.kind !== "authority") return false;
  return subject.name === authority.name || (subject.gssCode ?? "") === authority.gssCode || (subject.oldCode ?? "") === authority.oldCode;
}

/** A subject that is another thing of its owner: its partnership, its arrangement. */
const isOwnThing = ({ partnershipId, arrangementId, lotId }: SharedSubject) => partnershipId !== null || arrangementId !== null || lotId !== null;

/** Subjects by their codes and names, so that the same one is found among thousands. */
export class SubjectsByCode<Subject extends SharedSubject> {
  private readonly byKey = new Map<string, Subject[]>();

  constructor(subjects: readonly Subject[] = []) {
    for (const subject of subjects) this.add(subject);
  }

  add(subject: Subject): void {
    for (const key of keysOf(subject)) this.byKey.set(key, [...(this.byKey.get(key) ?? []), subject]);
  }

  /** All that are the same as this one, those of one code first. */
  sameAs(subject: SharedSubject): Subject[] {
    const found = keysOf(subject).flatMap((key) => (this.byKey.get(key) ?? []).filter((other) => isSameSubject(subject, other)));
    return [...new Set(found)];
  }
}

const keysOf = ({ kind, gssCode, oldCode, name }: SharedSubject): string[] => [
  ...(gssCode === null ? [] : [`${kind} gss ${gssCode}`]),
  ...(oldCode === null ? [] : [`${kind} old ${oldCode}`]),
  `${kind} name ${plain(name)}`,
];

/** A publisher's KPI that is not shown, since one of the same code and version that comes first is defined otherwise. */
export interface KpiLeftOut<Kpi> {
  readonly kpi: Kpi;
  readonly differs: readonly string[];
}

export interface SharedKpis<Kpi> {
  readonly kpis: Kpi[];
  /** What stands for a KPI that is there twice, by the id of the second. */
  readonly standsFor: ReadonlyMap<string, string>;
  readonly leftOut: readonly KpiLeftOut<Kpi>[];
}

/**
 * The KPIs of several owners as one set, the authority's own before those of each publisher. One of a code and version that is there already is that
 * one where both are defined alike, and else is left out. A KPI of a publisher has its user's own targets and baselines where there are any, and else
 * the publisher's.
 */
export function sharedKpis<Kpi extends SharedKpi>(sets: readonly (readonly Kpi[])[], subjectOf: (id: string) => string): SharedKpis<Kpi> {
  const kpis = new Map<string, Kpi>();
  const standsFor = new Map<string, string>();
  const leftOut: KpiLeftOut<Kpi>[] = [];
  for (const [index, set] of sets.entries()) {
    for (const kpi of set) {
      const first = kpis.get(kpiKey(kpi));
      const differs = first ? definitionsDiffer(first, kpi) : [];
      if (!first) kpis.set(kpiKey(kpi), index === 0 ? kpi : withParts(kpi, kpi, subjectOf));
      else if (differs.length > 0) leftOut.push({ kpi, differs });
      else {
        standsFor.set(kpi.id, first.id);
        kpis.set(kpiKey(kpi), withParts(first, kpi, subjectOf));
      }
    }
  }
  return { kpis: [...kpis.values()], standsFor, leftOut };
}

/** A KPI with the targets and baselines that count: its user's own where there are any. `other` is the same KPI, or the one that it stands for. */
function withParts<Kpi extends SharedKpi>(kpi: Kpi, other: Kpi, subjectOf: (id: string) => string): Kpi {
  const chosen = <Part extends Owned & { readonly subjectId: string | null }>(parts: readonly Part[], others: readonly Part[]): Part[] => {
    const all = kpi === other ? parts : [...parts, ...others];
    const own = all.filter(({ authorityId }) => authorityId !== other.authorityId);
    return (own.length > 0 ? own : all).map((part) => ({ ...part, subjectId: part.subjectId && subjectOf(part.subjectId) }));
  };
  return { ...kpi, targets: chosen(kpi.targets, other.targets), baselines: chosen(kpi.baselines, other.baselines) };
}

export interface SharedSubjects<Subject> {
  readonly subjects: Subject[];
  /** What stands for a subject that is there twice, by the id of the second. */
  readonly standsFor: ReadonlyMap<string, string>;
}

/**
 * The subjects of several owners as one set, the authority's own before those of each publisher, each within what is stated or what its code says. One
 * that is there already is that one, which is completed: where nothing is stated of what it is within or of its neighbours, the publisher's word counts.
 */
export function sharedSubjects<Subject extends SharedSubject>(sets: readonly (readonly Subject[])[]): SharedSubjects<Subject> {
  const found = new SubjectsByCode<Subject>();
  const subjects: Subject[] = [];
  const standsFor = new Map<string, string>();
  const twins = new Map<string, Subject>();
  for (const set of sets) {
    const before = subjects.length;
    for (const subject of set) {
      // Within one owner's set two of one name by different codes stay two.
      const [first] = before === 0 ? [] : found.sameAs(subject);
      if (!first) subjects.push(subject);
      else {
        standsFor.set(subject.id, first.id);
        if (!twins.has(first.id)) twins.set(first.id, subject);
      }
    }
    for (const subject of subjects.slice(before)) found.add(subject);
  }
  const one = (id: string) => standsFor.get(id) ?? id;
  if (sets.length < 2) return { subjects: withinByCode(subjects), standsFor };
  const within = new Map(subjects.map(({ id, withinId }) => [id, withinId && one(withinId)]));
  for (const [id, twin] of twins) {
    const whole = twin.withinId && one(twin.withinId);
    if (within.get(id) === null && whole && whole !== id && !heldBy(whole, within).includes(id)) within.set(id, whole);
  }
  const joined = subjects.map((subject) => {
    const neighbours = subject.neighbours.length > 0 ? subject.neighbours : (twins.get(subject.id)?.neighbours ?? []);
    return { ...subject, withinId: within.get(subject.id) ?? null, neighbours: neighbours.map((each) => ({ ...each, neighbourId: one(each.neighbourId) })) };
  });
  return { subjects: withinByCode(joined), standsFor };
}

export interface OwnFirst<Outcome> {
  readonly outcomes: Outcome[];
  /** Those that are not shown since another comes first, with it. */
  readonly replaced: readonly { readonly outcome: Outcome; readonly by: Outcome }[];
}

/** Outcomes of several owners, those of the first owner first: of two of one KPI, subject, period and part the first counts. `one` gives the id that stands for another. */
export function ownFirst<Outcome extends OutcomeFacts>(rows: readonly Outcome[], ownerOf: (row: Outcome) => number, one: (id: string) => string): OwnFirst<Outcome> {
  const places = new Map<string, Outcome>();
  const replaced: { outcome: Outcome; by: Outcome }[] = [];
  const joined = rows.map((row) => ({ row, place: ownerOf(row) })).sort((a, b) => a.place - b.place);
  for (const { row } of joined) {
    const outcome = { ...row, kpiId: one(row.kpiId), subjectId: one(row.subjectId) };
    const key = `${outcome.kpiId}|${outcome.subjectId}|${outcome.startsOn}|${outcome.breakdown}`;
    const by = places.get(key);
    if (by) replaced.push({ outcome, by });
    else places.set(key, outcome);
  }
  return { outcomes: [...places.values()], replaced };
}
