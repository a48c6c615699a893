// Outcomes as a commissioner asks for them: filtered, put together by what they have in common, and set beside target, peers and the past.
import { type Derivation, derive } from "./derivation.ts";
import { Exact } from "./exact.ts";
import { type Figure, input } from "./figure.ts";
import { grouped } from "./grouped.ts";
import { type KpiFacts, kpiCellUnit, kpiDifferenceUnit, type Measure, measure, type OutcomeFacts, plainly, type Rag, type TargetFacts } from "./kpi.ts";
import { betterOrWorse, rag, ranks, targetFor } from "./kpiRating.ts";
import { shownFigure } from "./money.ts";
import { isYearLong, type Period, periodBefore, periodEnd, periodSaid, yearBefore } from "./period.ts";

export type SubjectKind = "authority" | "region" | "country" | "statistical neighbours" | "partnership" | "arrangement" | "lot" | "provider";

/** Whom outcomes are of. */
export interface SubjectFacts {
  readonly id: string;
  readonly kind: SubjectKind;
  readonly name: string;
  /** An authority's region, a region's country; of statistical neighbours, whose they are. */
  readonly withinId: string | null;
  /** Its statistical neighbours. */
  readonly neighbourIds: readonly string[];
}

/** Everything that an answer is made from: what is asked for, with what it is compared with and what came before. */
export interface OutcomeWorld {
  readonly kpis: readonly KpiFacts[];
  readonly subjects: readonly SubjectFacts[];
  readonly outcomes: readonly OutcomeFacts[];
}

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

/** A value beside another: a target, a comparator, the period before. `difference` is the value less the other. */
export interface Comparison {
  readonly name: string;
  readonly figure: Figure | null;
  readonly exact: string | null;
  readonly shown: string;
  readonly difference: string | null;
  readonly differenceShown: string | null;
  readonly direction: "up" | "down" | "level" | null;
  readonly verdict: "better" | "worse" | "the same" | null;
  /** Why there is nothing to compare with. */
  readonly why: string | null;
}

/** One outcome, or several put together. */
export class OutcomeNode {
  constructor(
    readonly key: string,
    /** What all of it has in common; null where it differs. */
    readonly kpi: KpiFacts | null,
    readonly category: string | null,
    readonly subject: SubjectFacts | null,
    readonly level: SubjectKind | null,
    readonly period: Period | null,
    readonly breakdown: string | null,
    readonly measure: Measure,
    readonly target: TargetFacts | null,
    readonly rag: Rag | null,
    readonly outcomes: readonly OutcomeFacts[],
    readonly rated: Readonly<Record<Rag | "none", number>>,
    private readonly others: {
      against: () => Comparison | null;
      previous: () => Comparison | null;
      yearBefore: () => Comparison | null;
      rank: () => { rank: number; of: number } | null;
    },
  ) {}

  get exact(): string | null {
    return this.measure.figure?.value.toString() ?? null;
  }

  get shown(): string {
    return this.measure.figure && this.kpi ? shownFigure(this.measure.figure.value, kpiCellUnit(this.kpi)) : (this.measure.mark ?? "[x]");
  }

  get distance(): Comparison | null {
    if (this.target === null || this.kpi === null) return null;
    return compared(this.kpi, this.measure, "Target", { figure: input(Exact.decimal(this.target.target), "plain"), numerator: null, denominator: null, mark: null, why: null });
  }

  get comparator(): Comparison | null {
    return this.others.against();
  }

  get previous(): Comparison | null {
    return this.others.previous();
  }

  get yearBefore(): Comparison | null {
    return this.others.yearBefore();
  }

  get rank(): { rank: number; of: number } | null {
    return this.others.rank();
  }

  get derivation(): Derivation | null {
    return this.measure.figure && this.kpi ? derive(this.measure.figure, kpiCellUnit(this.kpi)) : null;
  }
}

const address = (kpiId: string, startsOn: string, breakdown: string) => `${kpiId}|${startsOn}|${breakdown}`;

