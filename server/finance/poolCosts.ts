// What a cost pool costs in a year, and what pays for it before the members do.
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, settled, sum } from "./figure.ts";
import { type FinancialYear, yearsFrom } from "./financialYear.ts";
import { poundsAndPence } from "./money.ts";
import type { PartnershipFacts, PoolFacts } from "./partnership.ts";
import { isUnknown, type Known } from "./unknown.ts";

export interface PooledFacts extends PartnershipFacts {
  /** What the commitments in each pool come to, by pool and year. */
  committed: ReadonlyMap<string, ReadonlyMap<FinancialYear, Known>>;
}

/**
 * What a pool costs in a year: the amount stated for it and the commitments in it. Where amounts are stated, or no commitment is in the pool,
 * each year of the partnership wants one, and a year without is not known: null.
 */
export function poolCost(facts: PooledFacts, pool: Pick<PoolFacts, "id">, year: FinancialYear): Figure | null {
  const stated = facts.amounts.filter(({ poolId }) => poolId === pool.id);
  const amount = stated.find((each) => each.year === year)?.amountPence;
  const committed = facts.committed.get(pool.id);
  const commitments = committed?.get(year) ?? null;
  const wanted = (stated.length > 0 || committed === undefined) && yearsFrom(facts.firstYear, facts.yearCount).includes(year);
  if (isUnknown(commitments) || (wanted && amount === undefined)) return null;
  return sum([...(amount === undefined ? [] : [input(Exact.pence(amount), "pounds")]), ...(commitments?.kind === "sum" ? commitments.of : commitments ? [commitments] : [])]);
}

/**
 * Grants come first and fees next, each as far as the cost goes; what is left of them is carried on to the next year. Of a cost that is not
 * known it is not known how much they pay, nor what they leave.
 */
export function fundedFirst(facts: PooledFacts, pool: PoolFacts, years: readonly FinancialYear[], cost: readonly (Figure | null)[], notes: string[]) {
  const grants = facts.grants.filter((each) => each.poolId === pool.id);
  const fees = facts.fees.filter((each) => each.poolId === pool.id);
  for (const { name, amountPence, year, condition } of grants) {
    if (condition === "awaited") notes.push(`${name}, ${poundsAndPence(Exact.pence(amountPence))} in ${year}, depends on a condition that has yet to be met, and is not counted.`);
    if (condition === "not met") notes.push(`${name}, ${poundsAndPence(Exact.pence(amountPence))} in ${year}, does not come: its condition was not met.`);
  }
  const purse = (rows: readonly { name: string; year: FinancialYear; amountPence: number }[]) => {
    let carried: Exact | null = Exact.nil;
    return {
      left: () => carried,
      pay(year: FinancialYear, need: Exact | null): Figure | null {
        const coming = rows.filter((each) => each.year === year).map((each) => named(each.name, input(Exact.pence(each.amountPence), "pounds")));
        if (carried === null) return null;
        const held = sum([...(carried.isNil() ? [] : [named("Carried on", input(carried, "pounds"))]), ...coming]);
        if (need === null && !held.value.isNil()) {
          carried = null;
          return null;
        }
        const most = need === null || need.isNegative() ? Exact.nil : need;
        const paid = held.value.compare(most) > 0 ? most : held.value;
        carried = held.value.minus(paid);
        return deducted(paid.equals(held.value) ? held : settled(held, paid, "as far as the cost goes"));
      },
    };
  };
  const counted = purse(grants.filter(({ condition }) => condition === "none" || condition === "met"));
  const outside = purse(fees.map(({ buyer, year, amountPence }) => ({ name: buyer, year, amountPence })));
  const grant: (Figure | null)[] = [];
  const fee: (Figure | null)[] = [];
  for (const [column, year] of years.entries()) {
    const need = cost[column]?.value ?? null;
    const paid = counted.pay(year, need);
    grant.push(paid);
    fee.push(outside.pay(year, need && paid && need.plus(paid.value)));
  }
  const [granted, charged] = [counted.left(), outside.left()];
  return { grant, fee, unspent: granted && charged && granted.plus(charged) };
}
