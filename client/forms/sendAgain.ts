// Waits with a change while the server is away. It goes under a key, so that it is kept once however often it is sent.
import { Refused } from "../data/graphql.ts";
import { away, reachedWithin } from "../data/live/reach.ts";

const lookMs = 1_000;

/** Sends once the server can be reached. Until then it waits, and says so to `waiting`, unless `stopped` says that nobody waits for it any more. */
export async function sendAgain<Result>(send: () => Promise<Result>, waiting: (waits: boolean) => void, stopped: () => boolean): Promise<Result> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "OFFLINE" || stopped()) throw error;
      waiting(true);
      while (away.get() && !stopped()) await reachedWithin(lookMs);
      waiting(false);
      if (stopped()) throw error;
    }
  }
}
