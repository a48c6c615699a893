// The facts behind a partnership's contributions: what the commitments in each pool come to, and the bed-weeks that each member used.
import type { On } from "../../db/engine/open.ts";
import { type PartnershipWithParts, pooledCommitments, settlementRows } from "../../db/partnerships.ts";
import { projectCommitment } from "../finance/commitment.ts";
import { type ContributionFacts, earliestYear } from "../finance/contributions.ts";
import { daysInclusive } from "../finance/day.ts";
import { Exact, Tally } from "../finance/exact.ts";
import { readTerms } from "../finance/facts.ts";
import { type Figure, input, named, sum } from "../finance/figure.ts";
import { firstDay, lastDay, startOf, yearsFrom } from "../finance/financialYear.ts";
import { withCommas } from "../finance/withCommas.ts";

/** Up to `lastYear`, from the earliest year of which anything is held: contributions are worked out on the running total. */
export async function contributionFacts(on: On, held: PartnershipWithParts, lastYear: string): Promise<ContributionFacts> {
  const years = yearsTo(held.firstYear, lastYear);
  const { commitments, rates } = await pooledCommitments(on, held.authorityId);
  const pools = new Set(held.pools.map((pool) => pool.id));
  const byPool = new Map<string, typeof commitments>();
  for (const commitment of commitments) {
    // The lead may lead other partnerships too.
    if (!pools.has(commitment.poolId as string)) continue;
    const own = byPool.get(commitment.poolId as string);
    if (own) own.push(commitment);
    else byPool.set(commitment.poolId as string, [commitment]);
  }
  const projected = (commitment: (typeof commitments)[number]) => {
    const terms = readTerms(commitment, commitment.upliftSeriesId === null ? null : (rates.get(commitment.upliftSeriesId) ?? []), commitment.name);
    return projectCommitment(terms, years);
  };
  const committed = new Map([...byPool].map(([pool, own]) => [pool, own.length <= mostNamed ? eachNamed(own, projected, years) : alltogether(own, projected, years)]));
  return {
    ...held,
    committed,
    bedWeeks: held.pools.some((pool) => pool.basis === "bed-weeks used") ? await bedWeeksUsed(on, held.id, yearsTo(earliestYear(held), lastYear)) : new Map(),
  };
}

function yearsTo(first: string, last: string): string[] {
  return yearsFrom(first, Math.max(1, startOf(last) - startOf(first) + 1));
}

/** Beyond so many commitments nobody reads them one by one in the workings of a total. */
const mostNamed = 12;

function eachNamed<Item extends { name: string }>(items: readonly Item[], projected: (item: Item) => Figure[], years: readonly string[]): Map<string, Figure> {
  const figures = items.map((item) => ({ name: item.name, by: projected(item) }));
  return new Map(years.map((year, index) => [year, sum(figures.flatMap(({ name, by }) => (by[index]?.value.isNil() ? [] : [named(name, by[index] as Figure)])))]));
}

/** The total alone, so that a region's commitments are not all held at once. */
function alltogether<Item>(items: readonly Item[], projected: (item: Item) => Figure[], years: readonly string[]): Map<string, Figure> {
  const tallies = years.map(() => new Tally());
  for (const item of items) for (const [index, figure] of projected(item).entries()) tallies[index]?.add(figure.value);
  return new Map(years.map((year, index) => [year, named(`${withCommas(items.length)} commitments`, input((tallies[index] as Tally).total(), "pounds"))]));
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
