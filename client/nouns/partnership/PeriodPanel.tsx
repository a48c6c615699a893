// A period of a settlement: from when to when it runs, what was paid for it, and what the members paid ahead.
import { type Partnership, type Period, writePeriod } from "../../data/documents/partnership.ts";
import { ask } from "../../data/graphql.ts";
import { openingOf } from "../../forms/describe.ts";
import { EachOf } from "../../forms/EachOf.tsx";
import { NounPanel, useEditor } from "../../forms/NounPanel.tsx";
import { momentSaid } from "../../text/format.ts";
import { periodForm } from "../../written/period.ts";

export interface PeriodPanelProps {
  authority: string;
  partnership: Partnership;
  period: Period | null;
  seen: number;
  onWritten: (batchId: string | null, said: string) => void;
}

export function PeriodPanel({ partnership, period, ...props }: PeriodPanelProps) {
  // Every member who carries a share may have paid ahead.
  const upFront = partnership.partners
    .filter(({ shares }) => shares)
    .map(({ id }) => ({ partnerId: id, amountPence: period?.upFront.find((each) => each.partnerId === id)?.amountPence ?? null }));
  const editor = useEditor({
    form: periodForm,
    ...props,
    held: period,
    place: `period of ${partnership.id}`,
    opening: { ...openingOf(periodForm, period), upFront },
    send: async (input, sending) => (await ask(writePeriod, { partnership: partnership.id, input, period: period?.id ?? null, ...sending })).writeSettlementPeriod,
  });
  return (
    <NounPanel
      editor={editor}
      above={
        period?.issuedAt && <p className="hint">Its statements were issued on {momentSaid(period.issuedAt)} and stay as they are. What you correct here goes into the next ones.</p>
      }
      instead={{
        upFront: (
          <EachOf
            list="upFront"
            by="partnerId"
            fill="amountPence"
            heading="Paid ahead, £"
            className="paid-ahead"
            label={(id) => partnership.partners.find((each) => each.id === id)?.name ?? ""}
          />
        ),
      }}
    />
  );
}
