// What a zip's own directory says of it: which parts it has, and how large they are when they are unpacked.
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";

export const mostFileBytes = 50 * 1_048_576;
const mostUnpackedBytes = 500 * 1_048_576;
/** Sheets of figures unpack to 10 or 20 times their size. What is small unpacked does no harm, however well it was packed. */
const mostTimesUnpacked = 100;
const harmlessBytes = 16 * 1_048_576;
const sizeElsewhere = 0xffffffff;

export const broken = "This workbook is damaged or was cut off, or is not an .xlsx or .ods. Open it in Excel, save it as .xlsx or “CSV UTF-8”, and choose that file.";

export function sayBroken(error: unknown): never {
  throw error instanceof InputError ? error : new InputError("file", broken);
}

/** The names of a zip's parts, after the sizes that its directory gives, to which whoever unpacks it is held. @throws InputError on "file" of a zip bomb. */
export function partsOf(data: Buffer): string[] {
  let unpacked = 0;
  const names: string[] = [];
  try {
    for (const entry of zipEntries(data)) {
      // A size left out of the directory would have nothing to be held to.
      if (entry.unpacked === 0 && (entry.packed > 2 || entry.sizeFollows)) throw new RangeError("a size is left out");
      unpacked += entry.unpacked;
      names.push(entry.name);
    }
  } catch (error) {
    sayBroken(error);
  }
  if (unpacked > mostUnpackedBytes || unpacked > Math.max(harmlessBytes, data.length * mostTimesUnpacked)) {
    throw new InputError("file", `The workbook would unpack to ${withCommas(Math.ceil(unpacked / 1_048_576))} MiB. Save the sheet as “CSV UTF-8” and choose that file.`);
  }
  return names;
}

/** @throws RangeError where the directory reaches outside the file. */
function* zipEntries(data: Buffer): Generator<{ name: string; packed: number; unpacked: number; sizeFollows: boolean }, void, undefined> {
  const end = data.lastIndexOf("PK\x05\x06", -22, "latin1");
  let [entries, at] = [data.readUInt16LE(end + 10), data.readUInt32LE(end + 16)];
  if (entries === 0xffff || at === sizeElsewhere || data.readUInt32LE(end + 12) === sizeElsewhere) {
    const record = wide(data, end - 12);
    [entries, at] = [wide(data, record + 32), wide(data, record + 48)];
  }
  for (let entry = 0; entry < entries; entry += 1) {
    if (end < 0 || data.readUInt32LE(at) !== 0x02014b50) throw new RangeError("no directory");
    const packed = data.readUInt32LE(at + 20);
    const unpacked = data.readUInt32LE(at + 24);
    const nameEnd = at + 46 + data.readUInt16LE(at + 28);
    const extraEnd = nameEnd + data.readUInt16LE(at + 30);
    const sizeFollows = packed === 0 && (data.readUInt16LE(at + 8) & 8) !== 0;
    yield { name: data.toString("utf8", at + 46, nameEnd), packed, unpacked: unpacked === sizeElsewhere ? wideSize(data, nameEnd, extraEnd) : unpacked, sizeFollows };
    at = extraEnd + data.readUInt16LE(at + 32);
  }
}

function wideSize(data: Buffer, extra: number, end: number): number {
  let field = extra;
  while (field < end && data.readUInt16LE(field) !== 1) field += 4 + data.readUInt16LE(field + 2);
  if (field >= end) throw new RangeError("no size");
  return wide(data, field + 4);
}

function wide(data: Buffer, at: number): number {
  return Number(data.readBigUInt64LE(at));
}
