// A commitment's terms with a live projection: what the terms come to is asked of the server as they are typed.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { goTo } from "../address.ts";
import { type CommitmentTerms, changeCommitment, commitmentQuery, createCommitment, projectionQuery, removeCommitment, upliftSeriesQuery } from "../documents.ts";
import { poundsFromPence } from "../format.ts";
import { ask, Refused } from "../graphql.ts";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { closePanel, Panel } from "./Panel.tsx";
import { emptyPeriod, inputOf, projectionOf, type TermsForm, termsForm } from "./termsForm.ts";

const statuses = [
  ["APPROVED", "Approved"],
  ["IN_GOVERNANCE", "In governance"],
  ["AT_DESIGN_AUTHORITY", "At Design Authority"],
  ["PROPOSED", "Proposed"],
  ["BLOCK_BOOKING", "Block booking"],
] as const;
const bases = [
  ["WEEKLY_PRICE", "Places at a price a week"],
  ["AMOUNTS_BY_YEAR", "An amount stated for each year"],
] as const;
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

export interface CommitmentPanelProps {
  authority: string;
  /** The commitment, or null for a new one. */
  id: string | null;
  years: string[];
  dataVersion: number | undefined;
  /** Why nothing can be changed here, where it cannot. */
  locked: string | null;
  onWritten: (batchId: string, said: string) => void;
}

export function CommitmentPanel({ id, ...props }: CommitmentPanelProps) {
  const held = useQuery({ queryKey: ["commitment", id], queryFn: () => ask(commitmentQuery, { id: id as string }), enabled: id !== null });
  if (id !== null && held.error) return <Panel title="Commitment">{<p className="refusal">{held.error.message}</p>}</Panel>;
  if (id !== null && !held.data) return <Panel title="Commitment">{<p className="quiet-text">Reading the terms…</p>}</Panel>;
  const commitment = held.data?.commitment ?? null;
  // A new form whenever another commitment is opened; while one is open, what was typed stays.
  return <TermsEditor key={id ?? "new"} held={commitment} {...props} />;
}

