// A stored block case as facts, with the term of its arrangement where it has none of its own.
import type { BlockCaseWithItems } from "../../db/blockCases.ts";
import type { BlockCaseFacts } from "../finance/blockCase.ts";

export function blockCaseFacts(held: Omit<BlockCaseWithItems, "position">, arrangementMonths: number | null): BlockCaseFacts {
  return { ...held, termMonths: held.termMonths ?? arrangementMonths ?? 12 };
}

/** The months of an arrangement with every extension that has not lapsed; null where it has no terms. */
export function wholeTerm(terms: readonly { months: number; state: string }[]): number | null {
  const running = terms.filter((term) => term.state !== "lapsed");
  return running.length === 0 ? null : running.reduce((months, term) => months + term.months, 0);
}
