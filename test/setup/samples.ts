// How many cases a test works through: a sample in `npm test`, all of them in `npm run test:long`. Both draw from one seed, TABLED_SEED.
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    long: boolean;
    seed: number;
  }
}

/** Of what takes longer than this many cases, `npm test` runs this many. */
const most = 200;

/** Whether this run is the long one. */
export const long = inject("long");
export const seed = inject("seed");

/** The parameters of a property: `runs(2_000)` is 2,000 cases in the long run and 200 otherwise. fast-check names the seed of what fails. */
export function runs(all: number): { numRuns: number; seed: number } {
  return { numRuns: few(all, most), seed };
}

/** How often something dear is done: `few(50, 10)` is 50 times in the long run and 10 otherwise. */
export function few(all: number, sample: number): number {
  return long ? all : Math.min(all, sample);
}
