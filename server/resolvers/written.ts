// What a write answers.
import type { Kept } from "../../db/changes.ts";
import type { WriteResult } from "../../schema/write.ts";

/** The answer to a write that made or changed `id`. A write repeated under its key answers with no id: what it made is in the log. */
export function written(kept: Kept, id: string | null = null): WriteResult {
  return { batchId: String(kept.batchId), id: kept.repeated ? null : id, repeated: kept.repeated };
}
