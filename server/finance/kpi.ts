// What a KPI comes to: one outcome, or several added up by their counts; and what may be stored of it.
import { type Activity, activityFigure, type ComputedKpi } from "./activity.ts";
import { byEach, dimensionOf } from "./breakdown.ts";
import type { Day } from "./day.ts";
import { Exact } from "./exact.ts";
import { type Figure, type FigureUnit, input, quotient, sum } from "./figure.ts";
import { InputError } from "./inputError.ts";
import type { CellUnit } from "./money.ts";
import type { PeriodKind } from "./period.ts";
import { isUnknown, type Known, sumOfKnown } from "./unknown.ts";

export type KpiUnit = "percent" | "count" | "pounds" | "pounds a week" | "weeks" | "score";
export type Polarity = "higher is better" | "lower is better" | "neither";
export type MissingReason = "c" | "x" | "z" | "k" | "low" | "unknown";
export type Rag = "green" | "amber" | "red";

/** A version of a KPI: what is counted, how often, and which way is better. */
export interface KpiFacts {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly category: string;
  readonly unit: KpiUnit;
  readonly polarity: Polarity;
  readonly frequency: PeriodKind;
  readonly counts: "over the period" | "at its end";
  readonly numeratorSaid: string | null;
  readonly denominatorSaid: string | null;
  readonly decimals: number;
  readonly ofPeople: boolean;
  /** From when this version is counted. */
  readonly appliesFrom?: Day | null;
  readonly computed: ComputedKpi | null;
  readonly targets: readonly TargetFacts[];
}

export interface TargetFacts {
  /** Whose target it is; null for everybody who has none of their own. */
  readonly subjectId: string | null;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  /** Of a percentage, a share of 1. */
  readonly target: string;
  readonly tolerance: string | null;
  readonly toleranceIn: "points" | "relative" | null;
}

/** An outcome as stored: a numerator and a denominator, or a value, or why there is none. Of a computed KPI, the activity it follows from. */
export interface OutcomeFacts {
  readonly id: string;
  readonly kpiId: string;
  readonly subjectId: string;
  readonly startsOn: Day;
  /** "Gender: Female"; empty for the whole. */
  readonly breakdown: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly missing: MissingReason | null;
  readonly activity?: readonly Activity[];
}

/** What has to be known of subjects before their outcomes are added: what sort each is, and which of them another holds. */
export interface KnownSubjects {
  levelOf(subjectId: string): string;
  countedOnce(outcomes: readonly OutcomeFacts[]): { readonly leftOut: { readonly size: number } };
}

/** What was found. Without a figure, `mark` stands in its place ("[x]") and `why` says what is wrong in a sentence. */
export interface Measure {
  readonly figure: Figure | null;
  readonly numerator: Exact | null;
  readonly denominator: Exact | null;
  readonly mark: string | null;
  readonly why: string | null;
}

const meanings: Record<MissingReason, string> = {
  c: "Hidden, because it is about so few people that they might be identified.",
  x: "Not available.",
  z: "Does not apply here.",
  k: "It rounds to nil.",
  low: "Hidden, because it is low.",
  unknown: "It is not known.",
};

/** No figure: what stands in its place, and why in a sentence. */
export const none = (mark: string, why: string): Measure => ({ figure: null, numerator: null, denominator: null, mark, why });
/** Why a figure is not there, in a sentence. `missing("x")` is "[x]" and "Not available." */
export const missing = (reason: MissingReason): Measure => none(reason === "unknown" ? "[x]" : `[${reason}]`, meanings[reason]);

/** How a cell shows a KPI's figures. */
export function kpiCellUnit({ unit, decimals }: Pick<KpiFacts, "unit" | "decimals">): CellUnit {
  if (unit === "percent") return { percent: decimals };
  return unit === "pounds" || unit === "pounds a week" ? { poundsTo: decimals } : { count: unit === "weeks" ? "weeks" : "", decimals };
}

/** The same for a difference: of percentages it is in percentage points. */
export function kpiDifferenceUnit(kpi: Pick<KpiFacts, "unit" | "decimals">): CellUnit {
  return kpi.unit === "percent" ? { points: kpi.decimals } : kpiCellUnit(kpi);
}

