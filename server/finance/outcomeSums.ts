// Which outcomes are the sum of which others, told from what they are of and from what they count.
import { partsOf } from "./breakdown.ts";
import { grouped } from "./grouped.ts";
import type { KpiFacts, OutcomeFacts } from "./kpi.ts";
import type { OutcomeWorld, SubjectFacts } from "./outcomeWorld.ts";
import { periodEnd } from "./period.ts";
import type { Sum } from "./suppression.ts";

/** Cells that may be parts of each other in a way that no sum tells: where one of `of` is hidden, all of `with` are. */
export interface Kin {
  readonly of: readonly string[];
  readonly with: readonly string[];
}

/** One subject's whole, or a part of it, whether or not an outcome of it is stored. */
interface Place {
  readonly subjectId: string;
  readonly breakdown: string;
}

/** What something is a part of, and by what the whole is divided into such parts. */
interface Whole<Of> {
  readonly of: Of;
  readonly by: string;
}

interface Related {
  readonly sums: Sum[];
  readonly kin: Kin[];
}

/** Which outcomes are the sum of which others: the whole of its parts, a region of its authorities, neighbours together of each, a year of its quarters. */
export function sumsAmong(outcomes: readonly OutcomeFacts[], world: OutcomeWorld, counts: ReadonlyMap<string, readonly bigint[]>): Related {
  const wholes = wholesAmong(world.subjects);
  const kinds = new Map(world.subjects.map(({ id, kind }) => [id, kind]));
  const groups = grouped(outcomes, (outcome) => `${outcome.kpiId}|${outcome.startsOn}`);
  const related = [...groups].map(([group, members]) => sumsWithin(group, members, wholes, counts));
  return {
    sums: [...related.flatMap(({ sums }) => sums), ...sumsOverTime(outcomes, world.kpis, counts)],
    kin: [...related.flatMap(({ kin }) => kin), ...[...groups.values()].flatMap((members) => together(members, kinds, counts))],
  };
}

/** A longer period of a KPI as the sum of its shorter ones, where versions of one KPI are counted by both. */
function sumsOverTime(outcomes: readonly OutcomeFacts[], kpis: readonly KpiFacts[], counts: ReadonlyMap<string, readonly bigint[]>): Sum[] {
  const versions = new Map<string, KpiFacts[]>();
  for (const kpi of kpis) if (kpi.counts === "over the period") push(versions, kpi.code, kpi);
  const several = new Map([...versions.values()].filter((each) => new Set(each.map(({ frequency }) => frequency)).size > 1).flatMap((each) => each.map((kpi) => [kpi.id, each])));
  if (several.size === 0) return [];
  const byKpi = new Map<string, OutcomeFacts[]>();
  for (const outcome of outcomes) if (several.has(outcome.kpiId)) push(byKpi, `${outcome.kpiId}|${outcome.subjectId}|${outcome.breakdown}`, outcome);
  const frequencies = new Map(kpis.map(({ id, frequency }) => [id, frequency]));
  return outcomes.flatMap((long) =>
    (several.get(long.kpiId) ?? []).flatMap((kpi): Sum[] => {
      const frequency = frequencies.get(long.kpiId) as KpiFacts["frequency"];
      const end = periodEnd({ kind: frequency, startsOn: long.startsOn });
      const within = (byKpi.get(`${kpi.id}|${long.subjectId}|${long.breakdown}`) ?? []).filter(
        ({ startsOn }) => startsOn >= long.startsOn && periodEnd({ kind: kpi.frequency, startsOn }) <= end,
      );
      const sum = { total: long.id, parts: within.map(({ id }) => id) };
      return kpi.frequency !== frequency && within.length > 1 && addsUp(sum, counts) ? [sum] : [];
    }),
  );
}

/**
 * A partnership is the sum of authorities that nothing names: where one of those stored is hidden, so is it, unless it counts more than all of
 * them, and so has others in it too.
 */
