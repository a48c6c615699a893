// A ZIP archive as it is made: one part after another, each deflated outside the thread that answers, so that no part is ever held whole.
import { once } from "node:events";
import { crc32, createDeflateRaw, deflateRawSync } from "node:zlib";

/** A file in an archive. A text is written whole; pieces are written as they are made. */
export interface ZipPart {
  readonly path: string;
  readonly content: string | Iterable<string>;
  /** True where it must stand as it is: OpenDocument's `mimetype`. */
  readonly stored?: boolean;
}

interface Entry {
  readonly path: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly whole: number;
  readonly at: number;
}

const utf8Name = 0x0800;
const sizesBehind = 0x0008;
const [asItIs, deflated] = [0, 8];
const versionNeeded = 20;
/** Beyond it an archive needs another form, which not every program reads. */
const largest = 0xffff_ffff;

/** The bytes of an archive of some parts, dated `day` ("2026-11-21"). @throws RangeError beyond 4 GB. */
export async function* zipped(parts: Iterable<ZipPart>, day: string): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = [];
  const date = dosDate(day);
  let at = 0;
  for (const { path, content, stored } of parts) {
    const name = Buffer.from(path);
    if (typeof content === "string") {
      const bytes = Buffer.from(content);
      const packed = stored ? bytes : deflateRawSync(bytes);
      const entry = { path: name, method: stored ? asItIs : deflated, flags: utf8Name, crc: crc32(bytes), packed: packed.length, whole: bytes.length, at };
      entries.push(entry);
      const header = localHeader(entry, date);
      yield header;
      yield packed;
      at += header.length + packed.length;
    } else {
      const open = { path: name, method: deflated, flags: utf8Name | sizesBehind, crc: 0, packed: 0, whole: 0, at };
      const header = localHeader(open, date);
      yield header;
      const sizes = yield* deflatedPieces(content);
      const entry = { ...open, ...sizes };
      entries.push(entry);
      const behind = descriptor(entry);
      yield behind;
      at += header.length + entry.packed + behind.length;
    }
    if (at > largest) throw new RangeError(`An archive over ${largest} bytes.`);
  }
  const directory = Buffer.concat(entries.map((entry) => directoryEntry(entry, date)));
  yield directory;
  yield closing(entries.length, directory.length, at);
}

async function* deflatedPieces(content: Iterable<string>): AsyncGenerator<Uint8Array, Pick<Entry, "crc" | "packed" | "whole">> {
  const deflate = createDeflateRaw();
  const made: Buffer[] = [];
  deflate.on("data", (piece: Buffer) => made.push(piece));
  const sizes = { crc: 0, packed: 0, whole: 0 };
  const taken = () => {
    const pieces = made.splice(0);
    for (const { length } of pieces) sizes.packed += length;
    return pieces;
  };
  try {
    for (const text of content) {
      const bytes = Buffer.from(text);
      sizes.crc = crc32(bytes, sizes.crc);
      sizes.whole += bytes.length;
      await new Promise<void>((resolve, reject) => deflate.write(bytes, (error) => (error ? reject(error) : resolve())));
      yield* taken();
    }
    const ended = once(deflate, "end");
    deflate.end();
    await ended;
    yield* taken();
    if (sizes.whole > largest) throw new RangeError(`A part over ${largest} bytes.`);
    return sizes;
  } finally {
    deflate.destroy();
  }
}

function localHeader({ path, method, flags, crc, packed, whole }: Entry, date: number): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(versionNeeded, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt16LE(date, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packed, 18);
  header.writeUInt32LE(whole, 22);
  header.writeUInt16LE(path.length, 26);
  return Buffer.concat([header, path]);
}

function descriptor({ crc, packed, whole }: Entry): Buffer {
  const behind = Buffer.alloc(16);
  behind.writeUInt32LE(0x08074b50, 0);
  behind.writeUInt32LE(crc, 4);
  behind.writeUInt32LE(packed, 8);
  behind.writeUInt32LE(whole, 12);
  return behind;
}

function directoryEntry({ path, method, flags, crc, packed, whole, at }: Entry, date: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(versionNeeded, 4);
  header.writeUInt16LE(versionNeeded, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt16LE(date, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(whole, 24);
  header.writeUInt16LE(path.length, 28);
  header.writeUInt32LE(at, 42);
  return Buffer.concat([header, path]);
}

function closing(entries: number, length: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  return end;
}

/** A day as an archive dates its parts: years from 1980. */
function dosDate(day: string): number {
  const [year = 1980, month = 1, date = 1] = day.split("-").map(Number);
  return ((year - 1980) << 9) | (month << 5) | date;
}
