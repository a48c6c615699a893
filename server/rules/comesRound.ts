// Whether a chain of things, each naming the next, leads back to where it began.
import type { LeftRow } from "../../db/engine/open.ts";

/** The first of these rows from which one comes back to it. */
export function comesRound(next: ReadonlyMap<string, string | null>, from: readonly LeftRow[]): LeftRow | undefined {
  return from.find(({ id }) => {
    const passed = new Set([id]);
    for (let at = next.get(id) ?? null; at !== null; at = next.get(at) ?? null) {
      if (at === id) return true;
      // A circle that this one only leads into is found from those that are in it.
      if (passed.has(at)) return false;
      passed.add(at);
    }
    return false;
  });
}
