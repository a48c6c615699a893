// An option: what speaks for and against it, what it takes otherwise, commitments of its own, and adopting it.
import { changeOption, createOption, removeOption, type SpendingOption } from "../documents/options.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import { useForm } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { Adoption, OwnCommitments } from "./OptionAdoption.tsx";
import { optionForm, storedOption } from "./optionForm.ts";
import { Panel } from "./Panel.tsx";

const { Field, Rows } = partsOf(optionForm);

export interface OptionPanelProps {
  authority: string;
  held: SpendingOption | null;
  /** What a new option is for. */
  decision: string;
  commitments: readonly { id: string; name: string }[];
  seen: number;
  onWritten: (batchId: string | null, said: string) => void;
  /** Where to go when one was added or removed: to its decision, or to another. */
  onMade: (decision: string | undefined) => void;
}

export function OptionPanel({ authority, held, decision, commitments, seen, onWritten, onMade }: OptionPanelProps) {
  const title = held ? held.name : "New option";
  const form = useForm({ form: optionForm, stored: storedOption(held, decision), seen, place: { authority, noun: "option", id: held?.id ?? null }, title });

  async function save() {
    const [name, of] = [form.text("name"), form.text("decision")];
    const kept = await form.save(async (input, { seen, key }) => {
      if (held) return (await ask(changeOption, { id: held.id, input, seen, key })).changeOption;
      return (await ask(createOption, { authority, input, key })).createOption;
    });
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${name}.` : `Added ${name}.`);
    onMade(of.trim());
  }
  async function remove({ id, name }: SpendingOption) {
    const kept = await form.remove(async (sending) => (await ask(removeOption, { id, ...sending })).removeOption);
    if (!kept) return;
    onWritten(kept.batchId, `Removed ${name}.`);
    onMade(undefined);
  }

  return (
    <Panel title={title} wide>
      <FormFrame form={form} submit={held ? "Save" : "Add this option"} onSave={save} onRemove={held && (() => remove(held))}>
        <Field at="name" autoFocus={!held} />
        <Field at="decision" />
        <Field at="summary" />
        <div className="pair">
          <Field at="recommended" />
          <Field at="costed" />
        </div>
        {commitments.length > 0 && <Rows at="overrides" choices={{ commitmentId: commitments.map((each): [string, string] => [each.id, each.name]) }} />}
        <Rows at="points" />
        <Field at="source" />
      </FormFrame>
      {held && <OwnCommitments held={held} />}
      {held && <Adoption authority={authority} held={held} seen={seen} onWritten={onWritten} onMade={onMade} />}
    </Panel>
  );
}
