// Whether the server can be reached. Once it cannot, it is asked again and again until it answers.
import { held } from "./held.ts";

export const away = held(false);

const soonMs = 700;
const latestMs = 8_000;
let wait = soonMs;
let timer = 0;

/** To be told by whoever got no answer. */
export function notReached(): void {
  if (!away.get()) wait = soonMs;
  away.set(true);
  if (timer === 0) timer = window.setTimeout(probe, wait);
}

/** To be told by whoever got one. */
export function reached(): void {
  window.clearTimeout(timer);
  timer = 0;
  away.set(false);
}

/** Waits until the server answers again; false where it does not within this time. */
export function reachedWithin(ms: number): Promise<boolean> {
  if (!away.get()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (found: boolean) => {
      window.clearTimeout(late);
      stop();
      resolve(found);
    };
    const late = window.setTimeout(() => done(false), ms);
    const stop = away.onChange(() => done(true));
  });
}

/** Asks whether the server is there. */
export async function probe(): Promise<void> {
  window.clearTimeout(timer);
  timer = 0;
  const answer = await fetch("/health", { cache: "no-store", signal: AbortSignal.timeout(latestMs) }).catch(() => null);
  if (answer?.ok) return reached();
  wait = Math.min(wait * 1.6, latestMs);
  notReached();
}

window.addEventListener("online", () => void probe());
window.addEventListener("offline", () => void probe());
