// The terms of a commitment: what is bought, at what price, from when to when; and what makes terms impossible.
import { countOf } from "./counted.ts";
import type { Day } from "./day.ts";
import { Exact } from "./exact.ts";
import { dayInYears, type FinancialYear, firstDay, lastDay, yearOf } from "./financialYear.ts";
import { InputError } from "./inputError.ts";
import { largestAmountPence } from "./money.ts";
import type { PartYear } from "./partYear.ts";
import type { Uplift } from "./uplift.ts";
import type { WeekConvention } from "./weeks.ts";

/**
 * What sort of volume a period is: guaranteed beside call-off, used places while a service scales up (nothing else is paid for), or
 * specialist support that some of the places have on top of the base price.
 */
export type Volume = "guaranteed" | "call-off" | "used" | "support";

/** A number of places held from one day to another. Several periods add up: nine from October and nine more a year later is a ramp-up. */
export interface PlacesPeriod {
  /** For a fixed amount a year it is 1, whatever is used. */
  readonly places: number;
  readonly volume?: Volume | null;
  /** What the period is called in the workings: "high support". */
  readonly label?: string | null;
  /** A price of its own, in the unit of the terms' price. Support always has one. */
  readonly price?: Exact | null;
  readonly startsOn: Day;
  /** The last day held; null while the period has no end. */
  readonly endsOn: Day | null;
  /** Under stated part years: the share of its first year that the period covers, from its start to 31 March. */
  readonly firstYearShare: Exact | null;
  /** Under stated part years: the share of its last year that the period covers, from 1 April to its end. */
  readonly lastYearShare: Exact | null;
}

/** Places bought at a price: of a place a week, of a place a year, or one fixed amount a year. */
export interface PricedTerms {
  readonly basis: "weekly price" | "yearly price" | "fixed by year";
  /** Pounds, exact: for one place a week or a year, or for the whole a year. */
  readonly price: Exact;
  /** For a price a week. */
  readonly weeksPerYear: WeekConvention | null;
  readonly partYear: PartYear;
  readonly places: readonly PlacesPeriod[];
  /** The most places that may be held or used on one day. */
  readonly mostPlaces?: number | null;
  readonly uplift: Uplift | null;
  /** The last day that anything is charged, where the commitment was ended early. */
  readonly endsOn: Day | null;
  /** Under stated part years: the share of the ending year that is charged, from 1 April to the end. */
  readonly endYearShare: Exact | null;
}

/** Amounts stated year by year, in pounds. */
export interface AmountTerms {
  readonly basis: "amounts by year";
  readonly amounts: ReadonlyMap<FinancialYear, Exact>;
  /** The expressions that amounts were typed as. */
  readonly entered?: ReadonlyMap<FinancialYear, string>;
  readonly endsOn: Day | null;
}

export type CommitmentTerms = PricedTerms | AmountTerms;

const mostPlaces = 10_000;
const highestPrice = Exact.whole(10_000_000);
const highestYearly = Exact.whole(10_000_000_000);
const highestUplift = Exact.one;
const lowestUplift = Exact.decimal("-0.5");

/**
 * Checks that terms can be projected. `checkTerms(terms, "terms")` returns nothing where they can.
 * @throws InputError naming the field at fault below `at`, "terms.places[0].endsOn" for an end before its start.
 */
export function checkTerms(terms: CommitmentTerms, at: string): void {
  if (terms.endsOn !== null) dayInYears(terms.endsOn, `${at}.endsOn`);
  if (terms.basis === "amounts by year") return;
  const priceField = terms.basis === "weekly price" ? "weeklyRatePounds" : "yearlyRatePounds";
  checkPrice(terms.price, terms.basis, `${at}.${priceField}`);
  if (terms.places.length === 0) {
    throw new InputError(`${at}.places`, terms.basis === "fixed by year" ? "Say from when the amount is paid." : "Say how many places are bought, and from when.");
  }
  for (const [index, period] of terms.places.entries()) checkPeriod(period, terms, `${at}.places[${index}]`);
  checkMostPlaces(terms, at);
  checkEnd(terms, at);
  if (terms.uplift) checkUplift(terms.uplift, at);
  checkSize(terms, `${at}.${priceField}`);
}

function checkPrice(price: Exact, basis: PricedTerms["basis"], field: string): void {
  const time = basis === "weekly price" ? "week" : "year";
  if (price.isNegative()) throw new InputError(field, `The price a ${time} cannot be negative.`);
  if (time === "week" && price.compare(highestPrice) > 0) {
    throw new InputError(field, "The price is over £10,000,000 a week for one place. Check that it is a price a week, in pounds.");
  }
  if (price.compare(highestYearly) > 0) throw new InputError(field, "The price is over £10,000,000,000 a year. Check that it is in pounds.");
}

