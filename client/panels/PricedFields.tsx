// The terms of what is bought at a price: the price, what it is paid for and when, and what lifts it.
import { goTo } from "../address.ts";
import { partsOf } from "../forms/Field.tsx";
import type { FormState } from "../forms/useForm.ts";
import { commitmentForm } from "./commitmentForm.ts";
import { PeriodFields } from "./PeriodFields.tsx";

const { Field } = partsOf(commitmentForm);

export interface PricedFieldsProps {
  form: FormState<"CommitmentInput">;
  series: { id: string; name: string }[];
}

export function PricedFields({ form, series }: PricedFieldsProps) {
  const basis = form.text("basis");
  const fixed = basis === "FIXED_BY_YEAR";
  const lifted = form.text("upliftSeriesId") !== "";
  const periods = form.rows("places");
  return (
    <>
      <div className="pair">
        {basis === "WEEKLY_PRICE" ? <Field at="weeklyRatePounds" /> : <Field at="yearlyRatePounds" {...(fixed && { label: "£ a year for the whole", placeholder: "120000" })} />}
        <Field at="rateSource" />
      </div>
      <div className="pair">
        {basis === "WEEKLY_PRICE" && <Field at="weeksPerYear" />}
        <Field at="partYear" />
      </div>
      <h3>{fixed ? "Paid" : "Places"}</h3>
      {Array.from({ length: periods }, (_, row) => (
        <PeriodFields
          // biome-ignore lint/suspicious/noArrayIndexKey: periods have no name of their own, only their order.
          key={row}
          form={form}
          row={row}
          onRemove={periods > 1 ? () => form.removeRow("places", row) : null}
        />
      ))}
      <div className="more-periods">
        <button type="button" className="quiet" onClick={() => form.addRow("places")}>
          {fixed ? "Add another time" : "Add places"}
        </button>
        {!fixed && (
          <button
            type="button"
            className="quiet"
            onClick={() => form.addRow("places", { volume: "SUPPORT", startsOn: form.text("places[0].startsOn"), endsOn: form.text("places[0].endsOn") })}
          >
            Add support
          </button>
        )}
      </div>
      <div className={lifted ? "pair" : undefined}>
        <Field at="upliftSeriesId" choices={[["", "None: the price stays"], ...series.map((each) => [each.id, each.name] as const)]} />
        {lifted && <Field at="priceBaseYear" />}
      </div>
      {lifted && <Field at="firstYearUplifted" />}
      <button type="button" className="quiet" onClick={() => goTo({ panel: "uplifts" })}>
        Uplift series and their rates…
      </button>
    </>
  );
}
