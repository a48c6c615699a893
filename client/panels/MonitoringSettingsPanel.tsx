// How an authority's variances are printed and rated.
import { useQuery } from "@tanstack/react-query";
import { changeMonitoringSettings, type MonitoringSettings, monitoringSettingsQuery } from "../data/documents/monitoring.ts";
import { ask } from "../data/graphql.ts";
import { readSeen } from "../data/seen.ts";
import { describe } from "../forms/describe.ts";
import { NounPanel, useEditor } from "../forms/NounPanel.tsx";
import { Panel } from "./Panel.tsx";

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
  toleranceShare: { kind: "percent", label: "% of latest budget", heading: "Amber: over by no more than" },
  tolerancePence: {
    kind: "pence",
    label: "and £",
    beside: true,
    hint: "No overspend is green, and beyond the tolerance is red. Where both are set, both must be met; where neither is, nothing is amber.",
  },
});

export function MonitoringSettingsPanel({ authority, onWritten }: OfAuthority) {
  const held = useQuery({ queryKey: ["monitoringSettings", authority], queryFn: () => readSeen(authority, () => ask(monitoringSettingsQuery, { authority })), gcTime: 0 });
  if (!held.data) return <Panel title="Variances">{<p className="quiet-text">{held.error?.message ?? "Reading…"}</p>}</Panel>;
  return <SettingsForm authority={authority} held={held.data.monitoringSettings} seen={held.data.seen} onWritten={onWritten} />;
}

function SettingsForm({ held, ...props }: OfAuthority & { held: MonitoringSettings; seen: number }) {
  const editor = useEditor({
    form: settingsForm,
    opening: held,
    held: null,
    ...props,
    place: "settings",
    send: async (input, { seen, key }) => (await ask(changeMonitoringSettings, { authority: props.authority, input, seen, key })).changeMonitoringSettings,
    told: "Changed how variances are shown and rated.",
  });
  return (
    <NounPanel
      editor={{ ...editor, title: "Variances" }}
      submit="Save"
      above={!held.own && <p className="hint">These are the usual settings. They apply until you save your own.</p>}
    />
  );
}
