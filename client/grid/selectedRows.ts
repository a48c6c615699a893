// The rows that a selection reaches over, by their keys, for what is done with rows: held outside the page's state, as the selection is.
import { useSyncExternalStore } from "react";

let held: readonly string[] = [];
const listeners = new Set<() => void>();

export function tellSelectedRows(keys: readonly string[]): void {
  if (keys.length === held.length && keys.every((key, index) => key === held[index])) return;
  held = keys;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSelectedRows(): readonly string[] {
  return useSyncExternalStore(listen, () => held);
}
