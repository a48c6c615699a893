// Reads every visible sheet of a workbook as a grid: numbers with all their digits and the signs that they are shown with, days as days, merged names over all of their rows.
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { readOds } from "hucre/ods";
import { type Cell, type CellValue, readXlsx, type Sheet } from "hucre/xlsx";
import { InputError } from "../finance/inputError.ts";
import type { GridRow } from "../reading/grid.ts";
import { FileRows } from "./fileRows.ts";
import { textOf } from "./readXlsx.ts";
import { type FileTable, mostLinesRead } from "./sheetSource.ts";
import { sayBroken } from "./zip.ts";

/** All of an .ods is one text, of which a tree is made. */
const mostContentBytes = 100 * 1_048_576;

export async function workbookTables({ format, data }: { format: ".xlsx" | ".ods"; data: Buffer }): Promise<FileTable[]> {
  const options = { readStyles: true, maxRows: mostLinesRead + 1 };
  const reading = async () => (format === ".ods" ? readOds(withoutRowGroups(data), options) : readXlsx(data, options));
  const { sheets } = await reading().catch((error: unknown) => {
    const message = error instanceof Error ? error.message : "";
    if (/encrypted|password/i.test(message)) throw new InputError("file", "This workbook has a password. Take it off, save the workbook and choose it again.");
    return sayBroken(error);
  });
  const visible = sheets.filter(({ hidden, veryHidden }) => !hidden && !veryHidden);
  const fileRows = new FileRows();
  return visible.map((sheet) => ({ name: sheet.name, grid: gridOf(sheet, fileRows) }));
}

const rowGroups = /<\/?table:table-(?:header-rows|row-group|rows)(?:\s[^<>]*)?>/g;

/** The reader of .ods passes over rows that are grouped, as header rows are: their groups are taken away before it. @throws InputError of a sheet that is too large. */
function withoutRowGroups(data: Buffer): Uint8Array {
  const parts = unzipSync(data, {
    filter: ({ name, originalSize }) => {
      if (originalSize > mostContentBytes)
        throw new InputError("file", "The workbook's sheets are too large to be read at once. Save the sheet as “CSV UTF-8” and choose that file.");
      return name === "content.xml" || name === "mimetype";
    },
  });
  const { "content.xml": content, mimetype } = parts;
  if (!content || !mimetype) return data;
  const text = strFromU8(content);
  const without = text.replace(rowGroups, "");
  return without.length < text.length ? zipSync({ mimetype, "content.xml": strToU8(without) }, { level: 0 }) : data;
}

function gridOf(sheet: Sheet, fileRows: FileRows): GridRow[] {
  const found = sheet.rows.map((values, row) =>
    fileRows.row(
      row + 1,
      values.map((value, column) => shown(value, sheet.cells?.get(`${row},${column}`))),
    ),
  );
  const rows = found.map(({ cells }) => [...cells]);
  // A name over several rows is each one's; a figure is one, however high its cell.
  for (const { startRow, endRow, startCol } of sheet.merges ?? []) {
    const name = rows[startRow]?.[startCol] ?? "";
    if (name === "" || typeof sheet.rows[startRow]?.[startCol] !== "string") continue;
    for (let row = startRow + 1; row <= Math.min(endRow, rows.length - 1); row += 1) {
      const cells = rows[row] as string[];
      while (cells.length <= startCol) cells.push("");
      cells[startCol] = name;
    }
  }
  return rows.map((cells, row) => {
    const first = cells.findIndex((cell) => cell !== "");
    const style = first < 0 ? undefined : sheet.cells?.get(`${row},${first}`)?.style;
    const setIn = style?.alignment?.indent ?? 0;
    return { ...(found[row] as GridRow), cells, ...(style?.font && { bold: style.font.bold === true }), ...(setIn > 0 && { indent: setIn }) };
  });
}

/** Excel's own limit. */
const longestFormat = 255;

/** A cell as its sheet shows it, save that a number keeps all of its digits. */
function shown(value: CellValue, cell: Cell | undefined): string {
  if (value === null && cell?.formula) return "formula without a value";
  if (typeof value !== "number") return textOf(value) ?? "";
  const format = (cell?.style?.numFmt ?? "").slice(0, longestFormat).replace(/"([^"]*)"|\[\$([^[\]-]*)(?:-[^[\]]*)?\]|\\(.)/g, "$1$2$3");
  const plain = (number: number) => textOf(Number(number.toPrecision(15))) ?? "";
  const first = format.split(";")[0] ?? "";
  if (first.includes("%")) return `${plain(value * 100)}%`;
  // Commas after the last digit show thousands, or millions.
  const scaled = /[0#](,+)(?![0#,])/.exec(first)?.[1]?.length ?? 0;
  const number = `${plain(value / 1_000 ** scaled)}${multipleIn(first, scaled)}`;
  return first.includes("£") ? number.replace(/^(-?)/, "$1£") : number;
}

const multiples = ["", "k", "m", "bn"];

/** The k, m or bn that a format writes behind its digits: "£5.2m". Where what it writes is not how it scales, the scale is right. */
function multipleIn(format: string, scaled: number): string {
  return scaled > 0 && /[0#],+[\s£]*(k|thousand|m|mn|mill?ion|b|bn|billion)\b/i.test(format) ? (multiples[scaled] ?? "") : "";
}
