// A block case: its places, its two prices or what they come to over the term, and what is netted off the saving.
import type { StoredBlockCase } from "../../data/documents/blockCase.ts";
import { named } from "../../forms/FormBody.tsx";
import { NounPanel, type OfPanel, useEditor } from "../../forms/NounPanel.tsx";
import { closePanel } from "../../panels/Panel.tsx";
import { blockCaseForm, blockCaseWrites } from "../../written/blockCase.ts";

export interface BlockCasePanelProps extends OfPanel<StoredBlockCase> {
  arrangements: readonly { id: string; name: string; terms: readonly { months: number }[] }[];
  /** A new case is opened on the sheet. */
  onMade: (id: string) => void;
}

export function BlockCasePanel({ arrangements, onMade, ...props }: BlockCasePanelProps) {
  const editor = useEditor({
    form: blockCaseForm,
    writes: blockCaseWrites,
    ...props,
    onDone: (deed, id) => (deed === "changed" ? closePanel() : onMade(id ?? "")),
  });
  const arrangement = arrangements.find((each) => each.id === editor.form.text("arrangementId"));
  const months = arrangement?.terms.reduce((total, term) => total + term.months, 0) ?? 0;
  return (
    <NounPanel
      editor={editor}
      wide
      choices={{ arrangementId: named(arrangements) }}
      {...(months > 0 && { placeholders: { termMonths: String(months) }, hints: { termMonths: `Empty: the ${months} months of its arrangement.` } })}
    />
  );
}
