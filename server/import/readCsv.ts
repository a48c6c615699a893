// Reads a delimited text as a stream: its encoding, its delimiter, and on which line each record begins.
import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { CsvError, type Parser, parse } from "csv-parse";
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import type { SheetRow, SheetSource } from "./sheetSource.ts";

/** How a text is written, by its byte order mark, and how many bytes that mark has. */
export interface TextForm {
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
  readonly begins: number;
}

const mostRecordBytes = 1_048_576;
const [nul, lineFeed, carriageReturn] = [0, 10, 13];

/** A delimited text, nothing of it read yet. Memory holds a piece of the file and its records, never more than a longest record besides. */
export function openCsv(path: string, form: TextForm): SheetSource {
  let read = 0;
  const count = (bytes: number) => {
    read += bytes;
  };
  return {
    leavesOutEmpty: false,
    bytesRead: () => read,
    records: () => {
      read = form.begins;
      return recordsOf(checked(path, form, count));
    },
  };
}

async function* recordsOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<SheetRow, void, undefined> {
  let found: SheetRow[] = [];
  let parser: Parser | undefined;
  let line = 1;
  const begins = () => line + (parser?.info.empty_lines ?? 0);
  const take = (values: string[]) => {
    if (values.some((value) => value.trim() !== "")) found.push({ line: begins(), values });
    line += 1 + lineBreaksIn(values);
    // Else the parser builds an error, stack and all, of each record that is not as long as the first.
    if (parser) Object.assign(parser.info, { records: 0 });
    return null;
  };
  try {
    for await (const piece of pieces) {
      parser ??= parserOf(delimiterOf(piece.toString()), take);
      await write(parser, piece);
      for (const record of found) yield record;
      found = [];
    }
    if (parser) await write(parser);
  } catch (error) {
    throw error instanceof CsvError ? new InputError("file", `${said(error, begins())}.`) : error;
  }
  yield* found;
}

function parserOf(delimiter: string, take: (values: string[]) => null): Parser {
  return parse({
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: mostRecordBytes,
    on_record: take,
  }).on("error", () => {}); // each write says it
}

/** Resolves when a piece is parsed; without a piece, when the end is. */
function write(parser: Parser, piece?: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve());
    if (piece) parser.write(piece, done);
    else parser.end(done);
  });
}

function said({ code, message }: CsvError, line: number): string {
  if (code === "CSV_QUOTE_NOT_CLOSED") return `The record that begins on line ${line} has a quotation mark that is never closed`;
  if (code === "CSV_MAX_RECORD_SIZE") return `${tooLong(line)}. Look there for a quotation mark that is never closed`;
  if (code === "CSV_INVALID_CLOSING_QUOTE" || code === "INVALID_OPENING_QUOTE") {
    return `The record that begins on line ${line} has a quotation mark within a value. Put the whole value in quotation marks, and write the mark within it twice`;
  }
  return `The record that begins on line ${line} cannot be read: ${message}`;
}

const tooLong = (line: number) => `The record that begins on line ${line} is longer than ${withCommas(mostRecordBytes)} bytes`;

function lineBreaksIn(values: readonly string[]): number {
  let breaks = 0;
  for (const value of values) if (value.includes("\n") || value.includes("\r")) breaks += value.match(/\r\n|\n|\r/g)?.length ?? 0;
  return breaks;
}

/** Semicolon or tab where the first line that is not blank has more of them than commas, quoted ones apart; else a comma. */
function delimiterOf(text: string): string {
  const counts = new Map([",", ";", "\t"].map((mark) => [mark, 0]));
  let quoted = false;
  for (const character of text.replace(/^[\r\n]+/, "")) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "\n" || character === "\r")) break;
    else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}

/** The text in UTF-8, piece by piece, each checked before it is given. */
async function* checked(path: string, form: TextForm, count: (bytes: number) => void): AsyncGenerator<Buffer, void, undefined> {
  const lines = new Lines();
  const decode = form.encoding === "utf-8" ? wholeUtf8(lines) : fromUtf16(form.encoding, lines);
  for await (const piece of createReadStream(path, { start: form.begins })) {
    count(piece.length);
    const text = decode(piece, false);
    lines.pass(text);
    if (text.length > 0) yield text;
  }
  decode(Buffer.alloc(0), true);
}

type Decode = (piece: Buffer, last: boolean) => Buffer;

/** Holds back a character that goes on in the next piece. */
function wholeUtf8(lines: Lines): Decode {
  let held: Buffer = Buffer.alloc(0);
  return (piece, last) => {
    const bytes = held.length > 0 ? Buffer.concat([held, piece]) : piece;
    const end = last ? bytes.length : bytes.length - unfinished(bytes);
    held = bytes.subarray(end);
    const text = bytes.subarray(0, end);
    if (!isUtf8(text)) {
      lines.pass(text.subarray(0, startOfBadLine(text)));
      throw new InputError("file", `Line ${lines.line} is not UTF-8: letters such as £ or é would come out wrong. Save the file as “CSV UTF-8” and choose that one.`);
    }
    return text;
  };
}

/** How many bytes at the end begin a character that wants more. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function startOfBadLine(text: Buffer): number {
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== lineFeed && text[at] !== carriageReturn) continue;
    if (!isUtf8(text.subarray(start, at))) break;
    start = at + 1;
  }
  return start;
}

function fromUtf16(encoding: TextForm["encoding"], lines: Lines): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (piece, last) => {
    try {
      return Buffer.from(decoder.decode(piece, { stream: !last }));
    } catch {
      throw new InputError("file", `The file begins as UTF-16 and breaks off from it at or after line ${lines.line}. Save it as “CSV UTF-8” and choose that one.`);
    }
  };
}

/** Counts lines, CRLF as one, and stops at a NUL or at a line that does not end: a parser's own limit does not see a line of commas alone. */
class Lines {
  line = 1;
  private length = 0;
  private afterReturn = false;

  pass(text: Buffer): void {
    let { line, length, afterReturn } = this;
    for (let at = 0; at < text.length; at += 1) {
      const byte = text[at];
      if (byte === lineFeed || byte === carriageReturn) {
        if (byte === carriageReturn || !afterReturn) line += 1;
        length = 0;
      } else if (byte === nul) {
        throw new InputError("file", `Line ${line} has bytes that no text has. Save the table as “CSV UTF-8” or .xlsx and choose that file.`);
      } else if (++length > mostRecordBytes) {
        throw new InputError("file", `${tooLong(line)}.`);
      }
      afterReturn = byte === carriageReturn;
    }
    Object.assign(this, { line, length, afterReturn });
  }
}
