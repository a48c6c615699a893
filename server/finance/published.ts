// Outcomes as they are published: counts of few people hidden, with those that would give them away.
import type { Activity } from "./activity.ts";
import { InputError } from "./inputError.ts";
import { dimensionOf, type KpiFacts, type OutcomeFacts } from "./kpi.ts";
import type { OutcomeWorld, SubjectFacts } from "./outcomes.ts";
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
  if (rule.hiddenUpTo === 0) return { outcomes: [...world.outcomes], hidden: 0 };
  const kpis = new Map(world.kpis.map((kpi) => [kpi.id, kpi]));
  const ofPeople = world.outcomes.filter((outcome) => kpis.get(outcome.kpiId)?.ofPeople);
  const cells = ofPeople.flatMap((outcome): CountCell[] => {
    const counts = countsOf(kpis.get(outcome.kpiId) as KpiFacts, outcome);
    return counts.length === 0 ? [] : [{ key: outcome.id, counts }];
  });
  const hidden = suppress(cells, sumsAmong(ofPeople, world.subjects, new Map(cells.map((cell) => [cell.key, cell.counts]))), rule);
  const outcomes = world.outcomes.map((outcome): OutcomeFacts => {
    if (!hidden.has(outcome.id)) return outcome;
    const { id, kpiId, subjectId, startsOn, breakdown } = outcome;
    return { id, kpiId, subjectId, startsOn, breakdown, numerator: null, denominator: null, value: null, missing: rule.mark };
  });
  return { outcomes, hidden: hidden.size };
}

/** What was hidden, as a table's note says it. */
export function hiddenNote(rule: PublicationRule, hidden: number): string | null {
  if (hidden === 0) return null;
  return `[${rule.mark}] stands where a count of 1 to ${rule.hiddenUpTo} is hidden, or one from which it could be worked out.`;
}

/** The counts of people that an outcome tells; none where it tells only an average or is not known. */
function countsOf(kpi: KpiFacts, { numerator, denominator, value, activity }: OutcomeFacts): bigint[] {
  if (activity) return [total(activity, ({ placements }) => placements), total(activity, ({ ended }) => ended ?? 0)];
  const plain = kpi.unit === "count" ? value : null;
  const counts = [numerator ?? plain, denominator].flatMap((text) => (text !== null && /^\+?\d+(\.0*)?$/.test(text) ? [BigInt(text.replace(/^\+|\.0*$/g, ""))] : []));
  const [over, under] = counts;
  return over !== undefined && under !== undefined && kpi.unit === "percent" ? [over, under, under - over] : counts;
}

function total(rows: readonly Activity[], of: (row: Activity) => number): bigint {
  return rows.reduce((sum, row) => sum + BigInt(of(row)), 0n);
}

/** Which outcomes are the sum of which others: the whole of its parts, a region of its authorities, neighbours together of each. */
function sumsAmong(outcomes: readonly OutcomeFacts[], subjects: readonly SubjectFacts[], counts: ReadonlyMap<string, readonly bigint[]>): Sum[] {
  const known = new Map(subjects.map((subject) => [subject.id, subject]));
  const together = new Map<string, string[]>();
  for (const { id, withinId, kind, neighbourIds } of subjects) {
    if (kind === "statistical neighbours") continue;
    if (withinId) push(together, `${withinId}|${kind}`, id);
    const stored = neighbourIds.length > 0 && subjects.find((each) => each.kind === "statistical neighbours" && each.withinId === id);
    if (stored) together.set(`${stored.id}|`, [...neighbourIds]);
  }
  const groups = new Map<string, OutcomeFacts[]>();
  for (const outcome of outcomes) push(groups, `${outcome.kpiId}|${outcome.startsOn}`, outcome);
  const sums: Sum[] = [];
  for (const group of groups.values()) {
    const at = new Map(group.map((outcome) => [`${outcome.subjectId}|${outcome.breakdown}`, outcome.id]));
    const parts = new Map<string, string[]>();
    for (const { id, subjectId, breakdown } of group) if (breakdown !== "") push(parts, `${subjectId}|${dimensionOf(breakdown)}`, id);
    for (const [key, ids] of parts) {
      const whole = at.get(`${key.slice(0, key.indexOf("|"))}|`);
      if (whole) sums.push({ total: whole, parts: ids });
    }
    const breakdowns = [...new Set(group.map((outcome) => outcome.breakdown))];
    for (const [key, ids] of together) {
      const totalOf = key.slice(0, key.lastIndexOf("|"));
      if (!known.has(totalOf)) continue;
      for (const breakdown of breakdowns) {
        const whole = at.get(`${totalOf}|${breakdown}`);
        const there = ids.flatMap((id) => at.get(`${id}|${breakdown}`) ?? []);
        if (whole && there.length > 0) sums.push({ total: whole, parts: there });
      }
    }
  }
  return sums.filter((sum) => addsUp(sum, counts));
}

/** Published statistics are rounded, each to the next 5 at most. */
const roundedBy = 5n;

/** Whether parts are all of a total, or may be: where some are not stored, what is left of the total tells nothing of any one. */
function addsUp({ total, parts }: Sum, counts: ReadonlyMap<string, readonly bigint[]>): boolean {
  const whole = counts.get(total);
  if (!whole || parts.some((part) => !counts.has(part))) return true;
  return whole.every((count, index) => {
    const off = count - parts.reduce((sum, part) => sum + (counts.get(part)?.[index] ?? 0n), 0n);
    return (off < 0n ? -off : off) <= roundedBy * BigInt(parts.length + 1);
  });
}

function push<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const members = groups.get(key);
  if (members) members.push(item);
  else groups.set(key, [item]);
}
