// What somebody states of a noun, checked and in the form that is stored: each column by its kind, each list of parts by its own noun.

import type { On } from "../../db/engine/open.ts";
import { pointers } from "../../db/references.ts";
import type { FactTable } from "../../db/tables.ts";
import { requireOwn } from "../../db/write/parts.ts";
import { idsByName } from "../../db/write/whole.ts";
import type { AnyNoun, NounField, Part, StatedOf } from "../../schema/nouns/noun.ts";
import { dayInYears } from "../finance/financialYear.ts";
import { InputError } from "../finance/inputError.ts";
import { storablePence } from "../finance/money.ts";
import { decimalGiven, nameGiven, nameIfGiven, noteIfGiven } from "./words.ts";

type Given = Readonly<Record<string, unknown>>;
type Held = Readonly<Record<string, unknown>> | null;
/** The ids of the parts that are known by their names: those of the lists that other parts name. */
type Named = ReadonlyMap<string, { readonly said: string; readonly ids: ReadonlyMap<string, string> }>;

/**
 * The thing as it is to be stored. `held` is what is stored of it, where it is one that there is.
 * `stated(benefitNoun, { name: " Stability ", frequency: "once", … }, "input")` has `name: "Stability"`, each column that was left out, and `reviews: []`.
 * @throws InputError naming the field at fault below `at`.
 */
export function stated<N extends AnyNoun>(noun: N, input: object, at: string, held: object | null = null): StatedOf<N> {
  const parts = Object.entries(noun.parts as Readonly<Record<string, Part>>);
  const given = input as Given;
  const rows = new Map(parts.map(([key, part]) => [key, rowsGiven(key, part, given, at)]));
  const named: Named = new Map(
    parts
      .filter(([, part]) => hasOwnIds(part))
      .map(([key, part]) => [key, { said: (part.noun as AnyNoun).said, ids: idsOf(key, part, noun, rows.get(key) ?? [], at, held as Held) }]),
  );
  const row = columns(noun, given, at, named);
  const lists = parts.map(([key, part]) => [key, (rows.get(key) ?? []).map((each, index) => partOf(part, key, each, `${at}.${key}[${index}]`, named))]);
  return { ...row, ...Object.fromEntries(lists) } as StatedOf<N>;
}

const hasOwnIds = (part: Part) => (part.noun as AnyNoun).fields.some(({ column }) => column === "id");

function rowsGiven(key: string, part: Part, given: Given, at: string): Given[] {
  const [only] = (part.noun as AnyNoun).fields;
  if (part.ids !== undefined) return ((given[part.ids] ?? []) as string[]).map((id) => ({ [(only as NounField).column]: id }));
  const rows = (given[key] ?? []) as Given[];
  const empty = part.when && !applies(part.when, given);
  if (empty && rows.length > 0) throw new InputError(`${at}.${key}`, `These do not go with ${Object.keys(part.when ?? {}).map((name) => `this ${name}`)[0]}. Leave them out.`);
  return rows;
}

/** The ids of the parts of a list that have names, known or new. @throws InputError for an id that is none of the thing's own. */
function idsOf(key: string, part: Part, noun: AnyNoun, rows: readonly Given[], at: string, held: Held): ReadonlyMap<string, string> {
  const known = (held?.[key] ?? []) as { id: string; name: string }[];
  const { said } = part.noun as AnyNoun;
  for (const [index, { id }] of rows.entries()) {
    if (id && !known.some((each) => each.id === id)) throw new InputError(`${at}.${key}[${index}].id`, `This ${noun.said} has no such ${said}. Leave the id out for a new one.`);
    if (id && rows.findIndex((each) => each.id === id) !== index) throw new InputError(`${at}.${key}[${index}].id`, `This ${said} is listed twice. List each once.`);
  }
  return idsByName(
    known,
    rows.map(({ id, name }, index) => ({ id: (id as string | undefined) ?? null, name: nameGiven(name as string, `${at}.${key}[${index}].name`) })),
  );
}

function partOf(part: Part, key: string, given: Given, at: string, named: Named): Given {
  const row = columns(part.noun, given, at, named);
  return hasOwnIds(part) ? { ...row, id: named.get(key)?.ids.get(row.name as string) } : row;
}

function columns(noun: AnyNoun, given: Given, at: string, named: Named): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const field of noun.fields) {
    const { column, name, stays, when, usual = null } = field;
    if (column === "id" || (stays && given[name] === undefined)) continue;
    const missing = given[name] === undefined || given[name] === null || (when && !applies(when, given));
    if (missing && field.required) throw new InputError(`${at}.${name}`, `${field.label ?? "This"} cannot be left empty.`);
    row[column] = missing && !field.required ? usual : valueGiven(field, given[name], `${at}.${name}`, named);
  }
  return row;
}

/** Whether a field applies by the values of others. Whether another is given at all is for the form to ask. */
export function applies(when: NonNullable<NounField["when"]>, given: Given): boolean {
  return Object.entries(when).every(([name, values]) => typeof values === "string" || !(name in given) || values.includes(given[name] as string));
}

function valueGiven({ kind, long, byName, required, usual = null }: NounField, value: unknown, at: string, named: Named): unknown {
  if (byName) return idNamed(value as string, byName.of, required, at, named);
  switch (kind) {
    case "text":
      return required
        ? long
          ? noteGiven(value as string, at)
          : nameGiven(value as string, at)
        : ((long ? noteIfGiven(value as string, at) : nameIfGiven(value as string, at)) ?? usual);
    case "exact":
      return decimalGiven(value as string, at);
    case "pence":
      return storablePence(value as number, at);
    case "day":
      return dayInYears(value as string, at);
    default:
      return value;
  }
}

function noteGiven(text: string, at: string): string {
  const note = noteIfGiven(text, at);
  if (note === null) throw new InputError(at, "Say what it is, or take the line out.");
  return note;
}

function idNamed(name: string, list: string, required: boolean, at: string, named: Named): string | null {
  const part = named.get(list);
  const id = part?.ids.get(nameGiven(name, at));
  if (id !== undefined) return id;
  throw new InputError(at, `There is no ${part?.said ?? "part"} “${name.slice(0, 60)}” among these. Name one of them${required ? "" : ", or leave it out"}.`);
}

/**
 * What a thing names beside itself must be this authority's own.
 * @throws Refusal NOT_FOUND naming the field.
 */
export async function requireOwnReferences(on: On, authorityId: string, noun: AnyNoun, thing: object, at: string): Promise<void> {
  for (const { column, name, byName } of noun.fields) {
    const table = pointers[noun.table][column];
    if (table === undefined || table === "authority" || byName) continue;
    await requireOwn(on, authorityId, table as Exclude<FactTable, "authority">, (thing as Given)[column] as string | null | undefined, name === "" ? at : `${at}.${name}`);
  }
  for (const [key, { noun: of, ids }] of Object.entries(noun.parts as Readonly<Record<string, Part>>)) {
    for (const [index, part] of ((thing as Given)[key] as object[]).entries()) {
      // Of a list of ids each stands for itself.
      const only = ids === undefined ? of : { ...of, fields: (of as AnyNoun).fields.map((field) => ({ ...field, name: "" })) };
      await requireOwnReferences(on, authorityId, only, part, `${at}.${ids ?? key}[${index}]`);
    }
  }
}