function TermsEditor({ authority, held, years, dataVersion, locked, onWritten }: Omit<CommitmentPanelProps, "id"> & { held: CommitmentTerms | null }) {
  const [form, setForm] = useState<TermsForm>(() => termsForm(held, years));
  const [seen] = useState(dataVersion);
  const { busy, refused, run } = useWrite();
  const series = useQuery({ queryKey: ["uplifts", authority], queryFn: () => ask(upliftSeriesQuery, { authority }) });
  const upliftSeries = series.data?.upliftSeries.nodes ?? [];
  const rates = upliftSeries.find((each) => each.id === form.upliftSeriesId)?.rates ?? null;
  const projection = useProjection(form, rates, years);
  const error = refused ?? projection.error;
  const set = (change: Partial<TermsForm>) => setForm((before) => ({ ...before, ...change }));
  const weekly = form.basis === "WEEKLY_PRICE";

  async function save() {
    const input = inputOf(form);
    if (held) {
      const kept = await run(() => ask(changeCommitment, { id: held.id, input, seen: seen ?? null }));
      if (kept) {
        onWritten(kept.changeCommitment.batchId, `Changed ${form.name}.`);
        closePanel();
      }
      return;
    }
    const kept = await run(() => ask(createCommitment, { authority, input }));
    if (kept) {
      onWritten(kept.createCommitment.batchId, `Added ${form.name}.`);
      closePanel();
    }
  }
  async function remove() {
    const kept = held && (await run(() => ask(removeCommitment, { id: held.id })));
    if (!kept) return;
    onWritten(kept.removeCommitment.batchId, `Removed ${held.name}.`);
    closePanel();
  }

  return (
    <Panel title={held ? held.name : "New commitment"}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <fieldset disabled={locked !== null}>
          <TextField label="Name" value={form.name} onChange={(name) => set({ name })} autoFocus={!held} refused={refusalOf(refused, "name")} />
          <ChoiceField label="Status" value={form.status} choices={statuses} onChange={(status) => set({ status })} />
          <ChoiceField label="Its cost follows from" value={form.basis} choices={bases} onChange={(basis) => set({ basis })} />
          {weekly ? (
            <WeeklyFields form={form} set={set} error={error} series={upliftSeries} />
          ) : (
            <div className="amounts">
              {form.amounts.map((amount, index) => (
                <TextField
                  key={amount.year}
                  label={amount.year}
                  value={amount.pounds}
                  placeholder="£"
                  onChange={(pounds) => set({ amounts: form.amounts.map((each, at) => (at === index ? { ...each, pounds } : each)) })}
                  refused={refusalOf(error, `amounts[${index}].amountPence`)}
                />
              ))}
              <p className="hint">In pounds. A cost is typed as a positive amount; the table deducts it.</p>
            </div>
          )}
          <div className="pair">
            <TextField
              label="Ends early on"
              type="date"
              value={form.endsOn}
              onChange={(endsOn) => set({ endsOn })}
              hint="The last day charged. Empty lets it run on."
              refused={refusalOf(error, "endsOn") ?? (weekly ? null : refusalOf(error, "endYearShare"))}
            />
            {weekly && form.partYear === "STATED" && form.endsOn !== "" && (
              <TextField
                label="Share of that year"
                value={form.endYearShare}
                placeholder="0.5"
                onChange={(endYearShare) => set({ endYearShare })}
                refused={refusalOf(error, "endYearShare")}
              />
            )}
          </div>
        </fieldset>
        <div className="panel-foot">
          <section className="projection" aria-label="What these terms come to" aria-live="polite">
            <h3>What these terms come to</h3>
            <table>
              <tbody>
                {(projection.data?.years ?? years.map((year) => ({ year, pence: null }))).map(({ year, pence }) => (
                  <tr key={year}>
                    <th scope="row">{year}</th>
                    <td>{pence === null ? "" : poundsFromPence(pence)}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">Together</th>
                  <td>{projection.data ? poundsFromPence(projection.data.totalPence) : ""}</td>
                </tr>
              </tfoot>
            </table>
            {weekly && projection.data && (
              <details>
                <summary>How each year was made</summary>
                {projection.data.years.map(({ year, derivation }) => (
                  <p className="hint" key={year}>
                    {year}: {derivation.workings} = {derivation.result}
                  </p>
                ))}
              </details>
            )}
            {projection.data?.notes.map((note) => (
              <p className="hint" key={note}>
                {note}
              </p>
            ))}
            {error && (
              <p className="refusal" role="alert">
                {error.message}
              </p>
            )}
          </section>
          {locked ? (
            <p className="quiet-text">{locked}</p>
          ) : (
            <div className="actions">
              <button type="submit" className="primary" disabled={busy}>
                {held ? "Save these terms" : "Add this commitment"}
              </button>
              {held && (
                <button type="button" className="quiet" disabled={busy} onClick={remove}>
                  Remove
                </button>
              )}
            </div>
          )}
        </div>
      </form>
    </Panel>
  );
}

interface WeeklyFieldsProps {
  form: TermsForm;
  set: (change: Partial<TermsForm>) => void;
  error: Refused | null;
  series: { id: string; name: string }[];
}

function WeeklyFields({ form, set, error, series }: WeeklyFieldsProps) {
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

/** What the terms come to, asked a moment after the last key. */
function useProjection(form: TermsForm, rates: { year: string; rateShare: string }[] | null, years: string[]) {
  const [terms, setTerms] = useState(() => projectionOf(form, rates));
  const wanted = JSON.stringify(projectionOf(form, rates));
  useEffect(() => {
    const timer = setTimeout(() => setTerms(JSON.parse(wanted)), 120);
    return () => clearTimeout(timer);
  }, [wanted]);
  const asked = useQuery({
    queryKey: ["projection", terms, years],
    queryFn: () => ask(projectionQuery, { terms, from: years[0] as string, years: years.length }),
    placeholderData: keepPreviousData,
    retry: false,
    // Before there is a price, or an amount, there is nothing to come to.
    enabled: years.length > 0 && (form.basis === "WEEKLY_PRICE" ? form.weeklyRatePounds !== "" : form.amounts.some((amount) => amount.pounds !== "")),
  });
  return { data: asked.error ? undefined : asked.data?.projectCommitment, error: asked.error instanceof Refused ? asked.error : null };
}
