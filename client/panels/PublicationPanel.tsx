// How outcomes are published: which small counts are hidden, and by what mark.
import { goTo } from "../address.ts";
import { changePublication, createPublication, type PublicationHeld, removePublication } from "../documents/outcomes.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import { useForm } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { closePanel, Panel } from "./Panel.tsx";
import { publicationForm, storedPublication } from "./publicationForm.ts";

const { Field } = partsOf(publicationForm);

export interface PublicationPanelProps {
  authority: string;
  held: PublicationHeld | null;
  seen: number | null;
  onWritten: (batchId: string | null, said: string) => void;
}

export function PublicationPanel({ authority, held, seen, onWritten }: PublicationPanelProps) {
  const title = held ? held.name : "New publication";
  const form = useForm({ form: publicationForm, stored: storedPublication(held), seen, place: { authority, noun: "publication", id: held?.id ?? null }, title });

  async function save() {
    const name = form.text("name");
    const kept = await form.save(async (input, { seen, key }) =>
      held
        ? (await ask(changePublication, { id: held.id, input, seen, key })).changeOutcomePublication
        : (await ask(createPublication, { authority, input, key })).createOutcomePublication,
    );
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${name}.` : `Added ${name}.`);
    closePanel();
  }
  async function remove({ id, name }: PublicationHeld) {
    const kept = await form.remove(async (sending) => (await ask(removePublication, { id, ...sending })).removeOutcomePublication);
    if (!kept) return;
    onWritten(kept.batchId, `Removed ${name}.`);
    goTo({ publication: undefined, panel: undefined });
  }

  return (
    <Panel title={title}>
      <FormFrame form={form} submit={held ? "Save" : "Add this publication"} onSave={save} onRemove={held && (() => remove(held))}>
        <Field at="name" autoFocus={!held} />
        <Field at="hiddenUpTo" />
        <Field at="mark" />
      </FormFrame>
    </Panel>
  );
}
