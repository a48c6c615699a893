// The runs of places of a commitment: how many, from when to when, and where it is told apart, what sort of volume at what price of its own.
import { applies } from "../../forms/describe.ts";
import { Field } from "../../forms/Field.tsx";
import type { Choices } from "../../forms/fieldKinds.ts";
import type { FormState } from "../../forms/useForm.ts";

export interface PeriodsProps {
  form: FormState<"CommitmentInput">;
}

/** What each run of places takes the place of, when that ends. */
export function Replaced({ form, others }: PeriodsProps & { others: Choices }) {
  const periods = form.rows("places");
  return Array.from({ length: periods }, (_, row) => {
    const from = form.text(`places[${row}].startsOn`);
    const label = periods > 1 && from !== "" ? { label: `From ${from} it replaces` } : {};
    // biome-ignore lint/suspicious/noArrayIndexKey: periods are being typed and have only their order.
    return <Field key={row} at={`places[${row}].replacesId`} {...label} choices={[["", "None"], ...others]} />;
  });
}

export function Periods({ form }: PeriodsProps) {
  const fixed = form.text("basis") === "FIXED_BY_YEAR";
  const periods = form.rows("places");
  return (
    <>
      <h3>{fixed ? "Paid" : "Places"}</h3>
      {Array.from({ length: periods }, (_, row) => (
        <Period
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
    </>
  );
}

function Period({ form, row, onRemove }: PeriodsProps & { row: number; onRemove: (() => void) | null }) {
  const at = `places[${row}]` as const;
  const basis = form.text("basis");
  const fixed = basis === "FIXED_BY_YEAR";
  const support = form.text(`${at}.volume`) === "SUPPORT";
  const own = support || form.text(`${at}.pricePounds`) !== "" || form.text(`${at}.label`) !== "";
  const time = basis === "WEEKLY_PRICE" ? "a week" : "a year";
  const share = form.field(`${at}.firstYearShare`);
  return (
    <div className={fixed ? "period period-of-the-whole" : "period"}>
      {!fixed && <Field at={`${at}.places`} />}
      <Field at={`${at}.startsOn`} />
      <Field at={`${at}.endsOn`} />
      {share && "when" in share && applies(share.when, form.text as (name: string) => string, form.text as (name: string) => string) && (
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
