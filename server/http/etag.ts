// What an answer is known by, so that whoever has it already need not be sent it again, packed or not.
import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { personHeader } from "./viewer.ts";

/** Whose facts an answer was made from. */
export type Whose = "all" | readonly string[];

/**
 * The version of an answer: of the authorities whose facts it was made from, how many batches they have together. Each only counts up, and so it
 * moves whenever one of them writes, in whichever order their batches are kept, and when nobody else does.
 */
export function versionOf(numbers: ReadonlyMap<string, number>, whose: Whose): number {
  const counted = whose === "all" ? [...numbers.values()] : whose.map((id) => numbers.get(id) ?? 0);
  return counted.reduce((sum, number) => sum + number, 0);
}

/** The tag of an answer of one version. It is a weak one: the same answer is sent packed to some and plain to others, and so in other bytes. */
export function weakTag(numbers: ReadonlyMap<string, number>, whose: Whose, question: string): string {
  // Not in the clear: of an answer that follows from everybody's facts it would tell how much others work.
  const digest = createHash("sha256").update(JSON.stringify([versionOf(numbers, whose), whose, question]));
  return `W/"${digest.digest("base64url").slice(0, 16)}"`;
}

/** The headers of an answer that its reader may keep, and asks about each time. It depends on who asks, and `vary` names what else it depends on. */
export function keptHeaders(etag: string, ...vary: string[]): Record<string, string> {
  return { etag, "cache-control": "private, no-cache", vary: [...vary, personHeader, "accept-encoding"].join(", ") };
}

/** Whether the asker has this answer already: one of those that she names, also where something on the way has dropped the mark of a weak one. */
export function isKept({ headers }: FastifyRequest, etag: string): boolean {
  const plain = (tag: string) => tag.trim().replace(/^W\//, "");
  return (headers["if-none-match"] ?? "").split(",").some((each) => plain(each) === plain(etag));
}
