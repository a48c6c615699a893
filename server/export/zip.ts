// A ZIP archive as it is made: one part after another, so that no part is ever held whole.
import { Zip, ZipDeflate, zipSync } from "fflate";

/** A file in an archive. A text is written whole; pieces are written as they are made. */
export interface ZipPart {
  readonly path: string;
  readonly content: string | Iterable<string>;
}

/** The bytes of an archive of some parts, dated `day` ("2026-11-21"). `first` stands before them as it is: OpenDocument's `mimetype`. */
export function* zipped(parts: Iterable<ZipPart>, day: string, first?: { readonly path: string; readonly content: string }): Generator<Uint8Array> {
  // Noon, so that it is this day wherever the server stands.
  const mtime = `${day}T12:00:00`;
  const stored = first ? storedPart(first.path, first.content, mtime) : null;
  if (stored) yield stored.local;
  const made: Uint8Array[] = [];
  const archive = new Zip((error, bytes) => {
    if (error) throw error;
    made.push(bytes);
  });
  for (const { path, content } of parts) {
    const part = new ZipDeflate(path);
    part.mtime = mtime;
    archive.add(part);
    for (const text of typeof content === "string" ? [content] : content) {
      part.push(Buffer.from(text));
      yield* made.splice(0);
    }
    part.push(new Uint8Array(0), true);
    yield* made.splice(0);
  }
  archive.end();
  const directory = Buffer.concat(made);
  yield stored ? directoryBehind(stored, directory) : directory;
}

/** A part that is not packed, with its entry in the directory. */
interface StoredPart {
  readonly local: Uint8Array;
  readonly entry: Uint8Array;
}

const endLength = 22;
const entryLength = 46;

/** Its size stands before it and not behind, as in a stream: many programs read a part that is not packed only so. */
function storedPart(path: string, content: string, mtime: string): StoredPart {
  const whole = zipSync({ [path]: [Buffer.from(content), { level: 0, mtime }] });
  const end = Buffer.from(whole.buffer, whole.byteOffset + whole.length - endLength, endLength);
  const directoryAt = end.readUInt32LE(16);
  return { local: whole.subarray(0, directoryAt), entry: whole.subarray(directoryAt, whole.length - endLength) };
}

/** The directory of parts that stand behind a first one, with that one in it. */
function directoryBehind({ local, entry }: StoredPart, directory: Buffer): Buffer {
  const entries = directory.subarray(0, directory.length - endLength);
  const end = directory.subarray(directory.length - endLength);
  for (let at = 0; at < entries.length; ) {
    entries.writeUInt32LE(entries.readUInt32LE(at + 42) + local.length, at + 42);
    at += entryLength + entries.readUInt16LE(at + 28) + entries.readUInt16LE(at + 30) + entries.readUInt16LE(at + 32);
  }
  for (const count of [8, 10]) end.writeUInt16LE(end.readUInt16LE(count) + 1, count);
  end.writeUInt32LE(end.readUInt32LE(12) + entry.length, 12);
  end.writeUInt32LE(end.readUInt32LE(16) + local.length, 16);
  return Buffer.concat([entry, entries, end]);
}