function together(outcomes: readonly OutcomeFacts[], kinds: ReadonlyMap<string, SubjectFacts["kind"]>, counts: ReadonlyMap<string, readonly bigint[]>): Kin[] {
  const ofAuthorities = grouped(
    outcomes.filter(({ subjectId }) => kinds.get(subjectId) === "authority"),
    ({ breakdown }) => breakdown,
  );
  return outcomes.flatMap((outcome): Kin[] => {
    if (kinds.get(outcome.subjectId) !== "partnership") return [];
    const members = (ofAuthorities.get(outcome.breakdown) ?? []).map(({ id }) => id);
    const whole = counts.get(outcome.id);
    const more = whole?.some((count, index) => count > members.reduce((sum, id) => sum + (counts.get(id)?.[index] ?? 0n), 0n));
    const unknown = members.some((id) => !counts.has(id));
    return more && !unknown ? [] : [{ of: members, with: [outcome.id] }];
  });
}

/** What each subject is within, and whose neighbour it is. */
function wholesAmong(subjects: readonly SubjectFacts[]): Map<string, Whole<string>[]> {
  const known = new Map(subjects.map((subject) => [subject.id, subject]));
  const wholes = new Map<string, Whole<string>[]>();
  for (const { id, withinId, kind } of subjects) {
    if (withinId === null) continue;
    if (kind === "statistical neighbours") {
      for (const neighbour of known.get(withinId)?.neighbourIds ?? []) push(wholes, neighbour, { of: id, by: kind });
    } else if (known.has(withinId)) push(wholes, id, { of: withinId, by: kind });
  }
  return wholes;
}

/**
 * The sums among the outcomes of one KPI and period. A whole that is not stored has a key that no cell has: what it is the sum of on one
 * side it is on every other too, as a country is of the authorities of a region that is not stored.
 */
function sumsWithin(
  group: string,
  outcomes: readonly OutcomeFacts[],
  subjectWholes: ReadonlyMap<string, readonly Whole<string>[]>,
  counts: ReadonlyMap<string, readonly bigint[]>,
): Related {
  const nameOf = ({ subjectId, breakdown }: Place) => `${subjectId}|${breakdown}`;
  const keys = new Map(outcomes.map((outcome) => [nameOf(outcome), outcome.id]));
  const parts = new Map<string, { total: string; parts: string[]; ofSubject: boolean }>();
  const places: Place[] = [...outcomes];
  for (const place of places) {
    const wholes: Whole<Place>[] = [
      ...(subjectWholes.get(place.subjectId) ?? []).map(({ of, by }) => ({ of: { subjectId: of, breakdown: place.breakdown }, by })),
      ...partsOf(place.breakdown).map(({ whole, dimension }) => ({ of: { subjectId: place.subjectId, breakdown: whole }, by: `by ${dimension}` })),
    ];
    for (const { of, by } of wholes) {
      const name = nameOf(of);
      if (!keys.has(name)) {
        keys.set(name, `${group}|${name}`);
        places.push(of);
      }
      const sum = parts.get(`${by}|${name}`) ?? { total: keys.get(name) as string, parts: [], ofSubject: of.subjectId === place.subjectId };
      parts.set(`${by}|${name}`, sum);
      sum.parts.push(keys.get(nameOf(place)) as string);
    }
  }
  const sums = [...parts.values(), ...wholesByGroup(outcomes, keys)];
  const known = withWholes(sums, counts);
  const left = connecting(addingUp(sums, known), new Set(outcomes.map(({ id }) => id)));
  const explained = new Set(left.filter(({ ofSubject }) => ofSubject).flatMap((sum) => sum.parts));
  // Parts that add up to no whole may be parts of each other, or of several wholes: Male and Female beside each age under one heading.
  const unlike = new Map<string, string[]>();
  for (const { id, subjectId, breakdown } of outcomes) if (breakdown !== "" && !explained.has(id)) push(unlike, subjectId, id);
  return { sums: left, kin: [...unlike.values()].filter((ids) => ids.length > 1).map((ids) => ({ of: ids, with: ids })) };
}

/**
 * The sums that add up, with a whole as the sum of all that it holds, where that is of several sorts: London of Inner London, and of
 * boroughs that are stated to be in London alone. Its parts of one sort and all of them are not both all of it, unless the rest is nil:
 * whichever come nearer to it stand.
 */
