// One arrangement: what follows from it on a day, and the form that states it.
import { useState } from "react";
import { goTo, hrefOf } from "../../address.ts";
import type { Arrangement } from "../../data/documents/arrangements.ts";
import { draftAt } from "../../forms/drafts.ts";
import { named } from "../../forms/FormBody.tsx";
import { NounPanel, type OfPanel, useEditor } from "../../forms/NounPanel.tsx";
import { namesIn } from "../../forms/texts.ts";
import { closePanel, Panel } from "../../panels/Panel.tsx";
import { arrangementForm, arrangementWrites } from "../../written/arrangement.ts";
import { ArrangementFacts } from "./ArrangementFacts.tsx";

export interface ArrangementPanelProps extends OfPanel<Arrangement> {
  all: readonly Arrangement[];
}

export function ArrangementPanel(props: ArrangementPanelProps) {
  const { authority, held } = props;
  // What was begun is what one comes back to.
  const [editing, setEditing] = useState(() => held === null || draftAt({ authority, noun: arrangementForm.said, id: held.id }) !== null);
  if (editing || held === null) return <ArrangementForm {...props} onLeave={held ? () => setEditing(false) : closePanel} />;
  return (
    <Panel title={held.name} wide>
      <div className="actions">
        <button type="button" onClick={() => setEditing(true)}>
          Change
        </button>
        <a
          className="quiet-link"
          href={hrefOf({ sheet: "commitments" })}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            goTo({ sheet: "commitments" });
          }}
        >
          Commitments
        </a>
      </div>
      <ArrangementFacts held={held} all={props.all} />
    </Panel>
  );
}

function ArrangementForm({ all, onLeave, ...props }: ArrangementPanelProps & { onLeave: () => void }) {
  const { held } = props;
  const editor = useEditor({
    form: arrangementForm,
    writes: arrangementWrites,
    ...props,
    onDone(deed, id) {
      if (deed === "removed") return closePanel();
      onLeave();
      if (deed === "added" && id) goTo({ panel: `arrangement:${id}` });
    },
  });
  const { form } = editor;
  const terms = form.rows("terms");
  function cancel() {
    form.discard();
    onLeave();
  }
  const cancelling = (
    <button type="button" className="quiet" onClick={cancel}>
      Cancel
    </button>
  );
  return (
    <NounPanel
      editor={editor}
      wide
      actions={held && cancelling}
      choices={{ "providers.lot": namesIn(form.texts, "lots"), followsId: named(all.filter((each) => each.id !== held?.id)) }}
      adds={{ terms: terms === 0 ? "Add the initial term" : "Add an extension" }}
      // Where there are terms, the end follows from them.
      instead={terms === 0 ? {} : { statedEndOn: null, openEnded: null }}
    />
  );
}
