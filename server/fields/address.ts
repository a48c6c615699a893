// The address of one field of a stored thing, as a register gives it out and takes it back: "commitment:<id>:endsOn".
import type { TableName } from "../../db/references.ts";
import type { AnyNoun, NounField, Part } from "../../schema/nouns/noun.ts";
import { InputError } from "../finance/inputError.ts";
import { type FieldWriting, type Given, writingOf } from "./writings.ts";

/** A field of a noun; where it is of a part, of the one that the list has. */
export interface FieldOf {
  readonly noun: AnyNoun;
  readonly field: NounField;
  readonly list: string | null;
}

export interface FieldPlace extends FieldOf {
  readonly writing: FieldWriting;
  readonly id: string;
}

/** Its path in the input: "endsOn", "places[0].startsOn". */
export function pathOf({ list, field }: Pick<FieldOf, "list" | "field">): string {
  return list === null ? field.name : `${list}[0].${field.name}`;
}

export function fieldAddress(of: FieldOf, id: string): string {
  return `${of.noun.table}:${id}:${pathOf(of)}`;
}

const form = /^(?<table>[A-Za-z]+):(?<id>.{1,100}):(?:(?<list>\w+)\[0\]\.)?(?<name>\w+)$/;

/** Reads an address back. @throws InputError naming `at` where it is none. */
export function readAddress(address: string, at: string): FieldPlace {
  const { table, id, list, name } = form.exec(address)?.groups ?? {};
  if (table === undefined || id === undefined) throw new InputError(at, "This is not the address of a field. Give the `edits` of a cell, as its register has it.");
  const writing = writingOf(table, at);
  const part = list === undefined ? null : partsIn(writing.noun)[list];
  const owner: AnyNoun | undefined = part === null ? writing.noun : part?.noun;
  const field = owner?.fields.find((each) => each.name === name && !each.kept && !each.byName && each.column !== "id");
  if (!field || part?.ids !== undefined) throw new InputError(at, `There is no field “${address.slice(-60)}” that can be typed.`);
  return { writing, noun: writing.noun, id, list: list ?? null, field };
}

/** The table of the rows that hold a field. */
export function tableOf({ noun, list }: Pick<FieldOf, "noun" | "list">): TableName {
  return list === null ? noun.table : (partsIn(noun)[list] as Part).noun.table;
}

export function partsIn(noun: AnyNoun): Readonly<Record<string, Part>> {
  return noun.parts as Readonly<Record<string, Part>>;
}

/** Every field that stands in a column of the noun's register: its own first, then those of parts. */
export function fieldsIn(noun: AnyNoun, column: string): FieldOf[] {
  return [
    ...noun.fields.filter((field) => field.register === column).map((field) => ({ noun, field, list: null })),
    ...Object.entries(partsIn(noun)).flatMap(([list, part]) => (part.noun as AnyNoun).fields.filter((field) => field.register === column).map((field) => ({ noun, field, list }))),
  ];
}

/** What a field holds, of a thing with its parts. Undefined where its list does not have exactly one part. */
export function valueAt({ list, field }: Pick<FieldOf, "list" | "field">, held: Given): unknown {
  if (list === null) return held[field.column] ?? null;
  const [only, ...others] = held[list] as Given[];
  return only && others.length === 0 ? (only[field.column] ?? null) : undefined;
}

/** What a thing would be given as that is stored so: its input. A copy leaves out the ids of its parts, which are its own. */
export function inputOf(noun: AnyNoun, held: Given, copied = false): Record<string, unknown> {
  const lists = Object.entries(partsIn(noun)).map(([list, part]): [string, unknown] => {
    const rows = held[list] as Given[];
    if (part.ids !== undefined) return [part.ids, rows.map((row) => row[(part.noun as AnyNoun).fields[0]?.column as string])];
    return [list, rows.map((row) => fieldsGiven(part.noun, row, held, copied))];
  });
  return { ...fieldsGiven(noun, held, held, copied), ...Object.fromEntries(lists) };
}

function fieldsGiven(noun: AnyNoun, row: Given, whole: Given, copied: boolean): Record<string, unknown> {
  return Object.fromEntries(
    noun.fields
      .filter(({ column }) => !(copied && column === "id"))
      .map(({ column, name, byName }) => {
        const held = row[column] ?? null;
        const named = byName && held !== null ? (whole[byName.of] as Given[]).find(({ id }) => id === held)?.name : undefined;
        return [name, byName ? (named ?? null) : held];
      }),
  );
}
