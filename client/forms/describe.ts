// A form, described: for each column of an input how it is typed and what it is called. Drawing, reading, drafts and sending all follow from it.
import type { Field, Fields, ListField, ReadField, TextAt, When } from "./fieldKinds.ts";
import type { FieldsOf, InputName, Opening } from "./input.ts";

export interface Described<Of extends InputName> {
  readonly of: Of;
  /** What the thing is called in a sentence: "block case". */
  readonly said: string;
  readonly fields: Fields;
}

/** Describes the form of an input: each of its columns has to be there. */
export function describe<Of extends InputName>(of: Of, said: string, fields: FieldsOf<Of>): Described<Of> {
  return { of, said, fields: fields as unknown as Fields };
}

/** A list of the things that a form is of: a form that fills in several at once. */
export function listOf<Of extends InputName>({ of, fields }: Described<Of>, words: { label: string; add: string }): ListField<FieldsOf<Of>> {
  return { kind: "list", of, ...words, fields: fields as unknown as FieldsOf<Of> };
}

/** The same form with what some of its numbers are of, by their paths in it: "targets.target". */
export function withReadings<Of extends InputName>(form: Described<Of>, readings: Readonly<Record<string, ReadField["as"]>>): Described<Of> {
  const within = (fields: Fields, at: string): Fields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, field]): [string, Field] => {
        if (field.kind === "list") return [name, { ...field, fields: within(field.fields, `${at}${name}.`) }];
        const as = readings[`${at}${name}`];
        return [name, as && isRead(field) ? { ...field, as } : field];
      }),
    );
  return { ...form, fields: within(form.fields, "") };
}

/** What the form opens with: the thing as it is stored, or what a new one begins with. */
export function openingOf<Of extends InputName>(form: Described<Of>, held: object | null, begins: Partial<Opening<Of>> = {}): Opening<Of> {
  const whole = held as Record<string, unknown> | null;
  const opened = (name: string, field: Field, of: Record<string, unknown> | null): unknown => {
    if (field.kind === "ids") return ((whole?.[field.from[0]] ?? []) as Record<string, unknown>[]).map((part) => part[field.from[1]]);
    if (field.kind === "list") return ((of?.[name] ?? []) as Record<string, unknown>[]).map((part) => valuesOf(field.fields, part));
    if (field.kind === "worked") return null;
    if (field.kind === "choice" && field.named && of) {
      const [list, column] = field.named;
      return ((whole?.[list] ?? []) as { id: string; name: string }[]).find(({ id }) => id === of[column])?.name ?? null;
    }
    const value = of?.[name];
    if (value !== undefined && value !== null) return value;
    // What a stored thing has no value of, because it does not apply, begins as in a new one once it does.
    const open = of === null || field.when !== undefined || field.kind === "choice";
    return (open ? field.begins : undefined) ?? (of === null && field.kind === "choice" && field.needed ? field.choices?.[0]?.[0] : undefined) ?? null;
  };
  const valuesOf = (fields: Fields, of: Record<string, unknown> | null): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, opened(name, field, of)]));
  return { ...valuesOf(form.fields, whole), ...(held ? {} : begins) } as Opening<Of>;
}

/** Whether a field applies, by the texts beside it and in its form. */
export function applies(when: When | undefined, beside: TextAt, form: TextAt): boolean {
  return Object.entries(when ?? {}).every(([name, values]) => {
    const text = beside(name) || form(name);
    if (typeof values !== "string") return values.includes(text);
    return (text.trim() === "") === (values === "missing");
  });
}

/** Whether it depends on the text at a path that a field applies. */
export function decides(path: string, field: Field | undefined): boolean {
  return field !== undefined && "when" in field && path in (field.when ?? {});
}

const readKinds: readonly string[] = ["pence", "pounds", "percent", "number", "count", "day", "year"];
export function isRead(field: Field | undefined): field is ReadField {
  return field !== undefined && readKinds.includes(field.kind);
}

/** The description of what stands at a path: "items[0].amountPence". */
export function fieldAt(fields: Fields, path: string): Field | undefined {
  const [, list, column] = /^(\w+)\[\d+\]\.(\w+)$/.exec(path) ?? [];
  if (list === undefined || column === undefined) return fields[path];
  const found = fields[list];
  if (found?.kind === "ids") return { kind: "choice" };
  return found?.kind === "list"
    ? (found.fields[column] ?? Object.values(found.fields).flatMap((each) => (each.kind === "worked" ? (each.typed[column] ?? []) : []))[0])
    : undefined;
}
