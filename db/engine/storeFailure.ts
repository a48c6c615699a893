// What the store could not do because its database is lost, full or not ours, in words: told apart from what Tabled refuses.

/**
 * UNAVAILABLE: nothing was done, and later it may be. UNCERTAIN: a change was sent and the answer was lost, so that nobody knows whether it was
 * kept. UNUSABLE: this store cannot be opened by this code.
 */
export type StoreFailureCode = "UNAVAILABLE" | "UNCERTAIN" | "UNUSABLE";

export class StoreFailure extends Error {
  constructor(
    readonly code: StoreFailureCode,
    message: string,
    /** What the engine said of it, for the server's log. */
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** What an engine says of an error, and drizzle wraps. */
export interface EngineError {
  code?: string;
  message?: string;
  table?: string;
  detail?: string;
  cause?: unknown;
}

export function engineError(error: unknown): EngineError {
  return ((error as EngineError | undefined)?.cause ?? error ?? {}) as EngineError;
}

export function uncertain(cause: unknown): StoreFailure {
  return new StoreFailure(
    "UNCERTAIN",
    "The database was lost while this was being saved: Tabled does not know whether it was saved. Look at what is there now before you enter it again.",
    cause,
  );
}
