// How an authority's variances are printed and rated.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { changeMonitoringSettings, type MonitoringSettings, monitoringSettingsQuery } from "../documents/monitoring.ts";
import { ask } from "../graphql.ts";
import { percentAsShare, shareAsPercent } from "../percent.ts";
import { readSeen } from "../seen.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { penceAsPounds, poundsAsPenceOrNull } from "../typed.ts";
import { closePanel, Panel } from "./Panel.tsx";

interface OfAuthority {
  authority: string;
  onWritten: (batchId: string, said: string) => void;
}

const signs = [
  ["PLUS", "Overspend +12, underspend –12"],
  ["BRACKETS_AND_WORDS", "Overspend (12) ADV, underspend 12 FAV"],
  ["BRACKETS", "Overspend (12), underspend 12"],
] as const;

export function MonitoringSettingsPanel({ authority, onWritten }: OfAuthority) {
  const held = useQuery({ queryKey: ["monitoringSettings", authority], queryFn: () => readSeen(authority, () => ask(monitoringSettingsQuery, { authority })), gcTime: 0 });
  if (!held.data) return <Panel title="Variances">{<p className="quiet-text">{held.error?.message ?? "Reading…"}</p>}</Panel>;
  return <SettingsForm authority={authority} held={held.data.monitoringSettings} seen={held.data.seen} onWritten={onWritten} />;
}

function SettingsForm({ authority, held, seen, onWritten }: OfAuthority & { held: MonitoringSettings; seen: number }) {
  const [varianceSign, setSign] = useState(held.varianceSign);
  const [percent, setPercent] = useState(held.toleranceShare === null ? "" : shareAsPercent(held.toleranceShare));
  const [amount, setAmount] = useState(penceAsPounds(held.tolerancePence));
  const [seenAt] = useState(seen);
  const writing = useWrite();
  const { refused, run } = writing;
  async function save() {
    const input = { varianceSign, toleranceShare: percent.trim() === "" ? null : percentAsShare(percent.replace("%", "").trim()), tolerancePence: poundsAsPenceOrNull(amount) };
    const kept = await run(() => ask(changeMonitoringSettings, { authority, input, seen: seenAt }));
    if (!kept) return;
    onWritten(kept.changeMonitoringSettings.batchId, "Changed how variances are shown and rated.");
    closePanel();
  }
  return (
    <Panel title="Variances">
      <Form writing={writing} submit="Save" onSubmit={save}>
        {!held.own && <p className="hint">These are the usual settings. They hold until you save your own.</p>}
        <ChoiceField label="How an overspend is shown" value={varianceSign} choices={signs} onChange={setSign} refused={refusalOf(refused, "varianceSign")} />
        <h3>Amber: over by no more than</h3>
        <div className="pair">
          <TextField label="% of latest budget" value={percent} onChange={setPercent} refused={refusalOf(refused, "toleranceShare")} />
          <TextField label="and £" value={amount} onChange={setAmount} refused={refusalOf(refused, "tolerancePence")} />
        </div>
        <p className="hint">No overspend is green, and beyond the tolerance is red. Where both are set, both have to hold; where neither is, nothing is amber.</p>
      </Form>
    </Panel>
  );
}
