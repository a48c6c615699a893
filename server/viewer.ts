// Who asks. For now whoever reaches the server is the machine's owner, which is why it listens on loopback; sign-in will answer here.
import type { Viewer } from "../db/viewer.ts";

/** The owner of the machine that Tabled runs on: reads and changes everything, small counts included. */
export const machineOwner: Viewer = { name: "This machine's owner", reads: "all", changes: "all", wholeCounts: "all" };

/** What a cached answer depends on beside the question: two viewers with one scope read the same rows. */
export function scopeOf(viewer: Viewer): string {
  return JSON.stringify([viewer.reads, viewer.changes, viewer.wholeCounts]);
}
