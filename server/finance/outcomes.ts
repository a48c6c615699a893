// Outcomes as a commissioner asks for them: filtered, put together by what they have in common, and set beside target, peers and the past.
import type { Exact } from "./exact.ts";
import { grouped } from "./grouped.ts";
import { type KpiFacts, type Measure, measure, none, type OutcomeFacts, plainly, type Rag } from "./kpi.ts";
import { rag, ranks, targetFor } from "./kpiRating.ts";
import { type Comparison, compared } from "./outcomeComparison.ts";
import { OutcomeNode, type Place } from "./outcomeNode.ts";
import type { OutcomeWorld, SubjectFacts, SubjectKind } from "./outcomeWorld.ts";
import { isYearLong, type Period, periodBefore, periodEnd, periodSaid, yearBefore } from "./period.ts";
import { type LeftOut, SubjectTree, withoutPlace } from "./subjectTree.ts";

export type Dimension = "definition" | "category" | "subject" | "level" | "period" | "rag" | "breakdown";
export type ComparatorLevel = "country" | "region" | "statistical neighbours";
export type RankGroup = "level" | "region" | "statistical neighbours";

export interface OutcomeQuestion {
  /** Which outcomes are asked for; the others are there to compare with. */
  readonly asked: (outcome: OutcomeFacts, kpi: KpiFacts, subject: SubjectFacts) => boolean;
  /** Only outcomes so rated. */
  readonly rated: readonly Rag[] | null;
  /** At most two; none leaves every outcome by itself. */
  readonly groupBy: readonly Dimension[];
  readonly against: { readonly level: ComparatorLevel } | { readonly subjectId: string } | null;
  readonly rankAmong: RankGroup | null;
}

const address = (kpiId: string, startsOn: string, breakdown: string) => `${kpiId}|${startsOn}|${breakdown}`;

/** Answers a question about outcomes. The nodes stand in the order of KPIs, then of subjects, then of time. */
export function outcomeNodes(world: OutcomeWorld, question: OutcomeQuestion): OutcomeNode[] {
  const asking = new Asking(world, question);
  return [...grouped(asking.inOrder(), (outcome) => asking.groupOf(outcome))].map(([key, outcomes]) => asking.node(key, outcomes));
}

/** One question under way, with the facts laid out for finding. */
class Asking {
  private readonly kpis: ReadonlyMap<string, KpiFacts>;
  private readonly subjects: ReadonlyMap<string, SubjectFacts>;
  /** Every outcome of a KPI, a period and a part of the whole, by subject. */
  private readonly at = new Map<string, Map<string, OutcomeFacts>>();
  /** The stored averages of statistical neighbours, by the subject whose neighbours they are. */
  private readonly neighbours: ReadonlyMap<string | null, SubjectFacts>;
  private readonly ofKind: ReadonlyMap<SubjectKind, readonly SubjectFacts[]>;
  private readonly tree: SubjectTree;
  private readonly ranked = new Map<string, { readonly places: ReadonlyMap<string, number>; readonly leftOut: LeftOut }>();

  constructor(
    private readonly world: OutcomeWorld,
    private readonly question: OutcomeQuestion,
  ) {
    this.kpis = new Map(world.kpis.map((kpi) => [kpi.id, kpi]));
    this.subjects = new Map(world.subjects.map((subject) => [subject.id, subject]));
    this.tree = new SubjectTree(world.subjects);
    this.ofKind = grouped(world.subjects, ({ kind }) => kind);
    // The first of several stands.
    this.neighbours = new Map([...(this.ofKind.get("statistical neighbours") ?? [])].reverse().map((each) => [each.withinId, each]));
    for (const outcome of world.outcomes) {
      const key = address(outcome.kpiId, outcome.startsOn, outcome.breakdown);
      const there = this.at.get(key) ?? new Map<string, OutcomeFacts>();
      this.at.set(key, there.set(outcome.subjectId, outcome));
    }
  }

  inOrder(): OutcomeFacts[] {
    const places = new Map([...this.world.kpis, ...this.world.subjects].map((each, index) => [each.id, index]));
    const place = (id: string) => places.get(id) ?? 0;
    const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
    return this.world.outcomes
      .filter((outcome) => {
        const kpi = this.kpis.get(outcome.kpiId);
        const subject = this.subjects.get(outcome.subjectId);
        if (!kpi || !subject || !this.question.asked(outcome, kpi, subject)) return false;
        const rating = this.question.rated && this.ragOf(outcome);
        return this.question.rated === null || (rating !== null && this.question.rated.includes(rating));
      })
      .sort((a, b) => place(a.kpiId) - place(b.kpiId) || place(a.subjectId) - place(b.subjectId) || text(a.startsOn, b.startsOn) || text(a.breakdown, b.breakdown));
  }

