// A noun that people state: one declaration a column, from which its GraphQL object and input, what is stored of it, its form and its import follow.
import "reflect-metadata";
import { getTableColumns, type Table } from "drizzle-orm";
import { type ClassType, Field, ID, InputType, ObjectType } from "type-graphql";
import { type ColumnKind, kindOf } from "../../db/engine/dialect.ts";
import { type TableName, tableNameOf } from "../../db/references.ts";
import { type AnyRow, columnOf, fieldType, type NoOthers } from "../fromTable.ts";
import { Typed, type TypedAs } from "../typed.ts";

/** Of each field named, the values of which it has one: any, or none at all. */
export type When = Readonly<Record<string, readonly string[] | "given" | "missing">>;

/** What the page needs of a field: what it is called there, and where and when it stands. */
export interface OnThePage {
  readonly label?: string;
  readonly hint?: string;
  readonly placeholder?: string;
  /** The width of its column, where it is a column of a list. */
  readonly width?: string;
  /** It stands in one line with the field before it. */
  readonly beside?: true;
  /** A heading over it. */
  readonly heading?: string;
  /** It applies while these fields have these values. A value that does not apply is not kept. */
  readonly when?: When;
  /** The same for the form alone, which hides it and still sends it. */
  readonly shownWhen?: When;
  /** What the choice of nothing is called. */
  readonly none?: string;
  /** What a new one begins with in its form. */
  readonly begins?: unknown;
  /** From here on the form's fields stand in a fold of this name, open where anything in it is filled in. */
  readonly fold?: string;
}

/** A column that people state. */
export interface Stated extends OnThePage {
  /** What it is. */
  readonly description: string;
  /** What whoever states it has to know, where that is more or other than what it is. */
  readonly input?: string;
  /** What is stored where nothing is said of it: it may then be left out. */
  readonly usual?: unknown;
  /** How what is typed is read, where its column does not tell. */
  readonly typed?: TypedAs;
  /** A text of several lines; without this it is a name. */
  readonly long?: true;
  /** Left out, it stays as it is; a form that does not show it still sends it. */
  readonly stays?: true;
  /** It is stated by the name of a part of the same thing: `lotId` by the `lot` among its `lots`. */
  readonly byName?: { readonly of: string; readonly as: string };
  /** The form sends what it has, and nobody types it. */
  readonly kept?: true;
  /** A year that the form gives, a row a year. */
  readonly given?: true;
  /** The column of its register where it stands and is typed over: "heading" is the rows' headings. Of the fields of one column it is the first that the cell shows. */
  readonly register?: string;
  /** There it is typed in a row that is new, and in no other. */
  readonly onlyNew?: true;
  /** What its register shows where it holds nothing, which may be typed to say so: "open". */
  readonly blank?: string;
}

/** A list of parts of a thing. */
export interface Part extends Pick<OnThePage, "label" | "hint" | "heading" | "when" | "fold"> {
  readonly noun: AnyNoun;
  readonly description: string;
  readonly input?: string;
  /** Its class, where that has more than what is stored. */
  readonly type?: () => ClassType<object>;
  /** It is stated as a list of the one id that each part has, under this name: neighbours by `neighbourIds`. */
  readonly ids?: string;
  /** There has to be such a list. */
  readonly needed?: true;
  /** What the button says that adds one. */
  readonly add?: string;
  /** The columns that the form shows, where that is not each that has a label; a row without `unless` is not sent. */
  readonly columns?: readonly string[];
  readonly unless?: string;
  /** The field that it follows in the form, where it does not stand at the end. */
  readonly after?: string;
}

/** A description alone is of a column that Tabled gives and nobody states. */
export type Declared = string | Stated;
type Parts = Readonly<Record<string, Part>>;
type NounOf<P> = P extends { noun: infer N } ? N : never;
type FieldsFor<T extends Table> = { readonly [Column in keyof AnyRow<T>]?: Declared };

