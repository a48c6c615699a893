// Which of several subjects are counted where one holds another, so that nobody is counted, ranked or added twice.
import type { OutcomeFacts } from "./kpi.ts";
import { listed } from "./listed.ts";
import type { SubjectFacts } from "./outcomeWorld.ts";
import { heldBy } from "./subjectCodes.ts";

/** Subjects of which the key of each is held by the value, by their ids. */
export type LeftOut = ReadonlyMap<string, string>;

/** The subjects of a world with what holds each of them. Statistical neighbours are no part of whose they are. */
export class SubjectTree {
  private readonly subjects: ReadonlyMap<string, SubjectFacts>;
  private readonly within: ReadonlyMap<string, string | null>;
  private readonly known = new Map<string, readonly string[]>();

  constructor(subjects: readonly SubjectFacts[]) {
    this.subjects = new Map(subjects.map((subject) => [subject.id, subject]));
    this.within = new Map(subjects.map(({ id, kind, withinId }) => [id, kind === "statistical neighbours" ? null : withinId]));
  }

  levelOf(subjectId: string): string {
    return this.subjects.get(subjectId)?.kind ?? "";
  }

  /** What holds a subject, the nearest first. */
  above(subjectId: string): readonly string[] {
    const known = this.known.get(subjectId);
    if (known) return known;
    const above = heldBy(subjectId, this.within);
    this.known.set(subjectId, above);
    return above;
  }

  /**
   * The one rule for subjects of which one holds another: those that hold are counted, and what they hold is not counted again. Of London,
   * Inner London and Outer London it is London. It goes by outcomes: where London has none of this KPI, period and part, its two parts are
   * counted. Whatever an outcome says counts as one, hidden or not known too, since the rest would not be the whole. Subjects of different
   * levels are left as they are: they are not added at all.
   */
  countedOnce<Outcome extends OutcomeFacts>(outcomes: readonly Outcome[]): { counted: readonly Outcome[]; leftOut: LeftOut } {
    const leftOut = new Map<string, string>();
    const asked = new Set(outcomes.map(({ subjectId }) => subjectId));
    const isHeld = (id: string) => this.above(id).some((holder) => asked.has(holder) && this.levelOf(holder) === this.levelOf(id));
    if (asked.size < 2 || ![...asked].some(isHeld)) return { counted: outcomes, leftOut };
    const place = ({ kpiId, startsOn, breakdown }: OutcomeFacts, subjectId: string) => `${kpiId}|${startsOn}|${breakdown}|${subjectId}`;
    const there = new Set(outcomes.map((each) => place(each, each.subjectId)));
    const counted = outcomes.filter((each) => {
      const level = this.levelOf(each.subjectId);
      const holder = this.above(each.subjectId).findLast((above) => this.levelOf(above) === level && there.has(place(each, above)));
      if (holder !== undefined) leftOut.set(each.subjectId, holder);
      return holder === undefined;
    });
    // Who is counted for one period, in which nobody holds it, is not said to be left out for another.
    for (const { subjectId } of counted) leftOut.delete(subjectId);
    return { counted, leftOut };
  }

  /** Who is left out, in words: "Inner London and Outer London are within London and are not counted again." Null where nobody is. */
  leftOutSaid(leftOut: LeftOut, [one, several]: readonly [one: string, several: string] = notCountedAgain): string | null {
    const byHolder = new Map<string, string[]>();
    for (const [id, holder] of leftOut) byHolder.set(holder, [...(byHolder.get(holder) ?? []), this.nameOf(id)]);
    const sentences = [...byHolder].map(([holder, names]) => {
      const named = names.length > mostNamed ? [...names.slice(0, mostNamed - 1), `${names.length - mostNamed + 1} more`] : names;
      return `${listed(named)} ${names.length === 1 ? "is" : "are"} within ${this.nameOf(holder)} and ${names.length === 1 ? one : several}.`;
    });
    return sentences.length === 0 ? null : sentences.join(" ");
  }

  private nameOf(subjectId: string): string {
    return this.subjects.get(subjectId)?.name ?? "";
  }
}

const notCountedAgain = ["is not counted again", "are not counted again"] as const;
/** The same of a ranking. */
export const withoutPlace = ["has no place of its own", "have no places of their own"] as const;
const mostNamed = 6;
