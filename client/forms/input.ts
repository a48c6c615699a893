// The inputs of the schema as types: what a form of each has to describe, and what it sends. A column that is forgotten does not compile.
import type { introspection_types } from "../data/schema-types.d.ts";
import type { ChoiceField, IdsField, KeptField, ListField, ReadField, TickField, WordsField, WorkedField } from "./fieldKinds.ts";

/** What the page sends as several arguments and not as one input. */
interface OwnInputs {
  OutcomeEntries: { kind: "INPUT_OBJECT"; inputFields: [Own<"outcomes", OwnList<"OutcomeInput">>, Own<"release", OwnText>, Own<"why", OwnText>] };
  PlaceUses: { kind: "INPUT_OBJECT"; inputFields: [Own<"uses", OwnList<"PlaceUseInput">>] };
}
interface Own<Name, Type> {
  name: Name;
  type: Type;
}
interface OwnList<Name> {
  kind: "LIST";
  ofType: { kind: "NON_NULL"; ofType: { kind: "INPUT_OBJECT"; name: Name } };
}
interface OwnText {
  kind: "SCALAR";
  name: "String";
}
type Types = introspection_types & OwnInputs;

/** The name of an input type: "BlockCaseInput". */
export type InputName = { [Name in keyof Types]: Types[Name] extends { kind: "INPUT_OBJECT" } ? Name : never }[keyof Types];

type PartsOf<Of extends InputName> = Types[Of] extends { inputFields: readonly (infer Part)[] } ? Extract<Part, { name: string; type: unknown }> : never;

/** An input with none of its columns left out, nor any of its parts'. */
export type WholeInput<Of extends InputName> = { [Part in PartsOf<Of> as Part["name"]]: ValueOf<Part["type"]> };
/** What a form opens with: all columns, of which any may not be known yet. */
export type Opening<Of extends InputName> = { [Part in PartsOf<Of> as Part["name"]]: OpeningValue<ValueOf<Part["type"]>> };
type OpeningValue<Value> = Value extends (infer Row)[] ? (Row extends object ? { [Key in keyof Row]: Row[Key] | null }[] : Row[]) : Value | null;
type ValueOf<Type> = Type extends { kind: "NON_NULL"; ofType: infer Inner } ? Given<Inner> : Type extends { kind: "LIST" } ? Given<Type> : Given<Type> | null;
type Given<Type> = Type extends { kind: "LIST"; ofType: { ofType: infer Inner } }
  ? Given<Inner>[]
  : Type extends { kind: "INPUT_OBJECT"; name: infer Name extends InputName }
    ? WholeInput<Name>
    : Type extends { kind: "ENUM"; name: infer Name extends keyof Types }
      ? Types[Name] extends { enumValues: infer Value }
        ? Value
        : never
      : Type extends { kind: "SCALAR"; name: infer Name }
        ? ScalarOf<Name>
        : never;
type ScalarOf<Name> = Name extends "Pence" | "Int" | "DataVersion" ? number : Name extends "Boolean" ? boolean : string;

/** How each column of an input is typed. */
export type FieldsOf<Of extends InputName> = { readonly [Part in PartsOf<Of> as Part["name"]]: FieldOf<Part["type"]> };
type FieldOf<Type> = Type extends { kind: "NON_NULL"; ofType: infer Inner } ? (Inner extends { kind: "LIST" } ? KindOf<Inner> : Needed<KindOf<Inner>>) : KindOf<Type>;
type Needed<Kind> = Kind extends TickField | KeptField | WorkedField ? Kind : Kind & { readonly needed: true };
type KindOf<Type> = Type extends { kind: "LIST"; ofType: { ofType: infer Inner } }
  ? Inner extends { kind: "INPUT_OBJECT"; name: infer Name extends InputName }
    ? ListField<FieldsOf<Name>>
    : IdsField
  : Type extends { kind: "ENUM" }
    ? ChoiceField
    : Type extends { kind: "SCALAR"; name: infer Name }
      ? KindOfScalar<Name>
      : never;
type KindOfScalar<Name> = Name extends "Boolean"
  ? TickField
  : Name extends "Pence"
    ? ReadField<"pence"> | WorkedField | KeptField
    : Name extends "Int"
      ? ReadField<"count"> | KeptField
      : Name extends "Decimal"
        ? ReadField<"pounds" | "percent" | "number">
        : Name extends "Day"
          ? ReadField<"day">
          : Name extends "FinancialYear"
            ? ReadField<"year"> | ChoiceField
            : Name extends "String"
              ? WordsField | ChoiceField | ReadField<"number">
              : ChoiceField | WordsField;

/** Where a text of the form is: "places", "items[0].amountPence". */
export type PathOf<Of extends InputName> = Extract<keyof FieldsOf<Of>, string> | `${ListsOf<Of>}[${number}].${string}`;
export type ListsOf<Of extends InputName> = { [Part in PartsOf<Of> as Part["name"]]: ValueOf<Part["type"]> extends unknown[] ? Part["name"] : never }[PartsOf<Of>["name"]];
