// A commitment's terms with a live projection: what the terms come to is asked of the server as they are typed.
import { useQuery } from "@tanstack/react-query";
import type { CommitmentStatus } from "../documents/commitmentStatuses.ts";
import { type CommitmentTerms, changeCommitment, commitmentQuery, createCommitment, removeCommitment } from "../documents.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import type { WholeInput } from "../forms/input.ts";
import { type FormState, type Kept, useForm, withRefusal } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { readSeen } from "../seen.ts";
import { commitmentForm, isPriced, isStated, storedCommitment } from "./commitmentForm.ts";
import { MoreTerms } from "./MoreTerms.tsx";
import { closePanel, Panel } from "./Panel.tsx";
import { PricedFields } from "./PricedFields.tsx";
import { ProjectionTable, useProjection } from "./Projection.tsx";
import { firstStatus, statusChoices, useStatuses } from "./useStatuses.ts";
import { useUplifts } from "./useUplifts.ts";

const { Field } = partsOf(commitmentForm);

export interface CommitmentPanelProps {
  authority: string;
  /** The commitment, or null for a new one. */
  id: string | null;
  years: string[];
  /** Why nothing can be changed here, where it cannot. */
  locked: string | null;
  onWritten: (batchId: string | null, said: string) => void;
  /** How a new one is added, where that is not as a fact of the authority, and what it is called until then. */
  create?: (input: WholeInput<"CommitmentInput">, key: string) => Promise<Kept>;
  noun?: string;
}

export function CommitmentPanel({ id, ...props }: CommitmentPanelProps) {
  const held = useQuery({
    queryKey: ["commitment", id],
    queryFn: () => readSeen(props.authority, () => ask(commitmentQuery, { id: id as string })),
    enabled: id !== null,
    // Terms are changed as they are now, not as they were when they were last looked at.
    gcTime: 0,
  });
  const { isPending, statuses } = useStatuses(props.authority);
  if (id !== null && held.error) return <Panel title="Commitment">{<p className="refusal">{held.error.message}</p>}</Panel>;
  if (isPending || (id !== null && !held.data)) return <Panel title="Commitment">{<p className="quiet-text">Reading the terms…</p>}</Panel>;
  // A new form whenever another commitment is opened; while one is open, what was typed stays.
  return <TermsEditor key={id ?? "new"} held={held.data?.commitment ?? null} seen={held.data?.seen ?? 0} statuses={statuses} {...props} />;
}

type TermsEditorProps = Omit<CommitmentPanelProps, "id"> & { held: CommitmentTerms | null; seen: number; statuses: readonly CommitmentStatus[] };

function TermsEditor({ authority, held, seen, statuses, years, locked, onWritten, create, noun = "commitment" }: TermsEditorProps) {
  const title = held ? held.name : "New commitment";
  const typed = useForm({ form: commitmentForm, stored: storedCommitment(held, years, firstStatus(statuses)), seen, place: { authority, noun, id: held?.id ?? null }, title });
  const series = useUplifts(authority).data?.upliftSeries.nodes ?? [];
  const rates = series.find((each) => each.id === typed.text("upliftSeriesId"))?.rates ?? null;
  const projection = useProjection(typed, rates, years);
  const form = withRefusal(typed, projection.error);
  const priced = isPriced(form.text);

  async function save() {
    const name = form.text("name");
    const kept = await form.save(async (input, { seen, key }) => {
      if (held) return (await ask(changeCommitment, { id: held.id, input, seen, key })).changeCommitment;
      return create ? create(input, key) : (await ask(createCommitment, { authority, input, key })).createCommitment;
    });
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${name}.` : `Added ${name}.`);
    closePanel();
  }
  async function remove({ id, name }: CommitmentTerms) {
    const kept = await form.remove(async (sending) => (await ask(removeCommitment, { id, ...sending })).removeCommitment);
    if (!kept) return;
    onWritten(kept.batchId, `Removed ${name}.`);
    closePanel();
  }

  return (
    <Panel title={title}>
      <FormFrame
        form={form}
        submit={held ? "Save these terms" : "Add this commitment"}
        onSave={save}
        onRemove={held && (() => remove(held))}
        locked={locked}
        foot={<ProjectionTable asked={projection} years={years} priced={priced} error={form.refused ?? projection.error} />}
      >
        <Field at="name" autoFocus={!held} />
        <Field at="statusId" choices={statusChoices(statuses)} />
        <Field at="basis" />
        {priced ? <PricedFields form={form} series={series} /> : <Amounts form={form} />}
        <div className="pair">
          <Field at="endsOn" />
          {isStated(form.text) && form.text("endsOn") !== "" && <Field at="endYearShare" />}
        </div>
        <MoreTerms authority={authority} id={held?.id ?? null} form={form} />
      </FormFrame>
    </Panel>
  );
}

function Amounts({ form }: { form: FormState<"CommitmentInput"> }) {
  return (
    <div className="amounts">
      {Array.from({ length: form.rows("amounts") }, (_, row) => (
        <Field key={form.text(`amounts[${row}].year`)} at={`amounts[${row}].amountPence`} label={form.text(`amounts[${row}].year`)} />
      ))}
      <p className="hint">In pounds. A cost is typed as a positive amount; the table deducts it.</p>
    </div>
  );
}
