// An arrangement along the years: what of it is firm, open, interim or without cover, from when to when.

import type { Arrangement } from "../../../schema/nouns/arrangement.ts";
import { countOf } from "../../finance/counted.ts";
import { type Day, dayInShort } from "../../finance/day.ts";

/** The length of time that a bar stands for, in milliseconds. */
export interface Bar {
  key: string;
  from: number;
  to: number;
  className: "term-firm" | "term-open" | "term-interim" | "term-gap";
  said: string;
  title: string;
}

const dayMilliseconds = 86_400_000;
export const startOf = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const endOf = (day: Day) => startOf(day) + dayMilliseconds;

/** What of an arrangement is known to be stored with it. */
export type Termed = Pick<
  Arrangement,
  "id" | "name" | "opensOn" | "statedEndOn" | "openEnded" | "interim" | "longestEndOn" | "nextReviewOn" | "earliestBreakOn" | "terms" | "gaps"
>;

/** `edge` is where the drawing ends, in milliseconds: what has no end goes on to there. */
export function barsOf(arrangement: Termed, edge: number): Bar[] {
  const bars = arrangement.terms.flatMap(({ part, months, state, startsOn, endsOn }): Bar[] => {
    if (startsOn === null || endsOn === null) return [];
    const firm = state === "agreed" || state === "exercised";
    return [
      {
        key: part,
        from: startOf(startsOn),
        to: endOf(endsOn),
        className: firm ? "term-firm" : "term-open",
        said: part === "initial" ? `initial, ${countOf(months, "months")}` : state,
        title: `${part}, ${state}, ${dayInShort(startsOn)} to ${dayInShort(endsOn)}`,
      },
    ];
  });
  if (bars.length === 0) bars.push(...statedBar(arrangement, edge));
  for (const { from, to, days, sentence } of arrangement.gaps) {
    if (arrangement.terms.some((term) => term.startsOn === from)) continue;
    bars.push({
      key: "gap",
      from: startOf(from),
      to: to === null ? edge : endOf(to),
      className: "term-gap",
      said: to === null || days === null ? "nothing follows" : `gap, ${countOf(days, "days")}`,
      title: sentence,
    });
  }
  return bars;
}

/** Of an arrangement whose terms are not known: from its opening to its stated end, or on and on. */
function statedBar({ opensOn, statedEndOn, interim, openEnded }: Termed, edge: number): Bar[] {
  if (statedEndOn !== null) {
    const said = interim ? "interim" : opensOn ? "" : "opening not known";
    return [
      {
        key: "stated",
        from: startOf(opensOn ?? `${statedEndOn.slice(0, 4)}-01-01`),
        to: endOf(statedEndOn),
        className: interim ? "term-interim" : "term-firm",
        said,
        title: `${said ? `${said}, ` : ""}until ${dayInShort(statedEndOn)}`,
      },
    ];
  }
  if (opensOn === null) return [];
  const said = openEnded ? "open ended" : "end not known";
  return [{ key: "open", from: startOf(opensOn), to: edge, className: "term-firm", said: `${said} ›`, title: `from ${dayInShort(opensOn)}, ${said}` }];
}
