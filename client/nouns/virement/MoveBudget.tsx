// Moving budget: from which cost centres, to which, how much, by whose decision. It balances, or it is refused.
import { createVirement, type Virement } from "../../data/documents/monitoring.ts";
import type { Version } from "../../data/documents.ts";
import { ask } from "../../data/graphql.ts";
import { Field as AnyField, partsOf } from "../../forms/Field.tsx";
import { FormFrame } from "../../forms/FormFrame.tsx";
import { type FormState, useForm } from "../../forms/useForm.ts";
import { closePanel, Panel } from "../../panels/Panel.tsx";
import { poundsFromPence } from "../../text/format.ts";
import { newApproval, virementForm } from "./virementForm.ts";

const { Field, Rows } = partsOf(virementForm);

export interface VirementFormProps {
  authority: string;
  version: Version;
  years: readonly string[];
  year: string;
  centres: readonly { id: string; name: string }[];
  /** The cost centre that budget is taken from to begin with. */
  from: string | undefined;
  /** The virement that it begins as: its lines, its years and its approver; the decision is another. */
  like?: Virement;
  onWritten: (batchId: string | null, said: string) => void;
}

export function VirementForm({ authority, version, years, year, centres, from, like, onWritten }: VirementFormProps) {
  const lines = like
    ? like.lines.map(({ costCentreId, amountPence }) => ({ costCentreId, amountPence }))
    : [from ?? null, null].map((costCentreId) => ({ costCentreId, amountPence: null }));
  const begins = like && years.includes(like.year) ? { year: like.year, permanent: like.permanent } : { year, permanent: false };
  const stored = { version: version.id, ...begins, lines, ...newApproval(like?.approver), reason: like?.reason ?? null };
  const place = { authority, noun: `virement in ${version.id}`, id: like ? `copy of ${like.id}` : null };
  const form = useForm({ form: virementForm, stored, seen: null, place, title: "Move budget" });
  const of = form.text("year");
  const balance = balanceOf(form);

  async function save() {
    const kept = await form.save(async (input, { key }) => (await ask(createVirement, { authority, input, key })).createVirement);
    if (!kept) return;
    onWritten(kept.batchId, `Moved ${poundsFromPence(balance.out)}.`);
    closePanel();
  }
  return (
    <Panel title="Move budget" wide>
      <FormFrame
        form={form}
        submit="Move it"
        onSave={save}
        disabled={!balance.ready}
        foot={
          <>
            <p className={balance.balanced ? "balance balanced" : "balance"} role="status">
              {balance.said}
            </p>
            {form.refused && !form.refused.field?.startsWith("input.") && (
              <p className="refusal" role="alert">
                {form.refused.message}
              </p>
            )}
          </>
        }
      >
        <div className="pair">
          <Field at="year" choices={years.map((each) => [each, each] as const)} />
          <Field
            at="permanent"
            choices={[
              ["", `${of} only`],
              ["yes", `Permanent: ${of} and later`],
            ]}
          />
        </div>
        <Rows at="lines" choices={{ costCentreId: [["", "Choose…"], ...centres.map((each): [string, string] => [each.id, each.name])] }} />
        <Field at="mayOverdraw" />
        <ApprovalFields />
      </FormFrame>
    </Panel>
  );
}

/** Who approved it, by which decision. */
export function ApprovalFields() {
  return (
    <>
      <AnyField at="approver" />
      <div className="pair">
        <AnyField at="reference" />
        <AnyField at="approvedOn" />
      </div>
      <AnyField at="reason" />
    </>
  );
}

/** How the lines stand to each other, said as they are typed. What cannot be read or is not balanced yet is not `balanced`. */
function balanceOf(form: FormState<"VirementInput">): { ready: boolean; balanced: boolean; said: string; out: number } {
  let [out, into, unread] = [0, 0, false];
  const amountAt = (path: string): number => {
    const reading = form.reading(path);
    unread ||= reading === undefined || reading.error !== null;
    return reading?.value ? (JSON.parse(reading.value) as number) : 0;
  };
  for (let row = 0; row < form.rows("lines"); row += 1) {
    out += amountAt(`lines[${row}].out`);
    into += amountAt(`lines[${row}].in`);
  }
  // It is sent to be told at the field what cannot be read.
  if (unread) return { ready: true, balanced: false, said: form.unreadable ? "One of the amounts cannot be read." : "Reading the amounts…", out: 0 };
  if (out === 0 && into === 0) return { ready: false, balanced: false, said: "Type what goes out, and where it comes in.", out };
  if (out === into) return { ready: true, balanced: true, said: `It balances: ${poundsFromPence(out)} out, ${poundsFromPence(into)} in.`, out };
  const off = poundsFromPence(Math.abs(out - into));
  const said = `${poundsFromPence(out)} out, ${poundsFromPence(into)} in: ${out > into ? `${off} has yet to come in.` : `${off} too much comes in.`}`;
  return { ready: false, balanced: false, said, out };
}
