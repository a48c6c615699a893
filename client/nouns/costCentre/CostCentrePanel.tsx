// A cost centre: its name, its group, its funding, and what changed of it.
import { useQuery } from "@tanstack/react-query";
import { askAll } from "../../data/allPages.ts";
import { changeCostCentre, costCentresQuery } from "../../data/documents.ts";
import { ask } from "../../data/graphql.ts";
import { readSeen } from "../../data/seen.ts";
import { describe } from "../../forms/describe.ts";
import type { Opening } from "../../forms/input.ts";
import { NounPanel, useEditor } from "../../forms/NounPanel.tsx";
import { Panel } from "../../panels/Panel.tsx";
import { choices } from "../../written/choices.ts";

const centreForm = describe("CostCentreChangesInput", "cost centre", {
  name: { kind: "words", needed: true, label: "Name" },
  serviceGroup: { kind: "words", label: "Add up under", hint: "Cost centres of one group get a subtotal. Leave empty for no group." },
  code: { kind: "words", label: "Ledger code" },
  fundingSource: {
    kind: "choice",
    label: "Funded from",
    beside: true,
    choices: choices.FundingSource,
  },
});

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

function CentreForm({ id, centre, name: _, ...props }: CostCentrePanelProps & { centre: Opening<"CostCentreChangesInput"> & { id: string }; seen: number }) {
  const editor = useEditor<"CostCentreChangesInput", typeof centre>({
    form: centreForm,
    held: centre,
    ...props,
    send: async (input, sending) => (await ask(changeCostCentre, { id, input, ...sending })).changeCostCentre,
  });
  return <NounPanel editor={editor} locked={props.locked} />;
}
