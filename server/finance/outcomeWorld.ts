// What answers about outcomes are made from: KPIs, those whom they are of, and what was counted.
import type { KpiFacts, OutcomeFacts } from "./kpi.ts";

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
