// New things from rows that are pasted below a register, and copies of things that are there: what is not said begins as the form of a new one begins.
import { randomUUID } from "node:crypto";
import type { On } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Change } from "../../db/write/change.ts";
import { Refusal } from "../../db/write/refusal.ts";
import type { AnyNoun, NounField, Part, When } from "../../schema/nouns/noun.ts";
import { applies } from "../entry/stated.ts";
import { longestName } from "../entry/words.ts";
import { InputError } from "../finance/inputError.ts";
import { type FieldOf, fieldsIn, inputOf, partsIn, pathOf } from "./address.ts";
import { type Reader, valueTyped } from "./typed.ts";
import { notApplying } from "./weigh.ts";
import { type FieldWriting, type Stored, writingOf } from "./writings.ts";

/** A row to be added: what stands in the column of its name, and in the others. */
export interface RowToAdd {
  readonly of: string;
  readonly name: string;
  readonly cells: readonly { readonly column: string; readonly typed: string }[];
}

/** A row that was read: the changes that add it, and the value that each of its cells gave. */
export interface RowAdded {
  readonly changes: Change[];
  readonly id: string;
  readonly read: readonly { readonly place: FieldOf; readonly value: unknown /** Where its text stands: "addRows[2].cells[1].typed". */; readonly at: string }[];
}

/** @throws InputError, or a Refusal, naming the field at fault below `at`: "addRows[2].cells[1].typed". */
export async function rowAdded(on: On, viewer: Viewer, authorityId: string, row: RowToAdd, behind: number, reader: Reader, at: string): Promise<RowAdded> {
  const writing = writingOf(row.of, `${at}.of`);
  const { noun } = writing;
  writing.allow(viewer, authorityId);
  const given = { ...beginning(noun.fields), ...(await writing.begins?.(on, authorityId)) };
  const read: RowAdded["read"][number][] = [];
  const typed = [{ column: "heading", typed: row.name, at: `${at}.name` }, ...row.cells.map((cell, index) => ({ ...cell, at: `${at}.cells[${index}].typed` }))];
  // What decides which field stands in a column is read before it.
  const inOrder = typed.map((each) => ({ ...each, fields: fieldsNew(noun, each.column) })).sort((a, b) => orderOf(noun, a.fields[0]) - orderOf(noun, b.fields[0]));
  for (const { column, typed: text, at: where, fields } of inOrder) {
    if (inOrder.some((each) => each.column === column && each.at !== where))
      throw new InputError(where, `The column “${column.slice(0, 60)}” is given twice. Say once what it is.`);
    const applying = fields.find(({ field, list }) => appliesTo(list === null ? field.when : partsIn(noun)[list]?.when, given));
    const place = applying ?? fields[0];
    if (!place) throw new InputError(where, `Nothing is typed into the column “${column.slice(0, 60)}” of a new row: it follows from the others.`);
    const value = await valueTyped(place, text, reader, where);
    if (!applying && value !== null) throw new InputError(where, notApplying(noun, place.field));
    if (!applying) continue;
    read.push({ place, value, at: where });
    if (place.list === null) given[place.field.name] = value ?? given[place.field.name] ?? null;
    else if (value !== null) {
      const [part] = (given[place.list] as Record<string, unknown>[] | undefined) ?? [beginning(((partsIn(noun)[place.list] as Part).noun as AnyNoun).fields)];
      given[place.list] = [{ ...part, [place.field.name]: value }];
    }
  }
  const id = randomUUID();
  try {
    const wanted = await writing.wanted(given, { on, viewer, authorityId, id, held: null });
    const changes = await writing.additions(on, authorityId, id, wanted, behind, null);
    return { id, read, changes: changes.map((change) => ({ ...change, at: `${at}.name` })) };
  } catch (error) {
    throw atRow(error, read, noun, at);
  }
}

/** The error at the cell that gave the field, or at the row's name, saying which field it is. */
function atRow(error: unknown, read: readonly { place: FieldOf; at: string }[], noun: AnyNoun, at: string): unknown {
  if (!(error instanceof InputError || error instanceof Refusal)) return error;
  const path = error.field.replace(/^input\.?/, "");
  const where = read.find(({ place }) => pathOf(place) === path)?.at;
  const label = noun.fields.find(({ name }) => name === path)?.label ?? partsIn(noun)[path.replace(/\W.*$/, "")]?.label;
  const said = where === undefined && label !== undefined ? `${label}: ${error.message}` : error.message;
  return error instanceof Refusal ? new Refusal(error.code, where ?? `${at}.name`, said, error.current) : new InputError(where ?? `${at}.name`, said);
}

function appliesTo(when: When | undefined, given: Readonly<Record<string, unknown>>): boolean {
  return !when || applies(when, given);
}

/** What a form begins with. */
function beginning(fields: readonly NounField[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, field.begins ?? field.usual ?? null]));
}

/** The fields of a column, for a thing that is new: of one run of places rather than of the whole, since there is one. */
function fieldsNew(noun: AnyNoun, column: string): FieldOf[] {
  const fields = fieldsIn(noun, column);
  const ofParts = fields.filter(({ list }) => list !== null);
  return ofParts.length > 0 ? ofParts : fields;
}

function orderOf(noun: AnyNoun, of: FieldOf | undefined): number {
  if (!of) return noun.fields.length;
  return of.list === null ? noun.fields.indexOf(of.field) : noun.fields.length;
}

/** The changes that add a copy of a thing with all that it has, under a name of its own. */
export async function copied(on: On, viewer: Viewer, writing: FieldWriting, held: Stored, names: readonly string[]): Promise<{ id: string; name: string; changes: Change[] }> {
  const { noun } = writing;
  const name = copyName(String(held.name ?? ""), names);
  const id = randomUUID();
  const given = { ...inputOf(noun, held, true), name };
  const wanted = await writing.wanted(given, { on, viewer, authorityId: held.authorityId, id, held: null });
  return { id, name, changes: await writing.additions(on, held.authorityId, id, wanted, 0, held) };
}

/** "Nine beds (copy)", and "Nine beds (copy 2)" where there is one already. */
export function copyName(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? " (copy)" : ` (copy ${number})`;
    const found = `${name.slice(0, longestName - ending.length).trimEnd()}${ending}`;
    if (!taken.includes(found)) return found;
  }
}
