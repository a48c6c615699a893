// Which of an authority's KPIs and subjects are copies of a publisher's, so that the publisher's can take their place, and what keeps the others from it.
import { listed } from "./listed.ts";
import { definitionsDiffer, kpiKey, type SharedKpi, type SharedSubject, SubjectsByCode } from "./sharedFacts.ts";
import { heldBy, withinByCode } from "./subjectCodes.ts";

export interface ReplaceableKpi extends SharedKpi {
  readonly note: string | null;
}

export interface Held {
  readonly kpis: readonly ReplaceableKpi[];
  readonly subjects: readonly SharedSubject[];
}

/** Something that stays as it is, and why. */
export interface LeftAsIs {
  readonly what: string;
  readonly why: string;
}

export interface Replacement {
  /** The publisher's by the ids of the authority's own. */
  readonly kpis: ReadonlyMap<string, string>;
  readonly subjects: ReadonlyMap<string, string>;
  readonly left: readonly LeftAsIs[];
}

/**
 * What a publisher's KPIs and subjects can take the place of: a KPI of its code and version that is defined and called alike; a subject of its code or name,
 * within the same and with the same neighbours where any are stated. Of what has no like at the publisher's nothing is said: it is no copy.
 * Own "Essex" within own "England" is the publisher's Essex within its East of England within its England.
 */
export function replacement(own: Held, publisher: Held): Replacement {
  const left: LeftAsIs[] = [];
  const kpis = new Map<string, string>();
  const published = new Map(publisher.kpis.map((kpi) => [kpiKey(kpi), kpi]));
  for (const kpi of own.kpis) {
    const like = published.get(kpiKey(kpi));
    if (!like) continue;
    const differs = [...definitionsDiffer(kpi, like), ...wordsDiffer(kpi, like)];
    if (differs.length === 0) kpis.set(kpi.id, like.id);
    else left.push({ what: kpi.version > 1 ? `${kpi.name}, version ${kpi.version}` : kpi.name, why: `It differs in ${listed(differs)}.` });
  }
  return { kpis, ...subjectsReplaced(own.subjects, publisher.subjects, left), left };
}

/** What would be lost of a KPI's own words; its source is then the publisher's. */
function wordsDiffer(own: ReplaceableKpi, like: ReplaceableKpi): string[] {
  return [
    ...(own.name.trim().toLowerCase() === like.name.trim().toLowerCase() ? [] : [`its name, which is ${like.name} there`]),
    ...(own.category === like.category ? [] : ["what it is about"]),
    ...(own.decimals === like.decimals ? [] : ["how many decimals it is shown with"]),
    ...(own.note === null || own.note === like.note ? [] : ["its note"]),
  ];
}

function subjectsReplaced(own: readonly SharedSubject[], published: readonly SharedSubject[], left: LeftAsIs[]): { subjects: Map<string, string> } {
  const [here, there] = [new SubjectsByCode(own), new SubjectsByCode(published)];
  const byId = new Map([...own, ...published].map((subject) => [subject.id, subject]));
  const nameOf = (id: string | null | undefined) => byId.get(id ?? "")?.name ?? "nothing";
  const likeOf = (id: string) => there.sameAs(byId.get(id) as SharedSubject)[0]?.id;
  const within = new Map(withinByCode(published).map(({ id, withinId }) => [id, withinId]));
  const subjects = new Map<string, string>();
  for (const subject of own) {
    const [like] = there.sameAs(subject);
    if (!like) continue;
    const others = here.sameAs(like).filter(({ id }) => id !== subject.id);
    const holder = subject.withinId === null || !byId.has(subject.withinId) ? undefined : (likeOf(subject.withinId) ?? "");
    const holders = subject.kind === "statistical neighbours" ? [like.withinId ?? ""] : heldBy(like.id, within);
    const neighbours = subject.neighbours.map(({ neighbourId }) => likeOf(neighbourId) ?? neighbourId);
    const sameNeighbours = sameSet(
      neighbours,
      like.neighbours.map(({ neighbourId }) => neighbourId),
    );
    const why =
      others.length > 0
        ? `${listed([subject.name, ...others.map(({ name }) => name)])} are all ${like.name} there.`
        : holder !== undefined && !holders.includes(holder)
          ? `It is within ${nameOf(subject.withinId)} here, and within ${nameOf(within.get(like.id))} there.`
          : neighbours.length > 0 && !sameNeighbours
            ? "It has other statistical neighbours there."
            : null;
    if (why === null) subjects.set(subject.id, like.id);
    else left.push({ what: subject.name, why });
  }
  return { subjects };
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  const there = new Set(other);
  return new Set(one).size === there.size && one.every((each) => there.has(each));
}
