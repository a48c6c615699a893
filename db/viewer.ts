// Who asks, as the store sees it: every query takes a viewer and returns only rows of the authorities that it may read.
import { inArray, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { Refusal } from "./write/refusal.ts";

/** A person or a machine, and the authorities whose facts it may read and change. */
export interface Viewer {
  /** Goes into the change log: a post or a machine account, never a child. */
  readonly name: string;
  readonly reads: "all" | readonly string[];
  readonly changes: "all" | readonly string[];
  /** Whose small counts of people it may see whole. Of every other authority they are hidden, as they are where outcomes are published. */
  readonly wholeCounts?: "all" | readonly string[];
}

/** The condition that keeps a query to what the viewer may read. */
export function readable(viewer: Viewer, authorityId: AnyPgColumn): SQL | undefined {
  if (viewer.reads === "all") return undefined;
  return viewer.reads.length === 0 ? sql`1 = 0` : inArray(authorityId, [...viewer.reads]);
}

export function mayRead(viewer: Viewer, authorityId: string): boolean {
  return viewer.reads === "all" || viewer.reads.includes(authorityId);
}

export function mayChange(viewer: Viewer, authorityId: string): boolean {
  return viewer.changes === "all" || viewer.changes.includes(authorityId);
}

/** Whether the viewer sees an authority's small counts of people as they are. */
export function seesWholeCounts({ wholeCounts }: Viewer, authorityId: string): boolean {
  return wholeCounts === "all" || (wholeCounts?.includes(authorityId) ?? false);
}

/** @throws Refusal FORBIDDEN where small counts are hidden from the viewer: what it cannot see it neither changes nor reads the history of. */
export function requireWholeCounts(viewer: Viewer, authorityId: string): void {
  if (!seesWholeCounts(viewer, authorityId)) throw new Refusal("FORBIDDEN", "authority", "Small counts of this authority's children are hidden from you, and so is this.");
}

/** @throws Refusal where the viewer may not change this authority's facts. */
export function requireChange(viewer: Viewer, authorityId: string): void {
  if (mayChange(viewer, authorityId)) return;
  // Whoever may not even read it is told the same as for an authority that does not exist.
  if (!mayRead(viewer, authorityId)) throw new Refusal("NOT_FOUND", "authority", "There is no such authority, or you may not see it.");
  throw new Refusal("FORBIDDEN", "authority", "You may read this authority's figures but not change them.");
}

/** Why the viewer may change nothing of an authority; null where she may. */
export function refusalToChange(viewer: Viewer, authorityId: string): Refusal | null {
  try {
    requireChange(viewer, authorityId);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** @throws Refusal unless the viewer may add and change any authority. */
export function requireAll(viewer: Viewer): void {
  if (viewer.changes !== "all") throw new Refusal("FORBIDDEN", "authority", "You may not add an authority. Ask whoever runs this Tabled.");
}
