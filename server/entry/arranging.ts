// Which rows move, and where to, as a caller says it.
import type { Arranging } from "../../db/write/arranging.ts";
import { InputError } from "../finance/inputError.ts";
import type { Limits } from "../http/settings.ts";
import { nameIfGiven } from "./words.ts";

/** The rows of a batch. @throws InputError unless there are some, each once, and no more than one batch may have. */
export function rowsGiven(ids: readonly string[], limits: Limits): readonly string[] {
  if (ids.length === 0) throw new InputError("ids", "Name at least one row.");
  if (ids.length > limits.edits) throw new InputError("ids", `One batch changes at most ${limits.edits} rows; this one has ${ids.length}.`);
  if (new Set(ids).size < ids.length) throw new InputError("ids", "A row is named twice. Name each once.");
  return ids;
}

/** @throws InputError where no place and no group is said. */
export function arrangingGiven(
  ids: readonly string[],
  before: string | null | undefined,
  after: string | null | undefined,
  group: string | null | undefined,
  limits: Limits,
): Arranging {
  const stays = group === null || group === undefined;
  if (!before && !after && stays) throw new InputError("before", "Say where the rows go: before a row, after one, or into a group.");
  return { ids: rowsGiven(ids, limits), before, after, ...(!stays && { group: nameIfGiven(group, "group") }) };
}