function addingUp<Each extends Sum & { ofSubject: boolean }>(sums: readonly Each[], counts: ReadonlyMap<string, readonly bigint[]>): Each[] {
  const left = sums.filter((sum) => addsUp(sum, counts));
  const byWhole = grouped(
    sums.filter(({ ofSubject }) => !ofSubject),
    ({ total: whole }) => whole,
  );
  for (const [whole, each] of byWhole) {
    const together = { ...(each[0] as Each), parts: each.flatMap(({ parts }) => parts) };
    if (each.length < 2 || [whole, ...together.parts].some((key) => !counts.has(key)) || !addsUp(together, counts)) continue;
    const off = (sum: Sum) => offBy(sum, counts).reduce((all, one) => all + one, 0n);
    if (each.some((sum) => off(sum) < off(together))) continue;
    for (const sum of each) if (off(sum) > off(together) && left.includes(sum)) left.splice(left.indexOf(sum), 1);
    left.push(together);
  }
  return left;
}

/** A subject's whole as the sum of the parts under one heading of several, as the DfE's open data has them: "Group: Sex; Characteristic: Male". */
function wholesByGroup(outcomes: readonly OutcomeFacts[], keys: ReadonlyMap<string, string>): { total: string; parts: string[]; ofSubject: boolean }[] {
  const groups = new Map<string, { total: string; parts: string[]; ofSubject: boolean }>();
  for (const { id, subjectId, breakdown } of outcomes) {
    const whole = keys.get(`${subjectId}|`);
    for (const { whole: heading, dimension } of partsOf(breakdown)) {
      if (heading === "" || whole === undefined) continue;
      const name = `${subjectId}|${heading}|${dimension}`;
      const sum = groups.get(name) ?? { total: whole, parts: [], ofSubject: true };
      groups.set(name, sum);
      sum.parts.push(id);
    }
  }
  return [...groups.values()];
}

/** The counts, with those of each whole that has none: what its parts come to, by whichever sum misses the fewest of them. */
function withWholes(sums: readonly Sum[], counts: ReadonlyMap<string, readonly bigint[]>): Map<string, readonly bigint[]> {
  const known = new Map(counts);
  for (;;) {
    const found = new Map<string, readonly bigint[]>();
    for (const { total: whole, parts } of sums) {
      const each = parts.map((part) => known.get(part));
      if (known.has(whole) || each.includes(undefined)) continue;
      const added = Array.from({ length: Math.max(...each.map((part) => part?.length ?? 0)) }, (_, index) => each.reduce((sum, part) => sum + (part?.[index] ?? 0n), 0n));
      const before = found.get(whole);
      if (!before || added.reduce((a, b) => a + b, 0n) > before.reduce((a, b) => a + b, 0n)) found.set(whole, added);
    }
    if (found.size === 0) return known;
    for (const [whole, added] of found) known.set(whole, added);
  }
}

/** Without the sums of a whole that is not stored and stands in no other sum: they tell of nothing. */
function connecting<Each extends Sum>(sums: readonly Each[], stored: ReadonlySet<string>): Each[] {
  const stands = new Map<string, number>();
  for (const { total: whole, parts } of sums) for (const key of [whole, ...parts]) stands.set(key, (stands.get(key) ?? 0) + 1);
  const left = sums.filter(({ total: whole }) => stored.has(whole) || (stands.get(whole) as number) > 1);
  return left.length === sums.length ? left : connecting(left, stored);
}

/** Published statistics are rounded, each to the next 5 at most. */
const roundedBy = 5n;

/**
 * Whether parts are all of a total, or may be: where some are not stored, what is left of the total tells nothing of any one. One count that
 * adds up exactly is enough, since reasons may each be of all the same children.
 */
function addsUp(sum: Sum, counts: ReadonlyMap<string, readonly bigint[]>): boolean {
  const all = counts.get(sum.total);
  if (!all || sum.parts.some((part) => !counts.has(part))) return true;
  const off = offBy(sum, counts);
  return off.every((each) => each <= roundedBy * BigInt(sum.parts.length + 1)) || off.some((each, index) => each === 0n && (all[index] as bigint) > 0n);
}

/** By how much parts are more or less than their total, count by count. */
function offBy({ total: whole, parts }: Sum, counts: ReadonlyMap<string, readonly bigint[]>): bigint[] {
  return (counts.get(whole) ?? []).map((count, index) => {
    const less = count - parts.reduce((sum, part) => sum + (counts.get(part)?.[index] ?? 0n), 0n);
    return less < 0n ? -less : less;
  });
}

function push<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const members = groups.get(key);
  if (members) members.push(item);
  else groups.set(key, [item]);
}
