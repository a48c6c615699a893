// The fields of a described form, in its own order: in lines, under headings, in a fold, each while it applies.
import { type ReactNode, useState } from "react";
import { applies } from "./describe.ts";
import { Field } from "./Field.tsx";
import { useFormParts } from "./FormFrame.tsx";
import type { Choices, Field as Description, Fields, ListField } from "./fieldKinds.ts";
import { Rows } from "./Rows.tsx";
import type { FormParts } from "./useForm.ts";

export interface FormBodyProps {
  /** The choices that are read while the form is open, by the field's path: "kpiId", "targets.subjectId". Until they are there the field is not drawn. */
  choices?: Readonly<Record<string, Choices | undefined>>;
  /** What fields say where that depends on others, by the same paths. */
  labels?: Readonly<Record<string, string>>;
  hints?: Readonly<Record<string, string>>;
  placeholders?: Readonly<Record<string, string>>;
  /** What the buttons say that add to a list. */
  adds?: Readonly<Record<string, string>>;
  /** What is drawn in the place of a field or a list; null where nothing is. */
  instead?: Readonly<Record<string, ReactNode>>;
  /** What stands at the end of the fold, and the paths that it fills in. */
  inFold?: { readonly paths: RegExp; readonly drawn: ReactNode } | null;
  /** The field that has the keyboard at first. */
  focus?: string | undefined;
}

type Named = [name: string, field: Description];

export function FormBody(props: FormBodyProps) {
  const form = useFormParts();
  const drawn = Object.entries(form.fields).filter(([name, field]) => isDrawn(form, name, field, props));
  const fold = drawn.findIndex(([, field]) => "fold" in field && field.fold !== undefined);
  const folded = fold < 0 ? [] : drawn.slice(fold);
  return (
    <>
      <Lines of={fold < 0 ? drawn : drawn.slice(0, fold)} {...props} />
      {folded.length > 0 && <Folded of={folded} {...props} />}
    </>
  );
}

function isDrawn(form: FormParts, name: string, field: Description, { choices = {}, instead = {} }: FormBodyProps): boolean {
  if (field.kind === "worked") return false;
  if (!applies(field.when, form.text, form.text) || !applies(field.shownWhen, form.text, form.text)) return false;
  if (name in instead) return instead[name] !== null;
  if (field.label === undefined) return false;
  if (field.kind === "list")
    return Object.entries(field.fields).every(
      ([column, each]) => each.kind !== "choice" || each.label === undefined || each.none !== undefined || hasChoices(each, choices[`${name}.${column}`]),
    );
  return hasChoices(field, choices[name]);
}

function hasChoices(field: Description, given: Choices | undefined): boolean {
  if (field.kind !== "choice" && field.kind !== "kept" && field.kind !== "ids") return true;
  return (given !== undefined && given.length > 0) || ("choices" in field && field.choices !== undefined);
}

/** Those that stand beside each other in one line. */
function Lines({ of, ...props }: FormBodyProps & { of: readonly Named[] }) {
  const lines: Named[][] = [];
  for (const each of of) {
    const last = lines[lines.length - 1];
    if (last && "beside" in each[1] && each[1].beside) last.push(each);
    else lines.push([each]);
  }
  return lines.map((line) => {
    const [[name, first]] = line as [Named];
    const heading = "heading" in first ? first.heading : undefined;
    const cells = line.map(([each, field]) => <One key={each} name={each} field={field} {...props} />);
    return (
      <div key={name} className={line.length === 1 ? "line" : line.length === 2 ? "pair" : "amounts"}>
        {heading && <h3>{heading}</h3>}
        {cells}
      </div>
    );
  });
}

function One({ name, field, choices = {}, labels = {}, hints = {}, placeholders = {}, adds = {}, instead = {}, focus }: FormBodyProps & { name: string; field: Description }) {
  if (name in instead) return instead[name];
  if (field.kind === "list" || field.kind === "ids") {
    const columns = field.kind === "list" ? columnChoices(name, field, choices) : { id: choices[name] ?? [] };
    const own = Object.entries(labels).flatMap(([path, label]) => (path.startsWith(`${name}.`) ? [[path.slice(name.length + 1), label]] : []));
    return <Rows at={name} choices={columns} labels={Object.fromEntries(own)} {...(hints[name] && { hint: hints[name] })} {...(adds[name] && { add: adds[name] })} />;
  }
  const given = choices[name];
  return (
    <Field
      at={name}
      autoFocus={focus === name}
      {...(labels[name] && { label: labels[name] })}
      {...(hints[name] && { hint: hints[name] })}
      {...(placeholders[name] && { placeholder: placeholders[name] })}
      {...(given && { choices: withNone(field, given) })}
    />
  );
}

function columnChoices(list: string, { fields }: ListField<Fields>, choices: NonNullable<FormBodyProps["choices"]>): Record<string, Choices> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([column, field]) => {
      const given = choices[`${list}.${column}`];
      return given ? [[column, withNone(field, given)]] : [];
    }),
  );
}

function withNone(field: Description, given: Choices): Choices {
  return field.kind === "choice" && field.none !== undefined ? [["", field.none], ...given] : given;
}

/** What not every one of these has. What is filled in is in sight from the start, and so is what was refused. */
function Folded({ of, inFold, ...props }: FormBodyProps & { of: readonly Named[] }) {
  const [[, first]] = of as [Named];
  const form = useFormParts();
  const here = (path: string) => of.some(([name]) => path === name || path.startsWith(`${name}[`)) || inFold?.paths.test(path) === true;
  const [open, setOpen] = useState(() => Object.entries(form.texts).some(([path, text]) => here(path) && text !== ""));
  const refused = of.some(([name]) => form.refusal(name) !== null) || Object.keys(form.texts).some((path) => here(path) && form.refusal(path) !== null);
  return (
    <details className="more-terms" open={open || refused} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{"fold" in first && first.fold}</summary>
      <Lines of={of} {...props} />
      {inFold?.drawn}
    </details>
  );
}

/** Named things as choices. */
export function named(things: readonly { readonly id: string; readonly name: string }[]): Choices {
  return things.map(({ id, name }) => [id, name] as const);
}
