// A commitment's terms with a live projection: what the terms come to is asked of the server as they are typed.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type CommitmentTerms, changeCommitment, commitmentQuery, createCommitment, removeCommitment, upliftSeriesQuery } from "../documents.ts";
import { ask } from "../graphql.ts";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { closePanel, Panel } from "./Panel.tsx";
import { ProjectionTable, useProjection } from "./Projection.tsx";
import { inputOf, type TermsForm, termsForm } from "./termsForm.ts";
import { WeeklyFields } from "./WeeklyFields.tsx";

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
          <ProjectionTable asked={projection} years={years} weekly={weekly} error={error} />
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
