// A benefit that was promised: its post, its baseline, how, when and how often it is measured, the KPI that tells of it, and its reviews.
import { useMemo } from "react";
import { type BenefitHeld, changeBenefit, createBenefit, type KpiHeld, removeBenefit, type SubjectHeld } from "../documents/outcomes.ts";
import { daySaid } from "../format.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import { useForm } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { benefitForm, inPercent, storedBenefit } from "./benefitForm.ts";
import { closePanel, Panel } from "./Panel.tsx";

const { Field, Rows } = partsOf(benefitForm([]));

export interface BenefitPanelProps {
  authority: string;
  held: BenefitHeld | null;
  kpis: readonly KpiHeld[];
  subjects: readonly SubjectHeld[];
  seen: number;
  onWritten: (batchId: string | null, said: string) => void;
}

export function BenefitPanel({ authority, held, kpis, subjects, seen, onWritten }: BenefitPanelProps) {
  const title = held ? held.name : "New benefit";
  const described = useMemo(() => benefitForm(kpis), [kpis]);
  const form = useForm({ form: described, stored: storedBenefit(held), seen, place: { authority, noun: "benefit", id: held?.id ?? null }, title });
  const percent = inPercent(kpis, form.text("kpiId"));

  async function save() {
    const name = form.text("name");
    const kept = await form.save(async (input, { seen, key }) =>
      held ? (await ask(changeBenefit, { id: held.id, input, seen, key })).changeBenefit : (await ask(createBenefit, { authority, input, key })).createBenefit,
    );
    if (!kept) return;
    onWritten(kept.batchId, held ? `Changed ${name}.` : `Added ${name}.`);
    closePanel();
  }
  async function remove({ id, name }: BenefitHeld) {
    const kept = await form.remove(async (sending) => (await ask(removeBenefit, { id, ...sending })).removeBenefit);
    if (!kept) return;
    onWritten(kept.batchId, `Removed ${name}.`);
    closePanel();
  }

  return (
    <Panel title={title} wide>
      {held && (
        <p className="quiet-text">
          {held.why}
          {held.nextDue && ` Next due on ${daySaid(held.nextDue)}.`}
        </p>
      )}
      <FormFrame form={form} submit={held ? "Save" : "Add this benefit"} onSave={save} onRemove={held && (() => remove(held))}>
        <Field at="name" autoFocus={!held} />
        <Field at="accountable" />
        <Field at="baseline" />
        <div className="pair">
          <Field at="baselineValue" {...(percent && { label: "Baseline, %" })} />
          <Field at="targetValue" {...(percent && { label: "What has to be reached, %" })} />
        </div>
        <Field at="measuredBy" />
        <Field at="measuredWhen" />
        <div className="pair">
          <Field at="countedFrom" />
          <Field at="afterMonths" />
        </div>
        <div className="pair">
          <Field at="frequency" />
          <Field at="comparedWith" />
        </div>
        <div className="pair">
          <Field at="kpiId" choices={[["", "none"], ...kpis.map((each): [string, string] => [each.id, each.name])]} />
          <Field at="subjectId" choices={[["", "nobody's"], ...subjects.map((each): [string, string] => [each.id, each.name])]} />
        </div>
        <Field at="resources" />
        <Rows at="reviews" />
        <Field at="source" />
      </FormFrame>
    </Panel>
  );
}
