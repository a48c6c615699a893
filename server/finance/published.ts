// Outcomes as they are published: counts of few people hidden, with those that would give them away.
import { type Activity, type ComputedKpi, isBlock, mergedActivity, notRecorded } from "./activity.ts";
import { Exact } from "./exact.ts";
import { InputError } from "./inputError.ts";
import type { KpiFacts, OutcomeFacts } from "./kpi.ts";
import { type Kin, sumsAmong } from "./outcomeSums.ts";
import type { OutcomeWorld } from "./outcomeWorld.ts";
import { type CountCell, type Sum, suppress } from "./suppression.ts";

/** How outcomes are published. */
export interface PublicationRule {
  /** Counts of people from 1 to this are hidden; 0 hides nothing. */
  readonly hiddenUpTo: number;
  /** What stands in their place. */
  readonly mark: "c" | "low";
}

/** The rule for those who may not see whole counts, where their authority has stated none. Source: DOMAIN, Suppression: 1 to 5. */
export const usualRule: PublicationRule = { hiddenUpTo: 5, mark: "c" };

/** Checks a rule that is to be stored. @throws InputError naming the field. */
export function checkRule({ hiddenUpTo }: PublicationRule): void {
  if (!Number.isInteger(hiddenUpTo) || hiddenUpTo < 0 || hiddenUpTo > 100)
    throw new InputError("input.hiddenUpTo", "Counts up to 0 (none) to 100 are hidden: give a whole number.");
}

/**
 * The same outcomes with what is not published hidden, so that nothing computed from them can tell of it. `world` must hold all of a KPI and
 * a period where it holds any, whatever was asked for: what is hidden must not depend on the question. Of a percentage, how many are left
 * when the numerator is taken from the denominator counts as a count too.
 */
export function asPublished(world: OutcomeWorld, rule: PublicationRule): { outcomes: OutcomeFacts[]; hidden: number } {
  const hidden = hiddenOutcomes(world, rule);
  return { outcomes: withHidden(world.outcomes, world.kpis, hidden, () => rule), hidden: hidden.size };
}

/** How outcomes of several owners are hidden: each by the rule of its own, and those that are hidden elsewhere here too. */
export interface HiddenBy {
  /** The rule of the outcome's owner; null where the reader sees whatever it counts. */
  readonly ruleOf: (outcome: OutcomeFacts) => PublicationRule | null;
  readonly alsoHidden: ReadonlySet<string>;
}

/**
 * The ids of the outcomes that are hidden, of a world that is whole as `asPublished` wants it. Where it has outcomes of several owners, `rule` is the
 * strictest of theirs: what is hidden follows from all of them together.
 */
export function hiddenOutcomes(world: OutcomeWorld, rule: PublicationRule, by?: HiddenBy): ReadonlySet<string> {
  if (rule.hiddenUpTo === 0) return new Set();
  const kpis = new Map(world.kpis.map((kpi) => [kpi.id, kpi]));
  const ofPeople = world.outcomes.filter((outcome) => kpis.get(outcome.kpiId)?.ofPeople);
  const cells = ofPeople.flatMap((outcome): CountCell[] => {
    const counts = countsOf(kpis.get(outcome.kpiId) as KpiFacts, outcome);
    if (counts.length === 0) return [];
    const own = by ? by.ruleOf(outcome) : rule;
    return [{ key: outcome.id, counts, ...(own === null || own.hiddenUpTo === 0 ? { whole: true } : { hiddenUpTo: own.hiddenUpTo }) }];
  });
  const counts = new Map(cells.map((cell) => [cell.key, cell.counts]));
  const { sums, kin } = sumsAmong(ofPeople, world, counts);
  const whole = new Set(cells.flatMap((cell) => (cell.whole ? [cell.key] : [])));
  const free = kin.map((each) => ({ of: each.of, with: each.with.filter((key) => !whole.has(key)) }));
  return new Set(hiddenAmong(cells, sums, free, rule, by?.alsoHidden).keys());
}

