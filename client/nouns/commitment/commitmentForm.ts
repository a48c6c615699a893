// What is special to the form of a commitment: what it opens with, and what of it a projection takes.
import type { VariablesOf } from "gql.tada";
import type { CommitmentTerms, projectionQuery } from "../../data/documents.ts";
import { openingOf, withReadings } from "../../forms/describe.ts";
import type { Opening, WholeInput } from "../../forms/input.ts";
import { commitmentForm as written } from "../../written/commitment.ts";

/** A fixed amount a year is for the whole, whatever is used of it: nobody types 1. */
export const commitmentForm = withReadings(written, { "places.places": (_, form) => (form("basis") === "FIXED_BY_YEAR" ? { value: 1 } : {}) });

/** The form for a commitment that is stored, or for a new one over these years, with this status. */
export function storedCommitment(held: CommitmentTerms | null, years: readonly string[], statusId: string): Opening<"CommitmentInput"> {
  const amounts = new Map((held?.amounts ?? []).map((amount) => [amount.year, amount.amountPence]));
  const allYears = [...new Set([...years, ...amounts.keys()])].sort();
  const firstYear = years[0] ?? "2025/26";
  const opening = openingOf(commitmentForm, held, { statusId });
  const period = { endsOn: null, firstYearShare: null, lastYearShare: null, volume: null, label: null, pricePounds: null, replacesId: null };
  return {
    ...opening,
    priceBaseYear: opening.priceBaseYear ?? firstYear,
    places: (opening.places ?? []).length > 0 ? opening.places : [{ ...period, places: 1, startsOn: `${firstYear.slice(0, 4)}-04-01` }],
    amounts: allYears.map((year) => ({ year, amountPence: amounts.get(year) ?? null })),
  };
}

/** The terms alone, as a projection takes them; it is given rates only where there is a series. */
export function projectionTerms(input: WholeInput<"CommitmentInput">, rates: { year: string; rateShare: string }[] | null): VariablesOf<typeof projectionQuery>["terms"] {
  const { amounts, basis, endYearShare, endsOn, firstYearUplifted, mostPlaces, partYear, places, priceBaseYear, weeklyRatePounds, weeksPerYear, yearlyRatePounds } = input;
  const upliftRates = input.upliftSeriesId !== null && basis !== "AMOUNTS_BY_YEAR" ? (rates ?? []) : null;
  return { amounts, basis, endYearShare, endsOn, firstYearUplifted, mostPlaces, partYear, places, priceBaseYear, upliftRates, weeklyRatePounds, weeksPerYear, yearlyRatePounds };
}

/** Whether there is a price, or an amount, so that there is something to come to. */
export function comesToSomething(input: WholeInput<"CommitmentInput">): boolean {
  return input.weeklyRatePounds !== null || input.yearlyRatePounds !== null || input.amounts.length > 0;
}
