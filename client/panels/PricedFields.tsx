// The terms of what is bought at a price: the price, what it is paid for and when, and what lifts it.
import { goTo } from "../address.ts";
import type { Refused } from "../graphql.ts";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { PeriodFields } from "./PeriodFields.tsx";
import { emptyPeriod, type PeriodForm, type TermsForm } from "./termsForm.ts";

const conventions = [
  ["WEEKS_52", "52 weeks"],
  ["WEEKS_52_14", "52.14 weeks"],
  ["WEEKS_365_7", "365/7 weeks"],
  ["ACTUAL_DAYS_7", "Actual days / 7"],
] as const;
const partYears = [
  ["STATED", "As stated"],
  ["BY_MONTHS", "By months"],
  ["BY_DAYS", "By days"],
] as const;

export interface PricedFieldsProps {
  form: TermsForm;
  set: (change: Partial<TermsForm>) => void;
  error: Refused | null;
  series: { id: string; name: string }[];
}

export function PricedFields({ form, set, error, series }: PricedFieldsProps) {
  const fixed = form.basis === "FIXED_BY_YEAR";
  const setPeriod = (index: number, change: Partial<PeriodForm>) => set({ places: form.places.map((period, at) => (at === index ? { ...period, ...change } : period)) });
  const add = (change: Partial<PeriodForm>) => set({ places: [...form.places, { ...emptyPeriod(), ...change }] });
  return (
    <>
      <div className="pair">
        <Price form={form} set={set} error={error} />
        <TextField label="Source of the price" value={form.rateSource} onChange={(rateSource) => set({ rateSource })} refused={refusalOf(error, "rateSource")} />
      </div>
      <div className="pair">
        {form.basis === "WEEKLY_PRICE" && (
          <ChoiceField
            label="Weeks in a year"
            value={form.weeksPerYear}
            choices={conventions}
            onChange={(weeksPerYear) => set({ weeksPerYear })}
            refused={refusalOf(error, "weeksPerYear")}
          />
        )}
        <ChoiceField label="Part of a year" value={form.partYear} choices={partYears} onChange={(partYear) => set({ partYear })} refused={refusalOf(error, "partYear")} />
      </div>
      <h3>{fixed ? "Paid" : "Places"}</h3>
      {form.places.map((period, index) => (
        <PeriodFields
          // biome-ignore lint/suspicious/noArrayIndexKey: periods have no name of their own, only their order.
          key={index}
          period={period}
          at={`places[${index}]`}
          basis={form.basis}
          stated={form.partYear === "STATED"}
          error={error}
          set={(change) => setPeriod(index, change)}
          onRemove={form.places.length > 1 ? () => set({ places: form.places.filter((_, at) => at !== index) }) : null}
        />
      ))}
      <div className="more-periods">
        <button type="button" className="quiet" onClick={() => add({})}>
          {fixed ? "Add another time" : "Add places"}
        </button>
        {!fixed && (
          <button type="button" className="quiet" onClick={() => add({ volume: "SUPPORT", startsOn: form.places[0]?.startsOn ?? "", endsOn: form.places[0]?.endsOn ?? "" })}>
            Add support
          </button>
        )}
      </div>
      <div className={form.upliftSeriesId === "" ? undefined : "pair"}>
        <ChoiceField
          label="Uplift"
          value={form.upliftSeriesId}
          choices={[["", "None: the price stays"], ...series.map((each) => [each.id, each.name] as const)]}
          onChange={(upliftSeriesId) => set({ upliftSeriesId })}
          refused={refusalOf(error, "upliftSeriesId")}
        />
        {form.upliftSeriesId !== "" && (
          <TextField
            label="Price is of"
            value={form.priceBaseYear}
            placeholder="2023/24"
            onChange={(priceBaseYear) => set({ priceBaseYear })}
            refused={refusalOf(error, "priceBaseYear")}
          />
        )}
      </div>
      {form.upliftSeriesId !== "" && (
        <label className="check">
          <input type="checkbox" checked={form.firstYearUplifted} onChange={(event) => set({ firstYearUplifted: event.target.checked })} /> That first year already carries its
          uplift
        </label>
      )}
      <button type="button" className="quiet" onClick={() => goTo({ panel: "uplifts" })}>
        Uplift series and their rates…
      </button>
    </>
  );
}

function Price({ form, set, error }: Pick<PricedFieldsProps, "form" | "set" | "error">) {
  if (form.basis === "WEEKLY_PRICE")
    return (
      <TextField
        label="£ a week for a place"
        value={form.weeklyRatePounds}
        placeholder="5963.00"
        onChange={(weeklyRatePounds) => set({ weeklyRatePounds })}
        refused={refusalOf(error, "weeklyRatePounds")}
      />
    );
  return (
    <TextField
      label={form.basis === "YEARLY_PRICE" ? "£ a year for a place" : "£ a year for the whole"}
      value={form.yearlyRatePounds}
      placeholder={form.basis === "YEARLY_PRICE" ? "92000" : "120000"}
      onChange={(yearlyRatePounds) => set({ yearlyRatePounds })}
      refused={refusalOf(error, "yearlyRatePounds")}
    />
  );
}
