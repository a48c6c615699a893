// Benefits that were promised: when each is due, and whether it came.
import { addMonths, type Day, dayInShort, daysAfter } from "./day.ts";
import { Exact } from "./exact.ts";
import { InputError } from "./inputError.ts";
import type { Polarity } from "./kpi.ts";
import { betterOrWorse, rag } from "./kpiRating.ts";
import { type Period, periodEnd, periodSaid, yearBefore } from "./period.ts";

export type BenefitFrequency = "once" | "each month" | "each quarter" | "each year";
export type BenefitState = "not due" | "due" | "on course" | "achieved" | "missed";

export interface BenefitFacts {
  readonly name: string;
  /** From when the months are counted: the start of the contract. */
  readonly countedFrom: Day | null;
  /** How many months after that it is first due. */
  readonly afterMonths: number | null;
  readonly frequency: BenefitFrequency;
  readonly comparedWith: "its baseline" | "the same period a year before";
  readonly baselineValue: string | null;
  /** What has to be reached; without it, to be better than what it is compared with is enough. */
  readonly targetValue: string | null;
  readonly reviews: readonly { readonly reviewedOn: Day; readonly achieved: boolean; readonly found: string | null }[];
}

/** What a benefit's KPI came to in a period. */
export interface Measurement {
  readonly period: Period;
  readonly value: Exact;
}

export interface BenefitStanding {
  readonly state: BenefitState;
  /** Why, in a sentence. */
  readonly why: string;
  /** The last day on which it was due, and the next; null where there is none. */
  readonly lastDue: Day | null;
  readonly nextDue: Day | null;
}

const monthsBetween: Record<BenefitFrequency, number | null> = { once: null, "each month": 1, "each quarter": 3, "each year": 12 };

/**
 * When a benefit was last due by a day and is next due after it. Counted from 1 April 2018, after 12 months and then each year:
 * `dueDates(…, "2020-06-01")` is 1 April 2020 and 1 April 2021.
 */
export function dueDates(
  { countedFrom, afterMonths, frequency }: Pick<BenefitFacts, "countedFrom" | "afterMonths" | "frequency">,
  asAt: Day,
): { last: Day | null; next: Day | null } {
  if (countedFrom === null || afterMonths === null) return { last: null, next: null };
  const every = monthsBetween[frequency];
  let last: Day | null = null;
  for (let count = 0; ; count += 1) {
    const due = addMonths(countedFrom, afterMonths + count * (every ?? 0));
    if (due > asAt) return { last, next: due };
    last = due;
    if (every === null) return { last, next: null };
  }
}

/**
 * Where a benefit stands on a day. Before it is first due it is not due, or on course where its KPI has got there already. Once due it is
 * achieved or missed by the review or the last period that ended since it was due before; with neither, it is due and nobody has measured it.
 */
export function benefitStanding(benefit: BenefitFacts, polarity: Polarity | null, measurements: readonly Measurement[], asAt: Day): BenefitStanding {
  const { last, next } = dueDates(benefit, asAt);
  const dates = { lastDue: last, nextDue: next };
  if (last === null && next === null) return { state: "not due", why: "The day from which it is counted is not known.", ...dates };
  const before = last === null ? null : dueBefore(benefit, last);
  const review =
    last === null ? undefined : [...benefit.reviews].filter(({ reviewedOn }) => reviewedOn >= last && reviewedOn <= asAt).sort((a, b) => (a.reviewedOn < b.reviewedOn ? 1 : -1))[0];
  if (review) {
    return { state: review.achieved ? "achieved" : "missed", why: review.found ?? `Reviewed on ${dayInShort(review.reviewedOn)}.`, ...dates };
  }
  const since = before ?? (benefit.countedFrom as Day);
  const latest = measurements
    .filter(({ period }) => periodEnd(period) > since && periodEnd(period) <= (last ?? asAt))
    .sort((a, b) => (periodEnd(a.period) < periodEnd(b.period) ? 1 : -1))[0];
  const reached = latest && polarity ? isReached(benefit, polarity, latest, measurements) : null;
  if (last === null) {
    return reached?.yes
      ? { state: "on course", why: `${reached.why} It is due on ${dayInShort(next as Day)}.`, ...dates }
      : { state: "not due", why: `It is first due on ${dayInShort(next as Day)}.`, ...dates };
  }
  if (!reached) {
    const why = latest ? `there is nothing that ${periodSaid(latest.period)} can be compared with` : "nothing that measures it is recorded";
    return { state: "due", why: `It was due on ${dayInShort(last)}, and ${why}.`, ...dates };
  }
  return { state: reached.yes ? "achieved" : "missed", why: reached.why, ...dates };
}

/** The due date before one; null for the first. */
function dueBefore(benefit: BenefitFacts, due: Day): Day | null {
  return dueDates(benefit, daysAfter(due, -1)).last;
}

function isReached(benefit: BenefitFacts, polarity: Polarity, { period, value }: Measurement, measurements: readonly Measurement[]): { yes: boolean; why: string } | null {
  const at = periodSaid(period);
  if (benefit.targetValue !== null) {
    const rated = rag(polarity, value, { target: benefit.targetValue, tolerance: null, toleranceIn: null });
    return rated === null ? null : { yes: rated === "green", why: `${at} ${rated === "green" ? "reached" : "did not reach"} what was promised.` };
  }
  const year = yearBefore(period);
  const other =
    benefit.comparedWith === "its baseline"
      ? benefit.baselineValue === null
        ? null
        : { value: Exact.decimal(benefit.baselineValue), name: "its baseline" }
      : (measurements.filter((each) => each.period.startsOn === year.startsOn).map((each) => ({ value: each.value, name: periodSaid(year) }))[0] ?? null);
  const verdict = other && betterOrWorse(polarity, value.minus(other.value));
  return other && verdict ? { yes: verdict === "better", why: `${at} was ${verdict === "the same" ? "the same as" : `${verdict} than`} ${other.name}.` } : null;
}

/**
 * Checks a benefit that is to be stored; `inPercent` is true where its KPI is a percentage.
 * @throws InputError naming the field: months without a day to count from, a percentage that is no share, two reviews on one day.
 */
export function checkBenefit(benefit: Pick<BenefitFacts, "afterMonths" | "countedFrom" | "baselineValue" | "targetValue" | "reviews">, inPercent: boolean): void {
  if (benefit.afterMonths !== null && (benefit.afterMonths < 0 || benefit.afterMonths > 600))
    throw new InputError("input.afterMonths", "It is due 0 to 600 months after it begins to be counted.");
  if (benefit.afterMonths !== null && benefit.countedFrom === null) throw new InputError("input.countedFrom", "Say from which day the months are counted.");
  for (const field of ["baselineValue", "targetValue"] as const) {
    const value = benefit[field] === null ? null : Exact.decimal(benefit[field], `input.${field}`);
    if (inPercent && value && (value.isNegative() || value.compare(Exact.one) > 0))
      throw new InputError(`input.${field}`, `${benefit[field]} is not a share from 0 to 1. Write 14.1% as 0.141.`);
  }
  benefit.reviews.forEach(({ reviewedOn }, index) => {
    if (benefit.reviews.findIndex((other) => other.reviewedOn === reviewedOn) < index)
      throw new InputError(`input.reviews[${index}].reviewedOn`, "There is already a review on this day. Combine the two.");
  });
}
