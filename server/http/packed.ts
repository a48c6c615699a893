// A large answer is packed where it is made, piece by piece, and is kept and sent as it is: whole it would stand several times over in memory.
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { constants, createBrotliCompress, createBrotliDecompress } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { GraphqlAnswer } from "./graphqlAnswers.ts";

/** As quick a packing as answers get that are packed while they are sent. */
export const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
/** In characters: shorter answers are packed while they are sent. */
export const packedFrom = 50_000;
const takesBrotli = /(^|[,\s])br\s*($|,|;\s*q=(1|0\.0*[1-9]))/i;
const pieceLength = 64 * 1_024;

/** The text in UTF-8, packed by brotli, with a memory of its own. */
export async function packed(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await buffer(Readable.from(pieces(text), { objectMode: false }).pipe(createBrotliCompress(brotliOptions)));
  return new Uint8Array(bytes);
}

/** What is sent of an answer: one that is packed as it is to whoever can unpack it, and unpacked piece by piece to everybody else. */
export function bodyFor(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { body, packed: isPacked = false }: Pick<GraphqlAnswer, "body" | "packed">,
): string | Uint8Array | Readable {
  if (!isPacked) return body;
  // Its length was the text's.
  reply.removeHeader("content-length");
  if (!reply.hasHeader("vary")) reply.header("vary", "accept-encoding");
  if (!takesBrotli.test(headers["accept-encoding"] ?? "")) return Readable.from([body], { objectMode: false }).pipe(createBrotliDecompress());
  reply.header("content-encoding", "br");
  return body;
}

/** A text in pieces, none of which ends within a character. */
export function* pieces(text: string, length = pieceLength): Generator<string> {
  for (let from = 0; from < text.length; ) {
    let to = from + length;
    // Half of a character that takes two places: the other half is in the next place.
    if (/[\uD800-\uDBFF]/.test(text.charAt(to - 1))) to += 1;
    yield text.slice(from, to);
    from = to;
  }
}
