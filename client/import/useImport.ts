// Runs a file through the server, first to look and then to keep it, and follows how far it is.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { Refused } from "../data/graphql.ts";
import { forgetFile, type Progress, type Result, type Standing, standing, start, stopOrForget } from "./files.ts";

/** By a mapping of its columns, or as its table was read with what was chosen. */
export type Asked = {
  /** The file's id. */
  readonly id: string;
  readonly preview: boolean;
  /** What a thing that comes in is called, and several of them. */
  readonly facts: readonly [one: string, several: string];
} & ({ readonly map: string; readonly sheet: string | undefined } | { readonly choices: object });

export type Course =
  | { readonly at: "nowhere" }
  | { readonly at: "running"; readonly asked: Asked; readonly progress: Progress | null; readonly stopping: boolean }
  | { readonly at: "done"; readonly asked: Asked; readonly result: Result }
  | { readonly at: "failed"; readonly asked: Asked; readonly error: Failure; readonly stopped: boolean };

export interface Failure {
  readonly message: string;
  readonly field: string | null;
  /** Nobody knows whether it was imported. */
  readonly uncertain: boolean;
}

const soon = 120;
const later = 400;
/** A server that is started again is waited for so often. */
const patience = 15;

export function useImport(onImported: (result: Result, asked: Asked) => void) {
  const queries = useQueryClient();
  const [course, setCourse] = useState<Course>({ at: "nowhere" });
  const running = useRef<Asked | null>(null);
  const stopping = useRef(false);
  const begun = useRef(false);
  /** The file that was being written as the page was left. */
  const left = useRef<string | null>(null);
  const tell = useRef(onImported);
  tell.current = onImported;

  const run = useCallback(
    async (asked: Asked) => {
      if (running.current) return;
      running.current = asked;
      stopping.current = false;
      begun.current = false;
      const mine = () => running.current === asked;
      setCourse({ at: "running", asked, progress: null, stopping: false });
      let started = false;
      try {
        const { preview } = asked;
        let now = await start(asked.id, "map" in asked ? { map: asked.map, sheet: asked.sheet, preview } : { choices: asked.choices, preview });
        started = true;
        begun.current = true;
        // Stopped before it had begun: the server would have taken that for a file that nobody wants any more.
        if (stopping.current) void stopOrForget(asked.id);
        for (let wait = soon; now.state === "running"; wait = later) {
          await new Promise((resolve) => setTimeout(resolve, wait));
          now = await patiently(asked.id);
          if (mine() && now.state === "running") setCourse({ at: "running", asked, progress: now.progress, stopping: stopping.current });
        }
        if (now.result) {
          // Also where the page has been left meanwhile: what was kept can be taken back from any sheet.
          if (now.result.batchId !== null) {
            tell.current(now.result, asked);
            await queries.invalidateQueries();
          }
          if (mine()) setCourse({ at: "done", asked, result: now.result });
        } else if (mine()) {
          setCourse({
            at: "failed",
            asked,
            error: now.error
              ? { ...now.error, uncertain: now.error.code === "UNCERTAIN" }
              : { message: "The import ended without an answer. Look in History, then try again.", field: null, uncertain: true },
            stopped: stopping.current && now.error?.code !== "UNCERTAIN",
          });
        }
      } catch (error) {
        const { message, field, code } = error instanceof Refused ? error : { message: String(error), field: null, code: "UNKNOWN" };
        // Once it has started, or may have, it goes on whether or not this page can follow it.
        if (mine()) setCourse({ at: "failed", asked, error: { message, field, uncertain: started || code === "OFFLINE" }, stopped: false });
      } finally {
        if (mine()) running.current = null;
        if (left.current === asked.id) void forgetFile(asked.id, "ended");
      }
    },
    [queries],
  );
  const stop = useCallback(() => {
    const asked = running.current;
    if (!asked) return;
    stopping.current = true;
    setCourse((before) => (before.at === "running" ? { ...before, stopping: true } : before));
    if (begun.current) void stopOrForget(asked.id);
  }, []);
  const forget = useCallback(() => {
    if (!running.current) setCourse({ at: "nowhere" });
  }, []);
  /** Lets the server forget a file that is no longer looked at. What is only looked at is stopped; what is being written goes on to its end, which this still waits for unless the tab is closed. */
  const leave = useCallback((id: string, isClosing: boolean) => {
    const writing = running.current !== null && !running.current.preview;
    if (writing && !isClosing) left.current = id;
    else void forgetFile(id, writing ? "ended" : "stopped");
  }, []);
  return { course, run, stop, forget, leave };
}

/** How it stands, also where the server cannot be reached for a moment. */
async function patiently(id: string): Promise<Standing> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await standing(id);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "OFFLINE" || tries === patience) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}
