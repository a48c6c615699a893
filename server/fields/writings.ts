// Every noun that can be written field by field, by the table that it is stored in: filled as its mutations are made.

import type { On } from "../../db/engine/open.ts";
import type { Viewer } from "../../db/viewer.ts";
import type { Change } from "../../db/write/change.ts";
import type { AnyNoun } from "../../schema/nouns/noun.ts";
import { InputError } from "../finance/inputError.ts";

export type Given = Readonly<Record<string, unknown>>;
/** A thing as it is stored, with its parts. */
export type Stored = Given & { readonly id: string; readonly authorityId: string };

/** What a check knows of a write. */
interface Writing {
  readonly on: On;
  readonly viewer: Viewer;
  readonly authorityId: string;
  readonly id: string;
  readonly held: Stored | null;
}

export interface FieldWriting {
  readonly noun: AnyNoun;
  /** @throws Refusal FORBIDDEN for who may not write it. */
  allow(viewer: Viewer, authorityId: string): void;
  /** What a new one begins with beside what its declaration says. */
  begins?: ((on: On, authorityId: string) => Promise<Given>) | undefined;
  byId(on: On, viewer: Viewer, id: string): Promise<Stored>;
  /** The thing as it is to be stored of what is given, checked as a whole. @throws InputError, or a Refusal, naming the field below "input". */
  wanted(given: Given, writing: Writing): Promise<object>;
  changes(held: Stored, wanted: object): Change[];
  /** The changes that add one, behind so many others of the batch; `like` is the one that it is a copy of. */
  additions(on: On, authorityId: string, id: string, wanted: object, behind: number, like: Stored | null): Promise<Change[]>;
}

const writings = new Map<string, FieldWriting>();

export function writesFields(writing: FieldWriting): void {
  writings.set(writing.noun.table, writing);
}

/** The noun of a table whose things are written field by field, where it is one. */
export function nounOf(table: string): AnyNoun | undefined {
  return writings.get(table)?.noun;
}

/** How things of a table are written. @throws InputError naming `at`, where they are not written field by field. */
export function writingOf(table: string, at: string): FieldWriting {
  const found = writings.get(table);
  if (!found) throw new InputError(at, `“${table.slice(0, 60)}” is nothing whose fields are changed one by one.`);
  return found;
}
