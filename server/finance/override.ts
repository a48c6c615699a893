// What an option takes otherwise in a commitment: the terms that it comes to, whether that can be, and how it is said.

import { readOccupancy } from "./blockCase.ts";
import { countOf } from "./counted.ts";
import { calendarDay } from "./day.ts";
import { Exact } from "./exact.ts";
import { firstDay, startOf, yearOf, yearsFrom } from "./financialYear.ts";
import { InputError } from "./inputError.ts";
import { type CommitmentTerms, checkTerms, checkUpliftRate, type PricedTerms } from "./terms.ts";

/** What an option takes otherwise in a commitment that is a fact. */
export interface Override {
  commitmentId: string;
  field: "price" | "places" | "uplift" | "starts" | "ends" | "occupancy" | "left out";
  value: string;
}

const lastRateYear = 2090;

/**
 * Terms with an option's overrides in place. Occupancy and leaving out are not of the terms: see `optionCost`.
 * @throws InputError naming `at(index).value` for what cannot be overridden or makes terms impossible.
 */
export function overridden(terms: CommitmentTerms, overrides: readonly Override[], at: (index: number) => string): CommitmentTerms {
  let changed = terms;
  for (const [index, { field, value }] of overrides.entries()) {
    const where = `${at(index)}.value`;
    if (field === "left out") {
      if (value !== "yes") throw new InputError(where, "To leave a commitment out, the value is yes.");
    } else if (field === "occupancy") readOccupancy(value, where);
    else changed = withOverride(changed, field, value, where);
  }
  try {
    checkTerms(changed, at(0));
  } catch (error) {
    // What is impossible now is so by an override: it is said of the first that touches the terms.
    if (!(error instanceof InputError)) throw error;
    const touching = overrides.findIndex(({ field }) => field !== "left out" && field !== "occupancy");
    throw new InputError(`${at(Math.max(0, touching))}.value`, error.message);
  }
  return changed;
}

function withOverride(terms: CommitmentTerms, field: "price" | "places" | "uplift" | "starts" | "ends", value: string, where: string): CommitmentTerms {
  if (field === "ends") {
    const endsOn = calendarDay(value, where);
    if (terms.basis !== "amounts by year" && terms.partYear === "stated" && endsOn.slice(5) !== "03-31") throw countByMonths(where);
    return terms.basis === "amounts by year" ? { ...terms, endsOn } : { ...terms, endsOn, endYearShare: null };
  }
  if (terms.basis === "amounts by year")
    throw new InputError(where, "This commitment has amounts stated by year: only its end, its occupancy, or leaving it out can be overridden.");
  switch (field) {
    case "price":
      // One price for all base places, those with a price of their own included.
      return { ...terms, price: Exact.decimal(value, where), places: terms.places.map((period) => (period.volume === "support" ? period : { ...period, price: null })) };
    case "places": {
      if (!/^\d{1,5}$/.test(value)) throw new InputError(where, `“${value.slice(0, 20)}” is not a number of places.`);
      if (heldTogether(terms)) {
        throw new InputError(
          where,
          "This commitment holds several periods of places at once, so one number does not say which. Leave the commitment out, and add one of the option's own with the places that it would have.",
        );
      }
      return { ...terms, mostPlaces: null, places: terms.places.map((period) => (period.volume === "support" ? period : { ...period, places: Number(value) })) };
    }
    case "uplift": {
      const rate = Exact.decimal(value, where);
      checkUpliftRate(rate, where);
      const baseYear = terms.uplift?.baseYear ?? yearOf(terms.places[0]?.startsOn as string);
      const years = yearsFrom(baseYear, lastRateYear - startOf(baseYear) + 1);
      return { ...terms, uplift: { baseYear, firstYearUplifted: terms.uplift?.firstYearUplifted ?? false, rates: new Map(years.map((year) => [year, rate])) } };
    }
    case "starts":
      return startingOn(terms, calendarDay(value, where), where);
  }
}

/** Whether base places of different periods are held on the same day, as in a ramp: nine, and later nine more. */
function heldTogether({ places }: PricedTerms): boolean {
  const base = places.filter((period) => period.volume !== "support");
  return base.some((one, index) => base.some((other, at) => at > index && one.startsOn <= (other.endsOn ?? "9999") && other.startsOn <= (one.endsOn ?? "9999")));
}

/** All that the cost of terms follows from, but for their uplift: two that are charged alike say the same. */
function charged(terms: CommitmentTerms): string {
  const { endsOn } = terms;
  if (terms.basis === "amounts by year")
    return JSON.stringify([...terms.amounts].filter(([year]) => endsOn === null || year <= yearOf(endsOn)).map(([year, amount]) => [year, amount.fraction()]));
  return JSON.stringify(
    terms.places.map((period) => {
      const cut = endsOn !== null && (period.endsOn === null || endsOn < period.endsOn);
      return [period.places, (period.price ?? terms.price).fraction(), period.startsOn, cut ? endsOn : period.endsOn];
    }),
  );
}

/** Whether an override leaves a commitment as it is. The rates of an uplift series are not looked into. */
export function changesNothing(terms: CommitmentTerms, changed: CommitmentTerms, { field, value }: Override): boolean {
  if (field === "left out") return false;
  if (field === "occupancy") return Exact.decimal(value).equals(Exact.one);
  if (field === "uplift") return terms.basis !== "amounts by year" && terms.uplift === null && Exact.decimal(value).isNil();
  return charged(terms) === charged(changed);
}

/** The places that start first start on another day; later periods stay. */
function startingOn(terms: PricedTerms, startsOn: string, where: string): PricedTerms {
  if (terms.partYear === "stated" && startsOn !== firstDay(yearOf(startsOn))) throw countByMonths(where);
  const first = terms.places.reduce((earliest, period) => (period.startsOn < earliest ? period.startsOn : earliest), "9999-12-31");
  return { ...terms, places: terms.places.map((period) => (period.startsOn === first ? { ...period, startsOn, firstYearShare: null } : period)) };
}

function countByMonths(where: string): InputError {
  return new InputError(
    where,
    "This commitment states the shares of its part years, so another day within a year has no share. Count its part years by months or by days first, or choose the edge of a year.",
  );
}

/** What is taken otherwise, in a word or two. */
export function overrideSaid({ field, value }: Override): string {
  switch (field) {
    case "left out":
      return "left out";
    case "price":
      return `at £${value}`;
    case "places":
      return countOf(Number(value), "places");
    case "uplift":
      return `uplift ${percent(value)}`;
    case "occupancy":
      return `${percent(value)} occupied`;
    case "starts":
      return `from ${value}`;
    case "ends":
      return `until ${value}`;
  }
}

function percent(share: string): string {
  return `${Exact.decimal(share).times(Exact.whole(100)).toString()}%`;
}
