// Where nothing covers what an arrangement was for: after its end, until what follows it opens.
import { ends, type StoredArrangementFacts } from "./arrangement.ts";
import { type Day, dayInWords, daysAfter, daysInclusive } from "./day.ts";
import { grouped } from "./grouped.ts";

export interface Gap {
  from: Day;
  /** Null where nothing comes after. */
  to: Day | null;
  days: number | null;
  sentence: string;
}

/** What an arrangement covers, for telling what comes after it. */
export type Cover = Pick<StoredArrangementFacts, "id" | "name" | "followsId" | "opensOn" | "statedEndOn" | "openEnded" | "terms"> & {
  /** A lot may say by which arrangement it was bought before: that one is followed by this. */
  readonly lots: readonly { readonly wasId?: string | null | undefined }[];
};

/** What follows each arrangement, by its id: itself as a whole, or by a lot. */
export function followersOf(all: readonly Cover[]): (id: string) => readonly Cover[] {
  const links = all.flatMap((cover) => [...new Set([cover.followsId, ...cover.lots.map((lot) => lot.wasId)])].map((id) => ({ id, cover })));
  const followers = grouped(links, ({ id }) => id);
  return (id) => (followers.get(id) ?? []).map(({ cover }) => cover);
}

/**
 * The time after an arrangement's end in which nothing that follows it has begun: from the day after its end to the day before the first
 * follower opens, or without end where none opens. Source: Cambridgeshire 2.6: a framework that ended on 30 June 2018, with nothing after it.
 */
export function gapAfter(one: Cover, followers: readonly Cover[]): Gap | null {
  const { standing, longest } = ends(one);
  if (standing === null) return null;
  const from = daysAfter(standing, 1);
  const unless = longest !== null && longest > standing ? `, unless it is extended, at the longest to ${dayInWords(longest)}` : "";
  // What follows it and has itself ended by then covers nothing.
  const covers = (other: Cover) => (ends(other).standing ?? from) >= from;
  const opens = followers.filter((other) => other.opensOn !== null && covers(other)).map((other) => ({ name: other.name, opensOn: other.opensOn as Day }));
  const first = opens.sort((a, b) => (a.opensOn < b.opensOn ? -1 : 1))[0];
  if (!first) return { from, to: null, days: null, sentence: `${one.name} ends on ${dayInWords(standing)}, and nothing follows it${unless}.` };
  if (first.opensOn <= from) return null;
  const days = daysInclusive(from, first.opensOn) - 1;
  return {
    from,
    to: daysAfter(first.opensOn, -1),
    days,
    sentence: `${one.name} ends on ${dayInWords(standing)}; ${first.name} opens on ${dayInWords(first.opensOn)}, ${days} ${days === 1 ? "day" : "days"} without cover${unless}.`,
  };
}
