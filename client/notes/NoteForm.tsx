// Where a note is typed. Enter starts a line, as in any text; Ctrl+Enter keeps it.
import { useId } from "react";
import { DraftLine } from "../forms/DraftLine.tsx";
import type { DraftPlace } from "../forms/drafts.ts";
import { useTextDraft } from "../forms/useTextDraft.ts";

export const longestNote = 2_000;

export interface NoteFormProps {
  label: string;
  submit: string;
  busy: boolean;
  /** Where it is kept until it is sent, and what it is called there. */
  place: DraftPlace;
  title: string;
  /** What it says before anything is typed. */
  text?: string;
  /** True where whoever opened it types next. */
  focused?: boolean;
  /** Answers whether it was kept: what was refused stays to be put right. */
  onKeep: (text: string) => Promise<boolean>;
  onLeave?: () => void;
}

export function NoteForm({ label, submit, busy, place, title, text = "", focused = false, onKeep, onLeave }: NoteFormProps) {
  const id = useId();
  const draft = useTextDraft(place, title, { text });
  const typed = draft.texts.text;
  async function keep() {
    if (typed.trim() !== "" && !busy && (await onKeep(typed))) draft.done();
  }
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      {draft.begunAt && <DraftLine begunAt={draft.begunAt} busy={busy} onDiscard={draft.done} />}
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <textarea
          id={id}
          rows={3}
          value={typed}
          maxLength={longestNote}
          // biome-ignore lint/a11y/noAutofocus: a note that one has just chosen to change is where one types next.
          autoFocus={focused}
          onChange={(event) => draft.set({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            void keep();
          }}
        />
      </div>
      <div className="actions">
        <button type="submit" disabled={busy || typed.trim() === ""}>
          {submit}
        </button>
        {onLeave && (
          <button
            type="button"
            className="quiet"
            onClick={() => {
              draft.done();
              onLeave();
            }}
          >
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}
