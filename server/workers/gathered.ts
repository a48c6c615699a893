// Pieces of a file as bytes, gathered so that each is worth a message.
import type { Pieces } from "../export/exported.ts";

const least = 64 * 1024;

/** The same bytes, in fewer pieces, each with a memory of its own. */
export async function* gathered(pieces: Pieces): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const bytes = typeof piece === "string" ? encoder.encode(piece) : piece;
    waiting.push(bytes);
    length += bytes.length;
    if (length < least) continue;
    yield joined(waiting, length);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield joined(waiting, length);
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