/** Of each column named, what the store has: the object as GraphQL reads it. */
export type ReadOf<N> = N extends Noun<infer T, infer F, infer P> ? Pick<AnyRow<T>, keyof F & keyof AnyRow<T>> & { [Key in keyof P]: ReadOf<NounOf<P[Key]>>[] } : never;
type StatedKeys<F> = { [Key in keyof F]: F[Key] extends string ? never : Key }[keyof F];
type ByName<F> = { [Key in keyof F]: F[Key] extends { byName: unknown } ? Key : never }[keyof F];
type MayBeLeftOut<F, Row, Key extends keyof F> = F[Key] extends { usual: unknown } | { stays: true } ? Key : null extends Row[Key & keyof Row] ? Key : never;
type OptionalKeys<F, Row> = { [Key in Exclude<StatedKeys<F>, ByName<F>>]: MayBeLeftOut<F, Row, Key> }[Exclude<StatedKeys<F>, ByName<F>>];
type PartsGiven<P> = {
  [Key in keyof P as P[Key] extends { ids: infer Ids extends string } ? Ids : Key]?: P[Key] extends { ids: string } ? string[] | null : InputOf<NounOf<P[Key]>>[] | null;
};
type NameOf<How> = How extends { byName: { as: infer As } } ? As & string : never;
type NamesGiven<F, Row> = { [Key in keyof F as NameOf<F[Key]>]: null extends Row[Key & keyof Row] ? string | null | undefined : string };
/** What is given of a thing by whoever states it, as its GraphQL input has it. */
export type InputOf<N> = N extends Noun<infer T, infer F, infer P> ? Simple<GivenFields<F, AnyRow<T>> & NamesGiven<F, AnyRow<T>> & PartsGiven<P>> : never;
type GivenFields<F, Row> = { [Key in Exclude<StatedKeys<F>, ByName<F> | OptionalKeys<F, Row>> & keyof Row]: Row[Key] } & {
  [Key in OptionalKeys<F, Row> & keyof Row]?: Row[Key] | null;
};
type Stays<F> = { [Key in keyof F]: F[Key] extends { stays: true } ? Key : never }[keyof F];
/** The thing as it is to be stored: each stated column with its value, each list of parts. A part's id is there where it is one that there is. */
export type StatedOf<N> =
  N extends Noun<infer T, infer F, infer P>
    ? Simple<
        { [Key in Exclude<StatedKeys<F>, Stays<F> | "id"> & keyof AnyRow<T>]: AnyRow<T>[Key] } & {
          [Key in Stays<F> & keyof AnyRow<T>]?: AnyRow<T>[Key];
        } & ("id" extends StatedKeys<F> ? { id: string } : unknown) & { [Key in keyof P]: StatedOf<NounOf<P[Key]>>[] }
      >
    : never;
type Simple<T> = { [Key in keyof T]: T[Key] };

export interface About<P extends Parts> {
  readonly description: string;
  /** What its input is called, and what that is, where it is not "<Name>Input" and the same. */
  readonly input?: { readonly name?: string; readonly description?: string };
  /** What it is called in a sentence, where it is not its name: "block case". */
  readonly said?: string;
  readonly parts?: P;
  /** Why cells of its register cannot be typed over, by their columns. */
  readonly fixed?: Readonly<Record<string, string>>;
}

/** What a field is, for what goes by the declaration: reading what is stated, printing forms, reading files. */
export interface NounField extends Stated {
  /** The column, and the name under which it is stated. */
  readonly column: string;
  readonly name: string;
  readonly kind: ColumnKind;
  /** Its GraphQL type. */
  readonly type: object;
  readonly required: boolean;
  /** The values that it may have, where it is a choice. */
  readonly values: readonly string[] | undefined;
}

export interface Noun<T extends Table = Table, F = unknown, P = unknown> {
  readonly name: string;
  readonly table: TableName;
  readonly inputName: string;
  readonly said: string;
  readonly parts: P;
  readonly fixed: Readonly<Record<string, string>>;
  /** The columns that people state, in the order declared. */
  readonly fields: readonly NounField[];
  /** The columns that GraphQL reads. */
  readonly read: readonly string[];
  /** An abstract class with a GraphQL field for each column and each list of parts, for a class that has more. */
  readonly Stored: abstract new () => ReadOf<Noun<T, F, P>>;
  /** The GraphQL object, where it has no more than that. */
  object(): ClassType<ReadOf<Noun<T, F, P>> & object>;
  readonly Input: ClassType<InputOf<Noun<T, F, P>> & object>;
}
// biome-ignore lint/suspicious/noExplicitAny: any noun whatever.
export type AnyNoun = Noun<any, any, any>;

