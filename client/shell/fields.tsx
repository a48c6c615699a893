// The few form parts of the side panels: a label, a control, and what was refused of it.
import { type ReactNode, useId } from "react";

interface FieldProps {
  label: string;
  hint?: string;
  /** What the server refused of this field. */
  refused?: string | null | undefined;
}

function Framed({ label, hint, refused, id, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className={refused ? "field refused" : "field"}>
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && !refused && <p className="hint">{hint}</p>}
      {refused && (
        <p className="refusal" role="alert">
          {refused}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "date" | "number";
  placeholder?: string;
  autoFocus?: boolean;
}

export function TextField({ value, onChange, type = "text", placeholder, autoFocus, ...field }: TextFieldProps) {
  const id = useId();
  return (
    <Framed {...field} id={id}>
      <input
        id={id}
        type={type}
        value={value}
        placeholder={placeholder}
        // biome-ignore lint/a11y/noAutofocus: a panel that was just asked for is where its asker types next.
        autoFocus={autoFocus}
        autoComplete="off"
        aria-invalid={field.refused ? true : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </Framed>
  );
}

interface ChoiceFieldProps<Value extends string> extends FieldProps {
  value: Value;
  choices: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}

export function ChoiceField<Value extends string>({ value, choices, onChange, ...field }: ChoiceFieldProps<Value>) {
  const id = useId();
  return (
    <Framed {...field} id={id}>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {choices.map(([each, said]) => (
          <option key={each} value={each}>
            {said}
          </option>
        ))}
      </select>
    </Framed>
  );
}

/** What was refused of the whole form, said once above its buttons. */
export function Refusal({ of }: { of: { message: string } | null }) {
  return of ? (
    <p className="refusal" role="alert">
      {of.message}
    </p>
  ) : null;
}

/** What was refused of a field: "places[0].endsOn" is "input.places[0].endsOn" to a mutation and "terms.places[0].endsOn" to a projection. */
export function refusalOf(error: { field: string | null; message: string } | null, path: string): string | null {
  return error !== null && [path, `input.${path}`, `terms.${path}`].includes(error.field ?? "") ? error.message : null;
}
