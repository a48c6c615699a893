// A partnership: its members, its cost pools with the basis of each, what they cost and what pays first, and the places each member holds.
import type { Partnership } from "../../data/documents/partnership.ts";
import { named } from "../../forms/FormBody.tsx";
import { NounPanel, type OfPanel, useEditor } from "../../forms/NounPanel.tsx";
import { namesIn } from "../../forms/texts.ts";
import { closePanel } from "../../panels/Panel.tsx";
import { partnershipForm, partnershipWrites } from "../../written/partnership.ts";

export interface PartnershipPanelProps extends OfPanel<Partnership> {
  arrangements: readonly { id: string; name: string }[];
  onMade: (id: string) => void;
}

const rounding = [
  ["1", "A penny"],
  ["100", "£1"],
  ["1000", "£10"],
  ["100000", "£1,000"],
] as const;

export function PartnershipPanel({ arrangements, onMade, ...props }: PartnershipPanelProps) {
  const editor = useEditor({
    form: partnershipForm,
    writes: partnershipWrites,
    ...props,
    // The lead is its first member.
    begins: { yearCount: 4, partners: [{ id: null, memberId: props.authority, name: "", shares: true }] },
    onDone: (deed, id) => (deed === "changed" ? closePanel() : onMade(id ?? "")),
  });
  const [pool, partner] = [namesIn(editor.form.texts, "pools"), namesIn(editor.form.texts, "partners")];
  return (
    <NounPanel
      editor={editor}
      wide
      choices={{
        roundToPence: rounding,
        arrangementId: named(arrangements),
        "weights.pool": pool,
        "weights.partner": partner,
        "amounts.pool": pool,
        "grants.pool": pool,
        "fees.pool": pool,
        "allocations.partner": partner,
      }}
    />
  );
}
