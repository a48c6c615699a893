// A KPI's definition: what is counted, out of what, how often, its targets and baselines. A changed definition is a new version.
import { goTo } from "../../address.ts";
import type { KpiHeld, SubjectHeld } from "../../data/documents/outcomes.ts";
import { ask } from "../../data/graphql.ts";
import { withReadings } from "../../forms/describe.ts";
import { named } from "../../forms/FormBody.tsx";
import type { TextAt } from "../../forms/fieldKinds.ts";
import { NounPanel, type OfPanel, useEditor } from "../../forms/NounPanel.tsx";
import { closePanel } from "../../panels/Panel.tsx";
import { kpiForm, kpiWrites } from "../../written/kpi.ts";

export interface KpiPanelProps extends OfPanel<KpiHeld> {
  kpis: readonly KpiHeld[];
  subjects: readonly SubjectHeld[];
}

const inPercent = { unit: "PERCENT" as const };
const ofUnit = (_: TextAt, form: TextAt) => (form("unit") === "PERCENT" ? inPercent : { unit: "NUMBER" as const });
const readForm = withReadings(kpiForm, {
  "targets.target": ofUnit,
  "targets.tolerance": (beside, form) => (beside("toleranceIn") === "RELATIVE" ? inPercent : ofUnit(beside, form)),
  "baselines.value": ofUnit,
});

export function KpiPanel({ kpis, subjects, ...props }: KpiPanelProps) {
  const { authority, held, onWritten } = props;
  const latest = (of: string | undefined) => Math.max(0, ...kpis.filter(({ code }) => code === of).map(({ version }) => version));
  const editor = useEditor({
    form: readForm,
    writes: kpiWrites,
    ...props,
    asNew: (input) => ({ ...input, version: latest(input.code) + 1 }),
    onDone: (deed) => (deed === "removed" ? goTo({ kpi: undefined, panel: undefined }) : closePanel()),
  });
  const { form } = editor;
  const percent = form.text("unit") === "PERCENT";

  async function addVersion() {
    const name = form.text("name");
    const version = latest(held?.code) + 1;
    const kept = await form.save(async (input, { key }) => (await ask(kpiWrites.create, { authority, input: { ...input, version }, key })).written, `version ${version}`);
    if (!kept) return;
    onWritten(kept.batchId, `Added version ${version} of ${name}.`);
    goTo({ kpi: kept.id ?? undefined, panel: undefined });
  }

  return (
    <NounPanel
      editor={editor}
      wide
      actions={
        held && (
          <button type="button" className="quiet" disabled={form.busy} onClick={addVersion} title="Outcomes counted by another definition are kept apart">
            Save as a new version
          </button>
        )
      }
      choices={{
        "targets.subjectId": named(subjects),
        "targets.toleranceIn": [
          ["POINTS", percent ? "points" : "of its unit"],
          ["RELATIVE", "% of it"],
        ],
        "baselines.subjectId": named(subjects),
      }}
      labels={percent ? { "targets.target": "Target, %", "baselines.value": "Value, %" } : {}}
    />
  );
}
