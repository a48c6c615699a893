// What is committed under each arrangement, from the terms of the commitments that are facts.
import { type ArrangementWithParts, commitmentsUnder } from "../../db/arrangements.ts";
import { type CommitmentWithTerms, commitmentFacts, withTerms } from "../../db/commitments.ts";
import type { On } from "../../db/engine/open.ts";
import { seriesRates } from "../../db/uplifts.ts";
import { ends } from "../finance/arrangement.ts";
import { wholeCost } from "../finance/commitment.ts";
import { type CommitmentFacts, readTerms } from "../finance/facts.ts";
import { named } from "../finance/figure.ts";
import { isUnknown, type Known, sumOfKnown, unknownOf } from "../finance/unknown.ts";

/** These commitments with their terms, of those of an authority that are facts. */
export async function factsOf(on: On, authorityId: string, ids: readonly string[]): Promise<CommitmentFacts[]> {
  return (await withTerms(on, await commitmentFacts(on, authorityId, ids))).map(asFacts);
}

/** A commitment as tables are made from it: with the words of its status, so that what is kept of them stays as it was printed. */
export function asFacts(commitment: CommitmentWithTerms): CommitmentFacts {
  return { ...commitment, status: commitment.status.name };
}

/** By arrangement, the cost of the commitments under it: over the years that they state, or from their first place to their last. */
export async function committedUnder(on: On, authorityId: string, arrangements: readonly ArrangementWithParts[]): Promise<Map<string, Known>> {
  const commitments = await withTerms(on, await commitmentsUnder(on, authorityId));
  const rates = await seriesRates(on, authorityId);
  const ended = new Map(arrangements.map((each) => [each.id, ends(each).longest]));
  const parts = new Map<string, Known[]>();
  for (const commitment of commitments) {
    const terms = readTerms(commitment, commitment.upliftSeriesId === null ? null : (rates.get(commitment.upliftSeriesId) ?? []), commitment.name);
    const under = commitment.arrangementId as string;
    const whole = wholeCost(terms, ended.get(under) ?? null);
    const cost: Known = isUnknown(whole) ? unknownOf(commitment.name, whole) : named(commitment.name, whole);
    const own = parts.get(under);
    if (own) own.push(cost);
    else parts.set(under, [cost]);
  }
  return new Map([...parts].map(([id, of]) => [id, sumOfKnown(of)]));
}
