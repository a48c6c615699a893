// The statuses of commitments: the authority's own words, each with which of five kinds it is.
import { useState } from "react";
import type { CommitmentStatus } from "../../data/documents/commitmentStatuses.ts";
import { draftAt } from "../../forms/drafts.ts";
import { FormBody } from "../../forms/FormBody.tsx";
import { FormFrame } from "../../forms/FormFrame.tsx";
import { useEditor } from "../../forms/NounPanel.tsx";
import { Panel } from "../../panels/Panel.tsx";
import { statusForm, statusWrites } from "../../written/status.ts";
import { useStatuses } from "./useStatuses.ts";

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

function StatusForm({ locked, ...props }: StatusFormProps) {
  const { form, said, held, save, remove } = useEditor({ form: statusForm, writes: statusWrites, ...props });
  return (
    <FormFrame form={form} className="series" submit={held ? "Save" : `Add this ${said}`} onSave={save} onRemove={remove} locked={locked}>
      <FormBody focus={held ? undefined : "name"} />
    </FormFrame>
  );
}
