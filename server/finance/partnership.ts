// A partnership's facts, and what makes them impossible.
import { checkStatedShares, roundingUnits } from "./apportion.ts";
import type { Day } from "./day.ts";
import { Exact } from "./exact.ts";
import { dayInYears, type FinancialYear } from "./financialYear.ts";
import { InputError } from "./inputError.ts";
import { storablePence } from "./money.ts";

export type ContributionBasis = "equal" | "places allocated" | "bed-weeks used" | "population" | "stated shares";

export interface PartnerFacts {
  id: string;
  name: string;
  /** The authority itself, where Tabled holds it. */
  memberId?: string | null;
  /** False of a member that carries no share, as the City of London (Havering 1.5). */
  shares: boolean;
}

export interface PoolFacts {
  id: string;
  name: string;
  kind: "placements" | "administration" | "other";
  basis: ContributionBasis;
}

export interface PoolWeightFacts {
  poolId: string;
  partnerId: string;
  fromYear: FinancialYear | null;
  weight: string;
}

/** A partnership as stored or sent. Decimals are text. */
export interface PartnershipFacts {
  name: string;
  firstYear: FinancialYear;
  yearCount: number;
  roundToPence: number;
  settledBy: "places allocated" | "bed-weeks used";
  internalPricePounds: string | null;
  outsidePricePounds: string | null;
  outsideFeePounds: string | null;
  partners: readonly PartnerFacts[];
  pools: readonly PoolFacts[];
  amounts: readonly { poolId: string; year: FinancialYear; amountPence: number }[];
  weights: readonly PoolWeightFacts[];
  grants: readonly { poolId: string; name: string; year: FinancialYear; amountPence: number; condition: "none" | "awaited" | "met" | "not met" }[];
  fees: readonly { poolId: string; buyer: string; year: FinancialYear; amountPence: number }[];
  allocations: readonly { partnerId: string; places: number; startsOn: Day; endsOn: Day | null }[];
}

const mostYears = 30;

/**
 * Checks a partnership's facts.
 * @throws InputError naming the field below `at`: a member listed twice, shares that sum to nothing or not to 100%, a negative price.
 */
export function checkPartnership(facts: PartnershipFacts, at: string): void {
  if (!(facts.yearCount >= 1 && facts.yearCount <= mostYears))
    throw new InputError(`${at}.yearCount`, `A partnership has 1 to ${mostYears} years; ${facts.yearCount} were asked for.`);
  if (!(roundingUnits as readonly number[]).includes(facts.roundToPence)) {
    throw new InputError(`${at}.roundToPence`, "Contributions are whole multiples of 1, 100, 1000 or 100000 pence: a penny, £1, £10 or £1,000.");
  }
  for (const field of ["internalPricePounds", "outsidePricePounds", "outsideFeePounds"] as const) {
    const price = facts[field];
    if (price !== null && Exact.decimal(price, `${at}.${field}`).isNegative()) throw new InputError(`${at}.${field}`, "The price cannot be negative.");
  }
  if (facts.partners.length === 0) throw new InputError(`${at}.partners`, "Name the members.");
  named(facts.partners, `${at}.partners`);
  for (const [index, { name, memberId }] of facts.partners.entries()) {
    const other = facts.partners.findIndex((each) => memberId && each.memberId === memberId);
    if (memberId && other < index) throw new InputError(`${at}.partners[${index}].memberId`, `${name} and ${facts.partners[other]?.name} are one authority. List it once.`);
  }
  named(facts.pools, `${at}.pools`);
  const weighted = new Set<string>();
  for (const [index, { poolId, partnerId, fromYear }] of facts.weights.entries()) {
    const key = JSON.stringify([poolId, partnerId, fromYear]);
    if (weighted.has(key)) {
      const [partner, pool] = [facts.partners.find(({ id }) => id === partnerId), facts.pools.find(({ id }) => id === poolId)];
      throw new InputError(`${at}.weights[${index}].fromYear`, `${partner?.name} has two weights in ${pool?.name} from ${fromYear ?? "the first year"}. Give it one.`);
    }
    weighted.add(key);
  }
  for (const [index, pool] of facts.pools.entries()) checkPool(facts, pool, `${at}.pools[${index}]`);
  const amounts = { amounts: facts.amounts, grants: facts.grants, fees: facts.fees };
  for (const [list, rows] of Object.entries(amounts)) {
    for (const [index, row] of rows.entries()) {
      // A pool may be credited; what pays for it is an amount that comes in.
      if (storablePence(row.amountPence, `${at}.${list}[${index}].amountPence`) < 0 && list !== "amounts")
        throw new InputError(`${at}.${list}[${index}].amountPence`, "The amount is negative. Give it as a positive amount.");
    }
  }
  for (const [index, { poolId, year }] of facts.amounts.entries()) {
    if (facts.amounts.findIndex((each) => each.poolId === poolId && each.year === year) < index)
      throw new InputError(`${at}.amounts[${index}].year`, `${year} has two amounts in one pool. Give it one.`);
  }
  for (const [index, { places, startsOn, endsOn }] of facts.allocations.entries()) {
    const field = `${at}.allocations[${index}]`;
    if (!Number.isSafeInteger(places) || places < 0 || places > 100_000) throw new InputError(`${field}.places`, "The number of places is a whole number, nil or more.");
    dayInYears(startsOn, `${field}.startsOn`);
    if (endsOn !== null && dayInYears(endsOn, `${field}.endsOn`) < startsOn)
      throw new InputError(`${field}.endsOn`, `The places end on ${endsOn}, before they start on ${startsOn}.`);
  }
}

