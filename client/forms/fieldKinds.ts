// The kinds of field that a form may have: how each is typed, what it is called, and when it applies.
/** What a number is of, where its column does not tell. */
export type EntryUnit = "POUNDS" | "THOUSANDS" | "MILLIONS" | "PERCENT" | "NUMBER" | "DAY";
/** Of each field named, the values of which it has one: any, or none at all. */
export type When = Readonly<Record<string, readonly string[] | "given" | "missing">>;
/** The text of a column beside this one, and of one of the form itself. */
export type TextAt = (name: string) => string;
export type Choices = readonly (readonly [value: string, label: string])[];

interface Common {
  readonly label?: string;
  readonly hint?: string;
  readonly placeholder?: string;
  /** The width of its column, in a list. */
  readonly width?: string;
  /** When it applies: while these fields, of its own row or of the form, have one of these values. It is not drawn and is sent empty where it does not. */
  readonly when?: When;
  /** The same for what is drawn alone: it is sent as it is. */
  readonly shownWhen?: When;
  readonly needed?: boolean;
  /** It stands in one line with the field before it. */
  readonly beside?: boolean;
  /** A heading over it. */
  readonly heading?: string;
  /** From here on the fields stand in a fold of this name. */
  readonly fold?: string;
  /** What a new one begins with. */
  readonly begins?: unknown;
}
export interface WordsField extends Common {
  readonly kind: "words";
}
export interface ChoiceField extends Common {
  readonly kind: "choice";
  /** Where they are not known before the form is drawn, its layout gives them. */
  readonly choices?: Choices;
  /** What the choice of nothing is called. */
  readonly none?: string;
  /** It is chosen by the name of one of a list of the same form, and stored as its id: a provider's lot among the lots, `["lots", "lotId"]`. */
  readonly named?: readonly [list: string, column: string];
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
  readonly of?: string;
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
  /** The amounts that a value stands for, where a form begins with one. */
  readonly from?: (value: number) => Readonly<Record<string, number | null>>;
}
export interface ListField<Fields = Readonly<Record<string, Field>>> extends Common {
  readonly kind: "list";
  readonly fields: Fields;
  /** The input that each of it is, where the whole is no input of the schema's. */
  readonly of?: string;
  /** What the button says that adds one. */
  readonly add?: string;
  /** The columns shown, in their order; all that have a label where nothing is said. */
  readonly columns?: readonly string[];
  /** A row without this is not sent. */
  readonly unless?: string;
}
export interface IdsField extends Common {
  readonly kind: "ids";
  /** The list that it is stored as, and the column of that: neighbours, `neighbourId`. */
  readonly from: readonly [list: string, column: string];
  readonly add?: string;
}
export type Field = WordsField | ChoiceField | TickField | ReadField | KeptField | WorkedField | ListField | IdsField;
export type Fields = Readonly<Record<string, Field>>;
