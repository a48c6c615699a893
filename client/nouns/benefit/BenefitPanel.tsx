// A benefit that was promised: its post, its baseline, how, when and how often it is measured, the KPI that tells of it, and its reviews.
import { useMemo } from "react";
import type { BenefitHeld, KpiHeld, SubjectHeld } from "../../data/documents/outcomes.ts";
import { withReadings } from "../../forms/describe.ts";
import { named } from "../../forms/FormBody.tsx";
import type { TextAt } from "../../forms/fieldKinds.ts";
import { NounPanel, type OfPanel, useEditor } from "../../forms/NounPanel.tsx";
import { daySaid } from "../../text/format.ts";
import { benefitForm, benefitWrites } from "../../written/benefit.ts";

export interface BenefitPanelProps extends OfPanel<BenefitHeld> {
  kpis: readonly KpiHeld[];
  subjects: readonly SubjectHeld[];
}

export function BenefitPanel({ kpis, subjects, held, ...props }: BenefitPanelProps) {
  const form = useMemo(() => withReadings(benefitForm, { baselineValue: inUnitOf(kpis), targetValue: inUnitOf(kpis) }), [kpis]);
  const editor = useEditor({ form, writes: benefitWrites, held, ...props });
  const percent = inPercent(kpis, editor.form.text("kpiId"));
  return (
    <NounPanel
      editor={editor}
      wide
      above={
        held && (
          <p className="quiet-text">
            {held.why}
            {held.nextDue && ` Next due on ${daySaid(held.nextDue)}.`}
          </p>
        )
      }
      choices={{ kpiId: named(kpis), subjectId: named(subjects) }}
      labels={percent ? { baselineValue: "Baseline, %", targetValue: "What has to be reached, %" } : {}}
    />
  );
}

export function inPercent(kpis: readonly KpiHeld[], kpi: string): boolean {
  return kpis.find(({ id }) => id === kpi)?.unit === "PERCENT";
}

/** A value is in what its KPI is in. */
export function inUnitOf(kpis: readonly KpiHeld[]) {
  return (beside: TextAt) => ({ unit: inPercent(kpis, beside("kpiId")) ? ("PERCENT" as const) : ("NUMBER" as const) });
}
