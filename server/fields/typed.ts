// What a person types into one field of a stored thing, read as its form reads it: choices by their labels, and other things by their names.
import type { GraphQLSchema } from "graphql";
import type { On } from "../../db/engine/open.ts";
import { type NamedThing, namedThings } from "../../db/read/named.ts";
import type { TableName } from "../../db/references.ts";
import type { FactTable } from "../../db/tables.ts";
import { inWords } from "../../db/write/parts.ts";
import { EntryUnit } from "../../schema/entry.ts";
import type { NounField } from "../../schema/nouns/noun.ts";
import { entryField } from "../entry/entryField.ts";
import { readAs } from "../entry/readEntries.ts";
import { kindOf } from "../entry/readings.ts";
import { nameIfGiven, noteIfGiven } from "../entry/words.ts";
import { InputError } from "../finance/inputError.ts";
import type { MoneyUnit } from "../finance/money.ts";
import { quotedText } from "../finance/typedNumber.ts";
import { type FieldOf, pathOf, tableOf } from "./address.ts";
import { isMoney, labelsOf, type NameOf, namedBy } from "./texts.ts";

/** What typing into an authority's things is read with. */
export interface Reader {
  readonly schema: GraphQLSchema;
  /** The unit of a bare amount of money. */
  readonly unit: MoneyUnit;
  readonly thingsIn: (table: TableName) => Promise<readonly NamedThing[]>;
}

/** A reader for each authority; what its things are called is read once. */
export function readers(on: On, schema: GraphQLSchema, unit: MoneyUnit): (authorityId: string) => Reader {
  const known = new Map<string, Promise<NamedThing[]>>();
  return (authorityId) => ({
    schema,
    unit,
    thingsIn(table) {
      const key = `${authorityId} ${table}`;
      const found = known.get(key) ?? namedThings(on, authorityId, table as FactTable);
      known.set(key, found);
      return found;
    },
  });
}

/** The names of what a field may name. */
export async function namesIn(of: FieldOf, reader: Reader): Promise<NameOf> {
  const table = namedBy(of.field, tableOf(of));
  const names = new Map((table === undefined ? [] : await reader.thingsIn(table)).map(({ id, name }) => [id, name]));
  return (_, id) => names.get(id) ?? "";
}

const units = { pounds: EntryUnit.POUNDS, thousands: EntryUnit.THOUSANDS, millions: EntryUnit.MILLIONS } as const;
const folded = (text: string) => text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();

/** The value to be given for a field of what was typed; null for none. @throws InputError naming `at`, with a sentence for whoever typed it. */
export async function valueTyped(of: FieldOf, typed: string, reader: Reader, at: string): Promise<unknown> {
  const { noun, field } = of;
  const isBlank = typed.trim() === "" || (field.blank !== undefined && folded(typed) === folded(field.blank));
  const named = namedBy(field, tableOf(of));
  if (named !== undefined) return isBlank || folded(typed) === folded(field.none ?? "none") ? notNeeded(field, at) : idTyped(named, typed, reader, field.required, at);
  if (field.kind === "enum") return isBlank ? notNeeded(field, at) : choiceTyped(field, typed, at);
  const found = entryField(reader.schema, noun.inputName, pathOf(of), at);
  if (found.how.as === "unit") throw new InputError(at, "What this number is in depends on the KPI. Open it and change it there.");
  const asked = { how: found.how, type: found.type, unit: isMoney(field) ? units[reader.unit] : null };
  const kind = kindOf(asked, at);
  if (kind === null) throw new InputError(at, "This is not read from what a person types. Open it and change it there.");
  const read = readAt(at, () => readAs(kind, isBlank ? "" : typed, asked, found.required, at));
  if (read === null) return null;
  // A text is compared, and shown, as it is stored.
  return field.kind === "text" ? (field.long ? noteIfGiven(typed, at) : nameIfGiven(typed, at)) : read.value;
}

/** A reader knows of no place: what it refuses is refused at this one. */
function readAt<Read>(at: string, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    throw error instanceof InputError ? new InputError(at, error.message) : error;
  }
}

function notNeeded(field: NounField, at: string): null {
  if (field.required) throw new InputError(at, `This cannot be left empty.${field.kind === "enum" ? ` ${choicesSaid(field)}` : ""}`);
  return null;
}

function choiceTyped(field: NounField, typed: string, at: string): string {
  const wanted = folded(typed);
  const found = labelsOf(field).find(({ label, value }) => folded(label) === wanted || folded(value) === wanted);
  if (!found) throw new InputError(at, `${quotedText(typed)} is none of the choices here. ${choicesSaid(field)}`);
  return found.value;
}

function choicesSaid(field: NounField): string {
  const labels = labelsOf(field).map(({ label }) => label);
  return `Type ${[labels.slice(0, -1).join(", "), ...labels.slice(-1)].filter(Boolean).join(" or ")}.`;
}

async function idTyped(table: TableName, typed: string, reader: Reader, needed: boolean, at: string): Promise<string> {
  const things = await reader.thingsIn(table);
  const exactly = things.filter(({ name }) => name === typed.normalize("NFC").trim());
  const found = exactly.length > 0 ? exactly : things.filter(({ name }) => folded(name) === folded(typed));
  const [only, ...others] = found;
  if (only && others.length === 0) return only.id;
  if (only) throw new InputError(at, `There is more than one ${inWords(table)} named ${quotedText(typed)}. Open it and choose which is meant.`);
  throw new InputError(at, `There is no ${inWords(table)} named ${quotedText(typed)} in this authority. Type the name of one${needed ? "" : ", or leave it empty"}.`);
}
