// Sends a change until it is known what became of it. Each is sent under a key, so that it is kept once however often it is sent.
import { Refused } from "../graphql.ts";
import { away } from "../live/reach.ts";

const patienceMs = [300, 1_500];

/**
 * Sends, and sends again while the answer leaves open whether it was kept. While the server is away it waits, and says so to `waiting`, until it is
 * back or `stopped` says that nobody waits for it any more.
 */
export async function sendAgain<Result>(send: () => Promise<Result>, waiting: (waits: boolean) => void, stopped: () => boolean): Promise<Result> {
  for (let tries = 0; ; ) {
    try {
      return await send();
    } catch (error) {
      const code = error instanceof Refused ? error.code : "";
      if (code === "OFFLINE" && !stopped()) {
        waiting(true);
        await back(stopped);
        waiting(false);
        if (stopped()) throw error;
      } else if (code === "UNCERTAIN" && tries < patienceMs.length) {
        await new Promise((resolve) => window.setTimeout(resolve, patienceMs[tries]));
        tries += 1;
      } else throw error;
    }
  }
}

const lookMs = 250;
/** Over when the server can be reached again. */
function back(stopped: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (away.get() && !stopped()) return;
      stop();
      window.clearInterval(timer);
      resolve();
    };
    const stop = away.onChange(look);
    const timer = window.setInterval(look, lookMs);
    look();
  });
}
