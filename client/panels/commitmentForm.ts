// The form of a commitment's terms: which of them apply follows from what its cost follows from.
import type { VariablesOf } from "gql.tada";
import type { CommitmentTerms, projectionQuery } from "../documents.ts";
import { describe, type TextAt } from "../forms/describe.ts";
import type { Opening, WholeInput } from "../forms/input.ts";
import { basesSaid, said } from "../words.ts";

type Terms = (name: "basis" | "partYear") => string;

/** Whether its cost follows from a price: of a place a week or a year, or of the whole a year. */
export const isPriced = (form: Terms) => form("basis") !== "AMOUNTS_BY_YEAR";
export const isStated = (form: Terms) => isPriced(form) && form("partYear") === "STATED";
const isFixed = (form: TextAt) => form("basis") === "FIXED_BY_YEAR";
const isLifted = (form: TextAt) => isPriced(form) && form("upliftSeriesId") !== "";
const ofStated = (_: TextAt, form: TextAt) => isStated(form);

export const commitmentForm = describe("CommitmentInput", {
  name: { kind: "words", needed: true, label: "Name" },
  statusId: { kind: "choice", needed: true, label: "Status" },
  basis: { kind: "choice", needed: true, label: "Its cost follows from", choices: said(basesSaid) },
  weeklyRatePounds: { kind: "pounds", label: "£ a week for a place", placeholder: "5963.00", when: (form: TextAt) => form("basis") === "WEEKLY_PRICE" },
  yearlyRatePounds: { kind: "pounds", label: "£ a year for a place", placeholder: "92000", when: (form: TextAt) => form("basis") === "YEARLY_PRICE" || isFixed(form) },
  rateSource: { kind: "words", label: "Source of the price" },
  weeksPerYear: {
    kind: "choice",
    label: "Weeks in a year",
    when: (form: TextAt) => form("basis") === "WEEKLY_PRICE",
    choices: [
      ["WEEKS_52", "52 weeks"],
      ["WEEKS_52_14", "52.14 weeks"],
      ["WEEKS_365_7", "365/7 weeks"],
      ["ACTUAL_DAYS_7", "Actual days / 7"],
    ],
  },
  partYear: {
    kind: "choice",
    label: "Part of a year",
    when: isPriced,
    choices: [
      ["STATED", "As stated"],
      ["BY_MONTHS", "By months"],
      ["BY_DAYS", "By days"],
    ],
  },
  places: {
    kind: "list",
    label: "Places",
    when: isPriced,
    fields: {
      // A fixed amount a year is for the whole, whatever is used of it.
      places: { kind: "count", needed: true, label: "Places", as: (_: TextAt, form: TextAt) => (isFixed(form) ? { value: 1 } : {}) },
      startsOn: { kind: "day", needed: true, label: "From" },
      endsOn: { kind: "day", label: "To (empty: open)" },
      firstYearShare: { kind: "percent", label: "% of first year", placeholder: "100", when: ofStated },
      lastYearShare: { kind: "percent", label: "% of last year", placeholder: "100", when: ofStated },
      volume: {
        kind: "choice",
        label: "Volume",
        choices: [
          ["", "Not told apart"],
          ["GUARANTEED", "Guaranteed: paid whether used or not"],
          ["CALL_OFF", "Call-off: expected beside the guarantee"],
          ["USED", "Used: only what is used is paid"],
          ["SUPPORT", "Support: on top of the base price"],
        ],
      },
      pricePounds: { kind: "pounds", label: "Its own £" },
      label: { kind: "words", label: "Called", placeholder: "high support" },
      replacesId: { kind: "choice", label: "Replaces, when that ends" },
    },
  },
  upliftSeriesId: { kind: "choice", label: "Uplift" },
  priceBaseYear: { kind: "year", label: "Price is of", placeholder: "2023/24", when: isLifted },
  firstYearUplifted: { kind: "tick", label: "That first year already carries its uplift", when: isLifted },
  amounts: {
    kind: "list",
    label: "Amounts",
    when: (form: TextAt) => !isPriced(form),
    unless: "amountPence",
    fields: { year: { kind: "choice", needed: true }, amountPence: { kind: "pence", needed: true, placeholder: "£" } },
  },
  endsOn: { kind: "day", label: "Ends early on", hint: "The last day charged. Empty lets it run on." },
  endYearShare: { kind: "percent", label: "% of that year", placeholder: "50", when: (form: TextAt) => isStated(form) && form("endsOn") !== "" },
  arrangementId: { kind: "choice", label: "Bought under" },
  lotId: { kind: "choice", label: "Lot" },
  poolId: { kind: "choice", label: "Shared in" },
  provider: { kind: "words", label: "Provider" },
  mostPlaces: { kind: "count", label: "The most on one day", when: (form: TextAt) => isPriced(form) && !isFixed(form) },
  draws: {
    kind: "list",
    label: "Drawn from",
    fields: {
      costCentreId: { kind: "choice", needed: true, label: "Cost centre" },
      drawnShare: { kind: "percent", needed: true, label: "Per cent" },
    },
  },
  groupName: { kind: "words" },
});

/** The form for a commitment that is stored, or for a new one over these years, with this status. */
export function storedCommitment(held: CommitmentTerms | null, years: readonly string[], statusId: string): Opening<"CommitmentInput"> {
  const amounts = new Map((held?.amounts ?? []).map((amount) => [amount.year, amount.amountPence]));
  const allYears = [...new Set([...years, ...amounts.keys()])].sort();
  const firstYear = years[0] ?? "2025/26";
  const opening = held ?? { ...begin, statusId, priceBaseYear: firstYear, places: [], draws: [] };
  return {
    ...opening,
    weeksPerYear: opening.weeksPerYear ?? "WEEKS_52_14",
    partYear: opening.partYear ?? "BY_MONTHS",
    priceBaseYear: opening.priceBaseYear ?? firstYear,
    places: opening.places.length > 0 ? opening.places : [{ ...emptyPeriod, places: 1, startsOn: `${firstYear.slice(0, 4)}-04-01` }],
    amounts: allYears.map((year) => ({ year, amountPence: amounts.get(year) ?? null })),
  };
}

const emptyPeriod = { endsOn: null, firstYearShare: null, lastYearShare: null, volume: null, label: null, pricePounds: null, replacesId: null };
const begin = {
  name: "",
  basis: "WEEKLY_PRICE",
  weeklyRatePounds: null,
  yearlyRatePounds: null,
  rateSource: null,
  weeksPerYear: null,
  partYear: null,
  upliftSeriesId: null,
  priceBaseYear: null,
  firstYearUplifted: false,
  endsOn: null,
  endYearShare: null,
  arrangementId: null,
  lotId: null,
  poolId: null,
  provider: null,
  mostPlaces: null,
  groupName: null,
} as const;

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
