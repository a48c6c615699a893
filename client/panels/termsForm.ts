// A commitment's terms as a form holds them, all text, and as the server takes them.
import type { VariablesOf } from "gql.tada";
import type { CommitmentTerms, createCommitment, projectionQuery } from "../documents.ts";
import { percentAsShare, shareAsPercent } from "../percent.ts";
import { decimalOrNull as decimal, numberOrNull, orNull, penceAsPounds, poundsAsPence } from "../typed.ts";

type Input = VariablesOf<typeof createCommitment>["input"];
type Volume = NonNullable<NonNullable<Input["places"]>[number]["volume"]>;

export interface PeriodForm {
  places: string;
  startsOn: string;
  endsOn: string;
  firstYearShare: string;
  lastYearShare: string;
  volume: Volume | "";
  /** What it is called in the workings, and its own price: of support, above all. */
  label: string;
  pricePounds: string;
  replacesId: string | null;
}

export interface TermsForm {
  name: string;
  status: Input["status"];
  basis: Input["basis"];
  weeklyRatePounds: string;
  yearlyRatePounds: string;
  rateSource: string;
  weeksPerYear: NonNullable<Input["weeksPerYear"]>;
  partYear: NonNullable<Input["partYear"]>;
  upliftSeriesId: string;
  priceBaseYear: string;
  firstYearUplifted: boolean;
  endsOn: string;
  endYearShare: string;
  places: PeriodForm[];
  amounts: { year: string; pounds: string }[];
  mostPlaces: string;
  provider: string;
  draws: { costCentreId: string; percent: string }[];
  /** What else it belongs to, kept as it is. */
  arrangementId: string | null;
  lotId: string | null;
  poolId: string | null;
}

export function emptyPeriod(): PeriodForm {
  return { places: "", startsOn: "", endsOn: "", firstYearShare: "", lastYearShare: "", volume: "", label: "", pricePounds: "", replacesId: null };
}

/** Whether its cost follows from a price: of a place a week or a year, or of the whole a year. */
export function isPriced(form: Pick<TermsForm, "basis">): boolean {
  return form.basis !== "AMOUNTS_BY_YEAR";
}

/** The form for a commitment held, or for a new one over these years. */
export function termsForm(held: CommitmentTerms | null, years: string[]): TermsForm {
  const amounts = new Map((held?.amounts ?? []).map((amount) => [amount.year, amount.amountPence]));
  const allYears = [...new Set([...years, ...amounts.keys()])].sort();
  const firstYear = years[0] ?? "2025/26";
  return {
    name: held?.name ?? "",
    status: held?.status ?? "PROPOSED",
    basis: held?.basis ?? "WEEKLY_PRICE",
    weeklyRatePounds: held?.weeklyRatePounds ?? "",
    yearlyRatePounds: held?.yearlyRatePounds ?? "",
    rateSource: held?.rateSource ?? "",
    weeksPerYear: held?.weeksPerYear ?? "WEEKS_52_14",
    partYear: held?.partYear ?? "BY_MONTHS",
    upliftSeriesId: held?.upliftSeriesId ?? "",
    priceBaseYear: held?.priceBaseYear ?? firstYear,
    firstYearUplifted: held?.firstYearUplifted ?? false,
    endsOn: held?.endsOn ?? "",
    endYearShare: held?.endYearShare ?? "",
    places: held?.places.length
      ? held.places.map((period) => ({
          places: String(period.places),
          startsOn: period.startsOn,
          endsOn: period.endsOn ?? "",
          firstYearShare: period.firstYearShare ?? "",
          lastYearShare: period.lastYearShare ?? "",
          volume: period.volume ?? "",
          label: period.label ?? "",
          pricePounds: period.pricePounds ?? "",
          replacesId: period.replacesId,
        }))
      : [{ ...emptyPeriod(), places: "1", startsOn: `${firstYear.slice(0, 4)}-04-01` }],
    amounts: allYears.map((year) => ({ year, pounds: penceAsPounds(amounts.get(year)) })),
    mostPlaces: String(held?.mostPlaces ?? ""),
    provider: held?.provider ?? "",
    draws: (held?.draws ?? []).map((draw) => ({ costCentreId: draw.costCentreId, percent: shareAsPercent(draw.drawnShare) })),
    arrangementId: held?.arrangementId ?? null,
    lotId: held?.lotId ?? null,
    poolId: held?.poolId ?? null,
  };
}

function terms(form: TermsForm) {
  return {
    basis: form.basis,
    endsOn: orNull(form.endsOn),
    ...(isPriced(form)
      ? pricedTerms(form)
      : { amounts: form.amounts.filter((amount) => amount.pounds.trim() !== "").map((amount) => ({ year: amount.year, amountPence: poundsAsPence(amount.pounds) })) }),
  };
}

function pricedTerms(form: TermsForm) {
  const stated = form.partYear === "STATED";
  const price =
    form.basis === "WEEKLY_PRICE" ? { weeklyRatePounds: decimal(form.weeklyRatePounds), weeksPerYear: form.weeksPerYear } : { yearlyRatePounds: decimal(form.yearlyRatePounds) };
  return {
    ...price,
    partYear: form.partYear,
    endYearShare: stated && form.endsOn !== "" ? decimal(form.endYearShare) : null,
    mostPlaces: form.basis === "FIXED_BY_YEAR" ? null : numberOrNull(form.mostPlaces),
    places: form.places.map((period) => ({
      // A fixed amount a year is for the whole, whatever is used of it.
      places: form.basis === "FIXED_BY_YEAR" ? 1 : Number(period.places || Number.NaN),
      startsOn: period.startsOn,
      endsOn: orNull(period.endsOn),
      firstYearShare: stated ? decimal(period.firstYearShare) : null,
      lastYearShare: stated ? decimal(period.lastYearShare) : null,
      volume: period.volume || null,
      label: orNull(period.label),
      pricePounds: decimal(period.pricePounds),
      replacesId: period.replacesId,
    })),
    ...(form.upliftSeriesId !== "" && { priceBaseYear: orNull(form.priceBaseYear), firstYearUplifted: form.firstYearUplifted }),
  };
}

export function inputOf(form: TermsForm): Input {
  return {
    ...terms(form),
    name: form.name,
    status: form.status,
    rateSource: orNull(form.rateSource),
    upliftSeriesId: orNull(form.upliftSeriesId),
    provider: orNull(form.provider),
    draws: form.draws.map((draw) => ({ costCentreId: draw.costCentreId, drawnShare: percentAsShare(draw.percent) })),
    arrangementId: form.arrangementId,
    lotId: form.lotId,
    poolId: form.poolId,
  };
}

export function projectionOf(form: TermsForm, rates: { year: string; rateShare: string }[] | null): VariablesOf<typeof projectionQuery>["terms"] {
  return { ...terms(form), ...(isPriced(form) && form.upliftSeriesId !== "" && { upliftRates: rates ?? [] }) };
}

/** Whether there is a price, or an amount, so that there is something to come to. */
export function isStated(form: TermsForm): boolean {
  if (form.basis === "WEEKLY_PRICE") return form.weeklyRatePounds !== "";
  return isPriced(form) ? form.yearlyRatePounds !== "" : form.amounts.some((amount) => amount.pounds !== "");
}
