// In which encoding a text file is written: by its mark, else by whether all of it is UTF-8, else by what its bytes are likely to mean.
import { isAscii, isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { analyse } from "chardet";
import { InputError } from "../finance/inputError.ts";

/** How a text is written, as `TextDecoder` names it, and how many bytes its mark has. */
export interface TextForm {
  readonly encoding: string;
  readonly begins: number;
}

/** So much of a text tells its encoding. */
const sampleBytes = 512 * 1024;

/** @throws InputError on "file" where some of it is UTF-8 and some is not: which letters are meant nobody can tell. */
export async function encodingOf(path: string, head: Buffer): Promise<TextForm> {
  const utf16 = utf16Of(head);
  if (utf16) return utf16;
  const begins = head.toString("hex", 0, 3) === "efbbbf" ? 3 : 0;
  const other = await firstNotUtf8(path, begins);
  if (!other) return { encoding: "utf-8", begins };
  if (other.beyondAscii) {
    const cut = other.atEnd ? "The file breaks off within a letter: it was cut off while it was copied. Choose the whole file." : null;
    throw new InputError("file", cut ?? `Line ${other.line} is not UTF-8, and lines before it are. Save the file as “CSV UTF-8” and choose that one.`);
  }
  return { encoding: likely(other.sample), begins };
}

/** Whether a file's first bytes are UTF-16, by their mark or without one; null where they are not. */
export function utf16Of(head: Buffer): TextForm | null {
  const mark = head.toString("hex", 0, 2);
  if (mark === "fffe") return { encoding: "utf-16le", begins: 2 };
  if (mark === "feff") return { encoding: "utf-16be", begins: 2 };
  const unmarked = utf16Unmarked(head);
  return unmarked && { encoding: unmarked, begins: 0 };
}

/** UTF-16 of English text without a mark: every second byte is nil. */
function utf16Unmarked(head: Buffer): "utf-16le" | "utf-16be" | null {
  if (head.length < 8) return null;
  const nils = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) nils[at % 2] = (nils[at % 2] as number) + 1;
  const [even, odd] = nils.map((count) => count / (head.length / 2)) as [number, number];
  return odd > 0.8 && even < 0.1 ? "utf-16le" : even > 0.8 && odd < 0.1 ? "utf-16be" : null;
}

interface NotUtf8 {
  readonly line: number;
  /** Whether there are letters beyond ASCII before it that are UTF-8. */
  readonly beyondAscii: boolean;
  /** It is the beginning of a letter, and the file ends with it. */
  readonly atEnd: boolean;
  /** The file's beginning, and what stands around the place. */
  readonly sample: Buffer;
}

/** Where a file stops to be UTF-8; null where all of it is. */
async function firstNotUtf8(path: string, begins: number): Promise<NotUtf8 | null> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let beyondAscii = false;
  const first: Buffer[] = [];
  let kept = 0;
  let found: Omit<NotUtf8, "sample"> | null = null;
  for await (const piece of createReadStream(path, { start: begins, highWaterMark: 1024 * 1024 })) {
    if (kept < sampleBytes || found) first.push(piece);
    kept += piece.length;
    if (found) break;
    const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const whole = bytes.subarray(0, bytes.length - unfinished(bytes));
    rest = bytes.subarray(whole.length);
    if (isUtf8(whole)) {
      beyondAscii ||= !isAscii(whole);
      line += linesIn(whole);
      continue;
    }
    if (kept > sampleBytes) first.push(piece);
    const start = startOfBadLine(whole);
    const before = whole.subarray(0, start);
    found = { line: line + linesIn(before), beyondAscii: beyondAscii || before.some((byte) => byte >= 0x80), atEnd: false };
  }
  found ??= rest.length > 0 ? { line, beyondAscii, atEnd: true } : null;
  return found && { ...found, sample: Buffer.concat(first) };
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  if (lines > 0) return lines;
  for (let at = bytes.indexOf(13); at >= 0; at = bytes.indexOf(13, at + 1)) lines += 1;
  return lines;
}

function startOfBadLine(text: Buffer): number {
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== 10 && text[at] !== 13) continue;
    if (!isUtf8(text.subarray(start, at))) break;
    start = at + 1;
  }
  return start;
}

/** How many bytes at the end begin a character that wants more. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc2 && byte <= 0xf4) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** Encodings of other alphabets are taken only where much of a text is written in one: a lone £ is a Ł in some of them. */
const otherAlphabets = /^(windows-125[1356]|KOI8-R|ISO-8859-[5-8]|Shift_JIS|GB18030|Big5|EUC-JP|EUC-KR)$/;

function likely(sample: Buffer): string {
  const beyond = sample.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
  if (beyond > sample.length / 20) {
    const [best] = analyse(sample);
    if (best && otherAlphabets.test(best.name) && best.confidence >= 50) return best.name.toLowerCase();
  }
  return isMacintosh(sample) ? "macintosh" : "windows-1252";
}

/**
 * The old Macintosh encoding writes ’ “ ” – as bytes that are letters in Windows' (0xD5 is Õ): between letters, or at a word's beginning or end, they are
 * quotation marks. What Windows has at 0x91 to 0x97 for them speaks against it.
 */
function isMacintosh(sample: Buffer): boolean {
  let [mac, windows] = [0, 0];
  const isLetter = (byte = 0) => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  const isSmall = (byte = 0) => byte >= 0x61 && byte <= 0x7a;
  for (let at = 0; at < sample.length; at += 1) {
    const byte = sample[at] as number;
    if (byte < 0x80) continue;
    const [before, after] = [sample[at - 1], sample[at + 1]];
    if (byte === 0xd5 && isLetter(before) && !isUpper(before, after)) mac += 1;
    else if (byte === 0xd2 && isLetter(after) && !isLetter(before)) mac += 1;
    else if (byte === 0xd3 && isLetter(before) && !isLetter(after)) mac += 1;
    else if (byte === 0xd0 && before === 0x20 && after === 0x20) mac += 1;
    else if (byte === 0x8e && isSmall(before)) mac += 1;
    else if ((byte >= 0x91 && byte <= 0x97) || (byte >= 0xe0 && byte <= 0xfc && isSmall(before) && isSmall(after))) windows += 1;
  }
  return mac > windows;
}

/** Between capitals Õ is a letter of a word in capitals. */
function isUpper(before = 0, after = 0): boolean {
  return before <= 0x5a && after >= 0x41 && after <= 0x5a;
}
