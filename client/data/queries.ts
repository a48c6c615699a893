// What the page has asked and keeps, and the one way to ask it again.
import { type Query, QueryClient } from "@tanstack/react-query";

export const queries = new QueryClient({
  defaultOptions: {
    // The server answers an unchanged question with 304, so asking again when the window comes back costs next to nothing. A server on this
    // machine is there without any network.
    queries: { staleTime: 5_000, retry: 1, refetchOnWindowFocus: true, networkMode: "always" },
  },
});

/** The batches that the page has learnt of, by their ids: of whichever authority they are, each is asked for once. */
const learnt = new Set<number>();
const mostLearnt = 1_000;
let wanted = false;
let running: Promise<void> | null = null;

/**
 * Asks everything shown again, so that it holds this batch. However many batches are learnt of at once, one round of questions is on its way and at
 * most one more follows; a batch that a round began after costs nothing.
 */
export function renewFor(batch: number): Promise<void> {
  if (learnt.has(batch)) return running ?? Promise.resolve();
  learnt.add(batch);
  if (learnt.size > mostLearnt) for (const oldest of [...learnt].slice(0, mostLearnt / 2)) learnt.delete(oldest);
  return renewAll();
}

async function rounds(): Promise<void> {
  while (wanted) {
    wanted = false;
    await queries.invalidateQueries();
  }
}

/** Asks everything again, whatever has been learnt of. */
export function renewAll(): Promise<void> {
  wanted = true;
  running ??= rounds().finally(() => {
    running = null;
  });
  return running;
}

/** Asks again what may be older than a data version: all but the tables that say that they are of it or later. */
export function renewOlderThan(dataVersion: number): Promise<void> {
  return queries.invalidateQueries({ predicate: (query) => !(versionOf(query) >= dataVersion) });
}

/** The data's version that an answer says it is of; NaN where it says none. */
function versionOf({ state }: Query): number {
  const answers = Object.values((state.data ?? {}) as Record<string, { dataVersion?: number } | null>);
  return answers.reduce((found, answer) => answer?.dataVersion ?? found, Number.NaN);
}
