// A KPI's definition: what is counted, out of what, how often, its targets and baselines. A changed definition is a new version.
import { goTo } from "../address.ts";
import { changeKpi, createKpi, type KpiHeld, removeKpi, type SubjectHeld } from "../documents/outcomes.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import { useForm } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { kpiForm, storedKpi } from "./kpiForm.ts";
import { closePanel, Panel } from "./Panel.tsx";

const { Field, Rows } = partsOf(kpiForm);

export interface KpiPanelProps {
  authority: string;
  held: KpiHeld | null;
  kpis: readonly KpiHeld[];
  subjects: readonly SubjectHeld[];
  seen: number;
  onWritten: (batchId: string | null, said: string) => void;
}

const everybody: [string, string] = ["", "everybody"];

export function KpiPanel({ authority, held, kpis, subjects, seen, onWritten }: KpiPanelProps) {
  const title = held ? held.name : "New KPI";
  const form = useForm({ form: kpiForm, stored: storedKpi(held), seen, place: { authority, noun: "KPI", id: held?.id ?? null }, title });
  const percent = form.text("unit") === "PERCENT";
  const latest = (of: string | undefined) => Math.max(0, ...kpis.filter(({ code }) => code === of).map(({ version }) => version));

  async function save() {
    const name = form.text("name");
    const kept = await form.save(async (input, { seen, key }) =>
      held
        ? (await ask(changeKpi, { id: held.id, input, seen, key })).changeKpi
        : (await ask(createKpi, { authority, input: { ...input, version: latest(input.code) + 1 }, key })).createKpi,
    );
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${name}.` : `Added ${name}.`);
    closePanel();
  }
  async function addVersion() {
    const name = form.text("name");
    const version = latest(held?.code) + 1;
    const kept = await form.save(async (input, { key }) => (await ask(createKpi, { authority, input: { ...input, version }, key })).createKpi, `version ${version}`);
    if (!kept) return;
    onWritten(kept.batchId, `Added version ${version} of ${name}.`);
    goTo({ kpi: kept.id ?? undefined, panel: undefined });
  }
  async function remove({ id, name }: KpiHeld) {
    const kept = await form.remove(async (sending) => (await ask(removeKpi, { id, ...sending })).removeKpi);
    if (!kept) return;
    onWritten(kept.batchId, `Removed ${name}.`);
    goTo({ kpi: undefined, panel: undefined });
  }

  const subjectId = [everybody, ...subjects.map((each): [string, string] => [each.id, each.name])];
  return (
    <Panel title={title} wide>
      <FormFrame
        form={form}
        submit={held ? "Save" : "Add this KPI"}
        onSave={save}
        onRemove={held && (() => remove(held))}
        actions={
          held && (
            <button type="button" className="quiet" disabled={form.busy} onClick={addVersion} title="Outcomes counted by another definition are kept apart">
              Save as a new version
            </button>
          )
        }
      >
        <Field at="name" autoFocus={!held} />
        <div className="pair">
          <Field at="code" />
          <Field at="category" />
        </div>
        <Field at="numeratorSaid" />
        <Field at="denominatorSaid" />
        <div className="pair">
          <Field at="unit" />
          <Field at="decimals" />
        </div>
        <div className="pair">
          <Field at="polarity" />
          <Field at="frequency" />
        </div>
        <div className="pair">
          <Field at="counts" />
          <Field at="appliesFrom" />
        </div>
        <Field at="ofPeople" />
        <Rows
          at="targets"
          labels={percent ? { target: "Target, %" } : {}}
          choices={{
            subjectId,
            toleranceIn: [
              ["POINTS", percent ? "points" : "of its unit"],
              ["RELATIVE", "% of it"],
            ],
          }}
        />
        <Rows at="baselines" labels={percent ? { value: "Value, %" } : {}} choices={{ subjectId }} />
        <Field at="source" />
        <Field at="note" />
      </FormFrame>
    </Panel>
  );
}
