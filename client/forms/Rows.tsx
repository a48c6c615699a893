// A list of things in a form, as a small grid: a row a thing, a column a field, with a button to add one and one to take it out.
import { Fragment, useId, useState } from "react";
import { Calendar } from "./Calendar.tsx";
import { isRead } from "./describe.ts";
import { useFormParts } from "./FormFrame.tsx";
import type { Choices, Field, Fields } from "./fieldKinds.ts";
import { inputModeOf } from "./inputMode.ts";
import type { FormParts } from "./useForm.ts";

export interface RowsProps<List extends string = string> {
  at: List;
  /** The choices of columns that the description does not give. */
  choices?: Readonly<Record<string, Choices>>;
  /** What columns are called, where that depends on other fields. */
  labels?: Readonly<Record<string, string>>;
  hint?: string;
  add?: string;
}

interface Column {
  key: string;
  label: string;
  field: Field;
  choices: Choices | undefined;
  width: string | undefined;
}

export function Rows({ at, choices = {}, labels = {}, hint, add }: RowsProps) {
  const form = useFormParts();
  const title = useId();
  const [looked, setLooked] = useState<string | null>(null);
  const list = form.field(at);
  if (list?.kind !== "list" && list?.kind !== "ids") throw new Error(`${at} is no list of this form.`);
  const { label = "" } = list;
  const columns = columnsOf(list, label).map(
    ([key, field]): Column => ({
      key,
      field,
      label: labels[key] ?? ("label" in field ? (field.label ?? "") : ""),
      choices: choices[key] ?? ("choices" in field ? field.choices : undefined),
      width: "width" in field ? field.width : undefined,
    }),
  );
  const hidden = list.kind === "list" ? Object.keys(list.fields).filter((key) => !columns.some((column) => column.key === key)) : [];
  const rows = Array.from({ length: form.rows(at) }, (_, row) => row);
  const said = looked === null ? null : form.shown(looked);
  const refused = form.refusal(at);
  // Of things, the first that no row above names: a cost centre is drawn from once.
  const begins = ({ key, choices: some = [] }: Column) => {
    const named = new Set(key in choices ? rows.map((row) => form.text(`${at}[${row}].${key}`)) : []);
    return (some.find(([value]) => !named.has(value)) ?? some[0])?.[0] ?? "";
  };
  const first = () => Object.fromEntries(columns.flatMap((column) => (column.choices ? [[column.key, begins(column)]] : [])));
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
            {rows.map((row) => {
              const wrong = wrongIn(form, `${at}[${row}]`, columns, hidden);
              const wrongId = `${title}-${row}`;
              return (
                <Fragment key={row}>
                  <tr>
                    {columns.map((column) => (
                      <td key={column.key} className={wrong.has(column.key) || wrong.has("") ? "refused" : undefined}>
                        <Cell
                          form={form}
                          at={`${at}[${row}].${column.key}`}
                          column={column}
                          label={`${column.label}, ${label} ${row + 1}`}
                          wrong={wrong.has(column.key) ? `${wrongId}-${column.key}` : undefined}
                          onLook={setLooked}
                        />
                      </td>
                    ))}
                    <td>
                      <button type="button" className="quiet" aria-label={`Take out ${label} ${row + 1}`} title="Take out" onClick={() => form.removeRow(at, row)}>
                        ×
                      </button>
                    </td>
                  </tr>
                  {wrong.size > 0 && (
                    <tr>
                      <td colSpan={columns.length + 1} className="row-refusal">
                        {[...wrong].map(([key, sentence]) => (
                          <p key={key} className="refusal" role="alert" id={`${wrongId}-${key}`}>
                            {wrong.size > 1 && key !== "" ? `${columns.find((column) => column.key === key)?.label}: ${sentence}` : sentence}
                          </p>
                        ))}
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      )}
      {refused && (
        <p className="refusal" role="alert">
          {refused}
        </p>
      )}
      {(hint ?? list.hint) && !refused && <p className="hint">{hint ?? list.hint}</p>}
      <div className="rows-foot">
        <button type="button" className="quiet" onClick={() => form.addRow(at, first())}>
          {add ?? list.add ?? "Add another"}
        </button>
        {said && looked && (
          <p className="reading">
            {whereSaid(looked, columns)} = {said}
          </p>
        )}
      </div>
    </section>
  );
}

function columnsOf(list: Field, label: string): [string, Field][] {
  if (list.kind !== "list") return [["id", { kind: "choice", label }]];
  const all = Object.entries(list.fields as Fields).flatMap(([key, field]) => (field.kind === "worked" ? Object.entries(field.typed) : [[key, field] as [string, Field]]));
  if (!list.columns) return all.filter(([, field]) => "label" in field && field.label !== undefined);
  return list.columns.flatMap((key) => all.filter(([each]) => each === key));
}

/** What is wrong with a row: of each column, and under "" of the whole and of what is not shown of it. */
function wrongIn(form: FormParts, at: string, columns: readonly Column[], hidden: readonly string[]): Map<string, string> {
  const found = columns.flatMap(({ key }): [string, string][] => {
    const sentence = form.refusal(`${at}.${key}`);
    return sentence ? [[key, sentence]] : [];
  });
  const whole = form.refusal(at) ?? hidden.map((key) => form.refusal(`${at}.${key}`)).find((sentence) => sentence !== null);
  return new Map(whole ? [["", whole], ...found] : found);
}

/** Which cell a reading is of: "2, Months". */
function whereSaid(path: string, columns: readonly Column[]): string {
  const [, row, key] = /\[(\d+)\]\.(\w+)$/.exec(path) ?? [];
  return `${Number(row) + 1}, ${columns.find((each) => each.key === key)?.label ?? ""}`;
}

interface CellProps {
  form: FormParts;
  at: string;
  column: Column;
  label: string;
  /** Where it says what is wrong with it. */
  wrong: string | undefined;
  onLook: (path: string) => void;
}

function Cell({ form, at, column: { field, choices }, label, wrong, onLook }: CellProps) {
  const text = form.text(at);
  const told = { "aria-label": label, "aria-invalid": wrong ? true : undefined, "aria-describedby": wrong };
  if (choices) {
    return (
      <select {...told} value={text} onChange={(event) => form.set(at, event.target.value)}>
        {choices.map(([each, said]) => (
          <option key={each} value={each}>
            {said}
          </option>
        ))}
      </select>
    );
  }
  if (field.kind === "tick") return <input {...told} type="checkbox" checked={text === "yes"} onChange={(event) => form.set(at, event.target.checked ? "yes" : "")} />;
  const number = isRead(field) && field.kind !== "day" && field.kind !== "year";
  const shown = form.shown(at);
  const input = (
    <input
      {...told}
      type="text"
      data-read={isRead(field) ? field.kind : undefined}
      inputMode={inputModeOf(field)}
      className={number ? "number" : undefined}
      title={shown ? `= ${shown}` : undefined}
      value={text}
      placeholder={"placeholder" in field ? field.placeholder : undefined}
      autoComplete="off"
      onFocus={() => onLook(at)}
      onBlur={() => form.left(at)}
      onChange={(event) => {
        onLook(at);
        form.set(at, event.target.value);
      }}
    />
  );
  if (!isRead(field) || field.kind !== "day") return input;
  return (
    <span className="with-end">
      {input}
      <Calendar day={form.reading(at)?.value ?? null} onChoose={(day) => form.set(at, day)} />
    </span>
  );
}
