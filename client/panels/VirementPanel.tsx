// A virement as it was kept, with its lines; it never changes, and is taken back by an opposite one.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { goTo } from "../address.ts";
import { reverseVirement, type Virement, virementsQuery } from "../documents/monitoring.ts";
import { daySaid, poundsFromPence, today } from "../format.ts";
import { ask } from "../graphql.ts";
import { newKey } from "../newKey.ts";
import { Form } from "../shell/Form.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { Panel } from "./Panel.tsx";
import { type Approval, ApprovalFields, approvalInput } from "./VirementForm.tsx";

export interface VirementPanelProps {
  authority: string;
  id: string;
  centres: readonly { id: string; name: string }[];
  onWritten: (batchId: string, said: string) => void;
}

export function VirementPanel({ authority, id, centres, onWritten }: VirementPanelProps) {
  const read = useInfiniteQuery({
    queryKey: ["virements", authority, "all"],
    queryFn: ({ pageParam }) => ask(virementsQuery, { authority, filter: null, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.virements.hasNextPage ? last.virements.endCursor : null),
  });
  const all = read.data?.pages.flatMap((page) => page.virements.nodes) ?? [];
  const virement = all.find((each) => each.id === id);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = read;
  useEffect(() => {
    if (!virement && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [virement, hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (!virement) {
    const said = read.error?.message ?? (read.isPending || hasNextPage ? "Reading…" : "This virement is no longer there: it was taken back.");
    return (
      <Panel title="Virement">
        <p className="quiet-text">{said}</p>
      </Panel>
    );
  }
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
      {reversesId && <Other id={reversesId} said={`It takes back virement ${numberOf(reversesId) ?? "…"}.`} />}
      {reversedById && <Other id={reversedById} said={`Taken back by virement ${numberOf(reversedById) ?? "…"}.`} />}
      {!reversesId && !reversedById && <Reversal virement={virement} onWritten={onWritten} />}
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

function Reversal({ virement, onWritten }: { virement: Virement; onWritten: VirementPanelProps["onWritten"] }) {
  const [asking, setAsking] = useState(false);
  const [approval, setApproval] = useState<Approval>({ approver: virement.approver, reference: "", approvedOn: today(), reason: "" });
  const [mayOverdraw, setMayOverdraw] = useState(false);
  const writing = useWrite();
  if (!asking) {
    return (
      <div className="of-option">
        <button type="button" onClick={() => setAsking(true)}>
          Reverse it…
        </button>
      </div>
    );
  }
  async function reverse() {
    const kept = await writing.run(() => ask(reverseVirement, { id: virement.id, input: { ...approvalInput(approval), mayOverdraw }, key: newKey() }));
    if (!kept) return;
    onWritten(kept.reverseVirement.batchId, `Reversed virement ${virement.number}.`);
    goTo({ panel: kept.reverseVirement.id ? `virement:${kept.reverseVirement.id}` : undefined });
  }
  return (
    <Form writing={writing} submit="Reverse it" onSubmit={reverse} className="of-option">
      <p className="hint">An opposite virement is entered, with its own approval. This one stays in the register.</p>
      <ApprovalFields value={approval} onChange={setApproval} refused={writing.refused} />
      <label className="check">
        <input type="checkbox" checked={mayOverdraw} onChange={(event) => setMayOverdraw(event.target.checked)} />A cost centre may be left with less than nothing
      </label>
    </Form>
  );
}
