// What stands in a form: a map of texts by path, of its lists too. A tick is "yes"; what is kept as it was is JSON.
import { applies, type Described, isRead } from "./describe.ts";
import type { Choices, EntryUnit, Field, Fields, ReadField, TextAt } from "./fieldKinds.ts";
import type { InputName, Opening } from "./input.ts";
import { printed } from "./printed.ts";
import { type Entry, remember } from "./readings.ts";

export type Texts = Readonly<Record<string, string>>;

/** What is read at a path, and how. */
export interface Typed {
  readonly path: string;
  readonly field: ReadField;
  readonly entry: Entry;
}

const counts = new WeakMap<Texts, Map<string, number>>();
/** How many rows a list has. */
export function rowsIn(texts: Texts, list: string): number {
  let known = counts.get(texts);
  if (!known) {
    known = new Map();
    for (const path of Object.keys(texts)) {
      const [, name, at] = /^(\w+)\[(\d+)\]/.exec(path) ?? [];
      if (name !== undefined) known.set(name, Math.max(known.get(name) ?? 0, Number(at) + 1));
    }
    counts.set(texts, known);
  }
  return known.get(list) ?? 0;
}

export function textsOf<Of extends InputName>({ of, fields }: Described<Of>, stored: Opening<Of>): Texts {
  const texts: Record<string, string> = {};
  const values = stored as Readonly<Record<string, unknown>>;
  const form = (name: string) => texts[name] ?? "";
  // The columns that are read stand last: what they are of may depend on the others.
  const write = (columns: Fields, from: Readonly<Record<string, unknown>>, at: string, own?: string) => {
    const beside = (name: string) => texts[`${at}${name}`] ?? "";
    const late = Object.entries(columns).filter(([, field]) => isRead(field));
    for (const [name, field] of Object.entries(columns)) if (!isRead(field)) writeOne(field, `${at}${name}`, at, from[name]);
    for (const [name, field] of late as [string, ReadField][]) {
      const entry = entryOf(own ?? of, field, own ? name : `${at}${name}`, "", beside, form);
      const text = printed(field, from[name], entry?.unit ?? undefined);
      texts[`${at}${name}`] = text;
      if (entry && text !== "") remember({ ...entry, typed: text }, JSON.stringify(from[name]));
    }
  };
  const writeOne = (field: Field, path: string, at: string, value: unknown) => {
    if (field.kind === "worked") {
      const amounts = typeof value === "number" ? field.from?.(value) : undefined;
      for (const [name, column] of Object.entries(field.typed)) texts[`${at}${name}`] = printed(column, amounts?.[name], undefined);
    } else if (field.kind === "list") {
      for (const [index, row] of ((value ?? []) as Record<string, unknown>[]).entries()) write(field.fields, row, `${path}[${index}].`, field.of);
    } else if (field.kind === "ids") for (const [index, id] of ((value ?? []) as string[]).entries()) texts[`${path}[${index}].id`] = id;
    else if (field.kind === "tick") texts[path] = value === true ? "yes" : "";
    else if (field.kind === "kept") texts[path] = JSON.stringify(value ?? null);
    else texts[path] = (value as string | null | undefined) ?? "";
  };
  const lists = ([, field]: [string, Field]) => Number(field.kind === "list");
  // Lists after the rest, for the same reason.
  write(Object.fromEntries(Object.entries(fields).filter((each) => !lists(each))), values, "");
  write(Object.fromEntries(Object.entries(fields).filter((each) => lists(each))), values, "");
  return texts;
}

const units: Partial<Record<ReadField["kind"], EntryUnit>> = { pounds: "POUNDS", percent: "PERCENT", number: "NUMBER" };

/** What the server is asked of a text; null where nothing is to be read. */
export function entryOf(of: string, field: ReadField, path: string, typed: string, beside: TextAt, form: TextAt): Entry | null {
  const as = field.as?.(beside, form);
  if (as?.value !== undefined) return null;
  return { of: as?.of ?? of, field: as?.field ?? path, typed: typed.trim(), unit: as?.unit ?? units[field.kind] ?? null, needed: field.needed ?? false };
}

/** All that is to be read, in the order of the form. What does not apply is not read. */
export function typedIn({ of, fields }: Described<InputName>, texts: Texts): Typed[] {
  const found: Typed[] = [];
  const form = (name: string) => texts[name] ?? "";
  const look = (columns: Fields, at: string, own?: string) => {
    const beside = (name: string) => texts[`${at}${name}`] ?? "";
    for (const [name, field] of Object.entries(columns)) {
      if ("when" in field && !applies(field.when, beside, form)) continue;
      if (field.kind === "list") {
        for (let row = 0; row < rowsIn(texts, name); row += 1) {
          if (!field.unless || (texts[`${name}[${row}].${field.unless}`] ?? "").trim() !== "") look(field.fields, `${name}[${row}].`, field.of);
        }
      } else if (field.kind === "worked") {
        for (const [column, each] of Object.entries(field.typed)) add(each, `${at}${column}`, `${at}${name}`, beside, own);
      } else if (isRead(field)) add(field, `${at}${name}`, own ? name : `${at}${name}`, beside, own);
    }
  };
  const add = (field: ReadField, path: string, column: string, beside: TextAt, own: string | undefined) => {
    const entry = entryOf(own ?? of, field, column, texts[path] ?? "", beside, form);
    if (entry) found.push({ path, field, entry });
  };
  look(fields, "");
  return found;
}

/** The same with a row more at the end of a list. */
export function withRow(texts: Texts, list: string, field: Field, given: Readonly<Record<string, string>>): Texts {
  const at = `${list}[${rowsIn(texts, list)}].`;
  return { ...texts, ...Object.fromEntries(Object.entries({ ...blankRow(field), ...given }).map(([column, text]) => [`${at}${column}`, text])) };
}

function blankRow(field: Field): Record<string, string> {
  if (field.kind === "ids") return { id: "" };
  if (field.kind !== "list") return {};
  const columns = Object.entries(field.fields).flatMap(([name, each]) =>
    each.kind === "worked" ? Object.keys(each.typed).map((column): [string, string] => [column, ""]) : [[name, first(each)] as [string, string]],
  );
  return Object.fromEntries(columns);
}

function first(field: Field): string {
  if (field.kind === "kept") return "null";
  return field.kind === "choice" ? (field.choices?.[0]?.[0] ?? "") : "";
}

/** The same without a row: those behind it move up. */
export function withoutRow(texts: Texts, list: string, row: number): Texts {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([path, text]) => {
      const [, name, at, rest] = /^(\w+)\[(\d+)\](.*)$/.exec(path) ?? [];
      if (name !== list || Number(at) < row) return [[path, text]];
      return Number(at) === row ? [] : [[`${list}[${Number(at) - 1}]${rest}`, text]];
    }),
  );
}

/** Whether two forms hold the same. */
export function sameTexts(one: Texts, other: Texts): boolean {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}

/** The names of the rows of a list, as choices for what is chosen by them. */
export function namesIn(texts: Texts, list: string): Choices {
  return Array.from({ length: rowsIn(texts, list) }, (_, row) => texts[`${list}[${row}].name`] ?? "").map((name) => [name, name] as const);
}
