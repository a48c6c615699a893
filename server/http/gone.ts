// Tells whoever works on an answer that nobody waits for it any more.
import type { FastifyReply } from "fastify";

export function whenGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => gone.abort());
  return gone.signal;
}
