// A KPI's value beside another value of it: by how much it differs, and whether that is for the better.
import type { Figure } from "./figure.ts";
import { type KpiFacts, kpiCellUnit, kpiDifferenceUnit, type Measure } from "./kpi.ts";
import { betterOrWorse } from "./kpiRating.ts";
import { shownFigure } from "./money.ts";

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
  /** Who is left out of the other value, since another of those added holds them. */
  readonly leftOut: string | null;
}

/** A KPI's value beside another value of it. */
export function compared(kpi: KpiFacts, now: Measure, name: string, other: Measure, leftOut: string | null = null): Comparison {
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
    leftOut,
  };
}