/** What a whole year of all the places comes to, before any uplift, must be an amount that can be stored. */
function checkSize(terms: PricedTerms, field: string): void {
  const weeks = terms.basis === "weekly price" ? 53 : 1;
  const year = terms.places.reduce((sum, period) => sum.plus(Exact.whole(period.places * weeks).times(period.price ?? terms.price)), Exact.nil);
  if (year.compare(Exact.pence(largestAmountPence)) > 0) {
    throw new InputError(field, "A year of these places comes to over a trillion pounds, more than Tabled can store. Check the price and the number of places.");
  }
}

/** On no day more places than there are, and support for no more places than are held. */
function checkMostPlaces(terms: PricedTerms, at: string): void {
  if (terms.mostPlaces !== null && terms.mostPlaces !== undefined && (!Number.isSafeInteger(terms.mostPlaces) || terms.mostPlaces < 0)) {
    throw new InputError(`${at}.mostPlaces`, "The maximum places on any day is a whole number, nil or more.");
  }
  if (terms.basis === "fixed by year") return;
  for (const [index, { startsOn, volume }] of terms.places.entries()) {
    const onThatDay = terms.places.filter((period) => period.startsOn <= startsOn && (period.endsOn === null || period.endsOn >= startsOn));
    const count = (support: boolean) => onThatDay.reduce((sum, period) => sum + ((period.volume === "support") === support ? period.places : 0), 0);
    const held = count(false);
    if (terms.mostPlaces !== null && terms.mostPlaces !== undefined && held > terms.mostPlaces) {
      throw new InputError(`${at}.places[${index}].places`, `From ${startsOn} there would be ${countOf(held, "places")}, more than the ${terms.mostPlaces} that exist.`);
    }
    if (volume === "support" && count(true) > held) {
      throw new InputError(`${at}.places[${index}].places`, `From ${startsOn} support is bought for ${countOf(count(true), "places")}, and only ${held} are held.`);
    }
  }
}

/** @throws InputError where a rate is outside -50% to 100%: beyond that it is a percentage typed as a share, or a slip. */
export function checkUpliftRate(rate: Exact, field: string): void {
  if (rate.compare(highestUplift) > 0 || rate.compare(lowestUplift) < 0) {
    throw new InputError(field, `An uplift of ${rate.times(Exact.whole(100)).toString()}% is outside -50% to 100%. As a share, 2.8% is 0.028.`);
  }
}

function checkUplift(uplift: Uplift, at: string): void {
  for (const [index, rate] of [...uplift.rates.values()].entries()) checkUpliftRate(rate, `${at}.upliftRates[${index}].rateShare`);
}

function checkPeriod(period: PlacesPeriod, { partYear, basis }: PricedTerms, at: string): void {
  if (!Number.isSafeInteger(period.places) || period.places < 0) {
    throw new InputError(`${at}.places`, `The number of places is ${period.places}. It must be a whole number, nil or more.`);
  }
  if (period.places > mostPlaces) throw new InputError(`${at}.places`, `${period.places} places is more than the ${mostPlaces} that one period may hold.`);
  dayInYears(period.startsOn, `${at}.startsOn`);
  if (period.endsOn !== null) {
    dayInYears(period.endsOn, `${at}.endsOn`);
    if (period.endsOn < period.startsOn) {
      throw new InputError(`${at}.endsOn`, `The places end on ${period.endsOn}, before they start on ${period.startsOn}.`);
    }
  }
  checkVolume(period, basis, at);
  checkShare(period.firstYearShare, `${at}.firstYearShare`);
  checkShare(period.lastYearShare, `${at}.lastYearShare`);
  const firstYear = yearOf(period.startsOn);
  // A share that nothing would be charged by is refused, and never quietly passed over.
  const partOfFirst = partYear === "stated" && period.startsOn !== firstDay(firstYear);
  const partOfLast = partYear === "stated" && period.endsOn !== null && period.endsOn !== lastDay(yearOf(period.endsOn));
  if (period.firstYearShare !== null && !partOfFirst)
    throw new InputError(`${at}.firstYearShare`, needless(partYear, `the places start on ${period.startsOn}, a year's first day`));
  if (period.lastYearShare !== null && !partOfLast) {
    throw new InputError(`${at}.lastYearShare`, needless(partYear, period.endsOn === null ? "the places have no end" : `the places end on ${period.endsOn}, a year's last day`));
  }
  if (partYear !== "stated") return;
  if (partOfFirst && period.firstYearShare === null) {
    throw new InputError(
      `${at}.firstYearShare`,
      `State the share of ${firstYear} from ${period.startsOn} to 31 March (half a year is 0.5), or count part years by months or by days.`,
    );
  }
  if (partOfLast && period.endsOn !== null && period.lastYearShare === null) {
    throw new InputError(
      `${at}.lastYearShare`,
      `State the share of ${yearOf(period.endsOn)} from 1 April to ${period.endsOn} (half a year is 0.5), or count part years by months or by days.`,
    );
  }
  if (period.endsOn !== null && yearOf(period.endsOn) === firstYear && statedShare(period, firstYear).compare(Exact.nil) <= 0) {
    throw new InputError(
      `${at}.lastYearShare`,
      `The two stated shares leave nothing of ${firstYear}: from the start to 31 March and from 1 April to the end must together pass 1.`,
    );
  }
}

