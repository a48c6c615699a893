// A benefit that was promised: its post, its baseline, how, when and how often it is measured, the KPI that tells of it, and its reviews.
import { useState } from "react";
import { type BenefitHeld, changeBenefit, createBenefit, type KpiHeld, removeBenefit, type SubjectHeld } from "../documents/outcomes.ts";
import { daySaid } from "../format.ts";
import { ask } from "../graphql.ts";
import { benefitFrequenciesSaid, comparisonsSaid } from "../kpiWords.ts";
import { percentAsShare, shareAsPercent } from "../percent.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { type FormRow, RowsField } from "../shell/RowsField.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { decimalOrNull, numberOrNull, orNull } from "../typed.ts";
import { said } from "../words.ts";
import { closePanel, Panel } from "./Panel.tsx";

export interface BenefitPanelProps {
  authority: string;
  held: BenefitHeld | null;
  kpis: readonly KpiHeld[];
  subjects: readonly SubjectHeld[];
  seen: number;
  onWritten: (batchId: string, said: string) => void;
}

export function BenefitPanel({ authority, held, kpis, subjects, seen, onWritten }: BenefitPanelProps) {
  const inPercent = (kpiId: string | null) => kpis.find(({ id }) => id === kpiId)?.unit === "PERCENT";
  const typed = (value: string | null) => (value === null ? "" : inPercent(held?.kpiId ?? null) ? shareAsPercent(value) : value);
  const [form, setForm] = useState({
    name: held?.name ?? "",
    accountable: held?.accountable ?? "",
    baseline: held?.baseline ?? "",
    baselineValue: typed(held?.baselineValue ?? null),
    measuredBy: held?.measuredBy ?? "",
    measuredWhen: held?.measuredWhen ?? "",
    countedFrom: held?.countedFrom ?? "",
    afterMonths: held?.afterMonths === null || held?.afterMonths === undefined ? "" : String(held.afterMonths),
    targetValue: typed(held?.targetValue ?? null),
    resources: held?.resources ?? "",
    kpiId: held?.kpiId ?? "",
    subjectId: held?.subjectId ?? "",
    source: held?.source ?? "",
  });
  const [frequency, setFrequency] = useState<BenefitHeld["frequency"]>(held?.frequency ?? "EACH_YEAR_AFTER");
  const [comparedWith, setComparedWith] = useState<BenefitHeld["comparedWith"]>(held?.comparedWith ?? "BASELINE");
  const [reviews, setReviews] = useState<FormRow[]>(() =>
    (held?.reviews ?? []).map((row) => ({ reviewedOn: row.reviewedOn, achieved: row.achieved ? "yes" : "", found: row.found ?? "" })),
  );
  const [seenAt] = useState(seen);
  const writing = useWrite();
  const { refused, run, busy } = writing;
  const field = (key: keyof typeof form) => ({
    value: form[key],
    onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })),
    refused: refusalOf(refused, key),
  });
  const percent = inPercent(form.kpiId);
  const stored = (text: string) => {
    const plain = decimalOrNull(text.replace("%", ""));
    return plain !== null && percent ? percentAsShare(plain) : plain;
  };

  async function save() {
    const input = {
      name: form.name,
      accountable: form.accountable,
      baseline: orNull(form.baseline),
      baselineValue: stored(form.baselineValue),
      measuredBy: orNull(form.measuredBy),
      measuredWhen: orNull(form.measuredWhen),
      countedFrom: orNull(form.countedFrom),
      afterMonths: numberOrNull(form.afterMonths),
      frequency,
      comparedWith,
      targetValue: stored(form.targetValue),
      resources: orNull(form.resources),
      kpiId: form.kpiId || null,
      subjectId: form.subjectId || null,
      source: orNull(form.source),
      reviews: reviews.map((row) => ({ reviewedOn: row.reviewedOn ?? "", achieved: row.achieved === "yes", found: orNull(row.found ?? "") })),
    };
    const kept = await run(async () =>
      held ? (await ask(changeBenefit, { id: held.id, input, seen: seenAt })).changeBenefit : (await ask(createBenefit, { authority, input })).createBenefit,
    );
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${form.name}.` : `Added ${form.name}.`);
    closePanel();
  }
  async function remove() {
    const kept = held && (await run(() => ask(removeBenefit, { id: held.id, seen: seenAt })));
    if (!kept) return;
    onWritten(kept.removeBenefit.batchId, `Removed ${held.name}.`);
    closePanel();
  }

  return (
    <Panel title={held ? held.name : "New benefit"} wide>
      {held && (
        <p className="quiet-text">
          {held.why}
          {held.nextDue && ` Next due on ${daySaid(held.nextDue)}.`}
        </p>
      )}
      <Form
        writing={writing}
        submit={held ? "Save" : "Add this benefit"}
        onSubmit={save}
        actions={
          held && (
            <button type="button" className="quiet" disabled={busy} onClick={remove}>
              Remove
            </button>
          )
        }
      >
        <TextField label="Expected benefit" autoFocus={!held} {...field("name")} />
        <TextField label="Accountable post" hint="A post, never a person's name." {...field("accountable")} />
        <TextField label="Baseline, in words" {...field("baseline")} />
        <div className="pair">
          <TextField label={percent ? "Baseline, %" : "Baseline, as a number"} {...field("baselineValue")} />
          <TextField label={percent ? "What has to be reached, %" : "What has to be reached"} hint="Left empty, better is enough." {...field("targetValue")} />
        </div>
        <TextField label="How it is measured" {...field("measuredBy")} />
        <TextField label="When, in words" {...field("measuredWhen")} />
        <div className="pair">
          <TextField label="Counted from" type="date" {...field("countedFrom")} />
          <TextField label="First due after, months" {...field("afterMonths")} />
        </div>
        <div className="pair">
          <ChoiceField label="How often from then on" value={frequency} choices={said(benefitFrequenciesSaid)} onChange={setFrequency} />
          <ChoiceField label="Compared with" value={comparedWith} choices={said(comparisonsSaid)} onChange={setComparedWith} />
        </div>
        <div className="pair">
          <ChoiceField label="KPI that tells of it" choices={[["", "none"], ...kpis.map((each): [string, string] => [each.id, each.name])]} {...field("kpiId")} />
          <ChoiceField label="Whose outcomes" choices={[["", "nobody's"], ...subjects.map((each): [string, string] => [each.id, each.name])]} {...field("subjectId")} />
        </div>
        <TextField label="Resources required for review" {...field("resources")} />
        <RowsField
          label="Reviews"
          columns={[
            { key: "reviewedOn", label: "On", kind: "date", width: "140px" },
            { key: "achieved", label: "It had come", kind: "check", width: "90px" },
            { key: "found", label: "What was found" },
          ]}
          rows={reviews}
          onChange={setReviews}
          path="reviews"
          refused={refused}
          add="Add a review"
        />
        <TextField label="Source" {...field("source")} />
      </Form>
    </Panel>
  );
}
