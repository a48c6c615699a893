// What the page has asked and keeps, and the one way to ask it again.
import { type Query, QueryClient } from "@tanstack/react-query";

export const queries = new QueryClient({
  defaultOptions: {
    // The server answers an unchanged question with 304, so asking again when the window comes back costs next to nothing. A server on this
    // machine is there without any network.
    queries: { staleTime: 5_000, retry: 1, refetchOnWindowFocus: true, networkMode: "always" },
  },
});

let learnt = 0;
let begun = 0;
let running: Promise<void> | null = null;

/**
 * Asks everything shown again, so that it holds at least this batch. However many batches are learnt of at once, one round of questions is on its
 * way and at most one more follows; a batch that a round began after costs nothing.
 */
export function renewUpTo(batch: number): Promise<void> {
  learnt = Math.max(learnt, batch);
  running ??= rounds().finally(() => {
    running = null;
  });
  return running;
}

async function rounds(): Promise<void> {
  while (begun < learnt) {
    begun = learnt;
    await queries.invalidateQueries();
  }
}

/** Asks everything again, whatever has been learnt of. */
export function renewAll(): Promise<void> {
  begun = Math.min(begun, learnt - 1);
  return renewUpTo(learnt);
}

/** Asks again what may be older than a batch: all but the tables that say that they are of it or later. */
export function renewOlderThan(batch: number): Promise<void> {
  return queries.invalidateQueries({ predicate: (query) => !(versionOf(query) >= batch) });
}

/** The data's version that an answer says it is of; NaN where it says none. */
function versionOf({ state }: Query): number {
  const answers = Object.values((state.data ?? {}) as Record<string, { dataVersion?: number } | null>);
  return answers.reduce((found, answer) => answer?.dataVersion ?? found, Number.NaN);
}
