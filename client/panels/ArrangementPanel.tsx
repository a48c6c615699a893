// One arrangement: what follows from it on a day, and the form that states it.
import { useState } from "react";
import { goTo, hrefOf } from "../address.ts";
import { type Arrangement, changeArrangement, createArrangement, removeArrangement } from "../documents/arrangements.ts";
import { draftAt } from "../forms/drafts.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import { useForm } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { ArrangementFacts } from "./ArrangementFacts.tsx";
import { arrangementForm, storedArrangement } from "./arrangementForm.ts";
import { closePanel, Panel } from "./Panel.tsx";

const { Field, Rows } = partsOf(arrangementForm);

export interface ArrangementPanelProps {
  authority: string;
  held: Arrangement | null;
  all: readonly Arrangement[];
  seen: number;
  onWritten: (batchId: string | null, said: string) => void;
}

const placeOf = (authority: string, held: Arrangement | null) => ({ authority, noun: "arrangement", id: held?.id ?? null });

export function ArrangementPanel(props: ArrangementPanelProps) {
  const { authority, held } = props;
  // What was begun is what one comes back to.
  const [editing, setEditing] = useState(() => held === null || draftAt(placeOf(authority, held)) !== null);
  if (editing || held === null) return <ArrangementForm {...props} onLeave={held ? () => setEditing(false) : closePanel} />;
  return (
    <Panel title={held.name} wide>
      <div className="actions">
        <button type="button" onClick={() => setEditing(true)}>
          Change
        </button>
        <a
          className="quiet-link"
          href={hrefOf({ sheet: "commitments" })}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            goTo({ sheet: "commitments" });
          }}
        >
          Commitments
        </a>
      </div>
      <ArrangementFacts held={held} all={props.all} />
    </Panel>
  );
}

function ArrangementForm({ authority, held, all, seen, onWritten, onLeave }: ArrangementPanelProps & { onLeave: () => void }) {
  const title = held ? held.name : "New arrangement";
  const form = useForm({ form: arrangementForm, stored: storedArrangement(held), seen, place: placeOf(authority, held), title });
  const others: [string, string][] = [["", "None"], ...all.filter((each) => each.id !== held?.id).map((each): [string, string] => [each.id, each.name])];
  const lotNames = Array.from({ length: form.rows("lots") }, (_, row) => form.text(`lots[${row}].name`));
  const lotChoices: [string, string][] = [["", "The whole"], ...lotNames.map((name): [string, string] => [name, name])];
  const terms = form.rows("terms");

  async function save() {
    const name = form.text("name");
    const kept = await form.save(async (input, { seen, key }) => {
      if (held) return { ...(await ask(changeArrangement, { id: held.id, input, seen, key })).changeArrangement, id: held.id };
      return (await ask(createArrangement, { authority, input, key })).createArrangement;
    });
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${name}.` : `Added ${name}.`);
    onLeave();
    if (!held && kept.id) goTo({ panel: `arrangement:${kept.id}` });
  }
  async function remove({ id, name }: Arrangement) {
    const kept = await form.remove(async (sending) => (await ask(removeArrangement, { id, ...sending })).removeArrangement);
    if (!kept) return;
    onWritten(kept.batchId, `Removed ${name}.`);
    closePanel();
  }
  /** Leaves it as it is stored: what was begun goes. */
  function leave() {
    form.discard();
    onLeave();
  }

  return (
    <Panel title={title} wide>
      <FormFrame
        form={form}
        submit={held ? "Save" : "Add this arrangement"}
        onSave={save}
        onRemove={held && (() => remove(held))}
        actions={
          held && (
            <button type="button" className="quiet" onClick={leave}>
              Leave it as it was
            </button>
          )
        }
      >
        <Field at="name" autoFocus={!held} />
        <div className="pair">
          <Field at="kind" />
          <Field at="opensOn" />
        </div>
        <Field at="openList" />
        <Rows at="terms" add={terms === 0 ? "Add the initial term" : "Add an extension"} />
        {terms === 0 && (
          <div className="pair">
            <Field at="statedEndOn" />
            <div className="field">
              <Field at="openEnded" />
            </div>
          </div>
        )}
        {form.refusal("openEnded") && <p className="refusal">{form.refusal("openEnded")}</p>}
        <div className="pair">
          <Field at="estimatedValuePence" />
          <Field at="valueBasis" />
        </div>
        <Rows at="participants" />
        <Rows at="lots" />
        <Rows at="providers" choices={{ lot: lotChoices }} />
        <Rows at="stages" />
        <Rows at="weights" />
        <Rows at="routes" />
        <div className="amounts">
          <Field at="breakMonths" />
          <Field at="firstReviewMonths" />
          <Field at="reviewEveryMonths" />
          <Field at="mostPlacesInHome" />
          <Field at="mostProviders" />
          <Field at="voidsCarriedBy" />
        </div>
        <Field at="followsId" choices={others} />
        <Field at="interim" />
        <Field at="note" />
        <Field at="source" />
      </FormFrame>
    </Panel>
  );
}
