// Opens an officer's table as one stream of rows of text, and says in words why a file is none.
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import { type FileForm, formOf } from "./fileForm.ts";
import { mostColumns } from "./fileRows.ts";
import { openCsv } from "./readCsv.ts";
import { openXlsx } from "./readXlsx.ts";
import type { SheetRow, SheetSource } from "./sheetSource.ts";
import { openTables, tablesOf } from "./tables.ts";

export interface OpenSheet {
  readonly columns: readonly string[];
  /** Can be gone through more than once: each time reads the file anew. A row without a problem has as many values as there are columns. */
  readonly rows: AsyncIterable<SheetRow>;
  /** The names of a workbook's visible sheets. */
  readonly sheets?: readonly string[];
  readonly bytes: number;
  /** Of `bytes`, as far as the latest reading has come. A workbook is read whole before its first row. */
  bytesRead(): number;
}

const mostRows = 2_000_000;

/**
 * Opens a table and reads its header, the first row with anything in it. What the file is, its first bytes say, whatever its name.
 * Rows with nothing in them are left out. `sheet` names one of a workbook's sheets; without it the first visible one with rows is read.
 * @throws InputError on "file", at once or while `rows` are read: no table, not UTF-8, no header, a column named twice, a limit passed.
 */
export async function openSheet(path: string, options: { sheet?: string } = {}): Promise<OpenSheet> {
  const form = await formOf(path);
  const { bytes } = form;
  const source = await sourceOf(path, form, options.sheet);
  const header = await firstOf(source.records());
  if (!header) throw new InputError("file", "There is nothing in the file: its first row should name its columns.");
  const columns = columnNames(header);
  return {
    columns,
    rows: { [Symbol.asyncIterator]: () => rowsBelow(source, columns.length) },
    ...(source.sheets && { sheets: source.sheets }),
    bytes,
    bytesRead: () => source.bytesRead(),
  };
}

async function sourceOf(path: string, form: FileForm, sheet: string | undefined): Promise<SheetSource> {
  if (form.format === "CSV") return openCsv(path, form.text);
  if (form.format === ".xlsx") return openXlsx(form.data, sheet);
  return openTables(await tablesOf(path, form), form.bytes, sheet);
}

async function firstOf(records: AsyncGenerator<SheetRow, void, undefined>): Promise<SheetRow | undefined> {
  for await (const record of records) return record;
  return undefined;
}

/** The header's names, trimmed. A column without a name is called by its place, save at the end, where it is no column. */
function columnNames({ line, values, problem }: SheetRow): string[] {
  if (problem) throw new InputError("file", `The header, row ${line}, ${problem}.`);
  const trimmed = values.map((value) => value.trim());
  const names = trimmed.slice(0, trimmed.findLastIndex((name) => name !== "") + 1).map((name, index) => name || `column ${index + 1}`);
  if (names.length > mostColumns) throw new InputError("file", `The header has ${counted(names.length, "column")}, and ${withCommas(mostColumns)} is the most.`);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new InputError("file", `The header names the column “${twice.slice(0, 80)}” twice. Give each column a name of its own.`);
  return names;
}

async function* rowsBelow(source: SheetSource, width: number): AsyncGenerator<SheetRow, void, undefined> {
  let rows = -1;
  for await (const record of source.records()) {
    rows += 1;
    if (rows > mostRows) throw new InputError("file", `The table has more than ${withCommas(mostRows)} rows. Split it into several files.`);
    if (rows > 0) yield fitted(record, width, source.leavesOutEmpty);
  }
}

function fitted(row: SheetRow, width: number, leavesOutEmpty: boolean): SheetRow {
  const { line, values } = row;
  if (values.length === width || row.problem) return row;
  const found = Math.max(values.findLastIndex((value) => value.trim() !== "") + 1, Math.min(values.length, width));
  if (found === width) return { line, values: values.slice(0, width) };
  if (found < width && leavesOutEmpty) return { line, values: [...values, ...Array<string>(width - values.length).fill("")] };
  return { line, values, problem: `has ${counted(found, "value")} where the header has ${counted(width, "column")}` };
}

function counted(count: number, noun: string): string {
  return `${withCommas(count)} ${noun}${count === 1 ? "" : "s"}`;
}
