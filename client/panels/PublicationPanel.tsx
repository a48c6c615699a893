// How outcomes are published: which small counts are hidden, and by what mark.
import { useState } from "react";
import { goTo } from "../address.ts";
import { changePublication, createPublication, type PublicationHeld, removePublication } from "../documents/outcomes.ts";
import { ask } from "../graphql.ts";
import { marksSaid } from "../kpiWords.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { numberOrNull } from "../typed.ts";
import { said } from "../words.ts";
import { closePanel, Panel } from "./Panel.tsx";

export interface PublicationPanelProps {
  authority: string;
  held: PublicationHeld | null;
  seen: number;
  onWritten: (batchId: string, said: string) => void;
}

export function PublicationPanel({ authority, held, seen, onWritten }: PublicationPanelProps) {
  const [name, setName] = useState(held?.name ?? "");
  const [hiddenUpTo, setHiddenUpTo] = useState(String(held?.hiddenUpTo ?? 5));
  const [mark, setMark] = useState<PublicationHeld["mark"]>(held?.mark ?? "CONFIDENTIAL");
  const [seenAt] = useState(seen);
  const writing = useWrite();
  const { refused, run, busy } = writing;

  async function save() {
    const input = { name, hiddenUpTo: numberOrNull(hiddenUpTo), mark };
    const kept = await run(async () =>
      held
        ? (await ask(changePublication, { id: held.id, input, seen: seenAt })).changeOutcomePublication
        : (await ask(createPublication, { authority, input })).createOutcomePublication,
    );
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${name}.` : `Added ${name}.`);
    closePanel();
  }
  async function remove() {
    const kept = held && (await run(() => ask(removePublication, { id: held.id, seen: seenAt })));
    if (!kept) return;
    onWritten(kept.removeOutcomePublication.batchId, `Removed ${held.name}.`);
    goTo({ publication: undefined, panel: undefined });
  }

  return (
    <Panel title={held ? held.name : "New publication"}>
      <Form
        writing={writing}
        submit={held ? "Save" : "Add this publication"}
        onSubmit={save}
        actions={
          held && (
            <button type="button" className="quiet" disabled={busy} onClick={remove}>
              Remove
            </button>
          )
        }
      >
        <TextField label="Name" autoFocus={!held} value={name} onChange={setName} refused={refusalOf(refused, "name")} placeholder="Cabinet report" />
        <TextField
          label="Hide counts of people from 1 to"
          value={hiddenUpTo}
          onChange={setHiddenUpTo}
          refused={refusalOf(refused, "hiddenUpTo")}
          hint="And those from which they could be worked out. 0 hides nothing."
        />
        <ChoiceField label="Mark" value={mark} choices={said(marksSaid)} onChange={setMark} refused={refusalOf(refused, "mark")} />
      </Form>
    </Panel>
  );
}
