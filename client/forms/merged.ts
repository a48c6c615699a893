// What was typed into a form, put on top of what somebody else has changed since it was begun.
import type { Texts } from "./texts.ts";

/** A list is taken as a whole: its rows have only their order. */
const unitOf = (path: string) => path.replace(/\[.*$/, "");

/** Where nothing was typed it is as it is now; where something was, it stays as typed. */
export function merged(mine: Texts, base: Texts, now: Texts): Texts {
  const units = new Set([...Object.keys(mine), ...Object.keys(base), ...Object.keys(now)].map(unitOf));
  const of = (texts: Texts, unit: string) => Object.entries(texts).filter(([path]) => unitOf(path) === unit);
  return Object.fromEntries([...units].flatMap((unit) => (JSON.stringify(of(mine, unit)) === JSON.stringify(of(base, unit)) ? of(now, unit) : of(mine, unit))));
}
