// Edits of single fields, weighed as what they make of the things that they are of: read, compared with what their writer saw, and each thing checked whole.

import type { On } from "../../db/engine/open.ts";
import type { StaleField } from "../../db/read/named.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Change } from "../../db/write/change.ts";
import { Refusal } from "../../db/write/refusal.ts";
import type { AnyNoun, NounField } from "../../schema/nouns/noun.ts";
import { applies } from "../entry/stated.ts";
import { InputError } from "../finance/inputError.ts";
import { type FieldPlace, inputOf, pathOf, readAddress, tableOf, valueAt } from "./address.ts";
import { namesTaken } from "./names.ts";
import { sameValue, textOf } from "./texts.ts";
import { namesIn, type Reader, valueTyped } from "./typed.ts";
import type { Stored } from "./writings.ts";

/** One edit as it was sent. */
export interface FieldEdit {
  readonly cell: string;
  readonly typed: string;
  readonly expected?: string | null | undefined;
}

export interface Weighed {
  readonly place: FieldPlace | null;
  /** The value that it gives; null where it cannot be read. */
  readonly value: unknown;
  /** Why it would be refused. */
  refused: InputError | Refusal | null;
  /** What is there now, where that is not what its writer saw. */
  readonly stale: StaleField | null;
}

export interface WeighedAll {
  readonly edits: Weighed[];
  readonly changes: Change[];
  /** Whose the things are; null where none was found. */
  readonly authorityId: string | null;
  /** What the things are called that are changed. */
  readonly names: readonly string[];
}

type Refused = InputError | Refusal;
const isRefusal = (error: unknown): error is Refused => error instanceof InputError || error instanceof Refusal;

export async function weigh(on: On, viewer: Viewer, edits: readonly FieldEdit[], readerOf: (authorityId: string) => Reader): Promise<WeighedAll> {
  const byThing = new Map<string, { place: FieldPlace; at: number[] }>();
  const weighed: Weighed[] = [];
  const seen = new Set<string>();
  for (const [index, { cell }] of edits.entries()) {
    const found = await caught(() => readAddress(cell, `edits[${index}].cell`));
    const again = seen.has(cell);
    seen.add(cell);
    if (isRefusal(found)) weighed.push({ place: null, value: null, refused: found, stale: null });
    else {
      const refused = again ? new Refusal("BAD_INPUT", `edits[${index}].cell`, "This cell is changed twice in one batch. Say once what it should be.") : null;
      weighed.push({ place: found, value: null, refused, stale: null });
      const key = `${found.noun.table}:${found.id}`;
      const thing = byThing.get(key) ?? { place: found, at: [] };
      if (!again) thing.at.push(index);
      byThing.set(key, thing);
    }
  }
  const changes: Change[] = [];
  const names: string[] = [];
  let authorityId: string | null = null;
  for (const { place, at } of byThing.values()) {
    const [first = 0] = at;
    const held = await caught(() => place.writing.byId(on, viewer, place.id));
    const owner = isRefusal(held) ? null : held.authorityId;
    authorityId ??= owner;
    const refused = isRefusal(held)
      ? new Refusal("NOT_FOUND", `edits[${first}].cell`, held.message)
      : owner !== authorityId
        ? new InputError(`edits[${first}].cell`, "The cells of one batch are all of one authority. Change these by themselves.")
        : await caught(() => place.writing.allow(viewer, held.authorityId));
    const made = isRefusal(held) ? [] : await weighThing(on, viewer, held, at, edits, weighed, readerOf(held.authorityId));
    if (isRefusal(refused) || isRefusal(held)) {
      // What was typed is read all the same, so that a preview can show it.
      for (const index of at) weighed[index] = { ...(weighed[index] as Weighed), refused: refused as Refused };
      continue;
    }
    changes.push(...made);
    names.push(String(held.name ?? place.noun.said));
  }
  const named = weighed.flatMap(({ place, value, refused }, index) =>
    place && !refused && place.list === null && place.field.name === "name" && typeof value === "string"
      ? [{ noun: place.noun, id: place.id, name: value, at: `edits[${index}].typed` }]
      : [],
  );
  const taken = await namesTaken(named, () => readerOf(authorityId ?? ""));
  for (const [index, each] of weighed.entries()) each.refused ??= taken.get(`edits[${index}].typed`) ?? null;
  return { edits: weighed, changes, authorityId, names };
}

