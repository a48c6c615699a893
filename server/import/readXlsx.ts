// Reads a sheet of an .xlsx workbook as rows of text, after looking at how large the workbook says that it is.
import { type CellValue, cellRef, readXlsx, streamXlsxRows } from "hucre/xlsx";
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import { mostColumns, tooWide } from "./fileRows.ts";
import type { SheetRow, SheetSource } from "./sheetSource.ts";
import { sayBroken } from "./zip.ts";

/** Cells up to the last of each row, empty ones among them. */
const mostCells = 20_000_000;
const mostSheetsTried = 20;

const errorValue = /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|BUSY!|GETTING_DATA)$/;

/** A workbook's sheet: the one named, else the first visible one with rows. @throws InputError on "file". */
export async function openXlsx(data: Buffer, wanted?: string): Promise<SheetSource> {
  const found: { name: string; hidden: boolean }[] = [];
  await readXlsx(data, {
    sheets: ({ name, hidden, veryHidden }) => {
      found.push({ name, hidden: hidden || veryHidden || false });
      return false;
    },
  }).catch(sayBroken);
  const sheets = found.flatMap(({ name, hidden }) => (hidden ? [] : [name]));
  if (wanted !== undefined && !found.some(({ name }) => name === wanted)) {
    throw new InputError("file", `The workbook has no sheet “${wanted.slice(0, 80)}”. It has: ${sheets.map((name) => `“${name}”`).join(", ")}.`);
  }
  const sheet = wanted ?? (await firstWithRows(data, sheets));
  return { sheets, leavesOutEmpty: true, bytesRead: () => data.length, records: () => takenAsTheyCome((stopped) => recordsOf(data, sheet, { stopped })) };
}

async function firstWithRows(data: Buffer, sheets: readonly string[]): Promise<string> {
  for (const sheet of sheets.slice(0, mostSheetsTried)) for await (const _ of recordsOf(data, sheet, { tried: true })) return sheet;
  const more = sheets.length > mostSheetsTried ? ` of its first ${mostSheetsTried}: name the one to read` : "";
  throw new InputError("file", `There are no rows on any sheet${more}.`);
}

/** A chart on a sheet of its own has no worksheet, and where a sheet is only tried for rows it has none. */
async function* recordsOf(data: Buffer, sheet: string, { tried = false, stopped = () => false }): AsyncGenerator<SheetRow, void, undefined> {
  let cells = 0;
  try {
    for await (const { index, values } of streamXlsxRows(data, { sheet })) {
      if (stopped()) return;
      if (values.length > mostColumns) {
        throw new InputError("file", tooWide(index + 1, values.length));
      }
      const row = rowOf(index, values);
      if (!row.values.some((value) => value.trim() !== "")) continue;
      cells += values.length;
      if (cells > mostCells) throw new InputError("file", `The sheet has more than ${withCommas(mostCells)} cells. Save it as “CSV UTF-8” and choose that file.`);
      yield row;
    }
  } catch (error) {
    if (!(tried && error instanceof Error && error.message.includes("missing worksheet file"))) sayBroken(error);
  }
}

/**
 * The workbook's reader does not wait for whoever takes its rows, and to hand over a long queue costs it the square of its length.
 * So its rows are taken as they come and wait here; `mostCells` bounds them.
 */
async function* takenAsTheyCome(begin: (stopped: () => boolean) => AsyncGenerator<SheetRow, void, undefined>): AsyncGenerator<SheetRow, void, undefined> {
  let waiting: SheetRow[] = [];
  let [ended, stopped] = [false, false];
  let wake = () => {};
  const taking = (async () => {
    for await (const row of begin(() => stopped)) {
      waiting.push(row);
      wake();
    }
  })().finally(() => {
    ended = true;
    wake();
  });
  taking.catch(() => {}); // said below, once the rows before it are given
  try {
    while (!ended || waiting.length > 0) {
      const ready = waiting;
      waiting = [];
      for (const row of ready) yield row;
      if (!ended && waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    }
    await taking;
  } finally {
    stopped = true;
  }
}

function rowOf(index: number, cells: readonly CellValue[]): SheetRow {
  let problem: string | undefined;
  const values = cells.map((cell, column) => {
    const text = textOf(cell);
    if (text === undefined || (typeof cell === "string" && errorValue.test(cell)))
      problem ??= `cell ${cellRef(index, column)} holds ${text ?? "no day or number that can be read"}`;
    return text ?? String(cell);
  });
  return { line: index + 1, values, ...(problem !== undefined && { problem }) };
}

/** A cell as text: a number as its shortest decimal, a date as its ISO day. Undefined for a time without a day and a number without an end. */
export function textOf(cell: CellValue): string | undefined {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? withoutExponent(String(cell)) : undefined;
  if (!(cell instanceof Date)) return String(cell);
  const year = cell.getUTCFullYear();
  return year >= 1900 && year <= 9999 ? cell.toISOString().slice(0, 10) : undefined;
}

/** "1.5e-7" is "0.00000015", and "1e+21" a 1 with 21 noughts. */
function withoutExponent(text: string): string {
  const [, sign = "", whole = "", fraction = "", exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const before = 1 + Number(exponent);
  return before > 0 ? sign + (whole + fraction).padEnd(before, "0") : `${sign}0.${"0".repeat(-before)}${whole}${fraction}`;
}
