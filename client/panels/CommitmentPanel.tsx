// A commitment's terms with a live projection: what the terms come to is asked of the server as they are typed.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type CommitmentTerms, changeCommitment, commitmentQuery, createCommitment, removeCommitment } from "../documents.ts";
import { ask } from "../graphql.ts";
import { readSeen } from "../seen.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { basesSaid, said, statusesSaid } from "../words.ts";
import { MoreTerms } from "./MoreTerms.tsx";
import { closePanel, Panel } from "./Panel.tsx";
import { PricedFields } from "./PricedFields.tsx";
import { ProjectionTable, useProjection } from "./Projection.tsx";
import { inputOf, isPriced, type TermsForm, termsForm } from "./termsForm.ts";
import { useUplifts } from "./useUplifts.ts";

export interface CommitmentPanelProps {
  authority: string;
  /** The commitment, or null for a new one. */
  id: string | null;
  years: string[];
  /** Why nothing can be changed here, where it cannot. */
  locked: string | null;
  onWritten: (batchId: string, said: string) => void;
  /** How a new one is added, where that is not as a fact of the authority. */
  create?: (input: ReturnType<typeof inputOf>) => Promise<{ batchId: string }>;
}

export function CommitmentPanel({ id, ...props }: CommitmentPanelProps) {
  const held = useQuery({
    queryKey: ["commitment", id],
    queryFn: () => readSeen(props.authority, () => ask(commitmentQuery, { id: id as string })),
    enabled: id !== null,
    // Terms are changed as they are now, not as they were when they were last looked at.
    gcTime: 0,
  });
  if (id !== null && held.error) return <Panel title="Commitment">{<p className="refusal">{held.error.message}</p>}</Panel>;
  if (id !== null && !held.data) return <Panel title="Commitment">{<p className="quiet-text">Reading the terms…</p>}</Panel>;
  // A new form whenever another commitment is opened; while one is open, what was typed stays.
  return <TermsEditor key={id ?? "new"} held={held.data?.commitment ?? null} seenAt={held.data?.seen ?? 0} {...props} />;
}

function TermsEditor({ authority, held, seenAt, years, locked, onWritten, create }: Omit<CommitmentPanelProps, "id"> & { held: CommitmentTerms | null; seenAt: number }) {
  const [form, setForm] = useState<TermsForm>(() => termsForm(held, years));
  const [seen] = useState(seenAt);
  const writing = useWrite();
  const { busy, refused, run } = writing;
  const series = useUplifts(authority).data?.upliftSeries.nodes ?? [];
  const rates = series.find((each) => each.id === form.upliftSeriesId)?.rates ?? null;
  const projection = useProjection(form, rates, years);
  const error = refused ?? projection.error;
  const set = (change: Partial<TermsForm>) => setForm((before) => ({ ...before, ...change }));
  const priced = isPriced(form);

  async function save() {
    const input = inputOf(form);
    const kept = await run(async () => {
      if (held) return (await ask(changeCommitment, { id: held.id, input, seen })).changeCommitment;
      return create ? create(input) : (await ask(createCommitment, { authority, input })).createCommitment;
    });
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${form.name}.` : `Added ${form.name}.`);
    closePanel();
  }
  async function remove() {
    const kept = held && (await run(() => ask(removeCommitment, { id: held.id, seen })));
    if (!kept) return;
    onWritten(kept.removeCommitment.batchId, `Removed ${held.name}.`);
    closePanel();
  }

  return (
    <Panel title={held ? held.name : "New commitment"}>
      <Form
        writing={writing}
        submit={held ? "Save these terms" : "Add this commitment"}
        onSubmit={save}
        locked={locked}
        foot={<ProjectionTable asked={projection} years={years} priced={priced} error={error} />}
        actions={
          held && (
            <button type="button" className="quiet" disabled={busy} onClick={remove}>
              Remove
            </button>
          )
        }
      >
        <TextField label="Name" value={form.name} onChange={(name) => set({ name })} autoFocus={!held} refused={refusalOf(refused, "name")} />
        <ChoiceField label="Status" value={form.status} choices={said(statusesSaid)} onChange={(status) => set({ status })} />
        <ChoiceField label="Its cost follows from" value={form.basis} choices={said(basesSaid)} onChange={(basis) => set({ basis })} />
        {priced ? <PricedFields form={form} set={set} error={error} series={series} /> : <Amounts form={form} set={set} error={error} />}
        <div className="pair">
          <TextField
            label="Ends early on"
            type="date"
            value={form.endsOn}
            onChange={(endsOn) => set({ endsOn })}
            hint="The last day charged. Empty lets it run on."
            refused={refusalOf(error, "endsOn") ?? (priced ? null : refusalOf(error, "endYearShare"))}
          />
          {priced && form.partYear === "STATED" && form.endsOn !== "" && (
            <TextField
              label="Share of that year"
              value={form.endYearShare}
              placeholder="0.5"
              onChange={(endYearShare) => set({ endYearShare })}
              refused={refusalOf(error, "endYearShare")}
            />
          )}
        </div>
        <MoreTerms authority={authority} id={held?.id ?? null} form={form} set={set} error={error} />
      </Form>
    </Panel>
  );
}

interface AmountsProps {
  form: TermsForm;
  set: (change: Partial<TermsForm>) => void;
  error: { field: string | null; message: string } | null;
}

function Amounts({ form, set, error }: AmountsProps) {
  return (
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
  );
}
