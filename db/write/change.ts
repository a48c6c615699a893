// One change of a stored row, and the changes that make a row what is wanted.
import type { On } from "../engine/open.ts";
import type { FactTable } from "../tables.ts";

type Image = Record<string, unknown>;

/**
 * One change. `field` names a column, and `from` the value that the writer expects to replace. The field "*" is a whole row: from
 * nothing to a row is an insertion, from a row to nothing a removal.
 */
export interface Change {
  table: FactTable;
  id: string;
  field: string;
  from: unknown;
  to: unknown;
  /** Where the caller named this value ("edits[3].typed"), for the refusal. */
  at?: string;
}

export interface Batch {
  authorityId: string;
  why: string;
  changes: readonly Change[];
  /** A key that the caller chose: a batch sent twice under one key is kept once. */
  requestKey?: string | null;
  undoesId?: number;
  /** The same in every batch of those that are saved as one, each of another authority. */
  togetherId?: string;
  /** Rows of the authority that its writer has read in this same transaction, by `rowKey`, so that they are not read again; null for an id made just now. */
  read?: ReadonlyMap<string, Image | null>;
  /** Asked in the transaction that keeps the batch. What it throws leaves nothing of it. */
  confirm?: (on: On) => Promise<void>;
  /** Told how many changes of a long batch are stored. What it throws stops the batch. */
  onProgress?: (done: number, of: number) => void;
}

export interface Kept {
  /** Null where nothing would be other than it was: then nothing is written, and the data's version stays. */
  batchId: number | null;
  /** True where this key was already kept, and nothing was done this time. */
  repeated: boolean;
  /** What its writer has read with it, for the next change of the same: the data's version, or of what holds no facts the number in the log. */
  seen?: number;
}

export const rowKey = (table: FactTable, id: string) => `${table}:${id}`;

/** The changes that turn a row as it is into the row wanted, one a field that differs. */
export function fieldChanges(table: FactTable, id: string, current: Image, wanted: Image, at: string): Change[] {
  return Object.keys(wanted)
    .filter((field) => !same(current[field], wanted[field]))
    .map((field) => ({ table, id, field, from: current[field] ?? null, to: wanted[field] ?? null, at: `${at}.${field}` }));
}

/** The change that makes a new row. */
export function insertion(table: FactTable, row: Image & { id: string }, at?: string): Change {
  return { table, id: row.id, field: "*", from: null, to: row, ...(at !== undefined && { at }) };
}

/** The change that removes a row. */
export function removal(table: FactTable, row: Image & { id: string }, at?: string): Change {
  return { table, id: row.id, field: "*", from: row, to: null, ...(at !== undefined && { at }) };
}

export function same(a: unknown, b: unknown): boolean {
  return (a ?? null) === (b ?? null);
}
export function sameRow(a: Image, b: Image): boolean {
  return Object.keys(a).every((field) => same(a[field], b[field]));
}

export function sameImage(a: Image | null, b: Image | null): boolean {
  return a === null || b === null ? a === b : sameRow(a, b);
}
