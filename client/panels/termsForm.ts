// A commitment's terms as a form holds them, all text, and as the server takes them.
import type { VariablesOf } from "gql.tada";
import type { CommitmentTerms, createCommitment, projectionQuery } from "../documents.ts";

type Input = VariablesOf<typeof createCommitment>["input"];

export interface TermsForm {
  name: string;
  status: Input["status"];
  basis: Input["basis"];
  weeklyRatePounds: string;
  rateSource: string;
  weeksPerYear: NonNullable<Input["weeksPerYear"]>;
  partYear: NonNullable<Input["partYear"]>;
  upliftSeriesId: string;
  priceBaseYear: string;
  firstYearUplifted: boolean;
  endsOn: string;
  endYearShare: string;
  places: { places: string; startsOn: string; endsOn: string; firstYearShare: string; lastYearShare: string }[];
  amounts: { year: string; pounds: string }[];
}

export function emptyPeriod(): TermsForm["places"][number] {
  return { places: "", startsOn: "", endsOn: "", firstYearShare: "", lastYearShare: "" };
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
        }))
      : [{ ...emptyPeriod(), places: "1", startsOn: `${firstYear.slice(0, 4)}-04-01` }],
    amounts: allYears.map((year) => ({ year, pounds: penceAsPounds(amounts.get(year)) })),
  };
}

function penceAsPounds(pence: number | undefined): string {
  if (pence === undefined) return "";
  const digits = String(pence).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.00$/, "");
}

/** Pounds as typed, in pence, without a binary fraction on the way: "1,200.5" is 120050. What cannot be read is sent on as it is, to be refused. */
function poundsAsPence(typed: string): number {
  const match = /^£?(\d[\d,]*)(?:\.(\d{1,2}))?$/.exec(typed.trim());
  return match ? Number(`${match[1]?.replaceAll(",", "")}${(match[2] ?? "").padEnd(2, "0")}`) : Number.NaN;
}

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());
const decimal = (text: string) => orNull(text.replaceAll(/[£,\s]/g, ""));

function terms(form: TermsForm) {
  const weekly = form.basis === "WEEKLY_PRICE";
  return {
    basis: form.basis,
    endsOn: orNull(form.endsOn),
    ...(weekly
      ? {
          weeklyRatePounds: decimal(form.weeklyRatePounds),
          weeksPerYear: form.weeksPerYear,
          partYear: form.partYear,
          endYearShare: form.partYear === "STATED" && form.endsOn !== "" ? decimal(form.endYearShare) : null,
          places: form.places.map((period) => ({
            places: Number(period.places || Number.NaN),
            startsOn: period.startsOn,
            endsOn: orNull(period.endsOn),
            firstYearShare: form.partYear === "STATED" ? decimal(period.firstYearShare) : null,
            lastYearShare: form.partYear === "STATED" ? decimal(period.lastYearShare) : null,
          })),
          ...(form.upliftSeriesId !== "" && { priceBaseYear: orNull(form.priceBaseYear), firstYearUplifted: form.firstYearUplifted }),
        }
      : { amounts: form.amounts.filter((amount) => amount.pounds.trim() !== "").map((amount) => ({ year: amount.year, amountPence: poundsAsPence(amount.pounds) })) }),
  };
}

export function inputOf(form: TermsForm): Input {
  return { ...terms(form), name: form.name, status: form.status, rateSource: orNull(form.rateSource), upliftSeriesId: orNull(form.upliftSeriesId) };
}

export function projectionOf(form: TermsForm, rates: { year: string; rateShare: string }[] | null): VariablesOf<typeof projectionQuery>["terms"] {
  return { ...terms(form), ...(form.basis === "WEEKLY_PRICE" && form.upliftSeriesId !== "" && { upliftRates: rates ?? [] }) };
}
