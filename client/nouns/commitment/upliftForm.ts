// The form of an uplift series, with a rate for each year.
import { describe } from "../../forms/describe.ts";
import type { Opening } from "../../forms/input.ts";

export const upliftForm = describe("NewUpliftSeriesInput", "uplift series", {
  authority: { kind: "choice", needed: true },
  name: { kind: "words", needed: true, label: "Name of the series" },
  source: { kind: "words", label: "Where the rates come from" },
  rates: {
    kind: "list",
    label: "Rates",
    unless: "rateShare",
    fields: { year: { kind: "choice", needed: true }, rateShare: { kind: "percent", needed: true, placeholder: "none" } },
  },
});

export interface StoredSeries {
  id: string;
  name: string;
  source: string | null;
  rates: readonly { year: string; rateShare: string }[];
}

/** A series that is stored, or a new one, over these years and those that it has a rate of. */
export function storedSeries(authority: string, held: StoredSeries | null, years: readonly string[]): Opening<"NewUpliftSeriesInput"> {
  const rates = new Map((held?.rates ?? []).map((rate) => [rate.year, rate.rateShare]));
  const all = [...new Set([...years, ...rates.keys()])].sort();
  return { authority, name: held?.name ?? "", source: held?.source ?? null, rates: all.map((year) => ({ year, rateShare: rates.get(year) ?? null })) };
}
