// A block case: its places, its two prices or what they come to over the term, who carries voids, and what is netted off the saving.
import type { BlockCaseArrangement, StoredBlockCase } from "../../data/documents/blockCase.ts";
import { named } from "../../forms/FormBody.tsx";
import { NounPanel, type OfPanel, useEditor } from "../../forms/NounPanel.tsx";
import { closePanel } from "../../panels/Panel.tsx";
import { labelOf } from "../../text/choiceWords.ts";
import { daySaid } from "../../text/format.ts";
import { blockCaseForm, blockCaseWrites } from "../../written/blockCase.ts";
import { choices } from "../../written/choices.ts";

export interface BlockCasePanelProps extends OfPanel<StoredBlockCase> {
  arrangements: readonly BlockCaseArrangement[];
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
  const months = arrangement?.terms.reduce((total, term) => total + (term.state === "LAPSED" ? 0 : term.months), 0) ?? 0;
  const ofArrangement = {
    ...(months > 0 && { termMonths: `Empty: the ${months} months of its arrangement.` }),
    ...(arrangement?.opensOn && { startsOn: `Empty: ${daySaid(arrangement.opensOn)}, when its arrangement opens.` }),
    ...(arrangement && editor.form.text("voidsCarriedBy") === "" && { voidsCarriedBy: voidsOf(arrangement) }),
  };
  return (
    <NounPanel editor={editor} wide choices={{ arrangementId: named(arrangements) }} hints={ofArrangement} {...(months > 0 && { placeholders: { termMonths: String(months) } })} />
  );
}

function voidsOf({ voidsCarriedBy }: BlockCaseArrangement): string {
  return voidsCarriedBy ? `Its arrangement says: ${labelOf(choices.VoidCarrier, voidsCarriedBy).toLowerCase()}.` : "Its arrangement does not say: the authority.";
}