/** Outcomes with those that are hidden replaced by the mark of their rule, and none that has one with the single rows that it was computed from. */
export function withHidden<Outcome extends OutcomeFacts>(
  outcomes: readonly Outcome[],
  kpis: readonly KpiFacts[],
  hidden: ReadonlySet<string>,
  ruleOf: (outcome: Outcome) => PublicationRule | null,
): OutcomeFacts[] {
  const known = new Map(kpis.map((kpi) => [kpi.id, kpi]));
  return outcomes.map((outcome): OutcomeFacts => {
    const rule = ruleOf(outcome);
    if (rule === null || rule.hiddenUpTo === 0) return outcome;
    if (!hidden.has(outcome.id)) return withoutRows(outcome, known.get(outcome.kpiId));
    const { id, kpiId, subjectId, startsOn, breakdown } = outcome;
    return { id, kpiId, subjectId, startsOn, breakdown, numerator: null, denominator: null, value: null, missing: rule.mark };
  });
}

/** What is hidden by sums and kin together: a cell that goes with its kin is one more to protect. */
function hiddenAmong(
  cells: readonly CountCell[],
  sums: readonly Sum[],
  kin: readonly Kin[],
  rule: PublicationRule,
  hiddenElsewhere: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, unknown> {
  const alsoHidden = new Set(hiddenElsewhere);
  for (;;) {
    const hidden = suppress(cells, sums, { ...rule, alsoHidden });
    const more = kin.filter((each) => each.of.some((key) => hidden.has(key))).flatMap((each) => each.with.filter((key) => !hidden.has(key) && !alsoHidden.has(key)));
    if (more.length === 0) return hidden;
    for (const key of more) alsoHidden.add(key);
  }
}

/** A computed outcome without its single rows, which its workings would print. */
function withoutRows(outcome: OutcomeFacts, kpi: KpiFacts | undefined): OutcomeFacts {
  return kpi?.computed && outcome.activity ? { ...outcome, activity: mergedActivity(kpi.computed, outcome.activity) } : outcome;
}

/** What was hidden by a rule, as a table's note says it. */
export function hiddenNote({ mark, hiddenUpTo }: PublicationRule, hidden: number): string | null {
  if (hidden === 0) return null;
  return `[${mark}] is shown where a count of 1 to ${hiddenUpTo} is hidden, or one from which it could be worked out.`;
}

/**
 * The counts of people that an outcome tells, each KPI's always in the same order; none where it tells only an average or is not known. Money
 * and time are not counts of people, though what they are divided by may be.
 */
function countsOf({ unit, computed }: KpiFacts, { numerator, denominator, value, missing, activity }: OutcomeFacts): bigint[] {
  if (computed) return activity ? activityCounts(computed, activity) : [];
  // Where it does not apply there was nobody, and a reader knows so.
  if (missing === "z") return unit === "percent" ? [0n, 0n, 0n] : [0n];
  const people = unit === "percent" || unit === "count";
  const over = people ? (numerator ?? (unit === "count" ? value : null)) : null;
  const counts = [...(over === null ? [] : [wholeCount(over)]), ...(denominator === null ? [] : [wholeCount(denominator)])];
  const [part, all] = counts;
  return unit === "percent" && part !== undefined && all !== undefined ? [part, all, all - part] : counts;
}

/** A part of one is somebody too: 0.5 is 1. */
function wholeCount(text: string): bigint {
  const { numerator, denominator } = Exact.decimal(text);
  return numerator <= 0n ? 0n : (numerator + denominator - 1n) / denominator;
}

/** Whose placements a KPI that is computed from them tells of; nobody's where it is not known. */
function activityCounts(computed: ComputedKpi, rows: readonly Activity[]): bigint[] {
  if (notRecorded(computed, rows)) return [];
  const placements = (of: (row: Activity) => boolean) => total(rows.filter(of), (row) => row.placements);
  const [inside, outside] = [placements(({ area }) => area === "inside"), placements(({ area }) => area === "outside")];
  switch (computed) {
    case "average weekly cost inside the area":
      return [inside];
    case "average weekly cost outside the area":
      return [outside];
    case "premium outside the area":
    case "cost avoided":
      return [inside, outside];
    case "average duration":
      return [total(rows, ({ ended }) => ended ?? 0)];
    case "share under an arrangement": {
      const all = placements(() => true);
      const under = placements(({ arrangementId }) => arrangementId !== null);
      return [under, all, all - under];
    }
    case "occupancy of block places":
      return [placements(isBlock)];
  }
}

function total(rows: readonly Activity[], of: (row: Activity) => number): bigint {
  return rows.reduce((sum, row) => sum + BigInt(of(row)), 0n);
}
