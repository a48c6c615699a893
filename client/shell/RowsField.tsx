// A list of things in a form, as a small grid of inputs: a row a thing, a column a field, with a button to add one and one to take it out.
import { useId } from "react";

/** A thing of the list while it is being typed: all text; a box that is ticked is "yes". */
export type FormRow = Record<string, string>;

export interface RowColumn {
  key: string;
  label: string;
  kind?: "text" | "number" | "date" | "choice" | "check";
  choices?: readonly (readonly [string, string])[];
  placeholder?: string;
  /** A width for the column, where its content says too little or too much. */
  width?: string;
}

export interface RowsFieldProps {
  label: string;
  columns: readonly RowColumn[];
  rows: readonly FormRow[];
  onChange: (rows: FormRow[]) => void;
  /** Where the server names this list: "terms" is "input.terms". */
  path: string;
  refused: { field: string | null; message: string } | null;
  /** What the button says that adds one. */
  add: string;
  hint?: string;
}

export function RowsField({ label, columns, rows, onChange, path, refused, add, hint }: RowsFieldProps) {
  const title = useId();
  const field = refused?.field?.replace(/^(input|terms)\./, "") ?? "";
  const mine = field === path || field.startsWith(`${path}[`) || field.startsWith(`${path}.`);
  const set = (at: number, key: string, value: string) => onChange(rows.map((row, index) => (index === at ? { ...row, [key]: value } : row)));
  const isRefused = (at: number, key: string) => field === `${path}[${at}].${key}` || field === `${path}[${at}]`;
  return (
    <section className="rows-field" aria-labelledby={title}>
      <h3 id={title}>{label}</h3>
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" style={column.width ? { width: column.width } : undefined}>
                  {column.label}
                </th>
              ))}
              <th scope="col">
                <span className="unseen">Take out</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: while a thing is typed it has only its place.
              <tr key={at}>
                {columns.map((column) => (
                  <td key={column.key} className={isRefused(at, column.key) ? "refused" : undefined}>
                    <Input column={column} value={row[column.key] ?? ""} label={`${column.label}, ${label} ${at + 1}`} onChange={(value) => set(at, column.key, value)} />
                  </td>
                ))}
                <td>
                  <button
                    type="button"
                    className="quiet"
                    aria-label={`Take out ${label} ${at + 1}`}
                    title="Take out"
                    onClick={() => onChange(rows.filter((_, index) => index !== at))}
                  >
                    ×
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mine && (
        <p className="refusal" role="alert">
          {refused?.message}
        </p>
      )}
      {hint && !mine && <p className="hint">{hint}</p>}
      <button type="button" className="quiet" onClick={() => onChange([...rows, Object.fromEntries(columns.map((column) => [column.key, column.choices?.[0]?.[0] ?? ""]))])}>
        {add}
      </button>
    </section>
  );
}

function Input({ column, value, label, onChange }: { column: RowColumn; value: string; label: string; onChange: (value: string) => void }) {
  if (column.kind === "choice") {
    return (
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {(column.choices ?? []).map(([each, said]) => (
          <option key={each} value={each}>
            {said}
          </option>
        ))}
      </select>
    );
  }
  if (column.kind === "check") return <input aria-label={label} type="checkbox" checked={value === "yes"} onChange={(event) => onChange(event.target.checked ? "yes" : "")} />;
  return (
    <input
      aria-label={label}
      type={column.kind === "date" ? "date" : "text"}
      inputMode={column.kind === "number" ? "decimal" : undefined}
      className={column.kind === "number" ? "number" : undefined}
      value={value}
      placeholder={column.placeholder}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
