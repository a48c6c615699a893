// What a write is asked with, and what it answers.
import type { Kept } from "../../db/write/change.ts";
import type { WriteResult } from "../../schema/write.ts";
import { InputError } from "../finance/inputError.ts";

/** The answer to a write that made or changed `id`. Where nothing changed there is no batch. A write repeated under its key answers with no id: what it made is in the log. */
export function written(kept: Kept, id: string | null = null): WriteResult {
  return { batchId: kept.batchId === null ? null : String(kept.batchId), id: kept.repeated ? null : id, seen: kept.seen ?? null, repeated: kept.repeated };
}

/** The data version of a change, where the mutation may also add. @throws InputError where it is left out. */
export function seenNeeded(seen: number | null | undefined): number {
  if (seen === null || seen === undefined)
    throw new InputError("seen", "Say at which data version you read what you change, so that nobody's change in the meantime is overwritten.");
  return seen;
}
