// A commitment of amounts stated by year, for the tests of every table that has commitments.
import type { CommitmentFacts } from "../../server/finance/facts.ts";

/** Of `years` in their order; a year whose amount is null, or that is left out, states none. */
export function statedCommitment(id: string, years: readonly string[], amounts: readonly (number | null)[], more: Partial<CommitmentFacts> = {}): CommitmentFacts {
  return {
    id,
    name: id,
    status: "approved",
    basis: "amounts by year",
    weeklyRatePounds: null,
    weeksPerYear: null,
    partYear: null,
    upliftSeriesId: null,
    priceBaseYear: null,
    firstYearUplifted: false,
    endsOn: null,
    endYearShare: null,
    places: [],
    amounts: amounts.flatMap((amountPence, index) => (amountPence === null ? [] : [{ year: years[index] as string, amountPence }])),
    ...more,
  };
}
