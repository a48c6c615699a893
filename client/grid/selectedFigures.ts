// What is selected on the sheet that is open, as the foot says it: held outside the page's state, so that a selection draws no sheet again.
import { useSyncExternalStore } from "react";
import type { Summary } from "./summary.ts";

export interface SelectedFigures {
  summary: Summary;
  /** Opens the growing of the selected years by a rate, where they can be typed over. */
  grow: (() => void) | null;
  /** Puts nil into those that nothing is stated in, where there are any and they can be typed into. */
  fillNil: (() => void) | null;
}

let held: SelectedFigures | null = null;
const listeners = new Set<() => void>();

export function tellSelected(selected: SelectedFigures | null): void {
  held = selected;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Null while no more than one cell is selected. */
export function useSelectedFigures(): SelectedFigures | null {
  return useSyncExternalStore(listen, () => held);
}
