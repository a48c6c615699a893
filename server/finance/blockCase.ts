// A block price against a spot price: the facts that people state of a block case, and whether it can be worked out from them.
import { countOf } from "./counted.ts";
import type { Day } from "./day.ts";
import { Exact } from "./exact.ts";
import { InputError } from "./inputError.ts";
import { storablePence } from "./money.ts";
import { checkNettedItem, type NettedItem } from "./nettedItem.ts";
import type { WeekConvention } from "./weeks.ts";

/**
 * A block case as stored or sent. Decimals are text. Each of the two costs is a price, or a value over the whole term from which the price is
 * solved, or both; that of spot may not be known.
 */
export interface BlockCaseFacts {
  name: string;
  source: string | null;
  places: number;
  priceUnit: "week" | "year";
  weeksPerYear: WeekConvention | null;
  /** The first day of the term: only by actual days does it matter which years those are. */
  startsOn: Day | null;
  spotPounds: string | null;
  blockPounds: string | null;
  spotValuePence: number | null;
  blockValuePence: number | null;
  termMonths: number;
  sharing: number;
  directPlaces: number;
  /** Who pays for places that stand empty. */
  voidsCarriedBy: "authority" | "provider" | "shared";
  /** Where both do: the share of their cost that the authority pays. Null where that is not known. */
  voidShare: string | null;
  items: readonly NettedItem[];
}

/** Whether its price is counted by the days of the years that it runs in. */
export function countsActualDays(facts: Pick<BlockCaseFacts, "priceUnit" | "weeksPerYear" | "spotPounds" | "blockPounds">): boolean {
  return pricedByWeek(facts) && facts.weeksPerYear === "actual days / 7";
}

/** A case of values alone has no price a week, whatever its unit of price. */
function pricedByWeek({ priceUnit, spotPounds, blockPounds }: Pick<BlockCaseFacts, "priceUnit" | "spotPounds" | "blockPounds">): boolean {
  return priceUnit === "week" && (spotPounds !== null || blockPounds !== null);
}

/**
 * Checks that a block case can be worked out.
 * @throws InputError naming the field at fault below `at`.
 */
export function checkBlockCase(facts: BlockCaseFacts, at: string): void {
  const whole = (value: number, least: number, most: number, field: string, words: string) => {
    if (!Number.isSafeInteger(value) || value < least || value > most)
      throw new InputError(`${at}.${field}`, `${words} is a whole number from ${least} to ${most}; ${value} is not.`);
  };
  whole(facts.places, 1, 100_000, "places", "The number of places");
  whole(facts.sharing, 1, 1_000, "sharing", "The number of authorities that share it");
  whole(facts.termMonths, 1, 1_200, "termMonths", "The term in months");
  whole(facts.directPlaces, 0, 100_000, "directPlaces", "The number of places filled directly");
  if (facts.directPlaces > facts.places)
    throw new InputError(
      `${at}.directPlaces`,
      `${countOf(facts.directPlaces, "places")} ${facts.directPlaces === 1 ? "is" : "are"} filled directly, and only ${countOf(facts.places, "places")} ${facts.places === 1 ? "exists" : "exist"}.`,
    );
  for (const kind of ["spot", "block"] as const) {
    const price = facts[`${kind}Pounds`];
    const value = facts[`${kind}ValuePence`];
    if (price !== null && Exact.decimal(price, `${at}.${kind}Pounds`).isNegative()) throw new InputError(`${at}.${kind}Pounds`, `The ${kind} price cannot be negative.`);
    if (value !== null && storablePence(value, `${at}.${kind}ValuePence`) < 0) throw new InputError(`${at}.${kind}ValuePence`, `The ${kind} value cannot be negative.`);
  }
  if (facts.blockPounds === null && facts.blockValuePence === null)
    throw new InputError(`${at}.blockPounds`, "Give the block price of a place, or what the block costs over the whole term.");
  if (pricedByWeek(facts) && facts.weeksPerYear === null) throw new InputError(`${at}.weeksPerYear`, "Say how many weeks a year counts as: the price is a price a week.");
  if (countsActualDays(facts) && facts.startsOn === null)
    throw new InputError(
      `${at}.startsOn`,
      "Say on which day the term starts, or choose an arrangement that has an opening day: the price is counted by the actual days of its years.",
    );
  const share = facts.voidShare === null ? Exact.nil : Exact.decimal(facts.voidShare, `${at}.voidShare`);
  if (share.isNegative() || share.compare(Exact.one) > 0)
    throw new InputError(`${at}.voidShare`, `The share that the authority carries is from 0 to 1; ${facts.voidShare} is not. 40% is 0.4.`);
  const lastYear = Math.ceil(facts.termMonths / 12);
  for (const [index, item] of facts.items.entries()) checkNettedItem(item, lastYear, `${at}.items[${index}]`);
}

/** Checks an occupancy: a share from 0 to 1. @throws InputError naming `field`. */
export function readOccupancy(text: string, field: string): Exact {
  const occupancy = Exact.decimal(text, field);
  if (occupancy.isNegative() || occupancy.compare(Exact.one) > 0) throw new InputError(field, `An occupancy is from 0 to 1; ${text} is not. 85% is 0.85.`);
  return occupancy;
}
