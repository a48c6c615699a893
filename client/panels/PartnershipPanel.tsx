// A partnership: its members, its cost pools with the basis of each, what they cost and what pays first, and the places each member holds.
import { changePartnership, createPartnership, type Partnership, removePartnership } from "../documents/partnership.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import { useForm } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { closePanel, Panel } from "./Panel.tsx";
import { partnershipForm, storedPartnership } from "./partnershipForm.ts";

const { Field, Rows } = partsOf(partnershipForm);

export interface PartnershipPanelProps {
  authority: string;
  held: Partnership | null;
  arrangements: readonly { id: string; name: string }[];
  seen: number;
  onWritten: (batchId: string | null, said: string) => void;
  onMade: (id: string) => void;
}

export function PartnershipPanel({ authority, held, arrangements, seen, onWritten, onMade }: PartnershipPanelProps) {
  const title = held ? held.name : "New partnership";
  const form = useForm({ form: partnershipForm, stored: storedPartnership(held, authority), seen, place: { authority, noun: "partnership", id: held?.id ?? null }, title });
  const named = (list: "pools" | "partners") =>
    Array.from({ length: form.rows(list) }, (_, row) => form.text(`${list}[${row}].name`)).map((name): [string, string] => [name, name]);
  const [pool, partner] = [named("pools"), named("partners")];

  async function save() {
    const name = form.text("name");
    const kept = await form.save(async (input, { seen, key }) => {
      if (held) return { ...(await ask(changePartnership, { id: held.id, input, seen, key })).changePartnership, id: null };
      return (await ask(createPartnership, { authority, input, key })).createPartnership;
    });
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${name}.` : `Added ${name}.`);
    if (kept.id) onMade(kept.id);
    else closePanel();
  }
  async function remove({ id, name }: Partnership) {
    const kept = await form.remove(async (sending) => (await ask(removePartnership, { id, ...sending })).removePartnership);
    if (!kept) return;
    onWritten(kept.batchId, `Removed ${name}.`);
    onMade("");
  }

  return (
    <Panel title={title} wide>
      <FormFrame form={form} submit={held ? "Save" : "Add this partnership"} onSave={save} onRemove={held && (() => remove(held))}>
        <Field at="name" autoFocus={!held} />
        <div className="amounts">
          <Field at="firstYear" />
          <Field at="yearCount" />
          <Field at="roundToPence" />
        </div>
        {arrangements.length > 0 && <Field at="arrangementId" choices={[["", "None"], ...arrangements.map((each): [string, string] => [each.id, each.name])]} />}
        <Rows at="partners" />
        <Rows at="pools" />
        {pool.length > 0 && (
          <>
            <Rows at="weights" choices={{ pool, partner }} />
            <Rows at="amounts" choices={{ pool }} />
            <Rows at="grants" choices={{ pool }} />
            <Rows at="fees" choices={{ pool }} />
          </>
        )}
        <Rows at="allocations" choices={{ partner }} />
        <h3>Settlement</h3>
        <Field at="settledBy" />
        <div className="amounts">
          <Field at="internalPricePounds" />
          <Field at="outsidePricePounds" />
          <Field at="outsideFeePounds" />
        </div>
        <Field at="source" />
      </FormFrame>
    </Panel>
  );
}
