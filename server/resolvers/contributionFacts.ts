// The facts behind a partnership's contributions: what the commitments in each pool come to, and the bed-weeks that each member used.
import type { On } from "../../db/open.ts";
import { type PartnershipWithParts, pooledCommitments, settlementRows } from "../../db/partnerships.ts";
import { projectCommitment } from "../finance/commitment.ts";
import type { ContributionFacts } from "../finance/contributions.ts";
import { daysInclusive } from "../finance/day.ts";
import { Exact } from "../finance/exact.ts";
import { readTerms } from "../finance/facts.ts";
import { type Figure, named, sum } from "../finance/figure.ts";
import { firstDay, lastDay, startOf, yearsFrom } from "../finance/financialYear.ts";

/** Up to `lastYear`, from the partnership's first: contributions are worked out on the running total. */
export async function contributionFacts(on: On, held: PartnershipWithParts, lastYear: string): Promise<ContributionFacts> {
  const years = yearsFrom(held.firstYear, Math.max(1, startOf(lastYear) - startOf(held.firstYear) + 1));
  const { commitments, rates } = await pooledCommitments(
    on,
    held.authorityId,
    held.pools.map((pool) => pool.id),
  );
  const parts = new Map<string, Figure[][]>();
  for (const commitment of commitments) {
    const terms = readTerms(commitment, commitment.upliftSeriesId === null ? null : (rates.get(commitment.upliftSeriesId) ?? []), commitment.name);
    const pool = commitment.poolId as string;
    const columns = parts.get(pool) ?? years.map((): Figure[] => []);
    for (const [index, figure] of projectCommitment(terms, years).entries()) if (!figure.value.isNil()) columns[index]?.push(named(commitment.name, figure));
    parts.set(pool, columns);
  }
  const committed = new Map([...parts].map(([pool, columns]) => [pool, new Map(columns.map((of, index) => [years[index] as string, sum(of)]))]));
  return { ...held, committed, bedWeeks: held.pools.some((pool) => pool.basis === "bed-weeks used") ? await bedWeeksUsed(on, held.id, years) : new Map() };
}

async function bedWeeksUsed(on: On, partnershipId: string, years: readonly string[]): Promise<ContributionFacts["bedWeeks"]> {
  const { uses } = await settlementRows(on, partnershipId);
  return new Map(
    years.map((year) => {
      const of = new Map<string, Exact>();
      for (const { userId, places, startsOn, endsOn } of uses) {
        const first = startsOn > firstDay(year) ? startsOn : firstDay(year);
        const last = endsOn < lastDay(year) ? endsOn : lastDay(year);
        if (userId === null || first > last) continue;
        of.set(userId, (of.get(userId) ?? Exact.nil).plus(Exact.ratio(BigInt(places * daysInclusive(first, last)), 7n)));
      }
      return [year, of];
    }),
  );
}
