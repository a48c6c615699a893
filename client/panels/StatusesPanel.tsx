// The statuses of commitments: the authority's own words, each with which of five kinds it is.
import { useState } from "react";
import { type CommitmentStatus, changeCommitmentStatus, createCommitmentStatus, removeCommitmentStatus } from "../documents/commitmentStatuses.ts";
import { draftAt } from "../forms/drafts.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import { useForm } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { Panel } from "./Panel.tsx";
import { statusForm, storedStatus } from "./statusForm.ts";
import { useStatuses } from "./useStatuses.ts";

const { Field } = partsOf(statusForm);

export interface StatusesPanelProps {
  authority: string;
  locked: string | null;
  onWritten: (batchId: string | null, said: string) => void;
}

const placeOf = (authority: string, id: string | null) => ({ authority, noun: "status", id });

export function StatusesPanel(props: StatusesPanelProps) {
  const { authority, locked } = props;
  const { data, error, statuses } = useStatuses(authority);
  const [adding, setAdding] = useState(() => draftAt(placeOf(authority, null)) !== null);
  return (
    <Panel title="Statuses">
      <p className="quiet-text">How firm a commitment is, in this authority's own words. Which of the five kinds a status is tells others what it means, and changes no figure.</p>
      {error && <p className="refusal">{error.message}</p>}
      {data && statuses.map((each) => <StatusForm key={each.id} held={each} {...props} seen={data.seen} onDone={() => {}} />)}
      {data && (adding || statuses.length === 0) && !locked && <StatusForm held={null} {...props} seen={data.seen} onDone={() => setAdding(false)} />}
      {data && !adding && statuses.length > 0 && !locked && (
        <button type="button" className="quiet" onClick={() => setAdding(true)}>
          Add a status
        </button>
      )}
    </Panel>
  );
}

interface StatusFormProps extends StatusesPanelProps {
  held: CommitmentStatus | null;
  seen: number;
  onDone: () => void;
}

function StatusForm({ held, authority, seen, locked, onWritten, onDone }: StatusFormProps) {
  const title = held ? `Status: ${held.name}` : "New status";
  const form = useForm({ form: statusForm, stored: storedStatus(held), seen, place: placeOf(authority, held?.id ?? null), title });

  async function save() {
    const name = form.text("name");
    const kept = await form.save(async (input, { seen, key }) =>
      held
        ? (await ask(changeCommitmentStatus, { id: held.id, input, seen, key })).changeCommitmentStatus
        : (await ask(createCommitmentStatus, { authority, input, key })).createCommitmentStatus,
    );
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${name}.` : `Added ${name}.`);
    onDone();
  }
  async function remove({ id, name }: CommitmentStatus) {
    const kept = await form.remove(async (sending) => (await ask(removeCommitmentStatus, { id, ...sending })).removeCommitmentStatus);
    if (kept) onWritten(kept.batchId, `Removed ${name}.`);
  }

  return (
    <FormFrame form={form} className="series" submit={held ? "Save" : "Add this status"} onSave={save} onRemove={held && (() => remove(held))} locked={locked}>
      <div className="pair">
        <Field at="name" autoFocus={!held} />
        <Field at="kind" />
      </div>
    </FormFrame>
  );
}
