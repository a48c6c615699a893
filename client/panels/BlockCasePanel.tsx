// A block case: its places, its two prices or what they come to over the term, and what is netted off the saving.
import { changeBlockCase, createBlockCase, removeBlockCase, type StoredBlockCase } from "../documents/blockCase.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import { useForm } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { blockCaseForm, storedBlockCase } from "./blockCaseForm.ts";
import { closePanel, Panel } from "./Panel.tsx";

const { Field, Rows } = partsOf(blockCaseForm);

export interface BlockCasePanelProps {
  authority: string;
  held: StoredBlockCase | null;
  arrangements: readonly { id: string; name: string; terms: readonly { months: number }[] }[];
  /** The data version at which it was read. */
  seen: number | null;
  onWritten: (batchId: string | null, said: string) => void;
  /** A new case is opened on the sheet. */
  onMade: (id: string) => void;
}

export function BlockCasePanel({ authority, held, arrangements, seen, onWritten, onMade }: BlockCasePanelProps) {
  const title = held ? held.name : "New block case";
  const form = useForm({ form: blockCaseForm, stored: storedBlockCase(held), seen, place: { authority, noun: "block case", id: held?.id ?? null }, title });
  const arrangement = arrangements.find((each) => each.id === form.text("arrangementId"));
  const months = arrangement?.terms.reduce((total, term) => total + term.months, 0) ?? 0;

  async function save() {
    const name = form.text("name");
    const kept = await form.save(async (input, { seen, key }) => {
      if (held) return { ...(await ask(changeBlockCase, { id: held.id, input, seen, key })).changeBlockCase, id: null };
      return (await ask(createBlockCase, { authority, input, key })).createBlockCase;
    });
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${name}.` : `Added ${name}.`);
    if (kept.id) onMade(kept.id);
    else closePanel();
  }
  async function remove({ id, name }: StoredBlockCase) {
    const kept = await form.remove(async (sending) => (await ask(removeBlockCase, { id, ...sending })).removeBlockCase);
    if (!kept) return;
    onWritten(kept.batchId, `Removed ${name}.`);
    onMade("");
  }

  return (
    <Panel title={title} wide>
      <FormFrame form={form} submit={held ? "Save" : "Add this block case"} onSave={save} onRemove={held && (() => remove(held))}>
        <Field at="name" autoFocus={!held} />
        <div className="pair">
          <Field at="places" />
          <Field at="priceUnit" />
        </div>
        <div className="pair">
          <Field at="spotPounds" />
          <Field at="blockPounds" />
        </div>
        <div className="pair">
          <Field at="spotValuePence" />
          <Field at="blockValuePence" />
        </div>
        <div className="pair">
          {form.text("priceUnit") === "WEEK" && <Field at="weeksPerYear" />}
          <Field at="termMonths" placeholder={months > 0 ? String(months) : ""} hint={months > 0 ? `Empty: the ${months} months of its arrangement.` : ""} />
        </div>
        {arrangements.length > 0 && <Field at="arrangementId" choices={[["", "None"], ...arrangements.map((each): [string, string] => [each.id, each.name])]} />}
        <div className="pair">
          <Field at="sharing" />
          <Field at="directPlaces" />
        </div>
        <Rows at="items" />
        <Field at="source" />
      </FormFrame>
    </Panel>
  );
}
