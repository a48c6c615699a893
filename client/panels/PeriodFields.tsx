// One run of places: how many, from when to when, and where it is told apart, what sort of volume at what price of its own.
import type { Refused } from "../graphql.ts";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import type { PeriodForm, TermsForm } from "./termsForm.ts";

const volumes = [
  ["", "Not told apart"],
  ["GUARANTEED", "Guaranteed: paid whether used or not"],
  ["CALL_OFF", "Call-off: expected beside the guarantee"],
  ["USED", "Used: only what is used is paid"],
  ["SUPPORT", "Support: on top of the base price"],
] as const;

export interface PeriodFieldsProps {
  period: PeriodForm;
  /** Where it stands in the terms: "places[0]". */
  at: string;
  basis: TermsForm["basis"];
  /** True where shares of a year are stated. */
  stated: boolean;
  error: Refused | null;
  set: (change: Partial<PeriodForm>) => void;
  onRemove: (() => void) | null;
}

export function PeriodFields({ period, at, basis, stated, error, set, onRemove }: PeriodFieldsProps) {
  const fixed = basis === "FIXED_BY_YEAR";
  const support = period.volume === "SUPPORT";
  const own = support || period.pricePounds !== "" || period.label !== "";
  const time = basis === "WEEKLY_PRICE" ? "a week" : "a year";
  return (
    <div className={fixed ? "period period-of-the-whole" : "period"}>
      {!fixed && <TextField label="Places" type="number" value={period.places} onChange={(places) => set({ places })} refused={refusalOf(error, `${at}.places`)} />}
      <TextField label="From" type="date" value={period.startsOn} onChange={(startsOn) => set({ startsOn })} refused={refusalOf(error, `${at}.startsOn`)} />
      <TextField label="To (empty: open)" type="date" value={period.endsOn} onChange={(endsOn) => set({ endsOn })} refused={refusalOf(error, `${at}.endsOn`)} />
      {stated && (
        <div className="pair">
          <TextField
            label="Share of first year"
            value={period.firstYearShare}
            placeholder="1"
            onChange={(firstYearShare) => set({ firstYearShare })}
            refused={refusalOf(error, `${at}.firstYearShare`)}
          />
          <TextField
            label="Share of last year"
            value={period.lastYearShare}
            placeholder="1"
            onChange={(lastYearShare) => set({ lastYearShare })}
            refused={refusalOf(error, `${at}.lastYearShare`)}
          />
        </div>
      )}
      {!fixed && <ChoiceField label="Volume" value={period.volume} choices={volumes} onChange={(volume) => set({ volume })} refused={refusalOf(error, `${at}.volume`)} />}
      {own && (
        <div className="pair">
          <TextField
            label={support ? `£ ${time} on top` : `Its own £ ${time}`}
            value={period.pricePounds}
            onChange={(pricePounds) => set({ pricePounds })}
            refused={refusalOf(error, `${at}.pricePounds`)}
          />
          <TextField label="Called" value={period.label} placeholder="high support" onChange={(label) => set({ label })} refused={refusalOf(error, `${at}.label`)} />
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
