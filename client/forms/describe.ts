// A form, described: for each column of an input how it is typed and what it is called. Drawing, reading, drafts and sending all follow from it.
import type { FieldsOf, InputName } from "./input.ts";

/** What a number is of, where its column does not tell. */
export type EntryUnit = "POUNDS" | "THOUSANDS" | "MILLIONS" | "PERCENT" | "NUMBER" | "DAY";
/** The text of a column beside this one, and of one of the form itself. */
export type TextAt = (name: string) => string;
export type Choices = readonly (readonly [value: string, label: string])[];

interface Common {
  readonly label?: string;
  readonly hint?: string;
  readonly placeholder?: string;
  /** The width of its column, in a list. */
  readonly width?: string;
  /** When it applies; it is sent empty where it does not. */
  readonly when?: (beside: TextAt, form: TextAt) => boolean;
  readonly needed?: boolean;
}
export interface WordsField extends Common {
  readonly kind: "words";
}
export interface ChoiceField extends Common {
  readonly kind: "choice";
  /** Where they are not known before the form is drawn, its layout gives them. */
  readonly choices?: Choices;
}
export interface TickField extends Common {
  readonly kind: "tick";
}
export type ReadKind = "pence" | "pounds" | "percent" | "number" | "count" | "day" | "year";
/** What the server reads: no number is read in the page. */
export interface ReadField<Kind extends ReadKind = ReadKind> extends Common {
  readonly kind: Kind;
  /** What it is of, where other columns say so; and the column that it is read as, where it is not itself one of the schema's. */
  readonly as?: (beside: TextAt, form: TextAt) => ReadAs;
}
export interface ReadAs {
  readonly of?: InputName;
  readonly field?: string;
  readonly unit?: EntryUnit;
  /** What is sent without anything being typed. */
  readonly value?: unknown;
}
/** What is sent as it was, or as it was chosen, and never typed: its text is JSON. */
export interface KeptField extends Common {
  readonly kind: "kept";
  readonly choices?: Choices;
}
/** A column that two or more typed amounts come to. */
export interface WorkedField {
  readonly kind: "worked";
  readonly typed: Readonly<Record<string, ReadField>>;
  readonly value: (read: Readonly<Record<string, number | null>>) => number;
}
export interface ListField<Fields = Readonly<Record<string, Field>>> extends Common {
  readonly kind: "list";
  readonly fields: Fields;
  /** The input that each of it is, where the whole is no input of the schema's. */
  readonly of?: InputName;
  /** What the button says that adds one. */
  readonly add?: string;
  /** The columns shown, in their order; all that have a label where nothing is said. */
  readonly columns?: readonly string[];
  /** A row without this is not sent. */
  readonly unless?: string;
}
export interface IdsField extends Common {
  readonly kind: "ids";
  readonly add?: string;
}
export type Field = WordsField | ChoiceField | TickField | ReadField | KeptField | WorkedField | ListField | IdsField;
export type Fields = Readonly<Record<string, Field>>;

export interface Described<Of extends InputName> {
  readonly of: Of;
  readonly fields: Fields;
}

/** Describes the form of an input: each of its columns has to be there. */
export function describe<Of extends InputName>(of: Of, fields: FieldsOf<Of>): Described<Of> {
  return { of, fields: fields as unknown as Fields };
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
