// What was written while the workbook is open, on whichever sheet: the last of it can be taken back, from the foot or with Ctrl+Z.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { undoBatch } from "../documents.ts";
import { ask } from "../graphql.ts";
import { useWrite, type Writing } from "./useWrite.ts";

interface Done {
  authority: string;
  batchId: string;
  said: string;
}

const DoneContext = createContext<{ done: Done[]; setDone: (change: (before: Done[]) => Done[]) => void }>({ done: [], setDone: () => {} });

/** Holds what was written: the sheets come and go below it. */
export function ChangesKept({ children }: { children: ReactNode }) {
  const [done, setDone] = useState<Done[]>([]);
  const held = useMemo(() => ({ done, setDone }), [done]);
  return <DoneContext.Provider value={held}>{children}</DoneContext.Provider>;
}

export interface Changes extends Writing {
  /** Whose figures are changed. */
  authority: string;
  /** The last that was written of this authority. */
  last: { batchId: string; said: string } | undefined;
  /** To be told of what was kept, in words: "Changed Roach Vale." */
  written: (batchId: string, said: string) => void;
  takeBack: () => void;
}

export function useChanges(authority: string): Changes {
  const { done, setDone } = useContext(DoneContext);
  const writing = useWrite();
  const { run } = writing;
  const last = done.findLast((each) => each.authority === authority);
  const written = useCallback((batchId: string, said: string) => setDone((before) => [...before, { authority, batchId, said }]), [authority, setDone]);
  const takeBack = useCallback(async () => {
    if (!last) return;
    const kept = await run(() => ask(undoBatch, { batch: last.batchId }));
    if (kept) setDone((before) => before.filter((each) => each !== last));
  }, [last, run, setDone]);
  useUndoKey(takeBack);
  return { ...writing, authority, last, written, takeBack };
}

/** Ctrl+Z, where nothing is being typed. */
export function useUndoKey(takeBack: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      if ((event.target as HTMLElement).closest("input, textarea, select")) return;
      event.preventDefault();
      takeBack();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [takeBack]);
}