  groupOf(outcome: OutcomeFacts): string {
    if (this.question.groupBy.length === 0) return outcome.id;
    const kpi = this.kpiOf(outcome);
    const parts: Record<Dimension, () => string> = {
      definition: () => kpi.id,
      category: () => kpi.category,
      subject: () => outcome.subjectId,
      level: () => this.levelOf(outcome.subjectId),
      period: () => `${kpi.frequency} ${outcome.startsOn}`,
      rag: () => this.ragOf(outcome) ?? "none",
      breakdown: () => outcome.breakdown,
    };
    return this.question.groupBy.map((dimension) => `${dimension}:${parts[dimension]()}`).join("|");
  }

  node(key: string, asked: readonly OutcomeFacts[]): OutcomeNode {
    const { counted: outcomes, leftOut } = this.tree.countedOnce(asked);
    const one = <Value>(of: (outcome: OutcomeFacts) => Value): Value | null => {
      const first = of(outcomes[0] as OutcomeFacts);
      return outcomes.every((each) => of(each) === first) ? first : null;
    };
    const kpi = one((each) => this.kpiOf(each));
    const subject = one((each) => this.subjects.get(each.subjectId) as SubjectFacts);
    const startsOn = one((each) => `${this.kpiOf(each).frequency}|${each.startsOn}`);
    const period = startsOn === null ? null : { kind: this.kpiOf(outcomes[0] as OutcomeFacts).frequency, startsOn: (outcomes[0] as OutcomeFacts).startsOn };
    const breakdown = one((each) => each.breakdown);
    const found = kpi === null ? this.differentKpis(outcomes) : this.measured(kpi, outcomes);
    // A target is for one period of one subject: several added up are more than it was set for, unless they are divided by what they are out of.
    const isTotal = kpi !== null && outcomes.length > 1 && plainly(kpi) && found.denominator === null;
    const target = kpi === null || isTotal ? null : one((each) => targetFor(kpi, each.subjectId, { kind: kpi.frequency, startsOn: each.startsOn }));
    const rated = { green: 0, amber: 0, red: 0, none: 0 };
    for (const outcome of outcomes) rated[this.ragOf(outcome) ?? "none"] += 1;
    const whenSingle = (of: (kpi: KpiFacts, period: Period) => Comparison | null) => () => (kpi && period ? of(kpi, period) : null);
    return new OutcomeNode(
      key,
      kpi,
      one((each) => this.kpiOf(each).category),
      subject,
      one((each) => this.levelOf(each.subjectId)) as SubjectKind | null,
      period,
      breakdown,
      found,
      target,
      kpi && target && found.figure ? rag(kpi.polarity, found.figure.value, target) : null,
      outcomes,
      this.tree.leftOutSaid(leftOut),
      rated,
      {
        against: whenSingle((of, when) => this.comparator(of, when, outcomes, found)),
        previous: whenSingle((of, when) => this.earlier(of, periodBefore(when), outcomes, found)),
        yearBefore: whenSingle((of, when) => (isYearLong(when.kind) ? this.earlier(of, periodBefore(when), outcomes, found) : this.earlier(of, yearBefore(when), outcomes, found))),
        place: () => (kpi && period && subject && breakdown !== null ? this.place(kpi, period, subject, breakdown) : noPlace),
      },
    );
  }

  private kpiOf(outcome: OutcomeFacts): KpiFacts {
    return this.kpis.get(outcome.kpiId) as KpiFacts;
  }

  private levelOf(subjectId: string): string {
    return this.tree.levelOf(subjectId);
  }

  private measured(kpi: KpiFacts, outcomes: readonly OutcomeFacts[]): Measure {
    return measure(kpi, outcomes, this.tree);
  }

  private ragOf(outcome: OutcomeFacts): Rag | null {
    const kpi = this.kpiOf(outcome);
    const target = targetFor(kpi, outcome.subjectId, { kind: kpi.frequency, startsOn: outcome.startsOn });
    const { figure } = target ? this.measured(kpi, [outcome]) : { figure: null };
    return target && figure ? rag(kpi.polarity, figure.value, target) : null;
  }

  private differentKpis(outcomes: readonly OutcomeFacts[]): Measure {
    const codes = new Set(outcomes.map((each) => this.kpiOf(each).code));
    const why = codes.size === 1 ? "These were counted by different versions of the definition, and are not added." : "These are of different KPIs, and are not added.";
    return none("", why);
  }

  private earlier(kpi: KpiFacts, when: Period, outcomes: readonly OutcomeFacts[], now: Measure): Comparison {
    const before = outcomes.flatMap((each) => this.at.get(address(kpi.id, when.startsOn, each.breakdown))?.get(each.subjectId) ?? []);
    // Half of them would be another sum than the one beside it.
    const found = before.length < outcomes.length ? none("[x]", "Nothing is recorded for this period.") : this.measured(kpi, before);
    return compared(kpi, now, periodSaid(when), found);
  }

