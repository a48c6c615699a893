// Reads a delimited text as a stream: its encoding, its delimiter, and on which line each record begins.
import { createReadStream } from "node:fs";
import { CsvError, type Parser, parse } from "csv-parse";
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import type { TextForm } from "./encoding.ts";
import type { SheetRow, SheetSource } from "./sheetSource.ts";

const mostRecordBytes = 1_048_576;
/** So many characters tell a separator. */
const looked = 20_000;
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
      return recordsOf(inUtf8(path, form, count));
    },
  };
}

/** Every record and every line with nothing on it: of a table as somebody made it blank lines tell something. */
export async function* recordsWithBlanks(path: string, form: TextForm): AsyncGenerator<SheetRow, void, undefined> {
  let next = 1;
  for await (const row of recordsOf(inUtf8(path, form, () => {}))) {
    for (; next < row.line; next += 1) yield { line: next, values: [] };
    yield row;
    next = row.line + 1 + lineBreaksIn(row.values);
  }
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

/** The mark that the most lines have as often as each other, and of several the one that they have more of: amounts have commas in tables that tabs tell apart. */
export function delimiterOf(text: string): string {
  const marks = [",", "\t", ";", "|"];
  /** Of each mark how many lines have it how often. */
  const lines = marks.map(() => new Map<number, number>());
  const counts = marks.map(() => 0);
  let quoted = false;
  const end = () => {
    for (const [index, count] of counts.entries()) {
      if (count > 0) lines[index]?.set(count, (lines[index]?.get(count) ?? 0) + 1);
      counts[index] = 0;
    }
  };
  for (const character of text.slice(0, looked)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "\n" || character === "\r")) end();
    else if (!quoted) {
      const index = marks.indexOf(character);
      if (index >= 0) counts[index] = (counts[index] as number) + 1;
    }
  }
  end();
  const evidence = lines.map((found) => Math.max(0, ...[...found].map(([count, often]) => often * looked + count)));
  return marks[evidence.indexOf(Math.max(...evidence))] as string;
}

/** The text in UTF-8, piece by piece. */
async function* inUtf8(path: string, form: TextForm, count: (bytes: number) => void): AsyncGenerator<Buffer, void, undefined> {
  const lines = new Lines();
  const decoder = form.encoding === "utf-8" ? null : new TextDecoder(form.encoding, { fatal: form.encoding.startsWith("utf-16"), ignoreBOM: true });
  const decoded = (piece?: Buffer): Buffer => {
    try {
      return Buffer.from(decoder?.decode(piece, { stream: piece !== undefined }) ?? "");
    } catch {
      throw new InputError("file", `The file begins as UTF-16 and breaks off from it at or after line ${lines.line}. Save it as “CSV UTF-8” and choose that one.`);
    }
  };
  for await (const piece of createReadStream(path, { start: form.begins })) {
    count(piece.length);
    const text = decoder ? decoded(piece) : piece;
    lines.pass(text);
    if (text.length > 0) yield text;
  }
  if (decoder) yield decoded();
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
