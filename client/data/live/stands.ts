// How cells stand that this page changed: what its own changes left there, and what taking one of them back will leave, ahead of the tables.
import type { Unit } from "../../address.ts";
import { held } from "./held.ts";

/** How a cell stands, as the server says. */
export interface Stand {
  pence: number | null;
  shown: string;
  /** What its editor begins with, and the unit of both. */
  entry: string;
  unit: Unit;
  /** What is stored, which the next change of the cell expects. */
  stored: number | string | null;
}

/** Cells of a version, by their addresses. */
export interface Stands {
  version: string;
  cells: ReadonlyMap<string, Stand>;
}

interface Left extends Stand {
  /** The data version that left it so: a table that is older than it shows another amount. */
  since: number;
}

const left = new Map<string, Map<string, Left>>();

/** A batch of this page, which made the data version `since`, left cells so. */
export function leave(since: number, { version, cells }: Stands): void {
  const ofVersion = left.get(version) ?? new Map<string, Left>();
  left.set(version, ofVersion);
  for (const [address, stand] of cells) ofVersion.set(address, { ...stand, since });
}

/** What this page left in a cell, where a table of the data version `seen` does not show it yet. */
export function leftAt(version: string, address: string, seen: number): Stand | undefined {
  const ours = left.get(version)?.get(address);
  return ours && seen < ours.since ? ours : undefined;
}

/** All that this page left in a version and a table of the data version `seen` does not show yet. */
export function leftSince(version: string, seen: number): ReadonlyMap<string, Stand> {
  return new Map([...(left.get(version) ?? [])].filter(([, { since }]) => seen < since));
}

/** What a batch can be taken back to, and what that could be taken back to in turn. */
interface Step {
  to: Stands;
  from: Stands;
}
const steps = new Map<string, Step>();

export function rememberStep(batch: string, step: Step): void {
  steps.set(batch, step);
}

/** What a step that is on its way is going to leave. */
export const stepping = held<Stands | null>(null);

/** Takes a batch back: where this page made it, its cells stand as before at once, and as they were if the server refuses. */
export async function stepped<Done extends { batchId: string; seen: number }>(batch: string, take: () => Promise<Done>): Promise<Done> {
  const step = steps.get(batch);
  if (!step) return take();
  stepping.set(step.to);
  try {
    const done = await take();
    leave(done.seen, step.to);
    steps.set(done.batchId, { to: step.from, from: step.to });
    return done;
  } finally {
    stepping.set(null);
  }
}
