// A repeated question on unchanged data is answered from the bytes of its first answer.
import type { FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import { isKept, keptHeaders, versionOf, type Whose, weakTag } from "./etag.ts";
import type { GraphqlAnswer } from "./graphqlAnswers.ts";
import { bodyFor } from "./packed.ts";

interface Kept {
  whose: Whose;
  version: number;
  etag: string;
  /** Encoded once, however often it is sent. */
  body: Buffer;
  packed: boolean;
}

/** Answers kept by question and scope, each good until an authority writes whose facts it was made from. */
export class ResponseCache {
  private readonly kept: LRUCache<string, Kept>;

  constructor(mostBytes: number) {
    this.kept = new LRUCache({ maxSize: mostBytes, sizeCalculation: (kept, key) => kept.body.length + key.length });
  }

  /** Sends the kept answer where there is one as at these numbers. */
  answer(key: string, numbers: ReadonlyMap<string, number>, request: FastifyRequest, reply: FastifyReply): boolean {
    const found = this.kept.get(key);
    if (!found || found.version !== versionOf(numbers, found.whose)) return false;
    this.send(found, request, reply);
    return true;
  }

  /** `numbers` are from before anything of the answer was read. */
  keep(key: string, numbers: ReadonlyMap<string, number>, whose: Whose, { body, packed = false }: Pick<GraphqlAnswer, "body" | "packed">): string {
    const etag = weakTag(numbers, whose, key);
    this.kept.set(key, { whose, version: versionOf(numbers, whose), etag, body: bytesOf(body), packed });
    return etag;
  }

  private send(found: Kept, request: FastifyRequest, reply: FastifyReply): void {
    reply.headers(keptHeaders(found.etag, "accept"));
    // Only a GET may be told that nothing changed; a POST always gets its answer.
    if (request.method === "GET" && isKept(request, found.etag)) reply.code(304).send();
    else reply.header("content-type", "application/json; charset=utf-8").send(bodyFor(request, reply, found));
  }
}

function bytesOf(body: string | Uint8Array): Buffer {
  return typeof body === "string" ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

/** A longer question (a paste, seen beforehand) is hardly asked again, and would take the room of many that are. */
const longestKept = 50_000;

/** The question as a key: who may see what, and the query with its variables. Null where it is no single query, or too long a one to keep. */
export function questionKey(scope: string, request: FastifyRequest): string | null {
  const asked = (request.method === "GET" ? request.query : request.body) as Record<string, unknown> | undefined;
  if (!asked || Array.isArray(asked) || typeof asked.query !== "string") return null;
  const variables = typeof asked.variables === "string" ? asked.variables : JSON.stringify(asked.variables ?? {});
  if (variables.length + asked.query.length > longestKept) return null;
  return JSON.stringify([scope, request.headers.accept ?? null, asked.operationName ?? null, variables, asked.query]);
}
