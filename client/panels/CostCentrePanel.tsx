// A cost centre: its name, its group, its funding, and what changed of it.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { changeCostCentre, costCentresQuery } from "../documents.ts";
import { ask } from "../graphql.ts";
import { ChoiceField, Refusal, refusalOf, TextField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { closePanel, Panel } from "./Panel.tsx";

const fundings = [
  ["GENERAL_FUND", "General fund"],
  ["HIGH_NEEDS_BLOCK", "High Needs Block"],
  ["GRANT", "Grant"],
  ["HEALTH", "Health"],
  ["OTHER_AUTHORITY", "Another authority"],
] as const;

export interface CostCentrePanelProps {
  authority: string;
  id: string;
  name: string;
  dataVersion: number | undefined;
  locked: string | null;
  onWritten: (batchId: string, said: string) => void;
}

export function CostCentrePanel(props: CostCentrePanelProps) {
  const { authority, id, name } = props;
  const held = useQuery({ queryKey: ["costCentre", authority, id, name], queryFn: () => ask(costCentresQuery, { authority, name }) });
  const centre = held.data?.costCentres.nodes.find((each) => each.id === id);
  if (!centre) return <Panel title={name}>{<p className="quiet-text">{held.isPending ? "Reading…" : (held.error?.message ?? "This cost centre is no longer there.")}</p>}</Panel>;
  return <CentreForm key={id} centre={centre} {...props} />;
}

type Centre = { name: string; code: string | null; serviceGroup: string | null; fundingSource: (typeof fundings)[number][0] };

function CentreForm({ id, centre, dataVersion, locked, onWritten }: CostCentrePanelProps & { centre: Centre }) {
  const [form, setForm] = useState({ ...centre, code: centre.code ?? "", serviceGroup: centre.serviceGroup ?? "" });
  const [seen] = useState(dataVersion);
  const { busy, refused, run } = useWrite();
  async function save() {
    const kept = await run(() => ask(changeCostCentre, { id, input: { ...form, code: form.code || null, serviceGroup: form.serviceGroup || null }, seen: seen ?? null }));
    if (!kept) return;
    onWritten(kept.changeCostCentre.batchId, `Changed ${form.name}.`);
    closePanel();
  }
  return (
    <Panel title={centre.name}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <fieldset disabled={locked !== null}>
          <TextField label="Name" value={form.name} onChange={(name) => setForm({ ...form, name })} refused={refusalOf(refused, "name")} />
          <TextField
            label="Add up under"
            value={form.serviceGroup}
            onChange={(serviceGroup) => setForm({ ...form, serviceGroup })}
            hint="Cost centres of one group get a subtotal. Empty: it stands alone."
            refused={refusalOf(refused, "serviceGroup")}
          />
          <div className="pair">
            <TextField label="Ledger code" value={form.code} onChange={(code) => setForm({ ...form, code })} refused={refusalOf(refused, "code")} />
            <ChoiceField label="Funded from" value={form.fundingSource} choices={fundings} onChange={(fundingSource) => setForm({ ...form, fundingSource })} />
          </div>
        </fieldset>
        <Refusal of={refused} />
        {locked ? (
          <p className="quiet-text">{locked}</p>
        ) : (
          <div className="actions">
            <button type="submit" className="primary" disabled={busy}>
              Save
            </button>
          </div>
        )}
      </form>
    </Panel>
  );
}
