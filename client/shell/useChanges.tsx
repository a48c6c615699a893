// What one has changed, on whichever sheet: the last of it can be taken back and done again, from the foot or with the keys of a spreadsheet.
// The server's log says what comes next, so that it is the same after a reload, in another tab and on another sheet.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useAddress } from "../address.ts";
import { redoLast, type UndoKind, type UndoStep, type UndoSteps, undoableQuery, undoBatch, undoLast } from "../data/documents/history.ts";
import { ask, Refused } from "../data/graphql.ts";
import { sendWaiting } from "../data/live/sending.ts";
import { stepped } from "../data/live/stands.ts";
import { waiting } from "../data/live/waiting.ts";
import { newKey } from "../data/newKey.ts";
import { usePerson } from "../data/person.ts";
import type { SheetName } from "../sheets.ts";
import { useWrite, type Writing } from "./useWrite.ts";

interface Said {
  authority: string;
  /** Where it was said. */
  sheet: SheetName;
  said: string;
  /** The batch that was kept; null of a write that left everything as it was, of which there is nothing to take back. */
  batchId?: string | null;
}
interface Held {
  last: Said | null;
  setLast: (last: Said) => void;
  /** Steps are taken one after the other, however fast the keys are pressed. */
  queue: { after: Promise<unknown> };
}

const HeldContext = createContext<Held>({ last: null, setLast: () => {}, queue: { after: Promise.resolve() } });

/** Holds what was said last: the sheets come and go below it. */
export function ChangesKept({ children }: { children: ReactNode }) {
  const [last, setLast] = useState<Said | null>(null);
  const queue = useRef<Held["queue"]>({ after: Promise.resolve() });
  const held = useMemo(() => ({ last, setLast, queue: queue.current }), [last]);
  return <HeldContext.Provider value={held}>{children}</HeldContext.Provider>;
}

export interface Changes extends Writing {
  /** Whose figures are changed. */
  authority: string;
  /** What was done last, in words. */
  said: string | null;
  /** Whether what was done last changed nothing. */
  nothing: boolean;
  /** What comes next, back and forth. */
  undo: UndoStep | null;
  redo: UndoStep | null;
  /** The step that was refused and can be left as it is, so that the one before comes next. */
  refusedStep: UndoStep | null;
  /** To be told of what was kept, in words: "Changed Roach Vale." Without a batch nothing was changed, and that is said instead. */
  written: (batchId: string | null, said: string) => void;
  /** To say something at the foot that was not kept: why a thing cannot be done. */
  tell: (said: string) => void;
  takeBack: () => void;
  doAgain: () => void;
  leaveIt: () => void;
}

const nothingNext: UndoSteps = { undo: null, redo: null };
/** What is taken back on a sheet is what can be seen from there: the order of a report on Exports alone, and figures everywhere else. */
function kindsOn(sheet: SheetName): UndoKind[] {
  if (sheet === "exports") return ["REPORTS"];
  return sheet === "import" ? ["FACTS", "MAPPINGS"] : ["FACTS"];
}
/** What a step may be refused for though it is the next: it can be left as it is. */
const canBeLeft = ["STALE", "NOT_FOUND", "PUBLISHED", "IN_USE", "DUPLICATE", "BAD_INPUT", "FORBIDDEN"];

