// Reads a form: each field as the schema says it is, or a sentence that says what to type instead.
import type { GraphQLSchema } from "graphql";
import type { EntryInput, ReadEntry } from "../../schema/entry.ts";
import { Exact } from "../finance/exact.ts";
import { InputError } from "../finance/inputError.ts";
import { entryField } from "./entryField.ts";
import { type Asked, type Kind, kindOf, type Reading } from "./readings.ts";

export const mostEntries = 2_000;
const longestTyped = 10_000;
/** Of all entries together: expressions take a time that grows with their length. */
const longestInAll = 50_000;

/**
 * Reads the entries of a form, in their order.
 * @throws InputError where the form itself is at fault: too many entries, or a field that its input does not have.
 */
export function readEntries(schema: GraphQLSchema, of: string, entries: readonly EntryInput[]): ReadEntry[] {
  if (entries.length > mostEntries) throw new InputError("entries", `These are ${entries.length} entries; ${mostEntries} is the most at once.`);
  if (entries.reduce((total, { typed }) => total + typed.length, 0) > longestInAll) throw new InputError("entries", "These entries are too long to be read at once. Send fewer.");
  return entries.map((entry, index) => readEntry(schema, of, entry, `entries[${index}]`));
}

function readEntry(schema: GraphQLSchema, of: string, { field, typed, unit }: EntryInput, at: string): ReadEntry {
  const found = entryField(schema, of, field, `${at}.field`);
  const asked: Asked = { how: found.how, type: found.type, unit: unit ?? null };
  const kind = kindOf(asked, at);
  if (kind === null) throw new InputError(`${at}.field`, `“${field.slice(0, 100)}” of ${of} is not read from what a person types.`);
  try {
    const read = readAs(kind, typed, asked, found.required, field);
    return { field, value: read && JSON.stringify(read.value), shown: read?.shown ?? null, error: null };
  } catch (error) {
    if (error instanceof InputError) return { field, value: null, shown: null, error: error.message };
    throw error;
  }
}

/** Reads what was typed for one field. @throws InputError naming `field`: what cannot be read, is missing or beyond its range. */
export function readAs(kind: Kind, typed: string, asked: Asked, required: boolean, field: string): Reading | null {
  if (typed.length > longestTyped) throw new InputError(field, `This has ${typed.length} characters; ${longestTyped} is the most.`);
  const read = kind.read(typed, asked);
  if (read === null && required) throw new InputError(field, kind.missing(asked));
  if (read?.number) checkRange(read.number, asked, kind.shown);
  return read;
}

function checkRange(number: Exact, asked: Asked, shown: (limit: Exact, asked: Asked) => string): void {
  const { least = asked.type.name === "Int" ? 0 : undefined, most } = asked.how;
  if (least !== undefined && number.compare(Exact.decimal(String(least))) < 0) {
    throw new InputError("typed", least === 0 ? "This cannot be negative." : `This is at least ${shown(Exact.decimal(String(least)), asked)}.`);
  }
  if (most !== undefined && number.compare(Exact.decimal(String(most))) > 0) throw new InputError("typed", `This is at most ${shown(Exact.decimal(String(most)), asked)}.`);
}
