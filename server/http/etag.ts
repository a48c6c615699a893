// What an answer is known by, so that whoever has it already need not be sent it again, packed or not.
import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { personHeader } from "./viewer.ts";

/** The tag of an answer of one version of the data. It is a weak one: the same answer is sent packed to some and plain to others, and so in other bytes. */
export function weakTag(dataVersion: number, question: string): string {
  return `W/"${dataVersion}-${createHash("sha1").update(question).digest("base64url").slice(0, 12)}"`;
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