export function useChanges(authority: string): Changes {
  const { last, setLast, queue } = useContext(HeldContext);
  const queries = useQueryClient();
  const person = usePerson();
  const { sheet } = useAddress();
  const asked = useMemo(() => ["undoable", authority, person, ...kindsOn(sheet)], [authority, person, sheet]);
  const read = useCallback(async () => (await ask(undoableQuery, { authority, kinds: kindsOn(sheet) })).undoable, [authority, sheet]);
  const next = useQuery({ queryKey: asked, queryFn: read }).data ?? nothingNext;
  const writing = useWrite();
  const { run } = writing;
  const [refusedStep, setRefusedStep] = useState<UndoStep | null>(null);

  const written = useCallback(
    (batchId: string | null, said: string) => {
      setRefusedStep(null);
      setLast({ authority, sheet, said: batchId === null ? "Nothing changed." : said, batchId });
    },
    [authority, sheet, setLast],
  );
  const tell = useCallback((said: string) => setLast({ authority, sheet, said }), [authority, sheet, setLast]);
  const lastSaid = useRef(last);
  lastSaid.current = last;
  const take = useCallback(
    (direction: "undo" | "redo", skip: boolean) => {
      const taken = async () => {
        // What was done last may be on its way still: it comes first.
        const waits = waiting.get().some((change) => change.state === "waiting");
        if (waits) await sendWaiting();
        const steps = (staleTime: number) => queries.fetchQuery({ queryKey: asked, queryFn: read, staleTime });
        const apartOf = (found: UndoSteps) => (direction === "undo" && !skip ? apartFrom(found, lastSaid.current, authority, sheet) : null);
        let found = await steps(waits ? 0 : 1_000);
        // Newer than what was read may be only that it was written since.
        if (apartOf(found)) found = await steps(0);
        const apart = apartOf(found);
        const step = apart ?? found[direction];
        if (!step) return setLast({ authority, sheet, said: direction === "undo" ? "Nothing of yours to undo." : "Nothing to redo." });
        setRefusedStep(null);
        const kept = await run(async () => {
          try {
            if (apart) return (await ask(undoBatch, { batch: step.batchId })).undoBatch;
            const take = () => taking(direction, authority, sheet, step, skip);
            const done = await (skip ? take() : stepped(step.batchId, take));
            queries.setQueryData(asked, done.next);
            return done;
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
            if (direction === "undo" && !apart && canBeLeft.includes(error.code) && error.field !== "expected") setRefusedStep(step);
            // The sentence says what is there now.
            throw new Refused(error.message, error.code, error.field, undefined);
          }
        });
        if (kept)
          setLast({
            authority,
            sheet,
            said: `${skip ? "Skipped" : direction === "undo" ? "Undid" : "Redid"}: ${step.why}.`,
          });
      };
      queue.after = queue.after.then(taken, taken);
      void queue.after.catch(() => {});
    },
    [queries, asked, read, authority, sheet, run, setLast, queue],
  );
  const takeBack = useCallback(() => take("undo", false), [take]);
  const doAgain = useCallback(() => take("redo", false), [take]);
  const leaveIt = useCallback(() => take("undo", true), [take]);
  const clear = useCallback(() => {
    setRefusedStep(null);
    writing.clear();
  }, [writing.clear]);
  // A step back that is asked for while something is being written is of that, once it is kept.
  const runFirst = useCallback(
    <Result,>(write: () => Promise<Result>) => {
      const done = run(write);
      queue.after = Promise.allSettled([queue.after, done]);
      return done;
    },
    [run, queue],
  );
  useUndoKey(takeBack, doAgain);
  const apart = apartFrom(next, last, authority, sheet);
  // What is of another kind is told of where it was done, and nowhere else.
  const isOfHere = last?.sheet === sheet || (last && kindsOn(last.sheet)[0] === kindsOn(sheet)[0] && !isNewer(last.batchId, next));
  const own = last?.authority === authority && isOfHere ? last : null;
  const steps = { undo: apart ?? next.undo, redo: next.redo };
  return { ...writing, run: runFirst, authority, clear, said: own?.said ?? null, nothing: own?.batchId === null, ...steps, refusedStep, written, tell, takeBack, doAgain, leaveIt };
}

async function taking(direction: "undo" | "redo", authority: string, sheet: SheetName, { batchId: expected }: UndoStep, skip: boolean) {
  const asked = { authority, expected, kinds: kindsOn(sheet), key: newKey() };
  return direction === "undo" ? (await ask(undoLast, { ...asked, skip })).undoLast : (await ask(redoLast, asked)).redoLast;
}

/** Whether a batch is newer than any step of the sheet's: it is then of another kind, or so new that the steps have not been read since. */
function isNewer(batchId: string | null | undefined, { undo, redo }: UndoSteps): boolean {
  return Boolean(batchId) && Number(batchId) > Number(undo?.batchId ?? 0) && Number(batchId) > Number(redo?.batchId ?? 0);
}

/** What was done last on this sheet, where that is of another kind than its figures (a table added to a report, a view saved): it is taken back by itself. */
function apartFrom(next: UndoSteps, last: Said | null, authority: string, sheet: SheetName): UndoStep | null {
  if (!last?.batchId || last.authority !== authority || last.sheet !== sheet || !isNewer(last.batchId, next)) return null;
  return { batchId: last.batchId, why: last.said.replace(/\.$/, ""), madeAt: "" };
}

/** Ctrl+Z, and Ctrl+Y or Ctrl+Shift+Z, where nothing is being typed: there they are the browser's own. */
export function useUndoKey(takeBack: () => void, doAgain: () => void = () => {}): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (!["z", "y"].includes(key) || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      if ((event.target as HTMLElement).closest("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) doAgain();
      else takeBack();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [takeBack, doAgain]);
}
