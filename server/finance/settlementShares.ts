// How an amount is shared among members by their weights, to the penny on the running total of all periods.
import { apportion } from "./apportion.ts";
import { Exact } from "./exact.ts";
import { type Figure, input, product, quotient, settled, sum } from "./figure.ts";

/** By what something is shared in one period: each member's weight, by its id, and what the weights count. */
export interface Basis {
  readonly of: ReadonlyMap<string, Exact | null>;
  readonly count: "place-days" | "bed-weeks" | null;
}

const runningTotal = "to the penny on the running total";

export const nothing = sum([]);
export const pounds = (pence: bigint | number) => input(Exact.ratio(BigInt(pence), 100n), "pounds");

/** Splits each period's total among its own members, on the running total of them all. */
export function split(totals: readonly bigint[], bases: readonly Basis[], ids: readonly string[]): ReadonlyMap<string, readonly bigint[]> {
  if (totals.every((total) => total === 0n)) return new Map();
  const members = ids.map((name) => ({ name, weights: bases.map(({ of }) => of.get(name) ?? null) }));
  return new Map(apportion(totals, members, 1n, "settlement").map(({ name, amounts }) => [name, amounts ?? []]));
}

/** A member's part of an amount, which the running total has brought to `due` pence. */
export function shareOf(amount: Figure, own: Exact | null, together: Exact, count: Basis["count"], due: bigint): Figure {
  if (own === null || own.isNil() || together.isNil()) return due === 0n && own === null ? nothing : pounds(due);
  const unit = count === null ? "plain" : { count };
  return settled(product([amount, quotient(input(own, unit), input(together, unit))]), Exact.ratio(due, 100n), runningTotal);
}

export function totalOf(weights: ReadonlyMap<string, Exact | null>): Exact {
  return [...weights.values()].reduce<Exact>((total, weight) => (weight === null ? total : total.plus(weight)), Exact.nil);
}

export function sharedByNobody(weights: ReadonlyMap<string, Exact | null>): boolean {
  return totalOf(weights).isNil();
}
