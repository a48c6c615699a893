// An option: what speaks for and against it, what it takes otherwise, commitments of its own, and adopting it.
import { useState } from "react";
import { goTo } from "../address.ts";
import { adoptOption, changeOption, createOption, removeOption, type SpendingOption } from "../documents/options.ts";
import { momentSaid } from "../format.ts";
import { ask } from "../graphql.ts";
import { percentAsShare, shareAsPercent } from "../percent.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { type FormRow, RowsField } from "../shell/RowsField.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { orNull } from "../typed.ts";
import { said, statusesSaid } from "../words.ts";
import { Panel } from "./Panel.tsx";

const pointKinds = [
  ["BENEFIT", "Benefit"],
  ["RISK", "Risk"],
  ["MITIGATION", "Mitigation"],
] as const;
const overrideFields = [
  ["PRICE", "Price, £"],
  ["PLACES", "Places"],
  ["UPLIFT", "Uplift, %"],
  ["OCCUPANCY", "Occupancy, %"],
  ["STARTS", "Starts on"],
  ["ENDS", "Ends on"],
  ["LEFT_OUT", "Left out"],
] as const;
const inPercent = ["UPLIFT", "OCCUPANCY"];

export interface OptionPanelProps {
  authority: string;
  held: SpendingOption | null;
  /** What a new option is for. */
  decision: string;
  commitments: readonly { id: string; name: string }[];
  seen: number;
  onWritten: (batchId: string, said: string) => void;
  /** Where to go when one was added or removed: to its decision, or to another. */
  onMade: (decision: string | undefined) => void;
}

export function OptionPanel(props: OptionPanelProps) {
  const { authority, held, decision, commitments, seen, onWritten, onMade } = props;
  const [form, setForm] = useState({ decision: held?.decision ?? decision, name: held?.name ?? "", summary: held?.summary ?? "", source: held?.source ?? "" });
  const [ticked, setTicked] = useState({ recommended: held?.recommended ?? false, costed: held?.costed ?? true });
  const [points, setPoints] = useState<FormRow[]>(() => (held?.points ?? []).map(({ kind, said: words }) => ({ kind, said: words })));
  const [overrides, setOverrides] = useState<FormRow[]>(() =>
    (held?.overrides ?? []).map(({ commitmentId, field, value }) => ({ commitmentId, field, value: inPercent.includes(field) ? shareAsPercent(value) : value })),
  );
  const [seenAt] = useState(seen);
  const writing = useWrite();
  const { refused, run, busy } = writing;
  const field = (key: keyof typeof form) => ({
    value: form[key],
    onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })),
    refused: refusalOf(refused, key),
  });
  const tick = (key: keyof typeof ticked, words: string) => (
    <label className="check">
      <input type="checkbox" checked={ticked[key]} onChange={(event) => setTicked((before) => ({ ...before, [key]: event.target.checked }))} />
      {words}
    </label>
  );

  async function save() {
    const input = {
      decision: form.decision,
      name: form.name,
      summary: orNull(form.summary),
      source: orNull(form.source),
      ...ticked,
      points: points.map((row) => ({ kind: row.kind as "BENEFIT", said: row.said ?? "" })),
      overrides: overrides.map((row) => ({ commitmentId: row.commitmentId ?? "", field: row.field as "PRICE", value: valueTyped(row) })),
    };
    const kept = await run(async () => {
      if (held) return (await ask(changeOption, { id: held.id, input, seen: seenAt })).changeOption;
      return (await ask(createOption, { authority, input })).createOption;
    });
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${form.name}.` : `Added ${form.name}.`);
    onMade(form.decision.trim());
  }
  async function remove() {
    const kept = held && (await run(() => ask(removeOption, { id: held.id, seen: seenAt })));
    if (!kept) return;
    onWritten(kept.removeOption.batchId, `Removed ${held.name}.`);
    onMade(undefined);
  }

  return (
    <Panel title={held ? held.name : "New option"} wide>
      <Form
        writing={writing}
        submit={held ? "Save" : "Add this option"}
        onSubmit={save}
        actions={
          held && (
            <button type="button" className="quiet" disabled={busy} onClick={remove}>
              Remove
            </button>
          )
        }
      >
        <TextField label="Name" autoFocus={!held} {...field("name")} />
        <TextField label="For which decision" hint="Options of one decision are compared." {...field("decision")} />
        <TextField label="What it is, in a sentence" {...field("summary")} />
        <div className="pair">
          {tick("recommended", "Recommended")}
          {tick("costed", "Its cost is known")}
        </div>
        {commitments.length > 0 && (
          <RowsField
            label="Taken otherwise"
            columns={[
              { key: "commitmentId", label: "In the commitment", kind: "choice", choices: commitments.map((each): [string, string] => [each.id, each.name]) },
              { key: "field", label: "What", kind: "choice", choices: overrideFields, width: "130px" },
              { key: "value", label: "As", width: "120px" },
            ]}
            rows={overrides}
            onChange={setOverrides}
            path="overrides"
            refused={refused}
            add="Take something otherwise"
            hint="The facts stay as they are. A day is typed as 2027-03-31; left out needs nothing."
          />
        )}
        <RowsField
          label="Benefits, risks and mitigations"
          columns={[
            { key: "kind", label: "Sort", kind: "choice", choices: pointKinds, width: "110px" },
            { key: "said", label: "What it is" },
          ]}
          rows={points}
          onChange={setPoints}
          path="points"
          refused={refused}
          add="Add a point"
        />
        <TextField label="Source" {...field("source")} />
      </Form>
      {held && <OwnCommitments held={held} />}
      {held && <Adoption held={held} seenAt={seenAt} onWritten={onWritten} onMade={onMade} />}
    </Panel>
  );
}

function valueTyped(row: FormRow): string {
  if (row.field === "LEFT_OUT") return "yes";
  const typed = (row.value ?? "").replaceAll(/[£,\s]/g, "");
  return inPercent.includes(row.field ?? "") ? percentAsShare(typed) : typed;
}

function OwnCommitments({ held }: { held: SpendingOption }) {
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

function Adoption({ held, seenAt, onWritten, onMade }: Pick<OptionPanelProps, "onWritten" | "onMade"> & { held: SpendingOption; seenAt: number }) {
  const [asking, setAsking] = useState(false);
  const [status, setStatus] = useState<keyof typeof statusesSaid>("PROPOSED");
  const writing = useWrite();
  if (held.adoptedAt) {
    return (
      <p className="of-option">
        Adopted on {momentSaid(held.adoptedAt)} by {held.adoptedBy}.
      </p>
    );
  }
  async function adopt() {
    const kept = await writing.run(() => ask(adoptOption, { id: held.id, status, seen: seenAt }));
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
      <p>Its own commitments become facts, and what it takes otherwise becomes so in the commitments themselves. The medium-term table follows. It can be taken back.</p>
      <ChoiceField label="Their status from now on" value={status} choices={said(statusesSaid)} onChange={setStatus} />
    </Form>
  );
}
