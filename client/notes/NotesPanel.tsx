// The notes of the selected cell, with their answers and a place to type, and below them every other note of the sheet.
import type { VariablesOf } from "gql.tada";
import { useState } from "react";
import { type Note, removeNote, saveNote } from "../data/documents/notes.ts";
import { ask } from "../data/graphql.ts";
import { newKey } from "../data/newKey.ts";
import type { DraftPlace } from "../forms/drafts.ts";
import { type CellPlace, placeSaid, type SheetTable } from "../grid/table.ts";
import { Panel } from "../panels/Panel.tsx";
import { Refusal } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { momentSaid } from "../text/format.ts";
import { NoteForm } from "./NoteForm.tsx";
import { isOn, justAsked, type SheetAbout } from "./useNotes.ts";

export interface NotesPanelProps {
  about: SheetAbout;
  table: SheetTable;
  place: CellPlace | null;
  notes: readonly Note[];
  /** The data version at which they were read. */
  seen: number;
  error: { message: string } | null;
  /** Takes the cursor to a cell. */
  onGo: (place: CellPlace) => void;
  onWritten: (batchId: string | null, said: string) => void;
}

export function NotesPanel({ about, table, place, notes, seen, error, onGo, onWritten }: NotesPanelProps) {
  const { busy, refused, run } = useWrite();
  const here = notes.filter((note) => isOn(note, place));
  const others = notes.filter((note) => !isOn(note, place));
  const thread = here.find((note) => note.resolvedAt === null);
  const said = place && placeSaid(table, place);
  const placeOf = (id: string) => ({ authority: about.authority, noun: `note on ${about.sheet} ${about.subject ?? ""}`, id });

  async function keep(input: VariablesOf<typeof saveNote>["input"], done: string, at = seen): Promise<boolean> {
    const kept = await run(() => ask(saveNote, { authority: about.authority, input, seen: at, key: newKey() }));
    if (kept) onWritten(kept.saveNote.batchId, done);
    return kept !== null;
  }
  const make = (text: string) => {
    if (thread) return keep({ answers: thread.id, said: text }, `Answered the note on ${thread.place}.`);
    return keep(
      { sheet: about.sheet, subject: about.subject ?? null, row: place?.row ?? "", column: place?.column ?? "", place: said || "a cell", said: text },
      `Noted on ${said}.`,
    );
  };
  const change = (id: string, text: string, begun: number) => keep({ id, said: text }, "Changed a note.", begun);
  const resolve = (note: Note) =>
    keep({ id: note.id, resolved: note.resolvedAt === null }, `${note.resolvedAt === null ? "Resolved" : "Opened again"}: the note on ${note.place}.`);
  async function remove(id: string, of: Note) {
    const kept = await run(() => ask(removeNote, { id, seen }));
    if (kept) onWritten(kept.removeNote.batchId, `Removed ${id === of.id ? "a note" : "an answer"} on ${of.place}.`);
  }

  return (
    <Panel title="Notes">
      {error && <p className="refusal">{error.message}</p>}
      {place ? <h3 className="history-of">{said}</h3> : <p className="quiet-text">Select a cell, and note here what is to be known of it.</p>}
      {here.map((note) => (
        <Thread key={note.id} note={note} placeOf={placeOf} seen={seen} busy={busy} onChange={change} onResolve={() => resolve(note)} onRemove={(id) => remove(id, note)} />
      ))}
      <Refusal of={refused} />
      {place && (
        <NoteForm
          key={`${place.row}|${place.column}`}
          place={placeOf(`${place.row}|${place.column}`)}
          title={`Note on ${said}`}
          busy={busy}
          label={thread ? "Answer" : "Note"}
          submit={thread ? "Save this answer" : "Save this note"}
          onKeep={make}
          focused={justAsked()}
        />
      )}
      {others.length > 0 && (
        <section aria-label="Other notes on this sheet">
          <h3 className="history-of">Elsewhere on this sheet</h3>
          <ul className="history">
            {others.map((note) => (
              <Listed key={note.id} note={note} table={table} onGo={onGo} />
            ))}
          </ul>
        </section>
      )}
      {notes.length === 0 && !error && <p className="hint">Notes are for colleagues: nothing is worked out from them, and no report prints them. Name no child.</p>}
    </Panel>
  );
}

interface ThreadProps {
  note: Note;
  placeOf: (id: string) => DraftPlace;
  seen: number;
  busy: boolean;
  /** `begun` is the data version at which the typing began. */
  onChange: (id: string, text: string, begun: number) => Promise<boolean>;
  onResolve: () => void;
  onRemove: (id: string) => void;
}

function Thread({ note, placeOf, seen, busy, onChange, onResolve, onRemove }: ThreadProps) {
  const [changing, setChanging] = useState<{ id: string; begun: number } | null>(null);
  return (
    <article className={note.resolvedAt ? "thread resolved" : "thread"} aria-label={`Note by ${note.madeBy}`}>
      {[note, ...note.answers].map((each) => (
        <div key={each.id} className={each.id === note.id ? "thread-note" : "thread-answer"}>
          {changing?.id === each.id ? (
            <NoteForm
              place={placeOf(each.id)}
              title={`Note on ${note.place}`}
              busy={busy}
              label="Change"
              submit="Save"
              text={each.said}
              focused
              onLeave={() => setChanging(null)}
              onKeep={async (text) => {
                const kept = await onChange(each.id, text, changing.begun);
                if (kept) setChanging(null);
                return kept;
              }}
            />
          ) : (
            <>
              <p className="thread-said">{each.said}</p>
              <p className="hint">
                {each.madeBy}, {momentSaid(each.madeAt)}
                <button type="button" className="quiet" disabled={busy} onClick={() => setChanging({ id: each.id, begun: seen })}>
                  Change
                </button>
                <button type="button" className="quiet" disabled={busy} onClick={() => onRemove(each.id)}>
                  Remove
                </button>
              </p>
            </>
          )}
        </div>
      ))}
      <p className="hint">
        {note.resolvedAt && `Resolved by ${note.resolvedBy}, ${momentSaid(note.resolvedAt)}`}
        <button type="button" className="quiet" disabled={busy} onClick={onResolve}>
          {note.resolvedAt ? "Open again" : "Resolve"}
        </button>
      </p>
    </article>
  );
}

function Listed({ note, table, onGo }: { note: Note; table: SheetTable; onGo: (place: CellPlace) => void }) {
  const there = table.rows.some((row) => row.key === note.rowKey);
  const answers = note.answers.length;
  return (
    <li>
      {there ? (
        <button type="button" className="quiet" onClick={() => onGo({ row: note.rowKey, column: note.columnKey })}>
          {note.place}
        </button>
      ) : (
        <p className="history-why">{note.place}, of a row that is no longer there</p>
      )}
      <p className="thread-said">{note.said}</p>
      <p className="hint">
        {note.madeBy}, {momentSaid(note.madeAt)}
        {answers > 0 && `, ${answers} ${answers === 1 ? "answer" : "answers"}`}
        {note.resolvedAt && ", resolved"}
      </p>
    </li>
  );
}
