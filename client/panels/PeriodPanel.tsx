// A period of a settlement: from when to when it runs, what was paid for it, and what the members paid ahead.
import { type Partnership, type Period, writePeriod } from "../documents/partnership.ts";
import { momentSaid } from "../format.ts";
import { describe } from "../forms/describe.ts";
import { partsOf } from "../forms/Field.tsx";
import { FormFrame } from "../forms/FormFrame.tsx";
import type { Opening } from "../forms/input.ts";
import { useForm } from "../forms/useForm.ts";
import { ask } from "../graphql.ts";
import { closePanel, Panel } from "./Panel.tsx";

const periodForm = describe("SettlementPeriodInput", {
  name: { kind: "words", needed: true, label: "Name", placeholder: "Quarter 1, 2026/27" },
  startsOn: { kind: "day", needed: true, label: "From" },
  endsOn: { kind: "day", needed: true, label: "To" },
  costPence: { kind: "pence", needed: true, label: "Paid to providers, £" },
  administrationPence: { kind: "pence", label: "Administration, £" },
  upFront: {
    kind: "list",
    label: "Paid ahead, £",
    unless: "amountPence",
    fields: { partnerId: { kind: "choice", needed: true }, amountPence: { kind: "pence", needed: true } },
  },
});
const { Field } = partsOf(periodForm);

export interface PeriodPanelProps {
  authority: string;
  partnership: Partnership;
  period: Period | null;
  seen: number;
  onWritten: (batchId: string | null, said: string) => void;
}

/** Every member who carries a share may have paid ahead. */
function storedPeriod({ partners }: Partnership, period: Period | null): Opening<"SettlementPeriodInput"> {
  const upFront = partners
    .filter(({ shares }) => shares)
    .map(({ id }) => ({ partnerId: id, amountPence: period?.upFront.find((each) => each.partnerId === id)?.amountPence ?? null }));
  return { ...(period ?? { name: "", startsOn: null, endsOn: null, costPence: null, administrationPence: null }), upFront };
}

export function PeriodPanel({ authority, partnership, period, seen, onWritten }: PeriodPanelProps) {
  const title = period ? period.name : "New period";
  const noun = `period of ${partnership.id}`;
  const form = useForm({ form: periodForm, stored: storedPeriod(partnership, period), seen, place: { authority, noun, id: period?.id ?? null }, title });

  async function save() {
    const name = form.text("name");
    const kept = await form.save(
      async (input, { seen, key }) => (await ask(writePeriod, { partnership: partnership.id, input, period: period?.id ?? null, seen, key })).writeSettlementPeriod,
    );
    if (!kept) return;
    onWritten(kept.batchId, period ? `Corrected ${name}.` : `Added ${name}.`);
    closePanel();
  }
  return (
    <Panel title={title}>
      <FormFrame form={form} submit={period ? "Save" : "Add this period"} onSave={save}>
        {period?.issuedAt && (
          <p className="hint">Its statements were issued on {momentSaid(period.issuedAt)} and stay as they are. What you correct here goes into the next ones.</p>
        )}
        <Field at="name" autoFocus={!period} />
        <div className="pair">
          <Field at="startsOn" />
          <Field at="endsOn" />
        </div>
        <div className="pair">
          <Field at="costPence" />
          <Field at="administrationPence" />
        </div>
        <h3>Paid ahead, £</h3>
        <div className="paid-ahead">
          {Array.from({ length: form.rows("upFront") }, (_, row) => {
            const id = form.text(`upFront[${row}].partnerId`);
            return <Field key={id} at={`upFront[${row}].amountPence`} label={partnership.partners.find((each) => each.id === id)?.name ?? ""} />;
          })}
        </div>
      </FormFrame>
    </Panel>
  );
}
