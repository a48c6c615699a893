// One answer about outcomes: what it came to, what all of it has in common, and what it is compared with once that is asked for.
import { type Derivation, derive } from "./derivation.ts";
import { Exact } from "./exact.ts";
import { input } from "./figure.ts";
import { type KpiFacts, kpiCellUnit, type Measure, type OutcomeFacts, type Rag, type TargetFacts } from "./kpi.ts";
import { shownFigure } from "./money.ts";
import { type Comparison, compared } from "./outcomeComparison.ts";
import type { SubjectFacts, SubjectKind } from "./outcomeWorld.ts";
import type { Period } from "./period.ts";

/** A place among peers. A subject that another of them holds has none of its own: `holderId` is who has it, and `why` says so. */
export interface Place {
  readonly rank: { readonly rank: number; readonly of: number } | null;
  readonly why: string | null;
  readonly holderId: string | null;
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
    /** Those that it is put together from. */
    readonly outcomes: readonly OutcomeFacts[],
    /** Who is left out of it, since another of those added holds them: in a sentence, or null. */
    readonly leftOut: string | null,
    readonly rated: Readonly<Record<Rag | "none", number>>,
    private readonly others: {
      against: () => Comparison | null;
      previous: () => Comparison | null;
      yearBefore: () => Comparison | null;
      place: () => Place;
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

  get place(): Place {
    return this.others.place();
  }

  get rank(): Place["rank"] {
    return this.place.rank;
  }

  get derivation(): Derivation | null {
    return this.measure.figure && this.kpi ? derive(this.measure.figure, kpiCellUnit(this.kpi)) : null;
  }
}
