// A stored block case as facts, with what its arrangement gives where it has none of its own: the term, the opening, and who carries voids.
import type { BlockCaseFacts } from "../finance/blockCase.ts";

/** What a case takes from its arrangement. */
export interface OfArrangement {
  readonly terms: readonly { readonly months: number; readonly state: string }[];
  readonly opensOn: string | null;
  readonly voidsCarriedBy: BlockCaseFacts["voidsCarriedBy"] | null;
}

/** A case as stored: what it may leave to its arrangement is null. */
type OwnFacts = Omit<BlockCaseFacts, "termMonths" | "voidsCarriedBy"> & { readonly termMonths: number | null; readonly voidsCarriedBy: OfArrangement["voidsCarriedBy"] };

export function blockCaseFacts(stored: OwnFacts, arrangement: OfArrangement | null): BlockCaseFacts {
  return {
    ...stored,
    termMonths: termOf(stored.termMonths, arrangement) ?? 12,
    startsOn: stored.startsOn ?? arrangement?.opensOn ?? null,
    voidsCarriedBy: stored.voidsCarriedBy ?? arrangement?.voidsCarriedBy ?? "authority",
  };
}

/** The case's own term, else that of its arrangement; null where neither has one. */
export function termOf(ownMonths: number | null, arrangement: OfArrangement | null): number | null {
  return ownMonths ?? (arrangement && wholeTerm(arrangement.terms));
}

/** The months of an arrangement with every extension that has not lapsed; null where it has no terms. */
export function wholeTerm(terms: OfArrangement["terms"]): number | null {
  const running = terms.filter((term) => term.state !== "lapsed");
  return running.length === 0 ? null : running.reduce((months, term) => months + term.months, 0);
}
