// How an arrangement stands on a day: its state, its next review, what is late, and whether more is committed than its value.
import { type ArrangementFacts, type DatedTerm, ends, type StageFacts, type StoredArrangementFacts, type TermState, termDates } from "./arrangement.ts";
import { type Cover, gapAfter } from "./arrangementCover.ts";
import { addMonths, type Day, dayInWords, daysInclusive } from "./day.ts";
import { Exact } from "./exact.ts";
import { poundsAndPence } from "./money.ts";
import { isUnknown, type Known } from "./unknown.ts";

/** Where a stage of a procurement stands on a day. It is late from the day after its last day, unless it is complete. */
export function stageState({ startsOn, endsOn, complete }: StageFacts, asAt: Day): { state: "complete" | "in progress" | "due" | "late"; daysLate: number } {
  const last = endsOn ?? startsOn;
  if (complete) return { state: "complete", daysLate: 0 };
  if (last < asAt) return { state: "late", daysLate: daysInclusive(last, asAt) - 1 };
  return { state: startsOn <= asAt ? "in progress" : "due", daysLate: 0 };
}

/** The next review after a day: first after so many months, then every so many; null where none is stated or none comes before its end. */
export function nextReview(facts: ArrangementFacts, asAt: Day): Day | null {
  const { opensOn, firstReviewMonths, reviewEveryMonths } = facts;
  const every = reviewEveryMonths;
  const first = firstReviewMonths ?? every;
  if (opensOn === null || first === null) return null;
  const { longest } = ends(facts);
  for (let months = first; months <= 1_200; months += every ?? 1_200) {
    const review = addMonths(opensOn, months);
    if (longest !== null && review > longest) return null;
    if (review > asAt) return review;
  }
  return null;
}

/** Where an arrangement stands on a day. */
export function stateOn(facts: ArrangementFacts, asAt: Day): string {
  const { standing } = ends(facts);
  if (facts.opensOn !== null && asAt < facts.opensOn) return "not yet open";
  if (standing !== null && asAt > standing) return "ended";
  if (facts.openEnded) return "open ended";
  if (facts.opensOn === null && standing === null) return "dates not known";
  const extension = termDates(facts.opensOn, facts.terms).find((term, index) => index > 0 && term.startsOn !== null && term.startsOn <= asAt && asAt <= (term.endsOn as Day));
  return extension ? `in its ${extension.part}` : "running";
}

/**
 * Value against what is committed: by how much it is exceeded, in pounds and as a share of the value. £2m under £1m is £1m over, 100%. Null
 * where either is not known.
 */
export function overValue(estimatedPence: number | null, committed: Known | null): { over: Exact; share: Exact | null } | null {
  if (estimatedPence === null || isUnknown(committed)) return null;
  const value = Exact.pence(estimatedPence);
  const over = (committed?.value ?? Exact.nil).minus(value);
  return { over, share: value.isNil() ? null : over.dividedBy(value) };
}

/** Everything that follows from an arrangement on a day, in the shape that the API gives it. */
export function arrangementDetail<Stage extends StageFacts, Term extends { months: number; state: TermState }>(
  facts: StoredArrangementFacts & { stages: readonly Stage[]; terms: readonly Term[] },
  followers: readonly Cover[],
  asAt: Day,
) {
  const { standing, longest } = ends(facts);
  const dated = termDates(facts.opensOn, facts.terms);
  const gap = gapAfter(facts, followers);
  const against = overValue(facts.estimatedValuePence, facts.committed);
  const broken =
    facts.breakMonths === null || (standing !== null && standing < asAt)
      ? null
      : addMonths(facts.opensOn !== null && facts.opensOn > asAt ? facts.opensOn : asAt, facts.breakMonths);
  return {
    endsOn: standing,
    longestEndOn: longest,
    state: stateOn(facts, asAt),
    nextReviewOn: nextReview(facts, asAt),
    earliestBreakOn: broken !== null && standing !== null && broken > standing ? standing : broken,
    gaps: gap === null ? [] : [gap],
    terms: facts.terms.map((term, index) => ({ ...term, ...(dated[index] as DatedTerm) })),
    stages: facts.stages.map((stage) => ({ ...stage, ...stageState(stage, asAt) })),
    value: {
      estimatedPence: facts.estimatedValuePence,
      committedPence: isUnknown(facts.committed) ? null : Number((facts.committed?.value ?? Exact.nil).rounded(2)),
      committedNotKnown: isUnknown(facts.committed) ? facts.committed.why : null,
      overPence: against === null ? null : Number(against.over.rounded(2)),
      overShare: against?.share?.toString() ?? null,
      exceeded: against && against.over.compare(Exact.nil) > 0,
    },
  };
}

const monthsAhead = 12;

/** How the warning begins that this is not known. */
export const committedUnder = "What is committed under";

/** What a reader of the register has to know of one arrangement on a day: gaps in cover up to a year ahead, what is late, a value that is exceeded. */
export function warnings(facts: StoredArrangementFacts, followers: readonly Cover[], asAt: Day): string[] {
  const gap = gapAfter(facts, followers);
  const near = gap !== null && gap.from <= addMonths(asAt, monthsAhead) && (gap.to === null || gap.to >= asAt);
  const late = facts.stages.flatMap((stage) => {
    const { state, daysLate } = stageState(stage, asAt);
    return state === "late" ? [`${stage.name} (${daysLate} ${daysLate === 1 ? "day" : "days"})`] : [];
  });
  const against = overValue(facts.estimatedValuePence, facts.committed);
  const share = against?.share ? `, ${Exact.ratio(against.share.times(Exact.whole(100)).rounded(1), 10n).toString()}% over` : "";
  return [
    ...(near ? [`Gap in cover: ${gap.sentence}`] : []),
    ...(late.length === 0 ? [] : [`Late in ${facts.name} on ${dayInWords(asAt)}: ${late.join(", ")}.`]),
    ...(isUnknown(facts.committed) ? [`${committedUnder} ${facts.name} is not known: ${facts.committed.why}`] : []),
    ...(against !== null && against.over.compare(Exact.nil) > 0 ? [`More is committed under ${facts.name} than its value: ${poundsAndPence(against.over)} more${share}.`] : []),
  ];
}
