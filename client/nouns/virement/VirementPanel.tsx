// A virement as it was kept, with its lines; it never changes, and is taken back by an opposite one.
import { useState } from "react";
import { goTo } from "../../address.ts";
import { reverseVirement, type Virement } from "../../data/documents/monitoring.ts";
import { ask } from "../../data/graphql.ts";
import { draftAt } from "../../forms/drafts.ts";
import { Field } from "../../forms/Field.tsx";
import { FormFrame } from "../../forms/FormFrame.tsx";
import { useForm } from "../../forms/useForm.ts";
import { Panel } from "../../panels/Panel.tsx";
import { useVirement } from "../../panels/useVirement.tsx";
import { daySaid, poundsFromPence } from "../../text/format.ts";
import { ApprovalFields } from "./MoveBudget.tsx";
import { newApproval, reversalForm } from "./virementForm.ts";

export interface VirementPanelProps {
  authority: string;
  id: string;
  centres: readonly { id: string; name: string }[];
  onWritten: (batchId: string | null, said: string) => void;
}

export function VirementPanel({ authority, id, centres, onWritten }: VirementPanelProps) {
  const { virement, all, missing } = useVirement(authority, id);
  if (!virement) return missing;
  const { number, reference, approver, approvedOn, year, permanent, reason, lines, reversesId, reversedById } = virement;
  const numberOf = (other: string) => all.find((each) => each.id === other)?.number;
  return (
    <Panel title={`Virement ${number}`}>
      <div className="facts">
        <dl>
          <dt>Decision</dt>
          <dd>{reference}</dd>
          <dt>Approved</dt>
          <dd>
            {daySaid(approvedOn)}, {approver}
          </dd>
          <dt>Moves</dt>
          <dd>{permanent ? `${year} and each later year` : `${year} only`}</dd>
          {reason && (
            <>
              <dt>Reason</dt>
              <dd>{reason}</dd>
            </>
          )}
        </dl>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Cost centre</th>
              <th scope="col" className="figure">
                Out
              </th>
              <th scope="col" className="figure">
                In
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ costCentreId, amountPence }) => (
              <tr key={costCentreId}>
                <th scope="row">{centres.find((each) => each.id === costCentreId)?.name ?? "…"}</th>
                <td className="figure">{amountPence < 0 ? poundsFromPence(-amountPence) : ""}</td>
                <td className="figure">{amountPence > 0 ? poundsFromPence(amountPence) : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {reversesId && <Other id={reversesId} said={`It reverses virement ${numberOf(reversesId) ?? "…"}.`} />}
      {reversedById && <Other id={reversedById} said={`Reversed by virement ${numberOf(reversedById) ?? "…"}.`} />}
      {!reversesId && !reversedById && <Reversal authority={authority} virement={virement} onWritten={onWritten} />}
    </Panel>
  );
}

function Other({ id, said }: { id: string; said: string }) {
  return (
    <p className="quiet-text">
      {said}{" "}
      <button type="button" className="quiet" onClick={() => goTo({ panel: `virement:${id}` })}>
        Open
      </button>
    </p>
  );
}

interface ReversalProps {
  authority: string;
  virement: Virement;
  onWritten: VirementPanelProps["onWritten"];
}

const placeOf = (authority: string, { id }: Virement) => ({ authority, noun: "reversal of a virement", id });

function Reversal(props: ReversalProps) {
  // What was begun is what one comes back to.
  const [asking, setAsking] = useState(() => draftAt(placeOf(props.authority, props.virement)) !== null);
  if (asking) return <ReversalForm {...props} />;
  return (
    <div className="of-option">
      <button type="button" onClick={() => setAsking(true)}>
        Reverse it…
      </button>
    </div>
  );
}

function ReversalForm({ authority, virement, onWritten }: ReversalProps) {
  const stored = newApproval(virement.approver);
  const form = useForm({ form: reversalForm, stored, seen: null, place: placeOf(authority, virement), title: `Reverse virement ${virement.number}` });
  async function reverse() {
    const kept = await form.save(async (input, { key }) => (await ask(reverseVirement, { id: virement.id, input, key })).reverseVirement);
    if (!kept) return;
    onWritten(kept.batchId, `Reversed virement ${virement.number}.`);
    goTo({ panel: kept.id ? `virement:${kept.id}` : undefined });
  }
  return (
    <FormFrame form={form} submit="Reverse it" onSave={reverse} className="of-option">
      <p className="hint">An opposite virement is entered, with its own approval. This one stays in the register.</p>
      <ApprovalFields />
      <Field at="mayOverdraw" />
    </FormFrame>
  );
}