function needless(partYear: PartYear, because: string): string {
  return partYear === "stated"
    ? `A share is stated here, but ${because}, so it would change nothing. Leave the share out, or change the day.`
    : `A share is stated here, but part years are counted ${partYear}. Leave the share out, or choose stated part years.`;
}

function checkVolume({ volume, places, price }: PlacesPeriod, basis: PricedTerms["basis"], at: string): void {
  if (basis === "fixed by year" && places !== 1) throw new InputError(`${at}.places`, "A fixed amount a year has no number of places: give 1, or choose a price for each place.");
  if (price !== null && price !== undefined) checkPrice(price, basis, `${at}.pricePounds`);
  else if (volume === "support") throw new InputError(`${at}.pricePounds`, "Say what this support costs on top of the base price.");
}

function checkEnd(terms: PricedTerms, at: string): void {
  checkShare(terms.endYearShare, `${at}.endYearShare`);
  const { endsOn } = terms;
  const cuts = endsOn !== null && terms.places.some((period) => period.startsOn <= endsOn && (period.endsOn === null || period.endsOn > endsOn));
  const partOfYear = endsOn !== null && terms.partYear === "stated" && endsOn !== lastDay(yearOf(endsOn));
  if (terms.endYearShare !== null && !(cuts && partOfYear)) {
    const because = endsOn === null ? "it has no early end" : !cuts ? "all its places have ended by then themselves" : `it ends on ${endsOn}, a year's last day`;
    throw new InputError(`${at}.endYearShare`, needless(terms.partYear, because));
  }
  if (terms.endsOn === null) return;
  const firstStart = terms.places.reduce((first, period) => (period.startsOn < first ? period.startsOn : first), "9999-12-31");
  if (terms.endsOn < firstStart) {
    throw new InputError(`${at}.endsOn`, `The commitment ends on ${terms.endsOn}, before its first places start on ${firstStart}.`);
  }
  const endYear = yearOf(terms.endsOn);
  if (cuts && partOfYear && terms.endYearShare === null) {
    throw new InputError(`${at}.endYearShare`, `State the share of ${endYear} from 1 April to ${terms.endsOn} that is charged (half a year is 0.5).`);
  }
  if (terms.partYear === "stated") checkEndYearShare(terms, terms.endsOn, endYear, at);
}

/** An earlier end that is stated to charge more of the year than the places' own end would raise the cost of what it ends. */
function checkEndYearShare({ endYearShare, places }: PricedTerms, endsOn: Day, endYear: FinancialYear, at: string): void {
  for (const { startsOn, endsOn: placesEnd, firstYearShare, lastYearShare } of places) {
    const startsThatYear = yearOf(startsOn) === endYear && startsOn <= endsOn && startsOn !== firstDay(endYear);
    if (endYearShare !== null && firstYearShare !== null && startsThatYear && endYearShare.plus(firstYearShare).compare(Exact.one) <= 0) {
      throw new InputError(`${at}.endYearShare`, `Places start on ${startsOn}, and ${endYearShare.toString()} of ${endYear} leaves nothing of them to charge by ${endsOn}.`);
    }
    if (endYearShare === null || lastYearShare === null || placesEnd === null) continue;
    if (startsOn > endsOn || placesEnd <= endsOn || placesEnd === lastDay(endYear) || yearOf(placesEnd) !== endYear) continue;
    if (endYearShare.compare(lastYearShare) <= 0) continue;
    throw new InputError(
      `${at}.endYearShare`,
      `Ending on ${endsOn} charges ${endYearShare.toString()} of ${endYear}, more than the ${lastYearShare.toString()} of it that places held to ${placesEnd} are charged.`,
    );
  }
}

function checkShare(share: Exact | null, field: string): void {
  if (share === null) return;
  if (share.compare(Exact.nil) <= 0 || share.compare(Exact.one) > 0) {
    throw new InputError(field, `A share of a year is above 0 and at most 1; ${share.toString()} is not.`);
  }
}

/** The share of `year` under stated part years: what is left of it by the start, less what is cut off it by the end. */
export function statedShare(period: Pick<PlacesPeriod, "startsOn" | "endsOn" | "firstYearShare" | "lastYearShare">, year: FinancialYear): Exact {
  const fromStart = yearOf(period.startsOn) === year && period.startsOn !== firstDay(year) ? (period.firstYearShare ?? Exact.one) : Exact.one;
  const toEnd = period.endsOn !== null && yearOf(period.endsOn) === year && period.endsOn !== lastDay(year) ? (period.lastYearShare ?? Exact.one) : Exact.one;
  return fromStart.plus(toEnd).minus(Exact.one);
}
