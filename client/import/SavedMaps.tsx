// The mappings that an authority keeps: one is chosen to fill in the form, and the form is kept under a name.
import { type FormEvent, useId, useState } from "react";
import { removeImportMap, type SavedMap, saveImportMap } from "../data/documents/importing.ts";
import { ask } from "../data/graphql.ts";
import { ChoiceField } from "../shell/fields.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { fits, fromText, type Target } from "./mapping.ts";

/** "BUDGET_LINES" is "budget lines". */
export const targetOf = (saved: SavedMap) => saved.target.toLowerCase().replaceAll("_", " ") as Target;

export interface ChooseMapProps {
  saved: readonly SavedMap[];
  /** The data version at which they were read. */
  seen: number;
  chosen: SavedMap | undefined;
  /** Whether the form is no longer what was saved. */
  changed: boolean;
  columns: readonly string[];
  onChoose: (saved: SavedMap | undefined) => void;
  onWritten: (batchId: string | null, said: string) => void;
}

export function ChooseMap({ saved, seen, chosen, changed, columns, onChoose, onWritten }: ChooseMapProps) {
  const { run, busy, refused } = useWrite();
  const choices: [string, string][] = [["", "Guessed from the columns' names"], ...saved.map((each): [string, string] => [each.id, `${each.name} (${targetOf(each)})`])];
  const read = chosen && fromText(chosen.map);
  const fitting = read && "map" in read && fits(read.map, columns);
  async function remove(held: SavedMap) {
    const kept = await run(() => ask(removeImportMap, { id: held.id, seen }));
    if (!kept) return;
    onWritten(kept.removeImportMap.batchId, `Removed the mapping ${held.name}.`);
  }
  return (
    <div className="choose-map">
      <ChoiceField
        label="Mapping"
        value={chosen?.id ?? ""}
        choices={choices}
        onChange={(id) => onChoose(saved.find((each) => each.id === id))}
        {...(chosen && {
          hint: changed
            ? "Changed since it was chosen."
            : fitting
              ? "This file has every column that it names."
              : "This file does not have every column that it names: choose others below.",
        })}
        refused={refused?.message}
      />
      {chosen && (
        <button type="button" className="quiet" disabled={busy} onClick={() => remove(chosen)}>
          Remove<span className="unseen"> the mapping {chosen.name}</span>
        </button>
      )}
    </div>
  );
}

export interface SaveMapProps {
  authority: string;
  /** The data version at which the mappings were read. */
  seen: number;
  /** The name that it has already. */
  named: string;
  /** The mapping's text; null while it is none. */
  text: string | null;
  onSaved: (name: string) => void;
  onWritten: (batchId: string | null, said: string) => void;
}

/** Give it a `key` of what was chosen, so that it starts with that name. */
export function SaveMap({ authority, seen, named, text, onSaved, onWritten }: SaveMapProps) {
  const [name, setName] = useState(named);
  const { run, busy, refused, clear } = useWrite();
  const id = useId();
  async function save(event: FormEvent) {
    event.preventDefault();
    if (text === null) return;
    const kept = await run(() => ask(saveImportMap, { authority, name: name.trim(), map: text, seen }));
    if (!kept) return;
    onWritten(kept.saveImportMap.batchId, `Saved the mapping ${name.trim()}.`);
    onSaved(name.trim());
  }
  return (
    <form className="save-map" onSubmit={save}>
      <label className="unseen" htmlFor={id}>
        Name for this mapping
      </label>
      <input
        id={id}
        placeholder="A name, to use this mapping again"
        value={name}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => {
          clear();
          setName(event.target.value);
        }}
      />
      <button type="submit" disabled={busy || text === null || name.trim() === ""}>
        Save mapping
      </button>
      {refused && (
        <p className="refusal" role="alert">
          {refused.message}
        </p>
      )}
    </form>
  );
}
