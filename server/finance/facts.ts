// Stored facts in the form that the medium-term table is made from: plain values, so that a published version can keep them as they were.
import type { Day } from "./day.ts";
import { Exact } from "./exact.ts";
import { type FinancialYear, financialYear } from "./financialYear.ts";
import { InputError } from "./inputError.ts";
import type { MoneyUnit } from "./money.ts";
import type { PartYear } from "./partYear.ts";
import type { CommitmentTerms, PlacesPeriod, Volume } from "./terms.ts";
import type { Uplift } from "./uplift.ts";
import type { WeekConvention } from "./weeks.ts";

export interface PlacesFacts {
  places: number;
  startsOn: Day;
  endsOn: Day | null;
  firstYearShare: string | null;
  lastYearShare: string | null;
  volume?: Volume | null;
  label?: string | null;
  pricePounds?: string | null;
  replacesId?: string | null;
}

/** The terms of a commitment as stored or sent. Decimals are text, exact as written. */
export interface TermsFacts {
  basis: CommitmentTerms["basis"];
  weeklyRatePounds: string | null;
  /** For a yearly price, of a place; for a fixed amount a year, of the whole. */
  yearlyRatePounds?: string | null;
  mostPlaces?: number | null;
  weeksPerYear: WeekConvention | null;
  partYear: PartYear | null;
  priceBaseYear: FinancialYear | null;
  firstYearUplifted: boolean;
  endsOn: Day | null;
  endYearShare: string | null;
  places: readonly PlacesFacts[];
  amounts: readonly AmountFacts[];
}

/** An amount of a year, with the expression that it was typed as, where it was one. */
interface AmountFacts {
  year: FinancialYear;
  amountPence: number;
  entered?: string | null;
}

export interface CommitmentFacts extends TermsFacts {
  id: string;
  name: string;
  status: string;
  upliftSeriesId: string | null;
  /** From which cost centres it is drawn; the shares add up to 1. */
  draws?: readonly { costCentreId: string; drawnShare: string }[];
  groupName?: string | null;
}

export interface UpliftRateFacts {
  year: FinancialYear;
  rateShare: string;
}

export interface MediumTermFacts {
  authorityName: string;
  versionName: string;
  source: string | null;
  firstYear: FinancialYear;
  yearCount: number;
  costCentres: readonly { id: string; name: string; serviceGroup: string | null }[];
  lines: readonly (AmountFacts & { costCentreId: string })[];
  commitments: readonly CommitmentFacts[];
  upliftSeries: readonly { id: string; name: string; rates: readonly UpliftRateFacts[] }[];
  printed: readonly { rowKey: string; year: FinancialYear; printed: string; unit: MoneyUnit; reference: string }[];
}

/**
 * Reads terms from their facts. `uplift` gives the rates that lift the price, where it is lifted.
 * @throws InputError naming the field below `at` that is missing or is not a number.
 */
export function readTerms(facts: TermsFacts, upliftRates: readonly UpliftRateFacts[] | null, at: string): CommitmentTerms {
  if (facts.basis === "amounts by year") {
    const amounts = new Map<FinancialYear, Exact>();
    for (const [index, { year, amountPence }] of facts.amounts.entries()) {
      if (amounts.has(year)) throw new InputError(`${at}.amounts[${index}].year`, `${year} has two amounts. Give each year one.`);
      amounts.set(year, Exact.pence(amountPence));
    }
    const entered = new Map(facts.amounts.flatMap(({ year, entered }) => (entered ? [[year, entered]] : [])));
    return { basis: facts.basis, amounts, endsOn: facts.endsOn, ...(entered.size > 0 && { entered }) };
  }
  const weekly = facts.basis === "weekly price";
  const priceField = `${at}.${weekly ? "weeklyRatePounds" : "yearlyRatePounds"}`;
  const price = (weekly ? facts.weeklyRatePounds : facts.yearlyRatePounds) ?? null;
  return {
    basis: facts.basis,
    price: Exact.decimal(required(price, priceField, priceWanted[facts.basis]), priceField),
    weeksPerYear: weekly ? required(facts.weeksPerYear, `${at}.weeksPerYear`, "Say how many weeks a year counts as.") : null,
    partYear: required(facts.partYear, `${at}.partYear`, "Say how a part of a year is counted."),
    places: facts.places.map((period, index) => readPeriod(period, `${at}.places[${index}]`)),
    mostPlaces: facts.mostPlaces ?? null,
    uplift: readUplift(facts, upliftRates, at),
    endsOn: facts.endsOn,
    endYearShare: optionalDecimal(facts.endYearShare, `${at}.endYearShare`),
  };
}

const priceWanted = {
  "weekly price": "Say what a place costs a week.",
  "yearly price": "Say what a place costs a year.",
  "fixed by year": "Say what is paid a year.",
} as const;

function readPeriod(period: PlacesFacts, at: string): PlacesPeriod {
  return {
    places: period.places,
    volume: period.volume ?? null,
    label: period.label ?? null,
    price: optionalDecimal(period.pricePounds ?? null, `${at}.pricePounds`),
    startsOn: period.startsOn,
    endsOn: period.endsOn,
    firstYearShare: optionalDecimal(period.firstYearShare, `${at}.firstYearShare`),
    lastYearShare: optionalDecimal(period.lastYearShare, `${at}.lastYearShare`),
  };
}

function readUplift(facts: TermsFacts, upliftRates: readonly UpliftRateFacts[] | null, at: string): Uplift | null {
  if (upliftRates === null) return null;
  const baseYear = financialYear(required(facts.priceBaseYear, `${at}.priceBaseYear`, "Say which year's price this is, so that uplifts start after it."), `${at}.priceBaseYear`);
  return { baseYear, firstYearUplifted: facts.firstYearUplifted, rates: readRates(upliftRates, `${at}.upliftRates`) };
}

/** Many commitments share one series, so what was read of it is kept as long as it is. */
const ratesRead = new WeakMap<readonly UpliftRateFacts[], ReadonlyMap<FinancialYear, Exact>>();

/** Uplift rates by year. @throws InputError for a year named twice or a rate that is no decimal. */
export function readRates(rates: readonly UpliftRateFacts[], at: string): ReadonlyMap<FinancialYear, Exact> {
  const known = ratesRead.get(rates);
  if (known) return known;
  const byYear = new Map<FinancialYear, Exact>();
  for (const [index, { year, rateShare }] of rates.entries()) {
    if (byYear.has(year)) throw new InputError(`${at}[${index}].year`, `${year} has two uplifts. Give each year one.`);
    byYear.set(year, Exact.decimal(rateShare, `${at}[${index}].rateShare`));
  }
  ratesRead.set(rates, byYear);
  return byYear;
}

function optionalDecimal(text: string | null, field: string): Exact | null {
  return text === null ? null : Exact.decimal(text, field);
}

function required<Value>(value: Value | null, field: string, sentence: string): Value {
  if (value === null) throw new InputError(field, sentence);
  return value;
}
