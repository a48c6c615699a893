// Whom outcomes are of: its sort, its codes, what it is within, and its statistical neighbours.
import { useState } from "react";
import { changeKpiSubject, createKpiSubject, removeKpiSubject, type SubjectHeld } from "../documents/outcomes.ts";
import { ask } from "../graphql.ts";
import { kindSaid } from "../kpiWords.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { type FormRow, RowsField } from "../shell/RowsField.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { orNull } from "../typed.ts";
import { said } from "../words.ts";
import { closePanel, Panel } from "./Panel.tsx";

export interface SubjectPanelProps {
  authority: string;
  held: SubjectHeld | null;
  subjects: readonly SubjectHeld[];
  seen: number;
  onWritten: (batchId: string, said: string) => void;
}

export function SubjectPanel({ authority, held, subjects, seen, onWritten }: SubjectPanelProps) {
  const [form, setForm] = useState({ name: held?.name ?? "", oldCode: held?.oldCode ?? "", gssCode: held?.gssCode ?? "", withinId: held?.withinId ?? "" });
  const [kind, setKind] = useState<SubjectHeld["kind"]>(held?.kind ?? "AUTHORITY");
  const [neighbours, setNeighbours] = useState<FormRow[]>(() => (held?.neighbours ?? []).map(({ neighbourId }) => ({ neighbourId })));
  const [seenAt] = useState(seen);
  const writing = useWrite();
  const { refused, run, busy } = writing;
  const field = (key: keyof typeof form) => ({
    value: form[key],
    onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })),
    refused: refusalOf(refused, key),
  });
  const others = subjects.filter(({ id }) => id !== held?.id);

  async function save() {
    const input = {
      kind,
      name: form.name,
      oldCode: orNull(form.oldCode),
      gssCode: orNull(form.gssCode),
      withinId: form.withinId || null,
      partnershipId: held?.partnershipId ?? null,
      arrangementId: held?.arrangementId ?? null,
      lotId: held?.lotId ?? null,
      neighbourIds: neighbours.flatMap(({ neighbourId }) => neighbourId || []),
    };
    const kept = await run(async () =>
      held ? (await ask(changeKpiSubject, { id: held.id, input, seen: seenAt })).changeKpiSubject : (await ask(createKpiSubject, { authority, input })).createKpiSubject,
    );
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${form.name}.` : `Added ${form.name}.`);
    closePanel();
  }
  async function remove() {
    const kept = held && (await run(() => ask(removeKpiSubject, { id: held.id, seen: seenAt })));
    if (!kept) return;
    onWritten(kept.removeKpiSubject.batchId, `Removed ${held.name}.`);
    closePanel();
  }

  return (
    <Panel title={held ? held.name : "New subject"}>
      <Form
        writing={writing}
        submit={held ? "Save" : "Add this subject"}
        onSubmit={save}
        actions={
          held && (
            <button type="button" className="quiet" disabled={busy} onClick={remove}>
              Remove
            </button>
          )
        }
      >
        <ChoiceField label="Sort" value={kind} choices={said(kindSaid)} onChange={setKind} refused={refusalOf(refused, "kind")} />
        <TextField label="Name" autoFocus={!held} {...field("name")} />
        <div className="pair">
          <TextField label="Old code" placeholder="343" {...field("oldCode")} />
          <TextField label="GSS code" placeholder="E08000014" {...field("gssCode")} />
        </div>
        <ChoiceField
          label={kind === "STATISTICAL_NEIGHBOURS" ? "Whose neighbours" : "Within"}
          choices={[["", "nothing"], ...others.map((each): [string, string] => [each.id, each.name])]}
          {...field("withinId")}
        />
        {kind === "AUTHORITY" && others.length > 0 && (
          <RowsField
            label="Statistical neighbours"
            columns={[
              {
                key: "neighbourId",
                label: "Authority",
                kind: "choice",
                choices: others.filter((each) => each.kind === "AUTHORITY").map((each): [string, string] => [each.id, each.name]),
              },
            ]}
            rows={neighbours}
            onChange={setNeighbours}
            path="neighbourIds"
            refused={refused}
            add="Add a neighbour"
          />
        )}
      </Form>
    </Panel>
  );
}
