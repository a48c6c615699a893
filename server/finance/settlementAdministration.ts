// What each member bears of a period's administration, pool by pool.
import { Exact } from "./exact.ts";
import { deducted, named, sum } from "./figure.ts";
import { InputError } from "./inputError.ts";
import { listed } from "./listed.ts";
import { poundsAndPence } from "./money.ts";
import type { PartnershipFacts } from "./partnership.ts";
import type { AdministrationPool, RuledPeriod, SettlementFacts } from "./settlement.ts";
import { type Basis, pounds, sharedByNobody, shareOf, split, totalOf } from "./settlementShares.ts";
import type { UnknownParts } from "./settlementUnknown.ts";
import type { Known } from "./unknown.ts";

/**
 * Each member's part of a period's administration, less outside fees: divided among the pools that it is paid from by what each is stated to
 * cost in the year, and shared within each pool by the pool's own basis. A period of which it is not known takes no part in the running total.
 */
export function administrationOf(
  facts: SettlementFacts,
  fees: readonly bigint[],
  unknown: readonly UnknownParts[],
  ids: readonly string[],
  usedOrHeld: (index: number, what: string, ofThese: (partner: PartnershipFacts["partners"][number]) => boolean) => Basis,
  notes: string[],
): (index: number, partnerId: string) => Known {
  const last = facts.periods[facts.periods.length - 1] as RuledPeriod;
  /** What each pool bears of each period. */
  const ofPools = facts.periods.map((period, index) => {
    const pools = period.rules.administration;
    const total = BigInt(period.administrationPence) - (fees[index] as bigint);
    const stated = pools.some(({ part }) => part && !part.isNil());
    const basis: Basis = { of: new Map(pools.map(({ id, part }) => [id, stated ? part : Exact.one])), count: null };
    if (period === last && pools.length > 1 && total !== 0n && !unknown[index]?.administration) notes.push(dividedSaid(pools));
    return { basis, due: split([total], [basis], [...basis.of.keys()]) };
  });
  const shared = new Map(
    [...new Set(facts.periods.flatMap(({ rules }) => rules.administration.map(({ id }) => id)))].map((poolId) => {
      const toBear = ofPools.map((of) => of.due.get(poolId)?.[0] ?? 0n);
      const bases = facts.periods.map((period, index) => poolBasis(period, poolId, toBear[index] as bigint, (what, ofThese) => usedOrHeld(index, what, ofThese)));
      const due = toBear.map((pence, index) => (unknown[index]?.administration ? 0n : pence));
      return [poolId, { due, bases, parts: split(due, bases, ids) }];
    }),
  );
  return (index, partnerId) => {
    const why = unknown[index]?.administration;
    if (why) return why;
    const { rules, administrationPence } = facts.periods[index] as RuledPeriod;
    const { basis } = ofPools[index] as (typeof ofPools)[number];
    const whole = sum([named("Administration", pounds(administrationPence)), ...(fees[index] !== 0n ? [deducted(named("Outside fees", pounds(fees[index] as bigint)))] : [])]);
    const several = rules.administration.length > 1;
    const figures = rules.administration.map(({ id, name }) => {
      const { due, bases, parts } = shared.get(id) as { due: bigint[]; bases: Basis[]; parts: ReturnType<typeof split> };
      const { of, count } = bases[index] as Basis;
      const amount = several ? named(name, shareOf(whole, basis.of.get(id) ?? null, totalOf(basis.of), null, due[index] as bigint)) : whole;
      return named(name, shareOf(amount, of.get(partnerId) ?? null, totalOf(of), count, parts.get(partnerId)?.[index] ?? 0n));
    });
    const [only] = figures;
    return !several && only?.kind === "named" ? only.of : sum(figures.filter(({ value }) => !value.isNil()));
  };
}

/** By what a pool's part of a period is shared. @throws InputError where there is something to share and nobody to bear it. */
function poolBasis(
  { name, rules }: RuledPeriod,
  poolId: string,
  due: bigint,
  usedOrHeld: (what: string, ofThese: (partner: PartnershipFacts["partners"][number]) => boolean) => Basis,
): Basis {
  const pool = rules.administration.find(({ id }) => id === poolId);
  const weights = pool?.weights;
  if (!pool || (!weights && due === 0n)) return { of: new Map(), count: null };
  const basis: Basis = weights ? { of: new Map(rules.partners.map(({ id }, index) => [id, weights[index] ?? null])), count: null } : usedOrHeld(pool.name, ({ shares }) => shares);
  if (due !== 0n && sharedByNobody(basis.of))
    throw new InputError(
      "period.administrationPence",
      `Nobody has a share in ${pool.name} in ${name}, so there is nobody to bear its administration. State the shares in it then.`,
    );
  return basis;
}

function dividedSaid(pools: readonly AdministrationPool[]): string {
  const costly = ({ part }: AdministrationPool) => part !== null && !part.isNil();
  if (!pools.some(costly)) return `${listed(pools.map(({ name }) => name))} have no cost in the year, so administration is divided equally among them.`;
  return `Administration is divided by what its pools are stated to cost in the year: ${listed(pools.map(({ name, part }) => `${name} ${part === null || part.isNil() ? "no cost" : poundsAndPence(part)}`))}.`;
}
