// A KPI's definition: what is counted, out of what, how often, its targets and baselines. A changed definition is a new version.
import { useState } from "react";
import { goTo } from "../address.ts";
import { changeKpi, createKpi, type KpiHeld, removeKpi, type SubjectHeld } from "../documents/outcomes.ts";
import { ask } from "../graphql.ts";
import { categoriesSaid, countsSaid, frequenciesSaid, kpiUnitsSaid, polaritiesSaid } from "../kpiWords.ts";
import { percentAsShare, shareAsPercent } from "../percent.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { type FormRow, RowsField } from "../shell/RowsField.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { numberOrNull, orNull } from "../typed.ts";
import { said } from "../words.ts";
import { closePanel, Panel } from "./Panel.tsx";

export interface KpiPanelProps {
  authority: string;
  held: KpiHeld | null;
  kpis: readonly KpiHeld[];
  subjects: readonly SubjectHeld[];
  seen: number;
  onWritten: (batchId: string, said: string) => void;
}

const everybody: [string, string] = ["", "everybody"];

export function KpiPanel({ authority, held, kpis, subjects, seen, onWritten }: KpiPanelProps) {
  const [form, setForm] = useState({
    code: held?.code ?? "",
    name: held?.name ?? "",
    numeratorSaid: held?.numeratorSaid ?? "",
    denominatorSaid: held?.denominatorSaid ?? "",
    decimals: String(held?.decimals ?? 1),
    appliesFrom: held?.appliesFrom ?? "",
    source: held?.source ?? "",
    note: held?.note ?? "",
  });
  const [chosen, setChosen] = useState({
    category: held?.category ?? "GENERAL",
    unit: held?.unit ?? "PERCENT",
    polarity: held?.polarity ?? "HIGHER_IS_BETTER",
    frequency: held?.frequency ?? "FINANCIAL_YEAR",
    counts: held?.counts ?? "OVER_THE_PERIOD",
  } as Pick<KpiHeld, "category" | "unit" | "polarity" | "frequency" | "counts">);
  const [ofPeople, setOfPeople] = useState(held?.ofPeople ?? true);
  const percent = chosen.unit === "PERCENT";
  const asTyped = (value: string | null) => (value === null ? "" : held?.unit === "PERCENT" ? shareAsPercent(value) : value);
  const [targets, setTargets] = useState<FormRow[]>(() =>
    (held?.targets ?? []).map((row) => ({
      subjectId: row.subjectId ?? "",
      startsOn: row.startsOn,
      endsOn: row.endsOn ?? "",
      target: asTyped(row.target),
      tolerance: row.toleranceIn === "RELATIVE" ? shareAsPercent(row.tolerance) : asTyped(row.tolerance),
      toleranceIn: row.toleranceIn ?? "POINTS",
      source: row.source ?? "",
    })),
  );
  const [baselines, setBaselines] = useState<FormRow[]>(() =>
    (held?.baselines ?? []).map((row) => ({ subjectId: row.subjectId ?? "", value: asTyped(row.value), asAt: row.asAt ?? "", source: row.source ?? "" })),
  );
  const [seenAt] = useState(seen);
  const writing = useWrite();
  const { refused, run, busy } = writing;
  const field = (key: keyof typeof form) => ({
    value: form[key],
    onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })),
    refused: refusalOf(refused, key),
  });
  const choice = <Key extends keyof typeof chosen>(key: Key) => ({
    value: chosen[key],
    onChange: (value: (typeof chosen)[Key]) => setChosen((before) => ({ ...before, [key]: value })),
    refused: refusalOf(refused, key),
  });
  const stored = (typed: string | undefined) => (percent ? percentAsShare((typed ?? "").replaceAll(",", "")) : (typed ?? "").replaceAll(/[£,\s]/g, ""));
  const input = (version: number) => ({
    ...chosen,
    code: form.code,
    name: form.name,
    version,
    numeratorSaid: orNull(form.numeratorSaid),
    denominatorSaid: orNull(form.denominatorSaid),
    decimals: numberOrNull(form.decimals),
    ofPeople,
    computed: held?.computed ?? null,
    appliesFrom: orNull(form.appliesFrom),
    source: orNull(form.source),
    note: orNull(form.note),
    targets: targets.map((row) => ({
      subjectId: row.subjectId || null,
      startsOn: row.startsOn ?? "",
      endsOn: orNull(row.endsOn ?? ""),
      target: stored(row.target),
      tolerance: row.tolerance ? (row.toleranceIn === "RELATIVE" ? percentAsShare(row.tolerance) : stored(row.tolerance)) : null,
      toleranceIn: row.tolerance ? (row.toleranceIn as "POINTS") : null,
      source: orNull(row.source ?? ""),
    })),
    baselines: baselines.map((row) => ({ subjectId: row.subjectId || null, value: stored(row.value), asAt: orNull(row.asAt ?? ""), source: orNull(row.source ?? "") })),
  });

  async function save() {
    const kept = await run(async () =>
      held
        ? (await ask(changeKpi, { id: held.id, input: input(held.version), seen: seenAt })).changeKpi
        : (await ask(createKpi, { authority, input: input(Math.max(0, ...kpis.filter(({ code }) => code === form.code.trim()).map(({ version }) => version)) + 1) })).createKpi,
    );
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${form.name}.` : `Added ${form.name}.`);
    closePanel();
  }
  async function addVersion() {
    const latest = Math.max(...kpis.filter(({ code }) => code === held?.code).map(({ version }) => version));
    const kept = await run(async () => (await ask(createKpi, { authority, input: input(latest + 1) })).createKpi);
    if (!kept) return;
    onWritten(kept.batchId, `Added version ${latest + 1} of ${form.name}.`);
    goTo({ kpi: kept.id ?? undefined, panel: undefined });
  }
  async function remove() {
    const kept = held && (await run(() => ask(removeKpi, { id: held.id, seen: seenAt })));
    if (!kept) return;
    onWritten(kept.removeKpi.batchId, `Removed ${held.name}.`);
    goTo({ kpi: undefined, panel: undefined });
  }

  const subjectChoices = [everybody, ...subjects.map((each): [string, string] => [each.id, each.name])];
  return (
    <Panel title={held ? held.name : "New KPI"} wide>
      <Form
        writing={writing}
        submit={held ? "Save" : "Add this KPI"}
        onSubmit={save}
        actions={
          held && (
            <>
              <button type="button" className="quiet" disabled={busy} onClick={addVersion} title="Outcomes counted by another definition are kept apart">
                Save as a new version
              </button>
              <button type="button" className="quiet" disabled={busy} onClick={remove}>
                Remove
              </button>
            </>
          )
        }
      >
        <TextField label="Name" autoFocus={!held} {...field("name")} />
        <div className="pair">
          <TextField label="Code" hint="All its versions are known by it, in files too." {...field("code")} />
          <ChoiceField label="About" choices={said(categoriesSaid)} {...choice("category")} />
        </div>
        <TextField label="What is counted" {...field("numeratorSaid")} />
        <TextField label="Out of what" {...field("denominatorSaid")} />
        <div className="pair">
          <ChoiceField label="Unit" choices={said(kpiUnitsSaid)} {...choice("unit")} />
          <TextField label="Decimals" {...field("decimals")} />
        </div>
        <div className="pair">
          <ChoiceField label="Which way is better" choices={said(polaritiesSaid)} {...choice("polarity")} />
          <ChoiceField label="How often" choices={said(frequenciesSaid)} {...choice("frequency")} />
        </div>
        <div className="pair">
          <ChoiceField label="Counts what there was" choices={said(countsSaid)} {...choice("counts")} />
          <TextField label="Counted so from" type="date" {...field("appliesFrom")} />
        </div>
        <label className="check">
          <input type="checkbox" checked={ofPeople} onChange={(event) => setOfPeople(event.target.checked)} />
          It counts people: small counts are hidden where it is published
        </label>
        <RowsField
          label="Targets"
          columns={[
            { key: "subjectId", label: "Of", kind: "choice", choices: subjectChoices },
            { key: "startsOn", label: "From", kind: "date", width: "128px" },
            { key: "endsOn", label: "To", kind: "date", width: "128px" },
            { key: "target", label: percent ? "Target, %" : "Target", kind: "number", width: "76px" },
            { key: "tolerance", label: "Amber within", kind: "number", width: "76px" },
            {
              key: "toleranceIn",
              label: "",
              kind: "choice",
              width: "92px",
              choices: [
                ["POINTS", percent ? "points" : "of its unit"],
                ["RELATIVE", "% of it"],
              ],
            },
          ]}
          rows={targets}
          onChange={setTargets}
          path="targets"
          refused={refused}
          add="Add a target"
        />
        <RowsField
          label="Baselines"
          columns={[
            { key: "subjectId", label: "Of", kind: "choice", choices: subjectChoices },
            { key: "value", label: percent ? "Value, %" : "Value", kind: "number", width: "90px" },
            { key: "asAt", label: "When", width: "130px" },
            { key: "source", label: "Source" },
          ]}
          rows={baselines}
          onChange={setBaselines}
          path="baselines"
          refused={refused}
          add="Add a baseline"
        />
        <TextField label="Source" {...field("source")} />
        <TextField label="Note" {...field("note")} />
      </Form>
    </Panel>
  );
}