const valueUnits: Record<KpiUnit, FigureUnit> = { percent: "percent", count: "plain", pounds: "pounds", "pounds a week": "pounds a week", weeks: "weeks", score: "plain" };

/** What counts are of, short enough to stand behind a number. */
function counted(said: string | null, money: boolean): FigureUnit {
  return money ? "pounds" : said && said.length <= 60 ? { count: said } : "plain";
}

/**
 * One KPI's outcomes put together. Counts are added and then divided: 30 of 40 and 10 of 60 are 40 of 100, 40%, and never the mean of 75%
 * and 16.7%. What cannot be added so has no figure, and says why: percentages without their counts, an authority and its region, the whole
 * and its parts, a count at one moment over several. Of subjects of which one holds another those must be left out that are held
 * (`SubjectTree.countedOnce`): with them there is no figure.
 */
export function measure(kpi: KpiFacts, outcomes: readonly OutcomeFacts[], subjects: KnownSubjects): Measure {
  const [first] = outcomes;
  if (!first) return none("[x]", "Nothing is recorded for this.");
  if (outcomes.length > 1) {
    const refused = notAdded(kpi, outcomes, subjects);
    if (refused) return none("[x]", refused);
  }
  const absent = outcomes.filter((each) => each.missing !== null);
  if (absent.length > 0) return outcomes.length === 1 ? missing(first.missing as MissingReason) : partly(absent, outcomes.length);
  if (kpi.computed) return computedTogether(kpi.computed, outcomes);
  if (outcomes.length === 1 && first.value !== null) return ofFigure(input(Exact.decimal(first.value), valueUnits[kpi.unit]));
  const money = kpi.unit === "pounds" || kpi.unit === "pounds a week";
  const amount = (each: OutcomeFacts) => each.numerator ?? (plainly(kpi) ? each.value : null);
  if (plainly(kpi) && outcomes.every((each) => each.denominator === null && amount(each) !== null)) {
    return ofFigure(total(outcomes.map((each) => input(Exact.decimal(amount(each) as string), counted(kpi.numeratorSaid, money)))));
  }
  if (outcomes.some((each) => each.numerator === null || each.denominator === null)) {
    return none("[x]", "Some of these have a value and no counts. Values such as percentages and averages are not averaged: only counts can be added.");
  }
  const numerators = total(outcomes.map((each) => input(Exact.decimal(each.numerator as string), counted(kpi.numeratorSaid, money))));
  const denominators = total(outcomes.map((each) => input(Exact.decimal(each.denominator as string), counted(kpi.denominatorSaid, false))));
  if (denominators.value.isNil()) return none("[z]", "There was nobody to count: the denominator is nil.");
  return { figure: quotient(numerators, denominators), numerator: numerators.value, denominator: denominators.value, mark: null, why: null };
}

/** A computed KPI of several: from all their activity, but for pounds, which add up. Where one has no figure, the rest would not be the whole. */
function computedTogether(computed: ComputedKpi, outcomes: readonly OutcomeFacts[]): Measure {
  const each = outcomes.map((outcome) => activityFigure(computed, outcome.activity ?? []));
  const [only] = each;
  if (only && each.length === 1) return ofFigure(only);
  const notKnown = each.filter(isUnknown).length;
  if (notKnown > 0) return none("[x]", `${notKnown} of these ${each.length} are not available, so the rest would not be the whole.`);
  if (computed === "cost avoided") return ofFigure(sumOfKnown(each));
  return ofFigure(
    activityFigure(
      computed,
      outcomes.flatMap((outcome) => outcome.activity ?? []),
    ),
  );
}

/** Units whose values add up as they stand. */
export function plainly({ unit }: Pick<KpiFacts, "unit">): boolean {
  return unit === "count" || unit === "pounds";
}

/** Whether counts of a KPI have a denominator: all or none of them, since of some with and some without there is no sum. */
export function isOutOf(kpi: Pick<KpiFacts, "unit" | "denominatorSaid">): boolean {
  return !plainly(kpi) || kpi.denominatorSaid !== null;
}