  private comparator(kpi: KpiFacts, when: Period, outcomes: readonly OutcomeFacts[], now: Measure): Comparison | null {
    if (this.question.against === null) return null;
    const breakdown = outcomes[0]?.breakdown as string;
    const groups = outcomes.map((each) => this.comparedWith(each.subjectId));
    const [first] = groups;
    if (!first || groups.some((each) => each.name !== first.name) || outcomes.some((each) => each.breakdown !== breakdown)) return null;
    const there = this.at.get(address(kpi.id, when.startsOn, breakdown));
    const found = first.subjectIds.flatMap((id) => there?.get(id) ?? []);
    const why =
      found.length === 0
        ? "Nothing is recorded for this comparator."
        : `Of these ${first.subjectIds.length}, ${found.length} are recorded, so the comparison would not be with all of them.`;
    if (found.length === 0 || found.length < first.subjectIds.length) return compared(kpi, now, first.name, none("[x]", why));
    const { counted, leftOut } = this.tree.countedOnce(found);
    return compared(kpi, now, first.name, this.measured(kpi, counted), this.tree.leftOutSaid(leftOut));
  }

  /** Who a subject is compared with: a stored comparator, or its neighbours, whose counts are added. */
  private comparedWith(subjectId: string): { name: string; subjectIds: readonly string[] } {
    const against = this.question.against as NonNullable<OutcomeQuestion["against"]>;
    if ("subjectId" in against) return { name: this.subjects.get(against.subjectId)?.name ?? "", subjectIds: [against.subjectId] };
    if (against.level === "statistical neighbours") {
      const stored = this.neighbours.get(subjectId);
      const subject = this.subjects.get(subjectId);
      return stored ? { name: stored.name, subjectIds: [stored.id] } : { name: `Statistical neighbours of ${subject?.name ?? ""}`, subjectIds: subject?.neighbourIds ?? [] };
    }
    const found = this.withinOf(subjectId, against.level);
    return { name: found?.name ?? "", subjectIds: found ? [found.id] : [] };
  }

  private withinOf(subjectId: string, level: SubjectKind): SubjectFacts | null {
    const subject = this.subjects.get(subjectId);
    // What neighbours are within is what the subject whose they are is within.
    const whose = subject?.kind === "statistical neighbours" ? subject.withinId : null;
    const above = whose === null ? this.tree.above(subjectId) : [whose, ...this.tree.above(whose)];
    const found = above.map((id) => this.subjects.get(id)).find((each) => each?.kind === level);
    if (found) return found;
    const only = this.ofKind.get(level) ?? [];
    return level === "country" && only.length === 1 ? (only[0] as SubjectFacts) : null;
  }

  private place(kpi: KpiFacts, when: Period, subject: SubjectFacts, breakdown: string): Place {
    const { rankAmong } = this.question;
    if (rankAmong === null) return noPlace;
    const neighbours = rankAmong === "statistical neighbours" ? new Set([subject.id, ...subject.neighbourIds]) : null;
    const region = rankAmong === "region" ? this.withinOf(subject.id, "region") : null;
    if (rankAmong === "region" && region === null) return noPlace;
    const isPeer = (other: SubjectFacts) => other.kind === subject.kind && (!region || this.withinOf(other.id, "region") === region) && (!neighbours || neighbours.has(other.id));
    const key = `${address(kpi.id, when.startsOn, breakdown)}|${rankAmong}|${subject.kind}|${region?.id ?? (neighbours ? subject.id : "")}`;
    let ranked = this.ranked.get(key);
    if (!ranked) {
      const peers = [...(this.at.get(address(kpi.id, when.startsOn, breakdown)) ?? [])].flatMap(([id, outcome]) => {
        const other = this.subjects.get(id);
        return other && isPeer(other) ? [outcome] : [];
      });
      const { counted, leftOut } = this.tree.countedOnce(peers);
      const values = new Map<string, Exact>();
      for (const outcome of counted) {
        const { figure } = this.measured(kpi, [outcome]);
        if (figure) values.set(outcome.subjectId, figure.value);
      }
      ranked = { places: ranks(kpi.polarity, values), leftOut };
      this.ranked.set(key, ranked);
    }
    const own = ranked.places.get(subject.id);
    if (own !== undefined) return { ...noPlace, rank: { rank: own, of: ranked.places.size } };
    const holderId = kpi.polarity === "neither" ? undefined : ranked.leftOut.get(subject.id);
    return holderId === undefined ? noPlace : { rank: null, why: this.tree.leftOutSaid(new Map([[subject.id, holderId]]), withoutPlace), holderId };
  }
}

const noPlace: Place = { rank: null, why: null, holderId: null };

/** Whether a period lies within days, both inclusive; a bound that is not given does not bind. */
export function liesWithin(period: Period, from: string | null, to: string | null): boolean {
  return (from === null || period.startsOn >= from) && (to === null || periodEnd(period) <= to);
}
