// One field of a described form: drawn by its description, with what was read of it or refused.
import type { ReactNode } from "react";
import { ChoiceField, TextField } from "../shell/fields.tsx";
import { Calendar } from "./Calendar.tsx";
import { type Described, isRead } from "./describe.ts";
import { useFormParts } from "./FormFrame.tsx";
import type { Choices, Field as Description } from "./fieldKinds.ts";
import type { InputName, ListsOf, PathOf } from "./input.ts";
import { inputModeOf } from "./inputMode.ts";
import { Rows, type RowsProps } from "./Rows.tsx";

export interface FieldProps<Path extends string = string> {
  at: Path;
  /** Where what it says depends on others. */
  label?: string;
  hint?: string | undefined;
  placeholder?: string | undefined;
  choices?: Choices;
  autoFocus?: boolean;
  /** Changes more than the field itself. */
  onChange?: (text: string) => void;
}

export function Field({ at, autoFocus, onChange, ...given }: FieldProps) {
  const form = useFormParts();
  const field = form.field(at);
  const { label = "", hint, placeholder } = { ...ownWords(field), ...dropped(given) };
  const text = form.text(at);
  const set = onChange ?? ((next: string) => form.set(at, next));
  const common = { label, value: text, onChange: set, refused: form.refusal(at), ...(hint && { hint }) };
  const choices = given.choices ?? (field && "choices" in field ? field.choices : undefined);
  if (choices) return <ChoiceField {...common} choices={choices} />;
  if (field?.kind === "tick") {
    return (
      <label className="check">
        <input type="checkbox" checked={text === "yes"} onChange={(event) => set(event.target.checked ? "yes" : "")} /> {label}
      </label>
    );
  }
  if (!isRead(field)) return <TextField {...common} placeholder={placeholder} autoFocus={autoFocus} />;
  const shown = form.shown(at);
  return (
    <TextField
      {...common}
      placeholder={placeholder}
      autoFocus={autoFocus}
      read={field.kind}
      inputMode={inputModeOf(field)}
      reading={shown ? `= ${shown}` : ""}
      onLeave={() => form.left(at)}
      end={field.kind === "day" && <Calendar day={form.reading(at)?.value ?? null} onChoose={set} />}
    />
  );
}

function ownWords(field: Description | undefined): { label?: string | undefined; hint?: string | undefined; placeholder?: string | undefined } {
  return field && "label" in field ? { label: field.label, hint: field.hint, placeholder: field.placeholder } : {};
}

/** Without what was not given: it does not take the place of the description's own. */
function dropped(given: Omit<FieldProps, "at">): Omit<FieldProps, "at"> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** The fields and lists of one form, by the names that it has. */
export function partsOf<Of extends InputName>(_: Described<Of>): { Field: (props: FieldProps<PathOf<Of>>) => ReactNode; Rows: (props: RowsProps<ListsOf<Of>>) => ReactNode } {
  return { Field, Rows };
}
