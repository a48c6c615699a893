// What is paid and saved of a block case at an occupancy: spot for the used places against the block, by who carries the empty ones.
import type { BlockCaseFacts } from "./blockCase.ts";
import { type Basis, type CaseCosts, percent, type Span } from "./blockCaseCosts.ts";
import { Exact } from "./exact.ts";
import { deducted, type Figure, input, named, product, sum } from "./figure.ts";
import { type Known, workedOut } from "./unknown.ts";

/** An occupancy as inputs: the places that are used and those that are empty, as shares. */
export interface Occupancy {
  readonly share: Exact;
  readonly full: boolean;
  readonly used: Figure;
  readonly empty: Figure;
}

export function occupancyOf(share: Exact): Occupancy {
  return { share, full: share.equals(Exact.one), used: input(share, "percent"), empty: input(Exact.one.minus(share), "percent") };
}

/** What stands for the two costs in workings: the places used, and what the authority pays for the block. */
export function costNames(facts: BlockCaseFacts, { full }: Occupancy): { readonly spot: string; readonly paid: string } {
  return {
    spot: full ? "Spot cost" : "Spot cost of the used places",
    paid: facts.voidsCarriedBy === "authority" ? "Block cost" : "Block cost to the authority",
  };
}

/** What empty places at an occupancy are called: "Cost of empty places at 78% occupancy". */
export function voidName({ share }: Occupancy): string {
  return `Cost of empty places at ${percent(share)}% occupancy`;
}

export interface AtOccupancy {
  /** What the used places would cost one at a time. */
  readonly spot: Known;
  /** What the authority pays for the block. */
  readonly paid: Known;
  /** The one less the other: what is saved and what is avoided, together. */
  readonly difference: Known;
  /** What the empty places of the block cost, by who carries them. */
  readonly authorityVoid: Known;
  readonly providerVoid: Known;
}

/**
 * Spot for the used places, and for the block its price of the used places with what the authority carries of the empty ones. Havering at 78%:
 * 78% of £6,294,675.25 for the used places, £4,604,643.38 for the block, £305,203.32 saved.
 * Source: DOMAIN "who carries the void"; Havering 5.6, by which it is the authorities.
 */
export function atOccupancy({ facts, share, providerShare }: CaseCosts, { spot, block }: Basis, span: Span, occupancy: Occupancy): AtOccupancy {
  const { full, used: usedShare, empty } = occupancy;
  const names = costNames(facts, occupancy);
  const voidOf = (part: Known): Known => {
    // Of no empty places everybody carries nothing, whatever their shares are.
    if (full) return workedOut([block[span]], (whole) => product([named("Block cost", whole), empty]));
    return workedOut([block[span], part], (whole, carried) => product([named("Block cost", whole), empty, ...(carried.value.equals(Exact.one) ? [] : [carried])]));
  };
  const providerVoid = voidOf(providerShare);
  const used = full ? spot[span] : workedOut([spot[span]], (cost) => product([cost, usedShare]));
  const paid =
    full || facts.voidsCarriedBy === "authority"
      ? block[span]
      : workedOut([block[span], providerVoid], (cost, carried) => sum([named("Block cost", cost), deducted(named(`${voidName(occupancy)}, to the provider`, carried))]));
  return {
    spot: used,
    paid,
    difference: workedOut([used, paid], (cost, block) => sum([named(names.spot, cost), deducted(named(names.paid, block))])),
    authorityVoid: voidOf(share),
    providerVoid,
  };
}