function total(of: readonly Figure[]): Figure {
  return of.length === 1 ? (of[0] as Figure) : sum(of);
}

function ofFigure(figure: Known): Measure {
  if (isUnknown(figure)) return none("[x]", figure.why);
  const over = figure.kind === "quotient" ? figure : null;
  return { figure, numerator: over?.of.value ?? null, denominator: over?.by.value ?? null, mark: null, why: null };
}

function partly(absent: readonly OutcomeFacts[], of: number): Measure {
  const hidden = absent.some((each) => each.missing === "c" || each.missing === "low");
  return none(hidden ? "[c]" : "[x]", `${absent.length} of these ${of} ${hidden ? "are hidden or not available" : "are not available"}, so the rest would not be the whole.`);
}

function notAdded(kpi: KpiFacts, outcomes: readonly OutcomeFacts[], subjects: KnownSubjects): string | null {
  const several = (key: (each: OutcomeFacts) => string) => new Set(outcomes.map(key)).size > 1;
  if (several((each) => subjects.levelOf(each.subjectId))) return "These are of different levels: an authority is within its region, and the two are not added.";
  if (subjects.countedOnce(outcomes).leftOut.size > 0) return "One of these holds another, and the two are not added.";
  const neighbours = subjects.levelOf((outcomes[0] as OutcomeFacts).subjectId) === "statistical neighbours";
  if (neighbours && several((each) => each.subjectId)) return "These are of the neighbours of different subjects, who may be the same, and are not added.";
  if (several((each) => dimensionOf(each.breakdown))) return "These are a whole and parts of it, or parts by different dimensions, and are not added.";
  const snapshot = kpi.counts === "at its end" || kpi.computed === "share under an arrangement";
  if (snapshot && several((each) => each.startsOn)) return "These were counted at different moments: the same people may be counted in each, so they are not added.";
  return null;
}

/** @throws InputError naming `field` for a period before a version of the KPI applies: it belongs to the version before. */
export function checkApplies({ name, version, appliesFrom }: Pick<KpiFacts, "name" | "version" | "appliesFrom">, startsOn: Day, field: string): void {
  if (appliesFrom && startsOn < appliesFrom)
    throw new InputError(field, `Version ${version} of ${name} applies from ${appliesFrom}. What was counted before belongs to the version before.`);
}

const longestBreakdown = 200;

/**
 * Checks an outcome that is to be stored: it is a numerator with a denominator, or a value, or a reason, and one of these alone.
 * @throws InputError naming the field under `at`: a numerator alone where the KPI is out of something, a denominator of nil, a percentage above 1 by its counts, a count below nil.
 */
