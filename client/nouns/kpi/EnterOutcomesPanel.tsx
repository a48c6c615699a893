// Typing outcomes in: of one subject and period at a time, or line by line. One that is held already is revised, and its history stays.
import { useMemo } from "react";
import { enterOutcomes, type KpiHeld, type SubjectHeld } from "../../data/documents/outcomes.ts";
import { ask } from "../../data/graphql.ts";
import { describe } from "../../forms/describe.ts";
import { partsOf } from "../../forms/Field.tsx";
import { FormFrame } from "../../forms/FormFrame.tsx";
import { useForm } from "../../forms/useForm.ts";
import { closePanel, Panel } from "../../panels/Panel.tsx";
import { choices } from "../../written/choices.ts";
import { inUnitOf } from "../benefit/BenefitPanel.tsx";

/** The form, where outcomes are of these KPIs: a value is in what its KPI is in. */
function outcomesForm(kpis: readonly KpiHeld[]) {
  return describe("OutcomeEntries", "outcomes", {
    outcomes: {
      kind: "list",
      of: "OutcomeInput",
      label: "Outcomes",
      add: "Add another",
      hint: "Give the counts wherever they are known: only counts can be added. A percentage is typed as 83.2.",
      columns: ["kpiId", "subjectId", "period", "numerator", "denominator", "value", "missing"],
      fields: {
        kpiId: { kind: "choice", needed: true, label: "KPI" },
        subjectId: { kind: "choice", needed: true, label: "Of" },
        period: { kind: "words", needed: true, label: "Period", placeholder: "2024/25 Q1", width: "92px" },
        breakdown: { kind: "words" },
        numerator: { kind: "number", label: "Number", width: "66px" },
        denominator: { kind: "number", label: "Out of", width: "66px" },
        value: {
          kind: "number",
          label: "Or value",
          width: "66px",
          as: inUnitOf(kpis),
        },
        missing: { kind: "choice", label: "Or why none", width: "96px", choices: [["", "–"], ...choices.MissingReason] },
        release: { kind: "words" },
        note: { kind: "words" },
      },
    },
    release: { kind: "words", label: "What published them" },
    why: { kind: "words", label: "Why, for the history" },
  });
}
const { Field, Rows } = partsOf(outcomesForm([]));

export interface EnterOutcomesPanelProps {
  authority: string;
  kpis: readonly KpiHeld[];
  subjects: readonly SubjectHeld[];
  kpi: string | undefined;
  subject: string | undefined;
  seen: number;
  onWritten: (batchId: string | null, said: string) => void;
}

const blank = { period: null, breakdown: null, numerator: null, denominator: null, value: null, missing: null, release: null, note: null };

export function EnterOutcomesPanel({ authority, kpis, subjects, kpi, subject, seen, onWritten }: EnterOutcomesPanelProps) {
  const described = useMemo(() => outcomesForm(kpis), [kpis]);
  const first = { ...blank, kpiId: kpi ?? kpis[0]?.id ?? null, subjectId: subject ?? subjects[0]?.id ?? null };
  const stored = { outcomes: [first], release: null, why: null };
  const form = useForm({ form: described, stored, seen, place: { authority, noun: "outcomes", id: kpi ?? null }, title: "Enter outcomes" });
  const rows = form.rows("outcomes");

  async function save() {
    const kept = await form.save(async ({ outcomes, release, why }, { seen, key }) => {
      const entered = outcomes.map((outcome) => ({ ...outcome, release }));
      return (await ask(enterOutcomes, { authority, outcomes: entered, why, seen, key })).enterOutcomes;
    });
    if (!kept) return;
    onWritten(kept.batchId, rows === 1 ? "Entered an outcome." : `Entered ${rows} outcomes.`);
    closePanel();
  }

  return (
    <Panel title="Enter outcomes" wide>
      <FormFrame form={form} submit="Enter" onSave={save} disabled={rows === 0}>
        <Rows
          at="outcomes"
          choices={{
            kpiId: kpis.map((each): [string, string] => [each.id, each.version > 1 ? `${each.name} (${each.version})` : each.name]),
            subjectId: subjects.map((each): [string, string] => [each.id, each.name]),
          }}
        />
        <Field at="release" />
        <Field at="why" />
      </FormFrame>
    </Panel>
  );
}
