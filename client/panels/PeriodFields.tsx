// One run of places: how many, from when to when, and where it is told apart, what sort of volume at what price of its own.
import { partsOf } from "../forms/Field.tsx";
import type { FormState } from "../forms/useForm.ts";
import { commitmentForm, isStated } from "./commitmentForm.ts";

const { Field } = partsOf(commitmentForm);

export interface PeriodFieldsProps {
  form: FormState<"CommitmentInput">;
  row: number;
  onRemove: (() => void) | null;
}

export function PeriodFields({ form, row, onRemove }: PeriodFieldsProps) {
  const at = `places[${row}]` as const;
  const basis = form.text("basis");
  const fixed = basis === "FIXED_BY_YEAR";
  const support = form.text(`${at}.volume`) === "SUPPORT";
  const own = support || form.text(`${at}.pricePounds`) !== "" || form.text(`${at}.label`) !== "";
  const time = basis === "WEEKLY_PRICE" ? "a week" : "a year";
  return (
    <div className={fixed ? "period period-of-the-whole" : "period"}>
      {!fixed && <Field at={`${at}.places`} />}
      <Field at={`${at}.startsOn`} />
      <Field at={`${at}.endsOn`} />
      {isStated(form.text) && (
        <div className="pair">
          <Field at={`${at}.firstYearShare`} />
          <Field at={`${at}.lastYearShare`} />
        </div>
      )}
      {!fixed && <Field at={`${at}.volume`} />}
      {own && (
        <div className="pair">
          <Field at={`${at}.pricePounds`} label={support ? `£ ${time} on top` : `Its own £ ${time}`} />
          <Field at={`${at}.label`} />
        </div>
      )}
      {onRemove && (
        <button type="button" className="quiet" onClick={onRemove}>
          Remove
        </button>
      )}
    </div>
  );
}
