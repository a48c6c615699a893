// What the store refuses, in words that a finance officer understands.

export type RefusalCode = "NOT_FOUND" | "FORBIDDEN" | "STALE" | "PUBLISHED" | "DUPLICATE" | "IN_USE" | "BAD_INPUT";

/** One of the places where a batch met another value than its writer saw: what is there now, and who put it there when. */
export interface Conflict {
  /** Where the caller named it: "edits[3]". */
  readonly field: string;
  readonly cell: string;
  /** An amount in pence; of a field, the text that one would type. */
  readonly current: number | string | null;
  readonly by: string | null;
  readonly at: string | null;
}

/** A write or a read that the store refuses. Nothing of it was kept. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    /** The path of the field at fault, as the caller named it. */
    readonly field: string,
    message: string,
    /** For a stale write, the value that is there now. */
    readonly current?: unknown,
    /** For a stale batch of cells, every conflict in it. */
    readonly conflicts?: readonly Conflict[],
  ) {
    super(message);
  }
}
