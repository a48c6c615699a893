// The few form parts of the side panels: a label, a control, what was read of it, and what was refused.
import { type ReactNode, useId } from "react";

interface FieldProps {
  label: string;
  hint?: string;
  /** What was refused of this field. */
  refused?: string | null | undefined;
  /** What it was read as, or an empty text where it says nothing more than the field does. Left out where nothing is read. */
  reading?: string | null;
}

function Framed({ label, hint, refused, reading, id, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className={refused ? "field refused" : "field"}>
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && !refused && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {refused && (
        <p className="refusal" role="alert" id={`${id}-refused`}>
          {refused}
        </p>
      )}
      {reading != null && !refused && (
        <p className="reading" id={`${id}-reading`}>
          {reading}
        </p>
      )}
    </div>
  );
}

/** What tells more of a field, for whoever hears it. */
function describedBy(id: string, { hint, refused, reading }: Pick<FieldProps, "hint" | "refused" | "reading">): string | undefined {
  if (refused) return `${id}-refused`;
  return [hint && `${id}-hint`, reading && `${id}-reading`].filter(Boolean).join(" ") || undefined;
}

interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  /** Told when the keyboard leaves it. */
  onLeave?: (() => void) | undefined;
  inputMode?: "decimal" | "numeric" | "text" | undefined;
  placeholder?: string | undefined;
  autoFocus?: boolean | undefined;
  /** What sort of thing is read of it. */
  read?: string | undefined;
  /** What stands at its end: a calendar. */
  end?: ReactNode;
}

export function TextField({ value, onChange, onLeave, inputMode, placeholder, autoFocus, read, end, ...field }: TextFieldProps) {
  const id = useId();
  const input = (
    <input
      id={id}
      type="text"
      data-read={read}
      inputMode={inputMode}
      value={value}
      onBlur={onLeave}
      aria-describedby={describedBy(id, field)}
      placeholder={placeholder}
      // biome-ignore lint/a11y/noAutofocus: a panel that was just asked for is where its asker types next.
      autoFocus={autoFocus}
      autoComplete="off"
      aria-invalid={field.refused ? true : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  );
  return (
    <Framed {...field} id={id}>
      {end ? (
        <span className="with-end">
          {input}
          {end}
        </span>
      ) : (
        input
      )}
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
      <select
        id={id}
        value={value}
        aria-invalid={field.refused ? true : undefined}
        aria-describedby={describedBy(id, field)}
        onChange={(event) => onChange(event.target.value as Value)}
      >
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
