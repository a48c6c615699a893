// The views of this sheet that the authority keeps under names: each is a link that can be sent, and the present one can be kept.
import { type FormEvent, type MouseEvent, useState } from "react";
import { viewHere } from "../address.ts";
import { removeView, type SavedView, saveView } from "../data/documents/savedViews.ts";
import { ask } from "../data/graphql.ts";
import { Panel } from "../panels/Panel.tsx";
import { Refusal, TextField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { openView, useSavedViews } from "./useSavedViews.ts";

interface ViewsPanelProps {
  authority: string;
  sheet: string;
  onWritten: (batchId: string | null, said: string) => void;
}

export function ViewsPanel({ authority, sheet, onWritten }: ViewsPanelProps) {
  const read = useSavedViews(authority, sheet, true);
  const views = read.data?.savedViews.nodes ?? [];
  const seen = read.data?.seen ?? 0;
  const { run, busy, refused, clear } = useWrite();
  const [name, setName] = useState("");
  const named = name.trim();
  const here = viewHere();
  const replaced = views.some((each) => each.name === named);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (named === "") return;
    const kept = await run(() => ask(saveView, { authority, sheet, name: named, held: here, seen }));
    if (!kept) return;
    onWritten(kept.saveView.batchId, `Saved the view ${named}.`);
    setName("");
  }
  async function remove(view: SavedView) {
    const kept = await run(() => ask(removeView, { id: view.id, seen }));
    if (kept) onWritten(kept.removeView.batchId, `Removed the view ${view.name}.`);
  }

  return (
    <Panel title="Views of this sheet">
      {read.isPending && <p className="quiet-text">Reading the views…</p>}
      {read.error && <p className="refusal">{read.error.message}</p>}
      {read.data && views.length === 0 && <p className="quiet-text">No views are saved yet. Filter, sort or hide something, then save it here under a name.</p>}
      <ul className="views-list">
        {views.map((view) => (
          <li key={view.id}>
            <a
              className="quiet-link"
              href={`/${sheet}?${new URLSearchParams({ authority, saved: view.id })}`}
              aria-current={view.held === here ? "true" : undefined}
              onClick={(event) => follow(event, view)}
            >
              {view.name}
              {view.held === here && <span className="hint"> shown now</span>}
            </a>
            <button type="button" className="quiet" disabled={busy} aria-label={`Remove the view ${view.name}`} onClick={() => remove(view)}>
              Remove
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={save}>
        <TextField
          label="Save what is shown now as"
          value={name}
          placeholder="Cabinet, September"
          hint="Years, unit, filters, order and columns are saved. Anyone with the link to a view sees it as it was last saved."
          onChange={(typed) => {
            clear();
            setName(typed);
          }}
        />
        <Refusal of={refused} />
        <div className="actions">
          <button type="submit" disabled={busy || named === ""}>
            {replaced ? "Replace this view" : "Save this view"}
          </button>
        </div>
      </form>
    </Panel>
  );
}

/** A plain click opens it here; any other is the browser's own: to open a tab, or to copy the link. */
function follow(event: MouseEvent, view: SavedView): void {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  openView(view);
}
