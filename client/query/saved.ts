// The queries that the reader saved under a name. They stay in this browser.
import { useMemo, useSyncExternalStore } from "react";
import type { Held } from "./held.ts";

export interface Saved extends Held {
  name: string;
}

const place = "tabled.queries";
const changed = new EventTarget();

function listen(listener: () => void): () => void {
  changed.addEventListener("changed", listener);
  // Another tab of the browser may save, too.
  window.addEventListener("storage", listener);
  return () => {
    changed.removeEventListener("changed", listener);
    window.removeEventListener("storage", listener);
  };
}

function stored(): string {
  try {
    return window.localStorage.getItem(place) ?? "[]";
  } catch {
    return "[]";
  }
}

function read(text: string): Saved[] {
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.filter(isSaved) : [];
  } catch {
    return [];
  }
}

function isSaved(found: unknown): found is Saved {
  const { name, query, variables } = (found ?? {}) as Partial<Record<keyof Saved, unknown>>;
  return typeof name === "string" && typeof query === "string" && typeof variables === "string";
}

export function useSaved(): Saved[] {
  const text = useSyncExternalStore(listen, stored);
  return useMemo(() => read(text), [text]);
}

/** Rewrites the list as it is now. False where this browser keeps nothing. */
function rewrite(change: (before: Saved[]) => Saved[]): boolean {
  try {
    window.localStorage.setItem(place, JSON.stringify(change(read(stored()))));
  } catch {
    return false;
  }
  changed.dispatchEvent(new Event("changed"));
  return true;
}

/** What was done, with the way to take it back; null where this browser keeps nothing. */
export type Rewritten = { replaced: boolean; takeBack: () => void } | null;

/** Saves under a name, in the place of what has that name. */
export function save(entry: Saved): Rewritten {
  const before = read(stored()).find(({ name }) => name === entry.name);
  const put = (one: Saved) => rewrite((list) => (list.some(({ name }) => name === one.name) ? list.map((each) => (each.name === one.name ? one : each)) : [...list, one]));
  return put(entry) ? { replaced: before !== undefined, takeBack: () => (before ? put(before) : rewrite((list) => list.filter(({ name }) => name !== entry.name))) } : null;
}

/** Removes what has this name; taken back, it is where it was. */
export function remove(name: string): Rewritten {
  const list = read(stored());
  const at = list.findIndex((each) => each.name === name);
  const gone = list[at];
  if (!gone || !rewrite((before) => before.filter((each) => each.name !== name))) return null;
  return { replaced: false, takeBack: () => rewrite((now) => (now.some((each) => each.name === name) ? now : now.toSpliced(at, 0, gone))) };
}
