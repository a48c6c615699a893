// A cost centre: its name, its group, its funding, and what changed of it.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { changeCostCentre, costCentresQuery } from "../documents.ts";
import { ask } from "../graphql.ts";
import { readSeen } from "../seen.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
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
  locked: string | null;
  onWritten: (batchId: string, said: string) => void;
}

export function CostCentrePanel(props: CostCentrePanelProps) {
  const { authority, id, name } = props;
  const held = useQuery({
    queryKey: ["costCentre", authority, id, name],
    queryFn: () => readSeen(authority, () => ask(costCentresQuery, { authority, name })),
    gcTime: 0,
  });
  const centre = held.data?.costCentres.nodes.find((each) => each.id === id);
  if (!held.data || !centre)
    return <Panel title={name}>{<p className="quiet-text">{held.isPending ? "Reading…" : (held.error?.message ?? "This cost centre is no longer there.")}</p>}</Panel>;
  return <CentreForm key={id} centre={centre} seenAt={held.data.seen} {...props} />;
}

type Centre = { name: string; code: string | null; serviceGroup: string | null; fundingSource: (typeof fundings)[number][0] };

function CentreForm({ id, centre, seenAt, locked, onWritten }: CostCentrePanelProps & { centre: Centre; seenAt: number }) {
  const { name, code, serviceGroup, fundingSource } = centre;
  const [form, setForm] = useState({ name, fundingSource, code: code ?? "", serviceGroup: serviceGroup ?? "" });
  const [seen] = useState(seenAt);
  const writing = useWrite();
  const { refused, run } = writing;
  async function save() {
    const kept = await run(() => ask(changeCostCentre, { id, input: { ...form, code: form.code || null, serviceGroup: form.serviceGroup || null }, seen }));
    if (!kept) return;
    onWritten(kept.changeCostCentre.batchId, `Changed ${form.name}.`);
    closePanel();
  }
  return (
    <Panel title={centre.name}>
      <Form writing={writing} submit="Save" onSubmit={save} locked={locked}>
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
      </Form>
    </Panel>
  );
}
