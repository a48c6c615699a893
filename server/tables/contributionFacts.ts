// The facts behind a partnership's contributions: what the commitments in each pool come to, and the bed-weeks that each member used.
import type { On } from "../../db/engine/open.ts";
import { type PartnershipWithParts, pooledCommitments, settlementRows } from "../../db/partnerships.ts";
import { seriesNames } from "../../db/uplifts.ts";
import { projectCommitment } from "../finance/commitment.ts";
import { type ContributionFacts, earliestYear } from "../finance/contributions.ts";
import { daysInclusive } from "../finance/day.ts";
import { Exact, Tally } from "../finance/exact.ts";
import { readTerms } from "../finance/facts.ts";
import { input, named } from "../finance/figure.ts";
import { firstDay, lastDay, startOf, yearsFrom } from "../finance/financialYear.ts";
import { isUnknown, type Known, sumOfKnown, type Unknown } from "../finance/unknown.ts";
import { UpliftGaps } from "../finance/upliftGaps.ts";
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
  const names = commitments.some((each) => each.upliftSeriesId !== null) ? await seriesNames(on, held.authorityId) : new Map<string, string>();
  const upliftGaps = new UpliftGaps();
  const projected = (commitment: (typeof commitments)[number]) => {
    const terms = readTerms(commitment, commitment.upliftSeriesId === null ? null : (rates.get(commitment.upliftSeriesId) ?? []), commitment.name);
    upliftGaps.add(names.get(commitment.upliftSeriesId ?? "") ?? "", terms, years);
    return projectCommitment(terms, years);
  };
  const committed = new Map([...byPool].map(([pool, own]) => [pool, own.length <= mostNamed ? eachNamed(own, projected, years) : alltogether(own, projected, years)]));
  return {
    ...held,
    committed,
    upliftGaps,
    bedWeeks: held.pools.some((pool) => pool.basis === "bed-weeks used") ? await bedWeeksUsed(on, held.id, yearsTo(earliestYear(held), lastYear)) : new Map(),
  };
}

function yearsTo(first: string, last: string): string[] {
  return yearsFrom(first, Math.max(1, startOf(last) - startOf(first) + 1));
}

/** Beyond so many commitments nobody reads them one by one in the workings of a total. */
const mostNamed = 12;

function eachNamed<Item extends { name: string }>(items: readonly Item[], projected: (item: Item) => Known[], years: readonly string[]): Map<string, Known> {
  const figures = items.map((item) => ({ name: item.name, by: projected(item) }));
  const inYear = (index: number) =>
    sumOfKnown(
      figures.flatMap(({ name, by }): Known[] => {
        const known = by[index] as Known;
        return isUnknown(known) ? [known] : known.value.isNil() ? [] : [named(name, known)];
      }),
    );
  return new Map(years.map((year, index) => [year, inYear(index)]));
}

/** The total alone, so that a region's commitments are not all held at once. */
function alltogether<Item>(items: readonly Item[], projected: (item: Item) => Known[], years: readonly string[]): Map<string, Known> {
  const tallies = years.map(() => new Tally());
  const unknown = new Map<number, Unknown>();
  for (const item of items) {
    for (const [index, known] of projected(item).entries()) {
      if (isUnknown(known)) unknown.set(index, known);
      else tallies[index]?.add(known.value);
    }
  }
  return new Map(years.map((year, index) => [year, unknown.get(index) ?? named(`${withCommas(items.length)} commitments`, input((tallies[index] as Tally).total(), "pounds"))]));
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
