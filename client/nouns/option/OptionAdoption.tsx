// What an option has beside its form: commitments of its own, and adopting it.
import { useState } from "react";
import { goTo } from "../../address.ts";
import { adoptOption, type SpendingOption } from "../../data/documents/options.ts";
import { ask } from "../../data/graphql.ts";
import { Form } from "../../shell/Form.tsx";
import { ChoiceField } from "../../shell/fields.tsx";
import { useWrite } from "../../shell/useWrite.ts";
import { momentSaid } from "../../text/format.ts";
import { firstStatus, statusChoices, useStatuses } from "../commitment/useStatuses.ts";

export function OwnCommitments({ held }: { held: SpendingOption }) {
  return (
    <section className="of-option">
      <h3>Commitments of its own</h3>
      {held.commitments.map((own) => (
        <p key={own.id}>
          <button type="button" className="quiet" onClick={() => goTo({ panel: `commitment:${own.id}` })}>
            {own.name}
          </button>
        </p>
      ))}
      {!held.adoptedAt && (
        <button type="button" className="quiet" onClick={() => goTo({ panel: `optionCommitment:${held.id}` })}>
          Add a commitment of its own
        </button>
      )}
    </section>
  );
}

export interface AdoptionProps {
  authority: string;
  held: SpendingOption;
  /** The data version at which it was read. */
  seen: number;
  onWritten: (batchId: string | null, said: string) => void;
  /** Where to go when it was adopted: to its decision. */
  onMade: (decision: string | undefined) => void;
}

export function Adoption({ authority, held, seen, onWritten, onMade }: AdoptionProps) {
  const [seenAt] = useState(seen);
  const [asking, setAsking] = useState(false);
  const { statuses } = useStatuses(authority);
  const [chosen, setStatus] = useState<string | null>(null);
  const status = chosen ?? firstStatus(statuses);
  const writing = useWrite();
  if (held.adoptedAt) {
    return (
      <p className="of-option">
        Adopted on {momentSaid(held.adoptedAt)} by {held.adoptedBy}.
      </p>
    );
  }
  async function adopt() {
    const kept = await writing.run(() => ask(adoptOption, { id: held.id, status: status || null, seen: seenAt }));
    if (!kept) return;
    onWritten(kept.adoptOption.batchId, `Adopted ${held.name}.`);
    onMade(held.decision);
  }
  if (!asking) {
    return (
      <section className="of-option">
        <button type="button" onClick={() => setAsking(true)}>
          Adopt this option…
        </button>
      </section>
    );
  }
  return (
    <Form writing={writing} submit="Adopt it" onSubmit={adopt} className="of-option">
      <p>Its own commitments become part of the budget, and its overrides are made to the commitments themselves. The medium-term table follows. This can be undone.</p>
      <ChoiceField label="Their status from now on" value={status} choices={statusChoices(statuses)} onChange={setStatus} />
    </Form>
  );
}
