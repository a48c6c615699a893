// An option: what speaks for and against it, what it takes otherwise, commitments of its own, and adopting it.
import type { SpendingOption } from "../../data/documents/options.ts";
import { withReadings } from "../../forms/describe.ts";
import { named } from "../../forms/FormBody.tsx";
import type { ReadAs } from "../../forms/fieldKinds.ts";
import { NounPanel, type OfPanel, useEditor } from "../../forms/NounPanel.tsx";
import { optionForm, optionWrites } from "../../written/option.ts";
import { Adoption, OwnCommitments } from "./OptionAdoption.tsx";

export interface OptionPanelProps extends OfPanel<SpendingOption> {
  /** What a new option is for. */
  decision: string;
  commitments: readonly { id: string; name: string }[];
  /** Where to go when one was added or removed: to its decision, or to another. */
  onMade: (decision: string | undefined) => void;
}

/** Each override is in the measure of what is overridden. */
const measures: Record<SpendingOption["overrides"][number]["field"], ReadAs> = {
  PRICE: { unit: "POUNDS" },
  PLACES: { unit: "NUMBER" },
  UPLIFT: { unit: "PERCENT" },
  OCCUPANCY: { unit: "PERCENT" },
  STARTS: { unit: "DAY" },
  ENDS: { unit: "DAY" },
  // Nothing is typed for it.
  LEFT_OUT: { value: "yes" },
};
const readForm = withReadings(optionForm, { "overrides.value": (beside) => measures[beside("field") as keyof typeof measures] ?? {} });

export function OptionPanel({ decision, commitments, onMade, ...props }: OptionPanelProps) {
  const { held, seen, onWritten } = props;
  const editor = useEditor({
    form: readForm,
    writes: optionWrites,
    ...props,
    begins: { decision },
    onDone: (deed) => onMade(deed === "removed" ? undefined : editor.form.text("decision").trim()),
  });
  return (
    <NounPanel
      editor={editor}
      wide
      choices={{ "overrides.commitmentId": named(commitments) }}
      instead={commitments.length > 0 ? {} : { overrides: null }}
      below={
        held && (
          <>
            <OwnCommitments held={held} />
            <Adoption authority={props.authority} held={held} seen={seen ?? 0} onWritten={onWritten} onMade={onMade} />
          </>
        )
      }
    />
  );
}
