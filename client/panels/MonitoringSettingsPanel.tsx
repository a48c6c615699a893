// How an authority's variances are printed and rated.
import { useQuery } from "@tanstack/react-query";
import { changeMonitoringSettings, type MonitoringSettings, monitoringSettingsQuery } from "../data/documents/monitoring.ts";
import { ask } from "../data/graphql.ts";
import { readSeen } from "../data/seen.ts";
import { describe } from "../forms/describe.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import { useForm } from "../forms/useForm.ts";
import { closePanel, Panel } from "./Panel.tsx";

interface OfAuthority {
  authority: string;
  onWritten: (batchId: string | null, said: string) => void;
}

const settingsForm = describe("MonitoringSettingsInput", "monitoring settings", {
  varianceSign: {
    kind: "choice",
    needed: true,
    label: "How an overspend is shown",
    choices: [
      ["PLUS", "Overspend +12, underspend –12"],
      ["BRACKETS_AND_WORDS", "Overspend (12) ADV, underspend 12 FAV"],
      ["BRACKETS", "Overspend (12), underspend 12"],
    ],
  },
  toleranceShare: { kind: "percent", label: "% of latest budget" },
  tolerancePence: { kind: "pence", label: "and £" },
});
const { Field } = partsOf(settingsForm);

export function MonitoringSettingsPanel({ authority, onWritten }: OfAuthority) {
  const held = useQuery({ queryKey: ["monitoringSettings", authority], queryFn: () => readSeen(authority, () => ask(monitoringSettingsQuery, { authority })), gcTime: 0 });
  if (!held.data) return <Panel title="Variances">{<p className="quiet-text">{held.error?.message ?? "Reading…"}</p>}</Panel>;
  return <SettingsForm authority={authority} held={held.data.monitoringSettings} seen={held.data.seen} onWritten={onWritten} />;
}

function SettingsForm({ authority, held, seen, onWritten }: OfAuthority & { held: MonitoringSettings; seen: number }) {
  const form = useForm({ form: settingsForm, stored: held, seen, place: { authority, noun: "settings", id: null }, title: "Variances" });
  async function save() {
    const kept = await form.save(async (input, { seen, key }) => (await ask(changeMonitoringSettings, { authority, input, seen, key })).changeMonitoringSettings);
    if (!kept) return;
    onWritten(kept.batchId, "Changed how variances are shown and rated.");
    closePanel();
  }
  return (
    <Panel title="Variances">
      <FormFrame form={form} submit="Save" onSave={save}>
        {!held.own && <p className="hint">These are the usual settings. They apply until you save your own.</p>}
        <Field at="varianceSign" />
        <h3>Amber: over by no more than</h3>
        <div className="pair">
          <Field at="toleranceShare" />
          <Field at="tolerancePence" />
        </div>
        <p className="hint">No overspend is green, and beyond the tolerance is red. Where both are set, both must be met; where neither is, nothing is amber.</p>
      </FormFrame>
    </Panel>
  );
}
