// How a KPI's value stands: to its target, to what it was, and among its peers.
import { Exact } from "./exact.ts";
import type { KpiFacts, Polarity, Rag, TargetFacts } from "./kpi.ts";
import { type Period, periodEnd } from "./period.ts";

/** The target that holds for a subject in a period: its own before everybody's. */
export function targetFor(kpi: Pick<KpiFacts, "targets">, subjectId: string, period: Period): TargetFacts | null {
  const holds = kpi.targets.filter(({ startsOn, endsOn }) => startsOn <= period.startsOn && (endsOn === null || endsOn >= periodEnd(period)));
  return holds.find((each) => each.subjectId === subjectId) ?? holds.find((each) => each.subjectId === null) ?? null;
}

/**
 * How a value stands to its target: met, inclusive, is green; off by no more than the tolerance, inclusive, amber; else red. Judged on the
 * exact value. With no tolerance there is no amber; where neither way is better there is no rating.
 * With a target of 80% and a tolerance of 5 points, 79.9% is amber and 74.9% red. Source: DOMAIN, Outcomes and KPIs.
 */
export function rag(polarity: Polarity, value: Exact, { target, tolerance, toleranceIn }: Pick<TargetFacts, "target" | "tolerance" | "toleranceIn">): Rag | null {
  if (polarity === "neither") return null;
  const aim = Exact.decimal(target);
  const short = polarity === "higher is better" ? aim.minus(value) : value.minus(aim);
  if (short.compare(Exact.nil) <= 0) return "green";
  if (tolerance === null) return "red";
  const stated = Exact.decimal(tolerance);
  const allowed = toleranceIn === "relative" ? stated.times(aim.isNegative() ? aim.negated() : aim) : stated;
  return short.compare(allowed) <= 0 ? "amber" : "red";
}

/** Whether a change is for the better, by polarity. `betterOrWorse("lower is better", Exact.whole(-1))` is "better". */
export function betterOrWorse(polarity: Polarity, change: Exact): "better" | "worse" | "the same" | null {
  if (change.isNil()) return "the same";
  if (polarity === "neither") return null;
  return change.isNegative() === (polarity === "lower is better") ? "better" : "worse";
}

/** A KPI's values as ranks, 1 the best; equal values share a rank. `ranks("higher is better", [a: 3, b: 5, c: 3])` is b 1, a and c 2. */
export function ranks(polarity: Polarity, values: ReadonlyMap<string, Exact>): Map<string, number> {
  const ranked = new Map<string, number>();
  if (polarity === "neither") return ranked;
  const best = polarity === "higher is better" ? -1 : 1;
  const ordered = [...values].sort(([, a], [, b]) => a.compare(b) * best);
  let rank = 0;
  ordered.forEach(([key, value], index) => {
    if (index === 0 || !value.equals(ordered[index - 1]?.[1] as Exact)) rank = index + 1;
    ranked.set(key, rank);
  });
  return ranked;
}
