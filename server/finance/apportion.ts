// Splits totals among members so that every total is met to the last unit, and nobody gains by the order or the number of the splits.
import { Exact } from "./exact.ts";
import { InputError } from "./inputError.ts";

/** A member with its weight in each period. Null is no share: the member is in the partnership and bears nothing of this cost. */
export interface WeightedMember {
  readonly name: string;
  readonly weights: readonly (Exact | null)[];
}

/** What amounts may be whole multiples of, in pence: a penny, £1, £10, £1,000. */
export const roundingUnits = [1, 100, 1_000, 100_000] as const;

/** A member's part: its amount in each period, in pence, and its exact share of all periods together. Null amounts are no share. */
export interface MemberPart {
  readonly name: string;
  readonly amounts: readonly bigint[] | null;
  readonly exact: Exact;
}

/**
 * Cumulative largest remainder. Each member's running total is its exact running share rounded down to the unit, or one unit more for
 * those with the largest remainders, so that the running totals of all are the running total; a period's amount is what the running total
 * grew by. Ties go by the order of the members. So however a run of periods is split, each member stays within one unit of its exact
 * share. A credit is split as its charge would be: the parts of –£100.01 are those of £100.01 with a minus. Totals are whole pence, and
 * whole multiples of `unit`.
 * Source: Havering 5.11: £70,000 among seven of eight members is £10,000 each.
 * @throws InputError naming `at`: no members, one listed twice, a weight below nil, weights that sum to nothing, a total that is no multiple.
 */
export function apportion(totals: readonly bigint[], members: readonly WeightedMember[], unit: bigint, at: string): MemberPart[] {
  checkMembers(members, at);
  for (const [period, total] of totals.entries()) {
    if (total % unit !== 0n)
      throw new InputError(`${at}.totals[${period}]`, `A total of ${total} pence cannot be split into whole multiples of ${unit} pence. Choose a smaller unit.`);
  }
  // Running exact shares, all over one denominator.
  let shares = members.map(() => 0n);
  let denominator = 1n;
  let running = 0n;
  let before = members.map(() => 0n);
  const amounts = members.map((): bigint[] => []);
  for (const [period, total] of totals.entries()) {
    const weights = wholeWeights(members.map((member) => member.weights[period] ?? null));
    const together = weights.reduce((sum, weight) => sum + weight, 0n);
    if (together === 0n && total !== 0n)
      throw new InputError(`${at}.members`, "The shares sum to nothing, so there is nobody to bear this total. Give at least one member a weight of more than nil.");
    if (together !== 0n) {
      const widened = lowestCommonMultiple(denominator, together);
      shares = shares.map((share, index) => share * (widened / denominator) + total * (weights[index] as bigint) * (widened / together));
      denominator = widened;
    }
    running += total;
    const sign = running < 0n ? -1n : 1n;
    const now = largestRemainder(
      running * sign,
      shares.map((share) => share * sign),
      denominator,
      unit,
    ).map((amount) => amount * sign);
    for (const [index, amount] of now.entries()) amounts[index]?.push(amount - (before[index] as bigint));
    before = now;
  }
  return members.map((member, index) => ({
    name: member.name,
    amounts: member.weights.every((weight) => weight === null) ? null : (amounts[index] as bigint[]),
    exact: Exact.ratio(shares[index] as bigint, denominator).reduced(),
  }));
}

function checkMembers(members: readonly WeightedMember[], at: string): void {
  if (members.length === 0) throw new InputError(`${at}.members`, "Name the members that share this.");
  const seen = new Set<string>();
  for (const [index, { name, weights }] of members.entries()) {
    if (seen.has(name.toLowerCase())) throw new InputError(`${at}.members[${index}].name`, `${name} is listed twice. List each member once.`);
    seen.add(name.toLowerCase());
    if (weights.some((weight) => weight?.isNegative())) throw new InputError(`${at}.members[${index}].weight`, `The weight of ${name} is negative. A weight is nil or more.`);
  }
}

/** @throws InputError unless the shares that are stated add up to exactly 1. */
export function checkStatedShares(shares: readonly (Exact | null)[], at: string): void {
  const together = shares.reduce<Exact>((sum, share) => (share === null ? sum : sum.plus(share)), Exact.nil);
  if (!together.equals(Exact.one))
    throw new InputError(at, `The stated shares add up to ${together.times(Exact.whole(100)).toString()}%. They must add up to exactly 100%: a half is 0.5.`);
}

/** The running total in whole units: every share rounded down, and the units left over to the largest remainders. */
function largestRemainder(total: bigint, shares: readonly bigint[], denominator: bigint, unit: bigint): bigint[] {
  const divisor = denominator * unit;
  const floors = shares.map((share) => floorDivide(share, divisor));
  let left = total / unit - floors.reduce((sum, floor) => sum + floor, 0n);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share - (floors[index] as bigint) * divisor }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left === 0n) break;
    floors[index] = (floors[index] as bigint) + 1n;
    left -= 1n;
  }
  return floors.map((floor) => floor * unit);
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

/** Weights as whole numbers in the same proportion. */
function wholeWeights(weights: readonly (Exact | null)[]): bigint[] {
  const common = weights.reduce((multiple, weight) => (weight === null ? multiple : lowestCommonMultiple(multiple, weight.denominator)), 1n);
  const whole = weights.map((weight) => (weight === null ? 0n : weight.numerator * (common / weight.denominator)));
  const shared = whole.reduce((divisor, weight) => greatestCommonDivisor(divisor, weight), 0n);
  return shared > 1n ? whole.map((weight) => weight / shared) : whole;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function lowestCommonMultiple(a: bigint, b: bigint): bigint {
  return a === b ? a : (a / greatestCommonDivisor(a, b)) * b;
}
