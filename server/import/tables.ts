// The tables of a file as grids, whatever the file is: a sheet of a workbook each, a table of a page, a table of a report.
import { readFile } from "node:fs/promises";
import { InputError } from "../finance/inputError.ts";
import { withCommas } from "../finance/withCommas.ts";
import { type Grid, type GridRow, longestCell } from "../reading/grid.ts";
import type { TextForm } from "./encoding.ts";
import type { FileForm } from "./fileForm.ts";
import { FileRows, nestedTooDeep } from "./fileRows.ts";
import { recordsWithBlanks } from "./readCsv.ts";
import { htmlTables } from "./readHtml.ts";
import { jsonTables } from "./readJson.ts";
import { workbookTables } from "./readWorkbook.ts";
import { type FileTable, mostLinesRead, type SheetRow, type SheetSource } from "./sheetSource.ts";

const mostTextBytes = 50 * 1_048_576;

/** Every table of a file, of a text with more lines than `mostLinesRead` the first of them and one more. @throws InputError on "file". */
export async function tablesOf(path: string, form: FileForm): Promise<FileTable[]> {
  const tables = await read(path, form).catch(sayNested);
  if (!tables.some(({ grid }) => grid.length > 0)) throw new InputError("file", form.format === "CSV" ? "There is nothing in the file." : "There are no rows on any sheet.");
  return tables;
}

/** What stands deeper in something else than a function can call itself. */
function sayNested(error: unknown): never {
  throw error instanceof RangeError && error.message.includes("call stack") ? new InputError("file", nestedTooDeep) : error;
}

async function read(path: string, form: FileForm): Promise<FileTable[]> {
  switch (form.format) {
    case "CSV":
      return [{ name: null, grid: await textGrid(path, form.text) }];
    case "HTML":
      return htmlTables(await wholeText(path, form));
    case "JSON":
      return jsonTables(await wholeText(path, form));
    default:
      return workbookTables(form);
  }
}

/** Its rows are counted as a spreadsheet counts them, which shows a record with line breaks in one row. */
async function textGrid(path: string, text: TextForm): Promise<Grid> {
  const fileRows = new FileRows();
  const rows: GridRow[] = [];
  for await (const { values } of recordsWithBlanks(path, text)) {
    rows.push(fileRows.row(rows.length + 1, values));
    if (rows.length > mostLinesRead) break;
  }
  return rows;
}

async function wholeText(path: string, { text, bytes }: { text: TextForm; bytes: number }): Promise<string> {
  if (bytes > mostTextBytes) throw new InputError("file", `The file has more than ${withCommas(50)} MiB. Save the table as “CSV UTF-8” and choose that file.`);
  return new TextDecoder(text.encoding).decode((await readFile(path)).subarray(text.begins));
}

/** One of the tables as rows of text. */
export function openTables(tables: readonly FileTable[], bytes: number, wanted: string | undefined): SheetSource {
  const names = tables.flatMap(({ name }) => name ?? []);
  const table = tableNamed(tables, wanted) ?? tables.find(({ grid }) => grid.length > 0);
  return {
    ...(names.length > 0 && { sheets: names }),
    leavesOutEmpty: true,
    bytesRead: () => bytes,
    async *records(): AsyncGenerator<SheetRow, void, undefined> {
      for (const { at, cells, cut } of table?.grid ?? [])
        if (cells.some((cell) => cell !== "")) yield { line: at, values: cells, ...(cut && { problem: `has a cell of more than ${withCommas(longestCell)} characters` }) };
    },
  };
}

/** @throws InputError where no table has the name. */
export function tableNamed(tables: readonly FileTable[], wanted: string | undefined): FileTable | null {
  if (wanted === undefined) return null;
  const found = tables.find(({ name }) => name === wanted) ?? tables.find(({ name }) => name?.trim().toLowerCase() === wanted.trim().toLowerCase());
  if (found) return found;
  const names = tables.flatMap(({ name }) => (name === null ? [] : [`“${name}”`]));
  throw new InputError("file", `The workbook has no sheet “${wanted.slice(0, 80)}”. ${names.length > 0 ? `It has: ${names.join(", ")}.` : "It has one table, without a name."}`);
}
