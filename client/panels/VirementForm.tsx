// Moving budget: from which cost centres, to which, how much, by whose decision. It balances, or it is refused.
import { useState } from "react";
import { createVirement } from "../documents/monitoring.ts";
import type { Version } from "../documents.ts";
import { poundsFromPence, today } from "../format.ts";
import { ask } from "../graphql.ts";
import { newKey } from "../newKey.ts";
import { Form } from "../shell/Form.tsx";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { type FormRow, RowsField } from "../shell/RowsField.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { orNull, poundsAsPence } from "../typed.ts";
import { closePanel, Panel } from "./Panel.tsx";

export interface VirementFormProps {
  authority: string;
  version: Version;
  years: readonly string[];
  year: string;
  centres: readonly { id: string; name: string }[];
  /** The cost centre that budget is taken from to begin with. */
  from: string | undefined;
  onWritten: (batchId: string, said: string) => void;
}

export function VirementForm({ authority, version, years, year, centres, from, onWritten }: VirementFormProps) {
  const [approval, setApproval] = useState<Approval>({ approver: "", reference: "", approvedOn: today(), reason: "" });
  const [of, setOf] = useState(year);
  const [permanent, setPermanent] = useState<"once" | "permanent">("once");
  const [mayOverdraw, setMayOverdraw] = useState(false);
  const [rows, setRows] = useState<FormRow[]>(() => [
    { costCentreId: from ?? "", out: "", in: "" },
    { costCentreId: "", out: "", in: "" },
  ]);
  const writing = useWrite();
  const { refused, run } = writing;
  const balance = balanceOf(rows);
  const choices = [["", "Choose…"] as const, ...centres.map((each): [string, string] => [each.id, each.name])];

  async function save() {
    const input = {
      version: version.id,
      year: of,
      permanent: permanent === "permanent",
      ...approvalInput(approval),
      mayOverdraw,
      lines: rows.map((row) => ({ costCentreId: row.costCentreId ?? "", amountPence: lineOf(row) })),
    };
    const kept = await run(() => ask(createVirement, { authority, input, key: newKey() }));
    if (!kept) return;
    onWritten(kept.createVirement.batchId, `Moved ${poundsFromPence(balance.out)}.`);
    closePanel();
  }
  return (
    <Panel title="Move budget" wide>
      <Form
        writing={writing}
        submit="Move it"
        onSubmit={save}
        disabled={!balance.ready}
        foot={
          <>
            <p className={balance.ready ? "balance balanced" : "balance"} role="status">
              {balance.said}
            </p>
            {refused && !refused.field?.startsWith("input.") && (
              <p className="refusal" role="alert">
                {refused.message}
              </p>
            )}
          </>
        }
      >
        <div className="pair">
          <ChoiceField label="Year" value={of} choices={years.map((each) => [each, each] as const)} onChange={setOf} refused={refusalOf(refused, "year")} />
          <ChoiceField
            label="For how long"
            value={permanent}
            choices={[
              ["once", `${of} only`],
              ["permanent", `Permanent: ${of} and later`],
            ]}
            onChange={setPermanent}
          />
        </div>
        <RowsField
          label="From and to, £"
          columns={[
            { key: "costCentreId", label: "Cost centre", kind: "choice", choices },
            { key: "out", label: "Out", kind: "number", width: "104px", placeholder: "20,000" },
            { key: "in", label: "In", kind: "number", width: "104px" },
          ]}
          rows={rows}
          onChange={setRows}
          path="lines"
          refused={refused}
          add="Add a cost centre"
          hint="Each cost centre once. What goes out comes in elsewhere, to the penny."
        />
        <label className="check">
          <input type="checkbox" checked={mayOverdraw} onChange={(event) => setMayOverdraw(event.target.checked)} />A cost centre may be left with less than nothing
        </label>
        <ApprovalFields value={approval} onChange={setApproval} refused={refused} />
      </Form>
    </Panel>
  );
}

export interface Approval {
  approver: string;
  reference: string;
  approvedOn: string;
  reason: string;
}

export function approvalInput({ approver, reference, approvedOn, reason }: Approval) {
  return { approver, reference, approvedOn, reason: orNull(reason) };
}

/** Who approved it, by which decision. */
export function ApprovalFields({ value, onChange, refused }: { value: Approval; onChange: (value: Approval) => void; refused: { field: string | null; message: string } | null }) {
  const field = (key: keyof Approval) => ({ value: value[key], onChange: (text: string) => onChange({ ...value, [key]: text }), refused: refusalOf(refused, key) });
  return (
    <>
      <TextField label="Approved by" hint="A post, never a name: Director of Children's Services." {...field("approver")} />
      <div className="pair">
        <TextField label="Decision reference" placeholder="CS/24/07" {...field("reference")} />
        <TextField label="Approved on" type="date" {...field("approvedOn")} />
      </div>
      <TextField label="Reason" {...field("reason")} />
    </>
  );
}

/** A line's amount: above nil what comes in. What cannot be read is sent on as it is, to be refused. */
function lineOf(row: FormRow): number {
  return inPence(row.in) - inPence(row.out);
}

function inPence(typed: string | undefined): number {
  return typed?.trim() ? poundsAsPence(typed) : 0;
}

/** How the lines stand to each other, said as they are typed. */
function balanceOf(rows: readonly FormRow[]): { ready: boolean; said: string; out: number } {
  let [out, into] = [0, 0];
  for (const row of rows) {
    out += inPence(row.out);
    into += inPence(row.in);
  }
  if (!Number.isSafeInteger(out) || !Number.isSafeInteger(into))
    return { ready: false, said: "One of the amounts cannot be read. Type pounds, with or without pence: 20,000.", out: 0 };
  if (out === 0 && into === 0) return { ready: false, said: "Type what goes out, and where it comes in.", out };
  if (out === into) return { ready: true, said: `It balances: ${poundsFromPence(out)} out, ${poundsFromPence(into)} in.`, out };
  const off = poundsFromPence(Math.abs(out - into));
  return { ready: false, said: `${poundsFromPence(out)} out, ${poundsFromPence(into)} in: ${out > into ? `${off} has yet to come in.` : `${off} too much comes in.`}`, out };
}