export function checkOutcome(kpi: KpiFacts, stated: Pick<OutcomeFacts, "numerator" | "denominator" | "value" | "missing" | "breakdown">, at: string): void {
  const { numerator, denominator, value, missing: reason, breakdown } = stated;
  const field = (name: string) => (at === "" ? name : `${at}.${name}`);
  if (kpi.computed) throw new InputError(field("kpi"), `${kpi.name} is computed from placements' activity and is not entered.`);
  if (breakdown.length > longestBreakdown) throw new InputError(field("breakdown"), `A part of the whole is named in at most ${longestBreakdown} characters.`);
  if (byEach(breakdown).some((part) => !/^[^:]+: \S/.test(part))) throw new InputError(field("breakdown"), "Name a part with what it is a part by: Gender: Female.");
  const given = [numerator !== null || denominator !== null, value !== null, reason !== null].filter(Boolean).length;
  if (given === 0) throw new InputError(field("value"), "Give a numerator and a denominator, or a value, or the reason why there is none: c, x, z, k, low or unknown.");
  if (given > 1) throw new InputError(field("value"), "Give a numerator and a denominator, or a value, or a reason why there is none: only one of these.");
  const over = numerator === null ? null : Exact.decimal(numerator, field("numerator"));
  const under = denominator === null ? null : Exact.decimal(denominator, field("denominator"));
  if (over === null && under !== null) throw new InputError(field("numerator"), "There is a denominator without a numerator.");
  if (over !== null && under === null && isOutOf(kpi)) throw new InputError(field("denominator"), `${kpi.name} is ${over.toString()} out of how many? Give a denominator.`);
  if (under !== null && !isOutOf(kpi))
    throw new InputError(field("denominator"), `By its definition ${kpi.name} is out of nothing. Leave the denominator out, or say in the definition what it is out of.`);
  if (under?.isNil()) throw new InputError(field("denominator"), "The denominator is nil, and nothing can be divided by it. Where there was nobody to count, give the reason z.");
  if (under?.isNegative()) throw new InputError(field("denominator"), "The denominator cannot be negative.");
  if (over?.isNegative() && kpi.unit !== "pounds" && kpi.unit !== "pounds a week") throw new InputError(field("numerator"), "The numerator cannot be negative.");
  for (const [name, count] of [
    ["numerator", over],
    ["denominator", under],
  ] as const) {
    const people = kpi.ofPeople && (kpi.unit === "percent" || kpi.unit === "count");
    if (people && count && !count.equals(Exact.whole(count.rounded(0)))) throw new InputError(field(name), `${count.toString()} is not a whole number of people.`);
  }
  if (kpi.unit === "percent" && over && under && over.compare(under) > 0) {
    throw new InputError(field("numerator"), `The numerator ${over.toString()} is above its denominator ${under.toString()}, and ${kpi.name} is a percentage.`);
  }
  const plain = value === null ? null : Exact.decimal(value, field("value"));
  if (plain && kpi.unit === "percent" && (plain.isNegative() || plain.compare(Exact.one) > 0)) {
    throw new InputError(field("value"), `${plain.times(Exact.whole(100)).toString()}% is not a percentage from 0 to 100.`);
  }
  if (plain?.isNegative() && kpi.unit === "count") throw new InputError(field("value"), "The count cannot be negative.");
}

/** Checks a KPI's definition. @throws InputError naming the field: targets that overlap, a target that is no percentage, too many decimals. */
export function checkKpi(kpi: Pick<KpiFacts, "unit" | "decimals" | "version" | "targets" | "computed" | "numeratorSaid" | "denominatorSaid">): void {
  if (kpi.decimals < 0 || kpi.decimals > 6) throw new InputError("input.decimals", "A KPI is shown with 0 to 6 decimals.");
  if (kpi.version < 1) throw new InputError("input.version", "Versions are counted from 1.");
  kpi.targets.forEach((target, index) => {
    const field = (name: string) => `input.targets[${index}].${name}`;
    const aim = Exact.decimal(target.target, field("target"));
    if (kpi.unit === "percent" && (aim.isNegative() || aim.compare(Exact.one) > 0))
      throw new InputError(field("target"), `${target.target} is not a share from 0 to 1. Write 80% as 0.8.`);
    if (target.tolerance !== null && Exact.decimal(target.tolerance, field("tolerance")).isNegative()) throw new InputError(field("tolerance"), "A tolerance cannot be negative.");
    if (target.tolerance !== null && (kpi.unit === "percent" || target.toleranceIn === "relative") && Exact.decimal(target.tolerance).compare(Exact.one) > 0)
      throw new InputError(field("tolerance"), `${target.tolerance} is not a share from 0 to 1. Write 5 points, or 5%, as 0.05.`);
    if (target.endsOn !== null && target.endsOn < target.startsOn) throw new InputError(field("endsOn"), "This target ends before it starts.");
    const overlap = kpi.targets.findIndex(
      (other, at) =>
        at < index &&
        other.subjectId === target.subjectId &&
        (other.endsOn === null || other.endsOn >= target.startsOn) &&
        (target.endsOn === null || target.endsOn >= other.startsOn),
    );
    if (overlap >= 0) throw new InputError(field("startsOn"), `This target overlaps with the ${ordinal(overlap)} of the same subject. Let that one end the day before.`);
  });
}

const ordinal = (index: number) => ["first", "second", "third"][index] ?? `${index + 1}th`;
