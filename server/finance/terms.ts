// The terms of a commitment: what is bought, at what price, from when to when; and what makes terms impossible.
import type { Day } from "./day.ts";
import { Exact } from "./exact.ts";
import { dayInYears, type FinancialYear, firstDay, lastDay, yearOf } from "./financialYear.ts";
import { InputError } from "./inputError.ts";
import type { PartYear } from "./partYear.ts";
import type { Uplift } from "./uplift.ts";
import type { WeekConvention } from "./weeks.ts";

/** A number of places held from one day to another. Several periods add up: nine from October and nine more a year later is a ramp-up. */
export interface PlacesPeriod {
  readonly places: number;
  readonly startsOn: Day;
  /** The last day held; null while the period has no end. */
  readonly endsOn: Day | null;
  /** Under stated part years: the share of its first year that the period covers, from its start to 31 March. */
  readonly firstYearShare: Exact | null;
  /** Under stated part years: the share of its last year that the period covers, from 1 April to its end. */
  readonly lastYearShare: Exact | null;
}

/** Places bought at a price a week and a place. */
export interface WeeklyTerms {
  readonly basis: "weekly price";
  /** Pounds a week for one place, exact. */
  readonly weeklyRate: Exact;
  readonly weeksPerYear: WeekConvention;
  readonly partYear: PartYear;
  readonly places: readonly PlacesPeriod[];
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
  readonly endsOn: Day | null;
}

export type CommitmentTerms = WeeklyTerms | AmountTerms;

const mostPlaces = 10_000;
const highestWeeklyRate = Exact.whole(10_000_000);
const highestUplift = Exact.one;
const lowestUplift = Exact.decimal("-0.5");

/**
 * Checks that terms can be projected. `checkTerms(terms, "terms")` returns nothing where they can.
 * @throws InputError naming the field at fault below `at`, "terms.places[0].endsOn" for an end before its start.
 */
export function checkTerms(terms: CommitmentTerms, at: string): void {
  if (terms.endsOn !== null) dayInYears(terms.endsOn, `${at}.endsOn`);
  if (terms.basis === "amounts by year") return;
  if (terms.weeklyRate.isNegative()) throw new InputError(`${at}.weeklyRatePounds`, "The price a week is below nil. A price cannot be negative.");
  if (terms.weeklyRate.compare(highestWeeklyRate) > 0) {
    throw new InputError(`${at}.weeklyRatePounds`, "The price is over £10,000,000 a week for one place. Check that it is a price a week, in pounds.");
  }
  if (terms.places.length === 0) throw new InputError(`${at}.places`, "Say how many places are bought, and from when.");
  for (const [index, period] of terms.places.entries()) checkPeriod(period, terms.partYear, `${at}.places[${index}]`);
  checkEnd(terms, at);
  if (terms.uplift) checkUplift(terms.uplift, at);
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

function checkPeriod(period: PlacesPeriod, partYear: PartYear, at: string): void {
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
  checkShare(period.firstYearShare, `${at}.firstYearShare`);
  checkShare(period.lastYearShare, `${at}.lastYearShare`);
  if (partYear !== "stated") return;
  const firstYear = yearOf(period.startsOn);
  if (period.startsOn !== firstDay(firstYear) && period.firstYearShare === null) {
    throw new InputError(
      `${at}.firstYearShare`,
      `State the share of ${firstYear} from ${period.startsOn} to 31 March (half a year is 0.5), or count part years by months or by days.`,
    );
  }
  if (period.endsOn !== null && period.endsOn !== lastDay(yearOf(period.endsOn)) && period.lastYearShare === null) {
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

function checkEnd(terms: WeeklyTerms, at: string): void {
  checkShare(terms.endYearShare, `${at}.endYearShare`);
  if (terms.endsOn === null) return;
  const firstStart = terms.places.reduce((first, period) => (period.startsOn < first ? period.startsOn : first), "9999-12-31");
  if (terms.endsOn < firstStart) {
    throw new InputError(`${at}.endsOn`, `The commitment ends on ${terms.endsOn}, before its first places start on ${firstStart}.`);
  }
  const endYear = yearOf(terms.endsOn);
  if (terms.partYear === "stated" && terms.endsOn !== lastDay(endYear) && terms.endYearShare === null) {
    throw new InputError(`${at}.endYearShare`, `State the share of ${endYear} from 1 April to ${terms.endsOn} that is charged (half a year is 0.5).`);
  }
  if (terms.partYear === "stated") checkEndYearShare(terms, terms.endsOn, endYear, at);
}

/** An earlier end that is stated to charge more of the year than the places' own end would raise the cost of what it ends. */
function checkEndYearShare({ endYearShare, places }: WeeklyTerms, endsOn: Day, endYear: FinancialYear, at: string): void {
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