/**
 * Declares a noun: a field for each column named, in the order in which its form shows them.
 * `noun(t.benefitReview, "BenefitReview", { description: "What a review found." }, { found: { description: "What was found.", long: true } })`
 * has a class with `found: String`, an input with the same, and is stated as `{ found: string | null }`. A name that is no column does not compile.
 */
export function noun<T extends Table, const F extends FieldsFor<T>, const P extends Parts = Record<never, never>>(
  table: T,
  name: string,
  about: About<P>,
  declared: F & NoOthers<F, T>,
): Noun<T, F, P> {
  const columns = getTableColumns(table);
  const parts = (about.parts ?? {}) as P;
  const inputName = about.input?.name ?? `${name}Input`;
  const entries = Object.entries(declared as Readonly<Record<string, Declared>>);
  @ObjectType()
  abstract class Stored {}
  @InputType(inputName, { description: about.input?.description ?? about.description })
  class Input {}

  for (const [column, how] of entries) {
    if (typeof how !== "string" && how.kept && column === "id" && how.input === undefined) continue;
    Field(() => fieldType(columnOf(columns, column)) as never, { nullable: !columnOf(columns, column).notNull, description: typeof how === "string" ? how : how.description })(
      Stored.prototype,
      column,
    );
  }
  for (const [key, part] of Object.entries(parts)) {
    // Its class is made now: a schema that is being built takes no more of them.
    const own = part.type ? null : part.noun.object();
    Field(() => [own ?? part.type?.()], { description: part.description })(Stored.prototype, key);
  }

  const fields = entries.flatMap(([column, how]): NounField[] => {
    if (typeof how === "string") return [];
    const { notNull } = columnOf(columns, column);
    const required = notNull && how.usual === undefined && how.stays === undefined && column !== "id";
    return [
      {
        ...how,
        column,
        name: how.byName?.as ?? column,
        kind: kindOf(columnOf(columns, column)),
        type: fieldType(columnOf(columns, column)),
        required,
        values: columnOf(columns, column).enumValues,
      },
    ];
  });
  inputFields(Input, fields, parts);

  let made: ClassType<object> | undefined;
  return {
    name,
    table: tableNameOf(table),
    inputName,
    said: about.said ?? name.toLowerCase(),
    parts,
    fixed: about.fixed ?? {},
    fields,
    read: entries.map(([column]) => column),
    Stored: Stored as unknown as Noun<T, F, P>["Stored"],
    object() {
      if (!made) {
        made = class extends Stored {} as ClassType<object>;
        ObjectType(name, { description: about.description })(made);
      }
      return made as ReturnType<Noun<T, F, P>["object"]>;
    },
    Input: Input as unknown as Noun<T, F, P>["Input"],
  };
}

/** The same noun with some of its fields and parts left out, and an input of that: a question that stores nothing is asked with it. */
export function someOf<T extends Table, F, P, const Left extends (keyof F | keyof P) & string>(
  of: Noun<T, F, P>,
  inputName: string,
  description: string,
  left: readonly Left[],
): Noun<T, Omit<F, Left>, Omit<P, Left>> {
  @InputType(inputName, { description })
  class Input {}
  const isLeft = (name: string) => (left as readonly string[]).includes(name);
  const fields = of.fields.filter(({ name }) => !isLeft(name));
  const parts = Object.fromEntries(Object.entries(of.parts as Parts).filter(([key]) => !isLeft(key)));
  inputFields(Input, fields, parts);
  return { ...of, inputName, fields, parts, Input } as unknown as Noun<T, Omit<F, Left>, Omit<P, Left>>;
}

/** Gives an input class its fields. */
function inputFields(Input: ClassType<object>, fields: readonly NounField[], parts: Parts): void {
  for (const field of fields) {
    if (field.typed) Typed(field.typed)(Input.prototype, field.name);
    const type = field.byName ? String : field.type;
    Field(() => type as never, { nullable: !field.required, description: field.input ?? field.description })(Input.prototype, field.name);
  }
  for (const [key, { noun: of, ids, input, description, needed }] of Object.entries(parts)) {
    Field(() => [ids ? ID : of.Input], { nullable: !needed, description: input ?? description })(Input.prototype, ids ?? key);
  }
}