/** Answers a question about outcomes. The nodes stand in the order of KPIs, then of subjects, then of time. */
export function outcomeNodes(world: OutcomeWorld, question: OutcomeQuestion): OutcomeNode[] {
  const asking = new Asking(world, question);
  const groups = new Map<string, OutcomeFacts[]>();
  for (const outcome of asking.inOrder()) {
    const key = asking.groupOf(outcome);
    const members = groups.get(key);
    if (members) members.push(outcome);
    else groups.set(key, [outcome]);
  }
  return [...groups].map(([key, outcomes]) => asking.node(key, outcomes));
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
  private readonly ranked = new Map<string, ReadonlyMap<string, number>>();

  constructor(
    private readonly world: OutcomeWorld,
    private readonly question: OutcomeQuestion,
  ) {
    this.kpis = new Map(world.kpis.map((kpi) => [kpi.id, kpi]));
    this.subjects = new Map(world.subjects.map((subject) => [subject.id, subject]));
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

  node(key: string, outcomes: readonly OutcomeFacts[]): OutcomeNode {
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
      rated,
      {
        against: whenSingle((of, when) => this.comparator(of, when, outcomes, found)),
        previous: whenSingle((of, when) => this.earlier(of, periodBefore(when), outcomes, found)),
        yearBefore: whenSingle((of, when) => (isYearLong(when.kind) ? this.earlier(of, periodBefore(when), outcomes, found) : this.earlier(of, yearBefore(when), outcomes, found))),
        rank: () => (kpi && period && subject && breakdown !== null ? this.rank(kpi, period, subject, breakdown) : null),
      },
    );
  }

  private kpiOf(outcome: OutcomeFacts): KpiFacts {
    return this.kpis.get(outcome.kpiId) as KpiFacts;
  }

  private levelOf(subjectId: string): string {
    return this.subjects.get(subjectId)?.kind ?? "";
  }

  private measured(kpi: KpiFacts, outcomes: readonly OutcomeFacts[]): Measure {
    return measure(kpi, outcomes, (subjectId) => this.levelOf(subjectId));
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
    return { figure: null, numerator: null, denominator: null, mark: "", why };
  }

  private earlier(kpi: KpiFacts, when: Period, outcomes: readonly OutcomeFacts[], now: Measure): Comparison {
    const before = outcomes.flatMap((each) => this.at.get(address(kpi.id, when.startsOn, each.breakdown))?.get(each.subjectId) ?? []);
    // Half of them would be another sum than the one beside it.
    const found = before.length < outcomes.length ? nothing("Nothing is held for this period.") : this.measured(kpi, before);
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
      found.length === 0 ? "Nothing is held for this comparator." : `Of these ${first.subjectIds.length}, ${found.length} are held, and some are not compared with for all.`;
    return compared(kpi, now, first.name, found.length > 0 && found.length === first.subjectIds.length ? this.measured(kpi, found) : nothing(why));
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
    let subject = this.subjects.get(subjectId);
    for (let steps = 0; subject?.withinId && steps < 5; steps += 1) {
      subject = this.subjects.get(subject.withinId);
      if (subject?.kind === level) return subject;
    }
    const only = this.ofKind.get(level) ?? [];
    return level === "country" && only.length === 1 ? (only[0] as SubjectFacts) : null;
  }

  private rank(kpi: KpiFacts, when: Period, subject: SubjectFacts, breakdown: string): { rank: number; of: number } | null {
    const { rankAmong } = this.question;
    if (rankAmong === null) return null;
    const neighbours = rankAmong === "statistical neighbours" ? new Set([subject.id, ...subject.neighbourIds]) : null;
    const region = rankAmong === "region" ? this.withinOf(subject.id, "region") : null;
    if (rankAmong === "region" && region === null) return null;
    const isPeer = (other: SubjectFacts) => other.kind === subject.kind && (!region || this.withinOf(other.id, "region") === region) && (!neighbours || neighbours.has(other.id));
    const key = `${address(kpi.id, when.startsOn, breakdown)}|${rankAmong}|${subject.kind}|${region?.id ?? (neighbours ? subject.id : "")}`;
    let ranked = this.ranked.get(key);
    if (!ranked) {
      const values = new Map<string, Exact>();
      for (const [id, outcome] of this.at.get(address(kpi.id, when.startsOn, breakdown)) ?? []) {
        const other = this.subjects.get(id);
        const { figure } = other && isPeer(other) ? this.measured(kpi, [outcome]) : { figure: null };
        if (figure) values.set(id, figure.value);
      }
      ranked = ranks(kpi.polarity, values);
      this.ranked.set(key, ranked);
    }
    const own = ranked.get(subject.id);
    return own === undefined ? null : { rank: own, of: ranked.size };
  }
}

const nothing = (why: string): Measure => ({ figure: null, numerator: null, denominator: null, mark: "[x]", why });

/** A KPI's value beside another value of it. */
function compared(kpi: KpiFacts, now: Measure, name: string, other: Measure): Comparison {
  const shown = other.figure ? shownFigure(other.figure.value, kpiCellUnit(kpi)) : (other.mark ?? "[x]");
  const change = now.figure && other.figure ? now.figure.value.minus(other.figure.value) : null;
  return {
    name,
    figure: other.figure,
    exact: other.figure?.value.toString() ?? null,
    shown,
    difference: change?.toString() ?? null,
    differenceShown: change && `${change.isNil() || change.isNegative() ? "" : "+"}${shownFigure(change, kpiDifferenceUnit(kpi))}`,
    direction: change && (change.isNil() ? "level" : change.isNegative() ? "down" : "up"),
    verdict: change && betterOrWorse(kpi.polarity, change),
    why: other.why,
  };
}

/** Whether a period lies within days, both inclusive; a bound that is not given does not bind. */
export function liesWithin(period: Period, from: string | null, to: string | null): boolean {
  return (from === null || period.startsOn >= from) && (to === null || periodEnd(period) <= to);
}
