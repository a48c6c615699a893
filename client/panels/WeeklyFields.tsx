// The terms of places at a price a week: the price, the places and when they are held, and what lifts the price.
import { goTo } from "../address.ts";
import type { Refused } from "../graphql.ts";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { emptyPeriod, type TermsForm } from "./termsForm.ts";

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

interface WeeklyFieldsProps {
  form: TermsForm;
  set: (change: Partial<TermsForm>) => void;
  error: Refused | null;
  series: { id: string; name: string }[];
}

export function WeeklyFields({ form, set, error, series }: WeeklyFieldsProps) {
  const setPeriod = (index: number, change: Partial<TermsForm["places"][number]>) =>
    set({ places: form.places.map((period, at) => (at === index ? { ...period, ...change } : period)) });
  return (
    <>
      <div className="pair">
        <TextField
          label="£ a week for a place"
          value={form.weeklyRatePounds}
          placeholder="5963.00"
          onChange={(weeklyRatePounds) => set({ weeklyRatePounds })}
          refused={refusalOf(error, "weeklyRatePounds")}
        />
        <TextField label="Source of the price" value={form.rateSource} onChange={(rateSource) => set({ rateSource })} refused={refusalOf(error, "rateSource")} />
      </div>
      <div className="pair">
        <ChoiceField
          label="Weeks in a year"
          value={form.weeksPerYear}
          choices={conventions}
          onChange={(weeksPerYear) => set({ weeksPerYear })}
          refused={refusalOf(error, "weeksPerYear")}
        />
        <ChoiceField label="Part of a year" value={form.partYear} choices={partYears} onChange={(partYear) => set({ partYear })} refused={refusalOf(error, "partYear")} />
      </div>
      <h3>Places</h3>
      {form.places.map((period, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: periods have no name of their own, only their order.
        <div className="period" key={index}>
          <TextField label="Places" type="number" value={period.places} onChange={(places) => setPeriod(index, { places })} refused={refusalOf(error, `places[${index}].places`)} />
          <TextField
            label="From"
            type="date"
            value={period.startsOn}
            onChange={(startsOn) => setPeriod(index, { startsOn })}
            refused={refusalOf(error, `places[${index}].startsOn`)}
          />
          <TextField
            label="To (empty: open)"
            type="date"
            value={period.endsOn}
            onChange={(endsOn) => setPeriod(index, { endsOn })}
            refused={refusalOf(error, `places[${index}].endsOn`)}
          />
          {form.partYear === "STATED" && (
            <>
              <TextField
                label="Share of first year"
                value={period.firstYearShare}
                placeholder="1"
                onChange={(firstYearShare) => setPeriod(index, { firstYearShare })}
                refused={refusalOf(error, `places[${index}].firstYearShare`)}
              />
              <TextField
                label="Share of last year"
                value={period.lastYearShare}
                placeholder="1"
                onChange={(lastYearShare) => setPeriod(index, { lastYearShare })}
                refused={refusalOf(error, `places[${index}].lastYearShare`)}
              />
            </>
          )}
          {form.places.length > 1 && (
            <button type="button" className="quiet" onClick={() => set({ places: form.places.filter((_, at) => at !== index) })}>
              Remove
            </button>
          )}
        </div>
      ))}
      <button type="button" className="quiet" onClick={() => set({ places: [...form.places, emptyPeriod()] })}>
        Add places
      </button>
      <div className="pair">
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
