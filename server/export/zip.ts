// A ZIP archive as it is made: one part after another, so that no part is ever held whole.
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

/** A file in an archive. A text is written whole; pieces are written as they are made. */
export interface ZipPart {
  readonly path: string;
  readonly content: string | Iterable<string>;
  /** True where it must stand as it is: OpenDocument's `mimetype`. */
  readonly stored?: boolean;
}

/** The bytes of an archive of some parts, dated `day` ("2026-11-21"). */
export function* zipped(parts: Iterable<ZipPart>, day: string): Generator<Uint8Array> {
  const made: Uint8Array[] = [];
  const archive = new Zip((error, bytes) => {
    if (error) throw error;
    made.push(bytes);
  });
  for (const { path, content, stored } of parts) {
    const part = stored ? new ZipPassThrough(path) : new ZipDeflate(path);
    // Noon, so that it is this day wherever the server stands.
    part.mtime = `${day}T12:00:00`;
    archive.add(part);
    for (const text of typeof content === "string" ? [content] : content) {
      part.push(Buffer.from(text));
      yield* made.splice(0);
    }
    part.push(new Uint8Array(0), true);
    yield* made.splice(0);
  }
  archive.end();
  yield* made.splice(0);
}
