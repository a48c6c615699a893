// A value that parts of the page share and are told of when it changes.
import { useSyncExternalStore } from "react";

export interface Held<Value> {
  get(): Value;
  set(value: Value): void;
  onChange(listener: () => void): () => void;
}

export function held<Value>(first: Value): Held<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useHeld<Value>({ onChange, get }: Held<Value>): Value {
  return useSyncExternalStore(onChange, get);
}