/** The changes that the edits of one thing come to; notes at each why it would be refused. */
async function weighThing(on: On, viewer: Viewer, held: Stored, at: readonly number[], edits: readonly FieldEdit[], weighed: Weighed[], reader: Reader): Promise<Change[]> {
  const places = new Map(at.map((index): [number, FieldPlace] => [index, weighed[index]?.place as FieldPlace]));
  for (const [index, place] of places) weighed[index] = await weighEdit(held, place, edits[index] as FieldEdit, index, reader);
  const [{ writing, noun }] = [...places.values()] as [FieldPlace];
  if (at.some((index) => weighed[index]?.refused || weighed[index]?.stale)) return [];
  const given = inputOf(noun, held);
  for (const [index, place] of places) put(given, place, weighed[index]?.value);
  // What does not apply to the thing as it would be is refused, and not taken and dropped.
  for (const [index, { list, field }] of places) {
    const value = weighed[index]?.value ?? null;
    if (list !== null || value === null || !field.when || applies(field.when, given)) continue;
    weighed[index] = { ...(weighed[index] as Weighed), refused: new InputError(`edits[${index}].typed`, notApplying(noun, field)) };
    return [];
  }
  const atFault = (error: Refused) => {
    const path = error.field.replace(/^input\.?/, "");
    const index = [...places].find(([, place]) => pathOf(place) === path)?.[0];
    return { index: index ?? (at[0] as number), said: index === undefined ? withField(noun, path, error.message) : error.message };
  };
  const wanted = await caught(() => writing.wanted(given, { on, viewer, authorityId: held.authorityId, id: held.id, held }));
  if (isRefusal(wanted)) {
    const { index, said } = atFault(wanted);
    const field = `edits[${index}].typed`;
    weighed[index] = { ...(weighed[index] as Weighed), refused: wanted instanceof Refusal ? new Refusal(wanted.code, field, said, wanted.current) : new InputError(field, said) };
    return [];
  }
  return writing.changes(held, wanted).map((change) => ({ ...change, at: `edits[${atFault(new InputError(change.at ?? "", "")).index}].typed` }));
}

async function weighEdit(held: Stored, place: FieldPlace, { cell, typed, expected }: FieldEdit, index: number, reader: Reader): Promise<Weighed> {
  const { list, field } = place;
  const current = valueAt(place, held);
  const none = { place, value: null, stale: null };
  if (current === undefined)
    return { ...none, refused: new InputError(`edits[${index}].typed`, "There is not exactly one of these, so that it is not typed here. Press Enter to open the whole.") };
  const value = await caught(() => valueTyped(place, typed, reader, `edits[${index}].typed`));
  if (isRefusal(value)) return { ...none, refused: value };
  // What the writer saw is read as it was typed: whatever cannot be read is not what is there.
  const saw = await caught(() => valueTyped({ ...place, field: { ...field, required: false } }, expected ?? "", reader, "expected"));
  if (isRefusal(saw) || !sameValue(field, saw ?? (field.kind === "flag" ? false : null), current)) {
    const text = textOf(field, tableOf(place), current, reader.unit, await namesIn(place, reader));
    const rowId = list === null ? held.id : String((held[list] as { id: string }[])[0]?.id);
    return { ...none, value, refused: null, stale: { field: `edits[${index}]`, cell, rowId, column: field.column, current: text === "" ? null : text } };
  }
  // The same number otherwise written is no change.
  return { ...none, value: sameValue(field, value, current) ? current : value, refused: null };
}

/** Why a field cannot be typed where it does not apply: "“Price” does not go with what “Its cost follows from” says." */
export function notApplying(noun: AnyNoun, { label, when = {} }: NounField): string {
  const [decides = ""] = Object.keys(when);
  const by = noun.fields.find(({ name }) => name === decides)?.label ?? decides;
  return `${label === undefined ? "This" : `“${label}”`} does not go with what “${by}” says. Leave it empty, or change that first.`;
}

/** Gives a field a value, in the input of its thing. */
function put(given: Record<string, unknown>, { list, field }: FieldPlace, value: unknown): void {
  if (list === null) given[field.name] = value;
  else given[list] = (given[list] as object[]).map((row) => ({ ...row, [field.name]: value }));
}

/** A refusal that names another field than those typed says which. */
function withField(noun: AnyNoun, path: string, sentence: string): string {
  const label = noun.fields.find(({ name }) => name === path)?.label;
  return label === undefined ? sentence : `${label}: ${sentence}`;
}

async function caught<Result>(work: () => Result | Promise<Result>): Promise<Result | Refused> {
  try {
    return await work();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
}