function named(items: readonly { name: string }[], at: string): void {
  const seen = new Set<string>();
  for (const [index, { name }] of items.entries()) {
    if (seen.has(name.toLowerCase())) throw new InputError(`${at}[${index}].name`, `${name} is listed twice. List each once.`);
    seen.add(name.toLowerCase());
  }
}

/** A weight is a share, a number of places or of people: no council has more. */
const mostWeight = Exact.whole(1_000_000_000);

/** @throws InputError naming `field`: no decimal, a negative one, one that is too large. `what` begins the sentence. */
export function checkWeight(weight: string, field: string, what = "This weight"): void {
  const given = Exact.decimal(weight, field);
  if (given.isNegative()) throw new InputError(field, `${what} is negative. A weight is nil or more.`);
  if (given.compare(mostWeight) > 0) throw new InputError(field, `${what} is more than 1,000,000,000. A weight is a share, or a number of places or people.`);
}

function checkPool(facts: PartnershipFacts, pool: PoolFacts, at: string): void {
  const own = facts.weights.filter((weight) => weight.poolId === pool.id);
  if (pool.basis === "equal" || pool.basis === "bed-weeks used") {
    if (own.length > 0)
      throw new InputError(
        `${at}.basis`,
        `${pool.name} is shared ${pool.basis === "equal" ? "in equal parts" : "by the bed-weeks used"}, which needs no weights. Leave them out, or choose another basis.`,
      );
    if (!facts.partners.some((partner) => partner.shares)) throw new InputError(`${at}.basis`, `No member carries a share of ${pool.name}.`);
    return;
  }
  for (const { partnerId, weight } of own) {
    const partner = facts.partners.find((each) => each.id === partnerId);
    checkWeight(weight, `${at}.weights`, `The weight of ${partner?.name} in ${pool.name}`);
    if (partner && !partner.shares)
      throw new InputError(`${at}.weights`, `${partner.name} carries no share, and has a weight in ${pool.name}. Leave the weight out, or let it share.`);
  }
  for (const year of [null, ...new Set(own.flatMap(({ fromYear }) => (fromYear === null ? [] : [fromYear])))]) {
    const weights = weightsIn(facts, pool, year ?? facts.firstYear);
    if (weights.every((weight) => weight === null || weight.isNil()))
      throw new InputError(`${at}.weights`, `The shares in ${pool.name} sum to nothing. Give at least one member a weight of more than nil.`);
    if (pool.basis === "stated shares") checkStatedShares(weights, `${at}.weights`);
  }
}

/** The members' weights in a pool in a year, in their order: the latest that holds by then. Null is no share. */
export function weightsIn(facts: Pick<PartnershipFacts, "partners" | "weights">, pool: PoolFacts, year: FinancialYear): (Exact | null)[] {
  const holding = new Map<string, PoolWeightFacts>();
  for (const weight of facts.weights) {
    if (weight.poolId !== pool.id || (weight.fromYear !== null && weight.fromYear > year)) continue;
    const other = holding.get(weight.partnerId);
    if (other === undefined || (other.fromYear ?? "") <= (weight.fromYear ?? "")) holding.set(weight.partnerId, weight);
  }
  return facts.partners.map(({ id, shares }) => {
    if (!shares) return null;
    if (pool.basis === "equal") return Exact.one;
    const weight = holding.get(id);
    return weight === undefined ? null : Exact.decimal(weight.weight);
  });
}
