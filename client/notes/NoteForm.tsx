// Where a note is typed. Enter starts a line, as in any text; Ctrl+Enter keeps it.
import { useId, useState } from "react";

export const longestNote = 2_000;

export interface NoteFormProps {
  label: string;
  submit: string;
  busy: boolean;
  /** What it says before anything is typed. */
  text?: string;
  /** True where whoever opened it types next. */
  focused?: boolean;
  /** Answers whether it was kept: what was refused stays to be put right. */
  onKeep: (text: string) => Promise<boolean>;
  onLeave?: () => void;
}

export function NoteForm({ label, submit, busy, text = "", focused = false, onKeep, onLeave }: NoteFormProps) {
  const id = useId();
  const [typed, setTyped] = useState(text);
  async function keep() {
    if (typed.trim() !== "" && !busy && (await onKeep(typed))) setTyped(text === "" ? "" : typed);
  }
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <textarea
          id={id}
          rows={3}
          value={typed}
          maxLength={longestNote}
          // biome-ignore lint/a11y/noAutofocus: a note that one has just chosen to change is where one types next.
          autoFocus={focused}
          onChange={(event) => setTyped(event.target.value)}
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
          <button type="button" className="quiet" onClick={onLeave}>
            Leave it
          </button>
        )}
      </div>
    </form>
  );
}
