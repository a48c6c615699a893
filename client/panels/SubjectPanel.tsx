// Whom outcomes are of: its sort, its codes, what it is within, and its statistical neighbours.
import { changeKpiSubject, createKpiSubject, removeKpiSubject, type SubjectHeld } from "../documents/outcomes.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import { useForm } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { closePanel, Panel } from "./Panel.tsx";
import { storedSubject, subjectForm } from "./subjectForm.ts";

const { Field, Rows } = partsOf(subjectForm);

export interface SubjectPanelProps {
  authority: string;
  held: SubjectHeld | null;
  subjects: readonly SubjectHeld[];
  seen: number;
  onWritten: (batchId: string | null, said: string) => void;
}

export function SubjectPanel({ authority, held, subjects, seen, onWritten }: SubjectPanelProps) {
  const title = held ? held.name : "New subject";
  const form = useForm({ form: subjectForm, stored: storedSubject(held), seen, place: { authority, noun: "subject", id: held?.id ?? null }, title });
  const kind = form.text("kind");
  const others = subjects.filter(({ id }) => id !== held?.id);
  const named = (some: readonly SubjectHeld[]) => some.map((each): [string, string] => [each.id, each.name]);

  async function save() {
    const name = form.text("name");
    const kept = await form.save(async (input, { seen, key }) =>
      held ? (await ask(changeKpiSubject, { id: held.id, input, seen, key })).changeKpiSubject : (await ask(createKpiSubject, { authority, input, key })).createKpiSubject,
    );
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${name}.` : `Added ${name}.`);
    closePanel();
  }
  async function remove({ id, name }: SubjectHeld) {
    const kept = await form.remove(async (sending) => (await ask(removeKpiSubject, { id, ...sending })).removeKpiSubject);
    if (!kept) return;
    onWritten(kept.batchId, `Removed ${name}.`);
    closePanel();
  }

  return (
    <Panel title={title}>
      <FormFrame form={form} submit={held ? "Save" : "Add this subject"} onSave={save} onRemove={held && (() => remove(held))}>
        <Field at="kind" />
        <Field at="name" autoFocus={!held} />
        <div className="pair">
          <Field at="oldCode" />
          <Field at="gssCode" />
        </div>
        <Field at="withinId" {...(kind === "STATISTICAL_NEIGHBOURS" && { label: "Whose neighbours" })} choices={[["", "nothing"], ...named(others)]} />
        {kind === "AUTHORITY" && others.length > 0 && <Rows at="neighbourIds" choices={{ id: named(others.filter((each) => each.kind === "AUTHORITY")) }} />}
      </FormFrame>
    </Panel>
  );
}
