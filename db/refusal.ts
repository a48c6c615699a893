// What the store refuses, in words that a finance officer understands.

export type RefusalCode = "NOT_FOUND" | "FORBIDDEN" | "STALE" | "PUBLISHED" | "DUPLICATE" | "IN_USE" | "BAD_INPUT";

/** A write or a read that the store refuses. Nothing of it was kept. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    /** The path of the field at fault, as the caller named it. */
    readonly field: string,
    message: string,
    /** For a stale write, the value that is there now. */
    readonly current?: unknown,
  ) {
    super(message);
  }
}
