// A cost centre: its name, its group, its funding, and what changed of it.
import { useQuery } from "@tanstack/react-query";
import { askAll } from "../allPages.ts";
import { changeCostCentre, costCentresQuery } from "../documents.ts";
import { describe } from "../forms/describe.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import type { Opening } from "../forms/input.ts";
import { useForm } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { readSeen } from "../seen.ts";
import { closePanel, Panel } from "./Panel.tsx";

const centreForm = describe("CostCentreChangesInput", "cost centre", {
  name: { kind: "words", needed: true, label: "Name" },
  serviceGroup: { kind: "words", label: "Add up under", hint: "Cost centres of one group get a subtotal. Leave empty for no group." },
  code: { kind: "words", label: "Ledger code" },
  fundingSource: {
    kind: "choice",
    label: "Funded from",
    choices: [
      ["GENERAL_FUND", "General fund"],
      ["HIGH_NEEDS_BLOCK", "High Needs Block"],
      ["GRANT", "Grant"],
      ["HEALTH", "Health"],
      ["OTHER_AUTHORITY", "Another authority"],
    ],
  },
});
const { Field } = partsOf(centreForm);

export interface CostCentrePanelProps {
  authority: string;
  id: string;
  name: string;
  locked: string | null;
  onWritten: (batchId: string | null, said: string) => void;
}

export function CostCentrePanel(props: CostCentrePanelProps) {
  const { authority, id, name } = props;
  const held = useQuery({
    queryKey: ["costCentre", authority, id, name],
    queryFn: () => readSeen(authority, () => askAll(costCentresQuery, { authority, name })),
    gcTime: 0,
  });
  const centre = held.data?.costCentres.nodes.find((each) => each.id === id);
  if (!held.data || !centre)
    return <Panel title={name}>{<p className="quiet-text">{held.isPending ? "Reading…" : (held.error?.message ?? "This cost centre is no longer there.")}</p>}</Panel>;
  return <CentreForm key={id} centre={centre} seen={held.data.seen} {...props} />;
}

function CentreForm({ authority, id, centre, seen, locked, onWritten }: CostCentrePanelProps & { centre: Opening<"CostCentreChangesInput">; seen: number }) {
  const title = centre.name ?? "";
  const form = useForm({ form: centreForm, stored: centre, seen, place: { authority, noun: "cost centre", id }, title });
  async function save() {
    const named = form.text("name");
    const kept = await form.save(async (input, { seen, key }) => (await ask(changeCostCentre, { id, input, seen, key })).changeCostCentre);
    if (!kept) return;
    onWritten(kept.batchId, `Changed ${named}.`);
    closePanel();
  }
  return (
    <Panel title={title}>
      <FormFrame form={form} submit="Save" onSave={save} locked={locked}>
        <Field at="name" />
        <Field at="serviceGroup" />
        <div className="pair">
          <Field at="code" />
          <Field at="fundingSource" />
        </div>
      </FormFrame>
    </Panel>
  );
}
