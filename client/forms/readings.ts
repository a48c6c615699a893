// What the server reads of a typed text. The same text of the same column reads the same, so that each is asked once.
import { ask, graphql, Refused } from "../data/graphql.ts";
import type { EntryUnit } from "./fieldKinds.ts";

export interface Entry {
  /** The input type, and the column in it. */
  readonly of: string;
  readonly field: string;
  readonly typed: string;
  readonly unit: EntryUnit | null;
  /** Whether it cannot be left empty: the server says what is missing. */
  readonly needed: boolean;
}

export interface Reading {
  /** JSON, as it goes into the variables of the change. */
  readonly value: string | null;
  /** What it was read as: "£38,500,000.00". Undefined where the page wrote the text itself, from the stored value. */
  readonly shown: string | null | undefined;
  /** Why it cannot be read, in a sentence. */
  readonly error: string | null;
}

const readEntries = graphql(`
  query ReadEntries($of: String!, $entries: [EntryInput!]!) { readEntries(of: $of, entries: $entries) { value shown error } }
`);

const known = new Map<string, Reading>();
const mostKnown = 5_000;
const mostAtOnce = 200;
const keyOf = ({ of, field, typed, unit }: Entry) => JSON.stringify([of, field.replace(/\[\d+\]/, "[]"), unit, typed]);

/** What is known of a text already. */
export function readingOf(entry: Entry): Reading | undefined {
  return known.get(keyOf(entry)) ?? (entry.typed === "" && !entry.needed ? { value: null, shown: null, error: null } : undefined);
}

/** Keeps what a text of the page's own stands for. */
export function remember(entry: Entry, value: string): void {
  const key = keyOf(entry);
  if (!known.has(key)) known.set(key, { value, shown: undefined, error: null });
}

/** Reads texts that are not known yet, those of one input in one request. @throws Refused, where the server cannot be asked. */
export async function read(entries: readonly Entry[]): Promise<void> {
  if (known.size > mostKnown) known.clear();
  const each = [...new Map(entries.map((entry) => [keyOf(entry), entry])).values()];
  for (const of of new Set(each.map((entry) => entry.of))) {
    const all = each.filter((entry) => entry.of === of);
    for (let from = 0; from < all.length; from += mostAtOnce) {
      const some = all.slice(from, from + mostAtOnce);
      const { readEntries: found } = await ask(readEntries, { of, entries: some.map(({ field, typed, unit }) => ({ field, typed, unit })) });
      if (found.length !== some.length) throw new Refused("What you typed could not be read just now. Try again.", "UNKNOWN", null, undefined);
      for (const [index, entry] of some.entries()) {
        const { value, shown, error } = found[index] as Reading;
        known.set(keyOf(entry), { value: value ?? null, shown: shown ?? null, error: error ?? null });
      }
    }
  }
}
